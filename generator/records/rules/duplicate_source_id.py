"""출처의 식별 이름(id)은 이 기록 안에서 저마다 다릅니다.

같은 이름의 출처가 둘이면 사실이 어느 자료에서 왔는지 알 수 없습니다. 대문자와 소문자는 같은 이름으로 봅니다.
뒤의 것을 s2, s3처럼 다른 이름으로 고치고, 그 자료를 가리킨 곳도 함께 고쳐 주세요.

틀린 예:

    sources:
      - {id: s1, title: …}
      - {id: s1, title: …}

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
from generator.records.wording import Words, say

CODE = "duplicate-source-id"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "출처 {number}번째의 식별 이름 '{id}'{id:은/는} {first}번째에서 이미 썼습니다.",
    "hint": "다른 이름으로 고치고, 이 자료를 가리킨 곳도 함께 고쳐 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each source that has the id of an earlier one."""
    first_by_id: dict[str, int] = {}
    for n, source in enumerate(record.project.sources):
        first = first_by_id.setdefault(source.id.casefold(), n)
        if first != n:
            message = say(WORDS["message"], number=n + 1, id=source.id, first=first + 1)
            yield record.find(("sources", n, "id"), CODE, SEVERITY, message, WORDS["hint"])
