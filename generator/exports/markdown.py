"""A document as Markdown: for editors, for mail, for whoever has no 한글 at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
)

# What would be read as markup anywhere in a line, and what would at its beginning.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|$~]")
_OPENING = re.compile(r"^(\s*)([#+=>-]|\d+(?=[.)]))")
_EMPTY_LINE = "&nbsp;"
_TO_WRITE = "(여기에 씁니다)"
_FENCE = re.compile(r"`{3,}")


def write_markdown(document: Flowing, folder: str = "files") -> str:
    """Return the document as Markdown, ending with a newline; kept pictures lie in ``folder`` beside it."""
    title = document.title or _TO_WRITE
    parts = [f"# {_inline((Span(title),))}", f"{document.name}"]
    if document.about:
        parts.append(_inline((Span(document.about),)))
    if document.cover:
        rows = tuple((((Span(word, bold=True),),), lines) for word, lines in document.cover)
        parts.append(_table(((Span("항목"),), (Span("내용"),)), rows))
    parts.append(_inline(document.foot))
    parts += _blocks(document.body, folder)
    return "\n\n".join(parts) + "\n"


def _blocks(flow: Iterable[Flow], folder: str) -> Iterator[str]:
    for part in flow:
        match part:
            case Heading(level, spans):
                yield f"{'#' * (level + 1)} {_inline(spans)}"
            case Para(spans):
                yield _OPENING.sub(r"\1\\\2", _inline(spans))
            case Listing():
                yield _listing(part, folder)
            case Grid():
                yield from [f"**{_escape(part.caption)}**"] if part.caption else []
                yield _table(part.head, part.rows)
            case Box(title, inside):
                lines = "\n\n".join([*([f"**{_escape(title)}**"] if title else []), *_blocks(inside, folder)]).split(
                    "\n"
                )
                yield "\n".join(f"> {line}".rstrip() for line in lines)
            case Field(label, hint, lines):
                told = f"**{_escape(label)}** {_inline(hint)}".rstrip()
                yield "\n".join([f"> {told}", ">", *(f"> {_EMPTY_LINE}  " for _ in range(lines))]).rstrip()
            case Picture(path, alt):
                yield f"![{_escape(alt)}](<{folder}/{path.removeprefix('files/')}>)"
            case Code(text):
                fence = "`" * max([3, *(len(run) + 1 for run in _FENCE.findall(text))])
                yield f"{fence}\n{text}\n{fence}"


def _listing(listing: Listing, folder: str) -> str:
    lines: list[str] = []
    for number, item in enumerate(listing.items, listing.start):
        marker = f"{number}. " if listing.ordered else "- "
        # Four, which every reader of Markdown takes for a level.
        inside = "\n\n".join(_blocks(item, folder)).split("\n")
        lines.append(f"{marker}{inside[0]}")
        lines += [f"    {line}".rstrip() for line in inside[1:]]
    return "\n".join(lines)


def _table(head: tuple[Spans, ...], rows: tuple[tuple[Cell, ...], ...]) -> str:
    columns = max([len(head), *map(len, rows)])
    titles = [*map(_inline, head), *([" "] * (columns - len(head)))]
    lines = [titles, ["---"] * columns]
    lines += [[*map(_cell, row), *([" "] * (columns - len(row)))] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(cell: Cell) -> str:
    return "<br>".join(map(_inline, cell)) or " "


def _inline(spans: Spans) -> str:
    return "".join([_span(span) for span in spans])


def _span(span: Span) -> str:
    if span.code:
        fence = "``" if "`" in span.text else "`"
        return f"{fence} {span.text} {fence}" if fence == "``" else f"`{span.text}`"
    text = _escape(span.text)
    core = text.strip()
    if core and (span.bold or span.italic):
        mark = ("**" if span.bold else "") + ("*" if span.italic else "")
        text = text.replace(core, f"{mark}{core}{mark[::-1]}", 1)
    if span.link:
        text = f"[{text}](<{span.link.replace('>', '%3E').replace('<', '%3C')}>)"
    return text


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "<br>")
