// What is wrong with a record, in the words of bonbogi check: first what the model refuses, then what its rules say.
(function () {
  "use strict";

  const bonbogi = typeof module === "object"
    ? { formPersonal: module.require("./form-personal.js"), formWords: module.require("./form-words.js"), formValues: module.require("./form-values.js") }
    : window.bonbogi;
  const { nearest, say, shorten } = bonbogi.formWords;
  const { checkValue, suggestDate } = bonbogi.formValues;
  const { createPersonal } = bonbogi.formPersonal;

  const LISTS = new Set(["texts", "ids", "choices"]);
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /**
   * What the model refuses in the plain data of a record.
   *
   * A finding is {path, at, code, severity, message, hint, fixes}; `at` tells whether it stands at the "value", the "key"
   * or what is its "parent"; a fix is {label, value} for the value, {label, rename} for the key.
   */
  function checkShape(data, model) {
    const words = model.words.model;
    const findings = [];
    const { maskPersonal } = createPersonal(model);
    // Masked before it is cut: half a number still tells.
    const brief = (value) => shorten(maskPersonal(value));

    function report(path, at, code, message, hint, fixes = []) {
      findings.push({ path, at, code, severity: model.severities[code], message, hint, fixes });
    }

    function checkPart(part, value, path, labels) {
      const keys = model.parts[part];
      for (const key of keys) {
        const inner = [...path, key.key];
        const label = [...labels, key.label];
        if (Object.hasOwn(value, key.key)) checkKey(key, value[key.key], inner, label);
        else if (key.required) reportMissing(key, inner, labels);
      }
      for (const name of Object.keys(value)) {
        if (!keys.some(({ key }) => key === name)) reportUnknown(name, keys, part, [...path, name], labels);
      }
    }

    function reportMissing(key, path, labels) {
      const message = say(words["missing-key"], { where: whereOf(labels), name: key.key, label: key.label });
      report(path, "parent", "missing-key", message, key.explain);
    }

    const whereOf = (labels) => (labels.length ? say(words.where, { label: labels.join(" › ") }) : "");

    function reportUnknown(name, keys, part, path, labels) {
      const homes = labels.length ? [] : homesOf(name);
      const guess = homes.length ? null : guessKey(name, keys);
      let message = say(words["unknown-key"], { where: whereOf(labels), name: brief(name) });
      let hint = words["all-keys"];
      if (guess) {
        message += say(words.guess, { guess, label: keys.find(({ key }) => key === guess).label });
        hint = say(words.rename, { guess });
      } else if (homes.length) {
        const both = homes.length === 2 ? say(words["two-homes"], { first: homes[0], second: homes[1] }) : `'${homes[0]}'`;
        hint = say(words.belongs, { name, homes: both });
      } else if (keys.length <= model.limits.keysNamed) {
        hint = say(words.keys, { keys: keys.map(({ key }) => key).join(", ") });
      }
      report(path, "key", "unknown-key", message, hint, guess ? [{ label: guess, rename: guess }] : []);
    }

    /** The one or two keys of a record whose rows know `name`. */
    function homesOf(name) {
      const homes = model.parts.Project.filter(({ part }) => part && model.parts[part].some(({ key }) => key === name)).map(({ key }) => key);
      return homes.length <= 2 ? homes : [];
    }

    function checkKey(key, value, path, labels) {
      if (key.type === "rows") checkRows(key, value, path, labels);
      else if (key.type === "part") checkMapping(key.part, value, path, labels);
      else if (key.type === "when" && isObject(value)) checkSpan(key, value, path, labels);
      else if (key.type.endsWith("-by-key")) checkByKey(key, value, path, labels);
      else if (LISTS.has(key.type)) checkList(key, value, path, labels);
      else checkScalar(key, value, path, labels);
    }

    function reportShape(wanted, key, path, labels) {
      const isDate = path[path.length - 1] === "date" || key.type === "when";
      const message = say(words["wrong-shape"], { label: labels.join(" › "), wanted: words[isDate ? "date" : wanted] });
      report(path, "value", "wrong-shape", message, isDate ? key.explain : say(words[`${wanted}-hint`]));
    }

    function checkRows(key, value, path, labels) {
      if (!Array.isArray(value)) {
        reportShape("list", key, path, labels);
        return;
      }
      value.forEach((row, n) => checkMapping(key.part, row, [...path, n], numbered(labels, n)));
    }

    const numbered = (labels, n) => [...labels.slice(0, -1), `${labels[labels.length - 1]} ${n + 1}번째`];

    function checkMapping(part, value, path, labels) {
      if (isObject(value)) checkPart(part, value, path, labels);
      else reportShape("mapping", { type: "part" }, path, labels);
    }

    function checkSpan(key, value, path, labels) {
      const before = findings.length;
      checkPart(key.part || "Span", value, path, labels);
      if (findings.length === before && !Object.keys(value).length) {
        reportValue({ code: "bad-date", problem: model.words.scalars.span, hint: model.words.scalars["span-hint"] }, "", path, labels);
      }
    }

    function checkByKey(key, value, path, labels) {
      if (!isObject(value)) {
        reportShape("mapping", key, path, labels);
        return;
      }
      for (const [name, inner] of Object.entries(value)) {
        const each = { ...key, type: key.type === "texts-by-key" ? "texts" : "choice" };
        checkKey(each, inner, [...path, name], [...labels, name]);
      }
    }

    function checkList(key, value, path, labels) {
      const items = typeof value === "string" ? [value] : value;
      if (!Array.isArray(items)) {
        reportShape("list", key, path, labels);
        return;
      }
      if (key.fewest && items.length < key.fewest) {
        report(path, "value", "text-length", say(words.empty, { label: labels.join(" › ") }), words["not-empty"]);
      }
      items.forEach((item, n) => checkScalar(key, item, [...path, n], numbered(labels, n)));
    }

    function checkScalar(key, value, path, labels) {
      if (key.choice) checkChoice(key, value, path, labels);
      else if (typeof value !== "string") {
        const isText = ["text", "markdown", "texts", "ids", "id", "url", "file", "licence", "date", "when"].includes(key.type);
        reportShape(isText ? "text" : "value", key, path, labels);
      } else if (!checkLength(key, value, path, labels)) {
        const wrong = checkValue(key, value, model);
        if (wrong) reportValue(wrong, value, path, labels, fixesOf(key, value));
      }
    }

    function reportValue({ code, problem, hint }, value, path, labels, fixes) {
      const shown = say(words[value.trim() ? "shown-value" : "shown"], { label: labels.join(" › "), value: brief(value.trim()) });
      report(path, "value", code, say(words.refused, { shown, problem }), hint, fixes);
    }

    function fixesOf(key, value) {
      const date = ["date", "when"].includes(key.type) ? suggestDate(value) : null;
      return date && !checkValue(key, date, model) ? [{ label: date, value: date }] : [];
    }

    /** Whether the length was wrong. */
    function checkLength(key, value, path, labels) {
      const length = Array.from(value.trim()).length;
      const label = labels.join(" › ");
      const isShort = key.shortest !== undefined && length < key.shortest;
      if (!isShort && !(key.longest !== undefined && length > key.longest)) return false;
      const message = say(words[length ? "length" : "empty"], { label, length });
      const least = key.shortest === 1 ? words["not-empty"] : say(words.shortest, { least: key.shortest });
      report(path, "value", "text-length", message, isShort ? least : say(words.longest, { most: key.longest }));
      return true;
    }

    function checkChoice(key, value, path, labels) {
      const members = model.choices[key.choice].map(([name, label]) => ({ name, label, word: label.split("(")[0] }));
      if (members.some(({ name }) => name === value)) return;
      if (typeof value !== "string") {
        reportShape("value", key, path, labels);
        return;
      }
      const written = value.trim();
      const byWord = new Map();
      for (const part of ["word", "label", "name"]) members.forEach((member) => byWord.set(member[part], member));
      const guess = byWord.get(nearest(written, byWord.keys()));
      let message = say(words["unknown-value"], { label: labels.join(" › "), value: brief(written) });
      if (guess) message += say(words.guess, { guess: guess.name, label: guess.word });
      const hint = say(words.values, { values: members.map(({ name, word }) => `${name}(${word})`).join(", ") });
      report(path, "value", "unknown-value", message, hint, guess ? [{ label: guess.word, value: guess.name }] : []);
    }

    checkPart("Project", data, [], []);
    return findings;
  }

  /** The key that was meant: by its Korean label, by a slip in the key, by a slip in the label. */
  function guessKey(name, keys) {
    const byLabel = new Map();
    keys.forEach(({ key, label }) => byLabel.set(label, key));
    [...byLabel].forEach(([label, key]) => byLabel.set(label.split("(")[0], key));
    if (byLabel.has(name)) return byLabel.get(name);
    const guess = nearest(name, keys.map(({ key }) => key));
    if (guess) return guess;
    const label = nearest(name, byLabel.keys());
    return label === null ? null : byLabel.get(label);
  }

  const formCheck = { checkShape };
  if (typeof module === "object") module.exports = formCheck;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formCheck });
})();
