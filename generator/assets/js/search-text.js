// How Korean text is cut into terms. generator/search/text.py does the same; tests/fixtures/terms.json holds both to it.
(function () {
  "use strict";

  const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
  const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
  const VOWEL_PAIRS = { ㅗㅏ: "ㅘ", ㅗㅐ: "ㅙ", ㅗㅣ: "ㅚ", ㅜㅓ: "ㅝ", ㅜㅔ: "ㅞ", ㅜㅣ: "ㅟ", ㅡㅣ: "ㅢ" };
  const FINAL_PAIRS = {
    ㄱㅅ: "ㄳ", ㄴㅈ: "ㄵ", ㄴㅎ: "ㄶ", ㄹㄱ: "ㄺ", ㄹㅁ: "ㄻ", ㄹㅂ: "ㄼ", ㄹㅅ: "ㄽ", ㄹㅌ: "ㄾ", ㄹㅍ: "ㄿ", ㄹㅎ: "ㅀ", ㅂㅅ: "ㅄ",
  };
  const SINGLE = new Map(Object.entries({ ...VOWEL_PAIRS, ...FINAL_PAIRS }).map(([letters, pair]) => [pair, letters]));
  const KEYS = new Map();
  [..."qwertyuiopasdfghjklzxcvbnmQWERTOP"].forEach((key, i) =>
    KEYS.set(key, "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"[i]));

  // Longest first, so that the first that fits is the whole of it.
  const JOSA = (
    "에게서는 으로부터 에서부터 까지도 에서는 에서도 으로는 으로도 으로써 으로서 이라는 이라고 에게서 께서는 에게는 에게도 한테서 "
    + "부터 까지 에서 에게 으로 처럼 보다 마다 조차 마저 밖에 이나 이란 이며 라는 라고 로서 로써 로는 로도 에는 에도 와의 과의 "
    + "만의 만이 들의 들이 들을 들은 이 가 을 를 은 는 의 에 로 와 과 도 만 나 며"
  ).split(" ").sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

  // What may follow a word of two syllables or more and is never the end of another noun (을 but not 마을).
  const TRIMMED = new RegExp(
    "^(?!.*[마가노고]을$)(..+?)(?:을|를|은|는|에|에서|에게|에는|에도|에서는|에서도|으로|으로는|으로도|으로써|으로서|까지|부터"
    + "|하는|하고|하며|하여|하였다|하였습니다|했다|했습니다|한다|합니다|되는|되어|되었다|되었습니다|된다|됩니다|습니다|입니다|이다"
    + "|이었다|였다)$");

  const MAX_TERM = 24;
  const SYLLABIC = "[가-힣]+|[\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]+|[\\u3041-\\u30ff]+";
  const TAKEN = "0-9가-힣\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u3041-\\u30ff\\u3131-\\u318e";
  const WHOLE = `[0-9]+|(?:(?![${TAKEN}])[\\p{L}\\p{N}])+`;
  const RUN = new RegExp(`${SYLLABIC}|${WHOLE}`, "gu");
  const QUERY_RUN = new RegExp(`${SYLLABIC}|${WHOLE}|[\\u3131-\\u318e]+`, "gu");
  const LETTERS = new RegExp(`[가-힣\\u3131-\\u318e]+|${SYLLABIC}|${WHOLE}`, "gu");
  const IS_SYLLABIC = /^[가-힣\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3041-\u30ff]/;

  /** Text as it is kept: NFC. NFKC would turn ㅈ into a letter that initial consonants never match. */
  function normalise(text) {
    return text.normalize("NFC");
  }

  /** Text with full-width letters, digits and signs in half width. */
  function narrow(text) {
    return text.replace(/[\u3000\uff01-\uff5e]/g, (char) =>
      (char === "\u3000" ? " " : String.fromCharCode(char.charCodeAt(0) - 0xfee0)));
  }

  /** Normalised text in lower case and half width, every character in its place. */
  function fold(text) {
    const half = narrow(text);
    let lower = half.toLowerCase();
    if (lower.length !== half.length) {
      lower = Array.from(half, (char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join("");
    }
    return lower.replace(/ς/g, "σ");
  }

  function isHangul(char) {
    return char >= "가" && char <= "힣";
  }

  /** The pieces of one script: Korean, Han, kana, digits, other letters; the rest separates. */
  function cutRuns(folded) {
    return folded.match(RUN) || [];
  }

  /** The runs of a query, where single consonants and vowels count too. */
  function cutQuery(folded) {
    return folded.match(QUERY_RUN) || [];
  }

  /** The pieces of a query that is being typed, where half-typed syllables belong to their word. */
  function cutLetters(folded) {
    return folded.match(LETTERS) || [];
  }

  /** The terms of a run: two syllables each for Korean, Han and kana, else the whole. */
  function cutTerms(run) {
    if (run.length === 1) return [run];
    if (!IS_SYLLABIC.test(run)) return [Array.from(run).slice(0, MAX_TERM).join("")];
    const stem = run.replace(TRIMMED, "$1");
    return Array.from({ length: stem.length - 1 }, (_, i) => stem.slice(i, i + 2));
  }

  /** The places of a syllable's letters in INITIALS, VOWELS and FINALS. */
  function splitSyllable(char) {
    const code = char.charCodeAt(0) - 0xac00;
    return [Math.floor(code / 588), Math.floor((code % 588) / 28), code % 28];
  }

  /** Text with its syllables taken apart: 주차 -> ㅈㅜㅊㅏ. */
  function toJamo(text) {
    return Array.from(text, (char) => {
      if (!isHangul(char)) return char;
      const [initial, vowel, final] = splitSyllable(char);
      return INITIALS[initial] + VOWELS[vowel] + FINALS[final];
    }).join("");
  }

  /** Text with its syllables cut down to their first consonant: 주차 -> ㅈㅊ. */
  function toInitials(text) {
    return Array.from(text, (char) => (isHangul(char) ? INITIALS[splitSyllable(char)[0]] : char)).join("");
  }

  /** What the keys of a word write on the Korean layout (wnck -> 주차); null if letters stay alone. */
  function composeKeys(word) {
    const keys = Array.from(word, (char) => KEYS.get(char) || KEYS.get(char.toLowerCase()) || char);
    const isVowel = (i) => i < keys.length && VOWELS.includes(keys[i]);
    const isFinal = (i) => i < keys.length && FINALS.includes(keys[i]) && !isVowel(i + 1);
    let composed = "";
    let at = 0;
    while (at < keys.length) {
      const initial = keys[at];
      if (!INITIALS.includes(initial) || !isVowel(at + 1)) return null;
      let vowel = keys[at + 1];
      at += 2;
      if (isVowel(at) && VOWEL_PAIRS[vowel + keys[at]]) {
        vowel = VOWEL_PAIRS[vowel + keys[at]];
        at += 1;
      }
      let final = "";
      if (isFinal(at)) {
        final = keys[at];
        at += 1;
        if (at < keys.length && FINAL_PAIRS[final + keys[at]] && !isVowel(at + 1)) {
          final = FINAL_PAIRS[final + keys[at]];
          at += 1;
        }
      }
      composed += String.fromCharCode(
        0xac00 + INITIALS.indexOf(initial) * 588 + VOWELS.indexOf(vowel) * 28 + FINALS.indexOf(final));
    }
    return composed || null;
  }

  /** What keys write that may stop in the middle of a syllable: wkdd -> 장ㅇ; null where they write no Korean. */
  function composePart(word) {
    const letters = Array.from(word, (key) => KEYS.get(key) || KEYS.get(key.toLowerCase()) || key);
    if (letters.every((letter) => INITIALS.includes(letter))) return letters.join("");
    const whole = composeKeys(word);
    if (whole || word.length < 2) return whole;
    const part = composeKeys(word.slice(0, -1));
    return part && part + letters[letters.length - 1];
  }

  /** Text as the row of letters that are typed for it: 과 -> ㄱㅗㅏ. */
  function toKeys(text) {
    return Array.from(toJamo(text), (letter) => SINGLE.get(letter) || letter).join("");
  }

  const searchText = {
    INITIALS, JOSA, composeKeys, composePart, cutLetters, cutQuery, cutRuns, cutTerms, fold, isHangul, narrow, normalise, splitSyllable,
    toInitials, toJamo, toKeys,
  };
  if (typeof module === "object") module.exports = searchText;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { searchText });
})();
