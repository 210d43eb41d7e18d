// Numbers, addresses and names that belong to a person, found and masked as generator/personal.py and records/names.py do.
(function () {
  "use strict";

  const WIDE = /[\uff10-\uff19\uff20\uff0d\uff0b]/g;
  // As generator/diagnostics.py: without as many digits and without an address there is nothing to mask.
  const MAY_BE_PERSONAL = /[@\uff20]|[0-9\uff10-\uff19](?:[^0-9\uff10-\uff19\n]{0,3}[0-9\uff10-\uff19]){9}|[A-Z]\d{3}[A-Z]?\d{4}/;
  const SHOWN = { resident: [2, 0], foreigner: [2, 0], passport: [1, 2] };

  /** A number as its digits and an address in small letters, so that both are written in one way. */
  function normaliseContact(text) {
    return text.includes("@") ? text.trim().toLowerCase() : text.toUpperCase().replace(/[^0-9A-Z]/g, "");
  }

  /** The detectors over the patterns of form/model.js. */
  function createPersonal({ patterns, lists }) {
    const compiled = Object.fromEntries(Object.entries(patterns).map(([name, [source, flags]]) => [name, new RegExp(source, flags)]));
    const all = (name, text) => [...text.matchAll(compiled[name])];
    const standsAt = (name, text, offset) => {
      const pattern = new RegExp(compiled[name].source, "y");
      pattern.lastIndex = offset;
      return pattern.test(text);
    };
    const isWhole = (name, text) => new RegExp(`^(?:${compiled[name].source})$`).test(text);
    const spanOf = (found) => [found.index, found.index + found[0].length];
    const spanOfGroup = (found) => {
      const start = found.index + found[0].lastIndexOf(found[1]);
      return [start, start + found[1].length];
    };
    const isDigit = (char) => char !== undefined && /^\d$/.test(char);

    /** Whether the number at `start` is the rest of a longer number or code: 1-2, 3.14, A12, file_12. */
    function continues(text, start) {
      const before = text[start - 1];
      if (before === undefined) return false;
      if ((before === "-" || before === ".") && start > 1) return isDigit(text[start - 2]);
      return before === "_" || /^[0-9A-Za-z]$/.test(before);
    }

    function isMobile(found, text) {
      const [whole, first, middle, second, last] = found;
      const isOld = whole[2] !== "0";
      if (/^0*$/.test(middle + last) || (middle.length < 4 && !isOld)) return false;
      if (first || second) {
        const before = text.slice(Math.max(0, found.index - 2), found.index);
        const joined = isDigit(before.slice(-1)) || (before.slice(-1) === "-" && isDigit(before[0]));
        return !joined && !(isOld && /^\s+$/.test(first || ""));
      }
      const after = text[found.index + whole.length] || "";
      return !isOld && !continues(text, found.index) && !/^[A-Za-z_]$/.test(after);
    }

    function isDay(digits) {
      const [month, day] = [Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
      return day <= new Date(Date.UTC(2000, month, 0)).getUTCDate();
    }

    const residents = (text) => all("resident", text).filter((found) => {
      if (continues(text, found.index) || !isDay(found[0].slice(0, 6))) return false;
      const { separator } = found.groups;
      const isLoose = separator === undefined || /^\s+$/.test(separator);
      return !(isLoose && standsAt("counted", text, found.index + found[0].length));
    });

    function passesLuhn(number) {
      const digits = Array.from(number.replace(/\D/g, ""), Number).reverse();
      const sum = digits.reduce((total, digit, n) => total + (n % 2 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit), 0);
      return [15, 16].includes(digits.length) && sum % 10 === 0;
    }

    const beside = (text, found) => !continues(text, found.index);

    function mails(text, isFree) {
      return all("domain", text).flatMap((found) => {
        const local = new RegExp(compiled.localPart.source).exec(text.slice(Math.max(0, found.index - 64), found.index));
        const domain = found[1].toLowerCase();
        if (!local || lists.noMail.includes(domain) || lists.freeMail.includes(domain) !== isFree) return [];
        return [[found.index - local[0].length, found.index + found[0].length]];
      });
    }

    function named(text, namedName, name, isOne = () => true) {
      const first = all(namedName, text).filter(isOne).map(spanOfGroup);
      const isKnown = ([start, end]) => first.some(([a, b]) => a === start && b === end);
      return [...first, ...all(name, text).filter((found) => beside(text, found)).map(spanOf).filter((span) => !isKnown(span))];
    }

    const FINDERS = {
      resident: (text) => residents(text).filter((found) => "1234".includes(found.groups.century)).map(spanOf),
      foreigner: (text) => residents(text).filter((found) => "5678".includes(found.groups.century)).map(spanOf),
      passport: (text) => named(text, "passportNamed", "passport"),
      licence: (text) => [
        ...all("licence", text).filter((found) => beside(text, found)).map(spanOf), ...all("licenceNamed", text).map(spanOfGroup)],
      mobile: (text) => [
        ...all("mobile", text).filter((found) => isMobile(found, text)).map(spanOf),
        ...all("mobileAbroad", text).filter((found) => beside(text, found)).map(spanOf)],
      card: (text) => all("card", text).filter((found) => {
        const followsNumber = text[found.index - 1] === " " && isDigit(text[found.index - 2]);
        return beside(text, found) && !followsNumber && passesLuhn(found[0]);
      }).map(spanOf),
      account: (text) => named(text, "accountNamed", "account", (found) => {
        const digits = found[1].replace(/-/g, "").length;
        const end = spanOfGroup(found)[1];
        return digits >= 10 && digits <= 14 && !found[1].includes("--") && !isWhole("noAccount", found[1]) && !standsAt("counted", text, end);
      }),
      free_mail: (text) => mails(text, true),
      mail: (text) => mails(text, false),
    };

    /** The places in a finding of what tells whose it is. */
    function hiddenIn(found, kind) {
      const signs = Array.from(found, (char, n) => n);
      if (kind === "mail" || kind === "free_mail") return signs.slice(1, found.indexOf("@"));
      const [first, last] = kind === "mobile" ? ["+8".includes(found[0]) ? 4 : 3, 2] : SHOWN[kind] || [0, 2];
      const telling = signs.filter((n) => /^[0-9A-Za-z]$/.test(found[n]));
      return telling.slice(first, telling.length - last);
    }

    const starred = (text, places) => text.split("").map((char, n) => (places.has(n) ? "*" : char)).join("");

    function mask(found, kind) {
      if (kind === "mail" || kind === "free_mail") return `${found[0]}***${found.slice(found.indexOf("@"))}`;
      return starred(found, new Set(hiddenIn(found, kind)));
    }

    const narrowed = (text) => text.replace(WIDE, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
    const blanked = (text, name) => text.replace(compiled[name], (found) => "/".repeat(found.length));

    /** The text with everything that belongs to a person masked, also what underscores join; web addresses stay. */
    function maskPersonal(text) {
      if (!MAY_BE_PERSONAL.test(text)) return text;
      const plain = blanked(narrowed(text), "webAddress").replace(/_/g, " ");
      const hidden = Object.entries(FINDERS).flatMap(([kind, find]) => find(plain).flatMap(
        ([start, end]) => hiddenIn(plain.slice(start, end), kind).map((n) => start + n)));
      return starred(text, new Set(hidden));
    }

    /** What of a kind stands in a text: {found, masked, start}. */
    function findPersonal(text, kind) {
      const blank = blanked(blanked(narrowed(text), "linkTarget"), "webAddress");
      return FINDERS[kind](blank).map(([start, end]) => ({ found: text.slice(start, end), masked: mask(blank.slice(start, end), kind), start }));
    }

    /** What of a kind stands in the name of a file: its words are joined by underscores, and a dot ends it. */
    function findInFileName(name, kind) {
      const [stem, suffix] = [name.slice(0, name.lastIndexOf(".")), name.slice(name.lastIndexOf("."))];
      const hasEnding = name.includes(".") && !suffix.includes("/") && (!stem.includes("@") || stem.slice(stem.lastIndexOf("@")).includes("."));
      return findPersonal((hasEnding ? stem : name).replace(/_/g, " "), kind);
    }

    /** Names that stand beside a rank or a role, masked. */
    function findNames(text) {
      const first = all("nameFirst", text).filter(({ groups }) => !lists.noNames.includes(groups.name))
        .map(({ groups }) => `${groups.name[0]}○○ ${groups.title}`);
      const second = all("titleFirst", text)
        .filter(({ groups }) => !lists.noNames.includes(groups.name) && !lists.onlyAfter.includes(groups.title))
        .map(({ groups }) => `${groups.title} ${groups.name[0]}○○`);
      return [...first, ...second];
    }

    /** The remarks of a YAML text at their lines and columns, everything else blank. */
    function commentsOf(text) {
      return text.split("\n").map((line) => {
        const found = new RegExp(compiled.comment.source).exec(line);
        const start = found ? found.index + found[0].length : 0;
        return found ? " ".repeat(start) + line.slice(start) : "";
      }).join("\n");
    }

    const findFirst = (name, text) => (new RegExp(compiled[name].source).exec(text) || [null])[0];

    return { commentsOf, findFirst, findInFileName, findNames, findPersonal, maskPersonal };
  }

  /** Findings as they may be shown: whatever rule made them, numbers and addresses of persons are masked. */
  function maskFindings(findings, model) {
    const { maskPersonal } = createPersonal(model);
    return findings.map((finding) => ({ ...finding, message: maskPersonal(finding.message), hint: maskPersonal(finding.hint) }));
  }

  const formPersonal = { createPersonal, maskFindings, normaliseContact };
  if (typeof module === "object") module.exports = formPersonal;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { formPersonal });
})();
