"""추진 과정과 운영 상태는 먼저 있은 일부터 적습니다.

읽는 사람은 위에서 아래로 차례를 읽습니다. 순서가 어긋나면 날짜를 잘못 적은 것일 수도 있습니다.
줄을 옮기거나 날짜를 고쳐 주세요. 때를 모르는 일은 어디에 두어도 됩니다.

틀린 예:

    status:
      - {date: 2022-06-15, state: running, source: s1}
      - {date: 2021-11, state: pilot, source: s1}

바른 예:

    status:
      - {date: 2021-11, state: pilot, source: s1}
      - {date: 2022-06-15, state: running, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.scalars import PartialDate, Span

CODE = "dates-out-of-order"
SEVERITY: Severity = "note"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each step and each status that surely came before the one above it."""
    project = record.project
    yield from _check(record, "process", "추진 과정", [(n, step.date) for n, step in enumerate(project.process)])
    yield from _check(record, "status", "운영 상태", [(n, entry.date) for n, entry in enumerate(project.status)])


def _check(
    record: Record, key: str, label: str, rows: list[tuple[int, PartialDate | Span | None]]
) -> Iterator[Finding]:
    above: PartialDate | Span | None = None
    for n, when in rows:
        if when is None:
            continue
        if above is not None and when.last < above.first:
            message = f"{label} {n + 1}번째가 바로 위의 일보다 먼저입니다."
            hint = "먼저 있은 일이 위에 오도록 줄을 옮기거나 날짜를 고쳐 주세요."
            yield record.find((key, n, "date"), CODE, SEVERITY, message, hint)
        above = when
