// The files of the search index, loaded when a query needs them. generator/search/ writes them.
(function () {
  "use strict";

  const text = typeof module === "object" ? module.require("./search-text.js") : window.bonbogi.searchText;

  const WEIGHTS = [2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 34, 44, 60];
  const STEPS_PER_OCTAVE = 8;
  const LENGTH_BITS = 7;
  const SATURATION = 0.9;
  const LENGTH_SHARE = 0.9;
  const MOST_POINTS = 64;

  const SIX_BITS = new Uint8Array(128);
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].forEach((char, i) => {
    SIX_BITS[char.charCodeAt(0)] = i;
  });

  /** A reader of the bits of a base 64 text; behind its end come zeros. */
  function readBits(packed) {
    let at = 0;
    let held = 0;
    let bits = 0;
    const number = (width) => {
      while (bits < width) {
        held = ((held & 0xffff) << 6) | (at < packed.length ? SIX_BITS[packed.charCodeAt(at)] : 0);
        at += 1;
        bits += 6;
      }
      bits -= width;
      return (held >> bits) & ((1 << width) - 1);
    };
    return { number };
  }

  /** A term's postings, as generator/search/codec.py writes them: [[level, numbers], …], highest level first. */
  function decodePostings(packed) {
    const { number } = readBits(packed);
    const levels = [];
    for (let level = number(4); level; level = number(4)) {
      const width = number(4);
      let zeros = 0;
      while (!number(1)) zeros += 1;
      const numbers = new Int32Array((1 << zeros) + number(zeros));
      let last = 0;
      for (let i = 0; i < numbers.length; i += 1) {
        let high = 0;
        while (number(1)) high += 1;
        last += (high << width) + number(width) + 1;
        numbers[i] = last;
      }
      levels.push([level, numbers]);
    }
    return levels;
  }

  /** Values of `width` bits each. */
  function unpackBits(packed, width, count) {
    const { number } = readBits(packed);
    return Uint16Array.from({ length: count }, () => number(width));
  }

  /** The length step of every number up to `last`, as generator/search/lengths.py writes them; 0 where no record is. */
  function unpackLengths([middle, width, packed], last) {
    const { number } = readBits(packed);
    return Uint8Array.from({ length: last + 1 }, () => {
      if (!number(1)) return 0;
      let high = 0;
      while (number(1)) high += 1;
      const folded = (high << width) + number(width);
      return middle + (folded & 1 ? (folded + 1) >> 1 : -(folded >> 1));
    });
  }

  /** The points of a level in a text: [level - 1][length step], as generator/search/weights.py explains. */
  function pointsTable(average) {
    const steps = Array.from({ length: 1 << LENGTH_BITS }, (_, step) => step);
    const heldBack = steps.map((step) => SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * 2 ** ((step - average) / STEPS_PER_OCTAVE)));
    return WEIGHTS.map((weight) => heldBack.map((held) =>
      Math.max(1, Math.floor((MOST_POINTS * weight) / (weight + 2 * held) + 0.5))));
  }

  /** FNV-1a over UTF-16 units. */
  function hashText(word) {
    let value = 2166136261;
    for (let i = 0; i < word.length; i += 1) value = Math.imul(value ^ word.charCodeAt(i), 16777619) >>> 0;
    return value;
  }

  /** The file of a word or of a row of initial consonants, as generator/search/vocabulary.py tells them apart. */
  function shardOf(word, depth) {
    if (depth === 0) return "all";
    if (word[0] >= "a" && word[0] <= "z") return depth === 2 ? `x-${word[0]}` : "x";
    const places = Array.from(word.slice(0, depth), (char) =>
      (text.isHangul(char) ? text.splitSyllable(char)[0] : text.INITIALS.indexOf(char)));
    return places.length === depth && !places.includes(-1) ? places.join("-") : "y";
  }

  /**
   * The files of one index. `load(name)` gives a promise of what the file of that name hands over.
   * A file that fails counts as empty, is named by `failed()`, and is tried again when it is needed again.
   */
  function createIndex({ meta, load }) {
    const files = new Map();
    const failures = new Set();
    const vocabularies = new Map();
    const postings = new Map();

    function get(name) {
      if (!files.has(name)) {
        files.set(name, load(name).then((data) => {
          failures.delete(name);
          return data;
        }, () => {
          failures.add(name);
          files.delete(name);
          return null;
        }));
      }
      return files.get(name);
    }

    async function wordsIn(name) {
      if (!vocabularies.has(name)) {
        const rows = await get(name);
        if (rows === null) return new Map();
        const words = new Map();
        rows.forEach((row, rarity) => row.split(" ").forEach((word) => word && words.set(word, rarity + 1)));
        vocabularies.set(name, words);
      }
      return vocabularies.get(name);
    }

    /** The known words that begin with the same initial consonants: word -> class of frequency. */
    const wordsLike = (word) => wordsIn(`v/${shardOf(word, meta.depth)}`);

    /** The weight of a term that so many records have: a power of its idf, in whole numbers. */
    function weigh(frequency) {
      const idf = Math.log2(1 + (meta.records - frequency + 0.5) / (frequency + 0.5));
      return Math.max(1, Math.round(32 * idf ** 1.25));
    }

    async function loadPostings(term) {
      const rows = await get(`p/${hashText(term) % meta.shards}`);
      if (rows === null) return null;
      const levels = Object.prototype.hasOwnProperty.call(rows, term) ? decodePostings(rows[term]) : [];
      const frequency = levels.reduce((sum, [, numbers]) => sum + numbers.length, 0);
      return frequency ? { levels, weight: weigh(frequency) } : null;
    }

    /** term -> {levels, weight} of the terms that there are. */
    async function postingsOf(terms) {
      const found = new Map();
      const each = await Promise.all(terms.map(async (term) => {
        if (!postings.has(term)) {
          const loaded = await loadPostings(term);
          if (loaded === null) return null;
          postings.set(term, loaded);
        }
        return postings.get(term);
      }));
      terms.forEach((term, i) => each[i] && found.set(term, each[i]));
      return found;
    }

    let unpacked = null;
    /** The length step of every number; a record whose length did not load is of average length. */
    async function lengths() {
      if (unpacked === null) {
        const packed = await get("lengths");
        if (packed === null) return new Uint8Array(meta.last + 1).fill(meta.average);
        unpacked = unpackLengths(packed, meta.last);
      }
      return unpacked;
    }

    const points = pointsTable(meta.average);

    // Every query needs them, and they do not depend on its words.
    get("lengths");

    return { failed: () => [...failures].sort(), get, lengths, meta, points, postingsOf, wordsIn, wordsLike };
  }

  const searchIndex = { createIndex, decodePostings, hashText, shardOf, unpackBits, unpackLengths };
  if (typeof module === "object") module.exports = searchIndex;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { searchIndex });
})();
