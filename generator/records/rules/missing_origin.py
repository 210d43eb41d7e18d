"""본보기 사업은 'project'나 'outside' 가운데 하나로 밝힙니다.

어느 사업을 보고 했는지 알 수 없으면 이어진 흐름을 보여 줄 수 없습니다.
이 사이트에 기록이 있는 사업이면 'project'에 그 이름을, 없으면 'outside'에 사업 이름과 지자체를 적어 주세요.

틀린 예:

    adapted_from:
      - {kind: adoption, source: s1}

바른 예:

    adapted_from:
      - {outside: {title: IoT@엄니어디가?, municipality: 전라남도 장성군}, kind: adoption, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "missing-origin"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "본보기 사업 {number}번째에 어느 사업인지가 없습니다.",
    "hint": "기록이 있는 사업이면 'project: 사업-이름', 없으면 'outside: {{title: …, municipality: …}}'를 적어 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each row of ``adapted_from`` that names no project."""
    for n, origin in enumerate(record.project.adapted_from):
        if not origin.project and not origin.outside:
            message = say(WORDS["message"], number=n + 1)
            yield record.find(("adapted_from", n), CODE, SEVERITY, message, say(WORDS["hint"]))
