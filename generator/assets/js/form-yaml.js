// A project.yml as a tree that knows where everything stands, and its plain data as bonbogi check reads them.
(function () {
  "use strict";

  const yaml = typeof module === "object" ? module.require("../vendor/yaml-2.9.1.min.js") : window.bonbogiYaml;

  const NULLS = new Set(["", "~", "null", "Null", "NULL"]);

  /**
   * Read a text.
   *
   * `tree` is {kind: "map", flow, start, end, entries: [{key, start, node}]}, {kind: "seq", flow, start, end, items} or
   * {kind: "scalar", text, quoted, start, end}, offsets in UTF-16 units, `end` where the content ends; null where the
   * text is empty. `problem` tells why a text cannot be edited: {line, column}, from 1.
   */
  function readYaml(text) {
    try {
      return readDocument(text);
    } catch (error) {
      // Thousands of brackets within each other are more than any reader's stack holds.
      return { tree: null, problem: { line: 1, column: 1 } };
    }
  }

  function readDocument(text) {
    const lines = new yaml.LineCounter();
    // Every scalar is its text, as generator/records/reader.py reads it; the model decides what it is.
    const document = yaml.parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
    const refused = [];
    const tree = document.contents ? toTree(document.contents, text, refused) : null;
    const errors = [...document.errors.map((error) => error.pos[0]), ...refused];
    if (tree && tree.kind !== "map" && !isNull(tree)) errors.push(tree.start);
    if (!errors.length) return { tree: tree && tree.kind === "map" ? tree : null, problem: null };
    const { line, col } = lines.linePos(Math.min(...errors));
    return { tree: null, problem: { line: line || 1, column: col || 1 } };
  }

  function toTree(node, text, refused) {
    const start = node.range[0];
    // An alias has no source of its own; neither it nor what it names may stand in a record.
    if (node.anchor || node.tag || (!node.items && node.source === undefined)) refused.push(start);
    if (yaml.isMap(node)) return toMap(node, text, refused);
    const flow = Boolean(node.flow);
    if (yaml.isSeq(node)) {
      const items = node.items.map((item) => toTree(item, text, refused));
      return { kind: "seq", flow, start, end: flow ? node.range[1] : endOf(items, start), items };
    }
    let end = node.range[1];
    while (end > start && /[\n\r]/.test(text[end - 1])) end -= 1;
    return { kind: "scalar", text: String(node.value || ""), quoted: Boolean(node.type) && node.type !== "PLAIN", start, end };
  }

  function toMap(node, text, refused) {
    const [start] = node.range;
    const entries = [];
    for (const { key, value } of node.items) {
      if (key && key.range && !key.items) {
        const { text: name, start: keyStart, end: keyEnd } = toTree(key, text, refused);
        const nothing = { kind: "scalar", text: "", quoted: false, start: keyEnd, end: keyEnd };
        entries.push({ key: name, start: keyStart, keyEnd, node: value ? toTree(value, text, refused) : nothing });
      } else refused.push(start);
    }
    const flow = Boolean(node.flow);
    return { kind: "map", flow, start, end: flow ? node.range[1] : endOf(entries.map((entry) => entry.node), start), entries };
  }

  const endOf = (nodes, start) => (nodes.length ? nodes[nodes.length - 1].end : start);

  /** Whether nothing was written. */
  function isNull(node) {
    return node.kind === "scalar" && !node.quoted && NULLS.has(node.text);
  }

  /** The plain data of a tree: texts, lists and objects; what was left empty is left out of objects and null in lists. */
  function toData(node) {
    if (node.kind === "scalar") return isNull(node) ? null : node.text.normalize("NFC");
    if (node.kind === "seq") return node.items.map(toData);
    const data = {};
    for (const { key, node: child } of node.entries) {
      const value = toData(child);
      if (value !== null && !Object.hasOwn(data, key)) setOwn(data, key, value);
    }
    return data;
  }

  /** Give `data` a key of any name; "__proto__" is one like the others. */
  function setOwn(data, key, value) {
    Object.defineProperty(data, key, { value, writable: true, enumerable: true, configurable: true });
  }

  function entryOf(node, key) {
    return node.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
  }

  /**
   * Line and column (from 1, in characters) of the value at `path`, or of the nearest thing around it that is there;
   * with `at` "key" of the key that the path ends in, with "parent" of what should have it. A place given as `at` is it.
   */
  function placeOf(text, tree, path, at = "value") {
    if (typeof at === "object") return at;
    let node = tree;
    let place = tree.start;
    const steps = at === "parent" ? path.slice(0, -1) : path;
    for (const [depth, step] of steps.entries()) {
      const entry = typeof step === "string" ? entryOf(node, step) : undefined;
      const next = entry ? entry.node : node.kind === "seq" ? node.items[step] : undefined;
      if (!next) break;
      node = next;
      place = entry && at === "key" && depth === steps.length - 1 ? entry.start : node.start;
    }
    const before = text.slice(0, place);
    const lineStart = before.lastIndexOf("\n") + 1;
    return { line: before.split("\n").length, column: Array.from(before.slice(lineStart)).length + 1 };
  }

  const formYaml = { entryOf, isNull, placeOf, readYaml, setOwn, toData };
  if (typeof module === "object") module.exports = formYaml;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formYaml });
})();
