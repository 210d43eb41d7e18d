"""공개 자료로 정리한 기록에는 출처가 하나라도 있어야 합니다.

'origin: public_sources'는 남이 쓴 자료를 보고 정리했다는 뜻이므로, 어느 자료인지 밝혀야 합니다.
본 자료를 'sources'에 적어 주세요. 수행한 지자체가 직접 쓴 기록이면 'origin: submitted'로 고칩니다.

틀린 예:

    origin: public_sources
    cited: {}
    sources: []

바른 예:

    origin: public_sources
    sources:
      - {id: s1, title: …}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import Origin
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "record-without-source"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "공개 자료로 정리한 기록인데 출처가 하나도 없습니다.",
    "hint": "본 자료를 'sources'에 적어 주세요. 예: {{id: s1, title: 자료 제목, publisher: 펴낸 곳, date: 2021-05-03}}",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield a finding where a record from public sources names none."""
    project = record.project
    if project.origin is Origin.PUBLIC_SOURCES and not project.sources:
        yield record.find_key(("sources",), CODE, SEVERITY, say(WORDS["message"]), say(WORDS["hint"]))
