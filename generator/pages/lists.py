"""The values that content pages have slots for: the lists of everything, and what the home page counts and leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from generator.diagnostics import SEVERITY_LABELS
from generator.pages.comparing import show_rows
from generator.pages.find import FIND_PAGE, FindPage, find_inputs, find_pages, show_find, title_inputs
from generator.pages.home import (
    guidebook_inputs,
    number_inputs,
    show_guidebooks,
    show_numbers,
    show_ways,
    way_inputs,
)
from generator.pages.keys import keys_inputs, show_keys
from generator.pages.listing import Inputs, Shown, link
from generator.pages.map_counts import map_inputs
from generator.pages.map_page import show_map
from generator.pages.programme_pages import call_name, field_key
from generator.pages.shelf import Shelf
from generator.pages.signs import SHAPES
from generator.pages.spread import (
    money_inputs,
    place_inputs,
    show_money,
    show_places,
    show_spread_numbers,
    show_subjects,
    show_ties,
    spread_number_inputs,
    subject_inputs,
    tie_inputs,
)
from generator.pages.templates import render_template
from generator.reading.blocks import Sign
from generator.reading.dates import format_when
from generator.records.rules.page import rule_pages

_SYNONYMS = 3
# The groups of content/topics.yml as a reader asks for them.
_GROUP_NAMES: Mapping[str, str] = {"대상": "누구를 위해", "문제": "무슨 문제를", "곳": "어디에서"}


class ListPage(NamedTuple):
    """A page of a list: the content page ``frame``, and what is poured into its slots."""

    path: str
    frame: str
    take: Callable[[], Mapping[str, Inputs]]

    @property
    def inputs(self) -> Mapping[str, Inputs]:
        """What its slots show, by slot."""
        return self.take()


class _Slot(NamedTuple):
    take: Callable[[Shelf], Inputs] | None  # None where ``list_pages`` has what it shows
    show: Callable[[Inputs], Shown]


def slot_inputs(shelf: Shelf, name: str) -> Inputs:
    """Return what a slot of a content page shows; for a list that is what ``list_pages`` has for its first page."""
    take = _SLOTS[name].take
    return list_pages(shelf)[0].inputs[name] if take is None else take(shelf)


def render_slot(name: str, inputs: Inputs) -> str:
    """Return a slot's value as HTML."""
    return render_template(f"pages/slots/{name}.html", **_SLOTS[name].show(inputs))


def list_pages(shelf: Shelf) -> list[ListPage]:
    """Return the pages of lists, the content page that they begin with too: find.html, find--2.html …"""
    return [ListPage(page.path, FIND_PAGE, partial(_take_find, shelf, page)) for page in find_pages(shelf)]


def _take_find(shelf: Shelf, page: FindPage) -> Mapping[str, Inputs]:
    inputs = find_inputs(shelf, page)
    return {"find-title": title_inputs(inputs), "find-list": inputs}


def _take_calls(shelf: Shelf) -> Inputs:
    library = shelf.library
    calls = sorted(library.programme.calls.items(), key=lambda item: (-item[1].year, item[0]))
    return {
        "calls": [
            {
                "id": id_,
                "year": call.year,
                "name": call_name(call),
                "title": call.title,
                "ministry": call.ministry or "",
                "selected": call.selected,
                "count": len(library.by_call.get(id_, ())),
                "fields": [
                    [field.id, field.name, len(library.by_field.get((id_, field.id), ()))] for field in call.fields
                ],
                "tasks": len(call.tasks),
            }
            for id_, call in calls
        ]
    }


def _show_calls(inputs: Inputs) -> Shown:
    def show_field(call: str, field: str, name: str, count: int) -> Shown:
        return link(name, f"fields/{field_key(call, field)}.html", f"{count}건")

    calls = [
        call | {"fields": [show_field(call["id"], *field) for field in call["fields"]]} for call in inputs["calls"]
    ]
    return {
        "years": [{"year": year, "calls": list(group)} for year, group in groupby(calls, lambda call: call["year"])]
    }


def _take_topics(shelf: Shelf) -> Inputs:
    groups: dict[str, list[list[Any]]] = {}
    for id_, topic in shelf.library.programme.topics.items():
        count = len(shelf.library.by_topic.get(id_, ()))
        groups.setdefault(topic.group or "", []).append([id_, topic.name, list(topic.synonyms[:_SYNONYMS]), count])
    return {"groups": list(groups.items())}


