"""Values of a record -> the text of its file: keys in the order of the model, quoted only where YAML would misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel

from generator.records.messages import keys_of, leaves_of_annotation, part_of_annotation
from generator.records.model import Project
from generator.records.quoting import (
    UNPRINTABLE,
    can_be_block,
    clean_text,
    double_quote,
    is_plain,
    is_surely_plain,
    quote,
)
from generator.records.scalars import PartialDate

Path = tuple[str | int, ...]

# In cells, of which Korean takes two: a row that is longer is written key by key.
MAX_ROW_WIDTH = 120
_INDENT = "  "
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_LAST_IN_ROW = ("note", "source")


def write_record(
    values: Mapping[str, Any] | BaseModel,
    *,
    model: type[BaseModel] = Project,
    comments: Mapping[Path, str] | None = None,
) -> str:
    """Return the text of a record's file, always the same for the same values.

    ``values`` is a part of the model, or a mapping as a record has it: keys as people write them, rows as mappings,
    numbers and flags as such or as text. What is empty is left out; keys that the model does not know come last, as
    they are. ``comments`` are set above what their path names: () the whole file, ("budget",), ("budget", 0) ….
    """
    whole = values.model_dump(by_alias=True, exclude_unset=True) if isinstance(values, BaseModel) else values
    notes = _arrange(comments or {})
    lines = list(_comment(notes, ""))
    _block(lines, _present(whole) or {}, model, notes, "")
    return "".join([f"{line}\n" for line in lines])


def written_keys(part: type[BaseModel]) -> list[str]:
    """Return the keys of a part in the order in which records have them: a row ends with its remark and its source."""
    names = list(keys_of(part))
    if "source" not in names:
        return names
    return [name for name in names if name not in _LAST_IN_ROW] + [name for name in _LAST_IN_ROW if name in names]


def write_scalar(text: str, annotation: Any, *, in_flow: bool) -> str | None:
    """Return a text as it stands in a file behind a key of this kind; None where it takes several lines."""
    return _scalar(clean_text(text), _Kind(annotation), in_flow)


class _Notes:
    """The comment of a place in the record, and those of the places inside it."""

    def __init__(self) -> None:
        self.text = ""
        self.inner: dict[str | int, _Notes] = {}


_NO_NOTES = _Notes()


def _arrange(comments: Mapping[Path, str]) -> _Notes:
    root = _Notes()
    for path, text in comments.items():
        notes = root
        for step in path:
            notes = notes.inner.setdefault(step, _Notes())
        notes.text = text
    return root


def _comment(notes: _Notes, indent: str) -> Iterator[str]:
    for line in clean_text(notes.text).splitlines():
        yield f"{indent}# {UNPRINTABLE.sub(' ', line)}".rstrip()


def _block(lines: list[str], data: Mapping[str, Any], part: type[BaseModel] | None, notes: _Notes, indent: str) -> None:
    """Add the lines of a mapping, one key after the other."""
    for name, value in _in_order(data, part):
        inside = notes.inner.get(name, _NO_NOTES)
        if inside.text:
            lines.extend(_comment(inside, indent))
        _entry(lines, f"{indent}{_key(name)}:", value, _Kind.of(part, name), inside, indent)


def _entry(lines: list[str], lead: str, value: Any, kind: _Kind, notes: _Notes, indent: str) -> None:
    deeper = indent + _INDENT
    if not _is_collection(value):
        flow = _flow(value, kind, in_flow=False)
        if flow is not None:
            lines.append(f"{lead} {flow}")
        else:
            lines.append(f"{lead} |-")
            lines.extend([deeper + line if line else "" for line in value.split("\n")])
        return
    is_rows = type(value) is list and dict in map(type, value)
    if not is_rows and not notes.inner:
        flow = _flow(value, kind, in_flow=False)
        if flow is not None and _fits(f"{lead} {flow}"):
            lines.append(f"{lead} {flow}")
            return
    lines.append(lead)
    if type(value) is dict:
        _block(lines, value, kind.part, notes, deeper)
    else:
        for number, row in enumerate(value):
            if row is not None:
                inside = notes.inner.get(number, _NO_NOTES)
                if inside.text:
                    lines.extend(_comment(inside, deeper))
                _row(lines, row, kind, inside, deeper)


def _row(lines: list[str], row: Any, kind: _Kind, notes: _Notes, indent: str) -> None:
    if type(row) is not dict:
        flow = _flow(row, kind, in_flow=False)
        lines.append(f"{indent}- {double_quote(str(row)) if flow is None else flow}")
        return
    if not notes.inner and not _is_surely_wide(row):
        flow = _flow(row, kind, in_flow=False)
        if flow is not None and _fits(f"{indent}- {flow}"):
            lines.append(f"{indent}- {flow}")
            return
    own: list[str] = []
    _block(own, row, kind.part, notes, indent + _INDENT)
    # The first line of the row carries its dash; a comment above it would come between.
    first = next(n for n, line in enumerate(own) if not line.lstrip().startswith("#"))
    lines.extend([line.removeprefix(_INDENT) for line in own[:first]])
    lines.append(f"{indent}- {own[first].lstrip()}")
    lines.extend(own[first + 1 :])


def _is_surely_wide(row: Mapping[str, Any]) -> bool:
    """Tell whether the texts of a row alone are wider than it may be on one line."""
    return sum([len(value) for value in row.values() if type(value) is str]) > MAX_ROW_WIDTH


class _Kind:
    """What a key holds: which part its rows are, and which of its texts need no quotes though they look like none."""

    def __init__(self, annotation: Any = None) -> None:
        self.part = part_of_annotation(annotation) if annotation is not None else None
        leaves = leaves_of_annotation(annotation)
        self.is_date = PartialDate in leaves
        self.is_number = bool({int, float} & leaves)
        self.is_flag = bool in leaves

    @staticmethod
    @cache
    def of(part: type[BaseModel] | None, name: str) -> _Kind:
        info = keys_of(part).get(name) if part else None
        return _Kind(info.annotation if info else None)

    def is_typed(self, text: str) -> bool:
        """Tell whether ``text`` is a date, a number or a flag where one belongs."""
        return bool(
            (self.is_date and _DATE.fullmatch(text))
            or (self.is_number and _NUMBER.fullmatch(text))
            or (self.is_flag and text in ("true", "false"))
        )


def _in_order(data: Mapping[str, Any], part: type[BaseModel] | None) -> list[tuple[str, Any]]:
    names = sorted(data, key=_ranks(part).__getitem__) if part else data
    return [(name, _single(name, data[name], part)) for name in names]


class _Ranks(dict[str, int]):
    def __missing__(self, name: str) -> int:
        """Return the last rank: what the model does not know comes behind what it knows."""
        return len(self)


@cache
def _ranks(part: type[BaseModel]) -> _Ranks:
    return _Ranks({name: rank for rank, name in enumerate(written_keys(part))})


def _single(name: str, value: Any, part: type[BaseModel] | None) -> Any:
    """Return the one source of a row or of a key in ``cited`` without brackets; everything else as it is."""
    if (name == "source" or part is None) and type(value) is list and len(value) == 1:
        return value[0]
    return value


def _present(value: Any) -> Any:
    """Return the value as dicts, lists and clean texts without what is empty, None where that is all.

    Rows keep their places.
    """
    if isinstance(value, str):
        return clean_text(str(value)) or None
    if isinstance(value, Mapping):
        return {name: part for name, inner in value.items() if (part := _present(inner)) is not None} or None
    if isinstance(value, list | tuple):
        parts = [_present(inner) for inner in value]
        return parts if parts.count(None) < len(parts) else None
    return value


def _is_collection(value: Any) -> bool:
    return type(value) is dict or type(value) is list


def _flow(value: Any, kind: _Kind, *, in_flow: bool) -> str | None:
    """Return the value on one line; None where a text in it has several."""
    if type(value) is str:
        return _text(value, kind, in_flow)
    if type(value) is dict:
        pieces = []
        for name, inner in _in_order(value, kind.part):
            # A date from a start to an end has dates in it; other mappings without a part hold texts.
            below = _Kind.of(kind.part, name) if kind.part else (kind if kind.is_date else _Kind.of(None, ""))
            pieces.append((_key(name), _flow(inner, below, in_flow=True)))
        return None if any(text is None for _, text in pieces) else f"{{{', '.join(f'{n}: {t}' for n, t in pieces)}}}"
    if type(value) is list:
        texts = [_flow(inner, kind, in_flow=True) for inner in value if inner is not None]
        return None if None in texts else f"[{', '.join(str(text) for text in texts)}]"
    return _scalar(value, kind, in_flow)


def _scalar(value: Any, kind: _Kind, in_flow: bool) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").removesuffix(".")
    if isinstance(value, int):
        return str(value)
    return _text(str(value), kind, in_flow)


def _text(text: str, kind: _Kind, in_flow: bool) -> str | None:
    return text if is_surely_plain(text, in_flow=in_flow) else _write_text(text, kind, in_flow)


# A row is tried on one line before it is written on several, and the same sources and kinds recur.
@lru_cache(maxsize=4096)
def _write_text(text: str, kind: _Kind, in_flow: bool) -> str | None:
    if "\n" in text and can_be_block(text):
        return None
    if kind.is_typed(text) or is_plain(text, in_flow=in_flow):
        return text
    return quote(text)


@lru_cache(maxsize=1024)
def _key(name: str) -> str:
    return name if is_plain(name, in_flow=True) else double_quote(clean_text(name))


def _fits(text: str) -> bool:
    """Tell whether the text is no wider than a row may be."""
    if 2 * len(text) <= MAX_ROW_WIDTH or len(text) > MAX_ROW_WIDTH:
        return len(text) <= MAX_ROW_WIDTH
    return len(text) + sum(map("WF".__contains__, map(unicodedata.east_asian_width, text))) <= MAX_ROW_WIDTH
