"""Lines of a reading as HTML: runs with their numbered notes, links with addresses, signs, free text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from generator.pages.anchors import draw_notes
from generator.pages.escaping import escape
from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.markdown import Links, render_markdown
from generator.pages.plots import draw_plot
from generator.pages.signs import draw_sign
from generator.reading.blocks import Line, Plot, Prose, Run, Sign, SourceEntry, Story, Target

_TONES = {
    "strong": ("<strong>", "</strong>"),
    "quiet": ('<span class="bb-cap">', "</span>"),
    "missing": ('<span class="bb-none">', "</span>"),
}
# Lines end at a hyphen, which tears a date; of a span each date stays whole, the first with its tilde.
_DATE = re.compile(r"(?<![\d-])\d{4}-\d\d(?:-\d\d)?(?![\d-])(?: ~)?")
# What may not stand in a paragraph needs the room of free text.
_BLOCK = re.compile("<(?:[uo]l|table|pre|h|blockquote|div)")


def record_address(kind: str, record_id: str) -> str:
    """Return the address of a record's page, from any other record's page."""
    return f"../{FOLDER_BY_KIND[kind]}/{record_id}.html"


def keep_dates(text: str) -> str:
    """Return the text as HTML in which no line ends within a date."""
    html = escape(text)
    return _DATE.sub(r'<span class="bb-nb">\g<0></span>', html) if "-" in html else html


class Pen:
    """Writes the text of one page; ``sources`` are its numbered notes."""

    def __init__(self, page_id: str, sources: Sequence[SourceEntry], links: Links) -> None:
        """Remember what the page's notes and links lead to."""
        self._page_id, self._links = page_id, links
        self._notes = {source.number: draw_notes([(source.number, source.anchor)]) for source in sources}
        self._grounds = {
            source.number: f'<li><a href="#{source.anchor}">[{source.number}] '
            f"{keep_dates(source.published or source.title)}</a></li>"
            for source in sources
        }
        self._plots = 0

    def line(self, line: Line) -> str:
        """Return running text."""
        return "".join([self._piece(piece) for piece in line])

    def _piece(self, piece: Run | Sign) -> str:
        if isinstance(piece, Sign):
            return draw_sign(piece)
        text = keep_dates(piece.text)
        if piece.to:
            text = f'<a href="{escape(self.address(piece.to))}"{_rel(piece.to)}>{text}</a>'
        if piece.tone:
            opening, closing = _TONES[piece.tone]
            text = f"{opening}{text}{closing}"
        return text + self.notes(piece.numbers) if piece.numbers else text

    def pieces(self, line: Line) -> str:
        """Return every piece of a line in a box of its own, notes with the words they belong to."""
        return "".join([f"<span>{self._piece(piece)}</span>" for piece in line])

    def notes(self, numbers: Iterable[int]) -> str:
        """Return the numbers as links to their sources."""
        return "".join([self._notes[number] for number in numbers])

    def grounds(self, numbers: Iterable[int]) -> str:
        """Return the sources behind the numbers as the items of a list."""
        return "".join([self._grounds[number] for number in numbers])

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

    def prose(self, prose: Prose) -> str:
        """Return short Markdown, its notes at the end of the last paragraph."""
        html = render_markdown(prose.markdown, links=self._links)
        if prose.numbers:
            notes, closing = self.notes(prose.numbers), "</p>"
            html = html.removesuffix(closing) + notes + closing if html.endswith(closing) else html + notes
        if _BLOCK.search(html):
            return f'<div class="md-typeset">{html}</div>'
        return html

    def story(self, story: Story) -> str:
        """Return the text of guidebook.md."""
        return render_markdown(story.markdown, links=self._links, story=True)

    def plot(self, plot: Plot) -> str:
        """Return a plot."""
        self._plots += 1
        return draw_plot(plot, str(self._plots))


def file_address(page_id: str, path: str) -> str:
    """Return the address of a kept file (files/…) from its guidebook's page."""
    return quote(f"{page_id}/{path.removeprefix('files/')}", safe="/~")


def _rel(target: Target) -> str:
    return ' rel="noopener noreferrer"' if target.kind == "web" else ""


def project_addresses(ids: Mapping[str, Any]) -> dict[str, str]:
    """Return the address of each of these guidebooks."""
    return {project_id: record_address("guidebook", project_id) for project_id in ids}
