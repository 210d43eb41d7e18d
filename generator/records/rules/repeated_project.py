"""같은 사업의 기록은 하나만 둡니다.

사업 이름과 지자체와 연도가 모두 같은 기록이 또 있으면, 같은 사업을 두 번 적은 것일 수 있습니다.
하나로 합쳐 주세요. 다른 사업이면 이름에서 알아볼 수 있게 고칩니다.

틀린 예:

    --- projects/jejusi-parking-qr/project.yml
    title: 제주 주차 안심번호
    --- projects/jejusi-safe-number/project.yml
    title: 제주 주차 안심번호

바른 예:

    --- projects/jejusi-parking-qr/project.yml
    title: 제주 주차 안심번호
    --- projects/jejusi-safe-number/project.yml
    title: 제주 주차 안심번호
    year: 2022
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Finding, Severity
from generator.records.card import Card
from generator.records.programme import Programme

CODE = "repeated-project"
SEVERITY: Severity = "warning"


def check_library(cards: Mapping[str, Card], programme: Programme) -> Iterator[Finding]:
    """Yield each project that has title, municipality and year of an earlier one."""
    first_by_face: dict[tuple[str, tuple[str, ...], int], Card] = {}
    for card in cards.values():
        face = ("".join(card.title.split()).casefold(), card.municipalities[:1], card.year)
        first = first_by_face.setdefault(face, card)
        if first is not card:
            line, column = card.places["title"]
            message = f"'{first.id}' 기록과 사업 이름, 지자체, 연도가 같습니다."
            hint = "같은 사업이면 하나로 합치고, 다른 사업이면 이름에서 알아볼 수 있게 고쳐 주세요."
            yield Finding(card.file, line, column, CODE, SEVERITY, message, hint)
