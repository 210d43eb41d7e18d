// Fitting a guidebook to one's own municipality: answers against conditions, and the record with the user's words in it.
(function () {
  "use strict";

  // What generator/exports/fit.py put where the municipality, the year, the dates and the words belong.
  const MARKS = { fullName: /\ue000/g, shortName: /\ue001/g, year: /\ue002{4}/g, date: /([\ue003\ue004])(\d{3})((?:-\d\d){0,2})/g };
  const FIRST_DIGITS = { "\ue003": "1", "\ue004": "2" };
  // Private-use characters of a typed text would be taken for marks; the others cannot stand in a record.
  const UNUSABLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000-\ue0ff]/g; // eslint-disable-line no-control-regex
  const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g;
  const FIRST_YEAR = 2000;
  const LAST_YEAR = 2080;
  const LENGTHS = { title: [1, 300], summary: [20, 300] };
  const LONGEST = 10000;
  const WORTHS = { 억: 1e8, 만: 1e4, 천: 1e3, 백: 100, 십: 10 };
  const FORMAT = "bonbogi-fit";
  const ANSWERS = ["met", "short", "unknown"];

  /** A typed text as records can hold it. */
  function clean(text) {
    return String(text).replace(/\r\n?/g, "\n").replace(LONE_SURROGATE, "$1\ufffd").replace(UNUSABLE, " ")
      .normalize("NFC").trim().slice(0, LONGEST);
  }

  /** The number that people write: "100,000,000", "1억 2,000만", "0.5"; null for nothing, NaN for what is none. */
  function readNumber(text) {
    const written = String(text).replace(/[\s,]/g, "").replace(/원$|명$|개월$/, "");
    if (!written) return null;
    if (/^\d+(\.\d+)?$/.test(written)) return Number(written);
    // 억 and 만 end a group; within a group 천, 백 and 십 stand behind what they multiply.
    let total = 0;
    let rest = written;
    for (const unit of ["억", "만", ""]) {
      const end = unit ? rest.indexOf(unit) : rest.length;
      if (end < 0) continue;
      const group = rest.slice(0, end);
      rest = rest.slice(end + unit.length);
      const value = readGroup(group);
      if (Number.isNaN(value) || (unit && !group)) return NaN;
      total += value * (WORTHS[unit] || 1);
    }
    return rest ? NaN : total;
  }

  function readGroup(text) {
    if (!text) return 0;
    const parts = text.match(/^(?:(\d+(?:\.\d+)?)천)?(?:(\d+(?:\.\d+)?)백)?(?:(\d+(?:\.\d+)?)십)?(\d+(?:\.\d+)?)?$/);
    if (!parts) return NaN;
    return [1000, 100, 10, 1].reduce((sum, worth, i) => sum + Number(parts[i + 1] || 0) * worth, 0);
  }

  const grouped = (number) => {
    const [whole, part] = String(Math.round(number * 100) / 100).split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  };

  /** A number with its unit; won as people read them. */
  function formatNumber(number, unit) {
    if (!unit.startsWith("원")) return `${grouped(number)}${unit}`;
    const won = Math.round(number);
    const pieces = [];
    if (won >= 1e8) pieces.push(`${grouped(Math.floor(won / 1e8))}억`);
    if (Math.floor((won % 1e8) / 1e4)) pieces.push(`${grouped(Math.floor((won % 1e8) / 1e4))}만`);
    if (won % 1e4 || !pieces.length) pieces.push(grouped(won % 1e4));
    return `${pieces.join(" ")} 원${unit.slice(1)}`;
  }

  /** What a condition is called among the answers; an index would mean another one after the guidebook has changed. */
  const keyOf = (condition) => `${condition.kind}: ${condition.need}`;

  /** All that is asked: the guidebook's conditions, then the numbers that every plan needs. */
  const questionsOf = (data) => [...data.conditions, ...data.numbers.map((one) => ({ ...one, must: false, value: null, least: true, shown: "", note: "", isNumber: true }))];

  const isNumber = (condition) => Boolean(condition.isNumber) || condition.value !== null;

  /**
   * How our side stands with one condition: {state, text}. `state` is met, short, unknown, or none where the guidebook
   * has no value to compare with.
   */
  function judge(condition, answer = {}) {
    if (!isNumber(condition)) {
      const state = ANSWERS.includes(answer.answer) ? answer.answer : "unknown";
      const words = { met: "갖춤", short: "모자람", unknown: condition.must ? "모름: 먼저 확인" : "모름" };
      return { state, text: words[state] };
    }
    const ours = readNumber(answer.number || "");
    if (Number.isNaN(ours)) return { state: "unknown", text: "숫자로 적어 주세요" };
    if (condition.value === null) return { state: "none", text: "견줄 값 없음" };
    if (ours === null) return { state: "unknown", text: condition.must ? "모름: 먼저 확인" : "모름" };
    const lacking = condition.least ? condition.value - ours : ours - condition.value;
    if (lacking <= 0) return { state: "met", text: "갖춤" };
    return { state: "short", text: `${formatNumber(lacking, condition.unit)} ${condition.least ? "모자람" : "넘음"}` };
  }

  /** How many are met, short and unknown, and which to look at first: the indispensable, the short before the unknown. */
  function sumUp(data, answers) {
    const judged = questionsOf(data).map((condition) => ({ condition, ...judge(condition, answers[keyOf(condition)]) }));
    const count = (state) => judged.filter((one) => one.state === state).length;
    const open = judged.filter((one) => one.state === "short" || one.state === "unknown");
    const rank = ({ condition, state }) => (condition.must ? 0 : 2) + (state === "short" ? 0 : 1);
    const [first = null] = open.sort((a, b) => rank(a) - rank(b));
    return { met: count("met"), short: count("short"), unknown: count("unknown"), total: judged.length, first, judged };
  }

  const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

  /** A half-known date, moved by whole years. */
  function shiftDate(date, years) {
    const year = Number(date.slice(0, 4)) + years;
    const rest = date.slice(4) === "-02-29" && !isLeap(year) ? "-02-28" : date.slice(4);
    return String(year).padStart(4, "0") + rest;
  }

  /** A text of the record with names, year and dates in their places. */
  function fillPlaces(text, base, place, year) {
    return text.replace(MARKS.fullName, () => place).replace(MARKS.shortName, () => place.split(" ").pop())
      .replace(MARKS.year, () => String(year))
      .replace(MARKS.date, (_, mark, digits, rest) => shiftDate(FIRST_DIGITS[mark] + digits + rest, year - base));
  }

  /** A text as YAML can hold it whatever it says. */
  const quote = (text) => JSON.stringify(text);

  /** The text that stands in for the origin's, "" where nothing was typed or it says the same. */
  function ownText(text, state) {
    const typed = clean(state.texts[text.key] || "");
    return typed === text.origin ? "" : typed;
  }

  /** What is wrong with a typed text of the record; "" where nothing is. */
  function textProblem(key, typed) {
    const text = clean(typed);
    const [least, most] = LENGTHS[key] || [0, LONGEST];
    if (!text || (text.length >= least && text.length <= most)) return "";
    return `지금 ${text.length}자입니다. ${least}자부터 ${most}자까지 적을 수 있습니다.`;
  }

  /** What is missing before a record can be written, as a sentence; "" where it can. */
  function choiceProblem(data, place, year) {
    if (!place) return "우리 지자체를 골라 주세요.";
    const number = Number(year);
    if (!/^\d{4}$/.test(String(year)) || number < FIRST_YEAR || number > LAST_YEAR) {
      return `시작할 해를 ${FIRST_YEAR}부터 ${LAST_YEAR} 사이로 적어 주세요.`;
    }
    return number < data.year ? `본보기는 ${data.year}년 사업입니다. 시작할 해를 그 뒤로 적어 주세요.` : "";
  }

  /** The project.yml: what `bonbogi adopt` writes, with the typed texts instead of the origin's. */
  function writeRecord(data, place, year, state) {
    let record = fillPlaces(data.record, data.base, place, Number(year));
    for (const text of data.texts) {
      const typed = ownText(text, state);
      if (!typed && !text.raw) {
        record = record.replace(`${text.key}: ${text.mark}\n`, "");
        continue;
      }
      if (typed) record = forget(record, text);
      const value = typed ? quote(typed) : fillPlaces(text.raw, data.base, place, Number(year));
      record = record.replace(text.mark, () => value);
    }
    return record;
  }

  /** The record without what says that this text is the origin's: the remark, the name in unrevised, the source. */
  function forget(record, { key, task }) {
    const without = record.replace(`# 고쳐 쓸 곳: ${task}\n${key}: `, `${key}: `);
    const start = without.indexOf("\nadapted_from:");
    const end = without.indexOf("\nstatus:", start);
    const adapted = without.slice(start, end).replace(new RegExp(`\\n +- ${key}(?=\\n)`), "")
      .replace(/unrevised: \[([^\]]*)\]/, (_, names) => `unrevised: [${names.split(", ").filter((name) => name !== key).join(", ")}]`);
    return forgetSource(without.slice(0, start) + adapted + without.slice(end), key);
  }

  function forgetSource(record, key) {
    const entry = `${key}: (?:\\[[^\\]\\n]*\\]|[^,}\\n]+)`;
    return record.replace(/^cited:(?: \{.*\}|(?:\n {2}.*)+)\n/m, (cited) => {
      const rest = cited.replace(new RegExp(`([{ ])${entry}(?:, )?(?=[^\\n]*\\}\\n)`), "$1").replace(", }", "}")
        .replace(new RegExp(`\\n {2}${entry}(?=\\n)`), "");
      return /^cited:(?: \{\})?\n$/.test(rest) ? "" : rest;
    });
  }

  /** The id under which `bonbogi adopt` would keep the record. */
  function suggestId(origin, code) {
    return `${origin.slice(0, 60 - 1 - code.length).replace(/-+$/, "")}-${code}`;
  }

  /** What is typed when nothing is. */
  const emptyState = () => ({ place: "", year: "", office: "", answers: {}, texts: {} });

  const texts = (value) => Object.fromEntries(Object.entries(value && typeof value === "object" ? value : {})
    .filter(([, text]) => typeof text === "string").map(([key, text]) => [key, text.slice(0, LONGEST)]));

  /** What was typed, from what was kept or exported; null where it is not that. */
  function readState(text, guidebook) {
    let kept;
    try {
      kept = JSON.parse(text);
    } catch (error) {
      return null;
    }
    if (!kept || kept.format !== FORMAT || kept.guidebook !== guidebook) return null;
    const answers = Object.entries(kept.answers && typeof kept.answers === "object" ? kept.answers : {});
    return {
      ...emptyState(), ...texts({ place: kept.place, year: kept.year, office: kept.office }), texts: texts(kept.texts),
      answers: Object.fromEntries(answers.map(([key, answer]) => [key, texts(answer)])),
    };
  }

  /** What was typed, to be kept or exported. */
  const writeState = (state, guidebook) => `${JSON.stringify({ format: FORMAT, version: 1, guidebook, ...state }, null, 2)}\n`;

  const fitCore = {
    FIRST_YEAR, LAST_YEAR, choiceProblem, clean, emptyState, formatNumber, isNumber, judge, keyOf, ownText, questionsOf,
    readNumber, readState, shiftDate, suggestId, sumUp, textProblem, writeRecord, writeState,
  };
  if (typeof module === "object") module.exports = fitCore;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { fitCore });
})();
