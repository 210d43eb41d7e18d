"""What records can be chosen by: which values of every facet a record has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.records.library import Library

NONE = "none"
YES, NO = "yes", "no"
# Won from which each band of budgets begins.
BUDGET_BANDS = (0, 50_000_000, 100_000_000, 200_000_000, 500_000_000)

# Facet -> record id -> values.
FacetValues = Mapping[str, Mapping[str, tuple[str, ...]]]


class FacetColumns(FacetValues):
    """What records can be chosen by; by ``year``, ``adopters`` and ``answered`` lists are sorted too.

    A column is made when somebody asks for it, in one go: of 10,000 records hardly one has values of its own.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def __getitem__(self, facet: str) -> Mapping[str, tuple[str, ...]]:
        if facet not in self._made:
            self._made[facet] = _COLUMNS[facet](self._library)
        return self._made[facet]

    def __iter__(self) -> Iterator[str]:
        return iter(_COLUMNS)

    def __len__(self) -> int:
        return len(_COLUMNS)


def _provinces(library: Library) -> Column:
    known = library.programme.municipalities.by_code

    @cache
    def provinces(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(known[code].province_code for code in library.codes_today(codes)))

    return {id_: provinces(card.municipalities) for id_, card in library.cards.items()}


def _calls(library: Library) -> Column:
    calls = library.programme.calls
    return {id_: (card.call,) if card.call and card.call in calls else () for id_, card in library.cards.items()}


def _fields(library: Library) -> Column:
    fields = {(id_, field.id) for id_, call in library.programme.calls.items() for field in call.fields}
    return {
        id_: (f"{card.call}--{card.field}",) if (card.call, card.field) in fields else ()
        for id_, card in library.cards.items()
    }


def _known(names_by_id: Iterable[tuple[str, tuple[str, ...]]], among: Mapping[str, object]) -> Column:
    """Return the names that the programme has: own words of records would make as many values as records."""

    @cache
    def known(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([name for name in names if name in among])

    return {id_: known(names) for id_, names in names_by_id}


def _adopted(library: Library) -> Column:
    return {id_: (YES if id_ in library.adopters else NO,) for id_ in library.cards}


def _counted(library: Library) -> Column:
    return {id_: (str(library.adopters.get(id_, 0)),) for id_ in library.cards}


Column = Mapping[str, tuple[str, ...]]
_COLUMNS: Mapping[str, Callable[[Library], Column]] = {
    "province": _provinces,
    "municipality": lambda library: {
        id_: library.codes_today(card.municipalities) for id_, card in library.cards.items()
    },
    "year": lambda library: {id_: (str(card.year),) for id_, card in library.cards.items()},
    "call": _calls,
    "field": _fields,
    "topic": lambda library: _known(
        ((id_, card.topics) for id_, card in library.cards.items()), library.programme.topics
    ),
    "stage": lambda library: {id_: card.stages[-1:] for id_, card in library.cards.items()},
    "state": lambda library: {id_: (card.state or NONE,) for id_, card in library.cards.items()},
    "evidence": lambda library: {id_: (card.evidence or NONE,) for id_, card in library.cards.items()},
    "adopted": _adopted,
    "adopters": _counted,
    "answered": lambda library: {id_: (str(card.answered.bit_count()),) for id_, card in library.cards.items()},
    "budget": lambda library: {id_: (_band_of(card.budget),) for id_, card in library.cards.items()},
    "technology": lambda library: _known(
        ((id_, card.technologies) for id_, card in library.cards.items()), library.programme.technologies
    ),
    "deliverable": lambda library: {id_: card.deliverable_kinds for id_, card in library.cards.items()},
    "licence": lambda library: {id_: card.licences for id_, card in library.cards.items()},
}


def count_values(column: Mapping[str, tuple[str, ...]]) -> Counter[str]:
    """Return how many records have each value of a column."""
    counts = Counter[str]()
    for values, count in Counter(column.values()).items():
        for value in values:
            counts[value] += count
    return counts


def _band_of(budget: int | None) -> str:
    if budget is None:
        return NONE
    return str(max(place for place, least in enumerate(BUDGET_BANDS) if budget >= least))
