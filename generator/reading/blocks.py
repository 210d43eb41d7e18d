"""What a guidebook consists of: blocks of text and structure, never HTML.

A ``Line`` is a piece of running text: runs, each with the numbers of the sources that carry it, and signs. Free text
that people wrote stays Markdown, in ``Prose`` and ``Story``. Whoever writes a page or a document decides what a block
looks like. Longer than other modules because it is a table of types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

TargetKind = Literal[
    "guidebook", "municipality", "call", "field", "task", "topic", "workshop", "section", "deliverable", "web"
]
Shape = Literal[
    "measured", "reported", "estimated", "planned", "no-result",  # how well an outcome is known
    "running", "preparing", "intended", "stopped", "ended", "confirm",  # where a project stands
    "decision", "dead-end", "obstacle", "product",  # what a step brought
    "must", "unknown", "do", "avoid", "caution", "full", "empty",
]  # fmt: skip
Tone = Literal["", "strong", "quiet", "missing"]


# Named tuples, because a guidebook has hundreds of these three.
class Target(NamedTuple):
    """What a run leads to: the id of a record, of a section or deliverable of this guidebook, or a web address."""

    kind: TargetKind
    id: str


class Sign(NamedTuple):
    """A shape with its word; colour may follow the shape but never stands alone."""

    shape: Shape
    text: str


class Run(NamedTuple):
    """A piece of text, with the numbers of its sources."""

    text: str
    numbers: tuple[int, ...] = ()
    to: Target | None = None
    tone: Tone = ""


Line: TypeAlias = tuple[Run | Sign, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Short Markdown; the sources belong to all of it."""

    markdown: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The text of guidebook.md: Markdown with headings from ##, footnotes and source marks like [s2]."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class SubHeading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know before reading on."""

    title: str
    line: Line
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what is to be said about it, a line each."""

    word: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A short list of facts: ``facts`` about the project, ``people`` who took part, ``plain`` otherwise."""

    rows: tuple[Term, ...]
    kind: Literal["facts", "people", "plain"] = "plain"


@dataclass(frozen=True, slots=True)
class Figure:
    """One large number; without ``value`` it is not known."""

    label: str
    value: str
    unit: str = ""
    sign: Sign | None = None
    note: Line = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A few large numbers in a row."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ProblemSolution:
    """The problem, and beside it the solution."""

    problem: Prose | None
    solution: Prose | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value with what it is (a date, a word); ``text`` is '' where it is not known."""

    label: str
    text: str
    unit: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of a plot, with the text that is written on it; a ``partial`` one covers less than its neighbours."""

    label: str
    value: float
    text: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """Values to draw from zero: a share of 100, two values, or a series; ``title`` says the same in words."""

    kind: Literal["bar100", "slope", "bars"]
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome that came about: before, after, and how it is known."""

    metric: str
    numbers: tuple[int, ...]
    before: Value
    after: Value
    foot: Line
    plot: Plot | None


@dataclass(frozen=True, slots=True)
class Results:
    """Outcomes that came about."""

    items: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first of each is its heading; with ``has_keys`` each row is a segment of the bar above."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    has_keys: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A risk and what was done about it."""

    left: Line
    right: Line


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns of sentences that belong together."""

    left_title: str
    right_title: str
    items: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, in thousandths of the whole."""

    label: str
    share: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A whole and its parts; the table that follows has a key for each."""

    title: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A sum in large type."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two groups of blocks, side by side where there is room."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class StageCount:
    """A stage and how many steps were done in it."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Stages:
    """All stages in their order."""

    items: tuple[StageCount, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What was decided, was hard, failed or was made at a step."""

    sign: Sign
    line: Line


@dataclass(frozen=True, slots=True)
class Event:
    """One step: ``day`` is the half-known ISO date for machines, '' where there is none."""

    date: str
    day: str
    stage: str
    what: Line
    detail: Prose | None = None
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Steps in the order of the record."""

    items: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What was heard from somebody, and what was changed after it; empty where it is not known."""

    who: Line
    heard: Line
    changed: Line


@dataclass(frozen=True, slots=True)
class Feedbacks:
    """Advice or workshops."""

    items: tuple[Feedback, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A kept file: its path as records write it, with what a reader wants to know before fetching it."""

    path: str
    size: str
    checksum: str
    width: int | None = None  # of a picture, in pixels
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A deliverable."""

    id: str
    kind: str
    title: Line
    about: tuple[Line, ...]
    licence: Line
    get: tuple[Line, ...]
    download: Download | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """What can be taken over."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A project in its lineage, with the projects that followed it."""

    title: Line
    year: str
    sign: Sign | None
    about: tuple[Line, ...] = ()
    series: tuple[Line, ...] = ()
    children: tuple[Node, ...] = ()
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """A lineage."""

    root: Node


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence to do, to avoid or to mind."""

    sign: Sign
    line: Line


@dataclass(frozen=True, slots=True)
class Lessons:
    """Sentences for the next one who tries."""

    items: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A plain list; ``gaps`` when it lists what is not known."""

    items: tuple[Line, ...]
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source as the list shows it; ``url`` and ``archived`` are web addresses or ''."""

    number: int
    anchor: str
    title: str
    gist: bool
    published: str
    url: str
    archived: str
    note: str


@dataclass(frozen=True, slots=True)
class SourceList:
    """The numbered sources."""

    items: tuple[SourceEntry, ...]


Block: TypeAlias = (
    Prose | Story | Paragraph | SubHeading | Note | Terms | Figures | ProblemSolution | Results | Table | Pairs | Bar
    | Total | Beside | Stages | Timeline | Feedbacks | Items | Tree | Lessons | Bullets | SourceList
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Blank:
    """A labelled place for so many lines that the reader has to write; ``hint`` is what others did, never a draft."""

    label: str
    hint: Line = ()
    lines: int = 3


@dataclass(frozen=True, slots=True)
class Form:
    """A table to be filled in: a cell without text is left for the reader to write in."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A kept picture (files/…) with its description."""

    path: str
    alt: str


DocumentBlock: TypeAlias = Block | Blank | Form | Photo


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a document, with the fixed English id of its outline."""

    id: str
    title: str
    blocks: tuple[DocumentBlock, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Something to print: ``name`` says what it is (결과보고서), ``title`` what it is about ('' is left to be written).

    ``cover`` are the rows below the title, an empty line in one is left to be written; ``project`` is the id of the
    record, ``origin`` says who wrote that.
    """

    kind: str
    name: str
    title: str
    project: str
    about: str
    cover: tuple[Term, ...]
    origin: Note
    notices: tuple[Note, ...]
    parts: tuple[Part, ...]
    sources: tuple[SourceEntry, ...] = ()
    number_by_source: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the guidebook: a fixed English id, a title, a count beside it, and the sources that carry it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    count: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the fifteen questions; ``answered`` is None where it does not apply."""

    question: str
    answered: bool | None


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the fifteen questions are answered, in one sentence, and which."""

    sentence: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Guidebook:
    """A whole guidebook in reading order: head, origin, place in the programme, notices, sections, completeness."""

    id: str
    title: str
    summary: str
    meta: tuple[Term, ...]
    origin: Note
    chain: tuple[Term, ...]
    notices: tuple[Note, ...]
    sections: tuple[Section, ...]
    completeness: Completeness
    sources: tuple[SourceEntry, ...]
    number_by_source: Mapping[str, int] = field(default_factory=dict)
