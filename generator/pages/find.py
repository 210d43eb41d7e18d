"""The list of all guidebooks: its pages, its facets, and the lists by evidence and by state."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote

from generator.pages.listing import Inputs, Shown, link, show_listed, show_pages, take_rows
from generator.pages.paging import PAGE_SIZE, count_pages, page_path
from generator.pages.programme_pages import call_name
from generator.pages.results import NO_RESULT, NO_STATE
from generator.pages.shelf import Shelf
from generator.reading.facets import FACET_NAMES, facet_words
from generator.reading.lines import evidence_sign, state_sign
from generator.records.choices import Evidence, State
from generator.records.facets import count_values

FIND_PAGE = "find.html"
_NONE = "none"
_FURTHER = ("municipality", "field", "stage", "adopted", "budget", "technology", "deliverable", "licence")
# A facet value as plain data: its word, how many guidebooks, where it leads, the view that it is, and what it is in the
# address of a search.
_Value = list[Any]


class FindPage(NamedTuple):
    """One page of the lists: its address, the view that it shows, and its number from 1."""

    path: str
    view: str
    number: int


def find_pages(shelf: Shelf) -> Iterator[FindPage]:
    """Yield every page of the lists; the first is find.html."""
    for view, ids in _ids_by_view(shelf).items():
        for number in range(1, count_pages(len(ids)) + 1):
            yield FindPage(page_path(FIND_PAGE, number, view), view, number)


def find_inputs(shelf: Shelf, page: FindPage) -> Inputs:
    """Return what a page of the lists shows."""
    return {
        "view": page.view,
        "listing": take_rows(shelf, _ids_by_view(shelf)[page.view], page.number),
        "everything": len(shelf.cards),
        "facets": _count_facets(shelf),
        # On the first page alone: these lead to a search, and a long list has many pages.
        "further": _count_further(shelf) if page.path == FIND_PAGE else [],
    }


def show_find(inputs: Inputs) -> Shown:
    """Return what the template of the list needs."""
    view = inputs["view"]
    facets = _show_facets(json.loads(inputs["facets"]), view)
    rows = show_listed(inputs["listing"])
    return {
        "everything": inputs["everything"],
        "total": inputs["listing"]["total"],
        "facets": facets,
        "further": _show_facets(inputs["further"], view),
        "chosen": _name_view(inputs),
        "years": [{"year": year, "rows": list(group)} for year, group in groupby(rows, key=lambda row: row.year)],
        "pages": show_pages(inputs["listing"], FIND_PAGE, view),
    }


def title_inputs(inputs: Inputs) -> Inputs:
    """Return what tells the title of a page of the lists from those of the others."""
    return {"chosen": _name_view(inputs), "number": inputs["listing"]["number"]}


def _name_view(inputs: Inputs) -> str:
    """Return what is chosen in the view that a page shows; '' where it shows everything."""
    view = inputs["view"]
    facets = json.loads(inputs["facets"]) if view else ()
    return next((f"{name}: {value[0]}" for name, values in facets for value in values if value[3] == view), "")


def _show_facets(facets: Iterable[Any], view: str) -> list[Shown]:
    return [
        {
            "name": name,
            "values": [
                link(word, href, str(count)) | {"is_chosen": bool(view) and own == view, "choice": choice}
                for word, count, href, own, choice in values
            ],
        }
        for name, values in facets
        if values
    ]


def _count_further(shelf: Shelf) -> list[list[Any]]:
    """Return the facets whose values have no list of their own; they lead to a search."""
    words, columns = facet_words(shelf.library), shelf.library.facets
    counted = []
    for facet in _FURTHER:
        counts = count_values(columns[facet])
        values = [
            [word, counts[value], f"{FIND_PAGE}?{facet}={quote(value)}", "", f"{facet}={quote(value)}"]
            for value, word in words[facet].items()
            if counts[value]
        ]
        counted.append([FACET_NAMES[facet], values])
    return counted


@lru_cache(maxsize=1)
def _count_facets(shelf: Shelf) -> str:
    """Return the facets as JSON, of which a digest is taken in no time: hundreds of pages have the same."""
    facets = [
        ["지역", _count_provinces(shelf)],
        ["연도", _count_years(shelf)],
        ["공모", _count_calls(shelf)],
        ["주제", _count_topics(shelf)],
        ["근거 수준", _count_views(shelf, "evidence")],
        ["알려진 상태", _count_views(shelf, "state")],
    ]
    return json.dumps(facets)


def _view_of(facet: str, value: str) -> str:
    return f"{facet}-{(value or _NONE).replace('_', '-')}"


@lru_cache(maxsize=1)
def _ids_by_view(shelf: Shelf) -> Mapping[str, list[str]]:
    """Return the ids that each view shows; "" is the list of all."""
    grouped: dict[str, list[str]] = {}
    for id_, card in shelf.cards.items():
        for view in (_view_of("evidence", card.evidence), _view_of("state", card.state)):
            grouped.setdefault(view, []).append(id_)
    return {"": list(shelf.cards), **dict(sorted(grouped.items()))}


def _count_views(shelf: Shelf, facet: str) -> list[_Value]:
    """Return the values of a facet that stands in the rows themselves."""
    choices: Iterable[Evidence | State] = Evidence if facet == "evidence" else State
    words = {
        choice.value: (evidence_sign(choice) if isinstance(choice, Evidence) else state_sign(choice)).text
        for choice in choices
    }
    words[""] = (NO_RESULT if facet == "evidence" else NO_STATE).text
    counts = Counter(getattr(card, facet) for card in shelf.cards.values())
    views = {value: _view_of(facet, value) for value in words}
    return [
        [word, counts[value], page_path(FIND_PAGE, 1, views[value]), views[value], f"{facet}={value or _NONE}"]
        for value, word in words.items()
        if counts[value]
    ]


def _count_provinces(shelf: Shelf) -> list[_Value]:
    led = shelf.led
    return [
        [place.full_name, len(led[place.code]), f"municipalities/{place.code}.html", "", f"province={place.code}"]
        for place in shelf.provinces
        if place.code in led
    ]


def _count_years(shelf: Shelf) -> list[_Value]:
    """Return the years, each leading to where it begins in the list of all guidebooks."""
    first: dict[int, int] = {}
    for place, card in enumerate(shelf.cards.values()):
        first.setdefault(card.year, place)
    counts = Counter(card.year for card in shelf.cards.values())
    return [
        [str(year), counts[year], f"{page_path(FIND_PAGE, place // PAGE_SIZE + 1)}#y{year}", "", f"year={year}"]
        for year, place in first.items()
    ]


def _count_calls(shelf: Shelf) -> list[_Value]:
    calls = sorted(shelf.library.programme.calls.items(), key=lambda item: (-item[1].year, item[0]))
    by_call = shelf.library.by_call
    return [
        [call_name(call), len(by_call[id_]), f"calls/{id_}.html", "", f"call={id_}"]
        for id_, call in calls
        if id_ in by_call
    ]


def _count_topics(shelf: Shelf) -> list[_Value]:
    by_topic = shelf.library.by_topic
    values = [
        [topic.name, len(by_topic[id_]), f"topics/{id_}.html", "", f"topic={id_}"]
        for id_, topic in shelf.library.programme.topics.items()
        if id_ in by_topic
    ]
    return sorted(values, key=lambda value: -value[1])
