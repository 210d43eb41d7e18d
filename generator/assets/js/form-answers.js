// Which of the fifteen questions of a copying municipality a record answers, as generator/records/completeness.py tells.
(function () {
  "use strict";

  const bonbogi = typeof module === "object" ? { formFacts: module.require("./form-facts.js") } : window.bonbogi;
  const { isObject, latestStatus, monthsToPilot, partOf, rowsOf, textOf, textsOf } = bonbogi.formFacts;

  const TELLS_WHETHER_IT_RUNS = ["pilot", "running", "established", "completed", "stopped", "declined"];

  const some = (key, test) => (data) => rowsOf(data, key).some(([, row]) => test(row));

  // Keys for which being there is not enough.
  const TESTS = {
    "outcomes": some("outcomes", (row) => row.evidence !== "planned"
      && (rowsOf(row, "readings").length > 0 || textOf(row.change) !== "")),
    "status": (data) => {
      const newest = latestStatus(data);
      return newest !== null && TELLS_WHETHER_IT_RUNS.includes(newest.row.state)
        && (newest.row.state !== "stopped" || textsOf(newest.row.stopped_because).length > 0);
    },
    "process": (data) => monthsToPilot(data) !== null,
    "procedures": some("procedures", (row) => textOf(row.days) !== "" || textOf(row.result) !== ""),
    "team": some("team", (row) => row.kind === "resident"),
    "procedures.contract": some("procedures", (row) => ["contract", "agreement"].includes(row.kind)),
    "deliverables": some("deliverables", (row) => (textOf(row.licence) || "unknown") !== "unknown"
      && (textOf(row.file) !== "" || textOf(row.url) !== "" || ["available", "on_request"].includes(row.state))),
    "sources": (data) => rowsOf(data, "sources").length > 0 || data.origin === "submitted",
  };

  const isThere = (value) => value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length);

  function saysSomething(data, key) {
    if (TESTS[key]) return TESTS[key](data);
    const [name, inner] = key.split(".");
    const value = data[name];
    if (!inner || !isThere(value)) return isThere(value);
    const rows = Array.isArray(value) ? value : [value];
    return rows.some((row) => isObject(row) && isThere(row[inner]));
  }

  /** For each question of the model true or false; null where it does not apply. */
  function answers(data, questions) {
    const absent = partOf(data, "absent") || {};
    const isNotApplicable = (key) => [key, key.split(".")[0]].some((name) => absent[name] === "not_applicable");
    return questions.map(({ needs }) => {
      const applying = needs.filter((need) => !need.every(isNotApplicable));
      return applying.length ? applying.every((need) => need.some((key) => saysSomething(data, key))) : null;
    });
  }

  const formAnswers = { answers };
  if (typeof module === "object") module.exports = formAnswers;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formAnswers });
})();
