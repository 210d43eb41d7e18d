"""쟀다고 적은 성과에는 어떻게 쟀는지가 있어야 합니다.

같은 '만족도 97%'도 몇 명에게 어떻게 물었는지에 따라 뜻이 다릅니다. 잰 방법을 모르면 발표된 값입니다.
'method'에 누가 무엇으로 몇 명에게 쟀는지 적고, 모르면 'evidence: reported'로 고쳐 주세요.

틀린 예:

    outcomes:
      - metric: 시범 운영 사용자 만족
        kind: satisfaction
        unit: "%"
        readings: [{value: 97.3, date: 2021-12, source: s1}]
        evidence: measured

바른 예:

    outcomes:
      - metric: 시범 운영 사용자 만족
        kind: satisfaction
        unit: "%"
        readings: [{value: 97.3, date: 2021-12, source: s1}]
        evidence: measured
        method: 시범 운영 만족도 조사
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import Evidence
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "measured-without-method"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "성과 '{metric}': 쟀다고(measured) 했는데 잰 방법이 없습니다.",
    "hint": "'method'에 누가 무엇으로 몇 명에게 쟀는지 적어 주세요. 모르면 evidence를 reported로 고칩니다.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each outcome that is called measured and does not say how."""
    for n, outcome in enumerate(record.project.outcomes):
        if outcome.evidence is Evidence.MEASURED and not outcome.method:
            message = say(WORDS["message"], metric=outcome.metric)
            yield record.find(("outcomes", n, "evidence"), CODE, SEVERITY, message, WORDS["hint"])
