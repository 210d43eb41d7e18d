"""가리킨 사업의 기록이 projects/ 폴더에 있어야 합니다.

묶음 사업(part_of), 함께 받은 사업(shared_with), 본보기 사업(adapted_from)에는 그 사업 폴더의 이름을 적습니다.
글 속의 링크 [글](project:사업)도 같습니다.
기록이 아직 없는 사업을 보고 했다면 'project' 대신 'outside'에 사업 이름과 지자체를 적어 주세요.

틀린 예:

    adapted_from:
      - {project: jangseong-iot, kind: adoption, source: s1}

바른 예:

    adapted_from:
      - {outside: {title: IoT@엄니어디가?, municipality: 전라남도 장성군}, kind: adoption, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Finding, Severity
from generator.records.card import Card
from generator.records.messages import final_consonant, nearest
from generator.records.programme import Programme

CODE = "unknown-project"
SEVERITY: Severity = "error"
# So many ids with one word are compared; a word that more have in common says little.
MOST_ALIKE = 100


def check_library(cards: Mapping[str, Card], programme: Programme) -> Iterator[Finding]:
    """Yield each id of a project that has no record."""
    ids_by_word: dict[str, list[str]] = {}
    for card in cards.values():
        for key, label, id_ in _references(card):
            if id_ not in cards and id_ not in programme.projects:
                ids_by_word = ids_by_word or _index_words(cards)
                yield _unknown(card, key, label, id_, ids_by_word)


def _references(card: Card) -> Iterator[tuple[str, str, str]]:
    if card.part_of:
        yield "part_of", "묶음 사업", card.part_of
    for id_ in card.shared_with:
        yield f"shared_with.{id_}", "함께 받은 사업", id_
    for n, origin in enumerate(card.origins):
        if origin.project:
            yield f"adapted_from.{n}.project", "본보기 사업", origin.project
    for id_ in card.mentions:
        key = f"mentions.{id_}"
        yield key if key in card.places else f"guidebook.{key}", "글 속의 링크", id_


def _index_words(cards: Mapping[str, Card]) -> dict[str, list[str]]:
    """Return the ids by each of their words: comparing a misspelt id with all of 10,000 takes too long."""
    ids_by_word: dict[str, list[str]] = {}
    for id_ in cards:
        for word in set(id_.split("-")):
            ids_by_word.setdefault(word, []).append(id_)
    return ids_by_word


def _unknown(card: Card, key: str, label: str, id_: str, ids_by_word: Mapping[str, list[str]]) -> Finding:
    line, column = card.places[key]
    alike = {other for word in id_.split("-") for other in ids_by_word.get(word, ())[:MOST_ALIKE]}
    guess = nearest(id_, sorted(alike))
    message = f"'{label}'의 '{id_}'{final_consonant(id_, '이라는', '라는')} 사업 기록이 없습니다."
    hint = f"혹시 '{guess}'입니까?" if guess else "projects/ 폴더에 있는 사업 폴더의 이름을 적어 주세요."
    file = card.guidebook_file if key.startswith("guidebook.") else card.file
    return Finding(file, line, column, CODE, SEVERITY, message, hint)
