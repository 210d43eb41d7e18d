"""What records can be chosen by: the values of every facet, and their Korean words in the order of showing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.reading.lines import short
from generator.records.card import Card
from generator.records.choices import LICENCE_LABELS, AdaptationKind, DeliverableKind, Evidence, Stage, State
from generator.records.library import Library
from generator.records.municipalities import Municipality
from generator.search.script import script

NONE = "none"
YES, NO = "yes", "no"
# Won from which a band begins, and its name.
_BANDS = (
    (0, "5천만 원 미만"),
    (50_000_000, "5천만 원~1억 원"),
    (100_000_000, "1억 원~2억 원"),
    (200_000_000, "2억 원~5억 원"),
    (500_000_000, "5억 원 이상"),
)

Values = Mapping[str, Mapping[str, Sequence[str]]]
Words = Mapping[str, str]


def facet_values(library: Library) -> Values:
    """Return facet -> record id -> values; by ``year``, ``adopters`` and ``answered`` lists are sorted too."""
    rows = {card.id: _values_of(card, library) for card in library.cards.values()}
    return {facet: {id_: values[facet] for id_, values in rows.items()} for facet in _FACETS}


def labels_script(library: Library, values: Values) -> bytes:
    """Return the script of facet -> [value, word], in the order of showing; only values that records have."""
    shown = {}
    for facet, words in facet_words(library).items():
        used = {value for row in values[facet].values() for value in row}
        shown[facet] = [[value, word] for value, word in words.items() if value in used]
    return script("f/labels", shown)


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
    return str(max(place for place, (least, _) in enumerate(_BANDS) if budget >= least))


def facet_words(library: Library) -> dict[str, Words]:
    """Return facet -> value -> Korean word, in the order of showing, of all values there are."""
    programme = library.programme
    current = programme.municipalities.current()
    calls = sorted(programme.calls.items(), key=lambda item: (-item[1].year, item[0]))
    years = sorted({card.year for card in library.cards.values()}, reverse=True)
    return {
        "province": _names_of(place for place in current if place.is_province),
        "municipality": _names_of(current),
        "year": {str(year): f"{year}년" for year in years},
        "call": {id_: f"{call.year}년 {call.brand}" if call.brand else call.title for id_, call in calls},
        "field": {
            f"{id_}--{field.id}": f"{field.name} ({call.year}년)" for id_, call in calls for field in call.fields
        },
        "topic": {id_: topic.name for id_, topic in programme.topics.items()},
        "stage": {stage.value: stage.label for stage in Stage},
        "state": {**{state.value: short(state) for state in State}, NONE: "상태 모름"},
        "evidence": {**{level.value: short(level) for level in Evidence}, NONE: "성과 기록 없음"},
        "adopted": {YES: "이어받은 곳 있음", NO: "이어받은 곳 없음"},
        "budget": {**{str(place): name for place, (_, name) in enumerate(_BANDS)}, NONE: "예산 모름"},
        "technology": {id_: technology.name for id_, technology in programme.technologies.items()},
        "deliverable": {kind.value: kind.label for kind in DeliverableKind},
        "licence": _licence_words(library),
    }


def _names_of(places: Iterable[Municipality]) -> Words:
    return {place.code: place.full_name for place in places}


def _licence_words(library: Library) -> Words:
    others = sorted({licence for card in library.cards.values() for licence in card.licences} - LICENCE_LABELS.keys())
    known = {name: word for name, word in LICENCE_LABELS.items() if name != "unknown"}
    return {**known, **{name: name for name in others}, "unknown": LICENCE_LABELS["unknown"]}
