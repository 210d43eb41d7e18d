"""What lists show of the projects: a row each, in the order of lists, and which project stands where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from generator.pages.purse import count_once
from generator.reading.dates import is_older_than_a_year
from generator.records.card import Card, Fund
from generator.records.choices import AdaptationKind, State
from generator.records.library import Library
from generator.records.municipalities import Municipality
from generator.records.scalars import PartialDate

# What has come to its end needs nobody to look again whether it still runs.
_ENDED = frozenset({State.COMPLETED, State.STOPPED, State.DECLINED})

Ids = tuple[str, ...]


class Row(NamedTuple):
    """What a list shows of one project, as plain data; a list page is made again only when one of these changed."""

    id: str
    title: str
    summary: str
    year: int
    place: str  # names as they were in that year
    place_now: str  # today's names where they differ, else ""
    state: str  # State, "" when unknown
    state_date: str
    unconfirmed: bool  # nobody has said for a year whether it still stands so
    budget: int | None  # won
    shares_budget: bool  # the sum holds money that is for other projects too
    evidence: str  # Evidence, "" without outcomes
    adopters: int  # records of other municipalities that took it over
    answered: int  # of the `applicable` among the fifteen questions
    applicable: int


class Adoption(NamedTuple):
    """One project made after another, as plain data; ``origin`` is "" where the other has no record here."""

    kind: str  # AdaptationKind
    adopter: str
    adopter_title: str
    adopter_place: str
    origin: str
    origin_title: str
    origin_place: str


class Rows(Mapping[str, Row]):
    """The row of each project by id, newest project first; made, and noted in ``asked``, when somebody asks for it."""

    def __init__(self, cards: Mapping[str, Card], make: Callable[[Card], Row]) -> None:
        self.asked: set[str] = set()
        self._cards = cards
        self._make = make
        self._made: dict[str, Row] = {}

    def __getitem__(self, id_: str) -> Row:
        row = self._made.get(id_)
        if row is None:
            row = self._made[id_] = self._make(self._cards[id_])
        self.asked.add(id_)
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)


@dataclass(frozen=True, eq=False)
class Shelf:
    """The library as lists need it on the day ``as_of``.

    Lists count and choose by the traits of cards (``search_files.WORDS`` names what is none), and ask ``rows`` for all
    else that they tell of a project. So it is known which pages a record with other words can change.
    """

    library: Library
    as_of: date

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The cards by id, newest project first."""
        newest_first = sorted(self.library.cards.values(), key=lambda card: (-card.year, card.id))
        return {card.id: card for card in newest_first}

    @cached_property
    def rows(self) -> Rows:
        """What lists show of each project, newest first."""
        return Rows(self.cards, lambda card: make_row(card, self.library, self.as_of))

    @cached_property
    def sums(self) -> list[tuple[frozenset[str], Fund]]:
        """Every sum of money once, with the projects that it is for."""
        return count_once(self.library.cards.values())

    def in_order(self, ids: Iterable[str]) -> Ids:
        """Return the ids newest first."""
        return tuple(sorted(ids, key=self._rank.__getitem__))

    def row_text(self, id_: str) -> str:
        """Return a row as JSON: it stands on five pages or more, and so it is written, for their digests, only once."""
        row = self.rows[id_]
        text = self._texts.get(id_)
        if text is None:
            text = self._texts[id_] = json.dumps(row, ensure_ascii=False)
        return text

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    @cached_property
    def led(self) -> Mapping[str, Ids]:
        """The projects a municipality answers for: today's code -> ids; a province has those of its municipalities."""
        return self._by_place(self.library.by_municipality)

    @cached_property
    def tried(self) -> Mapping[str, Ids]:
        """The projects that were tried in a municipality which does not answer for them, likewise."""
        places = self._by_place(self.library.by_site_municipality)
        led = {code: frozenset(ids) for code, ids in self.led.items()}
        apart = {code: tuple(id_ for id_ in ids if id_ not in led.get(code, ())) for code, ids in places.items()}
        return {code: ids for code, ids in apart.items() if ids}

    @cached_property
    def provinces(self) -> tuple[Municipality, ...]:
        """The provinces of today, in the order of codes."""
        return tuple(place for place in self.library.programme.municipalities.current() if place.is_province)

    @cached_property
    def places(self) -> tuple[Municipality, ...]:
        """The municipalities that have a page: every province, and who leads or tried something."""
        known = self.library.programme.municipalities.by_code
        codes = {place.code for place in self.provinces} | self.led.keys() | self.tried.keys()
        return tuple(known[code] for code in sorted(codes))

    @cached_property
    def page_codes(self) -> frozenset[str]:
        """The codes of the municipalities that have a page."""
        return frozenset(place.code for place in self.places)

    def page_code(self, code: str) -> str:
        """Return the code of the page of a municipality of today: a province without districts has one page."""
        place = self.library.programme.municipalities.by_code[code]
        return place.province_code if place.kind == "single_tier" else code

    def province_now(self, place: Municipality) -> Municipality:
        """Return the province of a municipality of today."""
        return self.library.programme.municipalities.by_code[place.province_code]

    def taken(self, ids: Iterable[str]) -> list[Adoption]:
        """Return what these projects were made after."""
        return [
            self._adoption(id_, origin.kind, origin.project or "", origin.title)
            for id_ in ids
            for origin in self.library.cards[id_].origins
        ]

    def given(self, ids: Iterable[str]) -> list[Adoption]:
        """Return which projects were made after these."""
        return [
            self._adoption(adopter, origin.kind, id_, "")
            for id_ in ids
            for adopter in self.library.adopted_by.get(id_, ())
            for origin in self.library.cards[adopter].origins
            if origin.project == id_
        ]

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {id_: rank for rank, id_ in enumerate(self.cards)}

    def _by_place(self, ids_by_code: Mapping[str, Ids]) -> dict[str, Ids]:
        known = self.library.programme.municipalities.by_code
        gathered: dict[str, set[str]] = {}
        for code, ids in ids_by_code.items():
            for place in {self.page_code(code), known[code].province_code}:
                gathered.setdefault(place, set()).update(ids)
        return {code: self.in_order(ids) for code, ids in gathered.items()}

    def _adoption(self, adopter: str, kind: str, origin: str, title: str) -> Adoption:
        after = self.rows[adopter]
        before = self.rows.get(origin)
        return Adoption(
            kind=kind,
            adopter=after.id,
            adopter_title=after.title,
            adopter_place=after.place,
            origin=before.id if before else "",
            origin_title=before.title if before else title,
            origin_place=before.place if before else "",
        )


