"""성과에는 값이 하나라도 있어야 합니다.

지표 이름만 있으면 무엇이 달라졌는지 알 수 없습니다.
측정값(readings), 목표(target), 변화(change), 사업 전 값(baseline) 가운데 아는 것을 적어 주세요.
아무것도 모르면 지워도 됩니다.

틀린 예:

    outcomes:
      - {metric: 시범 운영 사용자 만족, evidence: reported}

바른 예:

    outcomes:
      - {metric: 시범 운영 사용자 만족, change: 전보다 나아졌다는 답이 많음, evidence: reported, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "outcome-without-value"
SEVERITY: Severity = "note"
WORDS: Words = {
    "message": "성과 '{metric}'에 값이 없습니다.",
    "hint": "측정값(readings), 목표(target), 변화(change) 가운데 아는 것을 적어 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each outcome that tells nothing but its metric."""
    for n, outcome in enumerate(record.project.outcomes):
        if not (outcome.readings or outcome.target or outcome.change or outcome.baseline):
            message = say(WORDS["message"], metric=outcome.metric)
            yield record.find(("outcomes", n), CODE, SEVERITY, message, WORDS["hint"])
