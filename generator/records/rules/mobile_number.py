"""휴대전화 번호는 적지 않습니다.

휴대전화는 한 사람의 것이고, 사람이 자리를 옮겨도 기록은 남습니다.
부서의 사무실 번호나 대표번호(1588-…, 02-…)를 적어 주세요. 예로 든 번호라면 010-○○○○-○○○○처럼 가려 적습니다.
웹 주소 안의 숫자는 보지 않습니다. 찾은 번호는 가려서 보여 줍니다.

틀린 예:

    owner: {office: 제주시 정보화지원과, contact: 010-1234-5678}

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

CODE = "mobile-number"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "휴대전화 번호로 보이는 '{masked}'이(가) 있습니다.",
    "hint": "지우고 부서의 사무실 번호나 대표번호를 적어 주세요. 예로 든 번호면 010-○○○○-○○○○로 적습니다.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each mobile telephone number."""
    for sighting in sightings(record, "mobile"):
        message = say(WORDS["message"], masked=sighting.match.masked)
        yield sighting.report(CODE, SEVERITY, message, WORDS["hint"])
