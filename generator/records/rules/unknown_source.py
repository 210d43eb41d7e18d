"""가리킨 출처는 이 기록의 출처 목록에 있어야 합니다.

'source', 'sources', 'cited'에 적은 이름과 guidebook.md의 [s1] 표시는 모두 'sources'의 'id'를 가리킵니다.
목록에 없는 이름이면 읽는 사람이 근거를 찾아갈 수 없습니다.
이름을 바로 적거나 그 자료를 'sources'에 더해 주세요.

틀린 예:

    awards:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패, source: s9}

바른 예:

    awards:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.messages import nearest
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.citations import cited_sources, guidebook_marks
from generator.records.wording import Words, say

CODE = "unknown-source"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "출처 '{name}'이(가) 이 기록의 출처 목록(sources)에 없습니다.",
    "guess": "'{guess}'로 고치거나, 이 자료를 'sources'에 더해 주세요.",
    "hint": "이 자료를 'sources'에 더해 주세요. 예: {{id: {name}, title: 자료 제목, date: 2021-05-03}}",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each citation that names no source of the record."""
    known = {source.id for source in record.project.sources}
    for path, name in cited_sources(record.project):
        if name not in known:
            yield record.find(path, CODE, SEVERITY, *_explain(name, known))
    for line, column, name in guidebook_marks(record.story):
        if name not in known:
            yield record.find_in_guidebook(line, column, CODE, SEVERITY, *_explain(name, known))


def _explain(name: str, known: set[str]) -> tuple[str, str]:
    message = say(WORDS["message"], name=name)
    if guess := nearest(name, sorted(known)):
        return message, say(WORDS["guess"], guess=guess)
    return message, say(WORDS["hint"], name=name)
