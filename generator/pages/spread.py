"""How far projects have spread, counted from the records: who followed whom, where, for whom and with whose money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from generator.pages.home import short_province
from generator.pages.listing import Inputs, Shown, link
from generator.pages.paging import page_path
from generator.pages.plots import draw_plot
from generator.pages.programme_pages import call_name, field_key
from generator.pages.results import NO_STATE, UNCONFIRMED
from generator.pages.shelf import Shelf, count_followers
from generator.reading.blocks import Mark, Plot
from generator.reading.lines import short, state_sign, stop_reasons
from generator.reading.money import CENTRAL_KINDS, CENTRAL_LABEL, format_won
from generator.records.choices import AdaptationKind, FundKind, State, StopReason
from generator.records.municipalities import Municipality

# A table longer than this is no table to read; the guidebooks themselves show every tie.
_MOST_TIES = 100
_NOT_BEGUN = frozenset({State.PLANNED, State.PREPARING, State.DECLINED})
_ENDED_EARLY = (State.STOPPED, State.DECLINED)
_GOVERNMENTS = frozenset({"province", "city", "county", "district"})


def spread_number_inputs(shelf: Shelf) -> Inputs:
    """Return the chain of figures: projects, those that followed another, municipalities, money."""
    library = shelf.library
    followers = [card.id for card in library.cards.values() if card.origins]
    funds = [fund for _, fund in shelf.sums]
    reported = [card.known_copies for card in library.cards.values() if card.known_copies]
    return {
        "guidebooks": len(library.cards),
        **count_followers(library.cards.values()),
        "states": _count_states(shelf, followers),
        "origins": len(library.adopted_by),
        "reported": [sum(reported), len(reported)],
        "places": [len(_led_by_government(shelf)), len(_governments(shelf))],
        "money": sum(fund.amount for fund in funds),
        "central": sum(fund.amount for fund in funds if fund.kind in CENTRAL_KINDS),
        "with_money": sum(bool(card.funds) for card in library.cards.values()),
    }


def show_spread_numbers(inputs: Inputs) -> Shown:
    """Return the figures, each with how it was counted."""
    kinds = [f"{AdaptationKind(kind).label} {count}건" for kind, count in inputs["kinds"]]
    led, all_places = inputs["places"]
    rest = inputs["guidebooks"] - inputs["with_money"]
    numbers = (
        ("안내서", f"{inputs['guidebooks']:,}", "건", "이 사이트에 기록이 있는 사업"),
        (
            "다른 사업을 이어받음",
            f"{inputs['followers']:,}",
            "건",
            "‘본보기 사업’을 적은 안내서. " + (", ".join(kinds) or "아직 없음"),
        ),
        ("사업을 맡은 지자체", f"{led:,}", "곳", f"지금의 광역·기초 지자체 {all_places:,}곳 가운데"),
        (
            "적힌 사업비",
            format_won(inputs["money"]).removesuffix(" 원"),
            "원",
            (
                f"금액이 적힌 {inputs['with_money']:,}건의 합. 모르는 {rest:,}건은 빠짐. "
                f"{CENTRAL_LABEL} {format_won(inputs['central'])}"
            ),
        ),
    )
    names = ("name", "value", "unit", "counted")
    copies, told_by = inputs["reported"]
    return {
        "numbers": [dict(zip(names, number, strict=True)) for number in numbers],
        "states": _show_states(inputs["states"]),
        "not_begun": sum(count for state, _, count in inputs["states"] if state and State(state) in _NOT_BEGUN),
        "followers": inputs["followers"],
        "origins": inputs["origins"],
        "copies": copies,
        "told_by": told_by,
    }


def tie_inputs(shelf: Shelf) -> Inputs:
    """Return who followed whom, the newest first, and what was stopped or declined, with the reasons."""
    cards = shelf.library.cards
    ties = shelf.taken(shelf.in_order(card.id for card in cards.values() if card.origins))
    stopped = [id_ for id_, card in shelf.cards.items() if card.state in _ENDED_EARLY]
    return {
        "ties": [
            [
                *tie,
                shelf.rows[tie.adopter].year,
                *_standing(shelf, tie.adopter),
                list(cards[tie.adopter].stopped_because),
            ]
            for tie in ties[:_MOST_TIES]
        ],
        "all_ties": len(ties),
        "stopped": [
            [
                id_,
                shelf.rows[id_].title,
                shelf.rows[id_].place,
                *_standing(shelf, id_),
                list(cards[id_].stopped_because),
            ]
            for id_ in stopped[:_MOST_TIES]
        ],
        "all_stopped": len(stopped),
        "reasons": _count_reasons(cards[id_].stopped_because for id_ in stopped),
        "lists": [[state.value, count] for state in _ENDED_EARLY if (count := _count_state(shelf, state))],
    }


def show_ties(inputs: Inputs) -> Shown:
    """Return the ties and the stopped ones with Korean words."""
    ties = []
    for row in inputs["ties"]:
        kind, adopter, title, place, origin, origin_title, origin_place, year, *standing, reasons = row
        ties.append({
            "kind": AdaptationKind(kind).label,
            "adopter": link(title, f"guidebooks/{adopter}.html", str(year), place),
            "origin": link(origin_title, f"guidebooks/{origin}.html" if origin else "", "", origin_place),
            **_show_standing(standing, reasons),
        })  # fmt: skip
    stopped = [
        {"guidebook": link(title, f"guidebooks/{id_}.html", "", place), **_show_standing(standing, reasons)}
        for id_, title, place, *standing, reasons in inputs["stopped"]
    ]
    return {
        "ties": ties,
        "all_ties": inputs["all_ties"],
        "stopped": stopped,
        "all_stopped": inputs["all_stopped"],
        "reasons": [{"name": StopReason(reason).label, "count": count} for reason, count in inputs["reasons"]],
        "lists": [
            link(short(State(state)), page_path("find.html", 1, f"state-{state}"), f"{count}건")
            for state, count in inputs["lists"]
        ],
    }


def place_inputs(shelf: Shelf) -> Inputs:
    """Return for each province how many governments lead something, and the names of the others."""
    led = _led_by_government(shelf)
    given = {id_ for id_ in shelf.library.adopted_by if id_ in shelf.cards}
    taken = {card.id for card in shelf.library.cards.values() if card.origins}
    rows = []
    for province in shelf.provinces:
        inside = [place for place in _governments(shelf) if place.province_code == province.code]
        ids = {id_ for place in inside for id_ in led.get(place.code, ())}
        without = [place for place in inside if place.code not in led]
        rows.append({
            "code": province.code,
            "name": province.full_name,
            "governments": len(inside),
            "having": len(inside) - len(without),
            "guidebooks": len(ids),
            "given": len(ids & given),
            "taken": len(ids & taken),
            "without": ["광역" if place is province else place.name for place in without],
        })  # fmt: skip
    return {"provinces": rows}


def show_places(inputs: Inputs) -> Shown:
    """Return the table of provinces and its bars."""
    rows = [row | {"href": f"municipalities/{row['code']}.html"} for row in inputs["provinces"]]
    marks = [(short_province(row["name"]), row["guidebooks"]) for row in rows]
    return {
        "provinces": rows,
        "plot": _bars("광역 지자체마다 안내서 수", [(name, count, f"{count}건") for name, count in marks], "places"),
        "empty": sum(len(row["without"]) for row in rows),
    }


def money_inputs(shelf: Shelf) -> Inputs:
    """Return the sums by purse and year, each sum once however many projects it is for."""
    sums: dict[tuple[str, int], int] = {}
    shared = 0
    for members, fund in shelf.sums:
        sums[fund.kind, fund.year] = sums.get((fund.kind, fund.year), 0) + fund.amount
        shared += len(members) > 1
    without = [card.id for card in shelf.library.cards.values() if not card.funds]
    return {
        "sums": sorted([kind, year, won] for (kind, year), won in sums.items()),
        "shared": shared,
        "without": len(without),
    }


def show_money(inputs: Inputs) -> Shown:
    """Return a table with a row a year and a column a purse, what the state gave as one, and bars of both."""
    names: dict[str, str] = {kind.value: CENTRAL_LABEL if kind in CENTRAL_KINDS else short(kind) for kind in FundKind}
    years = sorted({year for _, year, _ in inputs["sums"]})
    there = {names[kind] for kind, _, _ in inputs["sums"]}
    purses = [name for name in dict.fromkeys([CENTRAL_LABEL, *names.values()]) if name in there]
    cells = Counter[tuple[str, int]]()
    for kind, year, won in inputs["sums"]:
        cells[names[kind], year] += won
    by_year = [(year, sum(cells[purse, year] for purse in purses)) for year in years]
    by_purse = [(purse, sum(cells[purse, year] for year in years)) for purse in purses]

    def cell(won: int) -> str:
        return format_won(won) if won else ""

    return {
        "purses": purses,
        "rows": [
            {"year": year, "cells": [cell(cells[purse, year]) for purse in purses], "sum": format_won(total)}
            for year, total in by_year
        ],
        "sums": [format_won(won) for _, won in by_purse],
        "total": format_won(sum(won for _, won in by_purse)),
        "year_plot": _bars("해마다 적힌 사업비", [(str(year), won, format_won(won)) for year, won in by_year], "years"),
        "purse_plot": _bars(
            "돈의 출처마다 적힌 사업비", [(name, won, format_won(won)) for name, won in by_purse], "purses"
        ),
        "shared": inputs["shared"],
        "without": inputs["without"],
    }


def subject_inputs(shelf: Shelf) -> Inputs:
    """Return how many guidebooks each topic has, and which fields of which calls have none."""
    library = shelf.library
    taken = {card.id for card in library.cards.values() if card.origins}
    topics = []
    for id_, topic in library.programme.topics.items():
        ids = library.by_topic.get(id_, ())
        topics.append([id_, topic.name, len(ids), len(taken.intersection(ids))])
    calls = sorted(library.programme.calls.items(), key=lambda item: (-item[1].year, item[0]))
    fields = [
        [
            id_,
            call_name(call),
            len(call.fields),
            [[f.id, f.name] for f in call.fields if (id_, f.id) not in library.by_field],
        ]
        for id_, call in calls
        if call.fields
    ]
    return {"topics": topics, "fields": fields}


def show_subjects(inputs: Inputs) -> Shown:
    """Return topics with their counts, those without any, and the fields without any."""
    ranked = sorted(inputs["topics"], key=lambda row: -row[2])
    return {
        "topics": [
            {"name": name, "href": f"topics/{id_}.html", "count": count, "taken": taken}
            for id_, name, count, taken in ranked
            if count
        ],
        "without": [link(name, f"topics/{id_}.html") for id_, name, count, _ in inputs["topics"] if not count],
        "fields": [
            {
                "call": link(name, f"calls/{call}.html"),
                "count": count,
                "without": [link(field, f"fields/{field_key(call, id_)}.html") for id_, field in without],
            }
            for call, name, count, without in inputs["fields"]
        ],
    }


def _governments(shelf: Shelf) -> list[Municipality]:
    """Return today's provinces and basic governments; an 행정시 is none, and neither is a district of a city."""
    return [place for place in shelf.library.programme.municipalities.current() if place.kind in _GOVERNMENTS]


