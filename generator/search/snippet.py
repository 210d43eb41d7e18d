"""The part of a text that shows why it was found; assets/js/search-core.js cuts alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.search.text import cut_terms, fold

LENGTH = 120
# What is shown before the first hit.
_LEAD = 24

_LINE_BREAK = re.compile(r"(?<![.!?…])\n")

Mark = tuple[int, int]


def make_snippet(text: str, words: Sequence[str]) -> str:
    """Return the part of a text with most of the words, with "…" where it was cut."""
    folded = fold(text)
    marks = _find_marks(folded, words)
    if not marks:
        marks = _find_marks(folded, [term for word in words for term in cut_terms(word) if len(term) > 1])
    start = most = 0
    for mark in marks:
        begin = max(0, mark[0] - _LEAD)
        inside = [mark for mark in marks if mark[0] >= begin and mark[1] <= begin + LENGTH]
        covered = len({folded[slice(*mark)] for mark in inside}) * LENGTH + len(inside)
        if covered > most:
            start, most = begin, covered
    space = re.search("[ \n]", text[start : start + _LEAD]) if start else None
    start += space.end() if space else 0
    end = min(len(text), start + LENGTH)
    return ("…" if start else "") + _join_lines(text[start:end]) + ("…" if end < len(text) else "")


def _join_lines(lines: str) -> str:
    """Return lines as one, with a sign between those that are no sentences, such as names and figures."""
    return _LINE_BREAK.sub(" · ", lines).replace("\n", " ")


def _find_marks(folded: str, words: Iterable[str]) -> list[Mark]:
    """Return where words stand, also with their letters one space apart: rising, not overlapping."""
    found = [match.span() for word in words for match in re.finditer("[ \n]?".join(word), folded)]
    marks: list[Mark] = []
    for start, end in sorted(found, key=lambda mark: (mark[0], -mark[1])):
        if marks and start < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], end))
        else:
            marks.append((start, end))
    return marks
