"""금액은 원 단위로 적습니다.

천원·백만원 단위의 표를 그대로 옮기면 금액이 크게 달라집니다. 100만 원보다 적거나 100억 원보다 많으면 여쭙니다.
단위가 다르면 '145,000천원', '145백만원'처럼 단위를 붙여 적어도 읽습니다. 금액이 맞으면 그대로 두세요.

틀린 예:

    budget:
      - {kind: national, amount: 150000, source: s1}

바른 예:

    budget:
      - {kind: national, amount: 150000천원, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Path, Record
from generator.records.wording import Words, say

CODE = "unlikely-amount"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "{label} {amount:,}원: 단위가 원이 맞습니까?",
    "hint": "천원이나 백만원 단위의 숫자면 '145,000천원'처럼 단위를 붙여 주세요. 맞으면 그대로 둡니다.",
    "budget-amount": "재원 {number}번째의 금액",
    "budget-spent": "재원 {number}번째의 집행액",
    "spending-amount": "쓴 곳 {number}번째의 금액",
}
LEAST, MOST = 1_000_000, 10_000_000_000


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each amount that is hardly meant in won."""
    for n, line in enumerate(record.project.budget):
        yield from _check(record, ("budget", n, "amount"), say(WORDS["budget-amount"], number=n + 1), line.amount)
        yield from _check(record, ("budget", n, "spent"), say(WORDS["budget-spent"], number=n + 1), line.spent)
    for n, row in enumerate(record.project.spending):
        yield from _check(record, ("spending", n, "amount"), say(WORDS["spending-amount"], number=n + 1), row.amount)


def _check(record: Record, path: Path, label: str, amount: int | None) -> Iterator[Finding]:
    if amount and not LEAST <= amount <= MOST:
        message = say(WORDS["message"], label=label, amount=amount)
        yield record.find(path, CODE, SEVERITY, message, WORDS["hint"])
