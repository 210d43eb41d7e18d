"""Markdown as most people write it, without the parser: headings, paragraphs, flat lists, tables, bold words, notes.

The parser takes longer for such a text than all the rest of its page takes. Whatever is not surely the same here is
left to it; a test holds one against the other. Nothing needs cleaning here: a text with <, > or & is not simple.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.pages.anchors import Anchors, draw_source_mark
from generator.reading.sources import SOURCE_MARK

# Code, escapes, HTML, emphasis by underscores, spaces that are none, characters that nobody sees.
_FOREIGN = re.compile(
    r"[`\\<>&_\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]",
)
# Footnotes, pictures, indented lines, spaces that break a line.
_FOREIGN_PAIRS = ("[^", "![", "\n ", " \n")
# Letters at both ends: there is no doubt about what such stars mean.
_BOLD = re.compile(r"\*\*(?<!\*\*\*)(\w(?:[^*\[\]|\n]*\w)?)\*\*(?!\*)")
_MARK = re.compile(SOURCE_MARK)
_HEADING = re.compile(r"(#{1,6}) +([^#*\[\]\n]+)")
_BULLET = re.compile(r"- +")
_NUMBER = re.compile(r"\d+\. +")
# At the beginning of a line these may be more than words.
_OPENING = re.compile(r"[-+=#|!~:]|\d+[.)]")
_RULE = re.compile(r"\|(?: *:?-+:? *\|){2,}")
_ALIGNS = {
    (False, False): "",
    (True, False): ' align="left"',
    (False, True): ' align="right"',
    (True, True): ' align="center"',
}

_LISTS = ("<ul", "<ol")

Notes = Mapping[str, tuple[int, str]]


def render_simple(text: str, *, notes: Notes, top_level: int, with_anchors: bool) -> str | None:
    """Return the HTML of a simple text, None for any other; "##" becomes a heading of ``top_level``."""
    if not _is_plain(text):
        return None
    writer = _Writer(notes, top_level, Anchors() if with_anchors else None)
    parts: list[str] = []
    before = ""
    for block in text.split("\n\n"):
        if block := block.strip("\n"):
            html = writer.write(block)
            # Two lists below each other may be one.
            if html is None or (html.startswith(_LISTS) and before.startswith(_LISTS)):
                return None
            parts.append(html)
            before = html
    return "\n".join(parts)


def _is_plain(text: str) -> bool:
    """Tell whether nothing in the text is markup but signs at the beginning of lines, bold words and marks."""
    if _FOREIGN.search(text) or any(pair in text for pair in _FOREIGN_PAIRS) or text != text.strip(" "):
        return False
    unmarked = _BOLD.sub("", text) if "*" in text else text
    if "*" in unmarked:
        return False
    rest = _MARK.sub("", unmarked) if "[" in unmarked else unmarked
    return "[" not in rest and "]" not in rest


class _Writer:
    """Writes the blocks of one text."""

    def __init__(self, notes: Notes, top_level: int, anchors: Anchors | None) -> None:
        self._notes, self._top_level, self._anchors = notes, top_level, anchors

    def write(self, block: str) -> str | None:
        """Return the block as HTML; None where it is not surely one of the simple kinds."""
        if heading := _HEADING.fullmatch(block):
            return self._heading(len(heading[1]), heading[2])
        lines = block.split("\n")
        if block.startswith("|"):
            return self._table(lines)
        if "|" in block:
            return None
        if block.startswith("- "):
            return self._list("ul", _BULLET, lines)
        if block.startswith("1. "):
            return self._list("ol", _NUMBER, lines)
        if any(_OPENING.match(line) for line in lines):
            return None
        return f"<p>{self._words(block)}</p>"

    def _words(self, text: str) -> str:
        if "*" in text:
            text = _BOLD.sub(r"<strong>\1</strong>", text)
        if "[" in text:
            text = _MARK.sub(lambda mark: draw_source_mark(mark, self._notes) or mark[0], text)
        return text

    def _heading(self, signs: int, words: str) -> str:
        level = min(6, max(self._top_level, signs + self._top_level - 2))
        anchor = f' id="{self._anchors.give(words)}"' if self._anchors else ""
        return f"<h{level}{anchor}>{words}</h{level}>"

    def _list(self, tag: str, marker: re.Pattern[str], lines: list[str]) -> str | None:
        items = [line[found.end() :] for line in lines if (found := marker.match(line))]
        if len(items) < len(lines) or any(_OPENING.match(item) for item in items):
            return None
        told = "".join([f"<li>{self._words(item)}</li>\n" for item in items])
        return f"<{tag}>\n{told}</{tag}>"

    def _table(self, lines: list[str]) -> str | None:
        columns = lines[0].count("|") - 1
        if len(lines) < 3 or not _RULE.fullmatch(lines[1]):
            return None
        if any(line.count("|") - 1 != columns or line[0] + line[-1] != "||" for line in lines):
            return None
        titles, rule, *rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
        aligns = [_ALIGNS[cell.startswith(":"), cell.endswith(":")] for cell in rule]
        head = self._cells(titles, "th", [f'{align} scope="col"' for align in aligns])
        body = "".join([self._cells(row, "td", aligns) for row in rows])
        return (
            '<div aria-label="표" class="bb-frame" role="region" tabindex="0"><table class="bb-table">\n'
            f"<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table></div>"
        )

    def _cells(self, cells: list[str], tag: str, attributes: list[str]) -> str:
        told = [f"<{tag}{said}>{self._words(cell)}</{tag}>\n" for said, cell in zip(attributes, cells, strict=True)]
        return f"<tr>\n{''.join(told)}</tr>\n"
