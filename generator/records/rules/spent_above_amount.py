"""쓴 돈은 받은 돈보다 많을 수 없습니다.

집행액(spent)이 금액(amount)보다 많으면 단위나 숫자를 잘못 옮긴 것입니다.
더 쓴 돈이 있으면 그 돈의 출처를 재원에 한 줄로 더해 주세요.

틀린 예:

    budget:
      - {kind: national, amount: 1억원, spent: 1억 2천만원, source: s1}

바른 예:

    budget:
      - {kind: national, amount: 1억원, spent: 1억원, source: s1}
      - {kind: municipal, amount: 2천만원, spent: 2천만원, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import Bound
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "spent-above-amount"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "재원 {number}번째: 집행액 {spent:,}원이 금액 {amount:,}원보다 많습니다.",
    "hint": "단위를 확인하고, 더 쓴 돈이 있으면 그 출처를 한 줄로 더해 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each line of the budget of which more was spent than there was."""
    for n, line in enumerate(record.project.budget):
        is_open = line.bound in (Bound.ABOUT, Bound.AT_LEAST)
        if line.amount is not None and line.spent is not None and line.spent > line.amount and not is_open:
            message = say(WORDS["message"], number=n + 1, spent=line.spent, amount=line.amount)
            yield record.find(("budget", n, "spent"), CODE, SEVERITY, message, WORDS["hint"])
