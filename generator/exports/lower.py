"""Blocks of a reading as flow: each type of block once, for all formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.exports.flow import (
    Box,
    Cell,
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
from generator.exports.marks import Ways, number_text, read_markdown
from generator.exports.words import clean, column_widths, flat_lines, term_widths
from generator.reading import blocks
from generator.reading.blocks import Line, Run, Sign, Target

_NOT_RECORDED: Spans = (Span("기록 없음", quiet=True),)
_DOT: Spans = (Span(" · "),)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the site is: ``base`` ('' when it has no address) and the folder of each kind of page."""

    base: str
    folders: Mapping[str, str]

    def of(self, target: Target) -> str:
        """Return the web address of a target; '' where a reader of the document could not follow."""
        if target.kind == "web":
            return target.id
        folder = self.folders.get(target.kind)
        return f"{self.base.rstrip('/')}/{folder}/{target.id}.html" if self.base and folder else ""


def lower_document(document: blocks.Document, addresses: Addresses, pictures: Iterable[str] = ()) -> Flowing:
    """Return the document as flow; ``pictures`` are the paths of kept pictures that can be shown."""
    lowering = _Lowering(document, addresses, frozenset(pictures))
    body: list[Flow] = [flow for notice in document.notices for flow in lowering.lower(notice)]
    for number, part in enumerate(document.parts, 1):
        body.append(Heading(1, (Span(f"{number}. {clean(part.title)}"),)))
        title = clean(part.title)
        for flow in lowering.lower_all(part.blocks):
            if isinstance(flow, Grid) and not flow.rows:
                continue
            # A caption that only says once more what the heading above has said.
            body.append(replace(flow, caption="") if isinstance(flow, Grid) and flow.caption == title else flow)
            title = text_of(flow.spans) if isinstance(flow, Heading) else ""
    origin = (Span(f"{clean(document.origin.title)}. ", quiet=True), *lowering.line(document.origin.line))
    return Flowing(
        name=document.name,
        title=clean(document.title),
        about=clean(document.about),
        cover=tuple((row.word, lowering.cell(row.lines)) for row in document.cover),
        foot=tuple(span._replace(quiet=True) for span in origin),
        body=tuple(body),
    )


