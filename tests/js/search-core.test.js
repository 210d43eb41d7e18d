"use strict";

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const test = require("node:test");

const scripts = join(__dirname, "../../generator/assets/js");
const text = require(join(scripts, "search-text.js"));
const { decodePostings, shardOf } = require(join(scripts, "search-index.js"));
const { createSearch, findMarks, makeSnippet } = require(join(scripts, "search-core.js"));
const { createFacets } = require(join(scripts, "search-facets.js"));
const { beginsWith, createSuggest } = require(join(scripts, "search-suggest.js"));

const fixture = (name) => JSON.parse(readFileSync(join(__dirname, "../fixtures", name), "utf8"));
const examples = fixture("terms.json");
const files = fixture("search-index.json");

function open({ broken = [] } = {}) {
  const asked = [];
  const load = async (name) => {
    asked.push(name);
    if (broken.includes(name) || !Object.hasOwn(files, name)) throw new Error(name);
    return structuredClone(files[name]);
  };
  return { asked, broken, search: createSearch({ meta: files.meta, load }) };
}

const idsOf = async (query, options) => (await open().search.search(query, options)).hits.map(({ id }) => id);
const marked = (whole, marks) => marks.map(([start, end]) => whole.slice(start, end));

test("text is cut as the shared table says", () => {
  for (const example of examples.cut) {
    const folded = text.fold(text.normalise(example.text));
    assert.equal(folded, example.folded);
    assert.deepEqual(text.cutRuns(folded), example.runs);
    assert.deepEqual(text.cutQuery(folded), example.query);
    assert.deepEqual(text.cutRuns(folded).flatMap(text.cutTerms), example.terms);
  }
});

test("syllables are taken apart and keys write Korean as the shared table says", () => {
  for (const { text: whole, jamo, initials } of examples.letters) {
    assert.equal(text.toJamo(whole), jamo);
    assert.equal(text.toInitials(whole), initials);
  }
  for (const { typed, composed } of examples.keys) assert.equal(text.composeKeys(typed), composed);
  assert.deepEqual(text.JOSA, examples.josa);
});

test("postings are read as they were written", () => {
  const packed = Object.values(files).flatMap((rows) => (rows["주차"] ? [rows["주차"]] : []));
  const numbers = packed.flatMap((one) => decodePostings(one).flatMap(([, found]) => Array.from(found)));
  const rows = files["n/0"].filter(([, id]) => ["a-parking", "e-waste"].includes(id)).map(([number]) => number);
  assert.deepEqual([...new Set(numbers)].sort(), rows.sort());
});

test("words beginning alike lie in one file", () => {
  assert.equal(shardOf("주차장", 2), shardOf("ㅈㅊㅈ", 2));
  assert.equal(shardOf("QR".toLowerCase(), 2), "x-q");
  assert.equal(shardOf("가", 2), "y");
  assert.equal(shardOf("大", 1), "y");
});

test("a query finds records with title, address, snippet and marks", async () => {
  const { hits, total } = await open().search.search("장애인 주차");
  assert.equal(hits[0].url, "guidebooks/a-parking.html");
  assert.deepEqual(marked(hits[0].title, hits[0].titleMarks), ["장애인", "주차"]);
  assert.deepEqual(new Set(marked(hits[0].snippet.text, hits[0].snippet.marks)), new Set(["장애인", "주차"]));
  assert.equal(total, hits.length);
});

test("words set apart or written together are found and marked", async () => {
  assert.equal((await idsOf("무단 투기"))[0], "e-waste");
  assert.equal((await idsOf("쓰레기한번에"))[0], "e-waste");
  assert.deepEqual(marked("이 전기 기타는", findMarks("이 전기 기타는", ["전기기타"])), ["전기 기타"]);
});

test("typing errors, the wrong layout and initial consonants are understood, and it is said", async () => {
  for (const [query, word, kind] of [["쓰래기", "쓰레기", "corrected"], ["wkddodls", "장애인", "layout"], ["ㅈㅇㅇ", "장애인", "initials"]]) {
    const { hits, words } = await open().search.search(query);
    assert.ok(hits.length > 0, query);
    assert.ok(words[0].choices.some((choice) => choice.word === word && choice.kind === kind), query);
    assert.equal(words[0].typed, query);
  }
});

