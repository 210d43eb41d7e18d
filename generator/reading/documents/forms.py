"""Tables to be filled in, and what stands beside an empty place."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import Column, Form, Line
from generator.reading.lines import plain

EMPTY: Line = ()
_FREE_ROWS = 2


def make_form(caption: str, titles: str, rows: Iterable[tuple[Line, ...]]) -> Form:
    """Return a form; ``titles`` are parted by bars."""
    return Form(caption, tuple(Column(title) for title in titles.split("|")), tuple(rows))


def empty_rows(columns: int, count: int = _FREE_ROWS) -> list[tuple[Line, ...]]:
    """Return rows for what the adopter adds."""
    return [(EMPTY,) * columns for _ in range(count)]


def from_model(text: str) -> Line:
    """Return what the model did, to stand beside an empty place; that it is not known where ``text`` is ''."""
    return plain(f"본보기에서는: {text}", "quiet") if text else plain("본보기에 기록이 없습니다.", "missing")
