"""지자체가 직접 낸 기록에는 물어볼 부서와 마지막 확인일이 있어야 합니다.

따라 하려는 지자체가 물을 곳을 알아야 하고, 언제까지 맞는 기록인지 알아야 합니다.
'owner'에 부서와 대표번호를(사람 이름은 적지 않습니다), 'verified'에 확인한 날을 적어 주세요.

틀린 예:

    origin: submitted
    owner:
    verified:

바른 예:

    origin: submitted
    owner: {office: 제주시 정보화지원과}
    verified: 2026-11-22
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import Origin
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "submitted-without-owner"
SEVERITY: Severity = "error"
WORDS: Words = {
    "owner": "직접 낸 기록인데 물어볼 부서(owner)가 없습니다.",
    "owner-hint": "담당 부서를 적어 주세요. 예: owner: {{office: 제주시 정보화지원과, contact: 부서 대표번호}}",
    "verified": "직접 낸 기록인데 마지막 확인일(verified)이 없습니다.",
    "verified-hint": "사실과 맞는지 확인한 날을 적어 주세요. 예: verified: 2026-11-22",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield what a submitted record lacks of owner and day of checking."""
    project = record.project
    if project.origin is not Origin.SUBMITTED:
        return
    if project.owner is None:
        yield record.find(("origin",), CODE, SEVERITY, WORDS["owner"], say(WORDS["owner-hint"]))
    if project.verified is None:
        yield record.find(("origin",), CODE, SEVERITY, WORDS["verified"], WORDS["verified-hint"])
