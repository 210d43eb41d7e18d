"""시작한 때가 끝난 때보다 늦을 수 없습니다.

기간의 시작과 끝이 바뀌었거나 연도를 잘못 적은 것입니다.
둘을 바로잡아 주세요. 하루의 일이면 기간 대신 날짜 하나만 적습니다.

틀린 예:

    period: {start: 2022-05, end: 2021-12}

바른 예:

    period: {start: 2021-05, end: 2022}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Path, Record
from generator.records.rules.moments import moments
from generator.records.scalars import Span
from generator.records.wording import Words, say

CODE = "start-after-end"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "'{label}': 시작한 때가 끝난 때보다 늦습니다({shown}).",
    "hint": "시작(start)과 끝(end)이 바뀌지 않았는지, 연도가 맞는지 확인해 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each span that surely ends before it starts."""
    period = record.project.period
    if period and period.start and period.end and period.start.first > period.end.last:
        yield _explain(record, ("period",), "사업 기간", f"{period.start} ~ {period.end}")
    for moment in moments(record.project):
        when = moment.when
        if isinstance(when, Span) and when.first > when.last:
            yield _explain(record, moment.path, moment.label, f"{when.start} ~ {when.end}")


def _explain(record: Record, path: Path, label: str, shown: str) -> Finding:
    message = say(WORDS["message"], label=label, shown=shown)
    return record.find((*path, "start"), CODE, SEVERITY, message, WORDS["hint"])
