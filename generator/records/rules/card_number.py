"""카드 번호는 적지 않습니다.

카드 번호는 개인의 금융 정보이고, 공개되면 곧바로 쓰일 수 있습니다.
번호를 지워 주세요. 결제 방법은 '법인카드'처럼 말로 적습니다.
카드 번호의 검증 숫자가 맞는 열다섯·열여섯 자리만 찾습니다. 웹 주소 안의 숫자는 보지 않습니다.

틀린 예:

    solution: 화면에 4111-1111-1111-1111 같은 번호를 넣어 요금을 낸다.

바른 예:

    solution: 화면에 카드 번호를 넣어 요금을 낸다.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.sightings import sightings
from generator.records.wording import Words, say

CODE = "card-number"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "카드 번호로 보이는 '{masked}'이(가) 있습니다.",
    "hint": "번호를 지워 주세요. 기기나 물품의 번호라면 그것도 지우고 이름만 적어 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each payment card number."""
    for sighting in sightings(record, "card"):
        message = say(WORDS["message"], masked=sighting.match.masked)
        yield sighting.report(CODE, SEVERITY, message, WORDS["hint"])
