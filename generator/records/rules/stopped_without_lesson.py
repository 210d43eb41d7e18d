"""멈춘 사업은 교훈을 하나라도 남깁니다.

멈춘 사업에서 무엇을 하지 말아야 하는지가 다음 지자체에 큰 도움이 됩니다.
'lessons'에 하지 말 것(avoid)이나 조심할 것(caution)을 한 문장으로 적어 주세요.

틀린 예:

    status:
      - {date: 2023-05, state: stopped, stopped_because: [budget], source: s1}

바른 예:

    status:
      - {date: 2023-05, state: stopped, stopped_because: [budget], source: s1}
    lessons:
      - {kind: caution, text: 운영비를 누가 낼지 시작하기 전에 정한다., source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import State
from generator.records.derive import latest_status
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words

CODE = "stopped-without-lesson"
SEVERITY: Severity = "note"
WORDS: Words = {
    "message": "멈춘 사업인데 교훈이 없습니다.",
    "hint": "'lessons'에 다음 지자체가 하지 말 것이나 조심할 것을 한 문장으로 적어 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield a finding where a project stopped and teaches nothing."""
    newest = latest_status(record.project)
    if newest and newest.state is State.STOPPED and not record.project.lessons:
        n = record.project.status.index(newest)
        yield record.find(("status", n, "state"), CODE, SEVERITY, WORDS["message"], WORDS["hint"])
