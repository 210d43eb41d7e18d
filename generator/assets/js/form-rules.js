// The rules of generator/records/rules that need one record only: each by its code, in the same words. Longer than other
// scripts because it is a table.
(function () {
  "use strict";

  const bonbogi = typeof module === "object"
    ? {
      formFacts: module.require("./form-facts.js"),
      formPersonal: module.require("./form-personal.js"),
      formValues: module.require("./form-values.js"),
      formWords: module.require("./form-words.js"),
    }
    : window.bonbogi;
  const { isObject, latestStatus, partOf, rowsOf, spanOf, textOf, textsOf } = bonbogi.formFacts;
  const { readNumber, readWon } = bonbogi.formValues;
  const { nearest, say } = bonbogi.formWords;

  const SHOWN_NAMES = 8;
  const ADDRESS_TYPES = ["url", "file"];
  // What Python calls a comment of guidebook.md: whole lines.
  const STORY_COMMENT = /^[ \t]*<!--(?:(?!-->)[\s\S])*-->[ \t]*$/gm;
  const SOURCE_MARK = /\[(s\d+)\](?![(:[])/g;

  /** Everything a rule can look at, and where its findings go. */
  function createView(data, { model, programme, places, guidebook, text, files }, findings) {
    const keyOf = (path) => {
      let part = "Project";
      let key = null;
      for (const step of path.filter((one) => typeof one === "string")) {
        key = (model.parts[part] || []).find((one) => one.key === step) || (key && key.type.endsWith("-by-key") ? key : null);
        if (key && key.part) part = key.part;
        else if (key && key.type === "when") part = "Span";
      }
      return key;
    };
    return {
      data, model, programme, places, guidebook, text, files, keyOf,
      story: guidebook.replace(STORY_COMMENT, ""),
      personal: bonbogi.formPersonal.createPersonal(model),
      labelOf: (choice, value) => (model.choices[choice].find(([name]) => name === value) || [value, value])[1],
      find(code, path, message, hint, { at = "value", severity = model.severities[code], fixes = [] } = {}) {
        findings.push({ path, at, code, severity, message, hint, fixes });
      },
    };
  }

  /** Every text of the record with its path. */
  function* textsIn(value, path = []) {
    if (typeof value === "string") yield [path, value];
    else if (Array.isArray(value)) for (const [n, item] of value.entries()) yield* textsIn(item, [...path, n]);
    else if (isObject(value)) for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, [...path, key]);
  }

  /** Every citation: the path of the name, and the name. */
  function* citations({ data, model }) {
    for (const [path, text] of textsIn(data)) {
      const last = path.filter((step) => typeof step === "string").pop();
      const key = path[0] === "cited" ? path.length > 1 : last === "source" || (last === "sources" && path[0] !== "sources");
      if (key && model.parts.Project.some(({ key: known }) => known === path[0])) {
        yield [typeof path[path.length - 1] === "number" ? path : [...path, 0], text.trim()];
      }
    }
  }

  /** Every value of an outcome, with its path in it. */
  function valuesOf(outcome) {
    const single = ["baseline", "target"].filter((key) => isObject(outcome[key])).map((key) => [[key], outcome[key]]);
    return [...single, ...rowsOf(outcome, "readings").map(([n, row]) => [["readings", n], row])];
  }

  const hasRows = (row, key) => rowsOf(row, key).length > 0;
  const sourceIds = (data) => rowsOf(data, "sources").map(([, row]) => textOf(row.id)).filter(Boolean);
  const wonOf = (text) => (typeof text === "string" ? readWon(text) : null);

  /** Every date but the period, with its path; of rows, values and single keys. */
  function* moments({ data, model }) {
    for (const [path, key] of datedKeys(model, data)) yield [path, key];
  }

  function* datedKeys(model, data) {
    for (const key of model.parts.Project) {
      if (key.type !== "rows") continue;
      for (const [n, row] of rowsOf(data, key.key)) {
        if (row.date !== undefined) yield [[key.key, n, "date"], row.date];
        for (const [path, value] of key.key === "outcomes" ? valuesOf(row) : []) {
          if (value.date !== undefined) yield [[key.key, n, ...path, "date"], value.date];
        }
      }
    }
  }

  /** The Korean name of a place: "추진 과정 2번째 › 때". */
  function labelOf({ model }, path) {
    const words = [];
    let part = "Project";
    for (const step of path) {
      if (typeof step === "number") words[words.length - 1] += ` ${step + 1}번째`;
      else {
        const key = model.parts[part].find((one) => one.key === step);
        words.push(key.label);
        part = key.part || part;
      }
    }
    return words.join(" › ");
  }

  function unknownName(view, path, label, value, names) {
    const words = view.model.words["unknown-reference"];
    const byId = new Map(names);
    const guess = nearest(value, byId.keys());
    let hint = say(words.list, { label });
    if (guess) hint = say(words.guess, { guess, name: byId.get(guess) });
    else if (byId.size && byId.size <= SHOWN_NAMES) hint = say(words.values, { values: [...byId].map(([id, name]) => `${id}(${name})`).join(", ") });
    else if (!byId.size) hint = say(words.none, { label });
    const fixes = guess ? [{ label: byId.get(guess), value: guess }] : [];
    view.find("unknown-reference", path, say(words.message, { label, value }), hint, { fixes });
  }

  function* namedPlaces({ data, places }) {
    const year = Number(textOf(data.year));
    const written = [
      ...textsOf(data.municipalities).map((text, n) => [["municipalities", n], text]),
      ...rowsOf(data, "sites").filter(([, row]) => textOf(row.municipality)).map(([n, row]) => [["sites", n, "municipality"], row.municipality]),
    ];
    if (!places || !year) return;
    for (const [path, raw] of written) {
      const text = raw.trim();
      if (!text) continue;
      const { place, candidates } = places.resolve(text, year);
      const isAmbiguous = candidates.length > 1 && candidates.every(({ name }) => name.endsWith(text));
      yield { path, text, place, candidates, isAmbiguous, year };
    }
  }

  /** What of a kind stands in the record, in its remarks and its story, and is not of those that offices publish. */
  function* sightings(view, kind) {
    const allowed = view.programme ? view.programme.allowedContacts : [];
    const isAllowed = (found) => allowed.includes(bonbogi.formPersonal.normaliseContact(found));
    for (const [path, text] of textsIn(view.data)) {
      const key = view.keyOf(path);
      if (text.length < view.model.facts.shortestTelling || (key && ADDRESS_TYPES.includes(key.type))) continue;
      for (const { found, masked } of view.personal.findPersonal(text, kind)) if (!isAllowed(found)) yield [path, masked];
    }
    const comments = view.text.includes("#") ? view.personal.commentsOf(view.text) : "";
    for (const { found, masked, start } of view.personal.findPersonal(comments, kind)) {
      // What looks like a remark may be a text of several lines, and is known by now.
      const isKnown = [...textsIn(view.data)].some(([, text]) => text.includes(found));
      if (!isKnown && !isAllowed(found)) yield [["#"], masked, placeInText(comments, start)];
    }
    for (const { found, masked } of view.personal.findPersonal(view.guidebook, kind)) if (!isAllowed(found)) yield [["guidebook"], masked];
    for (const name of view.files) {
      for (const { found, masked } of view.personal.findInFileName(name, kind)) {
        const where = say(view.model.facts.inName, { file: view.personal.maskPersonal(name) });
        if (!isAllowed(found)) yield [["files"], masked, undefined, (message) => say(view.model.facts.inside, { where, message })];
      }
    }
  }

  const asItIs = (message) => message;

  /** Line and column (from 1) of a place in a text. */
  function placeInText(text, offset) {
    const before = text.slice(0, offset);
    return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
  }

  const reportSightings = (kind, isFine = () => false) => (view, words, code) => {
    for (const [path, masked, at, tell = asItIs] of sightings(view, kind)) {
      const hint = (tell !== asItIs && words["hint-inside"]) || words.hint;
      if (!isFine(path)) view.find(code, path, tell(say(words.message, { masked })), hint, { at });
    }
  };

  /** A rule over the outcomes: those that `test` chooses, at the path that `at` gives. */
  const outcomeRule = (test, at = () => []) => (view, words, code) => {
    for (const [n, row] of rowsOf(view.data, "outcomes")) {
      if (test(row)) view.find(code, ["outcomes", n, ...at(row)], say(words.message, { metric: textOf(row.metric) }), words.hint);
    }
  };

  function checkAmount(view, words, path, label, amount) {
    const [least, most] = view.model.facts.likelyAmounts;
    if (amount && !(amount >= least && amount <= most)) {
      view.find("unlikely-amount", path, say(words.message, { label, amount }), words.hint);
    }
  }

  function checkTotal(view, words, key, label, amounts, unclear) {
    const total = amounts.reduce((sum, amount) => sum + (amount || 0), 0);
    amounts.forEach((amount, n) => {
      if (amounts.length > 1 && amount && unclear[n] && amount * 2 === total) {
        view.find("total-line", [key, n, "amount"], say(words.message, { label, number: n + 1, amount }), words.hint);
      }
    });
  }

  const saysTotal = (view, text) => view.model.facts.totalWords.some((word) => textOf(text).includes(word));

  const RULES = {
    "record-without-source": (view, words, code) => {
      if (view.data.origin === "public_sources" && !hasRows(view.data, "sources")) {
        view.find(code, ["sources"], say(words.message), say(words.hint), { at: "key" });
      }
    },
    "unknown-source": (view, words, code) => {
      const known = sourceIds(view.data);
      const explain = (name) => {
        const guess = nearest(name, known);
        return [say(words.message, { name }), guess ? say(words.guess, { guess }) : say(words.hint, { name }), guess];
      };
      const marks = [...view.story.matchAll(SOURCE_MARK)].map(([, name]) => [["guidebook"], name]);
      for (const [path, name] of [...citations(view), ...marks]) {
        if (!name || known.includes(name)) continue;
        const [message, hint, guess] = explain(name);
        view.find(code, path, message, hint, { fixes: guess && path.length > 1 ? [{ label: guess, value: guess }] : [] });
      }
    },
    "duplicate-source-id": (view, words, code) => {
      const firsts = new Map();
      for (const [n, row] of rowsOf(view.data, "sources")) {
        const id = textOf(row.id);
        const first = firsts.get(id.toLowerCase());
        if (id && first !== undefined) view.find(code, ["sources", n, "id"], say(words.message, { number: n + 1, id, first: first + 1 }), words.hint);
        else firsts.set(id.toLowerCase(), n);
      }
    },
    "fact-without-source": (view, words, code) => {
      const { data } = view;
      if (data.origin !== "public_sources") return;
      const cited = partOf(data, "cited") || {};
      const missing = (path, what) => view.find(code, path, say(words.message, { what }), words.hint);
      for (const key of ["budget", "process", "awards"].filter((one) => !Object.hasOwn(cited, one))) {
        const { label } = view.keyOf([key]);
        for (const [n, row] of rowsOf(data, key)) {
          if (!textsOf(row.source).length) missing([key, n], say(words.row, { label, number: n + 1 }));
        }
      }
      if (Object.hasOwn(cited, "outcomes")) return;
      for (const [n, row] of rowsOf(data, "outcomes").filter(([, one]) => !textsOf(one.source).length)) {
        for (const [path, value] of valuesOf(row)) {
          if (!textsOf(value.source).length) missing(["outcomes", n, ...path], say(words.value, { metric: textOf(row.metric) }));
        }
      }
    },
    "unused-source": (view, words, code) => {
      const used = new Set([...citations(view)].map(([, name]) => name));
      for (const [n, row] of rowsOf(view.data, "sources")) {
        const id = textOf(row.id);
        if (id && !used.has(id) && !view.story.includes(`[${id}]`)) view.find(code, ["sources", n], say(words.message, { id }), say(words.hint, { id }));
      }
    },
    "unknown-reference": (view, words, code) => {
      const { data, programme } = view;
      const label = (key) => view.keyOf([key]).label;
      if (!programme) return;
      const call = programme.calls.find(({ id }) => id === data.call);
      if (textOf(data.call) && !call) unknownName(view, ["call"], label("call"), data.call, programme.calls.map(({ id, name }) => [id, name]));
      for (const [key, list] of [["track", "tracks"], ["field", "fields"], ["task", "tasks"]]) {
        const value = textOf(data[key]);
        if (value && !textOf(data.call)) {
          view.find(code, [key], say(words["without-call"], { label: label(key), value }), say(words["without-call-hint"], { key }));
        } else if (value && call && !call[list].some(([id]) => id === value)) unknownName(view, [key], label(key), value, call[list]);
      }
      const topics = programme.topics.map(([id, name]) => [id, name]);
      textsOf(data.topics).forEach((id, n) => {
        if (!topics.some(([known]) => known === id)) unknownName(view, ["topics", n], label("topics"), id, topics);
      });
      for (const [n, row] of rowsOf(data, "workshops")) {
        const id = textOf(row.workshop);
        if (id && !programme.workshops.some(([known]) => known === id)) {
          unknownName(view, ["workshops", n, "workshop"], view.keyOf(["workshops", "workshop"]).label, id, programme.workshops);
        }
      }
      const deliverables = rowsOf(data, "deliverables").map(([, row]) => [textOf(row.id), textOf(row.title)]);
      for (const [n, row] of rowsOf(data, "process")) {
        textsOf(row.produced).forEach((raw, m) => {
          const id = raw.trim();
          if (!deliverables.some(([known]) => known === id)) {
            unknownName(view, ["process", n, "produced", m], view.keyOf(["process", "produced"]).label, id, deliverables);
          }
        });
      }
    },
    "missing-origin": (view, words, code) => {
      for (const [n, row] of rowsOf(view.data, "adapted_from")) {
        if (!textOf(row.project) && !isObject(row.outside)) view.find(code, ["adapted_from", n], say(words.message, { number: n + 1 }), say(words.hint));
      }
    },
    "unrevised-part": (view, words, code) => {
      for (const [n, row] of rowsOf(view.data, "adapted_from")) {
        textsOf(row.unrevised).forEach((raw, m) => {
          const name = raw.trim();
          const key = view.model.parts.Project.find((one) => one.key === name);
          if (key) {
            const task = view.model.facts.revisionTasks[name] || words.look;
            view.find(code, [name], say(words.message, { label: key.label, name }), say(words.hint, { task, name }), { at: "key" });
          } else view.find(code, ["adapted_from", n, "unrevised", m], say(words.unknown, { name }), words["unknown-hint"]);
        });
      }
    },
    "topic-count": (view, words, code) => {
      const count = textsOf(view.data.topics).length;
      const most = view.model.facts.mostTopics;
      if (count > most) {
        view.find(code, ["topics", most], say(words.many, { count, most }), words["many-hint"]);
      } else if (!count) view.find(code, ["topics"], words.none, words["none-hint"], { at: "key", severity: "note" });
    },
    "unknown-municipality": (view, words, code) => {
      for (const { path, text, place, candidates, isAmbiguous } of namedPlaces(view)) {
        if (place || isAmbiguous) continue;
        const near = candidates.map(({ name }) => `'${name}'`).join(", ");
        const fixes = candidates.map(({ name }) => ({ label: name, value: name }));
        view.find(code, path, say(words.message, { name: text }), near ? say(words.guess, { near }) : words.hint, { fixes });
      }
    },
    "ambiguous-municipality": (view, words, code) => {
      for (const { path, text, candidates, isAmbiguous } of namedPlaces(view)) {
        if (!isAmbiguous) continue;
        const fixes = candidates.map(({ name }) => ({ label: name, value: name }));
        view.find(code, path, say(words.message, { name: text }), say(words.hint, { places: candidates.map(({ name }) => name).join(", ") }), { fixes });
      }
    },
    "city-district": (view, words, code) => {
      for (const { path, text, place } of namedPlaces(view)) {
        if (!place || place.kind !== "city_district") continue;
        const city = view.places.byCode.get(place.parent).name;
        view.find(code, path, say(words.message, { name: text, city }), say(words.hint, { city }), { fixes: [{ label: city, value: city }] });
      }
    },
    "municipality-of-other-year": (view, words, code) => {
      for (const { path, text, place, year } of namedPlaces(view)) {
        if (!place || view.places.isValidIn(place, year)) continue;
        const isLater = place.from > year;
        if (isLater && path[0] === "sites") continue;
        const then = [...place.predecessors, ...place.successors].map((other) => view.places.byCode.get(other))
          .filter((other) => view.places.isValidIn(other, year));
        const names = then.map(({ name, code: other }) => `'${name}'(${other})`).join(", ");
        const message = say(words.message, { name: text, year, was: words[isLater ? "later" : "earlier"] });
        view.find(code, path, message, names ? say(words.names, { names }) : words.hint, { fixes: then.map(({ name }) => ({ label: name, value: name })) });
      }
    },
    "incomplete-team": (view, words, code) => {
      const { data } = view;
      const call = view.programme && view.programme.calls.find(({ id }) => id === data.call);
      if (!call || !call.requiresTeam) return;
      const isPublic = data.origin === "public_sources";
      const team = rowsOf(data, "team");
      const severity = isPublic ? "note" : "error";
      if (!team.length) {
        if (isPublic && Object.hasOwn(partOf(data, "absent") || {}, "team")) return;
        view.find(code, ["call"], words.none, words["none-hint"] + (isPublic ? say(words["none-hint-public"]) : ""), { severity });
        return;
      }
      const leaders = team.filter(([, row]) => row.role === "leader");
      if (leaders.length && !leaders.some(([, row]) => row.kind === "resident")) {
        const [n, row] = leaders[0];
        view.find(code, ["team", n, "kind"], say(words.leader, { kind: view.labelOf("MemberKind", row.kind) }), words["leader-hint"], { severity });
      }
      const missing = Object.entries(view.model.facts.seats).filter(([kind]) => !team.some(([, row]) => row.kind === kind)).map(([, name]) => name);
      if (!leaders.length) missing.unshift(words.place);
      if (missing.length) {
        view.find(code, ["team"], say(words.missing, { missing: missing.join(", ") }), words["missing-hint"], { at: "key", severity });
      }
    },
    "submitted-without-owner": (view, words, code) => {
      if (view.data.origin !== "submitted") return;
      if (!isObject(view.data.owner)) view.find(code, ["origin"], words.owner, say(words["owner-hint"]));
      if (!textOf(view.data.verified)) view.find(code, ["origin"], words.verified, words["verified-hint"]);
    },
    "start-after-end": (view, words, code) => {
      const period = partOf(view.data, "period");
      const check = (path, when) => {
        const span = isObject(when) && textOf(when.start) && textOf(when.end) ? spanOf(when) : null;
        if (!span || span.first <= span.last) return;
        const shown = `${when.start.trim()} ~ ${when.end.trim()}`;
        view.find(code, [...path, "start"], say(words.message, { label: labelOf(view, path), shown }), words.hint);
      };
      if (period) check(["period"], period);
      for (const [path, when] of moments(view)) check(path, when);
    },
    "planned-with-readings": outcomeRule((row) => row.evidence === "planned" && hasRows(row, "readings"), () => ["evidence"]),
    "measured-without-method": outcomeRule((row) => row.evidence === "measured" && !textOf(row.method), () => ["evidence"]),
    "effect-without-baseline": outcomeRule((row) => ["effect", "cost"].includes(row.kind) && hasRows(row, "readings")
      && !isObject(row.baseline) && !textOf(row.change)),
    "outcome-without-value": outcomeRule((row) => !valuesOf(row).length && !textOf(row.change)),
    "percent-out-of-range": (view, words, code) => {
      for (const [n, row] of rowsOf(view.data, "outcomes").filter(([, one]) => view.model.facts.percent.includes(textOf(one.unit)))) {
        for (const [path, inner] of valuesOf(row)) {
          const value = readNumber(textOf(inner.value));
          if (value !== null && !(value >= 0 && value <= 100)) {
            view.find(code, ["outcomes", n, ...path, "value"], say(words.message, { metric: textOf(row.metric), value }), words.hint);
          }
        }
      }
    },
    "repeated-metric": (view, words, code) => {
      const firsts = new Map();
      for (const [n, row] of rowsOf(view.data, "outcomes")) {
        const metric = textOf(row.metric);
        const name = JSON.stringify([metric.replace(/\s+/g, "").toLowerCase(), textOf(row.unit)]);
        const first = firsts.get(name);
        if (metric && first !== undefined) view.find(code, ["outcomes", n, "metric"], say(words.message, { metric, first: first + 1 }), words.hint);
        else firsts.set(name, n);
      }
    },
    "unlikely-amount": (view, words) => {
      for (const [n, row] of rowsOf(view.data, "budget")) {
        for (const key of ["amount", "spent"]) checkAmount(view, words, ["budget", n, key], say(words[`budget-${key}`], { number: n + 1 }), wonOf(row[key]));
      }
      for (const [n, row] of rowsOf(view.data, "spending")) {
        checkAmount(view, words, ["spending", n, "amount"], say(words["spending-amount"], { number: n + 1 }), wonOf(row.amount));
      }
    },
    "total-line": (view, words) => {
      for (const [key, kind] of [["budget", "unspecified"], ["spending", "other"]]) {
        const rows = rowsOf(view.data, key).map(([, row]) => row);
        checkTotal(view, words, key, view.keyOf([key]).label, rows.map((row) => wonOf(row.amount)),
          rows.map((row) => row.kind === kind || saysTotal(view, row.note) || (key === "spending" && saysTotal(view, row.what))));
      }
    },
    "spent-above-amount": (view, words, code) => {
      for (const [n, row] of rowsOf(view.data, "budget")) {
        const [amount, spent] = [wonOf(row.amount), wonOf(row.spent)];
        if (amount !== null && spent !== null && spent > amount && !["about", "at_least"].includes(row.bound)) {
          view.find(code, ["budget", n, "spent"], say(words.message, { number: n + 1, spent, amount }), words.hint);
        }
      }
    },
    "stopped-without-reason": (view, words, code) => {
      const reasons = view.model.choices.StopReason.map(([name, label]) => `${name}(${label})`).join(", ");
      for (const [n, row] of rowsOf(view.data, "status")) {
        if (row.state === "stopped" && !textsOf(row.stopped_because).length) {
          view.find(code, ["status", n, "state"], say(words.message, { number: n + 1 }), say(words.hint, { reasons }));
        }
      }
    },
    "stopped-without-lesson": (view, words, code) => {
      const newest = latestStatus(view.data);
      if (newest && newest.row.state === "stopped" && !hasRows(view.data, "lessons")) {
        view.find(code, ["status", newest.n, "state"], words.message, words.hint);
      }
    },
    "reason-without-stop": (view, words, code) => {
      for (const [n, row] of rowsOf(view.data, "status")) {
        if (textsOf(row.stopped_because).length && textOf(row.state) && !["stopped", "declined"].includes(row.state)) {
          const message = say(words.message, { number: n + 1, state: view.labelOf("State", row.state) });
          view.find(code, ["status", n, "stopped_because"], message, words.hint, { at: "key" });
        }
      }
    },
    "duplicate-deliverable-id": (view, words, code) => {
      const titles = new Map();
      for (const [n, row] of rowsOf(view.data, "deliverables")) {
        const id = textOf(row.id);
        const name = id.toLowerCase();
        if (id && titles.has(name)) view.find(code, ["deliverables", n, "id"], say(words.message, { id, title: titles.get(name) }), say(words.hint, { id }));
        else titles.set(name, textOf(row.title));
      }
    },
    "misnamed-key": (view, words, code) => {
      const keys = view.model.parts.Project;
      for (const where of ["cited", "absent"]) {
        for (const name of Object.keys(partOf(view.data, where) || {})) {
          if (keys.some(({ key }) => key === name)) continue;
          const meant = keys.filter(({ label }) => label === name).pop();
          const guess = meant ? meant.key : nearest(name, keys.map(({ key }) => key));
          const label = guess && keys.find(({ key }) => key === guess).label;
          const hint = guess ? say(words.guess, { guess, label }) : words.hint;
          view.find(code, [where, name], say(words.message, { where, name }), hint, { at: "key", fixes: guess ? [{ label, rename: guess }] : [] });
        }
      }
    },
    "personal-number": (view, words, code) => {
      for (const [kind, [name, severity]] of Object.entries(view.model.facts.heldNumbers)) {
        for (const [path, masked, at, tell = asItIs] of sightings(view, kind)) {
          view.find(code, path, tell(say(words.message, { name, masked })), words[severity === "error" ? "hint-error" : "hint"], { at, severity });
        }
      }
    },
    "mobile-number": reportSightings("mobile"),
    "card-number": reportSightings("card"),
    "account-number": reportSightings("account"),
    "free-mail": reportSightings("free_mail"),
    "mail-address": reportSightings("mail", (path) => path[0] === "owner" && path[1] === "contact"),
    "person-name": (view, words, code) => {
      const looked = [["lead", ["name"]], ["partners", ["name", "role", "agreement", "note"]], ["team", ["organisation", "contribution", "note"]],
        ["owner", ["office", "contact"]], ["advice", ["panel"]]];
      for (const [part, keys] of looked) {
        const rows = isObject(view.data[part]) ? [[null, view.data[part]]] : rowsOf(view.data, part);
        for (const [n, row] of rows) {
          for (const key of keys) {
            for (const masked of view.personal.findNames(textOf(row[key]))) {
              view.find(code, n === null ? [part, key] : [part, n, key], say(words.message, { masked }), words.hint);
            }
          }
        }
      }
    },
    "direction-character": (view, words, code) => {
      const report = (path, text) => {
        const found = view.personal.findFirst("direction", text);
        const hex = found && found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
        if (found) view.find(code, path, say(words.message, { code: hex }), words.hint);
      };
      for (const [path, text] of textsIn(view.data)) report(path, text);
      report(["guidebook"], view.guidebook);
    },
    "superlative": (view, words, code) => {
      for (const key of ["title", "summary"]) {
        const boast = view.personal.findFirst("boast", textOf(view.data[key]));
        if (boast) view.find(code, [key], say(words.message, { label: view.keyOf([key]).label, boast }), words.hint);
      }
    },
  };

  /**
   * What the rules find in the plain data of a record; findings as in form-check.js.
   *
   * Of `text`, the project.yml, only the remarks are looked at, of `files` only the names. `programme` and `places` may be null as long as they are not loaded: what needs them is silent then.
   */
  function checkRules(data, { model, programme = null, places = null, guidebook = "", text = "", files = [] }) {
    const findings = [];
    const view = createView(data, { model, programme, places, guidebook, text, files }, findings);
    for (const [code, check] of Object.entries(RULES)) check(view, model.words[code], code);
    return findings;
  }

  const formRules = { checkRules, ruleCodes: Object.keys(RULES) };
  if (typeof module === "object") module.exports = formRules;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formRules });
})();
