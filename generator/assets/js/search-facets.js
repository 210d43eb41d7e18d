// Facet columns: which record has which values. Each is a file of its own, loaded when it is asked for.
(function () {
  "use strict";

  const { unpackBits } = (typeof module === "object" ? module.require("./search-index.js") : window.bonbogi.searchIndex);

  /** The facets of one index. A column that cannot be loaded has no values and filters nothing out. */
  function createFacets(index) {
    let order = null;

    /** number -> place in the columns, -1 where no record has the number. */
    async function places() {
      if (order === null) {
        const packed = await index.get("f/numbers");
        if (packed === null) return null;
        let next = 0;
        order = Int32Array.from(unpackBits(packed, 1, index.meta.last + 1), (taken) => (taken ? next++ : -1));
      }
      return order;
    }

    const columns = new Map();
    /** A function number -> list of values. */
    async function column(facet) {
      if (!columns.has(facet)) {
        const [data, place] = await Promise.all([index.get(`f/${facet}`), places()]);
        if (data === null || place === null) return null;
        const [names, kinds, width, packed] = data;
        const values = kinds.map((kind) => kind.map((one) => names[one]));
        const codes = unpackBits(packed, width, index.meta.records);
        columns.set(facet, (number) => (place[number] < 0 ? [] : values[codes[place[number]]]));
      }
      return columns.get(facet);
    }

    /** Whether a number has, of every facet, one of the chosen values: number -> boolean. */
    async function select(filters) {
      const chosen = Object.entries(filters).filter(([, values]) => values.length);
      const tests = await Promise.all(chosen.map(async ([facet, values]) => {
        const valuesOf = await column(facet);
        return valuesOf && ((number) => valuesOf(number).some((value) => values.includes(value)));
      }));
      return (number) => tests.every((test) => test === null || test(number));
    }

    /** How many of the numbers have each value of a facet: Map value -> count. */
    async function count(facet, numbers) {
      const valuesOf = await column(facet);
      const counts = new Map();
      for (const number of valuesOf ? numbers : []) {
        for (const value of valuesOf(number)) counts.set(value, (counts.get(value) || 0) + 1);
      }
      return counts;
    }

    /** All numbers that records have, rising. */
    async function all() {
      const place = await places();
      return place === null ? [] : Array.from(place.keys()).filter((number) => place[number] >= 0);
    }

    return { all, column, count, select };
  }

  const searchFacets = { createFacets };
  if (typeof module === "object") module.exports = searchFacets;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { searchFacets });
})();
