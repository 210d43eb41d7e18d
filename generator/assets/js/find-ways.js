// Ways on from where nothing is found: conditions that would give results, and words that are near the typed ones.
// Only there it is loaded.
(function () {
  "use strict";

  const { findState, startSuggest } = window.bonbogi;
  const NAMES = new Map(findState.FACETS);
  const MOST_VALUES = 3;

  const countText = (count) => `${count.toLocaleString("ko")}건`;

  /** Other values of the chosen conditions, and conditions taken away. */
  async function otherConditions(now, all, { facets, labelOf }) {
    const links = [];
    for (const facet of Object.keys(now.filters)) {
      const filters = findState.without(now.filters, facet);
      const left = all.filter(await facets.select(filters));
      const counts = findState.mostFrequent(await facets.count(facet, left), MOST_VALUES);
      for (const [value, count] of counts) {
        links.push([`${NAMES.get(facet)} ‘${await labelOf(facet, value)}’: ${countText(count)}`, { filters: { ...filters, [facet]: [value] } }]);
      }
      if (left.length) links.push([`${NAMES.get(facet)} 조건을 풀면 ${countText(left.length)}`, { filters }]);
    }
    return links.length ? links : [[`조건을 모두 풀면 ${countText(all.length)}`, { filters: {} }]];
  }

  async function otherWords(now) {
    const { nearWords } = await startSuggest();
    return (await nearWords(now.query)).map((word) => [`‘${word}’ 찾기`, { query: word, exact: false, filters: {} }]);
  }

  async function someTopics({ facets, labelOf }) {
    const counts = findState.mostFrequent(await facets.count("topic", await facets.all()), MOST_VALUES);
    return Promise.all(counts.map(async ([value, count]) =>
      [`주제 ‘${await labelOf("topic", value)}’: ${countText(count)}`, { query: "", exact: false, filters: { topic: [value] } }]));
  }

  /** [name, what changes in the state] each; `all` are the numbers that are found without conditions. */
  async function findWays(now, all, found) {
    return all.length ? otherConditions(now, all, found) : [...await otherWords(now), ...await someTopics(found)];
  }

  window.bonbogi = Object.assign(window.bonbogi || {}, { findWays });
})();
