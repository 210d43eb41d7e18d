"""단위가 %인 값은 0에서 100 사이입니다.

만족도나 이용률이 100을 넘으면 단위나 소수점을 잘못 적은 것입니다.
'전년보다 235% 증가'처럼 늘어난 비율이면 값 대신 'change'에 글로 적어 주세요.

틀린 예:

    outcomes:
      - metric: 시범 운영 사용자 만족
        unit: "%"
        readings: [{value: 973, date: 2021-12, source: s1}]
        evidence: reported

바른 예:

    outcomes:
      - metric: 시범 운영 사용자 만족
        unit: "%"
        readings: [{value: 97.3, date: 2021-12, source: s1}]
        evidence: reported
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.model import Outcome, Reading
from generator.records.programme import Programme
from generator.records.record import Path, Record
from generator.records.wording import Words, say

CODE = "percent-out-of-range"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "성과 '{metric}'의 값 {value:,}%: 0에서 100 사이가 아닙니다.",
    "hint": "소수점과 단위를 확인해 주세요. 늘어난 비율이면 'change'에 글로 적습니다.",
}
PERCENT = ("%", "퍼센트", "프로")


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each value of an outcome in percent that is below 0 or above 100."""
    for n, outcome in enumerate(record.project.outcomes):
        if outcome.unit in PERCENT:
            yield from _check(record, n, outcome)


def _check(record: Record, n: int, outcome: Outcome) -> Iterator[Finding]:
    values: list[tuple[Path, Reading | None]] = [(("baseline",), outcome.baseline), (("target",), outcome.target)]
    values += [(("readings", m), reading) for m, reading in enumerate(outcome.readings)]
    for path, reading in values:
        if reading and not 0 <= reading.value <= 100:
            message = say(WORDS["message"], metric=outcome.metric, value=reading.value)
            yield record.find(("outcomes", n, *path, "value"), CODE, SEVERITY, message, WORDS["hint"])
