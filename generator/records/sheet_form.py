"""The Excel form of a record: headings, explanations and drop-down lists from the model, blank or filled."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from generator.records.answers import Asked, show_answer
from generator.records.choices import Absence
from generator.records.messages import keys_of
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.sheets import (
    ABSENT_COLUMN,
    EXPLAIN_ROW,
    FACT_COLUMNS,
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

# Excel counts days from 1900; zip counts from 1980.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_LAST_ROW = 300
_NUMBERED_ROWS = 30
_AS_TEXT = "@"
_HEAD = PatternFill("solid", fgColor="FFDCE6F1")
_QUIET = Font(color="FF595959", size=9)
_BOLD = Font(bold=True)
_TITLE = Font(bold=True, size=14)
_WRAP = Alignment(wrap_text=True, vertical="top")
_MOST_IN_LIST = 200

_GUIDE = (
    "본보기 사업 기록 서식",
    "사업 한 건에 파일 하나입니다. 아는 것만 적고 모르는 것은 비워 둡니다. 짐작으로 채우지 않습니다.",
    "1. '사업' 시트의 '값' 칸부터 적습니다. '(꼭)'이라고 적힌 다섯 가지만 있으면 기록이 됩니다.",
    "2. 여럿인 것(재원, 추진 과정, 성과 …)은 그 이름의 시트에 한 줄에 하나씩 적습니다.",
    "3. 근거가 된 자료를 '출처' 시트에 s1, s2 …로 적고, 다른 시트의 '출처' 칸에 그 이름을 적습니다.",
    "4. 날짜는 2021, 2021-05, 2021-05-03처럼 아는 만큼, 기간은 '2021-05 ~ 2022'처럼 적습니다.",
    "5. 금액은 원 단위 숫자로 적습니다. '1억 2,000만원'처럼 적어도 읽습니다. 합계 줄은 적지 않습니다.",
    "6. 한 칸에 여럿을 적을 때는 쉼표나 줄바꿈(Alt+Enter)으로 나눕니다. 고를 수 있는 말은 '목록' 시트에 있습니다.",
    "7. 사람 이름, 휴대전화 번호, 개인 전자우편은 적지 않습니다. 담당은 부서로 적습니다.",
    "8. 시트와 열의 이름은 바꾸지 말아 주세요. 칸을 합치거나 수식을 넣으면 읽지 못합니다.",
    "다 적었으면 'bonbogi new --from 이 파일'로 기록을 만들거나, 이 파일을 그대로 보내 주세요.",
)


def make_form(programme: Programme, values: Mapping[str, Any] | None = None, id_: str = "") -> bytes:
    """Return the workbook, blank or filled with the values of a record; the same bytes for the same values."""
    layout = Layout(programme)
    values = values or {}
    book = Workbook()
    guide = book.active
    assert isinstance(guide, Worksheet)
    _write_guide(guide)
    lists = _Lists(programme)
    _write_facts(book.create_sheet(FACTS_SHEET), layout, lists, values, id_)
    for sheet in layout.row_sheets:
        _write_rows(book.create_sheet(sheet.name), sheet, lists, _rows_of(sheet, values))
    lists.write(book.create_sheet(LISTS_SHEET))
    written = io.BytesIO()
    book.save(written)
    return _without_time(written.getvalue())


def _write_guide(sheet: Worksheet) -> None:
    sheet.title = GUIDE_SHEET
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(_GUIDE, 1):
        sheet.cell(number, 1, line).alignment = _WRAP
    sheet.cell(1, 1).font = _TITLE


def _write_facts(sheet: Worksheet, layout: Layout, lists: _Lists, values: Mapping[str, Any], id_: str) -> None:
    for letter, width in zip("ABCDEF", (26, 60, 12, 14, 70, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    _write_title(sheet, "사업의 사실", "'값' 칸에 적습니다. 출처의 이름과 비운 까닭은 알 때만 적습니다.")
    for column, heading in enumerate(FACT_COLUMNS, 1):
        _write_heading(sheet, LABEL_ROW, column, heading)
    sheet.freeze_panes = f"{get_column_letter(VALUE_COLUMN)}{FIRST_FACT}"
    cited, absent = values.get("cited", {}), values.get("absent", {})
    row = FIRST_FACT
    _write_fact(
        sheet,
        row,
        "폴더 이름",
        "영문 소문자와 숫자를 줄표(-)로 이어. 안내서의 주소가 됩니다. 비우면 정해 드립니다.",
        ID_KEY,
    )
    _write_text(sheet, row, VALUE_COLUMN, id_)
    seen = set()
    for name, info in keys_of(Project).items():
        for field in (field for field in layout.facts if field.path[0] == name):
            row += 1
            label = f"{field.label} (꼭)" if field.required else field.label
            _write_fact(sheet, row, label, field.explain, field.key)
            _write_value(sheet, row, VALUE_COLUMN, _value_at(values, field.path), field.asked)
            lists.offer(sheet, field, get_column_letter(VALUE_COLUMN), row, row)
            if len(field.path) == 1:
                seen.add(name)
        if name not in seen and name not in ("cited", "absent"):
            row += 1
            is_list = any(sheet.path == (name,) for sheet in layout.row_sheets)
            explain = f"'{info.title}' 시트에 적습니다." if is_list else "위의 칸에 나누어 적습니다."
            _write_fact(sheet, row, info.title or name, f"{explain} 여기에는 출처나 비운 까닭만 적습니다.", name)
            seen.add(name)
    for name in dict.fromkeys([*cited, *absent]):
        if name not in seen:
            row += 1
            _write_fact(sheet, row, name, "출처나 비운 까닭만 적은 항목.", name)
    labels = {member.value: member.label for member in Absence}
    for number in range(FIRST_FACT + 1, row + 1):
        key = sheet.cell(number, KEY_COLUMN).value
        source = cited.get(key, ())
        _write_text(sheet, number, SOURCE_COLUMN, source if isinstance(source, str) else ", ".join(source))
        reason = absent.get(key, "")
        _write_text(sheet, number, ABSENT_COLUMN, labels.get(reason, str(reason)))
    lists.offer_absences(sheet, FIRST_FACT + 1, row)


def _write_fact(sheet: Worksheet, row: int, label: str, explain: str, key: str) -> None:
    sheet.cell(row, 1, label).alignment = _WRAP
    for column, text in ((5, explain), (KEY_COLUMN, key)):
        _write_quietly(sheet, row, column, text)
    for column in (VALUE_COLUMN, SOURCE_COLUMN, ABSENT_COLUMN):
        sheet.cell(row, column).number_format = _AS_TEXT
        sheet.cell(row, column).alignment = _WRAP


def _write_rows(
    sheet: Worksheet, layout: RowSheet, lists: _Lists, rows: Sequence[tuple[int, Mapping[str, Any]]]
) -> None:
    _write_title(sheet, layout.name, f"{layout.explain} 한 줄에 하나씩 적습니다.")
    first = 1
    if layout.has_numbers:
        heading = f"몇째 {layout.owner}" if layout.owner else "번호"
        explain = f"'{layout.owner}' 시트의 번호." if layout.owner else "다른 시트에서 가리킬 때 씁니다."
        _write_column(sheet, 1, heading, explain, NUMBER_KEY, 10)
        first = 2
    for column, field in enumerate(layout.fields, first):
        label = f"{field.label} (꼭)" if field.required else field.label
        width = 36 if field.asked.shape == "text" and not field.asked.many else 16
        _write_column(sheet, column, label, field.explain, field.key, width)
        sheet.column_dimensions[get_column_letter(column)].number_format = _AS_TEXT
        lists.offer(sheet, field, get_column_letter(column), FIRST_ROW, _LAST_ROW)
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.freeze_panes = f"{get_column_letter(first)}{FIRST_ROW}"
    for number, (owner, row) in enumerate(rows, FIRST_ROW):
        if layout.has_numbers:
            sheet.cell(number, 1, owner)
        for column, field in enumerate(layout.fields, first):
            _write_value(sheet, number, column, _value_at(row, field.path), field.asked)
    if layout.is_numbered:
        for number in range(len(rows), _NUMBERED_ROWS):
            sheet.cell(FIRST_ROW + number, 1, number + 1)


def _write_column(sheet: Worksheet, column: int, label: str, explain: str, key: str, width: int) -> None:
    _write_heading(sheet, LABEL_ROW, column, label)
    for row, text in ((EXPLAIN_ROW, explain), (KEY_ROW, key)):
        _write_quietly(sheet, row, column, text)
    sheet.column_dimensions[get_column_letter(column)].width = width


def _write_quietly(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column, text)
    cell.font, cell.alignment = _QUIET, _WRAP


def _write_title(sheet: Worksheet, title: str, explain: str) -> None:
    sheet.cell(1, 1, title).font = _TITLE
    sheet.cell(1, 2, explain).font = _QUIET


def _write_heading(sheet: Worksheet, row: int, column: int, label: str) -> None:
    cell = sheet.cell(row, column, label)
    cell.font, cell.fill, cell.alignment = _BOLD, _HEAD, _WRAP


def _write_value(sheet: Worksheet, row: int, column: int, value: Any, asked: Asked) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool) and asked.shape == "number":
        sheet.cell(row, column, value).number_format = "General"
        sheet.cell(row, column).alignment = _WRAP
    else:
        _write_text(sheet, row, column, show_answer(value, asked))


def _write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text as a text: what begins with an equals sign is no formula, and no longer than a cell may be."""
    if not text:
        return
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    cell.number_format, cell.alignment = _AS_TEXT, _WRAP


