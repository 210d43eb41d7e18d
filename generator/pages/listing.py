"""Lists of guidebooks and the frame around them: what goes into a page, and what a reader is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from markupsafe import Markup, escape

from generator.pages.paging import count_pages, near_numbers, page_path, take_page
from generator.pages.shelf import Row, Shelf
from generator.pages.templates import render_macro, render_template

# Plain data, of which an artifact's digest can be made.
Inputs: TypeAlias = Mapping[str, Any]
Shown: TypeAlias = dict[str, Any]

# Only our own templates can write this: what people wrote is escaped in them.
_HEADING = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>')


def link(name: str, href: str, value: str = "", note: str = "") -> Shown:
    """Return a link for templates, with a value at its end and a note below it."""
    return {"name": name, "href": href, "value": value, "note": note}


def take_rows(shelf: Shelf, ids: Sequence[str], number: int) -> Inputs:
    """Return page ``number`` of a list: its rows as JSON, and how many rows and pages there are in all."""
    rows = [shelf.row_text(id_) for id_ in take_page(ids, number)]
    return {"rows": rows, "number": number, "pages": count_pages(len(ids)), "total": len(ids)}


def show_listing(listing: Inputs, name: str) -> Shown:
    """Return a list as templates show it; ``name`` is the page's file without its ending."""
    return {
        "rows": show_listed(listing),
        "total": listing["total"],
        "pages": show_pages(listing, f"{name}.html"),
    }


def show_listed(listing: Inputs) -> list[Row]:
    """Return the rows that ``take_rows`` took."""
    return [Row(*json.loads(row)) for row in listing["rows"]]


def show_pages(listing: Inputs, path: str, view: str = "") -> Shown:
    """Return the links between the pages of the list at ``path``, from a page in the same folder."""
    number, count = listing["number"], listing["pages"]
    near = near_numbers(number, count)
    return {
        "number": number,
        "count": count,
        "before": page_path(path, number - 1, view) if number > 1 else "",
        "after": page_path(path, number + 1, view) if number < count else "",
        "near": [
            {"number": other, "href": page_path(path, other, view), "gap": other - before > 1}
            for before, other in zip([0, *near], near, strict=False)
        ],
    }


def fill_frame(template: str, title: str, description: str, trail: Sequence[Shown], **shown: Any) -> dict[str, str]:
    """Return the slots of a record page that follow from the record alone, as HTML: all but where it can be edited.

    ``trail`` are the links above it, ``shown`` what the template needs besides.
    """
    content = render_template(f"pages/{template}.html", title=title, **shown)
    number = shown["pages"]["number"] if "pages" in shown else 1
    headings = [{"id": id_, "name": Markup(name)} for id_, name in _HEADING.findall(content)]
    return {
        "title": escape(f"{title} ({number}쪽)" if number > 1 else title),
        "head": Markup('<meta name="description" content="{}">').format(description),
        "breadcrumb": render_macro("pages/list_parts.html", "crumbs", trail, title),
        "toc": render_macro("pages/list_parts.html", "contents", headings),
        "content": content,
    }
