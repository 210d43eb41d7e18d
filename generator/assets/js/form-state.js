// The record that is being written: its data, the text it was opened from, and the text it becomes.
(function () {
  "use strict";

  const bonbogi = typeof module === "object"
    ? { formFacts: module.require("./form-facts.js"), formPatch: module.require("./form-patch.js"), formYaml: module.require("./form-yaml.js") }
    : window.bonbogi;
  const { isObject } = bonbogi.formFacts;
  const { patchRecord } = bonbogi.formPatch;
  const { readYaml, setOwn, toData } = bonbogi.formYaml;

  const isEmpty = (value) => value === undefined || value === null || value === ""
    || (typeof value === "object" && Object.keys(value).length === 0);

  /** A record opened from `text`; `problem` says where a text cannot be read. */
  function openRecord(text, model) {
    const { tree, problem } = readYaml(text);
    const data = tree ? toData(tree) : {};
    const origins = new WeakMap();
    const written = new Set();
    note(data);

    function note(value) {
      if (typeof value === "string") written.add(value);
      else if (Array.isArray(value)) {
        value.forEach((item, n) => {
          if (isObject(item)) origins.set(item, n);
          note(item);
        });
      } else if (isObject(value)) Object.values(value).forEach(note);
    }

    const copies = new WeakMap();

    /** The data without what was left empty in the form; what was empty in the text stays so. */
    function clean(value, original) {
      if (typeof value === "string") return written.has(value) ? value : value.trim();
      if (Array.isArray(value)) {
        return value.map((item) => clean(item, Array.isArray(original) && origins.has(item) ? original[origins.get(item)] : undefined))
          .filter((item, n) => !isEmpty(item) || (Array.isArray(original) && isEmpty(original[n])));
      }
      if (!isObject(value)) return value;
      const kept = {};
      if (origins.has(value)) copies.set(kept, origins.get(value));
      for (const [key, inner] of Object.entries(value)) {
        const before = isObject(original) && Object.hasOwn(original, key) ? original[key] : undefined;
        const cleaned = clean(inner, before);
        if (!isEmpty(cleaned) || (before !== undefined && isEmpty(before))) setOwn(kept, key, cleaned);
      }
      return kept;
    }

    const original = tree ? toData(tree) : {};

    function orderOf(path) {
      let part = "Project";
      for (const step of path.filter((one) => typeof one === "string")) {
        const key = (model.parts[part] || []).find((one) => one.key === step);
        part = key ? key.part || (key.type === "when" ? "Span" : "") : "";
      }
      const keys = (model.parts[part] || []).map(({ key }) => key);
      // What a row says comes first, where it is known from last.
      const last = part === "Project" ? [] : ["source", "note"].filter((key) => keys.includes(key));
      return [...keys.filter((key) => !last.includes(key)), ...last];
    }

    function inOrder(value, path) {
      if (Array.isArray(value)) return value.map((item, n) => inOrder(item, [...path, n]));
      if (!isObject(value)) return value;
      const order = orderOf(path);
      const place = (key) => (order.includes(key) ? order.indexOf(key) : order.length);
      const sorted = {};
      if (copies.has(value)) copies.set(sorted, copies.get(value));
      for (const key of Object.keys(value).sort((one, other) => place(one) - place(other))) setOwn(sorted, key, inOrder(value[key], [...path, key]));
      return sorted;
    }

    return {
      data,
      problem,
      isNew: !text.trim(),
      /** The data as the text says it. */
      current: () => clean(data, original),
      /** The text of project.yml: what was opened, with the changed lines. */
      text() {
        const current = inOrder(clean(data, original), []);
        return patchRecord(text, current, { originOf: (row) => copies.get(row), orderOf });
      },
    };
  }

  const formState = { isEmpty, openRecord };
  if (typeof module === "object") module.exports = formState;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formState });
})();
