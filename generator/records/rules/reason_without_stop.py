"""멈춘 까닭은 멈춘 사업에만 적습니다.

운영 중이라면서 멈춘 까닭이 있으면 지금 하는지 멈추었는지 알 수 없습니다.
멈추었으면 상태를 stopped로, 검토 뒤 하지 않았으면 declined로 고치고, 아니면 까닭을 지워 주세요.

틀린 예:

    status:
      - {date: 2023-05, state: running, stopped_because: [budget], source: s1}

바른 예:

    status:
      - {date: 2023-05, state: running, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import State
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "reason-without-stop"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "운영 상태 {number}번째: 멈추지 않았는데({state}) 멈춘 까닭이 있습니다.",
    "hint": "멈추었으면 state를 stopped로 고치고, 아니면 'stopped_because'를 지워 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each status that says why it stopped though it did not."""
    for n, entry in enumerate(record.project.status):
        if entry.stopped_because and entry.state not in (State.STOPPED, State.DECLINED):
            message = say(WORDS["message"], number=n + 1, state=entry.state.label)
            yield record.find_key(("status", n, "stopped_because"), CODE, SEVERITY, message, WORDS["hint"])
