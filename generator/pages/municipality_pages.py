"""The page of a municipality of today: what it leads and tried, what it took from others and gave to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from generator.pages.listing import Inputs, Shown, fill_frame, link, show_listed, show_pages, take_rows
from generator.pages.paging import PAGE_SIZE
from generator.pages.shelf import Adoption, Shelf
from generator.records.choices import AdaptationKind
from generator.records.municipalities import Municipality

_KINDS: Mapping[str, str] = {
    "province": "광역 지자체",
    "city": "시",
    "county": "군",
    "district": "구",
    "city_district": "일반구",
    "administrative_city": "행정시",
}
_TRAIL = [link("지자체별 안내서", "../municipalities.html")]


def municipality_inputs(shelf: Shelf, code: str, number: int = 1) -> Inputs:
    """Return what the page of a municipality of today shows."""
    place = shelf.library.programme.municipalities.by_code[code]
    province = None if place.is_province else shelf.province_now(place)
    led, tried = shelf.led.get(code, ()), shelf.tried.get(code, ())
    return {
        "code": code,
        "name": place.full_name,
        "kind": place.kind,
        "province": [province.code, province.full_name] if province else None,
        "former": _former(shelf, place),
        "led": len(led),
        "tried": len(tried),
        "listing": take_rows(shelf, [*led, *tried], number),
        "taken": shelf.taken(led),
        "given": shelf.given(led),
        "members": _members(shelf, place) if place.is_province else [],
        "without": _without(shelf, place) if place.is_province else [],
    }


def municipality_values(inputs: Inputs) -> dict[str, str]:
    """Return the slots of a municipality's page."""
    listing = inputs["listing"]
    is_province = inputs["kind"] == "province"
    rows = show_listed(listing)
    # The projects that it leads come first in the list, then those that were tried there.
    led_here = max(0, inputs["led"] - (listing["number"] - 1) * PAGE_SIZE)
    province = inputs["province"]
    return fill_frame(
        "municipality",
        inputs["name"],
        f"{inputs['name']}의 사업 안내서 {inputs['led']}건과 도입 관계",
        _TRAIL + ([link(province[1], f"{province[0]}.html")] if province else []),
        kind=_KINDS[inputs["kind"]],
        is_province=is_province,
        province=link(province[1], f"{province[0]}.html") if province else None,
        former=_tell_former(inputs["former"]),
        led_total=inputs["led"],
        tried_total=inputs["tried"],
        led=rows[:led_here],
        tried=rows[led_here:],
        taken=[_show_adoption(row) for row in inputs["taken"]],
        given=[_show_adoption(row) for row in inputs["given"]],
        members=[link(name, f"{code}.html", f"{count}건") for code, name, count in inputs["members"]],
        without=inputs["without"],
        pages=show_pages(listing, f"{inputs['code']}.html"),
    )


def _former(shelf: Shelf, place: Municipality) -> list[list[str]]:
    """Return until when the place had which names and codes, newest first."""
    known = shelf.library.programme.municipalities.by_code
    found: list[list[str]] = []
    for code in place.predecessors:
        old = known[code]
        found.append([old.valid_to.isoformat() if old.valid_to else "", old.full_name, code])
        found += _former(shelf, old)
    return sorted(sorted(found, key=lambda row: row[2]), key=lambda row: row[0], reverse=True)


def _tell_former(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for each day on which names ended: "2026-06-30까지 전라남도 신안군(46910)"."""
    return [
        f"{until}까지 {', '.join(f'{name}({code})' for _, name, code in group)}"
        for until, group in groupby(rows, key=lambda row: row[0])
    ]


def _members(shelf: Shelf, province: Municipality) -> list[list[Any]]:
    """Return the municipalities of a province that have a page: code, name and how many projects they lead."""
    return [
        [place.code, place.name, len(shelf.led.get(place.code, ()))]
        for place in shelf.places
        if not place.is_province and place.province_code == province.code
    ]


def _without(shelf: Shelf, province: Municipality) -> list[str]:
    """Return the names of the municipalities of a province that nothing is recorded of."""
    having = {place.code for place in shelf.places}
    return [
        place.name
        for place in shelf.library.programme.municipalities.current()
        if place.kind in ("city", "county", "district", "administrative_city")
        and place.province_code == province.code
        and place.code not in having
    ]


def _show_adoption(row: Sequence[str]) -> Shown:
    adoption = Adoption(*row)
    return adoption._asdict() | {"kind": AdaptationKind(adoption.kind).label}
