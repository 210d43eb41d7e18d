"use strict";

const assert = require("node:assert/strict");
const { join } = require("node:path");
const test = require("node:test");

const data = require("./form-data.js");

const scripts = join(__dirname, "../../generator/assets/js");
const { answers } = require(join(scripts, "form-answers.js"));
const { checkShape } = require(join(scripts, "form-check.js"));
const { maskFindings } = require(join(scripts, "form-personal.js"));
const { createPlaces } = require(join(scripts, "form-places.js"));
const { checkRules, ruleCodes } = require(join(scripts, "form-rules.js"));
const { placeOf, readYaml, toData } = require(join(scripts, "form-yaml.js"));

const places = createPlaces(data.municipalities);

/** What bonbogi check would say: the rules are asked only where the model has nothing against the record. */
function findingsOf(text, guidebook = "") {
  const { tree, problem } = readYaml(text);
  assert.equal(problem, null);
  const record = toData(tree);
  const shape = checkShape(record, data.model);
  const rules = { model: data.model, programme: data.programme, places, guidebook, text };
  const found = shape.length ? shape : checkRules(record, rules).filter(({ path }) => path[0] !== "guidebook");
  const rows = maskFindings(found, data.model).map(({ path, at, code, severity, message, hint }) => {
    const { line, column } = placeOf(text, tree, path, at);
    return [line, column, code, severity, message, hint];
  });
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}

const inOrder = (rows) => rows.map((row) => JSON.stringify(row)).sort();

test("every rule that the model declares for the form is there, and no other", () => {
  const ofModel = data.codes.filter((code) => !ruleCodes.includes(code));
  assert.deepEqual(ruleCodes.filter((code) => !data.codes.includes(code)), []);
  assert.deepEqual(ofModel, ["bad-date", "bad-flag", "bad-id", "bad-licence", "bad-number", "bad-url", "file-outside", "missing-key",
    "text-length", "unknown-key", "unknown-value", "wrong-shape"]);
});

for (const [name, text] of Object.entries(data.records)) {
  test(`${name}: the same findings at the same places, in the same words as bonbogi check`, () => {
    assert.deepEqual(inOrder(findingsOf(text)), inOrder(data.expected[name]));
  });
}

for (const [id, record] of Object.entries(data.real)) {
  test(`${id}: the real record has the same findings and answers`, () => {
    assert.deepEqual(inOrder(findingsOf(record.text, record.guidebook)), inOrder(record.findings));
    assert.deepEqual(answers(toData(readYaml(record.text).tree), data.model.questions), record.answers);
  });
}

test("every code of the form has a record in tests/records", () => {
  const shown = new Set(Object.values(data.expected).flatMap((rows) => rows.map((row) => row[2])));
  assert.deepEqual(data.codes.filter((code) => !shown.has(code)), []);
});

test("the names of files are looked at, in the words of bonbogi check", () => {
  const found = (...files) => checkRules({}, { model: data.model, programme: data.programme, files }).filter(({ path }) => path[0] === "files")
    .map(({ code, severity, message }) => [code, severity, message]);
  assert.deepEqual(found("files/명단_000101-3234567.txt"), [["personal-number", "error",
    "파일 이름 'files/명단_00****-*******.txt' 안: 주민등록번호로 보이는 '00****-*******'이 있습니다."]]);
  assert.deepEqual(found("files/hong@naver.com.pdf", "files/a_office@korea.kr").map(([code]) => code), ["free-mail", "mail-address"]);
  assert.deepEqual(found("files/IMG_20211125_1012345.jpg", "files/2021_05_03_회의록.hwpx"), []);
});

test("a comment in the story cites nothing", () => {
  const found = (guidebook) => checkRules({ sources: [{ id: "s1", title: "가" }] }, { model: data.model, guidebook })
    .filter(({ code }) => code.endsWith("-source")).map(({ code }) => code);
  assert.deepEqual(found("<!-- [s9]\n[s1] -->\n글\n"), ["unused-source"]);
  assert.deepEqual(found("글 [s1]\n"), []);
  assert.deepEqual(found(data.model.story), ["unused-source"]);
});
