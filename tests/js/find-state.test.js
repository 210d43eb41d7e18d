"use strict";

const assert = require("node:assert/strict");
const { join } = require("node:path");
const test = require("node:test");

const state = require(join(__dirname, "../../generator/assets/js/find-state.js"));

const STRANGE = ["'\"<b>&", ".*+?^${}()|[]\\", "👩‍👩‍👧‍👦 é", "가".repeat(10000), "a=b&year=2019#x", "%", "+"];

test("a state is read from the address that it wrote", () => {
  for (const query of ["주차", ...STRANGE]) {
    const whole = { query, exact: true, order: "newest", page: 3, filters: { province: ["50000"], year: ["2018", "2019"] } };
    assert.deepEqual(state.readAddress(state.writeAddress(whole)), whole);
  }
});

test("the same state has one address, whatever order its conditions were chosen in", () => {
  const empty = state.readAddress("");
  const one = state.toggle(state.toggle(empty, "year", "2019"), "province", "50000");
  const other = state.toggle(state.toggle(empty, "province", "50000"), "year", "2019");
  assert.equal(state.writeAddress(one), state.writeAddress(other));
  assert.equal(state.writeAddress(empty), "?");
});

test("what an address says that is not known is left out", () => {
  const read = state.readAddress("?q=+&sort=best&page=-2&page=x&colour=red&year=&exact=yes");
  assert.deepEqual(read, { query: "", exact: false, order: "", page: 1, filters: {} });
  assert.ok(!state.isSearch(read));
  assert.ok(state.isSearch(state.readAddress("?sort=newest")));
});

test("a condition chosen twice is no condition, and begins on the first page", () => {
  const chosen = state.toggle(state.readAddress("?q=a&page=4"), "year", "2019");
  assert.equal(chosen.page, 1);
  assert.deepEqual(state.toggle(chosen, "year", "2019").filters, {});
});

test("a word takes the particle of its last syllable", () => {
  assert.equal(state.withRo("장애인"), "‘장애인’으로");
  assert.equal(state.withRo("주차"), "‘주차’로");
  assert.equal(state.withRo("마을"), "‘마을’로");
  assert.equal(state.withRo("qr"), "‘qr’(으)로");
});

test("it is said what else than the typed words was searched", () => {
  const choice = (word, kind) => ({ word, share: 16, kind });
  assert.deepEqual(state.explainWords([{ typed: "주차", choices: [choice("주차", "typed")] }]), []);
  assert.deepEqual(state.explainWords([{ typed: "wkddodls", choices: [choice("장애인", "layout")] }]), ["‘wkddodls’: ‘장애인’으로 찾았습니다."]);
  assert.deepEqual(
    state.explainWords([{ typed: "쓰래기", choices: [choice("쓰래기", "typed"), choice("쓰레기", "corrected")] }]),
    ["‘쓰래기’: 비슷한 말 ‘쓰레기’로도 찾았습니다."]);
  assert.deepEqual(
    state.explainWords([{ typed: "노인", choices: [choice("노인", "typed"), choice("어르신", "synonym"), choice("고령자", "synonym")] }]),
    ["뜻이 같은 말 ‘어르신’, ‘고령자’로도 찾았습니다."]);
  assert.deepEqual(
    state.explainWords([{ typed: "장애", choices: [choice("장애", "typed"), choice("장애자", "synonym"), choice("장애인", "synonym")] }], ["장애자"]),
    ["뜻이 같은 말 ‘장애인’으로도 찾았습니다."]);
});

test("a text is cut at its marks and nothing is lost", () => {
  assert.deepEqual(state.splitMarks("장애인 주차", [[0, 3], [4, 6]]), [["장애인", true], [" ", false], ["주차", true]]);
  assert.deepEqual(state.splitMarks("<b>", []), [["<b>", false]]);
  assert.deepEqual(state.splitMarks("", []), []);
});

test("the pages around are offered with gaps", () => {
  assert.deepEqual(state.pagesAround(1, 1), [1]);
  assert.deepEqual(state.pagesAround(6, 12), [1, null, 4, 5, 6, 7, 8, null, 12]);
});

test("the largest value of a column comes first, alike stay in their order", () => {
  const values = { 1: ["2"], 2: ["10"], 3: [], 4: ["2"] };
  assert.deepEqual(state.sortBy([1, 2, 3, 4], (number) => values[number]), [2, 1, 4, 3]);
});

test("values stand in the order of their labels, and a chosen one stays though nothing has it", () => {
  const counts = new Map([["b", 1], ["a", 2], ["x", 3]]);
  const rows = state.orderValues(counts, [["a", "가"], ["b", "나"], ["c", "다"], ["d", "라"]], ["d"]);
  assert.deepEqual(rows, [["a", "가", 2], ["b", "나", 1], ["d", "라", 0], ["x", "x", 3]]);
});

test("a heading does not show thousands of letters", () => {
  assert.equal(state.shorten("주차\n 장"), "주차 장");
  assert.equal(Array.from(state.shorten("👩".repeat(10000))).length, 61);
});
