// The form's data as Python makes it of the model and of content/, and the folder of records that both sides check.
"use strict";

const { execFileSync } = require("node:child_process");
const { existsSync, readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "../..");
const RECORDS = join(ROOT, "tests/records");
const own = [".venv/bin/python", ".venv/Scripts/python.exe"].map((path) => join(ROOT, path)).find(existsSync);

const data = JSON.parse(execFileSync(process.env.PYTHON || own || "python3", ["-m", "tests.form_data"], {
  cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26, env: { ...process.env, PYTHONPATH: ROOT, PYTHONUTF8: "1" },
}));

module.exports = {
  ...data,
  expected: JSON.parse(readFileSync(join(RECORDS, "expected.json"), "utf8")),
  records: Object.fromEntries(readdirSync(RECORDS).filter((name) => name.endsWith(".yml"))
    .map((name) => [name, readFileSync(join(RECORDS, name), "utf8")])),
};
