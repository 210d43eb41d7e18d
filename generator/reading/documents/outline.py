"""The outline of a document, as templates/documents/ has it: titles in order, and what fills each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import yaml

from generator.resources import templates_folder

KINDS = ("guidebook", "report", "plan")


@dataclass(frozen=True, slots=True)
class Fill:
    """Filled by the maker of this name."""

    maker: str


@dataclass(frozen=True, slots=True)
class Headed:
    """Fillings below a heading, which is left out where they give nothing."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """A labelled place for so many lines."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Tale:
    """What guidebook.md says under these titles; without titles, under all that the outline does not name."""

    titles: tuple[str, ...]


Item: TypeAlias = Fill | Headed | Empty | Tale


@dataclass(frozen=True, slots=True)
class PartOutline:
    """One numbered part."""

    id: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document; ``told`` are the titles of guidebook.md that have a place of their own."""

    kind: str
    name: str
    parts: tuple[PartOutline, ...]
    told: frozenset[str]


@cache
def load_outline(kind: str) -> Outline:
    """Return the outline of one of the KINDS. Raises ValueError, KeyError or TypeError for a template that is none."""
    text = (templates_folder() / "documents" / f"{kind}.yml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    parts = tuple(PartOutline(row["id"], row["title"], tuple(map(_read_item, row["fill"]))) for row in data["parts"])
    items = [item for part in parts for item in list_items(part.items)]
    told = frozenset(title for item in items if isinstance(item, Tale) for title in item.titles)
    return Outline(kind, data["name"], parts, told)


def list_items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the items with those below headings."""
    for item in items:
        yield item
        if isinstance(item, Headed):
            yield from list_items(item.items)


def _read_item(written: Any) -> Item:
    match written:
        case str():
            return Fill(written)
        case {"heading": str(heading), "fill": list(fill)}:
            return Headed(heading, tuple(map(_read_item, fill)))
        case {"blank": str(label), "lines": int(lines)}:
            return Empty(label, lines)
        case {"story": "rest"}:
            return Tale(())
        case {"story": list(titles)}:
            return Tale(tuple(titles))
    raise ValueError(written)
