"""What in a record's file has one right answer, put right; everything else stays byte for byte.

Encoding, line ends, NFC, spaces at line ends, the order of keys (key_order.py), how far lists are indented; and values
whose meaning is beyond doubt: Korean words for identifiers, money and dates as people write them, names of
municipalities of another year, texts that other YAML readers would misread. What is mended must read as it read
before, or the file is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records import reader
from generator.records.answers import describe_key, read_answer
from generator.records.key_order import order_keys
from generator.records.messages import keys_of, leaves_of_annotation, part_of_annotation
from generator.records.programme import Programme
from generator.records.quoting import is_misread
from generator.records.reader import Mapping as Tree
from generator.records.reader import Node, Scalar, Sequence
from generator.records.scalars import MARKDOWN, Count, Month, Number, Won, Year, parse_won
from generator.records.story import LIST_ITEM, prose_lines
from generator.records.writer import write_scalar

LIST_STEP = 4
_NUMBER_TYPES = (Count, Month, Number, Year)
_WITH_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_TRAILING = re.compile(r"[ \t]+$")
_MUNICIPALITY_KEYS = frozenset({"municipality", "municipalities"})


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a scalar stands in the text, and whether brackets are around it."""

    start: int
    end: int
    first_line: int  # from 0
    last_line: int
    in_flow: bool
    style: str


@dataclass(frozen=True, slots=True)
class _Edit:
    span: _Span
    text: str


def mend_record(data: bytes, model: type[BaseModel], programme: Programme) -> str | None:
    """Return the mended text of a YAML file; None where it cannot be read, or would not tell the same afterwards."""
    text, odd = reader.decode(data, "")
    if text and not text.endswith("\n"):
        text += "\n"  # before it is read: a text of several lines at the end has one, too
    tree, findings = reader.read_yaml(text.encode(), "")
    if tree is None or any(finding.severity == "error" for finding in [*odd, *findings]):
        return None
    spans = _spans(text)
    year = tree.entries.get("year")
    mender = _Mender(
        text, spans, programme, int(year.text) if isinstance(year, Scalar) and year.text.isdigit() else None
    )
    mender.visit(tree, model)
    mended = _apply(text, mender.edits)
    mended = _strip_line_ends(mended)
    mended = order_keys(mended, model)
    again, findings = reader.read_yaml(mended.encode(), "")
    # The tree was changed together with the text: both must say the same.
    if again is None or findings or reader.to_data(again) != reader.to_data(tree):
        return None
    return mended


def mend_story(data: bytes) -> str | None:
    """Return guidebook.md with inner lists as far indented as Markdown wants; None where it cannot be read."""
    text, odd = reader.decode(data, "")
    if any(finding.severity == "error" for finding in odd):
        return None
    if text and not text.endswith("\n"):
        text += "\n"
    return _indent_lists(text)


