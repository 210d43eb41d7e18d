"""The Korean words of what records can be chosen by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.reading.lines import short
from generator.records.choices import LICENCE_LABELS, DeliverableKind, Evidence, Stage, State
from generator.records.facets import NO, NONE, YES
from generator.records.library import Library
from generator.records.municipalities import Municipality

Words = Mapping[str, str]

# In the order of the page: facet and what it is called.
FACET_NAMES: Words = {
    "province": "시도",
    "municipality": "시군구",
    "year": "연도",
    "call": "공모",
    "field": "공모 분야",
    "topic": "주제",
    "stage": "도달한 단계",
    "state": "알려진 상태",
    "evidence": "근거 수준",
    "adopted": "도입",
    "budget": "사업비",
    "technology": "기술",
    "deliverable": "산출물",
    "licence": "이용 조건",
}
_BAND_NAMES = ("5천만 원 미만", "5천만 원~1억 원", "1억 원~2억 원", "2억 원~5억 원", "5억 원 이상")


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
        "budget": {**{str(place): name for place, name in enumerate(_BAND_NAMES)}, NONE: "예산 모름"},
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
