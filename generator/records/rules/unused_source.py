"""출처 목록에 적은 자료는 어느 사실의 근거인지 가리킵니다.

아무 데서도 가리키지 않는 출처는 무엇의 근거인지 알 수 없습니다.
그 자료에서 나온 사실 옆에 'source'로 적거나, 적을 자리가 없으면 'cited'에 적어 주세요.
guidebook.md의 [s1] 표시도 가리킨 것으로 칩니다.

틀린 예:

    sources:
      - {id: s1, title: …}
      - {id: s2, title: …}

바른 예:

    cited: {problem: s1, solution: s2}
    sources:
      - {id: s1, title: …}
      - {id: s2, title: …}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.citations import cited_sources
from generator.records.wording import Words, say

CODE = "unused-source"
SEVERITY: Severity = "note"
WORDS: Words = {
    "message": "출처 '{id}'{id:을/를} 가리키는 곳이 없습니다.",
    "hint": "이 자료에서 나온 사실 옆에 'source: {id}'라고 적거나, 쓰지 않으면 지워 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each source that nothing cites."""
    used = {name for _, name in cited_sources(record.project)}
    for n, source in enumerate(record.project.sources):
        if source.id not in used and f"[{source.id}]" not in record.story:
            message, hint = say(WORDS["message"], id=source.id), say(WORDS["hint"], id=source.id)
            yield record.find(("sources", n), CODE, SEVERITY, message, hint)
