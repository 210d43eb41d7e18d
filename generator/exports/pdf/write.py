"""A document as PDF: tagged for screen readers (PDF/UA-1), with its fonts inside, the same bytes every time."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from generator.exports.flow import (
    Box,
    Cell,
    Code,
    Field,
    Flow,
    Flowing,
    Grid,
    Heading,
    Listing,
    Para,
    Picture,
    Span,
    Spans,
    text_of,
)
from generator.exports.pictures import Prepared
from generator.exports.words import term_widths

_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "fonts"
_TEMPLATE = _HERE / "document.typ"
# Typst counts from one level to the next: none may be left out.
_STANDARD: Final = "ua-1"
_NO_DAY = 0
_LONG_CELL = 300  # characters
# Widths of letters: a line of a page, and nine syllables with the margins of a cell.
_LINE_WIDTH, _WORD_WIDTH = 84, 22


def write_pdf(document: Flowing, pictures: Mapping[str, Prepared]) -> bytes:
    """Return the document as PDF; ``pictures`` are the prepared ones by their path."""
    names = {path: f"image{number}.{pictures[path].suffix}" for number, path in enumerate(sorted(pictures), 1)}
    told = _Teller(names, pictures).document(document)
    inputs = {"data": json.dumps(told, ensure_ascii=False)}
    if not pictures:
        return _compile(inputs, None)
    with tempfile.TemporaryDirectory() as folder:
        for path, name in names.items():
            (Path(folder) / name).write_bytes(pictures[path].data)
        return _compile(inputs, folder)


def _compile(inputs: dict[str, str], folder: str | None) -> bytes:
    data = _compiler().compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=[_STANDARD],
        timestamp=_NO_DAY,
        root=folder,
    )
    if not isinstance(data, bytes):
        raise TypeError("Typst gave no PDF")
    return data


@cache
def _compiler() -> typst.Compiler:
    """Return the compiler of this process: reading the fonts takes longer than setting a document."""
    return typst.Compiler(font_paths=[str(_FONTS)], ignore_system_fonts=True)


@cache
def _uncovered() -> re.Pattern[str]:
    """Return what matches every character that none of the fonts can draw."""
    ranges = (_FONTS / "coverage.txt").read_text(encoding="ascii").split()
    pairs = [row.split("-") for row in ranges]
    drawn = "".join(f"{_escaped(int(first, 16))}-{_escaped(int(last, 16))}" for first, last in pairs)
    # Joiners and selectors are drawn with what they join.
    return re.compile(f"[^{drawn}\n\u200b-\u200d\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


def _escaped(code: int) -> str:
    return f"\\U{code:08x}"


def printable(text: str) -> str:
    """Return the text with the code of every character that the fonts lack: never an empty box."""
    return _uncovered().sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


class _Teller:
    """Tells a document as plain data for the template."""

    def __init__(self, names: Mapping[str, str], pictures: Mapping[str, Prepared]) -> None:
        self._names, self._pictures = names, pictures
        self._level = 0

    def document(self, document: Flowing) -> dict[str, Any]:
        return {
            "name": document.name,
            "running": printable(document.running),
            "title": printable(document.title),
            "about": printable(document.about),
            "cover": [[word, self._cell(lines)] for word, lines in document.cover],
            "cover-widths": term_widths(word for word, _ in document.cover),
            "foot": self._spans(document.foot),
            "body": [self._flow(flow) for flow in document.body],
        }

    def _flow(self, flow: Flow) -> dict[str, Any]:
        match flow:
            case Heading(level, spans):
                self._level = min(level, self._level + 1)
                return {"kind": "heading", "level": self._level, "spans": self._spans(spans)}
            case Para(spans, style):
                return {"kind": "para", "style": style, "spans": self._spans(spans)}
            case Listing(items, ordered, start):
                told = [[self._flow(part) for part in item] for item in items]
                return {"kind": "list", "ordered": ordered, "start": start, "items": told}
            case Grid():
                return self._grid(flow)
            case Box(title, parts, tone):
                inside = [self._flow(part) for part in parts]
                return {"kind": "box", "title": printable(title), "tone": tone, "parts": inside}
            case Field(label, hint, lines):
                return {"kind": "field", "label": printable(label), "hint": self._spans(hint), "lines": lines}
            case Picture(path, alt):
                if path not in self._names:
                    return {"kind": "para", "style": "body", "spans": [[printable(alt), "", ""]]}
                width = self._pictures[path].width
                return {"kind": "picture", "file": f"/{self._names[path]}", "alt": printable(alt), "width": width}
            case Code(text):
                return {"kind": "code", "text": printable(text)}

    def _grid(self, grid: Grid) -> dict[str, Any]:
        columns = len(grid.widths)
        # Only where the longest that is kept whole has room.
        whole = [share * _LINE_WIDTH // sum(grid.widths) >= _WORD_WIDTH for share in grid.widths]
        padded = [[*row, *([()] * (columns - len(row)))] for row in grid.rows]
        rows = [[self._cell(cell, whole=fits) for cell, fits in zip(row, whole, strict=True)] for row in padded]
        return {
            "kind": "grid",
            "caption": printable(grid.caption),
            "head": [self._spans(spans, whole=fits) for spans, fits in zip(grid.head, whole, strict=False)],
            "rows": rows,
            "widths": grid.widths,
            "numeric": grid.numeric,
            # A row stays whole, unless it might not fit on a page.
            "splits": any(sum(len(text_of(line)) for line in cell) > _LONG_CELL for row in grid.rows for cell in row),
        }

    def _cell(self, cell: Cell, *, whole: bool = True) -> list[Any]:
        return [self._spans(spans, whole=whole) for spans in cell]

    def _spans(self, spans: Spans, *, whole: bool = True) -> list[Any]:
        return [[printable(span.text), _looks(span, whole=whole), span.link] for span in spans if span.text]


def _looks(span: Span, *, whole: bool) -> str:
    """Return a letter for each look; a Korean word is kept in one piece where lines end, as people write by hand."""
    looks = (
        ("b", span.bold),
        ("i", span.italic),
        ("q", span.quiet),
        ("c", span.code),
        ("r", span.raised),
        ("w", whole),
    )
    return "".join(letter for letter, is_so in looks if is_so)
