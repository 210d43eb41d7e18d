"""What places in a free text are called, and the numbered notes that lead to sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.pages.escaping import escape

_ANCHOR_PART = re.compile(r"[^\w가-힣]+")


def anchor_of(text: str) -> str:
    """Return the id of a heading: its words, Korean kept, behind a prefix that no part of the page uses."""
    return "s-" + (_ANCHOR_PART.sub("-", text.strip().lower()).strip("-") or "part")


class Anchors:
    """The ids within one text, each given once."""

    def __init__(self) -> None:
        """Begin a text."""
        self._given: set[str] = set()

    def give(self, text: str) -> str:
        """Return the id of a heading with these words; a number tells apart those with the same."""
        base = name = anchor_of(text)
        n = 2
        while name in self._given:
            name, n = f"{base}-{n}", n + 1
        self._given.add(name)
        return name


def draw_notes(notes: Iterable[tuple[int, str]]) -> str:
    """Return numbers that lead to the sources with these anchors."""
    return "".join(
        [
            f'<a class="bb-cite" href="#{escape(anchor)}"><span class="bb-vh">출처 </span>{number}</a>'
            for number, anchor in notes
        ]
    )


def draw_source_mark(mark: re.Match[str], notes: Mapping[str, tuple[int, str]]) -> str | None:
    """Return the notes that a match of SOURCE_MARK stands for; None where not all of it is known sources."""
    ids = [part.strip() for part in mark[1].split(",")]
    if not all(name in notes for name in ids):
        return None
    return draw_notes(sorted({notes[name] for name in ids}))
