"""Long lists in pages: which rows stand on which page, and what the further pages are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

PAGE_SIZE = 100
# Ids and codes have single hyphens only, and the page of a field has one double hyphen: no other page has such a name.
_SEPARATOR = "--"
_NEIGHBOURS = 2

Item = TypeVar("Item")


def count_pages(total: int) -> int:
    """Return how many pages a list of ``total`` rows has; an empty list has one too."""
    return max(1, -(-total // PAGE_SIZE))


def take_page(items: Sequence[Item], number: int) -> Sequence[Item]:
    """Return what stands on page ``number``, from 1."""
    return items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def page_path(path: str, number: int, view: str = "") -> str:
    """Return the address of a page of the list at ``path``, and of a ``view`` of the list such as "state-running".

    The first page is the list's own: find.html, find--2.html, find--state-running.html, find--state-running--2.html.
    """
    parts = [path.removesuffix(".html"), view, str(number) if number > 1 else ""]
    return _SEPARATOR.join(part for part in parts if part) + ".html"


def near_numbers(number: int, count: int) -> list[int]:
    """Return the page numbers worth a link: the first, the last, and those around ``number``."""
    near = range(max(1, number - _NEIGHBOURS), min(count, number + _NEIGHBOURS) + 1)
    return sorted({1, count, *near})
