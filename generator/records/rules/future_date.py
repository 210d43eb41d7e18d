"""아직 오지 않은 때의 일은 예정이라고 밝힙니다.

있은 일처럼 적힌 앞날의 일은 이루어진 성과로 읽힙니다. 연도를 잘못 적은 것일 수도 있습니다.
추진 과정은 'planned: true', 성과는 'target', 운영 상태는 'state: planned'로 적어 주세요.

틀린 예:

    process:
      - {date: 2099-05, stage: operate, what: 정식 운영, source: s1}

바른 예:

    process:
      - {date: 2099-05, stage: operate, what: 정식 운영, planned: true, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Finding, Severity
from generator.records.derive import start_of
from generator.records.messages import final_consonant
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.moments import moments

CODE = "future-date"
SEVERITY: Severity = "warning"
# The format is from 2026, so no check has an earlier day; without this every past date would be kept as a finding.
FIRST_CHECK = "2026-01-01"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each date that lies ahead, until it comes, and is not called a plan."""
    for moment in moments(record.project):
        if moment.is_planned:
            continue
        start = start_of(moment.when)
        if start and start > FIRST_CHECK:
            message = f"'{moment.label}'의 '{start}'{final_consonant(start, '은', '는')} 아직 오지 않았습니다."
            hint = "연도를 확인해 주세요. 예정한 일이면 planned(추진 과정), target(성과), state: planned(운영 상태)로 적습니다."
            yield replace(record.find(moment.path, CODE, SEVERITY, message, hint), until=start.first)
