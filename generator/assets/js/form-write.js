// Plain data as the lines of a project.yml, in the way people write records: short rows in one line, long ones below.
(function () {
  "use strict";

  const WIDTH = 120;
  const NULLS = new Set(["~", "null", "Null", "NULL"]);
  // What YAML could take for something else at the beginning, within, or at the end of a plain value.
  const BEGINS = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:[ ]|$)|---|\.\.\.|<<$|=$|[ ])/;
  const WITHIN = /: |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]| $/; // eslint-disable-line no-control-regex
  const WITHIN_FLOW = /[,[\]{}]|^[-?:]/;
  const NUMBER = /^-?[0-9][0-9.,]*$/;

  /** One value in one line; quoted where it must be. */
  function scalarText(value, { flow = false } = {}) {
    const isPlain = value !== "" && !NULLS.has(value) && !BEGINS.test(value) && !WITHIN.test(value)
      && !(flow && WITHIN_FLOW.test(value) && !(NUMBER.test(value) && !value.includes(",")));
    return isPlain ? value : JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }

  /** Any value in one line. */
  function flowText(value) {
    if (typeof value === "string") return scalarText(value, { flow: true });
    if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
    return `{${Object.entries(value).map(([key, inner]) => `${scalarText(key, { flow: true })}: ${flowText(inner)}`).join(", ")}}`;
  }

  const hasLines = (value) => (typeof value === "string" ? value.includes("\n") : Object.values(value).some(hasLines));

  const fits = (text, indent) => text.length + indent <= WIDTH;

  /** A value of several lines as a block under its key, where a block can hold it. */
  function blockText(value, indent, newline) {
    const text = value.replace(/\n+$/, "");
    if (!text.includes("\n") || /^[ \n]/.test(text) || /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/.test(text)) { // eslint-disable-line no-control-regex
      return scalarText(text);
    }
    const margin = " ".repeat(indent + 2);
    return `|-${newline}${text.split("\n").map((line) => (line ? margin + line : "")).join(newline)}`;
  }

  /** A key and its value, without the margin of its first line; further lines stand at `indent`. */
  function entryText(key, value, indent, newline = "\n") {
    const name = scalarText(key, { flow: true });
    if (typeof value === "string") return `${name}: ${blockText(value, indent, newline)}`;
    const rows = Array.isArray(value) && value.some((item) => typeof item !== "string");
    const inOneLine = `${name}: ${flowText(value)}`;
    if (!rows && !hasLines(value) && fits(inOneLine, indent)) return inOneLine;
    if (!Object.keys(value).length) return inOneLine;
    const margin = newline + " ".repeat(indent + 2);
    const lines = Array.isArray(value)
      ? value.map((item) => `- ${itemText(item, indent + 2, newline)}`)
      : Object.entries(value).map(([inner, one]) => entryText(inner, one, indent + 2, newline));
    return `${name}:${lines.map((line) => margin + line).join("")}`;
  }

  /** One row of a list whose dash stands at `indent`, without dash. */
  function itemText(item, indent, newline = "\n") {
    if (typeof item === "string") return item.includes("\n") ? blockText(item, indent, newline) : scalarText(item);
    const inOneLine = flowText(item);
    if (Array.isArray(item) || !Object.keys(item).length || (!hasLines(item) && fits(inOneLine, indent + 2))) return inOneLine;
    return Object.entries(item).map(([key, value]) => entryText(key, value, indent + 2, newline))
      .join(newline + " ".repeat(indent + 2));
  }

  /** A whole record. */
  function recordText(data, newline = "\n") {
    return Object.entries(data).map(([key, value]) => entryText(key, value, 0, newline) + newline).join("");
  }

  const formWrite = { entryText, flowText, itemText, recordText, scalarText };
  if (typeof module === "object") module.exports = formWrite;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formWrite });
})();
