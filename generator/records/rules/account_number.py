"""은행 계좌 번호는 적지 않습니다.

사업의 돈이 어디로 갔는지는 '쓴 곳'에 비목과 금액으로 적습니다. 계좌 번호는 따라 할 지자체에 필요하지 않습니다.
번호를 지워 주세요. 큰 은행의 꼴이거나, 바로 앞에 은행이나 계좌라는 말이 있는 번호를 찾습니다.
사업자등록번호와 사무실 전화번호는 괜찮습니다. 웹 주소 안의 숫자는 보지 않습니다.

틀린 예:

    solution: 참가비는 농협 301-0000-1234-01로 받는다.

바른 예:

    solution: 참가비는 계좌로 받는다.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.sightings import sightings
from generator.records.wording import Words, say

CODE = "account-number"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "계좌 번호로 보이는 '{masked}'이(가) 있습니다.",
    "hint": "계좌 번호면 지워 주세요. 다른 번호면 그대로 두어도 됩니다.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each bank account number."""
    for sighting in sightings(record, "account"):
        yield sighting.report(CODE, SEVERITY, say(WORDS["message"], masked=sighting.match.masked), WORDS["hint"])
