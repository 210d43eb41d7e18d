"""효과와 비용 절감을 말하려면 사업 전 값이 있어야 합니다.

문제가 얼마나 줄었는지는 전과 견주어야 알 수 있습니다. 사업 전 값이 없으면 사이트에 '기준값 없음'으로 보입니다.
'baseline'에 시작하기 전의 값을 적어 주세요. 줄어든 비율만 알려졌으면 'change'에 적으면 됩니다.
아직 결과가 없는 계획에는 알리지 않습니다.

틀린 예:

    outcomes:
      - metric: 한 달 민원
        kind: effect
        unit: 건
        readings: [{value: 12, date: 2022-05, source: s1}]
        evidence: reported

바른 예:

    outcomes:
      - metric: 한 달 민원
        kind: effect
        unit: 건
        baseline: {value: 30, date: 2021-05, source: s1}
        readings: [{value: 12, date: 2022-05, source: s1}]
        evidence: reported
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import OutcomeKind
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "effect-without-baseline"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "성과 '{metric}': 사업 전 값이 없어 달라진 정도를 알 수 없습니다.",
    "hint": "시작하기 전의 값을 'baseline'에 적어 주세요. 비율만 알려졌으면 'change'에 적습니다.",
}
COMPARED = (OutcomeKind.EFFECT, OutcomeKind.COST)


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each effect and saving that has readings and nothing to compare them with."""
    for n, outcome in enumerate(record.project.outcomes):
        if outcome.kind in COMPARED and outcome.readings and not outcome.baseline and not outcome.change:
            message = say(WORDS["message"], metric=outcome.metric)
            yield record.find(("outcomes", n), CODE, SEVERITY, message, WORDS["hint"])
