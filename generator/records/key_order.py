"""The keys of a record in the order of the model, in every row; what is unknown stays behind the key before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import yaml
from pydantic import BaseModel
from yaml import MappingNode, Node, SequenceNode

from generator.records import reader
from generator.records.messages import keys_of, part_of_annotation
from generator.records.writer import written_keys

Path: TypeAlias = tuple[str | int, ...]
_BETWEEN = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class _Part:
    """A mapping of the text, where it is in the record, and the order that its keys should have."""

    node: MappingNode
    path: Path
    wanted: list[int]  # the places of its keys as they are


def order_keys(text: str, model: type[BaseModel]) -> str:
    """Return the text with its keys in the order of the model, each with the comments right above it.

    A mapping in which that has no one right answer stays as it is.
    """
    tree, _ = reader.read_yaml(text.encode(), "")
    if tree is None or "\n...\n" in text:
        return text
    told = reader.to_data(tree)
    left: set[Path] = set()
    while part := next((one for one in _parts(text, model) if one.path not in left), None):
        left.add(part.path)
        ordered = _order(text, part)
        again = reader.read_yaml(ordered.encode(), "")[0]
        if again is not None and reader.to_data(again) == told:
            text = ordered
    return text


def _parts(text: str, model: type[BaseModel]) -> Iterator[_Part]:
    """Yield each mapping whose keys are in another order, what is within another first."""
    node = yaml.compose(text, reader.LOADER)
    if node is not None:
        yield from _parts_in(node, model, ())


def _parts_in(node: Node, model: type[BaseModel] | None, path: Path) -> Iterator[_Part]:
    if isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield from _parts_in(item, model, (*path, number))
    elif isinstance(node, MappingNode):
        keys = keys_of(model) if model else {}
        names = [key.value for key, _ in node.value]
        for name, (_, value) in zip(names, node.value, strict=True):
            yield from _parts_in(
                value, part_of_annotation(keys[name].annotation) if name in keys else None, (*path, name)
            )
        wanted = _wanted_order(names, written_keys(model)) if model else list(range(len(names)))
        if wanted != sorted(wanted):
            yield _Part(node, path, wanted)


def _wanted_order(names: list[str], order: list[str]) -> list[int]:
    """Return the places of the names in the order they should have; an unknown one goes with the one before it."""
    places = {name: number for number, name in enumerate(order)}
    keys: list[int] = []
    for name in names:
        keys.append(places.get(name, keys[-1] if keys else -1))
    return sorted(range(len(names)), key=lambda number: keys[number])


def _order(text: str, part: _Part) -> str:
    if part.node.flow_style:
        return _order_in_flow(text, part)
    return _order_lines(text, part, is_whole=not part.path)


def _order_in_flow(text: str, part: _Part) -> str:
    """Return the text with the pairs of {…} changed about; what stands between them stays in its place."""
    starts = _line_starts(text)
    spans = [(_offset(starts, key.start_mark), _offset(starts, value.end_mark)) for key, value in part.node.value]
    if not all(_BETWEEN.fullmatch(text[end:start]) for (_, end), (start, _) in pairwise(spans)):
        return text
    pieces = [text[start:end] for start, end in spans]
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    ordered = [pieces[number] for number in part.wanted]
    changed = ordered[0] + "".join(gap + piece for gap, piece in zip(between, ordered[1:], strict=True))
    return text[: spans[0][0]] + changed + text[spans[-1][1] :]


def _order_lines(text: str, part: _Part, *, is_whole: bool) -> str:
    """Return the text with the lines of a mapping changed about; the first key of a row stands behind its dash."""
    lines = text.removesuffix("\n").split("\n")
    marks = [key.start_mark for key, _ in part.node.value]
    column = marks[0].column
    if any(mark.column != column for mark in marks) or len({mark.line for mark in marks}) < len(marks):
        return text
    begins = [mark.line for mark in marks]
    for number, mark in enumerate(marks):
        least = marks[number - 1].line + 1 if number else 0 if is_whole else mark.line
        while begins[number] > least and lines[begins[number] - 1].lstrip().startswith("#"):
            begins[number] -= 1
    if is_whole and begins[0] == 0:
        begins[0] = marks[0].line  # what the file begins with is about the file, if no line is left free below it
    end = len(lines) if is_whole else _last_line(part.node) + 1
    head = lines[marks[0].line][:column]
    pieces = [lines[begin:until] for begin, until in pairwise([*begins, end])]
    if not is_whole:
        pieces[0][0] = " " * column + pieces[0][0][column:]
        first = pieces[part.wanted[0]]
        if first[0].lstrip().startswith("#"):
            return text  # a comment about the key would come to stand behind the dash
        first[0] = head + first[0][column:]
    ordered = [line for number in part.wanted for line in pieces[number]]
    return "\n".join([*lines[: begins[0]], *ordered, *lines[end:]]) + "\n"


def _last_line(node: Node) -> int:
    """Return the last line of what a node says; its own end is where the next thing begins."""
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
        mark = node.end_mark
        return mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line
    last = node.value[-1]
    return max(_last_line(one) for one in (last if isinstance(last, tuple) else (last,)))


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _offset(starts: list[int], mark: yaml.Mark) -> int:
    return starts[mark.line] + mark.column
