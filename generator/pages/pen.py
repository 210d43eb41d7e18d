"""Lines of a reading as HTML: runs with their numbered notes, links with addresses, signs, free text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.markdown import Links, draw_notes, render_markdown
from generator.pages.plots import draw_bar, draw_key, draw_plot
from generator.pages.signs import draw_sign
from generator.reading.blocks import Line, Prose, Sign, SourceEntry, Story, Table, Target

_TONES = {
    "strong": ("<strong>", "</strong>"),
    "quiet": ('<span class="bb-cap">', "</span>"),
    "unbroken": ('<span class="bb-num">', "</span>"),
    "missing": ('<span class="bb-none">', "</span>"),
}
# What may not stand in a paragraph needs the room of free text.
_BLOCKS = ("<ul", "<ol", "<table", "<pre", "<h", "<blockquote", "<div")


def record_address(kind: str, record_id: str) -> str:
    """Return the address of a record's page, from any other record's page."""
    return f"../{FOLDER_BY_KIND[kind]}/{record_id}.html"


class Pen:
    """Writes the text of one page; ``sources`` are its numbered notes."""

    def __init__(self, page_id: str, sources: Sequence[SourceEntry], links: Links) -> None:
        """Remember what the page's notes and links lead to."""
        self._page_id, self._links = page_id, links
        self._notes = {source.number: str(draw_notes([(source.number, source.anchor)])) for source in sources}
        self._grounds = {
            source.number: f'<li><a href="#{source.anchor}">[{source.number}] '
            f"{escape(source.published or source.title)}</a></li>"
            for source in sources
        }
        self._plots = 0

    def line(self, line: Line) -> Markup:
        """Return running text."""
        parts: list[str] = []
        for piece in line:
            if isinstance(piece, Sign):
                parts.append(draw_sign(piece))
                continue
            text = str(escape(piece.text))
            if piece.to:
                text = f'<a href="{escape(self.address(piece.to))}"{_rel(piece.to)}>{text}</a>'
            if piece.tone:
                opening, closing = _TONES[piece.tone]
                text = f"{opening}{text}{closing}"
            parts.append(text)
            if piece.numbers:
                parts += [self._notes[number] for number in piece.numbers]
        return Markup("".join(parts))

    def rows(self, table: Table) -> Markup:
        """Return the rows of a table's body; the first cell of each is its heading.

        Written here and not in the template: cells are most of a page, and a template escapes what it is given again.
        """
        openings = ['<td class="r">' if column.is_number else "<td>" for column in table.columns]
        parts: list[str] = []
        for index, cells in enumerate(table.rows):
            key = f'<span class="bb-key" aria-hidden="true">{draw_key(index)}</span>' if table.has_keys else ""
            parts.append(f'<tr><th scope="row">{key}{self.line(cells[0])}</th>')
            for opening, cell in zip(openings[1:], cells[1:], strict=True):
                parts.append(f"{opening}{self.line(cell)}</td>")
            parts.append("</tr>\n")
        return Markup("".join(parts))

    def pieces(self, line: Line) -> Markup:
        """Return every piece of a line in a box of its own, notes with the words they belong to."""
        return Markup("".join(f"<span>{self.line((piece,))}</span>" for piece in line))

    def notes(self, numbers: tuple[int, ...]) -> Markup:
        """Return the numbers as links to their sources."""
        return Markup("".join([self._notes[number] for number in numbers]))

    def grounds(self, numbers: tuple[int, ...]) -> Markup:
        """Return the sources behind the numbers as the items of a list."""
        return Markup("".join([self._grounds[number] for number in numbers]))

    def address(self, target: Target) -> str:
        """Return where a link leads."""
        match target.kind:
            case "web":
                return target.id
            case "section":
                return f"#{target.id}"
            case "deliverable":
                return f"#take-{target.id}"
            case kind:
                return record_address(kind, target.id)

    def file(self, path: str) -> str:
        """Return the address of a kept file."""
        return file_address(self._page_id, path)

    def prose(self, prose: Prose) -> Markup:
        """Return short Markdown, its notes at the end of the last paragraph."""
        html = render_markdown(prose.markdown, links=self._links)
        if prose.numbers:
            notes = self.notes(prose.numbers)
            closing = Markup("</p>")
            html = html.removesuffix(closing) + notes + closing if html.endswith(closing) else html + notes
        if any(opening in html for opening in _BLOCKS):
            return Markup(f'<div class="md-typeset">{html}</div>')
        return html

    def story(self, story: Story) -> Markup:
        """Return the text of guidebook.md."""
        return render_markdown(story.markdown, links=self._links, story=True)

    def plot(self, plot: Any) -> Markup:
        """Return a plot."""
        self._plots += 1
        return draw_plot(plot, str(self._plots))

    bar = staticmethod(draw_bar)


def file_address(page_id: str, path: str) -> str:
    """Return the address of a kept file (files/…) from its guidebook's page."""
    return quote(f"{page_id}/{path.removeprefix('files/')}", safe="/~")


def _rel(target: Target) -> str:
    return ' rel="noopener noreferrer"' if target.kind == "web" else ""


def project_addresses(ids: Mapping[str, Any]) -> dict[str, str]:
    """Return the address of each of these guidebooks."""
    return {project_id: record_address("guidebook", project_id) for project_id in ids}
