"""공개 자료로 정리한 기록의 금액, 성과 값, 추진 과정, 수상에는 저마다 출처가 있어야 합니다.

공개 자료를 보고 적은 숫자와 날짜는 읽는 사람이 원래 자료에서 확인할 수 있어야 합니다.
그 줄에 'source: s1'처럼 적거나, 한 항목의 모든 줄이 같은 자료에서 왔으면 'cited'에 적어 주세요.

틀린 예:

    budget:
      - {kind: national, amount: 150000000}

바른 예:

    budget:
      - {kind: national, amount: 150000000, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import Origin
from generator.records.programme import Programme
from generator.records.record import Path, Record
from generator.records.rules.citations import reading_sources
from generator.records.wording import Words, say

CODE = "fact-without-source"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "{what}에 출처가 없습니다.",
    "hint": "어느 자료에서 보았는지 'source: s1'처럼 적어 주세요.",
    "row": "{label} {number}번째",
    "value": "성과 '{metric}'의 값",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each amount, value, step and award that a record from public sources gives without its source."""
    project = record.project
    if project.origin is not Origin.PUBLIC_SOURCES:
        return
    for key, label, rows in (
        ("budget", "재원", project.budget),
        ("process", "추진 과정", project.process),
        ("awards", "수상", project.awards),
    ):
        if key not in project.cited:
            for n, row in enumerate(rows):
                if not row.source:
                    yield _missing(record, (key, n), say(WORDS["row"], label=label, number=n + 1))
    if "outcomes" not in project.cited:
        for n, outcome in enumerate(project.outcomes):
            if not outcome.source:
                for path, sources in reading_sources(outcome):
                    if not sources:
                        yield _missing(record, ("outcomes", n, *path), say(WORDS["value"], metric=outcome.metric))


def _missing(record: Record, path: Path, what: str) -> Finding:
    return record.find(path, CODE, SEVERITY, say(WORDS["message"], what=what), WORDS["hint"])
