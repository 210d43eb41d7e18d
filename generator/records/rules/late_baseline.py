"""사업 전 값은 시작하기 전에, 첫 측정값보다 먼저 잰 값이어야 합니다.

쓰기 시작한 뒤의 값과 견주면 사업의 효과를 알 수 없습니다. 이미 하던 서비스의 첫 값은 측정값(readings)입니다.
시작한 때는 첫 시범 운영이나 정식 운영으로, 그것을 모르면 사업 기간의 시작으로 봅니다.

틀린 예:

    process:
      - {date: 2021-11-25, stage: pilot, what: 시범 운영 시작, source: s1}
    outcomes:
      - metric: 한 달 민원
        kind: effect
        unit: 건
        baseline: {value: 30, date: 2022-01, source: s1}
        readings: [{value: 12, date: 2022-05, source: s1}]
        evidence: reported

바른 예:

    process:
      - {date: 2021-11-25, stage: pilot, what: 시범 운영 시작, source: s1}
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
from datetime import date

from generator.diagnostics import Finding, Severity
from generator.records.derive import pilot_step, start_of
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.record import Record

CODE = "late-baseline"
SEVERITY: Severity = "warning"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each baseline that was surely taken after the start or after the first reading."""
    dated = [
        (n, outcome, outcome.baseline.date)
        for n, outcome in enumerate(record.project.outcomes)
        if outcome.baseline and outcome.baseline.date
    ]
    start = _last_day_of_start(record.project) if dated else None
    for n, outcome, taken in dated:
        first = min((reading.date.last for reading in outcome.readings if reading.date), default=None)
        if first and taken.first > first:
            reason = "첫 측정값보다 나중입니다."
        elif start and taken.first > start:
            reason = "사업을 시작한 뒤입니다."
        else:
            continue
        message = f"성과 '{outcome.metric}': 사업 전 값을 잰 때가 {reason}"
        hint = "시작하기 전의 값을 적어 주세요. 시작한 뒤의 첫 값이면 'readings'로 옮깁니다."
        yield record.find(("outcomes", n, "baseline", "date"), CODE, SEVERITY, message, hint)


def _last_day_of_start(project: Project) -> date | None:
    """Return the last day on which people can have begun to use it; None when that is not known."""
    step = pilot_step(project)
    start = start_of(step.date) if step else project.period.start if project.period else None
    return start.last if start else None
