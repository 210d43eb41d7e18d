// What a written value can be, as generator/records/scalars.py reads it: half-known dates, won, numbers, ids, addresses.
(function () {
  "use strict";

  const bonbogi = typeof module === "object" ? { formWords: module.require("./form-words.js") } : window.bonbogi;
  const { grouped, say } = bonbogi.formWords;

  const DATE = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;
  const LOOSE_DATE = /^(\d{4})\s*[.\-/년]\s*(\d{1,2})(?:\s*[.\-/월]\s*(\d{1,2}))?\s*[.일월]?$/;
  const AMOUNT = "(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?";
  const NUMBER = new RegExp(`^-?${AMOUNT}$`);
  const WON_GROUPS = /^(?:([^억만]+)억)?(?:([^억만]+)만)?([^억만]+)?$/;
  const WON_GROUP = new RegExp(`^(?:(${AMOUNT})천)?(?:(${AMOUNT})백)?(?:(${AMOUNT})십)?(${AMOUNT})?$`);
  const GROUP_WORTHS = [100000000n, 10000n, 1n];
  const PLACE_WORTHS = [1000n, 100n, 10n, 1n];
  const LONGEST_NUMBER = 20;
  const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  // Amounts are reckoned in ten-thousandths and more, exactly.
  const SCALE_DIGITS = 20;

  const lastDayOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  const pad = (number) => String(number).padStart(2, "0");

  /** The first and the last day that a half-known date can mean, as ISO texts, which compare; null for no date. */
  function daysOf(text) {
    const found = DATE.exec(text);
    if (!found) return null;
    const [year, month, day] = found.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
    if (found[2] !== undefined && !(month >= 1 && month <= 12)) return null;
    if (found[3] !== undefined && !(day >= 1 && day <= lastDayOf(year, month))) return null;
    if (!year) return null;
    const last = month || 12;
    return {
      first: `${found[1]}-${pad(month || 1)}-${pad(day || 1)}`,
      last: `${found[1]}-${pad(last)}-${pad(day || lastDayOf(year, last))}`,
    };
  }

  /** ISO text for what people write as a date ("2021.5.3", "2021년 5월"); null where nothing is understood. */
  function suggestDate(text) {
    const found = LOOSE_DATE.exec(text.trim());
    return found ? found.slice(1).filter(Boolean).map((part) => part.padStart(2, "0")).join("-") : null;
  }

  function scaled(amount) {
    const [whole, rest = ""] = amount.replace(/,/g, "").split(".");
    return BigInt(whole + rest.slice(0, SCALE_DIGITS).padEnd(SCALE_DIGITS, "0"));
  }

  /** Won for what people write ("1억 4,500만원", "145백만원"); null where it is not understood. */
  function readWon(text) {
    const written = text.trim().replace(/(?<=[억만천백십])\s+|\s+(?=[억만천백십원정])/g, "");
    const digits = written.replace(/^-/, "").replace(/정$/, "").replace(/원$/, "");
    const groups = WON_GROUPS.exec(digits);
    if (!groups || !digits || digits.length > LONGEST_NUMBER) return null;
    if (groups[1] && !groups[2] && groups[3] && !written.includes("원")) return null;
    let won = 0n;
    for (const [n, worth] of GROUP_WORTHS.entries()) {
      const parts = WON_GROUP.exec(groups[n + 1] || "");
      if (!parts) return null;
      for (const [m, place] of PLACE_WORTHS.entries()) won += scaled(parts[m + 1] || "0") * place * worth;
    }
    const unit = 10n ** BigInt(SCALE_DIGITS);
    if (won % unit) return null;
    const whole = Number(won / unit);
    return written.startsWith("-") ? -whole : whole;
  }

  /** "1억 2,000만 원". */
  function formatWon(won) {
    const eok = Math.floor(won / 100000000);
    const man = Math.floor((won % 100000000) / 10000);
    const single = won % 10000;
    const words = [eok && `${grouped(eok)}억`, man && `${grouped(man)}만`, (single || (!eok && !man)) && grouped(single)];
    return `${words.filter((word) => word || word === "0").join(" ")} 원`;
  }

  /** A number as written; null where it is none. */
  function readNumber(text) {
    const written = text.trim();
    return NUMBER.test(written) && written.length <= LONGEST_NUMBER ? Number(written.replace(/,/g, "")) : null;
  }

  function readCount(text) {
    const written = text.trim();
    return /[.-]/.test(written) ? null : readNumber(written);
  }

  /** What is wrong with a text as a value of `key.type`: {code, problem, hint}; null where nothing is. */
  function checkValue(key, text, model) {
    const words = model.words.scalars;
    const refuse = (code, name, values, hint) => ({ code, problem: words[name], hint: hint || say(words[`${name}-hint`], values) });
    const checks = {
      date: () => checkDate(text, words, refuse, model.limits),
      won: () => {
        const won = readWon(text);
        if (won === null) return refuse("bad-number", "won");
        return won < 0 ? refuse("bad-number", "negative-won") : null;
      },
      number: () => (readNumber(text) === null ? refuse("bad-number", "number") : null),
      count: () => (readCount(text) === null ? refuse("bad-number", "count") : checkLimits(key, readCount(text), model)),
      flag: () => (["true", "false"].includes(text) ? null : refuse("bad-flag", "flag")),
      url: () => (/^https?:\/\/[^\s/]/.test(text) && !/\s/.test(text) ? null : refuse("bad-url", "url")),
      file: () => (isFileInside(text) ? null : refuse("file-outside", "file")),
      licence: () => (/^(?:unknown|KOGL-[0-4]|[A-Za-z0-9][A-Za-z0-9.+-]*)$/.test(text) ? null : refuse("bad-licence", "licence")),
      id: () => (isValidId(text, model) ? null : refuse("bad-id", "id")),
    };
    checks.ids = checks.id;
    checks.when = checks.date;
    return checks[key.type] ? checks[key.type]() : null;
  }

  function checkDate(text, words, refuse, limits) {
    const written = text.trim();
    if (!DATE.test(written)) {
      const date = suggestDate(written);
      return refuse("bad-date", "date", {}, date ? say(words["date-written"], { date }) : words["date-hint"]);
    }
    if (!daysOf(written)) return refuse("bad-date", "calendar");
    const year = Number(written.slice(0, 4));
    const { firstYear: first, lastYear: last } = limits;
    return year >= first && year <= last ? null : refuse("bad-date", "year", { first, last });
  }

  function checkLimits(key, value, model) {
    const words = model.words.model;
    if (key.least !== undefined && value < key.least) {
      return { code: "bad-number", problem: say(words["at-least"], { least: key.least }), hint: key.explain };
    }
    if (key.most !== undefined && value > key.most) {
      return { code: "bad-number", problem: say(words["at-most"], { most: key.most }), hint: key.explain };
    }
    return null;
  }

  function isFileInside(text) {
    const parts = text.split("/");
    return parts[0] === "files" && parts.length > 1 && !parts.some((part) => ["", ".", ".."].includes(part)) && !text.includes("\\");
  }

  /** Whether a text can be the id of a record: a folder name and an address on every system. */
  function isValidId(text, model) {
    return ID.test(text) && text.length <= model.limits.id && text !== "index" && !model.lists.devices.includes(text);
  }

  const formValues = { checkValue, daysOf, formatWon, isValidId, readCount, readNumber, readWon, suggestDate };
  if (typeof module === "object") module.exports = formValues;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formValues });
})();
