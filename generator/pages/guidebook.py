"""The page of a guidebook: its reading as HTML for the slots of the frame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from generator.pages.drawing import draw_blocks
from generator.pages.escaping import escape
from generator.pages.markdown import Links, Picture
from generator.pages.pen import Pen, file_address, project_addresses, record_address
from generator.pages.signs import draw_sign
from generator.pages.templates import render_template
from generator.reading.blocks import Answer, Guidebook, Section, Sign, Term
from generator.reading.context import Context
from generator.reading.glance import describe
from generator.reading.guidebook import read_guidebook
from generator.records.model import Project

_SIGNS: Mapping[bool | None, Sign] = {
    True: Sign("full", "답함"),
    False: Sign("empty", "모름"),
    None: Sign("unknown", "해당 없음"),
}


def guidebook_page(project: Project, context: Context, *, documents: bool = False) -> dict[str, str]:
    """Return the slots of the page that depend on the record: title, head, breadcrumb, toc, content.

    ``documents`` tells whether there are documents to fetch.
    """
    book = read_guidebook(project, context)
    return {
        "title": escape(project.title),
        "head": f'<meta name="description" content="{escape(describe(project, context))}">',
        "breadcrumb": _breadcrumb(project, context),
        "toc": _contents(book),
        "content": draw_guidebook(book, context, documents=documents),
    }


def draw_guidebook(book: Guidebook, context: Context, *, documents: bool = False) -> Markup:
    """Return the guidebook's article and the column beside it."""
    pen = Pen(book.id, book.sources, links_of(book, context))
    return render_template(
        "pages/guidebook.html",
        book=book,
        meta=Markup(_draw_meta(book.meta, pen)),
        origin=Markup(pen.line(book.origin.line)),
        chain=Markup(_draw_chain(book.chain, pen)),
        notices=Markup(draw_blocks(book.notices, pen)),
        sections=Markup("".join([_draw_section(section, pen) for section in book.sections])),
        documents=documents,
        answers=Markup(_draw_answers(book.completeness.answers)),
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


def _draw_meta(rows: tuple[Term, ...], pen: Pen) -> str:
    return "".join(
        [f"<div><dt>{escape(row.word)}</dt><dd>{''.join(map(pen.line, row.lines))}</dd></div>" for row in rows]
    )


def _draw_chain(steps: tuple[Term, ...], pen: Pen) -> str:
    return "".join(
        [
            f'<li><span class="bb-cap">{escape(step.word)}</span> {", ".join(map(pen.line, step.lines))}</li>'
            for step in steps
        ]
    )


def _draw_section(section: Section, pen: Pen) -> str:
    name, title, inside = section.id, escape(section.title), draw_blocks(section.blocks, pen)
    if name == "glance":
        return (
            f'<section class="bb-glance" aria-labelledby="{name}">\n<h2 id="{name}">{title}</h2>\n{inside}</section>\n'
        )
    count = f"<p>{escape(section.count)}</p>" if section.count else ""
    grounds = ""
    if section.numbers:
        grounds = f'<div class="bb-sec__src">근거 <ul>{pen.grounds(section.numbers)}</ul></div>\n'
    return (
        f'<section class="bb-sec" aria-labelledby="{name}">\n'
        f'<div class="bb-sec__head"><h2 id="{name}">{title}</h2>{count}</div>\n{inside}{grounds}</section>\n'
    )


@lru_cache(maxsize=1024)  # the same for all guidebooks that answer the same questions
def _draw_answers(answers: tuple[Answer, ...]) -> str:
    bars = ("<i></i>" if item.answered else '<i class="off"></i>' for item in answers if item.answered is not None)
    items = (f"<li><span>{escape(item.question)}</span>{draw_sign(_SIGNS[item.answered])}</li>" for item in answers)
    return f'<div class="bb-meter" aria-hidden="true">{"".join(bars)}</div>\n<ul>{"".join(items)}</ul>\n'


def _contents(book: Guidebook) -> str:
    links = [f'<li><a href="#{section.id}">{escape(section.title)}</a></li>' for section in book.sections]
    return f"<h2>목차</h2><ul>{''.join(links)}</ul>"


def _breadcrumb(project: Project, context: Context) -> str:
    steps = ['<li><a href="../find.html">안내서 찾기</a></li>']
    place = context.places.get(project.municipalities[0]) if project.municipalities else None
    if place:
        code, name = place.now[0] if place.now else (place.code, place.name)
        steps.append(f'<li><a href="{escape(record_address("municipality", code))}">{escape(name)}</a></li>')
    steps.append(f'<li aria-current="page">{escape(project.title)}</li>')
    return f"<ol>{''.join(steps)}</ol>"
