"""멈춘 사업에는 멈춘 까닭을 적습니다.

다음 지자체에 가장 값진 것은 왜 멈추었는지입니다. 까닭 없이 '중단'만 있으면 같은 일을 되풀이합니다.
'stopped_because'에서 까닭을 고르고, 자세한 사정은 'note'나 교훈(lessons)에 적어 주세요.

틀린 예:

    status:
      - {date: 2023-05, state: stopped, source: s1}

바른 예:

    status:
      - {date: 2023-05, state: stopped, stopped_because: [budget], source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import State, StopReason
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "stopped-without-reason"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "운영 상태 {number}번째: 중단(stopped)이라고 했는데 멈춘 까닭이 없습니다.",
    "hint": "'stopped_because'에 골라 적어 주세요: {reasons}",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each status that says stopped and not why."""
    for n, entry in enumerate(record.project.status):
        if entry.state is State.STOPPED and not entry.stopped_because:
            message = say(WORDS["message"], number=n + 1)
            reasons = ", ".join(f"{reason.value}({reason.label})" for reason in StopReason)
            yield record.find(("status", n, "state"), CODE, SEVERITY, message, say(WORDS["hint"], reasons=reasons))
