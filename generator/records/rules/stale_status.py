"""운영 상태는 한 해에 한 번 확인해 새 줄을 더합니다.

한 해 넘게 소식이 없으면 지금도 하는지 알 수 없어 사이트에 '확인 필요'로 보입니다.
달라진 것이 없어도 확인한 날짜로 한 줄을 더해 주세요. 마쳤거나 멈춘 사업은 더 적지 않아도 됩니다.

틀린 예:

    status:
      - {date: 2022-06-15, state: running, source: s1}

바른 예:

    status:
      - {date: 2022-06-15, state: running, source: s1}
      - {date: 2023-05, state: completed, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from generator.diagnostics import Finding, Severity
from generator.records.choices import State
from generator.records.derive import latest_status
from generator.records.programme import Programme
from generator.records.record import Record

CODE = "stale-status"
SEVERITY: Severity = "note"
OVER = (State.STOPPED, State.COMPLETED, State.DECLINED)


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield a finding from one year after the newest status, unless the project is over."""
    newest = latest_status(record.project)
    if newest is None or newest.state in OVER:
        return
    n = record.project.status.index(newest)
    message = f"확인 필요: 마지막 운영 상태({newest.date}, {newest.state.label})가 적힌 지 1년이 넘었습니다."
    hint = "지금도 그런지 확인하고, 확인한 날짜로 'status'에 한 줄을 더해 주세요."
    finding = record.find(("status", n, "date"), CODE, SEVERITY, message, hint)
    yield replace(finding, since=newest.date.last + timedelta(days=366))
