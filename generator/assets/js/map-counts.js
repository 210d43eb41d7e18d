// What the map counts of the records that its filters leave. A row is [year, topics, led, tried, taken, given].
(function () {
  "use strict";

  const LEVELS = 3;

  const provinceOf = (code) => `${code.slice(0, 2)}000`;

  /** The rows of a topic (its number) and a year; null for all. */
  function filterRows(rows, { topic = null, year = null }) {
    return rows.filter(([when, topics]) => (topic === null || topics.includes(topic)) && (year === null || when === year));
  }

  function add(counts, codes, [year, , , , taken, given], isLed) {
    for (const code of new Set(codes)) {
      const count = counts.get(code) || { p: 0, t: 0, g: 0, first: year, last: year };
      counts.set(code, {
        p: count.p + 1,
        t: count.t + (isLed ? taken : 0),
        g: count.g + (isLed ? given : 0),
        first: Math.min(count.first, year),
        last: Math.max(count.last, year),
      });
    }
  }

  /**
   * Counts by code: {places, provinces}. A place is a district, or a province that stands for itself; a province has
   * its own and those of its districts.
   */
  function countPlaces(rows) {
    const places = new Map();
    const provinces = new Map();
    for (const row of rows) {
      const [, , led, tried] = row;
      add(places, led, row, true);
      add(places, tried, row, false);
      const leading = led.map(provinceOf);
      add(provinces, leading, row, true);
      add(provinces, tried.map(provinceOf).filter((code) => !leading.includes(code)), row, false);
    }
    return { places, provinces };
  }

  /** The shade of a count among up to `most`, as the page was drawn with. */
  function levelOf(count, most) {
    return count ? Math.min(LEVELS, Math.ceil((count * LEVELS) / Math.max(most, LEVELS))) : 0;
  }

  const mapCounts = { filterRows, countPlaces, levelOf };
  if (typeof module === "object") module.exports = mapCounts;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { mapCounts });
})();