def _led_by_government(shelf: Shelf) -> dict[str, set[str]]:
    """Return the projects that a government answers for, an 행정시's under its province: code -> ids."""
    known = shelf.library.programme.municipalities.by_code
    led: dict[str, set[str]] = {}
    for code, ids in shelf.library.by_municipality.items():
        place = known[code]
        own = code if place.kind in _GOVERNMENTS else place.province_code
        led.setdefault(own, set()).update(ids)
    return led


def _standing(shelf: Shelf, id_: str) -> tuple[str, str, bool]:
    row = shelf.rows[id_]
    return row.state, row.state_date, row.unconfirmed


def _show_standing(standing: Sequence[Any], reasons: Iterable[str]) -> Shown:
    state, day, unconfirmed = standing
    return {
        "state": state_sign(State(state)) if state else NO_STATE,
        "day": day,
        "unconfirmed": UNCONFIRMED if unconfirmed else None,
        "reasons": stop_reasons(StopReason(reason) for reason in reasons),
    }


def _count_states(shelf: Shelf, ids: Iterable[str]) -> list[list[Any]]:
    rows = [shelf.rows[id_] for id_ in ids]
    counts = Counter((row.state, row.unconfirmed) for row in rows)
    order = [*(state.value for state in State), ""]
    return sorted(([*key, count] for key, count in counts.items()), key=lambda row: (order.index(row[0]), row[1]))


def _show_states(states: Iterable[Sequence[Any]]) -> list[Shown]:
    return [
        {
            "state": state_sign(State(state)) if state else NO_STATE,
            "unconfirmed": UNCONFIRMED if unconfirmed else None,
            "count": count,
        }
        for state, unconfirmed, count in states
    ]


def _count_state(shelf: Shelf, state: State) -> int:
    return sum(card.state == state for card in shelf.cards.values())


def _count_reasons(reasons: Iterable[Iterable[str]]) -> list[list[Any]]:
    counts = Counter(reason for group in reasons for reason in group)
    return [[reason.value, counts[reason.value]] for reason in StopReason if counts[reason.value]]


def _bars(title: str, values: Sequence[tuple[str, int, str]], key: str) -> Markup:
    """Return bars with the values written on them; nothing where every value is zero."""
    if not any(value for _, value, _ in values):
        return Markup()
    marks = tuple(Mark(label, value, text) for label, value, text in values)
    said = ", ".join(f"{label} {text}" for label, _, text in values)
    return Markup(draw_plot(Plot("bars", f"{title}: {said}", marks), key))
