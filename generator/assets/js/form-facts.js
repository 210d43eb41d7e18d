// The plain data of a record, read so that half-filled ones do no harm: rows, lists, dates and what follows from them.
(function () {
  "use strict";

  const bonbogi = typeof module === "object" ? { formValues: module.require("./form-values.js") } : window.bonbogi;
  const { daysOf } = bonbogi.formValues;

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** The rows of a list that are rows, each with its place: [n, row]. */
  function rowsOf(data, key) {
    return Array.isArray(data[key]) ? [...data[key].entries()].filter(([, row]) => isObject(row)) : [];
  }

  /** The texts of a key that holds one or several. */
  function textsOf(value) {
    if (typeof value === "string") return [value];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  /** A text without the blanks around it; "" for anything else. */
  function textOf(value) {
    return typeof value === "string" ? value.trim() : "";
  }

  function partOf(data, key) {
    return isObject(data[key]) ? data[key] : null;
  }

  /** First and last day that a date or a span can mean, with open ends as "" and "9999"; null where there is none. */
  function spanOf(when) {
    if (typeof when === "string") return daysOf(when.trim());
    if (!isObject(when)) return null;
    const [start, end] = [when.start, when.end].map((date) => (typeof date === "string" ? daysOf(date.trim()) : null));
    return start || end ? { first: start ? start.first : "", last: end ? end.last : "9999" } : null;
  }

  /** The half-known date in which `when` begins; "" when unknown. */
  function startOf(when) {
    const start = isObject(when) ? textOf(when.start) : textOf(when);
    return daysOf(start) ? start : "";
  }

  /** The newest entry of the status; of one day the last. */
  function latestStatus(data) {
    const sortable = (row) => `${textOf(row.date)}-99-99`.slice(0, "2021-05-03".length);
    return rowsOf(data, "status").reduce((newest, [n, row]) =>
      (newest === null || sortable(row) >= sortable(newest.row) ? { n, row } : newest), null);
  }

  function datedSteps(data, isWanted) {
    return rowsOf(data, "process").map(([, row]) => row)
      .filter((row) => row.planned !== "true" && startOf(row.date) && isWanted(row));
  }

  const earliest = (steps) => steps.reduce((first, step) =>
    (first === null || spanOf(startOf(step.date)).first < spanOf(startOf(first.date)).first ? step : first), null);

  function firstDay(data) {
    const period = partOf(data, "period");
    if (period && startOf(period.start)) return startOf(period.start);
    const step = earliest(datedSteps(data, (row) => row.stage === "select")) || earliest(datedSteps(data, () => true));
    return step ? startOf(step.date) : "";
  }

  /** The months from the beginning to the first trial or operation; null where one of them is not known. */
  function monthsToPilot(data) {
    const began = firstDay(data);
    const steps = datedSteps(data, (row) => ["pilot", "operate"].includes(row.stage))
      .filter((row) => !began || spanOf(startOf(row.date)).last >= spanOf(began).first);
    const step = earliest(steps);
    const end = step ? startOf(step.date) : "";
    if (began.length < 7 || end.length < 7) return null;
    const months = (end.slice(0, 4) - began.slice(0, 4)) * 12 + (end.slice(5, 7) - began.slice(5, 7));
    return months >= 0 ? months : null;
  }

  const formFacts = { isObject, latestStatus, monthsToPilot, partOf, rowsOf, spanOf, startOf, textOf, textsOf };
  if (typeof module === "object") module.exports = formFacts;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formFacts });
})();
