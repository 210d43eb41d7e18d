// What the find page shows, as its address says it; and the sentences about it. Without a page, for tests.
(function () {
  "use strict";

  const PAGE_SIZE = 20;
  const LONGEST_SHOWN = 60;
  const MOST_EXPLAINED = 2;
  const FACETS = [
    ["province", "시도"], ["municipality", "시군구"], ["year", "연도"], ["call", "공모"], ["field", "공모 분야"],
    ["topic", "주제"], ["stage", "도달한 단계"], ["state", "알려진 상태"], ["evidence", "근거 수준"], ["adopted", "도입"], ["budget", "사업비"],
    ["technology", "기술"], ["deliverable", "산출물"], ["licence", "이용 조건"],
  ];
  const FACET_IDS = FACETS.map(([id]) => id);
  // Order -> the column by which it sorts, largest first; "" is the order of the search itself.
  const ORDERS = [["", "관련도", ""], ["newest", "최신", "year"], ["adopted", "많이 도입된", "adopters"], ["complete", "기록이 충실한", "answered"]];

  /** The state that an address's query names: {query, exact, order, page, filters}. What is not known is left out. */
  function readAddress(search) {
    const params = new URLSearchParams(search);
    const filters = {};
    for (const facet of FACET_IDS) {
      const values = [...new Set(params.getAll(facet))].filter(Boolean);
      if (values.length) filters[facet] = values;
    }
    const order = params.get("sort") || "";
    const page = Number(params.get("page"));
    return {
      query: (params.get("q") || "").trim(),
      exact: params.get("exact") === "1",
      order: ORDERS.some(([id]) => id === order) ? order : "",
      page: Number.isInteger(page) && page > 1 ? page : 1,
      filters,
    };
  }

  /** The query of the address that names a state; the same state has one address. */
  function writeAddress({ query, exact, order, page, filters }) {
    const params = new URLSearchParams();
    if (query) params.set("q", query);
    if (query && exact) params.set("exact", "1");
    for (const facet of FACET_IDS) {
      for (const value of [...(filters[facet] || [])].sort()) params.append(facet, value);
    }
    if (order) params.set("sort", order);
    if (page > 1) params.set("page", String(page));
    return `?${params}`;
  }

  /** Whether there is anything to search for; else the page shows its plain list. */
  const isSearch = ({ query, order, filters }) => Boolean(query || order || Object.keys(filters).length);

  /** A state with a value chosen or no longer chosen, on its first page. */
  function toggle(state, facet, value) {
    const chosen = state.filters[facet] || [];
    const values = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    const filters = { ...state.filters, [facet]: values };
    if (!values.length) delete filters[facet];
    return { ...state, filters, page: 1 };
  }

  const without = (filters, facet) => Object.fromEntries(Object.entries(filters).filter(([one]) => one !== facet));

  /** A query as a heading shows it. */
  function shorten(query) {
    const letters = Array.from(query.replace(/\s+/g, " "));
    return letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN).join("")}…` : letters.join("");
  }

  /** A word with the particle 로 or 으로 that goes with its last syllable. */
  function withRo(word) {
    const code = word.codePointAt(word.length - 1) - 0xac00;
    if (code < 0 || code > 11171) return `‘${word}’(으)로`;
    return `‘${word}’${[0, 8].includes(code % 28) ? "로" : "으로"}`;
  }

  const withRoForAll = (words) => [...words.slice(0, -1).map((word) => `‘${word}’`), withRo(words[words.length - 1])].join(", ");

  /** What else than the typed words was searched: sentences. `hidden` words are searched and not named. */
  function explainWords(words, hidden = []) {
    const sentences = [];
    const alike = [];
    for (const { typed, choices } of words) {
      const of = (...kinds) => choices.filter(({ kind }) => kinds.includes(kind)).map(({ word }) => word).slice(0, MOST_EXPLAINED);
      const [read, corrected] = [of("layout", "initials"), of("corrected")];
      if (read.length) sentences.push(`‘${typed}’: ${withRoForAll(read)} 찾았습니다.`);
      if (corrected.length) sentences.push(`‘${typed}’: 비슷한 말 ${withRoForAll(corrected)}도 찾았습니다.`);
      alike.push(...of("synonym"));
    }
    const unlike = [...new Set(alike)].filter((word) => !hidden.includes(word)).slice(0, 2 * MOST_EXPLAINED);
    if (unlike.length) sentences.push(`뜻이 같은 말 ${withRoForAll(unlike)}도 찾았습니다.`);
    return sentences;
  }

  /** A text cut at its marks: [[part, isMarked], …]. */
  function splitMarks(whole, marks) {
    const parts = [];
    let at = 0;
    for (const [start, end] of marks) {
      parts.push([whole.slice(at, start), false], [whole.slice(start, end), true]);
      at = end;
    }
    return [...parts, [whole.slice(at), false]].filter(([part]) => part);
  }

  /** The pages to offer: the first, the last and those around; null is a gap. */
  function pagesAround(page, count) {
    const near = Array.from({ length: count }, (_, i) => i + 1)
      .filter((one) => one === 1 || one === count || Math.abs(one - page) <= 2);
    return near.flatMap((one, i) => (i && one - near[i - 1] > 1 ? [null, one] : [one]));
  }

  /** Numbers by a column's largest value first; alike stay in their order. */
  function sortBy(numbers, valuesOf) {
    const points = new Map(numbers.map((number) => [number, Number(valuesOf(number)[0] || 0)]));
    return [...numbers].sort((a, b) => points.get(b) - points.get(a));
  }

  /** The values that most records have: [value, count], most first. */
  const mostFrequent = (counts, most) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most);

  /** A facet's values in the order of its labels, those without a label behind, most frequent first: [value, label, count]. */
  function orderValues(counts, labels, chosen) {
    const names = new Map(labels);
    const left = [...counts.keys(), ...chosen].filter((value) => !names.has(value));
    left.sort((a, b) => (counts.get(b) || 0) - (counts.get(a) || 0) || (a < b ? -1 : Number(a > b)));
    const all = [...new Set([...names.keys(), ...left])];
    return all.map((value) => [value, names.get(value) || value, counts.get(value) || 0])
      .filter(([value, , count]) => count || chosen.includes(value));
  }

  const findState = {
    FACETS, ORDERS, PAGE_SIZE, explainWords, isSearch, mostFrequent, orderValues, pagesAround, readAddress, shorten, sortBy, splitMarks, toggle, withRo,
    without, writeAddress,
  };
  if (typeof module === "object") module.exports = findState;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { findState });
})();
