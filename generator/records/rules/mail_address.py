"""전자우편 주소는 '담당 부서'의 '연락처'에만 적습니다.

기관의 주소라도 한 사람의 것일 수 있고, 글 속에 흩어진 주소는 바뀌어도 아무도 고치지 않습니다.
부서 공용 주소면 'owner'의 'contact'에 옮겨 적고, 한 사람의 주소면 지워 주세요.

틀린 예:

    solution: 고장은 office@korea.kr로 알린다.

바른 예:

    owner: {office: 제주시 정보화지원과, contact: office@korea.kr}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.reader import find_node
from generator.records.record import Record
from generator.records.rules.sightings import sightings
from generator.records.wording import Words, say

CODE = "mail-address"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "전자우편 주소 '{masked}'이(가) 있습니다.",
    "hint": "부서 공용 주소면 '담당 부서'의 '연락처'(owner.contact)로 옮기고, 한 사람의 주소면 지워 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each mail address of a body outside owner.contact."""
    contact = find_node(record.tree, ("owner", "contact"))
    for sighting in sightings(record, "mail"):
        if sighting.scalar is None or sighting.scalar is not contact:
            message = say(WORDS["message"], masked=sighting.match.masked)
            yield sighting.report(CODE, SEVERITY, message, WORDS["hint"])
