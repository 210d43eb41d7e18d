"""산출물의 식별 이름은 한 기록 안에서 하나뿐이어야 합니다.

추진 과정의 'produced'와 사이트의 주소가 이 이름으로 산출물을 가리킵니다. 같은 이름이 둘이면 어느 것인지 알 수 없습니다.
둘 가운데 하나의 'id'를 바꿔 주세요.

틀린 예:

    deliverables:
      - {id: qr-sticker, title: 안심번호 QR 스티커, kind: printed}
      - {id: qr-sticker, title: 안심번호 시스템, kind: system}

바른 예:

    deliverables:
      - {id: qr-sticker, title: 안심번호 QR 스티커, kind: printed}
      - {id: number-system, title: 안심번호 시스템, kind: system}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "duplicate-deliverable-id"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "산출물의 식별 이름 '{id}'을(를) '{title}'에서 이미 썼습니다.",
    "hint": "다른 이름으로 바꿔 주세요. 예: {id}-2",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each deliverable whose id an earlier one has."""
    titles: dict[str, str] = {}
    for number, deliverable in enumerate(record.project.deliverables):
        name = deliverable.id.casefold()
        if name in titles:
            message = say(WORDS["message"], id=deliverable.id, title=titles[name])
            hint = say(WORDS["hint"], id=deliverable.id)
            yield record.find(("deliverables", number, "id"), CODE, SEVERITY, message, hint)
        titles.setdefault(name, deliverable.title)
