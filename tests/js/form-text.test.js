// The pure cores of the form that write: values, lines of a record, patches, archives and addresses.
"use strict";

const assert = require("node:assert/strict");
const { join } = require("node:path");
const test = require("node:test");

const data = require("./form-data.js");

const scripts = join(__dirname, "../../generator/assets/js");
const { folderFiles, letterAddress, newFileAddress, zipFiles } = require(join(scripts, "form-out.js"));
const { isSame, patchRecord } = require(join(scripts, "form-patch.js"));
const { openRecord } = require(join(scripts, "form-state.js"));
const { daysOf, formatWon, readCount, readNumber, readWon, suggestDate } = require(join(scripts, "form-values.js"));
const { closest, finalConsonant, nearest, say } = require(join(scripts, "form-words.js"));
const { recordText } = require(join(scripts, "form-write.js"));
const { readYaml, toData } = require(join(scripts, "form-yaml.js"));

const open = (text) => openRecord(text, data.model);
const read = (text) => toData(readYaml(text).tree);

test("amounts are understood as Python understands them", () => {
  for (const [text, won] of Object.entries(data.amounts)) assert.equal(readWon(text), won, text);
  assert.equal(formatWon(120000000), "1억 2,000만 원");
  assert.equal(formatWon(0), "0 원");
  assert.equal(formatWon(100005000), "1억 5,000 원");
});

test("what somebody may have meant is what Python says", () => {
  for (const [word, meant] of Object.entries(data.meant)) assert.equal(nearest(word, data.keys), meant, word);
  assert.deepEqual(closest("qr", []), []);
  const start = process.cpuUsage().user;
  assert.deepEqual(closest("긴 글 ".repeat(20000), Object.keys(data.municipalities.names)), []);
  assert.ok(process.cpuUsage().user - start < 500000);
});

test("numbers, counts and dates", () => {
  assert.equal(readNumber("1,234.5"), 1234.5);
  assert.equal(readNumber("1,23"), null);
  assert.equal(readCount("-3"), null);
  assert.deepEqual(daysOf("2024-02"), { first: "2024-02-01", last: "2024-02-29" });
  assert.equal(daysOf("2023-02-29"), null);
  assert.equal(suggestDate("2021년 5월 3일"), "2021-05-03");
  assert.equal(suggestDate("작년"), null);
});

test("particles and gaps", () => {
  assert.equal(say("'{name}'{name:을/를} {{}} {amount:,}원", { name: "budget", amount: 1234567 }), "'budget'을 {} 1,234,567원");
  assert.equal(finalConsonant("서울", "으로", "로"), "로");
  assert.equal(finalConsonant("'당진'", "이", "가"), "이");
});

// Reading a record thrice for each of its 300 values would take a minute.
const EVERY = 9;

/** The data with every row at the place it was read from. */
function withOrigins(record) {
  const places = new Map();
  (function walk(value) {
    if (Array.isArray(value)) value.forEach((item, n) => typeof item === "object" && places.set(item, n));
    if (typeof value === "object") Object.values(value).forEach(walk);
  })(record);
  return (row) => places.get(row);
}

function* leaves(value, path = []) {
  if (typeof value === "string") yield path;
  else for (const key of Object.keys(value)) yield* leaves(value[key], [...path, Array.isArray(value) ? Number(key) : key]);
}

for (const [id, { text }] of Object.entries(data.real)) {
  test(`${id}: values can be changed and only its line differs`, () => {
    const before = text.split("\n");
    for (const path of [...leaves(read(text))].filter((_, n) => n % EVERY === 0)) {
      const record = read(text);
      let owner = record;
      for (const step of path.slice(0, -1)) owner = owner[step];
      owner[path[path.length - 1]] += ": #x, [";
      const after = patchRecord(text, record, { originOf: withOrigins(record) });
      const changed = after.split("\n").filter((line, n) => line !== before[n]);
      assert.equal(after.split("\n").length, before.length, path.join("."));
      assert.equal(changed.length, 1, path.join("."));
      assert.deepEqual(read(after), record);
    }
  });

  test(`${id}: written anew it says the same`, () => assert.deepEqual(read(recordText(read(text))), read(text)));
}

const LAYOUTS = [
  "title: 제목 # 이름\r\nstatus:\r\n- {date: 2021, state: running} # 첫 줄\r\n# 둘째\r\n- date: 2022\r\n  state: stopped\r\n",
  "title: >-\n  접은\n  글\nstatus: [{date: 2021, state: running}, {date: 2022, state: stopped}, {date: 2023, state: completed}]\n",
  "title: '작은 ''따옴표'''\n\n\nstatus:\n    # 위의 말\n    - date: 2021\n      state: running\n\n    - {date: 2022, state: stopped}\nmemo: [1, 2]\n",
];

