// A text that says what was changed in the form and is otherwise the text that was opened, byte for byte.
(function () {
  "use strict";

  const bonbogi = typeof module === "object"
    ? { formYaml: module.require("./form-yaml.js"), formWrite: module.require("./form-write.js") }
    : window.bonbogi;
  const { entryOf, isNull, readYaml, toData } = bonbogi.formYaml;
  const { entryText, flowText, itemText, recordText, scalarText } = bonbogi.formWrite;

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** Whether two plain data say the same; the order of keys says nothing. */
  function isSame(one, other) {
    if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, n) => isSame(item, other[n]));
    if (!isObject(one) || !isObject(other)) return one === other;
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
  }

  /** The edits {start, end, text} that make a tree say something else. */
  function createPatch(text, newline, originOf, orderOf) {
    const edits = [];
    const lineEnd = (offset) => {
      const end = text.indexOf("\n", offset);
      const last = end < 0 ? text.length : end;
      return text[last - 1] === "\r" && last > offset ? last - 1 : last;
    };
    const lineStart = (offset) => text.lastIndexOf("\n", offset - 1) + 1;
    const nextLine = (offset) => {
      const end = text.indexOf("\n", offset);
      return end < 0 ? text.length : end + 1;
    };
    const replace = (start, end, by) => edits.push({ start, end, text: by });

    function patchValue(node, value, entry, indent, path) {
      if (isSame(toData(node), value)) return;
      if (node.kind === "scalar" && typeof value === "string") patchScalar(node, value, entry, indent);
      else if (node.kind === "scalar" && !isNull(node) && Array.isArray(value) && value.every((item) => typeof item === "string")) {
        replace(node.start, node.end, flowText(value));
      } else if (node.kind === "map" && isObject(value) && node.entries.length) patchMap(node, value, path);
      else if (node.kind === "seq" && Array.isArray(value) && node.items.length && value.length) patchSeq(node, value, path);
      else if (entry && !entry.inFlow) replace(entry.start, lineEnd(node.end), entryText(entry.key, value, indent, newline));
      else replace(node.start, node.end, (node.start === node.end ? " " : "") + flowText(value));
    }

    function patchScalar(node, value, entry, indent) {
      const isInBlock = entry && !entry.inFlow;
      const written = isInBlock && value.includes("\n")
        ? entryText(entry.key, value, indent, newline).slice(scalarText(entry.key, { flow: true }).length + 2)
        : scalarText(value, { flow: Boolean(entry && entry.inFlow) });
      replace(node.start, node.end, node.start === node.end && text[node.start - 1] !== " " ? ` ${written}` : written);
    }

    function patchMap(node, value, path) {
      const indent = node.start - lineStart(node.start);
      const kept = node.entries.filter((entry) => Object.hasOwn(value, entry.key) || isNull(entry.node));
      for (const entry of kept) {
        if (Object.hasOwn(value, entry.key)) {
          patchValue(entry.node, value[entry.key], { key: entry.key, start: entry.start, inFlow: node.flow }, indent, [...path, entry.key]);
        }
      }
      removeEntries(node, kept);
      const added = inOrder(Object.keys(value), path).filter((key) => !entryOf(node, key));
      for (const key of added) insertEntry(node, kept, key, value[key], indent, path);
    }

    function inOrder(keys, path) {
      const order = orderOf(path);
      const place = (key) => (order.includes(key) ? order.indexOf(key) : order.length);
      return [...keys].sort((one, other) => place(one) - place(other));
    }

    function removeEntries(node, kept) {
      node.entries.forEach((entry, n) => {
        if (kept.includes(entry)) return;
        if (!node.flow) replace(lineStart(entry.start), nextLine(entry.node.end), "");
        else if (n + 1 < node.entries.length) replace(entry.start, node.entries[n + 1].start, "");
        else replace(n ? Math.max(node.entries[n - 1].node.end, node.entries[n - 1].keyEnd + 1) : entry.start, entry.node.end, "");
      });
    }

    function insertEntry(node, kept, key, value, indent, path) {
      const order = orderOf(path);
      const before = order.includes(key) ? order.slice(0, order.indexOf(key)) : order;
      const previous = kept.filter((entry) => before.includes(entry.key)).pop() || (order.includes(key) ? undefined : kept[kept.length - 1]);
      const written = node.flow ? `${scalarText(key, { flow: true })}: ${flowText(value)}` : entryText(key, value, indent, newline);
      if (previous && node.flow) replace(previous.node.end, previous.node.end, `, ${written}`);
      else if (previous) {
        const end = lineEnd(previous.node.end);
        replace(end, end, newline + " ".repeat(indent) + written);
      } else if (node.flow) replace(node.entries[0].start, node.entries[0].start, `${written}, `);
      else replace(node.entries[0].start, node.entries[0].start, written + newline + " ".repeat(indent));
    }

    /** Where each item of a list stands; of a block with its dash and the remarks above it. */
    function slotsOf(node) {
      if (node.flow) return node.items.map(({ start, end }) => ({ start, end }));
      const first = text.lastIndexOf("-", node.items[0].start - 1);
      let start = lineStart(first);
      return node.items.map((item) => {
        const slot = { start, end: lineEnd(item.end) };
        start = nextLine(item.end);
        return slot;
      });
    }

    function patchSeq(node, value, path) {
      const slots = slotsOf(node);
      const indent = node.flow ? 0 : text.lastIndexOf("-", node.items[0].start - 1) - slots[0].start;
      const origins = alignItems(node, value);
      const written = (item, n) => {
        const origin = origins[n];
        if (origin === undefined) return node.flow ? flowText(item) : `${" ".repeat(indent)}- ${itemText(item, indent, newline)}`;
        const inner = createPatch(text, newline, originOf, orderOf);
        inner.patchValue(node.items[origin], item, null, indent, [...path, origin]);
        return applyEdits(text, inner.edits, slots[origin].start, slots[origin].end);
      };
      value.forEach((item, n) => {
        if (origins[n] === n) patchValue(node.items[n], item, null, indent, [...path, n]);
        else if (n < slots.length) replace(slots[n].start, slots[n].end, written(item, n));
      });
      const further = value.slice(slots.length).map((item, n) => written(item, n + slots.length));
      const last = slots[slots.length - 1];
      if (further.length) replace(last.end, last.end, further.map((item) => (node.flow ? ", " : newline) + item).join(""));
      if (value.length < slots.length) {
        // From the end of what stays to the end of the list, so that the separators go too.
        replace(slots[value.length - 1].end, last.end, "");
      }
    }

    /** For each item of a list the place that it had in the text, if it had one. */
    function alignItems(node, value) {
      const taken = new Set();
      const origins = value.map((item) => {
        const known = typeof item === "object" ? originOf(item) : undefined;
        const found = known !== undefined ? known : node.items.findIndex((old, n) => !taken.has(n) && isSame(toData(old), item));
        if (found < 0 || found >= node.items.length || taken.has(found)) return undefined;
        taken.add(found);
        return found;
      });
      // A value that was written over stays in its place.
      return origins.map((origin, n) => {
        if (origin !== undefined || typeof value[n] !== "string" || n >= node.items.length || taken.has(n)) return origin;
        if (node.items[n].kind !== "scalar") return undefined;
        taken.add(n);
        return n;
      });
    }

    return { edits, patchValue };
  }

  /** The part of a text from `from` to `to` after its edits; of two at one place the earlier noted comes first. */
  function applyEdits(text, edits, from = 0, to = text.length) {
    const ordered = edits.map((edit, n) => ({ ...edit, n })).sort((a, b) => a.start - b.start || a.end - b.end || a.n - b.n);
    let result = "";
    let at = from;
    for (const edit of ordered) {
      if (edit.start < at && edit.end <= at) continue;
      result += text.slice(at, Math.max(at, edit.start)) + edit.text;
      at = Math.max(at, edit.end);
    }
    return result + text.slice(at, to);
  }

  function says(text, data) {
    const { tree, problem } = readYaml(text);
    return !problem && isSame(tree ? toData(tree) : {}, data);
  }

  /**
   * The text that says `data` and differs from `text` only where that says something else.
   *
   * @param originOf the place that a row of a list had in `text`; undefined for new ones
   * @param orderOf the keys at a path in the order in which new ones are put
   */
  function patchRecord(text, data, { originOf = () => undefined, orderOf = () => [] } = {}) {
    const { tree } = readYaml(text);
    const newline = text.includes("\r\n") ? "\r\n" : "\n";
    if (!tree) return (text && !text.endsWith("\n") ? text + newline : text) + recordText(data, newline);
    if (isSame(toData(tree), data)) return text;
    const patch = createPatch(text, newline, originOf, orderOf);
    patch.patchValue(tree, data, null, 0, []);
    const patched = applyEdits(text, patch.edits);
    if (says(patched, data)) return patched;
    // A layout that was not foreseen: the changed keys are written anew, else everything.
    const whole = createPatch(text, newline, originOf, orderOf);
    for (const entry of tree.entries) {
      const isKept = Object.hasOwn(data, entry.key);
      if (isKept && isSame(toData(entry.node), data[entry.key])) continue;
      const end = text.indexOf("\n", entry.node.end);
      const next = end < 0 ? text.length : end + 1;
      whole.edits.push({ start: entry.start, end: next, text: isKept ? entryText(entry.key, data[entry.key], 0, newline) + newline : "" });
    }
    const added = Object.keys(data).filter((key) => !entryOf(tree, key)).map((key) => entryText(key, data[key], 0, newline) + newline);
    const rewritten = applyEdits(text, whole.edits);
    const joined = rewritten + (rewritten.endsWith("\n") ? "" : newline) + added.join("");
    return says(joined, data) ? joined : recordText(data, newline);
  }

  const formPatch = { isSame, patchRecord };
  if (typeof module === "object") module.exports = formPatch;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formPatch });
})();
