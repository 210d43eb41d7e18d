"""A filled Excel form -> the values of a record; what is wrong is told by sheet and cell, in the words of the check.

The cells become a tree like that of a YAML file, so the model and every rule look at a workbook as at project.yml.
Longer than other modules because reading, placing and naming a cell's mistakes share one numbering of places.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import ValidationError

from generator.diagnostics import Finding
from generator.records.answers import Asked, read_answer
from generator.records.archive import RefusedArchiveError, open_archive
from generator.records.choices import Absence
from generator.records.messages import explain_errors, final_consonant, nearest
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.reader import Mapping as Tree
from generator.records.reader import Node, Scalar, Sequence, to_data
from generator.records.record import Record
from generator.records.rules import check_record
from generator.records.sheets import (
    ABSENT_COLUMN,
    FACTS_SHEET,
    FIRST_FACT,
    FIRST_ROW,
    GUIDE_SHEET,
    ID_KEY,
    KEY_COLUMN,
    KEY_ROW,
    LABEL_ROW,
    LISTS_SHEET,
    NUMBER_KEY,
    SOURCE_COLUMN,
    VALUE_COLUMN,
    Field,
    Layout,
    RowSheet,
)

MAX_BYTES = 5 * 1024 * 1024
_MAX_ROWS, _MAX_COLUMNS = 2_000, 100
# A place in a tree is (line, column): the sheet's number times this and the row, and the column.
_ROWS_OF_SHEET = 10_000_000
# What is looked for beside the workbook only once there is a folder.
_NEEDS_FOLDER = frozenset({"missing-file", "unused-file"})
_ABSENCES = {word: member.value for member in Absence for word in (member.label, member.value)}
_OPENING_FAILS = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError),
    *(ParseError, InvalidFileException),
)

Cells = Iterator[tuple[int, int, str]]


@dataclass(frozen=True)
class Filled:
    """What a workbook holds; without ``values`` it has to be mended first."""

    id: str
    values: Mapping[str, Any] | None
    findings: list[Finding]


def read_form(data: bytes, file: str, programme: Programme) -> Filled:
    """Return the record that a workbook holds, with everything that is wrong, each at its sheet and cell."""
    try:
        book = _open(data)
    except RefusedArchiveError as problem:
        hint = "'bonbogi template'으로 만든 서식을 .xlsx로 저장해 주세요."
        return Filled(
            "", None, [Finding(file, 1, 1, "unreadable", "error", f"엑셀 파일을 읽을 수 없습니다. {problem}", hint)]
        )
    reading = _Reading(book, file, Layout(programme))
    tree = reading.read()
    if tree is None:
        return Filled(reading.id, None, reading.named())
    project = None
    try:
        project = Project.model_validate(to_data(tree))
    except ValidationError as problem:
        reading.findings += explain_errors(problem, Project, tree, file)
    if project is None or reading.findings:
        return Filled(reading.id, None, reading.named())
    found = check_record(Record(reading.id or "new", file, project, tree, allowed=programme.allowed), programme)
    reading.findings += [finding for finding in found if finding.code not in _NEEDS_FOLDER]
    return Filled(reading.id, to_data(tree), reading.named())


def _open(data: bytes) -> Workbook:
    if len(data) > MAX_BYTES:
        raise RefusedArchiveError(f"{MAX_BYTES // 1024 // 1024}MB보다 큽니다.")
    with open_archive(data) as archive:
        names = {name.lower() for name in archive.namelist()}
    if "xl/workbook.xml" not in names:
        raise RefusedArchiveError(".xlsx 파일이 아닙니다.")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise RefusedArchiveError("매크로가 들어 있습니다.")
    try:
        with warnings.catch_warnings():
            # openpyxl names what it leaves out (pictures, themes of other programmes); nothing of that is read here.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), keep_links=False)
    except _OPENING_FAILS as problem:
        raise RefusedArchiveError("파일이 깨졌거나 .xlsx 형식이 아닙니다.") from problem


class _Reading:
    """Reads one workbook and notes what cannot be read."""

    def __init__(self, book: Workbook, file: str, layout: Layout) -> None:
        self.book = book
        self.file = file
        self.layout = layout
        self.findings: list[Finding] = []
        self.id = ""

    def read(self) -> Tree | None:
        """Return the tree of the record; None where this is no form."""
        if not isinstance(self._sheet(FACTS_SHEET), Worksheet):
            message = f"'{FACTS_SHEET}' 시트가 없습니다. 본보기의 서식이 아닙니다."
            self._report((1, 1), "wrong-shape", message, "'bonbogi template'으로 만든 서식에 적어 주세요.")
            return None
        root = Tree({}, {}, self._line(FACTS_SHEET, FIRST_FACT), VALUE_COLUMN)
        self._read_facts(root)
        rows_by_path: dict[tuple[str, ...], dict[int, Tree]] = {}
        for sheet in self.layout.row_sheets:
            if isinstance(self._sheet(sheet.name), Worksheet):
                rows_by_path[sheet.path] = self._read_rows(root, sheet, rows_by_path.get(sheet.path[:1], {}))
        known = {FACTS_SHEET, GUIDE_SHEET, LISTS_SHEET, *(sheet.name for sheet in self.layout.row_sheets)}
        for name in self.book.sheetnames:
            if name not in known and any(self._cells(name, 1)):
                guess = nearest(name, known)
                hint = f"혹시 '{guess}' 시트입니까? " if guess else ""
                place = (self._line(name, 1), 1)
                self._report(
                    place, "unknown-key", f"'{name}' 시트는 서식에 없습니다.", f"{hint}옮겨 적거나 지워 주세요."
                )
        return root

    def named(self) -> list[Finding]:
        """Return the findings with their sheet and cell in front, and the row and column of the cell as the place."""
        named = []
        for finding in sorted(set(self.findings), key=lambda f: (f.line, f.column, f.code, f.message)):
            number, row = divmod(finding.line, _ROWS_OF_SHEET)
            sheet = self.book.sheetnames[number] if number < len(self.book.sheetnames) else FACTS_SHEET
            cell = f"{get_column_letter(finding.column)}{row}"
            named.append(replace(finding, line=row, message=f"시트 '{sheet}' {cell}: {finding.message}"))
        return named

    def _sheet(self, name: str) -> Any:
        return self.book[name] if name in self.book.sheetnames else None

    def _line(self, sheet: str, row: int) -> int:
        number = self.book.sheetnames.index(sheet) if sheet in self.book.sheetnames else 0
        return number * _ROWS_OF_SHEET + row

    def _report(self, place: tuple[int, int], code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(self.file, *place, code, "error", message, hint))

    def _cells(self, name: str, first_row: int) -> Cells:
        """Yield (row, column, text) of the filled cells of a sheet; what cannot be taken as it is becomes a finding."""
        sheet = self._sheet(name)
        if not isinstance(sheet, Worksheet):
            return
        for merged in sheet.merged_cells.ranges:
            if merged.max_row >= first_row:
                place = (self._line(name, merged.min_row), merged.min_col)
                hint = "합친 칸을 나누고 칸마다 적어 주세요."
                self._report(place, "wrong-shape", f"칸이 합쳐져 있습니다({merged.coord}).", hint)
        for row in sheet.iter_rows(min_row=first_row):
            for cell in row:
                if cell.value is None or not isinstance(cell, Cell):
                    continue
                place = (self._line(name, cell.row), cell.column)
                if cell.row > _MAX_ROWS or cell.column > _MAX_COLUMNS:
                    hint = "서식의 표 안에 적거나, 떨어진 칸을 지워 주세요."
                    self._report(
                        place, "wrong-shape", f"{_MAX_ROWS}줄, {_MAX_COLUMNS}열보다 멀리 적힌 칸이 있습니다.", hint
                    )
                    return
                if cell.data_type == "f":
                    hint = "복사한 뒤 '값만 붙여넣기'로 바꿔 주세요."
                    self._report(place, "wrong-shape", "수식이 들어 있어 값을 알 수 없습니다.", hint)
                elif cell.data_type == "e":
                    self._report(
                        place, "wrong-shape", f"오류 값 '{cell.value}'이(가) 들어 있습니다.", "값을 적거나 비워 주세요."
                    )
                elif text := text_of_cell(cell.value, cell.number_format):
                    yield cell.row, cell.column, text

    def _read_facts(self, root: Tree) -> None:
        by_key = {field.key: field for field in self.layout.facts}
        by_label = {field.label: field for field in self.layout.facts}
        cells: dict[int, dict[int, str]] = {}
        for row, column, text in self._cells(FACTS_SHEET, FIRST_FACT):
            cells.setdefault(row, {})[column] = text
        for row, columns in cells.items():
            key, label = columns.get(KEY_COLUMN, ""), columns.get(1, "").removesuffix(" (꼭)")
            place = (self._line(FACTS_SHEET, row), VALUE_COLUMN)
            value = columns.get(VALUE_COLUMN, "")
            field = by_key.get(key) or by_label.get(label)
            if key == ID_KEY:
                self.id = value
            elif field and value:
                _put(root, field.path, self._node(value, field.asked, place), place)
            elif value:
                message = f"'{label or key}'{final_consonant(label or key, '은', '는')} 이 시트에 적는 항목이 아닙니다."
                self._report(place, "unknown-key", message, "그 이름의 시트에 적거나 지워 주세요.")
            name = field.key if field else key
            if name and name != ID_KEY:
                self._read_beside(root, name, columns, row)

    def _read_beside(self, root: Tree, name: str, columns: Mapping[int, str], row: int) -> None:
        line = self._line(FACTS_SHEET, row)
        if source := columns.get(SOURCE_COLUMN):
            pieces = [piece for piece in source.replace(",", " ").replace(";", " ").split() if piece]
            _put(root, ("cited", name), to_node(pieces, (line, SOURCE_COLUMN)), (line, SOURCE_COLUMN))
        if reason := columns.get(ABSENT_COLUMN):
            reason = _ABSENCES.get(reason, reason)
            _put(root, ("absent", name), to_node(reason, (line, ABSENT_COLUMN)), (line, ABSENT_COLUMN))

    def _read_rows(self, root: Tree, sheet: RowSheet, owners: Mapping[int, Tree]) -> dict[int, Tree]:
        """Put a sheet's rows in their place and return them by number."""
        fields = self._columns(sheet)
        rows: dict[int, Tree] = {}
        numbers: dict[int, tuple[str, int]] = {}
        for row, column, text in self._cells(sheet.name, FIRST_ROW):
            place = (self._line(sheet.name, row), column)
            field = fields.get(column)
            if field is None:
                message = "이 열에는 항목의 이름이 없습니다."
                self._report(place, "unknown-key", message, "서식에 있는 열에 적거나 지워 주세요.")
            elif field == NUMBER_KEY:
                numbers[row] = (text, column)
            elif isinstance(field, Field):
                tree = rows.setdefault(row, Tree({}, {}, place[0], place[1]))
                _put(tree, field.path, self._node(text, field.asked, place), place)
        by_number: dict[int, Tree] = {}
        for order, (row, tree) in enumerate(sorted(rows.items()), 1):
            text, column = numbers.get(row, ("", 1))
            place = (self._line(sheet.name, row), column)
            if sheet.owner:
                owner = owners.get(int(text)) if text.isascii() and text.isdigit() else None
                if owner is None:
                    message = f"몇째 {sheet.owner}인지 알 수 없습니다."
                    hint = f"'{sheet.owner}' 시트의 번호를 적어 주세요."
                    self._report(place, "missing-key", message, hint)
                else:
                    _append(owner, sheet.path[-1], tree)
                continue
            number = int(text) if text.isascii() and text.isdigit() else order
            if number in by_number:
                self._report(
                    place, "duplicate-key", f"번호 {number}이(가) 두 번 있습니다.", "줄마다 다른 번호를 적어 주세요."
                )
            by_number[number] = tree
            _append(root, sheet.path[0], tree)
        return by_number

    def _columns(self, sheet: RowSheet) -> dict[int, Field | str]:
        """Return what each column is: by the hidden row of keys, else by its heading."""
        by_name: dict[str, Field | str] = {NUMBER_KEY: NUMBER_KEY}
        by_name |= {field.key: field for field in sheet.fields}
        by_label = {field.label: field for field in sheet.fields}
        columns: dict[int, Field | str] = {}
        for row, column, text in self._cells(sheet.name, LABEL_ROW):
            if row == KEY_ROW and text in by_name:
                columns[column] = by_name[text]
            elif row == LABEL_ROW and (found := by_label.get(text.removesuffix(" (꼭)"))):
                columns.setdefault(column, found)
        return columns

    def _node(self, text: str, asked: Asked, place: tuple[int, int]) -> Node:
        return to_node(read_answer(text, asked), place)


