"""계획한 날이 지났으면 결과를 적습니다.

계획만 남아 있는 기록은 그 일이 있었는지 알 수 없어, 따라 할 지자체가 판단하지 못합니다.
했으면 'planned: true'를 지우고 한 일과 날짜를, 성과라면 'readings'에 잰 값을 적어 주세요.
하지 못했으면 까닭을 'detail'이나 'dead_end'에 적어 주세요.

틀린 예:

    process:
      - {date: 2021-12, stage: pilot, what: 시범 운영, planned: true, source: s1}

바른 예:

    process:
      - {date: 2021-11-25, stage: pilot, what: 시범 운영 시작, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Path, Record
from generator.records.scalars import PartialDate, Span

CODE = "planned-date-passed"
SEVERITY: Severity = "note"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each planned step and each target without a result, from the day after its date."""
    project = record.project
    for n, step in enumerate(project.process):
        if step.planned and step.date and step.date.last != date.max:
            hint = "했으면 'planned: true'를 지우고 한 일을, 하지 못했으면 까닭을 적어 주세요."
            yield _passed(record, ("process", n, "date"), f"추진 과정 {n + 1}번째", step.date, hint)
    for n, outcome in enumerate(project.outcomes):
        target = outcome.target
        if target and target.date and target.date.last != date.max and not outcome.readings and not outcome.change:
            hint = "잰 값을 'readings'에 적고 근거 수준(evidence)을 고쳐 주세요."
            path = ("outcomes", n, "target", "date")
            yield _passed(record, path, f"성과 '{outcome.metric}'", target.date, hint)


def _passed(record: Record, path: Path, label: str, when: PartialDate | Span, hint: str) -> Finding:
    message = f"{label}: 계획한 날이 지났습니다. 결과를 적어 주세요."
    return replace(record.find(path, CODE, SEVERITY, message, hint), since=when.last + timedelta(days=1))
