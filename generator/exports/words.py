"""Text that every format can hold, as lines where there is no room for more, and how wide columns should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from generator.exports.flow import Box, Cell, Code, Flow, Grid, Heading, Listing, Para, Picture, Span, Spans, text_of

# XML 1.0 has no place for these, and nobody sees them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LEAST, _MOST = 6, 44
# What the margins of a cell take, as widths of letters.
_PADDING = 4
# About what a line of a page holds.
_WHOLE = 84


def clean(text: str) -> str:
    """Return the text without characters that documents cannot hold."""
    return _UNSEEN.sub("", text)


def width_of(text: str) -> int:
    """Return how wide a text is: a Korean syllable counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def column_widths(head: Sequence[Spans], rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """Return the share of each column: what its longest line would like, between a least and a most."""
    columns = max([len(head), *(len(row) for row in rows)])
    shares = []
    for n in range(columns):
        title = text_of(head[n]) if n < len(head) else ""
        texts = [text_of(line) for row in rows if n < len(row) for line in row[n]]
        wanted = max([width_of(title), *map(width_of, texts)], default=_LEAST)
        shares.append(min(_MOST, max(_LEAST, wanted)) + _PADDING)
    return tuple(shares)


def term_widths(words: Iterable[str]) -> tuple[int, int]:
    """Return the shares of a column of short words and of what is said about each."""
    word = min(_MOST // 2, max([_LEAST, *map(width_of, words)])) + _PADDING
    return word, _WHOLE - word


def flat_lines(parts: Iterable[Flow], indent: str = "") -> Iterator[Spans]:
    """Yield the lines of a text for a place that has room for nothing but lines: a cell."""
    for part in parts:
        match part:
            case Para(spans) | Heading(_, spans):
                yield (Span(indent), *spans) if indent else spans
            case Listing(items, ordered, start):
                for number, item in enumerate(items, start):
                    first, *rest = [*flat_lines(item)] or [()]
                    yield (Span(f"{indent}{number}. " if ordered else f"{indent}· "), *first)
                    yield from ((Span(f"{indent}  "), *spans) for spans in rest)
            case Box(title, inside):
                yield from ((Span(f"{title} ", bold=True), *spans) if title else spans for spans in flat_lines(inside))
            case Code(text):
                yield from ((Span(line, code=True),) for line in text.split("\n"))
            case Grid(rows=rows):
                for cells in rows:
                    told = [text_of(line) for cell in cells for line in cell]
                    yield (Span(" | ".join(told)),)
            case Picture(_, alt):
                yield (Span(alt),)
