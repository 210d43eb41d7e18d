// The numbers that the browser's search finds, for tests in Python: files and queries come as JSON on standard input.
"use strict";

const { readFileSync } = require("node:fs");
const { createSearch } = require("../../generator/assets/js/search-core.js");

async function main() {
  const { files, queries } = JSON.parse(readFileSync(0, "utf8"));
  const search = createSearch({ meta: files.meta, load: async (name) => files[name] });
  const answers = [];
  for (const query of queries) {
    const { numbers, words } = await search.search(query);
    answers.push([numbers, words]);
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
