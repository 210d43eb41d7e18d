"use strict";

const js = require("@eslint/js");
const globals = require("globals");

// The built site is opened from a disk too, where these do not work or reach out to the network.
const NOT_OFFLINE = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "SharedWorker", "importScripts"];
// Text from records goes into the page with textContent only.
const MARKUP_FROM_TEXT = ["innerHTML", "outerHTML", "insertAdjacentHTML"];

module.exports = [
  { ignores: [".venv/**", "site/**", ".bonbogi/**", "**/vendor/**"] },
  js.configs.recommended,
  {
    rules: {
      "eqeqeq": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-var": "error",
      "prefer-const": "error",
      "strict": ["error", "safe"],
    },
  },
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: "latest", sourceType: "commonjs", globals: globals.node },
    rules: { "strict": ["error", "global"] },
  },
  {
    // Classic scripts. `module` lets node --test load a pure core that the page loads with <script src>.
    files: ["generator/assets/**/*.js"],
    languageOptions: {
      ecmaVersion: 2020,
      sourceType: "script",
      globals: { ...globals.browser, module: "writable" },
    },
    rules: {
      "no-restricted-globals": ["error", ...NOT_OFFLINE],
      "no-restricted-properties": ["error", ...MARKUP_FROM_TEXT.map((property) => ({ property }))],
      "no-unused-vars": ["error", { caughtErrors: "none", vars: "local" }],
      "strict": ["error", "function"],
    },
  },
];