def text_of_cell(value: Any, number_format: str) -> str:
    """Return what a cell shows as a record writes it: days by how exact they are shown, per cent as such, no .0."""
    match value:
        case bool():
            return "예" if value else "아니요"
        case datetime() | date():
            day = value.date() if isinstance(value, datetime) else value
            shown = number_format.lower().replace('"', "")
            # Excel makes a day of a typed month, and shows it as a month.
            return f"{day:%Y-%m-%d}" if "d" in shown or "y" not in shown else f"{day:%Y-%m}"
        case time():
            return f"{value:%H:%M}"
        case int() | float():
            number = Decimal(repr(value)) * (100 if "%" in number_format else 1)
            text = f"{number:f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value).strip(" \t\r\v\f")


def to_node(value: Any, place: tuple[int, int]) -> Node:
    """Return a value as a tree whose every part stands at ``place``."""
    if isinstance(value, Mapping):
        tree = Tree({}, {}, *place)
        for name, inner in value.items():
            tree.keys[name] = Scalar(name, False, *place)
            tree.entries[name] = to_node(inner, place)
        return tree
    if isinstance(value, list):
        return Sequence([to_node(item, place) for item in value], *place)
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return Scalar(text, True, *place)


def _put(tree: Tree, path: tuple[str, ...], node: Node, place: tuple[int, int]) -> None:
    *outer, last = path
    for step in outer:
        below = tree.entries.get(step)
        if not isinstance(below, Tree):
            below = Tree({}, {}, *place)
            tree.entries[step], tree.keys[step] = below, Scalar(step, False, *place)
        tree = below
    tree.entries[last], tree.keys[last] = node, Scalar(last, False, *place)


def _append(tree: Tree, name: str, row: Tree) -> None:
    rows = tree.entries.get(name)
    if not isinstance(rows, Sequence):
        rows = Sequence([], row.line, row.column)
        tree.entries[name], tree.keys[name] = rows, Scalar(name, False, row.line, row.column)
    rows.items.append(row)