class _Mender:
    """Walks a record beside its model, notes edits, and changes the tree as the text will change."""

    def __init__(self, text: str, spans: Mapping[reader.Place, _Span], programme: Programme, year: int | None) -> None:
        self.text = text
        self.spans = spans
        self.programme = programme
        self.year = year
        self.edits: list[_Edit] = []

    def visit(self, tree: Tree, part: type[BaseModel] | None, top: str = "") -> None:
        keys = keys_of(part) if part else {}
        by_label = {info.title: name for name, info in keys.items()}
        for name in list(tree.entries):
            value, key = tree.entries[name], tree.keys[name]
            meant = by_label.get(name)
            if meant and meant not in tree.entries and name not in keys:
                self._replace(key, meant, None)
                tree.entries = {meant if old == name else old: node for old, node in tree.entries.items()}
                tree.keys = {meant if old == name else old: node for old, node in tree.keys.items()}
                name = meant
            self._visit_value(value, name, keys.get(name), top or name)

    def _visit_value(self, node: Node, name: str, info: FieldInfo | None, top: str) -> None:
        if isinstance(node, Sequence):
            for item in node.items:
                self._visit_value(item, name, info, top)
        elif isinstance(node, Tree):
            inner = part_of_annotation(info.annotation) if info else None
            if inner is None and info is not None and {"start", "end"} & node.entries.keys():
                for end in node.entries.values():
                    self._visit_value(end, name, info, top)
            else:
                self.visit(node, inner, top)
        elif info is not None and not node.is_null:
            self._visit_scalar(node, name, info, top)

    def _visit_scalar(self, node: Scalar, name: str, info: FieldInfo, top: str) -> None:
        if "\n" in node.text and MARKDOWN in _types_of(info):
            self._indent(node)
            return
        right = self._right_answer(node.text, name, info, top)
        is_text = leaves_of_annotation(info.annotation) <= {str, type(None)}
        if right != node.text or (is_text and not node.quoted and is_misread(node.text)):
            self._replace(node, right, info)

    def _right_answer(self, text: str, name: str, info: FieldInfo, top: str) -> str:
        """Return what the text must mean; the text itself where that is not beyond doubt."""
        if name in _MUNICIPALITY_KEYS:
            return self._municipality(text, top)
        types = _types_of(info)
        if _is_among(Won, types):
            return _won(text)
        if any(_is_among(kind, types) for kind in _NUMBER_TYPES):
            return text.replace(",", "") if _WITH_COMMAS.fullmatch(text) else text
        asked = describe_key(name, info, self.programme)
        if asked.shape == "part":
            return text
        if asked.words:
            return asked.words.get(text, text)
        if asked.shape in ("date", "when", "flag") and "~" not in text:
            value = read_answer(text, asked)
            return ("true" if value else "false") if isinstance(value, bool) else str(value)
        return text

    def _municipality(self, text: str, top: str) -> str:
        """Return the name or code of the year for one of another year, in the way it was written."""
        municipalities = self.programme.municipalities
        if self.year is None or top not in ("municipalities", "sites"):
            return text
        code = municipalities.resolve(text, self.year).code
        if code is None or municipalities.by_code[code].is_valid_in(self.year):
            return text
        place = municipalities.by_code[code]
        if top == "sites" and place.valid_from is not None and place.valid_from.year > self.year:
            return text  # a site may have been added later
        then = municipalities.in_year(code, self.year)
        if len(then) != 1:
            return text
        return then[0].code if text.strip().isdigit() else then[0].full_name

    def _indent(self, node: Scalar) -> None:
        """Indent the lists of a text that stands line by line ("|") as those of guidebook.md."""
        span = self.spans.get((node.line, node.column))
        right = _indent_lists(node.text)
        if span is None or span.style != "|" or right == node.text:
            return
        head, *lines = self.text[span.start : span.end].split("\n")
        old, new = node.text.split("\n"), right.split("\n")
        for number, (before, after) in enumerate(zip(old[: len(lines)], new, strict=False)):
            if after != before:
                lines[number] = lines[number].removesuffix(before) + after
        self.edits.append(_Edit(span, "\n".join([head, *lines])))
        node.text = right

    def _replace(self, node: Scalar, text: str, info: FieldInfo | None) -> None:
        span = self.spans.get((node.line, node.column))
        if span is None or span.style in ("|", ">") or span.first_line != span.last_line:
            return
        written = write_scalar(text, info.annotation if info else None, in_flow=span.in_flow)
        if written is not None:
            self.edits.append(_Edit(span, written))
            node.text, node.quoted = text, True


def _types_of(info: FieldInfo) -> list[Any]:
    """Return what a key's values are read by, out of lists and alternatives."""
    return [*info.metadata, *_markers(info.annotation)]


def _markers(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _markers(inner)


def _is_among(kind: Any, markers: list[Any]) -> bool:
    """Tell whether the way of reading that marks ``kind`` is among a key's."""
    return kind.__metadata__[0] in markers


def _won(text: str) -> str:
    try:
        won = parse_won(text)
    except ValueError:
        return text
    return str(won) if won >= 0 else text


def _spans(text: str) -> dict[reader.Place, _Span]:
    """Return where every scalar of the text stands, by line and column from 1."""
    spans: dict[reader.Place, _Span] = {}
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    flow = 0
    for event in yaml.parse(text, reader.LOADER):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            flow += bool(event.flow_style) or flow > 0
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            flow -= flow > 0
        elif isinstance(event, yaml.ScalarEvent):
            first, last = event.start_mark, event.end_mark
            assert first is not None
            assert last is not None
            start, end = starts[first.line] + first.column, starts[last.line] + last.column
            spans[first.line + 1, first.column + 1] = _Span(
                start, end, first.line, last.line, flow > 0, event.style or ""
            )
    return spans


def _apply(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _strip_line_ends(text: str) -> str:
    """Return the text without spaces at line ends, except in values of several lines, which they belong to."""
    inside = {
        line
        for span in _spans(text).values()
        for line in range(span.first_line, span.last_line + (span.style in "|>"))
        if span.first_line != span.last_line
    }
    lines = [line if number in inside else _TRAILING.sub("", line) for number, line in enumerate(text.split("\n"))]
    joined = "\n".join(lines)
    return joined if joined.endswith("\n") else joined + "\n"


def _indent_lists(text: str) -> str:
    """Return the text with every item of an inner list four spaces further in than the item it belongs to."""
    outer: list[tuple[int, int]] = []  # indentation as written and as it becomes
    mended = []
    for line, prose in zip(text.split("\n"), prose_lines(text), strict=True):
        item = LIST_ITEM.match(prose)
        if item:
            indent = len(item[1].expandtabs(LIST_STEP))
            while outer and outer[-1][0] >= indent:
                outer.pop()
            becomes = indent
            if outer:
                becomes = outer[-1][1] + max(indent - outer[-1][0], LIST_STEP)
            outer.append((indent, becomes))
        elif prose and not prose[0].isspace():
            outer.clear()
        shift = outer[-1][1] - outer[-1][0] if outer and (item or line[:1].isspace()) and line.strip() else 0
        mended.append(" " * shift + (line.expandtabs(LIST_STEP) if shift else line))
    return "\n".join(mended)
