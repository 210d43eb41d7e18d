"""Every text of a record in one string, with the way back to where each stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from itertools import accumulate

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


def join_scalars(tree: Mapping, without: Collection[str], shortest: int) -> tuple[Passage, Passage]:
    """Return the values of a tree as one text, and apart from it short ones and those of the keys in ``without``."""
    told: list[Scalar] = []
    rest: list[Scalar] = []
    _collect(tree, without, shortest, told, rest)
    return _join(told), _join(rest)


def _join(scalars: list[Scalar]) -> Passage:
    texts = [scalar.text for scalar in scalars]
    starts = [0, *accumulate([len(text) + 1 for text in texts])]
    return Passage("\n".join(texts), starts[:-1], scalars)


def _collect(node: Node, without: Collection[str], shortest: int, told: list[Scalar], rest: list[Scalar]) -> None:
    """Append the scalars below ``node``; no generator, because every record is asked for them."""
    if type(node) is Mapping:
        for name, value in node.entries.items():
            if type(value) is not Scalar:
                _collect(value, without, shortest, told, rest)
            elif len(value.text) >= shortest and name not in without:
                told.append(value)
            else:
                rest.append(value)
    elif type(node) is Sequence:
        for value in node.items:
            if type(value) is not Scalar:
                _collect(value, without, shortest, told, rest)
            elif len(value.text) >= shortest:
                told.append(value)
            else:
                rest.append(value)


def place_in_text(text: str, offset: int) -> Place:
    """Return the line and column (from 1) of an offset in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
