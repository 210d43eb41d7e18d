// The words of findings: sentences with gaps, as generator/records/wording.py fills them, and what somebody may have meant.
(function () {
  "use strict";

  const RIEUL = 8;
  const FINAL_IN_LATIN = /(?:[013678]|[lmnLMNR]|ng|ck|[aeiou][bckpt])$/;
  const GAP = /\{\{|\}\}|\{(\w+)(?::([^{}]*))?\}/g;
  const LONGEST = 40;
  const CUTOFF = 0.6;

  /** The particle that fits the end of `word`: `withIt` after a final consonant, else `without`. */
  function finalConsonant(word, withIt, without) {
    const said = word.replace(/[^\p{L}\p{N}_]+$/u, "");
    const last = said.slice(-1);
    const isSyllable = last >= "가" && last <= "힣";
    const final = isSyllable ? (last.charCodeAt(0) - 0xac00) % 28 : Number(FINAL_IN_LATIN.test(said));
    const isRieul = isSyllable ? final === RIEUL : last !== "" && "178lLR".includes(last);
    return final && !(isRieul && withIt === "으로") ? withIt : without;
  }

  /** A number with commas between groups of three, as Python writes it with ",". */
  function grouped(number) {
    const [whole, rest] = String(number).split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : `.${rest}`);
  }

  /** The sentence with its gaps filled: {name}, {name:은/는}, {amount:,}. */
  function say(sentence, values = {}) {
    return sentence.replace(GAP, (gap, name, spec) => {
      if (gap === "{{" || gap === "}}") return gap[0];
      const value = values[name];
      if (spec === ",") return grouped(value);
      return spec ? finalConsonant(String(value), ...spec.split("/")) : String(value);
    });
  }

  /** A value as messages show it. */
  function shorten(value) {
    const words = value.split(/\s+/).filter(Boolean).join(" ");
    const signs = Array.from(words);
    return signs.length <= LONGEST ? words : `${signs.slice(0, LONGEST - 1).join("")}…`;
  }

  /** The number of signs in the matching blocks of two words (Ratcliff and Obershelp, as Python's difflib). */
  function countMatching(one, other) {
    if (!one.length || !other.length) return 0;
    let best = { length: 0, inOne: 0, inOther: 0 };
    let previous = new Map();
    for (let i = 0; i < one.length; i += 1) {
      const current = new Map();
      for (let j = 0; j < other.length; j += 1) {
        if (one[i] !== other[j]) continue;
        const length = (previous.get(j - 1) || 0) + 1;
        current.set(j, length);
        if (length > best.length) best = { length, inOne: i - length + 1, inOther: j - length + 1 };
      }
      previous = current;
    }
    if (!best.length) return 0;
    return best.length
      + countMatching(one.slice(0, best.inOne), other.slice(0, best.inOther))
      + countMatching(one.slice(best.inOne + best.length), other.slice(best.inOther + best.length));
  }

  function likeness(one, other) {
    const all = one.length + other.length;
    return all ? (2 * countMatching(one, other)) / all : 1;
  }

  /** The up to `count` candidates that are most like `word`, best first; none that is not close. */
  function closest(word, candidates, { count = 3, cutoff = CUTOFF } = {}) {
    const wanted = Array.from(word);
    const byCodePoint = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
    // What differs too much in length alone is not looked at: a long text would be compared with thousands of names.
    const mayBeClose = (name) => 2 * Math.min(name.length, wanted.length) >= cutoff * (name.length + wanted.length);
    return Array.from(candidates, (name) => ({ name, signs: Array.from(name) })).filter(({ signs }) => mayBeClose(signs))
      .map(({ name, signs }) => ({ name, score: likeness(signs, wanted) }))
      .filter(({ score }) => score >= cutoff)
      .sort((a, b) => b.score - a.score || byCodePoint(b.name, a.name))
      .slice(0, count).map(({ name }) => name);
  }

  /** The candidate that `word` most likely meant, or null when nothing is close. */
  function nearest(word, candidates) {
    const [first] = closest(word, candidates, { count: 1 });
    return first === undefined ? null : first;
  }

  const formWords = { closest, finalConsonant, grouped, nearest, say, shorten };
  if (typeof module === "object") module.exports = formWords;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formWords });
})();
