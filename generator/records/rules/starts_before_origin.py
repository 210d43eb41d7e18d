"""보고 따라 한 사업은 본보기 사업보다 먼저 시작하지 않습니다.

먼저 시작했다면 본보기와 따라 한 쪽이 바뀌었거나 날짜가 틀린 것입니다.
두 기록의 사업 기간(period)과 추진 과정(process)의 날짜를 확인해 주세요.

틀린 예:

    --- projects/jangseong-iot-eomni/project.yml
    title: IoT@엄니어디가?
    year: 2018
    --- projects/sinan-1004-care/project.yml
    title: ICT기반 1004섬 생활밀착 돌봄 시스템 구축
    year: 2017
    adapted_from:
      - {project: jangseong-iot-eomni, kind: adoption, source: s1}

바른 예:

    --- projects/jangseong-iot-eomni/project.yml
    title: IoT@엄니어디가?
    year: 2018
    --- projects/sinan-1004-care/project.yml
    title: ICT기반 1004섬 생활밀착 돌봄 시스템 구축
    year: 2019
    adapted_from:
      - {project: jangseong-iot-eomni, kind: adoption, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Finding, Severity
from generator.records.card import Card
from generator.records.programme import Programme
from generator.records.scalars import PartialDate

CODE = "starts-before-origin"
SEVERITY: Severity = "warning"


def check_library(cards: Mapping[str, Card], programme: Programme) -> Iterator[Finding]:
    """Yield each origin that surely began after the project that followed it."""
    for card in cards.values():
        for n, link in enumerate(card.origins):
            origin = cards.get(link.project or "")
            if origin is None or origin is card:
                continue
            own, its = _start(card), _start(origin)
            if own.last < its.first:
                line, column = card.places[f"adapted_from.{n}.project"]
                message = f"본보기 사업 '{origin.id}'({its} 시작)보다 이 사업({own} 시작)이 먼저 시작했습니다."
                hint = "어느 쪽이 본보기인지, 두 기록의 날짜가 맞는지 확인해 주세요."
                yield Finding(card.file, line, column, CODE, SEVERITY, message, hint)


def _start(card: Card) -> PartialDate:
    """Return when the project began, as exactly as it is known: at least the year is."""
    return PartialDate(card.starts or card.year)
