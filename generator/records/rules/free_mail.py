"""개인이 쓰는 무료 전자우편 주소는 적지 않습니다.

naver.com, gmail.com 같은 주소는 한 사람의 것입니다. 사람이 자리를 옮기면 물어볼 곳도 사라집니다.
지우고, 물어볼 곳은 '담당 부서'에 부서의 대표번호나 기관의 부서 공용 주소로 적어 주세요.

틀린 예:

    owner: {office: 제주시 정보화지원과, contact: someone@naver.com}

바른 예:

    owner: {office: 제주시 정보화지원과}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.sightings import sightings
from generator.records.wording import Words, say

CODE = "free-mail"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "개인 전자우편 주소로 보이는 '{masked}'이(가) 있습니다.",
    "hint": "지우고, 물어볼 곳은 '담당 부서'(owner)에 부서의 대표번호나 공용 주소로 적어 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each address at a free mail service."""
    for sighting in sightings(record, "free_mail"):
        message = say(WORDS["message"], masked=sighting.match.masked)
        yield sighting.report(CODE, SEVERITY, message, WORDS["hint"])
