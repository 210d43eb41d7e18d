"""What the home page counts and where it leads: four numbers, three ways in, and a few guidebooks to begin with."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from generator.pages.listing import Inputs, Shown, link
from generator.pages.programme_pages import call_name
from generator.pages.shelf import Row, Shelf, count_followers
from generator.reading.money import format_won
from generator.records.choices import AdaptationKind, Evidence

_TOPICS = 8
_CALLS = 6
_GUIDEBOOKS = 5
# Planned values are no results.
_RESULTS = frozenset({Evidence.MEASURED, Evidence.REPORTED, Evidence.ESTIMATED})
# Rows of four, as the provinces lie to each other; one that is not named here comes last.
_AS_ON_A_MAP = (
    *("28000", "11000", "41000", "51000"),
    *("44000", "36000", "43000", "47000"),
    *("52000", "30000", "27000", "31000"),
    *("12000", "48000", "26000"),
    "50000",
)
_TILE_SYLLABLES = 3
_PROVINCE = re.compile(r"(특별자치도|특별자치시|통합특별시|특별시|광역시|도)$")


def number_inputs(shelf: Shelf) -> Inputs:
    """Return the four numbers of the home page, counted from the records."""
    cards = shelf.library.cards
    years = [card.year for card in cards.values()]
    leading = {code for card in cards.values() for code in shelf.library.codes_today(card.municipalities)}
    return {
        "guidebooks": len(cards),
        "years": [min(years), max(years)] if years else [],
        "municipalities": len(leading),
        **count_followers(cards.values()),
        "with_results": sum(card.evidence in _RESULTS for card in cards.values()),
        "measured": sum(card.evidence == Evidence.MEASURED for card in cards.values()),
    }


def show_numbers(inputs: Inputs) -> Shown:
    """Return the numbers, each with what was counted."""
    kinds = [f"{AdaptationKind(kind).label} {count}건" for kind, count in inputs["kinds"]]
    years = " ~ ".join(str(year) for year in dict.fromkeys(inputs["years"]))
    numbers = (
        ("안내서", inputs["guidebooks"], "건", f"{years}년 사업" if years else "아직 없음"),
        ("지자체", inputs["municipalities"], "곳", "사업을 맡은 곳, 지금 이름으로 셈"),
        ("다른 사업을 이어받음", inputs["followers"], "건", ", ".join(kinds) or "아직 없음"),
        ("성과 값이 있음", inputs["with_results"], "건", f"그 가운데 잰 방법까지 아는 것은 {inputs['measured']}건"),
    )
    names = ("name", "value", "unit", "counted")
    return {"numbers": [dict(zip(names, number, strict=True)) for number in numbers]}


def way_inputs(shelf: Shelf) -> Inputs:
    """Return the ways in: by problem, by place and by call, each with its count."""
    library = shelf.library
    counted: list[list[Any]] = [
        [id_, topic.name, len(library.by_topic[id_])]
        for id_, topic in library.programme.topics.items()
        if id_ in library.by_topic
    ]
    calls = sorted(library.programme.calls.items(), key=lambda item: (-item[1].year, item[0]))
    return {
        "topics": sorted(counted, key=lambda row: -row[2])[:_TOPICS],
        "all_topics": len(library.programme.topics),
        "provinces": [
            [place.code, place.full_name, len(shelf.led.get(place.code, ()))]
            for place in sorted(shelf.provinces, key=lambda place: _place_on_map(place.code))
        ],
        "calls": [
            [id_, call_name(call), call.title, len(library.by_call[id_])]
            for id_, call in calls
            if id_ in library.by_call
        ][:_CALLS],
        "all_calls": len(calls),
    }


def show_ways(inputs: Inputs) -> Shown:
    """Return the ways in as links."""
    most = max([count for _, _, count in inputs["provinces"]], default=0)
    return {
        "topics": [link(name, f"topics/{id_}.html", f"{count}건") for id_, name, count in inputs["topics"]],
        "all_topics": inputs["all_topics"],
        "provinces": [
            link(short_province(name), f"municipalities/{code}.html", str(count), name)
            | {"shade": _shade(count, most), "is_wide": len(short_province(name)) > _TILE_SYLLABLES}
            for code, name, count in inputs["provinces"]
        ],
        "calls": [
            link(name, f"calls/{id_}.html", f"{count}건", title if title != name else "")
            for id_, name, title, count in inputs["calls"]
        ],
        "all_calls": inputs["all_calls"],
    }


def guidebook_inputs(shelf: Shelf) -> Inputs:
    """Return the few guidebooks that the home page begins with: adopted, fullest and newest."""
    adopters = shelf.library.adopters
    cards = list(shelf.cards.values())
    adopted = sorted((card for card in cards if card.id in adopters), key=lambda card: -adopters[card.id])
    fullest = sorted(
        cards, key=lambda card: ((card.applicable.bit_count() - card.answered.bit_count()), -card.answered.bit_count())
    )
    chosen = {"adopted": adopted, "fullest": fullest, "newest": cards}
    return {name: [shelf.rows[card.id] for card in group[:_GUIDEBOOKS]] for name, group in chosen.items()}


def show_guidebooks(inputs: Inputs) -> Shown:
    """Return the guidebooks as links, each with the value that it stands there for."""

    def show(rows: list[Any], value: Callable[[Row], str]) -> list[Shown]:
        return [
            link(row.title, f"guidebooks/{row.id}.html", value(row), f"{row.place}, {row.year}")
            for row in [Row(*row) for row in rows]
        ]

    return {
        "adopted": show(inputs["adopted"], lambda row: f"도입 {row.adopters}곳"),
        "fullest": show(inputs["fullest"], lambda row: f"답한 물음 {row.answered}/{row.applicable}"),
        "newest": show(inputs["newest"], lambda row: f"사업비 {tell_budget(row.budget)}"),
    }


def tell_budget(won: int | None) -> str:
    """Return a sum as people say it."""
    return "모름" if won is None else format_won(won)


def short_province(province: str) -> str:
    """Return the two syllables by which people call a province."""
    stem = _PROVINCE.sub("", province)
    return stem[0] + stem[2] if len(stem) == len("충청북") else stem


def _place_on_map(code: str) -> int:
    return _AS_ON_A_MAP.index(code) if code in _AS_ON_A_MAP else len(_AS_ON_A_MAP)


def _shade(count: int, most: int) -> int:
    """Return which of four shades a count gets: 0 for none, 3 for the upper third."""
    return -(-count * 3 // most) if count else 0
