"""How a record lies in a workbook: one sheet for the facts, one for each list of rows, made from the model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import get_origin

from pydantic import BaseModel

from generator.records.answers import Asked, describe_key
from generator.records.messages import explain, keys_of, part_of_annotation
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.writer import written_keys

FACTS_SHEET = "사업"
GUIDE_SHEET = "읽어 주세요"
LISTS_SHEET = "목록"
ID_KEY = "#id"
NUMBER_KEY = "#"

# Where things stand in the sheets, from 1.
FACT_COLUMNS = ("항목", "값", "출처", "비운 까닭", "설명", "키")
VALUE_COLUMN, SOURCE_COLUMN, ABSENT_COLUMN, KEY_COLUMN = 2, 3, 4, 6
FIRST_FACT = 3
LABEL_ROW, EXPLAIN_ROW, KEY_ROW, FIRST_ROW = 2, 3, 4, 5

# Keys that are columns of the sheet of facts and no rows of it.
_BESIDE_FACTS = frozenset({"cited", "absent"})

Path = tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A cell's place in the record: a key, or a key of a part within a row."""

    path: Path
    label: str
    explain: str
    asked: Asked
    required: bool

    @property
    def key(self) -> str:
        """The path as the sheets write it."""
        return ".".join(self.path)


@dataclass(frozen=True)
class RowSheet:
    """A sheet with one row of a list a line; a list within rows has a sheet of its own and names its row by number."""

    name: str
    path: Path  # ("budget",), ("outcomes", "readings")
    explain: str
    fields: tuple[Field, ...]
    is_numbered: bool  # other sheets refer to its rows
    owner: str  # the label of the rows it belongs to, "" for a list of the record itself

    @property
    def has_numbers(self) -> bool:
        """Whether its first column is a number."""
        return self.is_numbered or bool(self.owner)


@dataclass(frozen=True)
class Layout:
    """All sheets of a record."""

    programme: Programme

    @cached_property
    def facts(self) -> tuple[Field, ...]:
        """The keys that have one value, with those of parts within them, in the order of the model."""
        return tuple(_fields(Project, self.programme, skip=_BESIDE_FACTS))

    @cached_property
    def row_sheets(self) -> tuple[RowSheet, ...]:
        """The lists of rows, in the order of the model, each followed by the lists within it."""
        sheets = []
        for name, info in keys_of(Project).items():
            part = part_of_annotation(info.annotation)
            if part and get_origin(info.annotation) is tuple:
                inner = _lists_within(part)
                label = info.title or name
                fields = tuple(_fields(part, self.programme))
                sheets.append(RowSheet(label, (name,), info.description or "", fields, bool(inner), ""))
                for key, row in inner:
                    below = keys_of(part)[key]
                    title = f"{label} - {below.title}"
                    fields = tuple(_fields(row, self.programme))
                    sheets.append(RowSheet(title, (name, key), below.description or "", fields, False, label))
        return tuple(sheets)


def _fields(part: type[BaseModel], programme: Programme, skip: frozenset[str] = frozenset()) -> list[Field]:
    fields = []
    keys = keys_of(part)
    for name in written_keys(part):
        info = keys[name]
        inner = part_of_annotation(info.annotation)
        if name in skip or (inner and get_origin(info.annotation) is tuple):
            continue
        if inner is None:
            asked = describe_key(name, info, programme)
            fields.append(Field((name,), asked.label, explain(info), asked, info.is_required()))
            continue
        for below in _fields(inner, programme):
            label = f"{info.title} › {below.label}"
            fields.append(Field((name, *below.path), label, below.explain, below.asked, required=False))
    return fields


def _lists_within(part: type[BaseModel]) -> list[tuple[str, type[BaseModel]]]:
    found = []
    for name, info in keys_of(part).items():
        inner = part_of_annotation(info.annotation)
        if inner and get_origin(info.annotation) is tuple:
            found.append((name, inner))
    return found
