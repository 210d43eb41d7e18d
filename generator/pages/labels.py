"""Names on a map: where each fits without covering another, with a line to its place where it stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.pages.outlines import Box, Point

# How wide letters are and how far lines are apart, in sizes of the letters.
_SYLLABLE, _LATIN, _SPACE = 1.0, 0.6, 0.3
_LINE = 1.25
# How far a name may stand beside its area, and how much higher or lower.
_DISTANCES = (0.2, 0.9, 1.8, 2.8, 4.0, 5.4, 7.0, 9.0)
_SHIFTS = (0.0, -1.0, 1.0, -2.2, 2.2)


class Wanted(NamedTuple):
    """A name that wants to stand at ``point``; ``area`` is the box of what it names."""

    key: str
    text: str
    point: Point
    area: Box


class Label(NamedTuple):
    """Where a name stands: ``x`` is its start, middle or end as ``anchor`` says, ``y`` its base line.

    ``line`` is where the line from the place ends; None for a name that stands on its place. ``box`` is what it covers.
    """

    x: int
    y: int
    anchor: str
    line: Point | None
    box: Box


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is drawn."""
    letters = (_SPACE if sign == " " else _LATIN if sign.isascii() else _SYLLABLE for sign in text)
    return sum(letters) * size


def place_labels(
    wanted: Sequence[Wanted], frame: Box, size: float, *, taken: Iterable[Box] = (), beside: bool = True
) -> dict[str, Label]:
    """Return a place for every name that there is room for; the first in ``wanted`` choose first.

    A name stands on its place where it fits, else ``beside`` it, inside ``frame`` and outside what is ``taken``; its
    line may lead through what is taken, not through other names.
    """
    full, names = list(taken), list[Box]()
    points = [one.point for one in wanted]
    placed: dict[str, Label] = {}
    for one in wanted:
        others = [point for point in points if point != one.point]
        for label in _candidates(one, size, beside=beside):
            if _is_free(label, frame, [*full, *names], others) and not _crosses(one.point, label.line, names):
                names.append(label.box)
                placed[one.key] = label
                break
    return placed


def stand_above(text: str, area: Box, frame: Box, size: float, taken: Sequence[Box]) -> Label | None:
    """Return a place for the name of a box right above it, else below; None where neither is free."""
    width, height = width_of(text, size), _LINE * size
    for top in (area.top - height, area.bottom):
        for left in (area.left, area.right - width):
            box = Box(left, top, left + width, top + height)
            if frame.holds(box) and not any(box.meets(other) for other in taken):
                return _label(box, "start", size, None)
    return None


def _candidates(one: Wanted, size: float, *, beside: bool) -> Iterator[Label]:
    x, y = one.point
    width, height = width_of(one.text, size), _LINE * size
    upon = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    if not beside or one.area.holds(upon):
        yield _label(upon, "middle", size, None)
    if not beside:
        return
    for distance in _DISTANCES:
        for shift in _SHIFTS:
            middle = y + shift * size
            for anchor, start in (
                ("start", one.area.right + distance * size),
                ("end", one.area.left - distance * size - width),
            ):
                box = Box(start, middle - height / 2, start + width, middle + height / 2)
                yield _label(box, anchor, size, (round(start if anchor == "start" else box.right), round(middle)))
        for top in (one.area.top - distance * size - height, one.area.bottom + distance * size):
            box = Box(upon.left, top, upon.right, top + height)
            yield _label(box, "middle", size, (x, round(top if top > y else box.bottom)))


def _label(box: Box, anchor: str, size: float, line: Point | None) -> Label:
    gap = 0.2 * size if line else 0.0
    x = {"start": box.left + gap, "end": box.right - gap}.get(anchor, (box.left + box.right) / 2)
    return Label(round(x), round((box.top + box.bottom) / 2 + 0.36 * size), anchor, line, box)


def _is_free(label: Label, frame: Box, full: Sequence[Box], points: Iterable[Point]) -> bool:
    box = label.box
    if not frame.holds(box) or any(box.meets(other) for other in full):
        return False
    beside = label.line is not None
    return not (beside and any(box.meets(Box(x - 1, y - 1, x + 1, y + 1)) for x, y in points))


def _crosses(start: Point, end: Point | None, boxes: Iterable[Box]) -> bool:
    """Tell whether a line goes through one of the boxes, as far as a few points on it tell."""
    if end is None:
        return False
    steps = 12
    across, down = (end[0] - start[0]) / steps, (end[1] - start[1]) / steps
    points = [(start[0] + across * step, start[1] + down * step) for step in range(steps + 1)]
    return any(box.left < x < box.right and box.top < y < box.bottom for box in boxes for x, y in points)
