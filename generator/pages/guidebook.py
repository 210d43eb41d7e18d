"""The page of a guidebook: its reading as HTML for the slots of the frame."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from markupsafe import Markup, escape

from generator.pages.markdown import Links, Picture
from generator.pages.pen import Pen, file_address, project_addresses, record_address
from generator.pages.templates import find_macros, render_template
from generator.reading.blocks import Answer, Beside, Block, Guidebook, Sign
from generator.reading.context import Context
from generator.reading.glance import describe
from generator.reading.guidebook import read_guidebook
from generator.records.model import Project

_BLOCKS = "pages/blocks.html"
_WORD_START = re.compile(r"(?<!^)(?=[A-Z])")
_SIGNS: Mapping[bool | None, Sign] = {
    True: Sign("full", "답함"),
    False: Sign("empty", "없음"),
    None: Sign("unknown", "해당 없음"),
}


def guidebook_page(project: Project, context: Context) -> dict[str, str]:
    """Return the slots of the page that depend on the record: title, head, breadcrumb, toc, content."""
    book = read_guidebook(project, context)
    return {
        "title": str(escape(project.title)),
        "head": f'<meta name="description" content="{escape(describe(project, context))}">',
        "breadcrumb": _breadcrumb(project, context),
        "toc": _contents(book),
        "content": draw_guidebook(book, context),
    }


def draw_guidebook(book: Guidebook, context: Context) -> Markup:
    """Return the guidebook's article and the column beside it."""
    pen = Pen(book.id, book.sources, links_of(book, context))
    macros = find_macros(_BLOCKS)

    def draw(block: Block) -> Markup:
        macro = getattr(macros, _macro_name(type(block).__name__))
        return Markup(macro(block, pen, draw) if isinstance(block, Beside) else macro(block, pen))

    return render_template(
        "pages/guidebook.html", book=book, pen=pen, draw=draw, answers=_draw_answers(book.completeness.answers)
    )


def links_of(book: Guidebook, context: Context) -> Links:
    """Return what the free texts of the guidebook may point to."""
    addresses = {path: file_address(book.id, path) for path in context.files}
    return Links(
        projects=project_addresses(context.relatives),
        pictures={
            path: Picture(addresses[path], file.width, file.height)
            for path, file in context.files.items()
            if file.width
        },
        files=addresses,
        notes={source: (number, book.sources[number - 1].anchor) for source, number in book.number_by_source.items()},
    )


@lru_cache(maxsize=1024)
def _draw_answers(answers: tuple[Answer, ...]) -> Markup:
    return Markup(find_macros(_BLOCKS).answers(answers, _SIGNS))


@cache
def _macro_name(block_name: str) -> str:
    return _WORD_START.sub("_", block_name).lower()


def _contents(book: Guidebook) -> Markup:
    links = (
        f'<li><a class="md-nav__link" href="#{section.id}">{escape(section.title)}</a></li>'
        for section in book.sections
    )
    return Markup(f"<h2>목차</h2><ul>{''.join(links)}</ul>")


def _breadcrumb(project: Project, context: Context) -> Markup:
    steps = ['<li><a href="../find.html">안내서 찾기</a></li>']
    place = context.places.get(project.municipalities[0]) if project.municipalities else None
    if place:
        code, name = place.now[0] if place.now else (place.code, place.name)
        steps.append(f'<li><a href="{escape(record_address("municipality", code))}">{escape(name)}</a></li>')
    steps.append(f'<li aria-current="page">{escape(project.title)}</li>')
    return Markup(f"<ol>{''.join(steps)}</ol>")