def _show_topics(inputs: Inputs) -> Shown:
    return {
        "groups": [
            {
                "name": _GROUP_NAMES.get(group, group or "그 밖"),
                "links": [
                    link(name, f"topics/{id_}.html", f"{count}건", ", ".join(synonyms))
                    for id_, name, synonyms, count in topics
                ],
            }
            for group, topics in inputs["groups"]
        ]
    }


def _take_municipalities(shelf: Shelf) -> Inputs:
    def take(code: str, name: str) -> list[Any]:
        return [code, name, len(shelf.led.get(code, ())), len(shelf.tried.get(code, ()))]

    members: dict[str, list[list[Any]]] = {}
    for place in shelf.places:
        if not place.is_province:
            members.setdefault(place.province_code, []).append(take(place.code, place.name))
    return {
        "provinces": [
            {
                "province": take(province.code, province.full_name),
                "alone": len(shelf.library.by_municipality.get(province.code, ())),
                "members": members.get(province.code, []),
            }
            for province in shelf.provinces
        ]
    }


def _show_municipalities(inputs: Inputs) -> Shown:
    def show(code: str, name: str, led: int, tried: int) -> Shown:
        value = f"{led}건" if led or not tried else f"시행 {tried}건"
        return link(name, f"municipalities/{code}.html", value)

    shown: Shown = {"provinces": [], "empty": []}
    for place in inputs["provinces"]:
        code, _, led, tried = place["province"]
        province = show(*place["province"])
        alone = [show(code, "광역 지자체가 맡은 사업", place["alone"], 0)] if place["alone"] else []
        if led or tried:
            members = alone + [show(*member) for member in place["members"]]
            shown["provinces"].append({"province": province, "members": members})
        else:
            shown["empty"].append(province)
    return shown


def _take_workshops(shelf: Shelf) -> Inputs:
    calls = shelf.library.programme.calls
    rows: list[dict[str, Any]] = [
        {
            "id": id_,
            "title": workshop.title,
            "kind": workshop.kind.label,
            "date": format_when(workshop.date),
            "planned": workshop.planned,
            "place": workshop.place or "",
            "call": call_name(calls[workshop.call]) if workshop.call and workshop.call in calls else "",
            "count": len(shelf.library.by_workshop.get(id_, ())),
        }
        for id_, workshop in shelf.library.programme.workshops.items()
    ]
    return {"workshops": sorted(rows, key=lambda row: (row["date"], row["id"]), reverse=True)}


def _take_rules(shelf: Shelf) -> Inputs:
    return {"rules": [[page.code, page.title, list(page.severities)] for page in rule_pages()]}


def _show_rules(inputs: Inputs) -> Shown:
    return {
        "rules": [
            link(title, f"rules/{code}.html")
            | {"code": code, "severity": ", ".join(SEVERITY_LABELS[severity] for severity in severities)}
            for code, title, severities in inputs["rules"]
        ]
    }


_SLOTS: Mapping[str, _Slot] = {
    "as-of": _Slot(lambda shelf: {"day": shelf.as_of.isoformat()}, dict),
    "find-title": _Slot(None, dict),
    "find-list": _Slot(None, show_find),
    "compare-table": _Slot(lambda _: {}, lambda _: show_rows()),
    "signs": _Slot(lambda _: {}, lambda _: {"signs": [Sign(shape, "") for shape in SHAPES]}),
    "calls-list": _Slot(_take_calls, _show_calls),
    "topics-list": _Slot(_take_topics, _show_topics),
    "municipalities-list": _Slot(_take_municipalities, _show_municipalities),
    "workshops-list": _Slot(_take_workshops, dict),
    "form": _Slot(lambda _: {}, dict),
    "keys-list": _Slot(lambda _: keys_inputs(), show_keys),
    "rules-list": _Slot(_take_rules, _show_rules),
    "map": _Slot(map_inputs, show_map),
    "home-numbers": _Slot(number_inputs, show_numbers),
    "home-ways": _Slot(way_inputs, show_ways),
    "spread-numbers": _Slot(spread_number_inputs, show_spread_numbers),
    "spread-ties": _Slot(tie_inputs, show_ties),
    "spread-places": _Slot(place_inputs, show_places),
    "spread-money": _Slot(money_inputs, show_money),
    "spread-subjects": _Slot(subject_inputs, show_subjects),
    "fit-form": _Slot(lambda _: {}, dict),
    "home-guidebooks": _Slot(guidebook_inputs, show_guidebooks),
}
SLOT_NAMES = tuple(_SLOTS)
