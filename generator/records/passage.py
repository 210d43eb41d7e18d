"""Every text of a record in one string, with the way back to where each stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from generator.records.reader import Mapping, Node, Place, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Passage:
    """The values of a tree joined by line ends: a pattern is looked for once and not once a value."""

    text: str
    starts: list[int]
    scalars: list[Scalar]

    def scalar(self, offset: int) -> Scalar:
        """Return the value that holds ``offset``."""
        return self.scalars[bisect_right(self.starts, offset) - 1]


def join_scalars(tree: Mapping, without: Collection[str] = (), shortest: int = 1) -> Passage:
    """Return the values of a tree as one text, without short ones and those of the keys named in ``without``."""
    scalars: list[Scalar] = []
    _collect(tree, without, shortest, scalars)
    starts: list[int] = []
    length = 0
    for scalar in scalars:
        starts.append(length)
        length += len(scalar.text) + 1
    return Passage("\n".join([scalar.text for scalar in scalars]), starts, scalars)


def _collect(node: Node, without: Collection[str], shortest: int, found: list[Scalar]) -> None:
    """Append the scalars below ``node``; no generator, because several rules ask for them on every record."""
    if type(node) is Mapping:
        for name, value in node.entries.items():
            if type(value) is not Scalar:
                _collect(value, without, shortest, found)
            elif len(value.text) >= shortest and name not in without:
                found.append(value)
    elif type(node) is Sequence:
        for value in node.items:
            if type(value) is not Scalar:
                _collect(value, without, shortest, found)
            elif len(value.text) >= shortest:
                found.append(value)


def place_in_text(text: str, offset: int) -> Place:
    """Return the line and column (from 1) of an offset in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
