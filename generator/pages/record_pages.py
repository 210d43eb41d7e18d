"""Every record page of the site: its kind, what it is about, its address, and the two steps that make it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.pages.call_page import call_inputs, call_values
from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.listing import Inputs
from generator.pages.municipality_pages import municipality_inputs, municipality_values
from generator.pages.paging import count_pages, page_path
from generator.pages.programme_pages import (
    field_inputs,
    field_key,
    field_values,
    rule_inputs,
    rule_values,
    task_inputs,
    task_values,
    topic_inputs,
    topic_values,
    workshop_inputs,
    workshop_values,
)
from generator.pages.shelf import Shelf
from generator.records.rules.page import rule_pages


class RecordPage(NamedTuple):
    """One page. ``id`` has two parts for a field or task: the call's and its own. Long lists go on on page 2, 3 …"""

    kind: str
    id: tuple[str, ...]
    number: int
    path: str


# The slots of a page from its inputs alone, by kind. The pages of guidebooks are made elsewhere.
VALUES_BY_KIND: Mapping[str, Callable[[Inputs], dict[str, str]]] = {
    "municipality": municipality_values,
    "call": call_values,
    "field": field_values,
    "task": task_values,
    "topic": topic_values,
    "workshop": workshop_values,
    "rule": rule_values,
}


def page_paths(shelf: Shelf) -> list[RecordPage]:
    """Return every record page, guidebooks too, in the order of their kinds and ids."""
    library = shelf.library
    programme = library.programme
    pages = [_page("guidebook", id_) for id_ in library.cards]
    for place in shelf.places:
        code = place.code
        total = len(shelf.led.get(code, ())) + len(shelf.tried.get(code, ()))
        pages += _pages("municipality", [code], total)
    for id_, call in programme.calls.items():
        pages += _pages("call", [id_], len(library.by_call.get(id_, ())))
        for field in call.fields:
            pages += _pages("field", [id_, field.id], len(library.by_field.get((id_, field.id), ())))
        for task in call.tasks:
            pages += _pages("task", [id_, task.id], len(library.by_task.get((id_, task.id), ())))
    for id_ in programme.topics:
        pages += _pages("topic", [id_], len(library.by_topic.get(id_, ())))
    for id_ in programme.workshops:
        pages += _pages("workshop", [id_], len(library.by_workshop.get(id_, ())))
    pages += [_page("rule", rule.code) for rule in rule_pages()]
    kinds = list(FOLDER_BY_KIND)
    return sorted(pages, key=lambda page: (kinds.index(page.kind), page.id, page.number))


def page_inputs(shelf: Shelf, page: RecordPage) -> Inputs:
    """Return what a page shows, as plain data; not for guidebooks."""
    match page.kind:
        case "municipality":
            return municipality_inputs(shelf, page.id[0], page.number)
        case "call":
            return call_inputs(shelf, page.id[0], page.number)
        case "field":
            return field_inputs(shelf, page.id[0], page.id[1], page.number)
        case "task":
            return task_inputs(shelf, page.id[0], page.id[1], page.number)
        case "topic":
            return topic_inputs(shelf, page.id[0], page.number)
        case "workshop":
            return workshop_inputs(shelf, page.id[0], page.number)
        case "rule":
            return rule_inputs(page.id[0])
    raise ValueError(page.kind)


def _pages(kind: str, id_: Sequence[str], total: int) -> Iterator[RecordPage]:
    for number in range(1, count_pages(total) + 1):
        yield _page(kind, *id_, number=number)


def _page(kind: str, *id_: str, number: int = 1) -> RecordPage:
    name = field_key(*id_) if len(id_) > 1 else id_[0]
    return RecordPage(kind, id_, number, page_path(f"{FOLDER_BY_KIND[kind]}/{name}.html", number))
