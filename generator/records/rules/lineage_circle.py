"""본보기 사업과 묶음 사업은 돌고 돌아 자기에게 돌아오지 않습니다.

가를 보고 나를, 나를 보고 가를 했다고 적으면 어느 쪽이 먼저인지 알 수 없습니다. 자기 자신을 가리킬 수도 없습니다.
먼저 한 사업의 기록에서 'adapted_from'이나 'part_of'를 지워 주세요.

틀린 예:

    --- projects/jangseong-iot-eomni/project.yml
    title: IoT@엄니어디가?
    adapted_from:
      - {project: sinan-1004-care, kind: adoption, source: s1}
    --- projects/sinan-1004-care/project.yml
    title: ICT기반 1004섬 생활밀착 돌봄 시스템 구축
    adapted_from:
      - {project: jangseong-iot-eomni, kind: adoption, source: s1}

바른 예:

    --- projects/jangseong-iot-eomni/project.yml
    title: IoT@엄니어디가?
    --- projects/sinan-1004-care/project.yml
    title: ICT기반 1004섬 생활밀착 돌봄 시스템 구축
    adapted_from:
      - {project: jangseong-iot-eomni, kind: adoption, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.diagnostics import Finding, Severity
from generator.records.card import Card
from generator.records.messages import final_consonant
from generator.records.programme import Programme

CODE = "lineage-circle"
SEVERITY: Severity = "error"


# What a project points to, and the key that says so.
Links = Mapping[str, Mapping[str, str]]


def check_library(cards: Mapping[str, Card], programme: Programme) -> Iterator[Finding]:
    """Yield each link that lies on a circle of origins or of parents."""
    origins = {
        id_: {o.project: f"adapted_from.{n}.project" for n, o in enumerate(card.origins) if o.project}
        for id_, card in cards.items()
        if card.origins
    }
    parents = {id_: {card.part_of: "part_of"} for id_, card in cards.items() if card.part_of}
    for label, links in (("본보기 사업", origins), ("묶음 사업", parents)):
        told: set[tuple[str, str]] = set()
        for circle in _find_circles(links):
            for n, link in enumerate(pairwise([*circle, circle[0]])):
                if link not in told:
                    told.add(link)
                    key = links[link[0]][link[1]]
                    yield _explain(cards[link[0]], key, label, [*circle[n:], *circle[:n], link[0]])


def _find_circles(links: Links) -> Iterator[list[str]]:
    """Yield the circles: ids, each pointing to the next and the last to the first."""
    finished: set[str] = set()
    for start in links:
        # The way from `start` in its order, with the targets that are still to be tried.
        way = {} if start in finished else {start: iter(links[start])}
        while way:
            here = next(reversed(way))
            target = next(way[here], None)
            if target is None:
                finished.add(here)
                del way[here]
            elif target in way:
                ids = list(way)
                yield ids[ids.index(target) :]
            elif target not in finished and target in links:
                way[target] = iter(links[target])


def _explain(card: Card, key: str, label: str, way: list[str]) -> Finding:
    line, column = card.places[key]
    message = f"'{label}'{final_consonant(label, '이', '가')} 돌고 돌아 자기에게 옵니다: {' → '.join(way)}"
    hint = f"먼저 한 사업의 기록에서 '{key.split('.')[0]}' 항목을 지워 주세요."
    return Finding(card.file, line, column, CODE, SEVERITY, message, hint)
