"""What the map shows of each place of today: how many guidebooks, what it took over and what others took from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from generator.pages.outlines import district_outlines
from generator.pages.shelf import Shelf
from generator.records.card import Card
from generator.records.choices import AdaptationKind
from generator.records.municipalities import Municipality


class Standing(NamedTuple):
    """Where one project counts: codes of districts on the map, and of provinces that stand for themselves."""

    year: int
    topics: tuple[str, ...]
    led: tuple[str, ...]
    tried: tuple[str, ...]  # where it was tried without leading it
    taken: int  # 1 for one that was made after another municipality's
    given: int  # how many of others were made after it


class Count(NamedTuple):
    """One row of the map's table."""

    code: str  # of the outline; of the province for one that stands for itself
    page: str  # code of the municipality's page
    name: str
    former: str  # its names in the time of the records, "" where they are the same
    projects: int  # that it leads or that were tried there
    taken: int  # of those it leads
    given: int  # likewise
    years: tuple[int, ...]  # first and last


def map_inputs(shelf: Shelf) -> dict[str, Any]:
    """Return what the map shows, as plain data."""
    known = shelf.library.programme.municipalities.by_code
    outlines = district_outlines()

    def count(key_of: Callable[[str], str], every: Iterable[str] = ()) -> list[Count]:
        return _count(shelf, key_of, every)

    return {
        "total": len(shelf.cards),
        "districts": count(lambda code: code if code in outlines else ""),
        "alone": count(lambda code: "" if code in outlines else code),
        "provinces": count(lambda code: known[code].province_code, [place.code for place in shelf.provinces]),
        "names": [[code, known[code].name or known[code].full_name, known[code].kind] for code in outlines],
        "province_names": [[place.code, place.full_name, place.short_province] for place in shelf.provinces],
        "topics": map_topics(shelf),
        "years": sorted({card.year for card in shelf.library.cards.values()}),
    }


def map_topics(shelf: Shelf) -> list[list[str]]:
    """Return id and name of the topics that a filter offers."""
    topics = shelf.library.programme.topics.items()
    return [[id_, topic.name] for id_, topic in topics if id_ in shelf.library.by_topic]


def map_script(rows: Sequence[Any]) -> bytes:
    """Return the script that hands the rows of ``map_rows`` to the page."""
    return f"bonbogi.mapRecords({json.dumps(rows, separators=(',', ':'))})\n".encode()


def map_rows(shelf: Shelf) -> list[list[Any]]:
    """Return what the filters of the map count again: a row a project, in the order of ids.

    Year, topics as their places in ``map_topics``, codes led, codes tried, taken, given.
    """
    topics = {id_: number for number, (id_, _) in enumerate(map_topics(shelf))}
    return [
        [one.year, [topics[id_] for id_ in one.topics if id_ in topics], one.led, one.tried, one.taken, one.given]
        for one in _standings(shelf).values()
    ]


@lru_cache(maxsize=1)  # the page of the map and its filters count the same
def _standings(shelf: Shelf) -> dict[str, Standing]:
    library = shelf.library
    known = library.programme.municipalities.by_code
    single = {place.parent: place.code for place in known.values() if place.kind == "single_tier"}

    @cache  # few different ones among many projects
    def on_map(codes: tuple[str, ...]) -> tuple[str, ...]:
        places = (known[code] for code in library.codes_today(codes))
        return tuple(dict.fromkeys(_code_on_map(place, single) for place in places))

    def stand(card: Card) -> Standing:
        led = on_map(card.municipalities)
        tried = tuple(code for code in on_map(card.site_municipalities) if code not in led)
        taken = any(origin.kind == AdaptationKind.ADOPTION for origin in card.origins)
        return Standing(card.year, card.topics, led, tried, int(taken), library.adopters.get(card.id, 0))

    return {id_: stand(card) for id_, card in library.cards.items()}


def _code_on_map(place: Municipality, single: Mapping[str, str]) -> str:
    """Return the code of the outline it belongs to, or its own where it is a province."""
    return place.parent if place.is_city_district else single.get(place.code, place.code)


class _Group(NamedTuple):
    """Projects that count in the same places: few groups among many projects."""

    municipalities: tuple[str, ...]  # as the records name them
    led: tuple[str, ...]
    tried: tuple[str, ...]
    projects: int
    taken: int
    given: int
    years: tuple[int, int]  # first and last


@lru_cache(maxsize=1)
def _groups(shelf: Shelf) -> list[_Group]:
    """Return the groups, in the order of their first projects."""
    members: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], list[Standing]] = {}
    for id_, one in _standings(shelf).items():
        members.setdefault((shelf.library.cards[id_].municipalities, one.led, one.tried), []).append(one)
    return [
        _Group(
            municipalities,
            led,
            tried,
            projects=len(standings),
            taken=sum(one.taken for one in standings),
            given=sum(one.given for one in standings),
            years=(min(one.year for one in standings), max(one.year for one in standings)),
        )
        for (municipalities, led, tried), standings in members.items()
    ]


def _count(shelf: Shelf, key_of: Callable[[str], str], every: Iterable[str]) -> list[Count]:
    """Return a row for every key that projects have, and for ``every``; most projects first, then by code."""
    led: dict[str, list[_Group]] = {key: [] for key in every}
    tried: dict[str, list[_Group]] = {}
    for group in _groups(shelf):
        at_home = dict.fromkeys(filter(None, map(key_of, group.led)))
        for key in at_home:
            led.setdefault(key, []).append(group)
        for key in dict.fromkeys(filter(None, map(key_of, group.tried))):
            if key not in at_home:
                tried.setdefault(key, []).append(group)
    rows = []
    for key in {**led, **tried}:
        own = led.get(key, [])
        groups = [*own, *tried.get(key, ())]
        rows.append(
            Count(
                code=key,
                page=_page_of(shelf, key),
                name=_name_of(shelf, key),
                former=", ".join(_former_names(shelf, key, groups)),
                projects=sum(group.projects for group in groups),
                taken=sum(group.taken for group in own),
                given=sum(group.given for group in own),
                years=_span(groups),
            )
        )
    return sorted(rows, key=lambda row: (-row.projects, row.code))


def _span(groups: Sequence[_Group]) -> tuple[int, ...]:
    if not groups:
        return ()
    return min(group.years[0] for group in groups), max(group.years[1] for group in groups)


def _page_of(shelf: Shelf, code: str) -> str:
    """Return the code of the page; where only a district of a city has one, that district's."""
    code = shelf.page_code(code)
    if code in shelf.page_codes:
        return code
    known = shelf.library.programme.municipalities.by_code
    return next(other for other in sorted(shelf.page_codes) if known[other].parent == code)


def _name_of(shelf: Shelf, code: str) -> str:
    place = shelf.library.programme.municipalities.by_code[code]
    return place.full_name if place.is_province else f"{place.short_province} {place.name}".strip()


def _former_names(shelf: Shelf, key: str, groups: Sequence[_Group]) -> list[str]:
    """Return the names by which the records of a place call it where it is called otherwise today."""
    known = shelf.library.programme.municipalities
    place = known.by_code[key]
    names: dict[str, None] = {}
    for group in groups:
        for code in group.municipalities:
            then = known.by_code[code]
            if place in known.today(code) and then != place:
                names[then.full_name] = None
            elif place.is_province and then.province != place.province:
                names[then.province] = None
    return list(names)
