// What the form offers where a key names something: municipalities, calls and their parts, topics, sources, projects …
(function () {
  "use strict";

  const { formChoose, formFacts, formPlaces, loadFormData } = window.bonbogi;
  const { matchOptions } = formChoose;
  const { rowsOf, textOf } = formFacts;

  const NEWEST_YEAR = 2026;
  const TITLES = 8;

  /** The sources over the record that `data()` gives; `arrived` is called when something was loaded. */
  function createSources(data, arrived) {
    const loaded = { programme: null, places: null };

    async function load(name) {
      if (loaded[name]) return loaded[name];
      const made = name === "places"
        ? formPlaces.createPlaces(await loadFormData("municipalities"))
        : await loadFormData("programme");
      if (!loaded[name]) {
        loaded[name] = made;
        arrived();
      }
      return loaded[name];
    }

    const options = (rows) => rows.map(([value, name, ...words]) => ({ value, name, words, note: value === name ? "" : value }));
    const ofCall = (list) => (programme) => {
      const call = programme.calls.find(({ id }) => id === data().call);
      return call ? options(call[list]) : [];
    };
    const LISTS = {
      call: ({ calls }) => calls.map(({ id, name, year, brand }) => ({ value: id, name, words: [brand, String(year)], note: `${year}년 ${brand}`.trim() })),
      track: ofCall("tracks"),
      field: ofCall("fields"),
      task: ofCall("tasks"),
      topic: ({ topics }) => options(topics),
      technology: ({ technologies }) => options(technologies),
      workshop: ({ workshops }) => options(workshops),
    };
    const own = (key, name) => () => rowsOf(data(), key).filter(([, row]) => textOf(row.id))
      .map(([, row]) => ({ value: textOf(row.id), name: `${textOf(row.id)} ${textOf(row[name])}`.trim(), words: [textOf(row[name])], note: "" }));
    const OWN = { source: own("sources", "title"), deliverable: own("deliverables", "title") };

    async function findProjects(typed) {
      if (!typed.trim()) return [];
      const { suggest } = await window.bonbogi.startSuggest();
      const { titles } = await suggest(typed, { limit: TITLES });
      return titles.map(({ id, title, place, year }) => ({ value: id, name: title, note: `${place} · ${year}` }));
    }

    async function findPlaces(typed) {
      const places = await load("places");
      const year = Number(textOf(data().year)) || NEWEST_YEAR;
      const found = places.inYear(year).map(({ name }) => ({ value: name, name, words: name.split(" ").slice(1), note: "" }));
      return matchOptions(found, typed);
    }

    /** The options for what is typed where a key refers to a kind of thing. */
    async function find(refers, typed) {
      if (refers === "municipality") return findPlaces(typed);
      if (refers === "project") return findProjects(typed);
      if (OWN[refers]) return matchOptions(OWN[refers](), typed);
      return LISTS[refers] ? matchOptions(LISTS[refers](await load("programme")), typed) : [];
    }

    /** The name of a value, as far as it is known by now. */
    function nameOf(refers, value) {
      const known = OWN[refers] ? OWN[refers]() : LISTS[refers] && loaded.programme ? LISTS[refers](loaded.programme) : [];
      const found = known.find((option) => option.value === value);
      return found ? found.name : value;
    }

    /** The option that is called just so. */
    function optionNamed(refers, text) {
      const known = OWN[refers] ? OWN[refers]() : LISTS[refers] && loaded.programme ? LISTS[refers](loaded.programme) : [];
      return known.find((option) => [option.value, option.name, ...(option.words || [])].includes(text));
    }

    return { find, load, loaded, nameOf, optionNamed };
  }

  // What is part of a call is asked beside it.
  const PART_OF = { track: "call", field: "call", task: "call" };

  window.bonbogi = Object.assign(window.bonbogi || {}, { formSources: { PART_OF, createSources } });
})();
