"use strict";

const assert = require("node:assert/strict");
const { join } = require("node:path");
const test = require("node:test");

const core = require(join(__dirname, "../../generator/assets/js/fit-core.js"));

const RECORD = [
  "# 본보기: 안심번호 (origin). \ue000의 \ue002\ue002\ue002\ue002년 도입 계획 초안입니다.",
  "# 고쳐 쓸 곳: 이름", "title: \ue020", "summary: \ue021", "year: \ue002\ue002\ue002\ue002", "municipalities: [\ue000]",
  "# 고쳐 쓸 곳: 문제", "problem: \ue022", "solution: \ue023", "cited: {problem: s1, team: [s1, s2]}", "process:",
  "  - {date: \ue004020-02-29, what: 시작, planned: true}", "  - {date: {start: \ue004020-12, end: \ue004021}, what: 넓힘, planned: true}",
  "adapted_from:", "  - project: origin", "    unrevised:", "      - title", "      - problem", "      - risks", "    source: s2",
  "status:", "  - {date: \ue002\ue002\ue002\ue002, state: planned}", "",
].join("\n");
const DATA = {
  id: "origin", title: "안심번호", place: "제주시", year: 2020, base: 2020, record: RECORD,
  texts: [
    { key: "title", task: "이름", origin: "안심번호", mark: "\ue020", raw: "안심번호 (\ue001 도입 계획)" },
    { key: "summary", task: "소개", origin: "소개", mark: "\ue021", raw: "소개" },
    { key: "problem", task: "문제", origin: "번호가 드러난다.", mark: "\ue022", raw: "번호가 드러난다." },
    { key: "solution", task: "해결", origin: "", mark: "\ue023", raw: "" },
  ],
  conditions: [
    { kind: "기반", need: "서버", must: true, value: null, unit: "", least: true },
    { kind: "예산", need: "사업비", must: false, value: 120000000, unit: "원", least: true },
    { kind: "기간", need: "기한", must: false, value: 6, unit: "개월", least: false },
  ],
  numbers: [{ kind: "인력", need: "담당 인력", unit: "명" }],
};
const write = (texts = {}, year = "2027") => core.writeRecord(DATA, "전북특별자치도 남원시", year, { ...core.emptyState(), texts });

test("names, year and dates come into their places", () => {
  const record = write();
  assert.ok(!/[\ue000-\ue0ff]/.test(record));
  assert.ok(record.startsWith("# 본보기: 안심번호 (origin). 전북특별자치도 남원시의 2027년 도입"));
  assert.ok(record.includes("title: 안심번호 (남원시 도입 계획)\n"));
  assert.ok(record.includes("municipalities: [전북특별자치도 남원시]\n"));
  assert.ok(record.includes("{date: 2027-02-28, what: 시작"));
  assert.ok(record.includes("{start: 2027-12, end: 2028}"));
  assert.ok(!record.includes("solution"));
  assert.ok(write({}, "2028").includes("{date: 2028-02-29,"));
});

test("a rewritten text takes with it what said that it was the origin's", () => {
  const record = write({ problem: "시장에서 번호가 드러난다.\n\"둘째\" 줄: \\ # $& $1" });
  assert.ok(record.includes("\nproblem: \"시장에서 번호가 드러난다.\\n\\\"둘째\\\" 줄: \\\\ # $& $1\"\n"));
  assert.ok(!record.includes("# 고쳐 쓸 곳: 문제"));
  assert.ok(!record.includes("- problem\n"));
  assert.ok(record.includes("- title\n") && record.includes("- risks\n"));
  assert.ok(record.includes("cited: {team: [s1, s2]}\n"));
  assert.ok(record.includes("# 고쳐 쓸 곳: 이름\ntitle:"));
});

test("a text that the origin does not tell can be told, and one that says the same is not rewritten", () => {
  assert.ok(write({ solution: "문자로 알린다." }).includes("\nsolution: \"문자로 알린다.\"\ncited:"));
  assert.equal(write({ problem: " 번호가 드러난다. " }), write());
});

test("a citation goes wherever it stands", () => {
  const cut = (cited) => core.writeRecord({ ...DATA, record: RECORD.replace("cited: {problem: s1, team: [s1, s2]}\n", cited) }, "가", "2027",
    { ...core.emptyState(), texts: { problem: "우리 일" } }).match(/(?:^cited:.*\n(?: {2}.*\n)*?(?=process:))?process:/m)[0];
  assert.equal(cut("cited: {team: s1, problem: [s1, s2]}\n"), "cited: {team: s1}\nprocess:");
  assert.equal(cut("cited: {problem: [s1, s2]}\n"), "process:");
  assert.equal(cut("cited:\n  problem: [s1, s2]\n  team: s1\n"), "cited:\n  team: s1\nprocess:");
});

