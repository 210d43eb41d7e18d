"""guidebook.md in pieces: what stands under each of its headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.records.story import prose_lines

_HEADING = re.compile(r"##(?!#)[ \t]*(.*?)[ \t#]*$")
# What other pieces may refer to: addresses of links and footnotes.
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")


class Piece(NamedTuple):
    """One heading of the second level with its text; the text in front of the first has no title."""

    title: str
    markdown: str


def split_story(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in their order, each with its heading and with the definitions of all."""
    lines, prose = text.split("\n"), prose_lines(text)
    definitions = [line for line, told in zip(lines, prose, strict=True) if _DEFINITION.match(told)]
    pieces: list[tuple[str, list[str]]] = [("", [])]
    for line, told in zip(lines, prose, strict=True):
        if heading := _HEADING.match(told):
            pieces.append((heading[1].strip(), []))
        if not _DEFINITION.match(told):
            pieces[-1][1].append(line)
    ending = ["", *definitions] if definitions else []
    return tuple(Piece(title, "\n".join([*kept, *ending])) for title, kept in pieces if _says_something(title, kept))


def _says_something(title: str, lines: list[str]) -> bool:
    return any(line.strip() for line in lines[1 if title else 0 :])