def make_row(card: Card, library: Library, as_of: date) -> Row:
    """Return what lists show of one project on the day ``as_of``."""
    place, place_now = library.place_names(card.municipalities)
    return Row(
        id=card.id,
        title=card.title,
        summary=card.summary,
        year=card.year,
        place=place,
        place_now="" if place_now == place else place_now,
        state=card.state,
        state_date=card.state_date,
        unconfirmed=_is_unconfirmed(card, as_of),
        budget=card.budget,
        shares_budget=bool(card.shared_with),
        evidence=card.evidence,
        adopters=library.adopters.get(card.id, 0),
        answered=card.answered.bit_count(),
        applicable=card.applicable.bit_count(),
    )


def count_followers(cards: Iterable[Card]) -> dict[str, Any]:
    """Return how many projects followed another, in all and by how they did."""
    followers = [card for card in cards if card.origins]
    kinds = Counter(kind for card in followers for kind in dict.fromkeys(origin.kind for origin in card.origins))
    return {
        "followers": len(followers),
        "kinds": [[kind.value, kinds[kind.value]] for kind in AdaptationKind if kinds[kind.value]],
    }


def _is_unconfirmed(card: Card, as_of: date) -> bool:
    if not card.state or State(card.state) in _ENDED:
        return False
    return is_older_than_a_year(PartialDate(card.state_date), as_of.isoformat())
