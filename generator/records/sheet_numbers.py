"""Numbers of a spreadsheet as their cells show them: a telephone number has its first 0 from its format only.

Only formats are read that write digits and signs between them, as 000-0000-0000 or (0##) ####-####. A number without
such a format may be anything, an amount above all.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

_ATTRIBUTE = re.compile(r"\b(?:\w+:)?(\w+)=\"([^\"]*)\"")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b[^>]*>")
_CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\b[^>]*>")
_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v>([0-9]{5,16})</")
# What a format may hold beside digits: conditions and colours, texts in quotes, signs, the width of a sign.
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
_QUOTED = re.compile(r"\"[^\"]*\"|\\.")
_TOKEN = re.compile(r"\"[^\"]*\"|\\.|.")
_DIGITS = re.compile(r"(?:(?![0#?]\.[0#?])[0#?()+ .\u2010-\u2015-])*")
_PLACES = ("0", "#", "?")
_FEWEST_DIGITS = 9


def show_numbers(sheet: str, formats: Mapping[str, str]) -> str:
    """Return a sheet (XML) with the numbers as they are shown that have one of the ``formats``, by their style."""

    def show(cell: re.Match[str]) -> str:
        given = dict(_ATTRIBUTE.findall(cell[1]))
        value = _VALUE.search(cell[2])
        if given.get("t", "n") != "n" or given.get("s", "") not in formats or not value:
            return cell[0]
        return "<c>" + "\n".join(_write(value[1], formats[given["s"]])) + "</c>"

    return _CELL.sub(show, sheet) if formats else sheet


def telling_formats(styles: str) -> dict[str, str]:
    """Return the formats of a workbook's styles (XML) that write as many digits as belong to a person, by style."""
    codes = {}
    for found in _FORMAT.findall(styles):
        given = dict(_ATTRIBUTE.findall(found))
        code = html.unescape(given.get("formatCode", ""))
        if any(_count(section) >= _FEWEST_DIGITS for section in _sections(code)):
            codes[given.get("numFmtId", "")] = code
    cells = _CELL_FORMATS.search(styles)
    if not codes or not cells:
        return {}
    ids = [dict(_ATTRIBUTE.findall(found)).get("numFmtId", "") for found in _CELL_FORMAT.findall(cells[0])]
    return {str(number): codes[id_] for number, id_ in enumerate(ids) if id_ in codes}


def _sections(code: str) -> list[list[str]]:
    """Return the signs of each part of a format that writes digits and signs between them and nothing else."""
    parts = [_ASIDE.sub("", part) for part in code.split(";")]
    return [_TOKEN.findall(part) for part in parts if _DIGITS.fullmatch(_QUOTED.sub("", part))]


def _count(section: list[str]) -> int:
    return sum(sign in _PLACES for sign in section)


def _write(digits: str, code: str) -> Iterator[str]:
    for section in _sections(code):
        if max(len(digits), _FEWEST_DIGITS) > _count(section):
            continue
        left = list(digits)
        signs = []
        for sign in reversed(section):
            if sign not in _PLACES:
                signs.append(sign.removeprefix("\\").strip('"'))
            elif left:
                signs.append(left.pop())
            elif sign == "0":
                signs.append("0")
        yield "".join(reversed(signs)).strip()
