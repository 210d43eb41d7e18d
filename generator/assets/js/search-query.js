// What a typed query may mean: particles, typing errors, the English layout, initial consonants, words of the same meaning.
// generator/search/reading.py reads alike.
(function () {
  "use strict";

  const text = typeof module === "object" ? module.require("./search-text.js") : window.bonbogi.searchText;

  const MAX_QUERY = 300;
  const MAX_WORDS = 40;
  // Shares of 16 that a choice counts for beside the word as typed.
  const WHOLE = 16;
  // A word of three or more syllables has two or more terms, which say much the same.
  const LONG = 13;
  const CORRECTED = 13;
  const DOUBTFUL = 10;
  const FROM_INITIALS = 14;
  const JOINED = 10;
  const MOST_JOINED = 8;
  const SYNONYM = 5;
  const CORRECTIONS = 3;
  const INITIALS_CHOICES = 24;
  const SYNONYM_CHOICES = 6;
  const LONGEST_CORRECTED = 9;

  const compareWords = (a, b) => (a < b ? -1 : Number(a > b));
  const isInitials = (run) => /^[ㄱ-ㅎ]+$/.test(run);
  const isLatin = (run) => /^[A-Za-z]{2,}$/.test(run);

  /** Whether two rows of letters differ by one letter changed, added, left out or exchanged with its neighbour. */
  function differByOne(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && i < b.length && a[i] === b[i]) i += 1;
    const [restA, restB] = [a.slice(i + 1), b.slice(i + 1)];
    return restA === restB || restA === b.slice(i) || a.slice(i) === restB
      || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
  }

  function mostFrequent(found, count) {
    const rows = [...found].sort((a, b) => b[1] - a[1] || compareWords(a[0], b[0]));
    return rows.slice(0, count).map(([word]) => word);
  }

  /** A reader of queries over one index. */
  function createReader(index) {
    const { meta, postingsOf, wordsLike } = index;

    /** The word without its particle where that is known; a word that is known itself stays; else null. */
    async function knownStem(word) {
      const words = await wordsLike(word);
      if (words.has(word)) return word;
      const josa = text.JOSA.find((one) => word.length - one.length >= 2 && word.endsWith(one)
        && words.has(word.slice(0, -one.length)));
      return josa ? word.slice(0, -josa.length) : null;
    }

    /** Whether a word is known words written together. */
    async function isCompound(word) {
      const reached = new Set([0]);
      for (let start = 0; start <= word.length - 2; start += 1) {
        if (!reached.has(start)) continue;
        const words = await wordsLike(word.slice(start));
        for (let end = start + 2; end <= word.length; end += 1) {
          if (words.has(word.slice(start, end))) reached.add(end);
        }
      }
      return reached.has(word.length);
    }

    /** Whether one record has all terms of a word, which then may be rare and not mistyped. */
    async function mayOccur(word) {
      const terms = [...new Set(text.cutTerms(word))];
      const postings = await postingsOf(terms);
      if (postings.size < terms.length) return false;
      const counts = new Map();
      for (const { levels } of postings.values()) {
        for (const [, numbers] of levels) {
          for (const number of numbers) counts.set(number, (counts.get(number) || 0) + 1);
        }
      }
      return [...counts.values()].includes(terms.length);
    }

    async function correctionsIn(word, beginnings) {
      const letters = text.toJamo(word);
      const found = new Map();
      for (const words of await Promise.all(beginnings.map(wordsLike))) {
        for (const [other, rarity] of words) {
          if (Math.abs(other.length - word.length) <= 1 && other !== word && differByOne(letters, text.toJamo(other))) {
            found.set(other, rarity);
          }
        }
      }
      return mostFrequent(found, CORRECTIONS);
    }

    /** Known words one letter away; `anywhere` looks also where one of the first two initial consonants is another. */
    async function corrections(word, anywhere) {
      const near = await correctionsIn(word, [word]);
      if (near.length || !anywhere || word.length < 3 || meta.depth === 0) return near;
      const [first, second] = text.toInitials(word);
      return correctionsIn(word, Array.from(text.INITIALS).flatMap((other) =>
        (meta.depth === 1 ? [other] : [other + second, first + other])));
    }

    async function fromInitials(initials) {
      const words = await wordsLike(initials);
      const found = [...words].filter(([word]) => word.length === initials.length && text.toInitials(word) === initials);
      return mostFrequent(found, INITIALS_CHOICES);
    }

    function synonymsOf(word) {
      const rows = meta.synonyms.filter((row) => row.includes(word));
      const others = rows.flatMap((row) => row.filter((other) => other !== word).slice(0, SYNONYM_CHOICES));
      return [...new Set(others)];
    }

    async function readHangul(typed, kind) {
      const choices = [];
      // Whatever the word turns out to be, its beginning is looked up: so that need not wait for the vocabulary.
      postingsOf(text.cutTerms(typed).slice(0, 1));
      let word = await knownStem(typed);
      if (word === null) {
        const josa = text.JOSA.find((one) => one.length > 1 && typed.length - one.length >= 2 && typed.endsWith(one));
        word = josa ? typed.slice(0, -josa.length) : typed;
        if (word.length <= LONGEST_CORRECTED && !(await isCompound(word))) {
          const doubtful = await mayOccur(word);
          for (const other of await corrections(word, !doubtful)) {
            choices.push({ word: other, share: doubtful ? DOUBTFUL : CORRECTED, kind: "corrected" });
          }
        }
      }
      choices.unshift({ word, share: word.length > 2 ? LONG : WHOLE, kind });
      return choices;
    }

    async function choicesOf(run) {
      if (isInitials(run)) {
        const words = run.length > 1 ? await fromInitials(run) : [];
        return words.map((word) => ({ word, share: FROM_INITIALS, kind: "initials" }));
      }
      let word = text.fold(run);
      let kind = "typed";
      const composed = isLatin(run) ? text.composeKeys(run) : null;
      if (composed && !(await wordsLike(word)).has(word)) {
        word = composed;
        kind = "layout";
      }
      const choices = text.isHangul(word[0]) && word.length > 1
        ? await readHangul(word, kind) : [{ word, share: WHOLE, kind }];
      for (const other of synonymsOf(choices[0].word)) choices.push({ word: other, share: SYNONYM, kind: "synonym" });
      return choices;
    }

    /** A syllable standing beside a word may be its end or beginning: 전통 적 is also 전통적. Not so in whole sentences. */
    function joints(runs) {
      const found = [];
      if (runs.length > MOST_JOINED) return found;
      for (let i = 0; i + 1 < runs.length; i += 1) {
        const [left, right] = [runs[i], runs[i + 1]];
        if (text.isHangul(left[0]) && text.isHangul(right[0]) && (left.length === 1 || right.length === 1)) {
          found.push(left[left.length - 1] + right[0]);
        }
      }
      return [...new Set(found)].map((word) => ({ typed: "", choices: [{ word, share: JOINED, kind: "joined" }] }));
    }

    /**
     * What each word of a query may mean, best first: [{typed, choices: [{word, share, kind}]}].
     * `exact` takes the words as typed. Parts without `typed` only help to rank.
     */
    async function read(query, exact) {
      const typed = Array.from(text.normalise(query)).slice(0, MAX_QUERY).join("");
      // Not in lower case yet: on the Korean layout Shift makes another letter.
      const runs = [...new Set(text.cutQuery(text.narrow(typed)))].slice(0, MAX_WORDS);
      const groups = await Promise.all(runs.map(async (run) => ({
        typed: run,
        choices: exact ? [{ word: text.fold(run), share: WHOLE, kind: "typed" }] : await choicesOf(run),
      })));
      return [...groups.filter(({ choices }) => choices.length), ...(exact ? [] : joints(runs))];
    }

    return { read };
  }

  const searchQuery = { createReader };
  if (typeof module === "object") module.exports = searchQuery;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { searchQuery });
})();