class _Lowering:
    """Lowers the blocks of one document."""

    def __init__(self, document: blocks.Document, addresses: Addresses, pictures: frozenset[str]) -> None:
        self._addresses = addresses
        self._ways = Ways(document.number_by_source, _Guidebooks(addresses), pictures)
        self._pictures = pictures

    def lower_all(self, group: Iterable[blocks.DocumentBlock]) -> Iterator[Flow]:
        """Yield the flow of some blocks, below each other."""
        for block in group:
            yield from self.lower(block)

    def lower(self, block: blocks.DocumentBlock) -> Iterable[Flow]:
        """Return the flow of one block."""
        return _LOWER[type(block)](self, block)

    def line(self, line: Line) -> Spans:
        """Return running text."""
        spans: list[Span] = []
        for piece in line:
            if isinstance(piece, Sign):
                spans.append(Span(clean(piece.text), bold=True))
                continue
            link = self._addresses.of(piece.to) if piece.to else ""
            look = Span("", bold=piece.tone == "strong", quiet=piece.tone in ("quiet", "missing"), link=link)
            if piece.text:
                spans.append(look._replace(text=clean(piece.text)))
            if piece.numbers:
                spans.append(Span(number_text(piece.numbers), raised=True))
        return tuple(spans)

    def cell(self, lines: Iterable[Line]) -> Cell:
        """Return the lines of a cell; an empty line is none."""
        return tuple(spans for line in lines if text_of(spans := self.line(line)))

    def markdown(self, prose: blocks.Prose) -> list[Flow]:
        """Return short Markdown, its notes behind the last paragraph."""
        parts = list(read_markdown(prose.markdown, self._ways, 3))
        if prose.numbers:
            note = Span(number_text(prose.numbers), raised=True)
            last = parts[-1] if parts else Para(())
            if isinstance(last, Para):
                parts[-1:] = [Para((*last.spans, note), last.style)]
            else:
                parts.append(Para((note,)))
        return parts

    def prose(self, block: blocks.Prose) -> Iterable[Flow]:
        return self.markdown(block)

    def story(self, block: blocks.Story) -> Iterable[Flow]:
        return read_markdown(block.markdown, self._ways, 2)

    def paragraph(self, block: blocks.Paragraph) -> Iterable[Flow]:
        return [Para(self.line(block.line))]

    def sub_heading(self, block: blocks.SubHeading) -> Iterable[Flow]:
        return [Heading(2, (Span(clean(block.text)),))]

    def note(self, block: blocks.Note) -> Iterable[Flow]:
        return [Box(clean(block.title), (Para(self.line(block.line)),), "warn" if block.warns else "note")]

    def terms(self, block: blocks.Terms) -> Iterable[Flow]:
        rows = [(((Span(clean(row.word), bold=True),),), self.cell(row.lines)) for row in block.rows]
        return [Grid("", (), tuple(rows), term_widths(row.word for row in block.rows), (False, False))]

    def figures(self, block: blocks.Figures) -> Iterable[Flow]:
        head = tuple((Span(clean(item.label)),) for item in block.items)
        cells = []
        for item in block.items:
            value: Spans = (Span(clean(join_amount(item.value, item.unit)), bold=True),) if item.value else ()
            sign = self.line((item.sign,)) if item.sign else ()
            cells.append(tuple(line for line in (value, sign, self.line(item.note)) if line) or (_NOT_RECORDED,))
        return [Grid("", head, (tuple(cells),), (1,) * len(head), (False,) * len(head))]

    def problem_solution(self, block: blocks.ProblemSolution) -> Iterable[Flow]:
        for title, prose in (("문제", block.problem), ("해결", block.solution)):
            yield Heading(2, (Span(title),))
            yield from self.markdown(prose) if prose else [Para(_NOT_RECORDED)]

    def results(self, block: blocks.Results) -> Iterable[Flow]:
        rows = []
        for item in block.items:
            metric = (*self.line((Run(item.metric, item.numbers),)),)
            foot = [spans for piece in item.foot if text_of(spans := self.line((piece,))).strip()]
            rows.append(((metric,), self._value(item.before), self._value(item.after), tuple(foot)))
        return [self._grid("", ("지표", "앞의 값", "뒤의 값", "어떻게 알았나"), rows)]

    def _value(self, value: blocks.Value) -> Cell:
        if not value.text:
            return ((Span("기준값 없음", quiet=True),),)
        amount = join_amount(value.text, value.unit)
        return (self.line((Run(amount, value.numbers, tone="strong"),)), (Span(clean(value.label), quiet=True),))

    def table(self, block: blocks.Table) -> Iterable[Flow]:
        return [self._table(block)]

    def form(self, block: blocks.Form) -> Iterable[Flow]:
        return [self._table(block, is_form=True)]

    def _table(self, block: blocks.Table | blocks.Form, *, is_form: bool = False) -> Grid:
        rows = [tuple(self.cell([cell]) for cell in row) for row in block.rows]
        titles = [column.title for column in block.columns]
        numeric = tuple(column.is_number for column in block.columns)
        return self._grid(block.caption, titles, rows, numeric, is_form=is_form)

    def _grid(
        self,
        caption: str,
        titles: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        numeric: tuple[bool, ...] = (),
        *,
        is_form: bool = False,
    ) -> Grid:
        head = tuple((Span(clean(title)),) for title in titles)
        widths = column_widths(head, rows)
        return Grid(clean(caption), head, tuple(rows), widths, numeric or (False,) * len(head), is_form)

    def pairs(self, block: blocks.Pairs) -> Iterable[Flow]:
        rows = [(self.cell([pair.left]), self.cell([pair.right])) for pair in block.items]
        return [self._grid("", (block.left_title, block.right_title), rows)]

    def nothing(self, block: object) -> Iterable[Flow]:
        """A bar: the table that follows says the same in numbers."""
        return []

    def total(self, block: blocks.Total) -> Iterable[Flow]:
        return [Para((Span(clean(block.text), bold=True), Span(f" {clean(block.note)}", quiet=True)), "total")]

    def beside(self, block: blocks.Beside) -> Iterable[Flow]:
        return [*self.lower_all(block.left), *self.lower_all(block.right)]

    def stages(self, block: blocks.Stages) -> Iterable[Flow]:
        told = ", ".join(f"{stage.label} {stage.count}건" for stage in block.items if stage.count)
        return [Para((Span(f"단계마다 기록된 일: {told}", quiet=True),))] if told else []

    def timeline(self, block: blocks.Timeline) -> Iterable[Flow]:
        rows = [
            (
                ((Span(clean(event.date), bold=True),), *self.cell([(Run(event.stage, tone="quiet"),)])),
                (
                    self.line(event.what),
                    *(flat_lines(self.markdown(event.detail)) if event.detail else ()),
                    *(self.line((turn.sign, Run(": "), *turn.line)) for turn in event.turns),
                ),
            )
            for event in block.items
        ]
        head: tuple[Spans, ...] = ((Span("때와 단계"),), (Span("한 일"),))
        return [Grid("", head, tuple(rows), (16, 56), (False, False))]

    def feedbacks(self, block: blocks.Feedbacks) -> Iterable[Flow]:
        rows = [
            (
                self.cell([item.who]),
                self.cell([item.heard]) or (_NOT_RECORDED,),
                self.cell([item.changed]) or (_NOT_RECORDED,),
            )
            for item in block.items
        ]
        return [self._grid("", ("누구에게", "들은 말", "바꾼 것"), rows)]

    def items(self, block: blocks.Items) -> Iterable[Flow]:
        rows = []
        for item in block.items:
            title = tuple(span._replace(bold=not span.raised) for span in self.line(item.title))
            ways = self.cell(item.get)
            if item.download:
                file = item.download
                name = file.path.rpartition("/")[2]
                ways = ((Span(clean(f"묶음 파일: {name} ({file.size})")),), *ways)
            rows.append(
                ((title, *self.cell(item.about)), ((Span(item.kind),),), (self.line(item.licence),), ways),
            )
        return [self._grid("", ("이름", "종류", "이용 조건", "얻는 길"), rows)]

    def tree(self, block: blocks.Tree) -> Iterable[Flow]:
        return [Listing((self._node(block.root),))]

    def _node(self, node: blocks.Node) -> tuple[Flow, ...]:
        title = tuple(span._replace(bold=node.is_this) for span in self.line(node.title))
        spans: Spans = (*title, Span(f" ({node.year})", quiet=True))
        if node.sign:
            spans += (Span(" "), *self.line((node.sign,)))
        parts: list[Flow] = [Para(spans)]
        parts += [Para(self.line(line), "quiet") for line in (*node.about, *node.series)]
        if node.children:
            parts.append(Listing(tuple(self._node(child) for child in node.children)))
        return tuple(parts)

    def lessons(self, block: blocks.Lessons) -> Iterable[Flow]:
        return [Listing(tuple((Para(self.line((item.sign, Run(": "), *item.line))),) for item in block.items))]

    def bullets(self, block: blocks.Bullets) -> Iterable[Flow]:
        return [Listing(tuple((Para(self.line(line)),) for line in block.items))]

    def source_list(self, block: blocks.SourceList) -> Iterable[Flow]:
        for item in block.items:
            gist = " (제목은 요지)" if item.gist else ""
            spans: Spans = (Span(f"[{item.number}] "), Span(clean(item.title)), Span(gist, quiet=True))
            spans += (Span(clean(f". {item.published}"), quiet=True),) if item.published else ()
            spans += (Span(clean(f". {item.note}"), quiet=True),) if item.note else ()
            for word, url in (("", item.url), ("보관된 사본 ", item.archived)):
                spans += (Span(f". {word}"), Span(clean(url), link=clean(url))) if url else ()
            yield Para(tuple(span for span in spans if span.text), "source")

    def blank(self, block: blocks.Blank) -> Iterable[Flow]:
        return [Field(clean(block.label), self.line(block.hint), block.lines)]

    def photo(self, block: blocks.Photo) -> Iterable[Flow]:
        return [Picture(block.path, clean(block.alt))] if block.path in self._pictures else []


