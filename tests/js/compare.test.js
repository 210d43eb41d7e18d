"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { readIds, withChoice } = require("../../generator/assets/js/compare-choice.js");
const { isDifferent, textOf, toCsv } = require("../../generator/assets/js/compare-view.js");

test("a choice has each id once, four at most, and nothing that is no id", () => {
  assert.deepEqual(readIds("a,b-2,a,c,d,e"), ["a", "b-2", "c", "d"]);
  assert.deepEqual(readIds("../x,A,가,a--b,-a,,javascript:1"), []);
  assert.deepEqual(readIds(null), []);
  assert.deepEqual(readIds("x".repeat(61)), []);
});

test("an address takes a choice along and keeps what else it says", () => {
  assert.equal(withChoice("file:///s/find.html?q=%EC%84%AC&compare=x#y", ["a", "b"]), "file:///s/find.html?q=%EC%84%AC&compare=a,b#y");
  assert.equal(withChoice("file:///s/find.html?compare=x&q=1", []), "file:///s/find.html?q=1");
  assert.equal(withChoice("http://h/find.html", []), "http://h/find.html");
});

test("a row differs where one of its cells says something else, or nothing", () => {
  const running = [[["running", "운영 중"], " (2022)"]];
  assert.equal(isDifferent([running, running]), false);
  assert.equal(isDifferent([running, [[["running", "운영 중"], " (2023)"]]]), true);
  assert.equal(isDifferent([running, undefined]), true);
  assert.equal(isDifferent([undefined, undefined]), false);
  // The same words mean the same, whether they lead somewhere or not.
  assert.equal(isDifferent([[["가"]], [[{ text: "가", to: "guidebooks/a.html" }]]]), false);
  assert.deepEqual(textOf(undefined), ["기록 없음"]);
});

test("a CSV file keeps quotes and lines, and begins no formula", () => {
  assert.equal(toCsv([["항목", "가 \"나\""], ["=1+1", "두\n줄"]]), "\ufeff\"항목\",\"가 \"\"나\"\"\"\r\n\"'=1+1\",\"두\n줄\"\r\n");
});