def _value_at(values: Mapping[str, Any], path: Sequence[str]) -> Any:
    value: Any = values
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _rows_of(sheet: RowSheet, values: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the rows of a sheet, each with its own number or that of the row it belongs to."""
    outer: Iterable[Mapping[str, Any]] = values.get(sheet.path[0]) or ()
    if len(sheet.path) == 1:
        return list(enumerate(outer, 1))
    return [(number, row) for number, owner in enumerate(outer, 1) for row in owner.get(sheet.path[1]) or ()]


class _Lists:
    """The words that can be chosen, a column each in a sheet of their own, and the drop-downs that show them."""

    def __init__(self, programme: Programme) -> None:
        self.columns: dict[tuple[str, ...], str] = {}
        self.rows: list[tuple[str, tuple[str, ...]]] = []
        self.codes = [place.full_name for place in programme.municipalities.current()]

    def offer(self, sheet: Worksheet, field: Field, letter: str, first: int, last: int) -> None:
        """Let cells be filled from a list where the key has one."""
        asked = field.asked
        if asked.name in ("municipality", "municipalities"):
            self._column("지자체", self.codes)
            return
        if asked.shape == "flag":
            self._validate(sheet, f"{letter}{first}:{letter}{last}", '"예,아니요"')
            return
        words: dict[str, str] = {}
        for word, value in asked.words.items():
            words.setdefault(value, word)
        if not words or len(words) > _MOST_IN_LIST:
            return
        formula = self._column(asked.label, list(words.values()))
        # In a cell for several values a drop-down would replace what is there.
        if not asked.many:
            self._validate(sheet, f"{letter}{first}:{letter}{last}", formula)

    def offer_absences(self, sheet: Worksheet, first: int, last: int) -> None:
        """Let the reasons for an empty key be chosen."""
        formula = self._column("비운 까닭", [member.label for member in Absence])
        letter = get_column_letter(ABSENT_COLUMN)
        self._validate(sheet, f"{letter}{first}:{letter}{last}", formula)

    def _column(self, label: str, words: Sequence[str]) -> str:
        key = tuple(words)
        if key not in self.columns:
            letter = get_column_letter(len(self.rows) + 1)
            self.rows.append((label, key))
            self.columns[key] = f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(words) + 1}"
        return self.columns[key]

    def _validate(self, sheet: Worksheet, cells: str, formula: str) -> None:
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "목록에 없는 말", "목록에서 골라 주세요. 모르면 비워 둡니다."
        sheet.add_data_validation(rule)
        rule.add(cells)

    def write(self, sheet: Worksheet) -> None:
        """Write the lists."""
        for column, (label, words) in enumerate(self.rows, 1):
            _write_heading(sheet, 1, column, label)
            sheet.column_dimensions[get_column_letter(column)].width = 28
            for row, word in enumerate(words, 2):
                sheet.cell(row, column, word)


def _without_time(data: bytes) -> bytes:
    """Return the workbook without the moments in which it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(\w+)[^>]*>)[^<]*", rb"\g<1>2026-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return packed.getvalue()
