"""Free text as flow: Python-Markdown reads it, and what it makes is taken apart again.

Raw HTML stays text. Pictures and links lead only where the record has something; the rest is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from generator.exports.flow import Box, Cell, Code, Flow, Grid, Heading, Listing, Para, Picture, Span, Spans, text_of
from generator.exports.words import clean, column_widths
from generator.reading.admonitions import ADMONITIONS
from generator.reading.indent import indent_lists
from generator.reading.sources import SOURCE_MARK

_WEB = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_PROJECT = re.compile(r"project:([a-z0-9-]+)")
_VOID = frozenset({"br", "hr", "img", "input"})
_BLOCKS = frozenset({"p", "ul", "ol", "table", "pre", "blockquote", "div", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_SPACES = re.compile(r"[ \t]*\n[ \t]*")
_WARNINGS = frozenset({"warning", "caution", "danger"})


@dataclass(frozen=True, slots=True)
class Ways:
    """What a text may point to: numbers by source id, addresses of guidebooks by id, the kept pictures."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)
    pictures: frozenset[str] = frozenset()


def read_markdown(text: str, ways: Ways, top_level: int) -> tuple[Flow, ...]:
    """Return the text as flow; its "##" becomes a heading of ``top_level``."""
    markdown = _reader()
    try:
        html = markdown.convert(indent_lists(clean(text)))
    except RecursionError:  # thousands of quotes within each other: no text that a person wrote
        return (Para((Span(clean(text)),)),)
    finally:
        markdown.reset()
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return tuple(_Translator(ways, top_level, builder.root).blocks(builder.root))


class _SourceNotes(InlineProcessor):
    """[s2, s5] is kept as it is, out of reach of all other patterns, for the translator to look at."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """Return a mark with the words between the brackets."""
        element = ElementTree.Element("mark")
        element.text = AtomicString(m[1])
        return element, m.start(0), m.end(0)


class _NoHtml(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name is Python-Markdown's
        """Take raw HTML out and source notes in."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # After links by reference, which may look the same.
        md.inlinePatterns.register(_SourceNotes(SOURCE_MARK, md), "source-notes", 125)


@cache
def _reader() -> Markdown:
    extensions: list[Extension] = [
        TableExtension(),
        AdmonitionExtension(),
        SaneListExtension(),
        FencedCodeExtension(),
        FootnoteExtension(),
        _NoHtml(),
    ]
    return Markdown(extensions=extensions, output_format="html")