class _Guidebooks(Mapping[str, str]):
    """The address of every guidebook by its id, without a list of them."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses

    def __getitem__(self, id_: str) -> str:
        return self._addresses.of(Target("guidebook", id_))

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def join_amount(text: str, unit: str) -> str:
    """Return a value with its unit as people write it: '12명', '1억 2,000만 원', '30 km'."""
    if unit == "%" or (text[-1:].isdigit() and unit and not unit.isascii() and unit != "원"):
        return f"{text}{unit}"
    return f"{text} {unit}".rstrip()


_LOWER: Mapping[type[Any], Callable[[_Lowering, Any], Iterable[Flow]]] = {
    blocks.Bar: _Lowering.nothing, blocks.Beside: _Lowering.beside, blocks.Blank: _Lowering.blank,
    blocks.Bullets: _Lowering.bullets, blocks.Feedbacks: _Lowering.feedbacks, blocks.Figures: _Lowering.figures,
    blocks.Form: _Lowering.form, blocks.Items: _Lowering.items, blocks.Lessons: _Lowering.lessons,
    blocks.Note: _Lowering.note, blocks.Pairs: _Lowering.pairs, blocks.Paragraph: _Lowering.paragraph,
    blocks.Photo: _Lowering.photo, blocks.ProblemSolution: _Lowering.problem_solution, blocks.Prose: _Lowering.prose,
    blocks.Results: _Lowering.results, blocks.SourceList: _Lowering.source_list, blocks.Stages: _Lowering.stages,
    blocks.Story: _Lowering.story, blocks.SubHeading: _Lowering.sub_heading, blocks.Table: _Lowering.table,
    blocks.Terms: _Lowering.terms, blocks.Timeline: _Lowering.timeline, blocks.Total: _Lowering.total,
    blocks.Tree: _Lowering.tree,
}  # fmt: skip
