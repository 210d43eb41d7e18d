"""A document as every format can write it: headings, paragraphs, lists, tables, boxes, pictures.

The many blocks of a reading become these few, so that each writer stays small and all formats say the same in the
same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

_RUNNING_LENGTH = 40
# The label of the title where that is left to be written.
TITLE_LABEL = "사업 이름"
Style = Literal["body", "lead", "quiet", "total", "source"]


class Span(NamedTuple):
    """A piece of text in one look; ``link`` is a web address or ''."""

    text: str
    bold: bool = False
    italic: bool = False
    quiet: bool = False
    code: bool = False
    raised: bool = False
    link: str = ""


Spans: TypeAlias = tuple[Span, ...]
# The lines of a cell, below each other; none where it is empty.
Cell: TypeAlias = tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: 1 for a part of the document, 2 and 3 within one."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    spans: Spans
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, each item of which may hold paragraphs and lists; numbers count from ``start``."""

    items: tuple[tuple[Flow, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table below its caption; without ``head`` each row begins with its heading.

    In a form the empty cells are for the reader to write in. ``widths`` are shares of the whole.
    """

    caption: str
    head: tuple[Spans, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[bool, ...]
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Something set apart from the text around it."""

    title: str
    parts: tuple[Flow, ...]
    tone: Literal["note", "warn", "quote"] = "note"


@dataclass(frozen=True, slots=True)
class Field:
    """An empty box with its label, so many lines high; ``hint`` stands beside the label."""

    label: str
    hint: Spans
    lines: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A kept picture (files/…) with its description."""

    path: str
    alt: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text in which every space counts."""

    text: str


Flow: TypeAlias = Heading | Para | Listing | Grid | Box | Field | Picture | Code


@dataclass(frozen=True, slots=True)
class Flowing:
    """A whole document: what stands on its cover, and its body.

    A row of the cover without lines is left to be written, as is the title where it is ''.
    """

    name: str
    title: str
    about: str
    cover: tuple[tuple[str, Cell], ...]
    foot: Spans
    body: tuple[Flow, ...]

    @property
    def running(self) -> str:
        """What stands at the head of every page."""
        title = self.title if len(self.title) <= _RUNNING_LENGTH else f"{self.title[: _RUNNING_LENGTH - 1]}…"
        return " · ".join(filter(None, (title, self.name)))


def text_of(spans: Spans) -> str:
    """Return the text of the spans without their looks."""
    return "".join([span.text for span in spans])


def pictures_of(document: Flowing) -> tuple[str, ...]:
    """Return the paths of all pictures of a document, each once."""
    found: dict[str, None] = {}
    waiting: list[Flow] = list(document.body)
    while waiting:
        match waiting.pop():
            case Picture(path):
                found[path] = None
            case Listing(items):
                waiting += [part for item in items for part in item]
            case Box(parts=parts):
                waiting += parts
    return tuple(sorted(found))
