// What to offer while somebody types: words, titles, municipalities and topics.
(function () {
  "use strict";

  const bonbogi = typeof module === "object"
    ? { searchText: module.require("./search-text.js"), searchIndex: module.require("./search-index.js") }
    : window.bonbogi;
  const text = bonbogi.searchText;

  // Rows come in blocks; one block a title at worst.
  const TITLES_LOOKED_AT = 12;
  // Of a query that finds nothing: how much of it is compared, and how many other words are named.
  const LONGEST_COMPARED = 12;
  const MOST_LOOKED_AT = 5;
  const NEAR_TO_ONE = 3;
  const MOST_NEAR = 6;

  const isInitials = (word) => /^[ㄱ-ㅎ]+$/.test(word);

  /** Whether a word begins with what is typed so far: letters, half a syllable, or first consonants for syllables. */
  function beginsWith(word, typed) {
    if (text.toKeys(word).startsWith(text.toKeys(typed))) return true;
    return typed.length <= word.length
      && Array.from(typed).every((char, i) => char === word[i] || (isInitials(char) && char === text.toInitials(word[i])));
  }

  /** How many letters differ between two words: changed, added or left out. */
  function letterDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1])));
      }
      row = next;
    }
    return row[b.length];
  }

  /** What is typed, and what its keys write on the Korean layout. */
  function readings(typed) {
    const folded = text.fold(typed);
    const composed = /^[a-z]+$/i.test(typed) ? text.composePart(typed) : null;
    return composed ? [folded, composed] : [folded];
  }

  /** Suggestions over one index. */
  function createSuggest(index) {
    const { depth, block } = index.meta;

    function wordFile(typed) {
      const initials = text.toInitials(typed);
      if (depth === 2 && initials.length < 2 && text.INITIALS.includes(initials)) return `s/${text.INITIALS.indexOf(initials)}`;
      return `v/${bonbogi.searchIndex.shardOf(initials, depth)}`;
    }

    async function suggestWords(typed, limit) {
      const words = await index.wordsIn(wordFile(typed));
      return [...words].filter(([word]) => beginsWith(word, typed)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, limit).map(([word]) => word);
    }

    /** The known words that are nearest to a word which nobody wrote; of those that begin alike, and of names. */
    async function nearestTo(typed) {
      const [word] = text.cutLetters(text.narrow(text.normalise(typed)).slice(0, LONGEST_COMPARED)).map((run) => readings(run).pop());
      if (!word) return [];
      const initials = text.toInitials(word);
      const files = new Set([wordFile(word), wordFile(initials[0])]);
      const [names, ...words] = await Promise.all([index.get("names"), ...Array.from(files, index.wordsIn)]);
      const known = new Set([...words.flatMap((one) => [...one.keys()]),
        ...(names || []).flatMap(([, name]) => text.cutRuns(text.fold(name)).filter((run) => run.length > 1))]);
      const letters = text.toKeys(word);
      const ranked = Array.from(known, (other) => {
        const others = text.toKeys(other);
        return [other, letterDistance(letters, others) / Math.max(letters.length, others.length)];
      }).filter(([other]) => other !== word);
      return ranked.sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).slice(0, NEAR_TO_ONE).map(([other]) => other);
    }

    async function completionsOf(query) {
      const runs = text.cutLetters(text.narrow(text.normalise(query)).slice(-100));
      if (!runs.length) return [];
      const words = await Promise.all(readings(runs[runs.length - 1]).map((typed) => suggestWords(typed, NEAR_TO_ONE)));
      return words.flat().slice(0, NEAR_TO_ONE);
    }

    /** What else to look for where a query finds nothing: words that begin with its words, and the nearest by letters. */
    async function nearWords(query) {
      const near = new Set();
      for (const word of query.split(/\s+/).filter(Boolean).slice(0, MOST_LOOKED_AT)) {
        for (const other of [...await completionsOf(word), ...await nearestTo(word)]) near.add(other);
      }
      return [...near].slice(0, MOST_NEAR);
    }

    async function rowsOf(numbers) {
      const blocks = await Promise.all([...new Set(numbers.map((number) => Math.floor(number / block)))].map((one) => index.get(`n/${one}`)));
      const rows = new Map(blocks.flatMap((rowsOfBlock) => rowsOfBlock || []).map((row) => [row[0], row]));
      return numbers.map((number) => rows.get(number)).filter(Boolean);
    }

    async function suggestTitles(typed, before, limit) {
      const name = wordFile(typed);
      const words = name.startsWith("v/") ? await index.get(`t/${name.slice(2)}`) : null;
      const matching = Object.keys(words || {}).filter((word) => beginsWith(word, typed)).sort((a, b) => a.length - b.length);
      const numbers = new Set(matching.flatMap((word) =>
        bonbogi.searchIndex.decodePostings(words[word]).flatMap(([, found]) => Array.from(found))));
      const rows = await rowsOf([...numbers].slice(0, TITLES_LOOKED_AT));
      return rows.filter((row) => before.every((word) => text.fold(row[2]).includes(word))).slice(0, limit)
        .map(([number, id, title, place, year]) => ({ number, id, title, place, year, url: `guidebooks/${id}.html` }));
    }

    async function suggestNames(typed, limit) {
      const names = (await index.get("names")) || [];
      return names.filter(([, name]) => text.cutRuns(text.fold(name)).some((run) => beginsWith(run, typed)))
        .slice(0, limit).map(([kind, name, url]) => ({ kind, name, url }));
    }

    /**
     * What may be meant by a query that is still being typed; its last word counts, the words before narrow titles down.
     *
     * @returns {Promise<{words: string[], titles: object[], names: object[]}>}
     */
    async function suggest(query, { limit = 5 } = {}) {
      const runs = text.cutLetters(text.narrow(text.normalise(query)).slice(-100));
      const found = { words: [], titles: [], names: [] };
      if (!runs.length) return found;
      const before = runs.slice(0, -1).map(text.fold);
      for (const typed of readings(runs[runs.length - 1])) {
        const [words, titles, names] = await Promise.all(
          [suggestWords(typed, limit), suggestTitles(typed, before, limit), suggestNames(typed, limit)]);
        found.words.push(...words);
        found.titles.push(...titles);
        found.names.push(...names);
      }
      return Object.fromEntries(Object.entries(found).map(([kind, rows]) => [kind, rows.slice(0, limit)]));
    }

    return { nearWords, suggest };
  }

  const searchSuggest = { beginsWith, createSuggest };
  if (typeof module === "object") module.exports = searchSuggest;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { searchSuggest });
})();