for (const [n, text] of LAYOUTS.entries()) {
  test(`layout ${n}: rows are added, moved and taken away, and remarks stay`, () => {
    const remarks = text.match(/#.*/g) || [];
    const steps = {
      add: (rows) => rows.push({ date: "2024", state: "completed" }),
      first: (rows) => rows.unshift({ date: "2020", state: "planned" }),
      remove: (rows) => rows.shift(),
      move: (rows) => rows.reverse(),
      change: (rows) => (rows[1].state = "running"),
    };
    for (const [name, step] of Object.entries(steps)) {
      const record = open(text);
      step(record.data.status);
      const after = record.text();
      assert.deepEqual(read(after), record.current(), name);
      if (name !== "remove") for (const remark of remarks) assert.ok(after.includes(remark.trim()), `${name}: ${remark}`);
      assert.equal(after.includes("\r\n"), text.includes("\r\n"));
      assert.equal(/[^\r]\n/.test(after), !text.includes("\r\n"));
    }
  });
}

test("an untouched record comes out byte for byte, also where it is empty in places", () => {
  for (const text of [...Object.values(data.records), ...LAYOUTS, "title:\ncited: {}\nowner: ~\n", ""]) assert.equal(open(text).text(), text);
});

test("a new key goes where the model has it, and what is emptied goes away", () => {
  const record = open("title: 이름\nyear: 2021\nproblem: 문제\n");
  record.data.summary = "소개";
  record.data.owner = { office: "과" };
  record.data.budget = [{ kind: "national", amount: " 1억원 ", source: "s1", note: "" }, {}];
  delete record.data.problem;
  assert.equal(record.text(), "title: 이름\nsummary: 소개\nyear: 2021\nbudget:\n  - {kind: national, amount: 1억원, source: s1}\nowner: {office: 과}\n");
});

test("several lines are a block, and odd signs are quoted", () => {
  const record = open("");
  Object.assign(record.data, { title: "- 제목: #1", problem: "첫 줄\n\n  둘째", lessons: [{ kind: "do", text: "하나\n둘" }], memo: "null" });
  const text = record.text();
  assert.deepEqual(read(text), record.current());
  assert.match(text, /problem: \|-\n {2}첫 줄\n\n {4}둘째\n/);
});

test("what cannot be edited safely is refused with its place", () => {
  assert.deepEqual(readYaml("a: 1\nb: [x\n").problem !== null, true);
  for (const text of ["a: &x 1\nb: *x\n", "a: !tag 1\n", "a: 1\na: 2\n", "- a\n", "a: 1\n---\nb: 2\n"]) assert.ok(readYaml(text).problem, text);
  assert.deepEqual(readYaml("title: 가\nb: {c\n").problem.line >= 2, true);
  assert.ok(readYaml(`a: ${"[".repeat(30000)}`).problem);
});

test("names like those of objects are names like others", () => {
  const text = "__proto__: x\nconstructor: y\n";
  assert.equal(open(text).text(), text);
  assert.equal({}.x, undefined);
  assert.ok(isSame(read(text), read("constructor: y\n__proto__: x\n")));
});

test("an address holds the text while it stays below 8,000 bytes", () => {
  const base = "https://example.org/o/r/new/main/projects";
  const short = newFileAddress(base, "jejusi-qr", "title: 가\n");
  assert.equal(short.address, `${base}?filename=jejusi-qr%2Fproject.yml&value=title%3A%20%EA%B0%80%0A`);
  assert.ok(short.isWhole);
  const long = newFileAddress(base, "", "가".repeat(1000));
  assert.deepEqual(long, { address: `${base}?filename=new-project%2Fproject.yml`, isWhole: false });
  assert.match(letterAddress("a@example.org", "이름", "title: 가\n").address, /^mailto:a@example\.org\?subject=/);
  assert.equal(letterAddress("a@example.org", "이름", "가".repeat(1000)).isWhole, false);
  const withFiles = letterAddress("a@example.org", "이름", "title: 가\n", true);
  assert.equal(withFiles.isWhole, false);
  assert.match(decodeURIComponent(withFiles.address), /압축 파일\(\.zip\)을 이 편지에 붙여/);
});

test("a folder becomes an archive with names in UTF-8", () => {
  const files = folderFiles({ id: "sample", text: "title: 가\n", guidebook: "## 왜\n", files: [{ name: "사진.png", bytes: new Uint8Array([1, 2, 3]) }] });
  assert.deepEqual(files.map(({ name }) => name), ["sample/project.yml", "sample/guidebook.md", "sample/files/사진.png"]);
  const bytes = Buffer.concat(zipFiles(files).map((piece) => Buffer.from(piece)));
  assert.equal(bytes.readUInt32LE(0), 0x04034b50);
  assert.equal(bytes.readUInt16LE(bytes.length - 22 + 10), 3);
});