test("an exact query is not corrected", async () => {
  assert.deepEqual((await open().search.search("wkddodls", { exact: true })).hits, []);
});

test("a word of the same meaning is found below the word itself", async () => {
  assert.deepEqual(await idsOf("노인"), ["c-seniors", "b-elders"]);
  assert.deepEqual(await idsOf("어르신"), ["b-elders", "c-seniors"]);
});

test("one syllable finds titles and words of one syllable", async () => {
  assert.deepEqual(await idsOf("섬"), ["d-island"]);
  assert.ok((await idsOf("길")).includes("b-elders"));
});

test("conditions leave only records that have a chosen value", async () => {
  const { search } = open();
  const facets = createFacets(search.index);
  const found = async (filters) => (await search.search("신고", { isAllowed: await facets.select(filters) })).hits.map(({ id }) => id);
  assert.deepEqual(await found({ year: ["2023"] }), ["e-waste"]);
  assert.deepEqual(await found({ year: ["2023"], place: [] }), ["e-waste"]);
  assert.deepEqual(await found({ year: ["1999"] }), []);
  const counts = await facets.count("year", await facets.all());
  assert.deepEqual([...counts.keys()].sort(), ["2019", "2020", "2021", "2022", "2023", "2024"]);
});

test("pages of results follow each other", async () => {
  const { search } = open();
  const all = (await search.search("신고 주차")).hits.map(({ id }) => id);
  const paged = [];
  for (let skip = 0; skip < all.length; skip += 1) paged.push(...(await search.search("신고 주차", { limit: 1, skip })).hits);
  assert.deepEqual(paged.map(({ id }) => id), all);
});

test("nothing is loaded twice", async () => {
  const { asked, search } = open();
  await search.search("주차");
  const before = asked.length;
  await search.search("주차");
  assert.equal(asked.length, before);
});

test("a file that does not load is named, and tried again", async () => {
  const { broken, search } = open({ broken: ["p/0"] });
  assert.deepEqual((await search.search("주차")).failed, ["p/0"]);
  broken.length = 0;
  const { hits, failed } = await search.search("주차");
  assert.ok(hits.length > 0);
  assert.deepEqual(failed, []);
});

test("signs, emoji, unusual scripts and very long text are no error", async () => {
  const odd = ["", " ", "😀", "'\"<>&", "(((", "\\", "\0", "[.*", "ㅈ", "ㅏㅏ", "ไทย", "اللغة", "가".repeat(10000), "a b ".repeat(5000)];
  for (const query of [...odd, "constructor", "__proto__", "toString"]) {
    assert.deepEqual((await open().search.search(query)).failed, [], query.slice(0, 20));
  }
});

test("a snippet is text with ranges, never markup, and is cut between characters", async () => {
  const { hits } = await open().search.search("꺾쇠 따옴표");
  assert.ok(hits[0].snippet.text.includes("<script>alert(1)</script>"));
  const whole = `${"😀".repeat(200)} 주차 ${"😀".repeat(200)}`;
  const { text: part, marks } = makeSnippet(whole, ["주차"]);
  assert.deepEqual(marked(part, marks), ["주차"]);
  assert.ok(!/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(part));
});

test("half-typed words are completed", async () => {
  for (const typed of ["장애", "장ㅇ", "장앵", "ㅈㅇㅇ", "자ㅇ", "장애이"]) assert.ok(beginsWith("장애인", typed), typed);
  assert.ok(!beginsWith("장애인", "주차"));
  const { suggest } = createSuggest(open().search.index);
  for (const typed of ["쓰레", "쓸", "ㅆㄹㄱ", "Tmfprl", "Tmfpr", "ㅆ"]) {
    assert.ok((await suggest(typed)).words.includes("쓰레기"), typed);
  }
  const { titles, names } = await suggest("장애");
  assert.deepEqual(titles.map(({ id }) => id), ["a-parking"]);
  assert.deepEqual(names, [{ kind: "topic", name: "장애인", url: "topics/disability.html" }]);
  assert.deepEqual((await suggest("안부 어르")).titles.map(({ id }) => id), ["b-elders"]);
  assert.deepEqual(await suggest("😀"), { words: [], titles: [], names: [] });
});
