"""What records can be chosen by: which values of every facet a record has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from generator.records.card import Card
from generator.records.choices import AdaptationKind

if TYPE_CHECKING:
    from generator.records.library import Library

NONE = "none"
YES, NO = "yes", "no"
# Won from which each band of budgets begins.
BUDGET_BANDS = (0, 50_000_000, 100_000_000, 200_000_000, 500_000_000)

FacetValues = Mapping[str, Mapping[str, Sequence[str]]]


def facet_values(library: Library) -> FacetValues:
    """Return facet -> record id -> values; by ``year``, ``adopters`` and ``answered`` lists are sorted too."""
    rows = {card.id: _values_of(card, library) for card in library.cards.values()}
    return {facet: {id_: values[facet] for id_, values in rows.items()} for facet in _FACETS}


_FACETS = (
    *("province", "municipality", "year", "call", "field", "topic", "stage", "state", "evidence", "adopted"),
    *("adopters", "answered", "budget", "technology", "deliverable", "licence"),
)


def _values_of(card: Card, library: Library) -> dict[str, Sequence[str]]:
    programme = library.programme
    places = [programme.municipalities.by_code[code] for code in library.codes_today(card.municipalities)]
    adopters = _count_adopters(card.id, library)
    call = programme.calls.get(card.call or "")
    has_field = call is not None and any(field.id == card.field for field in call.fields)
    return {
        "province": tuple(dict.fromkeys(place.province_code for place in places)),
        "municipality": tuple(place.code for place in places),
        "year": (str(card.year),),
        "call": (card.call,) if card.call and call else (),
        "field": (f"{card.call}--{card.field}",) if has_field else (),
        "topic": tuple(topic for topic in card.topics if topic in programme.topics),
        "stage": card.stages[-1:],
        "state": (card.state or NONE,),
        "evidence": (card.evidence or NONE,),
        "adopted": (YES if adopters else NO,),
        "adopters": (str(adopters),),
        "answered": (str(card.answered.bit_count()),),
        "budget": (_band_of(card.budget),),
        # Own words of records would make as many values as records.
        "technology": tuple(name for name in card.technologies if name in programme.technologies),
        "deliverable": card.deliverable_kinds,
        "licence": card.licences,
    }


def _count_adopters(id_: str, library: Library) -> int:
    return sum(
        any(origin[:2] == (id_, AdaptationKind.ADOPTION) for origin in library.cards[adopter].origins)
        for adopter in library.adopted_by.get(id_, ())
    )


def _band_of(budget: int | None) -> str:
    if budget is None:
        return NONE
    return str(max(place for place, least in enumerate(BUDGET_BANDS) if budget >= least))
