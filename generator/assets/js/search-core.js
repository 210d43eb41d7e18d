// Search without a page: a query and a way to load files of the index -> ranked records with snippets.
// generator/search/query.py ranks alike. Scores are whole numbers, so that both give the same order to the last record.
(function () {
  "use strict";

  const bonbogi = typeof module === "object"
    ? {
      searchText: module.require("./search-text.js"),
      searchIndex: module.require("./search-index.js"),
      searchQuery: module.require("./search-query.js"),
    }
    : window.bonbogi;
  const text = bonbogi.searchText;

  const SIXTEENTHS = 16;
  // How many of the best are ranked again with their text at hand; what all words, the whole phrase and neighbours near each
  // other in it add, in 1000; and what a word counts for whose letters are set apart, in 16.
  const RANKED_AGAIN = 10;
  const WORD_BONUS = 500;
  const PHRASE_BONUS = 300;
  const NEAR_BONUS = 300;
  const SPACED_SHARE = 13;
  // A particle and a short word may stand between neighbours. In a whole sentence being neighbours says little.
  const NEAR = 8;
  const MOST_NEIGHBOURS = 4;
  const SNIPPET = 120;
  const SNIPPET_LEAD = 24;
  // Between lines of a record that are no sentences, such as names and figures.
  const LINE_BREAK = " · ";
  const SENTENCE_END = /[.!?…]$/;

  const patterns = new Map();
  /** A pattern of a word whose letters may be set apart by one space. Words are letters and digits only. */
  function spaced(word) {
    if (!patterns.has(word)) patterns.set(word, new RegExp(Array.from(word).join("[ \\n]?"), "gu"));
    patterns.get(word).lastIndex = 0;
    return patterns.get(word);
  }

  /** What the text of a record adds to its score, in thousandths. */
  function bonusOf(groups, phrase, folded) {
    let hit = 0;
    let all = 0;
    for (const { choices } of groups) {
      let best = 0;
      let longest = 0;
      for (const { word, share } of choices) {
        longest = Math.max(longest, Array.from(word).length);
        if (folded.includes(word)) best = Math.max(best, share);
        else if (spaced(word).test(folded)) best = Math.max(best, Math.floor((share * SPACED_SHARE) / SIXTEENTHS));
      }
      all += longest * SIXTEENTHS;
      hit += longest * best;
    }
    const whole = Array.from(phrase).length > 3 && folded.replace(/[ \n]/g, "").includes(phrase);
    return (all ? Math.floor((WORD_BONUS * hit) / all) : 0) + (whole ? PHRASE_BONUS : 0) + nearBonus(groups, folded);
  }

  /** What words that follow each other in a short query add by standing near each other in a text. */
  function nearBonus(groups, folded) {
    if (groups.length < 2 || groups.length > MOST_NEIGHBOURS) return 0;
    const places = groups.map(({ choices }) => choices.flatMap(({ word }) => placesOf(word, folded)));
    const near = places.slice(1).filter((own, i) => own.some((one) => places[i].some((other) => areNear(one, other, folded))));
    return Math.floor((NEAR_BONUS * near.length) / (groups.length - 1));
  }

  function placesOf(word, folded) {
    const places = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) places.push([at, at + word.length]);
    return places;
  }

  function areNear(one, other, folded) {
    const [[, end], [start]] = one[0] < other[0] ? [one, other] : [other, one];
    // Half a character outside the basic plane is none.
    return start - end <= 2 * NEAR && Array.from(folded.slice(end, start)).length <= NEAR;
  }

  /** Where the words of a query stand in a text: [[start, end], …], rising, not overlapping. */
  function findMarks(folded, words) {
    const found = [];
    for (const word of words) {
      for (const match of folded.matchAll(spaced(word))) found.push([match.index, match.index + match[0].length]);
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const marks = [];
    for (const [start, end] of found) {
      const last = marks[marks.length - 1];
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else marks.push([start, end]);
    }
    return marks;
  }

  /** The part of a text with most marks, as {text, marks, cutBefore, cutAfter}. */
  function makeSnippet(whole, words) {
    const folded = text.fold(whole);
    let marks = findMarks(folded, words);
    if (!marks.length) marks = findMarks(folded, words.flatMap(text.cutTerms).filter((term) => term.length > 1));
    let start = 0;
    let most = 0;
    for (const [from] of marks) {
      const begin = Math.max(0, from - SNIPPET_LEAD);
      const inside = marks.filter((mark) => mark[0] >= begin && mark[1] <= begin + SNIPPET);
      const covered = new Set(inside.map((mark) => folded.slice(...mark))).size * SNIPPET + inside.length;
      if (covered > most) [start, most] = [begin, covered];
    }
    const space = start ? whole.slice(start, start + SNIPPET_LEAD).search(/[ \n]/) : -1;
    start += space + 1;
    // A cut must not part the two halves of a character outside the basic plane.
    let end = Math.min(whole.length, start + SNIPPET);
    if (end < whole.length && /[\ud800-\udbff]/.test(whole[end - 1])) end -= 1;
    const inside = marks.filter((mark) => mark[0] >= start && mark[1] <= end);
    const part = joinLines(whole.slice(start, end), inside.map((mark) => mark.map((place) => place - start)));
    return { ...part, cutBefore: start > 0, cutAfter: end < whole.length };
  }

  /** Lines as one, a sign between those that are no sentences; marks move along. */
  function joinLines(lines, marks) {
    let joined = "";
    const places = [];
    for (let i = 0; i <= lines.length; i += 1) {
      places.push(joined.length);
      if (lines[i] !== "\n") joined += lines.charAt(i);
      else joined += SENTENCE_END.test(joined) ? " " : LINE_BREAK;
    }
    return { text: joined, marks: marks.map((mark) => mark.map((place) => places[place])) };
  }

  /**
   * A search over one index.
   *
   * @param {{meta: object, load: (name: string) => Promise<any>}} source what meta.js hands over, and how to load another file
   */
  function createSearch(source) {
    const index = bonbogi.searchIndex.createIndex(source);
    const reader = bonbogi.searchQuery.createReader(index);

    // By number: what records have of one choice, of one word and of the whole query. Kept from query to query, for they
    // are long: only what was touched is read and put back to 0, before anything else can run.
    const blank = () => new Float64Array(index.meta.last + 1);
    const [points, matched] = [blank(), blank()];
    const blankScore = () => ({ points: blank(), covered: blank(), literal: blank(), numbers: [] });
    const [best, sum] = [blankScore(), blankScore()];

    /** Call `take(number, score)` for every number that a score has touched, and empty it. */
    function drain(score, take) {
      for (const number of score.numbers) {
        take(number);
        score.points[number] = 0;
        score.covered[number] = 0;
        score.literal[number] = 0;
      }
      score.numbers.length = 0;
    }

    /** A choice with the postings of its terms, and what they weigh together. */
    function weighChoice(choice, postings) {
      const terms = [...new Set(text.cutTerms(choice.word))];
      const found = terms.map((term) => postings.get(term)).filter(Boolean);
      // Half a word of the same meaning says something else: 공유주차 does not stand for all that is shared.
      const isPart = choice.kind === "synonym" && found.length < terms.length;
      return { ...choice, found: isPart ? [] : found, all: isPart ? 0 : found.reduce((all, { weight }) => all + weight, 0) };
    }

    /** Take into `best` what records have of a choice, where that is more than what they have of another one. */
    function scoreChoice({ found, share, kind, all }, mass, lengths) {
      const touched = [];
      for (const { levels, weight } of found) {
        for (const [level, numbers] of levels) {
          const pointsByLength = index.points[level - 1];
          for (let i = 0; i < numbers.length; i += 1) {
            const number = numbers[i];
            if (!matched[number]) touched.push(number);
            points[number] += pointsByLength[lengths[number]] * weight * share;
            matched[number] += weight;
          }
        }
      }
      const isSynonym = kind === "synonym";
      for (const number of touched) {
        if (!isSynonym || matched[number] >= all) {
          if (!best.points[number]) best.numbers.push(number);
          const part = Math.floor((mass * matched[number]) / all);
          best.points[number] = Math.max(best.points[number], points[number]);
          best.covered[number] = Math.max(best.covered[number], part);
          if (!isSynonym) best.literal[number] = Math.max(best.literal[number], part);
        }
        points[number] = 0;
        matched[number] = 0;
      }
    }

    /** Take into `sum` what records have of a word; the weight of the word, which a record that has all of it has. */
    function scoreGroup({ typed, choices }, postings, lengths) {
      const weighed = choices.map((choice) => weighChoice(choice, postings));
      const mass = Math.max(...weighed.map(({ all }) => all));
      for (const choice of weighed) scoreChoice(choice, mass, lengths);
      drain(best, (number) => {
        if (!sum.points[number]) sum.numbers.push(number);
        sum.points[number] += best.points[number];
        if (typed) {
          sum.covered[number] += best.covered[number];
          sum.literal[number] += best.literal[number];
        }
      });
      return typed ? mass : 0;
    }

    /**
     * The records that have enough of a query, best first; what was only found by a word of the same meaning comes last.
     * That is two fifths of the query, or half of what the best has where no record has so much.
     */
    function rank(groups, postings, lengths, isAllowed) {
      const need = groups.reduce((all, group) => all + scoreGroup(group, postings, lengths), 0);
      const most = sum.numbers.reduce((max, number) => Math.max(max, sum.covered[number]), 0);
      const enough = Math.min(need * 4, most * 5); // in tenths
      const found = [];
      drain(sum, (number) => {
        if (sum.covered[number] * 10 < enough || !isAllowed(number)) return;
        found.push({ number, points: sum.points[number], isLiteral: sum.literal[number] * 10 >= enough });
      });
      return found.sort(compareFound);
    }

    async function findRanked(groups, isAllowed) {
      const terms = new Set(groups.flatMap(({ choices }) => choices.flatMap(({ word }) => text.cutTerms(word))));
      const [postings, lengths] = await Promise.all([index.postingsOf([...terms]), index.lengths()]);
      return rank(groups, postings, lengths, isAllowed);
    }

    function compareFound(a, b) {
      return Number(b.isLiteral) - Number(a.isLiteral) || b.points - a.points || a.number - b.number;
    }

    const foldedTexts = new Map();
    async function foldedText(number) {
      if (!foldedTexts.has(number)) {
        const record = await index.get(`r/${number}`);
        if (record === null) return "";
        foldedTexts.set(number, text.fold(`${record[1]}\n${record[4]}`));
      }
      return foldedTexts.get(number);
    }

    async function rankAgain(found, groups, phrase) {
      const head = await Promise.all(found.slice(0, RANKED_AGAIN).map(async (one) =>
        ({ ...one, points: one.points * (1000 + bonusOf(groups, phrase, await foldedText(one.number))) })));
      return head.sort(compareFound).concat(found.slice(RANKED_AGAIN));
    }

    async function makeHit(number, words) {
      const record = await index.get(`r/${number}`);
      if (record === null) return null;
      const [id, title, place, year, body, shown] = record;
      const [where, facts] = shown || [place, []];
      return {
        id, number, title, place: where, year, facts,
        url: `guidebooks/${id}.html`,
        titleMarks: findMarks(text.fold(title), words),
        snippet: makeSnippet(body, words),
      };
    }

    /** What is shown of the records with these numbers; `words` are marked. */
    async function hitsOf(numbers, words = []) {
      const hits = await Promise.all(numbers.map((number) => makeHit(number, words)));
      return hits.filter(Boolean);
    }

    /**
     * The records for a query, best first. `isAllowed` says of a number whether it may be found; `exact` takes the words as
     * typed; `skip` and `limit` choose the page of hits.
     *
     * @returns {Promise<{hits: object[], total: number, numbers: number[], words: object[], failed: string[]}>}
     *   `words` is what each word was taken for; `failed` names files that could not be loaded.
     */
    async function search(query, { limit = 10, skip = 0, isAllowed = () => true, exact = false } = {}) {
      const parts = await reader.read(query, exact);
      const groups = parts.filter(({ typed }) => typed);
      const phrase = groups.map(({ choices }) => choices[0].word).join("");
      const found = await rankAgain(await findRanked(parts, isAllowed), groups, phrase);
      const words = [...new Set(groups.flatMap(({ choices }) => choices.map(({ word }) => word)))];
      const numbers = found.map(({ number }) => number);
      return {
        hits: await hitsOf(numbers.slice(skip, skip + limit), words),
        total: found.length,
        numbers,
        words: groups,
        failed: index.failed(),
      };
    }

    return { hitsOf, index, search };
  }

  const searchCore = { createSearch, findMarks, makeSnippet };
  if (typeof module === "object") module.exports = searchCore;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { searchCore });
})();