@dataclass(slots=True)
class _Node:
    """An element of what Markdown made; children are nodes and text."""

    tag: str
    attributes: dict[str, str]
    children: list[_Node | str] = field(default_factory=list)

    def nodes(self, *tags: str) -> Iterator[_Node]:
        """Yield the children that are elements, of these kinds if any are named."""
        for child in self.children:
            if isinstance(child, _Node) and (not tags or child.tag in tags):
                yield child

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _TreeBuilder(HTMLParser):
    """Builds the tree; Markdown closes what it opens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("div", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


class _Translator:
    """Translates one tree."""

    def __init__(self, ways: Ways, top_level: int, root: _Node) -> None:
        self._ways, self._top_level = ways, top_level
        self._notes = dict(_footnotes(root))

    def blocks(self, parent: _Node) -> Iterator[Flow]:
        """Yield the blocks below an element; loose text becomes a paragraph."""
        loose: list[_Node | str] = []
        for child in parent.children:
            if isinstance(child, _Node) and child.tag in _BLOCKS:
                yield from self._paragraph(loose)
                loose = []
                yield from self._block(child)
            else:
                loose.append(child)
        yield from self._paragraph(loose)

    def _paragraph(self, children: list[_Node | str]) -> Iterator[Flow]:
        spans: list[Span] = []
        for child in children:
            if isinstance(child, _Node) and child.tag == "img" and child.attributes.get("src") in self._ways.pictures:
                yield from _shown(spans)
                spans = []
                yield Picture(child.attributes["src"], child.attributes.get("alt", ""))
            else:
                spans += self._spans(child, Span(""))
        yield from _shown(spans)

    def _block(self, node: _Node) -> Iterator[Flow]:
        match node.tag:
            case "p":
                yield from self._paragraph(node.children)
            case "ul" | "ol":
                items = tuple(tuple(self.blocks(item)) for item in node.nodes("li"))
                start = node.attributes.get("start", "1")
                yield Listing(tuple(item for item in items if item), node.tag == "ol", int(start))
            case "table":
                yield self._table(node)
            case "pre":
                yield Code(node.text().rstrip("\n"))
            case "blockquote":
                yield Box("", tuple(self.blocks(node)), "quote")
            case "div":
                yield from self._division(node)
            case "hr":
                return
            case heading:
                level = min(3, max(self._top_level, int(heading[1]) + self._top_level - 2))
                yield Heading(level, _trim([span for child in node.children for span in self._spans(child, Span(""))]))

    def _division(self, node: _Node) -> Iterator[Flow]:
        classes = node.attributes.get("class", "").split()
        if "footnote" in classes:  # stands where the text refers to it
            return
        if "admonition" not in classes:
            yield from self.blocks(node)
            return
        titles = [child.text() for child in node.nodes("p") if child.attributes.get("class") == "admonition-title"]
        inside = [
            child
            for child in node.children
            if isinstance(child, str) or child.attributes.get("class") != "admonition-title"
        ]
        title = titles[0] if titles else ""
        tone = "warn" if _WARNINGS.intersection(classes) else "note"
        body = tuple(self.blocks(_Node("div", {}, inside)))
        yield Box(ADMONITIONS.get(title.lower(), title), body, "warn" if tone == "warn" else "note")

    def _table(self, node: _Node) -> Grid:
        rows = [row for section in node.nodes("thead", "tbody") for row in section.nodes("tr")]
        lines = [[self._line(cell) for cell in row.nodes("th", "td")] for row in rows]
        head, *body = lines
        cells: list[tuple[Cell, ...]] = [tuple((spans,) if spans else () for spans in row) for row in body]
        numeric = tuple(cell.attributes.get("style", "").endswith("right;") for cell in rows[0].nodes("th", "td"))
        return Grid("", tuple(head), tuple(cells), column_widths(head, cells), numeric)

    def _line(self, node: _Node) -> Spans:
        return _trim([span for child in node.children for span in self._spans(child, Span(""))])

    def _spans(self, child: _Node | str, look: Span) -> list[Span]:
        if isinstance(child, str):
            return [look._replace(text=child if look.code else _SPACES.sub(" ", child))]
        match child.tag:
            case "strong":
                look = look._replace(bold=True)
            case "em":
                look = look._replace(italic=True)
            case "code":
                look = look._replace(code=True)
            case "br":
                return [look._replace(text="\n")]
            case "img":
                return [look._replace(text=child.attributes.get("alt", ""))]
            case "mark":
                return self._mark(child.text(), look)
            case "sup":
                return self._footnote(child, look)
            case "a":
                look = look._replace(link=self._address(child.attributes.get("href", "")))
        return [span for inner in child.children for span in self._spans(inner, look)]

    def _mark(self, words: str, look: Span) -> list[Span]:
        ids = [part.strip() for part in words.split(",")]
        numbers = self._ways.numbers
        if not all(id_ in numbers for id_ in ids):
            return [look._replace(text=f"[{words}]")]
        return [look._replace(text=number_text(sorted({numbers[id_] for id_ in ids})), raised=True)]

    def _footnote(self, node: _Node, look: Span) -> list[Span]:
        told = self._notes.get(node.attributes.get("id", "").rpartition(":")[2], "")
        return [look._replace(text=f" (각주: {told})", quiet=True)] if told else []

    def _address(self, target: str) -> str:
        if project := _PROJECT.fullmatch(target):
            return self._ways.projects.get(project[1], "")
        return target if _WEB.fullmatch(target) else ""


def number_text(numbers: list[int] | tuple[int, ...]) -> str:
    """Return the numbers of sources as a note: '[1, 3]'."""
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""


def _footnotes(root: _Node) -> Iterator[tuple[str, str]]:
    """Yield the name of each footnote with its words."""
    for division in root.nodes("div"):
        if division.attributes.get("class") == "footnote":
            for listing in division.nodes("ol"):
                for item in listing.nodes("li"):
                    told = " ".join(item.text().replace("↩", "").split())
                    yield item.attributes.get("id", "").rpartition(":")[2], told


def _shown(spans: list[Span]) -> Iterator[Para]:
    trimmed = _trim(spans)
    if text_of(trimmed).strip():
        yield Para(trimmed)


def _trim(spans: list[Span]) -> Spans:
    """Return the spans without white space at both ends, and without those that say nothing."""
    kept = [span for span in spans if span.text]
    while kept and not (first := kept[0].text.lstrip()):
        kept.pop(0)
    if kept:
        kept[0] = kept[0]._replace(text=first)
    while kept and not (last := kept[-1].text.rstrip()):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=last)
    return tuple(kept)
