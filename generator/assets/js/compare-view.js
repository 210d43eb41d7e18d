// What the table of the comparison says, apart from the page: which rows differ, and the table as a CSV file.
(function () {
  "use strict";

  const NOTHING = "기록 없음";

  const pieceText = (piece) => {
    if (typeof piece === "string") return piece;
    return Array.isArray(piece) ? piece[1] : piece.text;
  };

  /** The lines of a cell as text; one line that says so where nothing is recorded. */
  const textOf = (lines) => (lines ? lines.map((line) => line.map(pieceText).join("")) : [NOTHING]);

  /** Whether cells of one row say different things; that nothing is recorded is something else than a record. */
  const isDifferent = (cells) => new Set(cells.map((lines) => JSON.stringify(textOf(lines)))).size > 1;

  /** The text of one field of a CSV file. A spreadsheet must not take it for a formula. */
  function csvField(text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replace(/"/g, '""')}"`;
  }

  /** Rows of texts as a CSV file that Korean spreadsheets open as it is. */
  const toCsv = (rows) => `\ufeff${rows.map((row) => row.map(csvField).join(",")).join("\r\n")}\r\n`;

  const compareView = { NOTHING, isDifferent, textOf, toCsv };
  if (typeof module === "object") module.exports = compareView;
  else window.bonbogi = Object.assign(window.bonbogi || {}, { compareView });
})();
