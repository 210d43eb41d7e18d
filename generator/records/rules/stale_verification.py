"""마지막 확인일은 두 해를 넘기지 않습니다.

담당 부서, 주소, 운영 사정은 해마다 바뀝니다. 오래 확인하지 않은 기록은 믿고 따라 하기 어렵습니다.
기록이 지금도 맞는지 훑어보고 'verified'를 확인한 날로 고쳐 주세요.

틀린 예:

    verified: 2022-06-15

바른 예:

    verified: 2026-11-22
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record

CODE = "stale-verification"
SEVERITY: Severity = "note"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield a finding from two years after the record was last checked."""
    verified = record.project.verified
    if verified:
        message = f"마지막 확인일({verified})에서 2년이 지났습니다."
        hint = "기록이 지금도 맞는지 확인하고 'verified'를 확인한 날로 고쳐 주세요."
        since = verified.last + timedelta(days=2 * 365 + 1)
        yield replace(record.find(("verified",), CODE, SEVERITY, message, hint), since=since)
