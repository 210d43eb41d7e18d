"""전자우편 주소는 '담당 부서'의 '연락처'에만 적습니다.

기관의 주소라도 한 사람의 것일 수 있고, 글 속에 흩어진 주소는 바뀌어도 아무도 고치지 않습니다.
부서 공용 주소면 'owner'의 'contact'에 옮겨 적고, 한 사람의 주소면 지워 주세요.
넣어 둔 파일 속의 주소도 알립니다. 'owner'의 'contact'나 content/allowed-contacts.txt에 적은 주소는 알리지 않습니다.

틀린 예:

    solution: 고장은 office@korea.kr로 알린다.

바른 예:

    owner: {office: 제주시 정보화지원과, contact: office@korea.kr}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.personal import find_personal
from generator.records.attachments import mark_of
from generator.records.programme import Programme
from generator.records.reader import find_node
from generator.records.record import Record
from generator.records.rules.sightings import sightings
from generator.records.wording import Words, say

CODE = "mail-address"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "전자우편 주소 '{masked}'이(가) 있습니다.",
    "hint-inside": "한 사람의 주소면 파일에서 지워 주세요. 부서 공용 주소면 '담당 부서'의 '연락처'(owner.contact)나 "
    "content/allowed-contacts.txt에 적으면 더 알리지 않습니다.",
    "hint": "부서 공용 주소면 '담당 부서'의 '연락처'(owner.contact)로 옮기고, 한 사람의 주소면 지워 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each mail address of a body outside owner.contact."""
    contact = find_node(record.tree, ("owner", "contact"))
    known = _marks_of_contact(record)
    for sighting in sightings(record, "mail"):
        if sighting.mark not in known and (sighting.scalar is None or sighting.scalar is not contact):
            message = say(WORDS["message"], masked=sighting.match.masked)
            yield sighting.report(CODE, SEVERITY, message, WORDS["hint-inside" if sighting.inside else "hint"])


def _marks_of_contact(record: Record) -> set[str]:
    owner = record.project.owner
    if not record.inside or not owner or not owner.contact:
        return set()
    contact = owner.contact
    return {mark_of(contact[match.start : match.end]) for match in find_personal(contact, ["mail"])}
