"use strict";

const assert = require("node:assert/strict");
const { join } = require("node:path");
const test = require("node:test");

const { countPlaces, filterRows, levelOf } = require(join(__dirname, "../../generator/assets/js/map-counts.js"));

// year, topics, led, tried, taken, given
const ROWS = [
  [2018, [0, 2], ["41390"], [], 0, 2],
  [2019, [2], ["41450", "41390"], ["44000"], 1, 0],
  [2021, [], ["41000"], ["41390"], 0, 0],
];

test("a topic and a year leave the rows that have both", () => {
  assert.deepEqual(filterRows(ROWS, {}), ROWS);
  assert.deepEqual(filterRows(ROWS, { topic: 2 }), ROWS.slice(0, 2));
  assert.deepEqual(filterRows(ROWS, { topic: 2, year: 2019 }), [ROWS[1]]);
  assert.deepEqual(filterRows(ROWS, { topic: 0, year: 2021 }), []);
});

test("a place counts what it leads and what was tried there, but only the adoptions of what it leads", () => {
  const { places } = countPlaces(ROWS);
  assert.deepEqual(places.get("41390"), { p: 3, t: 1, g: 2, first: 2018, last: 2021 });
  assert.deepEqual(places.get("44000"), { p: 1, t: 0, g: 0, first: 2019, last: 2019 });
});

test("a province counts every project of its districts once", () => {
  const { provinces } = countPlaces(ROWS);
  assert.deepEqual(provinces.get("41000"), { p: 3, t: 1, g: 2, first: 2018, last: 2021 });
  assert.equal(provinces.get("44000").p, 1);
});

test("shades are those that the page was drawn with", () => {
  assert.deepEqual([0, 1, 2, 3, 9].map((count) => levelOf(count, 2)), [0, 1, 2, 3, 3]);
  assert.deepEqual([1, 2, 3, 4, 5, 7].map((count) => levelOf(count, 7)), [1, 1, 2, 2, 3, 3]);
});
