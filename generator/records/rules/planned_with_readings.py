"""계획이라고 적은 성과에는 잰 값이 없어야 합니다.

'evidence: planned'는 아직 결과가 없다는 뜻이어서, 함께 적은 잰 값(readings)은 사이트에 성과로 나오지 않습니다.
결과가 나왔으면 근거 수준을 measured나 reported로 고치고, 계획한 값이면 'target'으로 옮겨 주세요.

틀린 예:

    outcomes:
      - metric: 시범 운영 사용자 만족
        kind: satisfaction
        unit: "%"
        readings: [{value: 97.3, date: 2021-12, source: s1}]
        evidence: planned

바른 예:

    outcomes:
      - metric: 시범 운영 사용자 만족
        kind: satisfaction
        unit: "%"
        readings: [{value: 97.3, date: 2021-12, source: s1}]
        evidence: reported
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import Evidence
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "planned-with-readings"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "성과 '{metric}': 계획(planned)이라고 했는데 측정값이 있습니다.",
    "hint": "잰 값이면 evidence를 measured나 reported로, 계획한 값이면 'target'으로 옮겨 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each outcome that is called a plan and has readings."""
    for n, outcome in enumerate(record.project.outcomes):
        if outcome.evidence is Evidence.PLANNED and outcome.readings:
            message = say(WORDS["message"], metric=outcome.metric)
            yield record.find(("outcomes", n, "evidence"), CODE, SEVERITY, message, WORDS["hint"])
