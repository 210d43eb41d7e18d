"""Text that every format can hold, and how wide the columns of a table should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.exports.flow import Cell, Spans, text_of

# XML 1.0 has no place for these, and nobody sees them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LEAST, _MOST = 6, 44


def clean(text: str) -> str:
    """Return the text without characters that documents cannot hold."""
    return _UNSEEN.sub("", text)


def width_of(text: str) -> int:
    """Return how wide a text is: a Korean syllable counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def column_widths(head: Sequence[Spans], rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """Return the share of each column: what its longest line would like, between a least and a most.

    The longest word of a column is what it needs to have.
    """
    columns = max([len(head), *(len(row) for row in rows)])
    shares = []
    for n in range(columns):
        title = text_of(head[n]) if n < len(head) else ""
        texts = [text_of(line) for row in rows if n < len(row) for line in row[n]]
        wanted = max([width_of(title), *map(width_of, texts)], default=_LEAST)
        shares.append(min(_MOST, max(_LEAST, wanted)))
    return tuple(shares)
