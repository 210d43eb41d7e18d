// Scores an index on known-item queries: node search.js SITE_SEARCH_FOLDER QUERIES_FOLDER MAX. Prints JSON.
// A query set is a file of lines {"query": …, "relevant": [ids]}; each query pays as a first visitor, then again warm.
"use strict";

const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { createSearch } = require("../generator/assets/js/search-core.js");

const [folder, queries, most] = process.argv.slice(2);
const handedOver = (script) => JSON.parse(script.slice(script.indexOf(",") + 1, script.lastIndexOf(")")));
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const rounded = (value, digits) => Number(value.toFixed(digits));

let bytes = 0;
async function load(name) {
  const script = readFileSync(join(folder, `${name}.js`));
  bytes += script.length;
  return handedOver(script.toString());
}

async function scoreSet(file, meta, warm) {
  const rows = readFileSync(join(queries, file), "utf8").split("\n").filter(Boolean).slice(0, Number(most)).map((line) => JSON.parse(line));
  let reciprocal = 0;
  let empty = 0;
  const loads = [];
  const times = [];
  for (const { query, relevant } of rows) {
    bytes = 0;
    const { hits } = await createSearch({ meta, load }).search(query, { limit: 10 });
    loads.push(bytes);
    const place = hits.findIndex(({ id }) => relevant.includes(id));
    if (place >= 0) reciprocal += 1 / (place + 1);
    if (!hits.length) empty += 1;
    const start = performance.now();
    await warm.search(query, { limit: 10 });
    times.push(performance.now() - start);
  }
  return {
    n: rows.length,
    mrr10: rounded(reciprocal / rows.length, 3),
    empty: rounded(empty / rows.length, 3),
    firstKB: [0.5, 0.95].map((share) => rounded(quantile(loads, share) / 1000, 0)),
    warmMs: [0.5, 0.95].map((share) => rounded(quantile(times, share), 1)),
  };
}

async function main() {
  const meta = await load("meta");
  const warm = createSearch({ meta, load });
  const sets = {};
  for (const file of readdirSync(queries).sort()) sets[file.replace(".jsonl", "")] = await scoreSet(file, meta, warm);
  process.stdout.write(`${JSON.stringify(sets)}\n`);
}

main();
