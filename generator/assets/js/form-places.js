// What a written municipality means in a year, as generator/records/municipalities.py reads it.
(function () {
  "use strict";

  const bonbogi = typeof module === "object" ? { formWords: module.require("./form-words.js") } : window.bonbogi;
  const { closest } = bonbogi.formWords;

  // 세종 has two codes, of which the province's counts.
  const SECOND_CODE = "single_tier";

  /** The municipalities of form/municipalities.js. */
  function createPlaces(data) {
    const byCode = new Map(data.places.map(([code, name, kind, parent, from, to, predecessors, successors]) =>
      [code, { code, name, kind, parent, from, to, predecessors, successors }]));
    const codesByName = new Map(Object.entries(data.names));

    const isValidIn = (place, year) => place.from <= year && (!place.to || place.to >= year);

    /** {place, candidates}: what `text` means in `year`; several candidates when ambiguous, the nearest when unknown. */
    function resolve(text, year) {
      const written = text.split(/\s+/).filter(Boolean).join(" ");
      if (/^[0-9]+$/.test(written)) return resolveCode(written);
      const codes = codesByName.get(written) || [];
      const valid = codes.filter((code) => isValidIn(byCode.get(code), year));
      const meant = valid.length ? valid : codes;
      // In a year of transition one place has two codes: the newer one counts.
      const newest = meant.filter((code) => !byCode.get(code).successors.some((other) => meant.includes(other)));
      if (newest.length === 1) return { place: byCode.get(newest[0]), candidates: [] };
      if (newest.length) return { place: null, candidates: newest.map((code) => byCode.get(code)) };
      return { place: null, candidates: nearestPlaces(written) };
    }

    function nearestPlaces(written) {
      const signs = Array.from(written);
      const shorter = signs.slice(0, -1).join("");
      const without = (beginning) => [...codesByName.keys()].filter((name) => Array.from(name).slice(0, -1).join("") === beginning);
      // 당진 can only be 당진시; 당진군 is nearer to it than to what looks alike.
      let names = without(written);
      if (!names.length) names = [...without(shorter), ...closest(written, codesByName.keys())];
      const codes = new Set(names.flatMap((name) => codesByName.get(name)).filter((code) => !byCode.get(code).to));
      return [...codes].slice(0, 3).map((code) => byCode.get(code));
    }

    function resolveCode(code) {
      const place = byCode.get(code);
      if (!place) return { place: null, candidates: closest(code, byCode.keys(), { cutoff: 0.7 }).map((near) => byCode.get(near)) };
      return { place: place.kind === SECOND_CODE ? byCode.get(place.parent) : place, candidates: [] };
    }

    /** What can be chosen for a record of `year`. */
    function inYear(year) {
      return [...byCode.values()].filter((place) => place.kind !== "city_district" && place.kind !== SECOND_CODE && isValidIn(place, year));
    }

    return { byCode, inYear, isValidIn, resolve };
  }

  const formPlaces = { createPlaces };
  if (typeof module === "object") module.exports = formPlaces;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formPlaces });
})();
