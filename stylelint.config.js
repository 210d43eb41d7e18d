"use strict";

module.exports = {
  extends: ["stylelint-config-standard"],
  ignoreFiles: ["**/vendor/**", "site/**"],
  rules: {
    // Nothing of a page is loaded from another host.
    "at-rule-disallowed-list": ["import"],
    "function-url-scheme-disallowed-list": ["http", "https"],
    // Components lean on their place in the page; their order follows the page, not specificity.
    "no-descending-specificity": null,
    // Blank lines are the writer's.
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-empty-line-before": null,
    "rule-empty-line-before": null,
    // Safari on iPhones knows this one with its prefix only.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-text-size-adjust"] }],
    // Browsers before 2023 know min-width, not width >=.
    "media-feature-range-notation": "prefix",
    // Font names stand in custom properties too.
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--/", "font-family"] }],
    // bb-block, bb-block__part, bb-block--kind; Material's own names are md-* in the same form.
    "selector-class-pattern": "^[a-z][a-z0-9]*(-{1,2}[a-z0-9]+|__[a-z0-9]+)*$",
    "custom-property-pattern": "^[a-z][a-z0-9]*(-{1,2}[a-z0-9]+|__[a-z0-9]+)*$",
  },
};