test("a record of one row names what is left in brackets", () => {
  const record = RECORD.replace("    unrevised:\n      - title\n      - problem\n      - risks\n", "    unrevised: [title, problem, risks]\n");
  const written = core.writeRecord({ ...DATA, record }, "가", "2027", { ...core.emptyState(), texts: { problem: "우리 일" } });
  assert.ok(written.includes("unrevised: [title, risks]\n"));
});

test("typed texts hold nothing that a record cannot", () => {
  assert.equal(core.clean("  가\u0000나\r\n다\ue000\ud800라\u2028 "), "가 나\n다 \ufffd라");
  assert.equal(core.clean("\u1112\u1161\u11ab"), "한");
  assert.equal(core.clean("😀"), "😀");
});

test("numbers are read as people write them", () => {
  const read = { "100,000,000": 1e8, "1억 2,000만": 1.2e8, "1억2천만원": 1.2e8, "145백만": 1.45e8, "3천만 원": 3e7, "0.5": 0.5, "2명": 2, " ": null, "5천": 5000 };
  for (const [text, number] of Object.entries(read)) assert.equal(core.readNumber(text), number, text);
  for (const text of ["많이", "-3", "1억 어림", "억", "1.2.3"]) assert.ok(Number.isNaN(core.readNumber(text)), text);
  assert.equal(core.formatNumber(20000000, "원"), "2,000만 원");
  assert.equal(core.formatNumber(120005000, "원/년"), "1억 2,000만 5,000 원/년");
  assert.equal(core.formatNumber(0.25, "명"), "0.25명");
});

test("each answer is judged, and the indispensable comes first", () => {
  const [server, budget, time] = DATA.conditions;
  assert.equal(core.judge(server).text, "모름: 먼저 확인");
  assert.equal(core.judge(server, { answer: "met" }).state, "met");
  assert.equal(core.judge(server, { answer: "<b>" }).state, "unknown");
  assert.deepEqual(core.judge(budget, { number: "1억" }), { state: "short", text: "2,000만 원 모자람" });
  assert.equal(core.judge(budget, { number: "1억 2천만" }).state, "met");
  assert.deepEqual(core.judge(time, { number: "8" }), { state: "short", text: "2개월 넘음" });
  assert.equal(core.judge(budget, { number: "많이" }).text, "숫자로 적어 주세요");
  const sum = core.sumUp(DATA, { [core.keyOf(budget)]: { number: "1억" }, [core.keyOf(time)]: { number: "3" } });
  assert.deepEqual([sum.met, sum.short, sum.unknown, sum.total], [1, 1, 1, 4]);
  assert.equal(sum.first.condition.need, "서버");
  assert.equal(sum.judged[3].text, "견줄 값 없음");
});

test("what is missing before a record can be written is said", () => {
  assert.match(core.choiceProblem(DATA, "", "2027"), /지자체/);
  assert.match(core.choiceProblem(DATA, "가", "27"), /2000부터 2080/);
  assert.match(core.choiceProblem(DATA, "가", "2081"), /2000부터 2080/);
  assert.match(core.choiceProblem(DATA, "가", "2019"), /2020년 사업/);
  assert.equal(core.choiceProblem(DATA, "가", "2027"), "");
  assert.match(core.textProblem("summary", "짧다"), /지금 2자/);
  assert.equal(core.textProblem("summary", ""), "");
});

test("what was typed comes back as it was, and nothing else is taken for it", () => {
  const state = { place: "52190", year: "2027", office: "혁신과", answers: { "예산: 사업비": { number: "1억", how: "추경" } }, texts: { problem: "가" } };
  assert.deepEqual(core.readState(core.writeState(state, "origin"), "origin"), state);
  assert.equal(core.readState(core.writeState(state, "origin"), "other"), null);
  for (const text of ["", "[]", "null", "{", "{\"format\":\"x\"}"]) assert.equal(core.readState(text, "origin"), null);
  const odd = core.readState(JSON.stringify({ format: "bonbogi-fit", guidebook: "origin", texts: { a: 1, b: "나" }, answers: { c: null, d: { number: {} } }, place: [] }), "origin");
  assert.deepEqual(odd, { place: "", year: "", office: "", answers: { c: {}, d: {} }, texts: { b: "나" } });
});

test("a new id is never too long", () => {
  assert.equal(core.suggestId("jejusi-parking-qr", "52190"), "jejusi-parking-qr-52190");
  assert.equal(core.suggestId(`${"a-".repeat(29)}ab`, "52190").length <= 60, true);
});
