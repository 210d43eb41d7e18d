"""재원과 쓴 곳에 합계 줄은 적지 않습니다.

합계는 사이트가 더해서 보여 줍니다. 합계 줄을 함께 적으면 돈이 두 배로 셈해집니다.
나머지를 더한 것과 같고, 돈의 출처가 '구분 모름'(unspecified)이거나 비목이 '그 밖'(other)이거나
'합계'라고 적힌 줄을 알립니다.

틀린 예:

    budget:
      - {kind: national, amount: 1억원, source: s1}
      - {kind: municipal, amount: 5천만원, source: s1}
      - {kind: unspecified, amount: 1억 5천만원, note: 합계, source: s1}

바른 예:

    budget:
      - {kind: national, amount: 1억원, source: s1}
      - {kind: municipal, amount: 5천만원, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import FundKind, SpendingKind
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "total-line"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "{label} {number}번째({amount:,}원)는 나머지를 더한 것과 같습니다. 합계는 적지 않습니다.",
    "hint": "합계 줄이면 지워 주세요. 사이트가 더해서 보여 줍니다.",
}
TOTAL_WORDS = ("합계", "총액", "총사업비", "전체 사업비")


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each line that is the sum of the others and is not said to be anything else."""
    project = record.project
    if len(project.budget) > 1:
        # 국비 100, 도비 50, 시비 50 is the usual matching, so an equal sum alone says nothing.
        unclear = [line.kind is FundKind.UNSPECIFIED or _says_total(line.note) for line in project.budget]
        yield from _check(record, "budget", "재원", [line.amount for line in project.budget], unclear)
    if len(project.spending) > 1:
        unclear = [
            row.kind is SpendingKind.OTHER or _says_total(row.what) or _says_total(row.note) for row in project.spending
        ]
        yield from _check(record, "spending", "쓴 곳", [row.amount for row in project.spending], unclear)


def _check(record: Record, key: str, label: str, amounts: list[int | None], unclear: list[bool]) -> Iterator[Finding]:
    total = sum(amount for amount in amounts if amount)
    for n, amount in enumerate(amounts):
        if amount and unclear[n] and amount * 2 == total:
            message = say(WORDS["message"], label=label, number=n + 1, amount=amount)
            yield record.find((key, n, "amount"), CODE, SEVERITY, message, WORDS["hint"])


def _says_total(text: str | None) -> bool:
    return text is not None and any(word in text for word in TOTAL_WORDS)
