"""guidebook.md에서 목록 안의 목록은 네 칸을 들여 적습니다.

두세 칸만 들이면 안쪽 목록이 바깥 목록과 같은 높이로 나옵니다.
안쪽 줄의 '-' 앞을 네 칸으로 맞춰 주세요.

틀린 예:

    --- guidebook.md
    - 회의
       - 주민 회의

바른 예:

    --- guidebook.md
    - 회의
        - 주민 회의
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.story import LIST_ITEM, prose_lines

CODE = "flattened-list"
SEVERITY: Severity = "note"
STEP = 4


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each item of an inner list that will stand beside the outer one."""
    outer: list[int] = []  # indentation of the items that the next one may belong to
    for number, line in enumerate(prose_lines(record.story), 1):
        item = LIST_ITEM.match(line)
        if not item:
            if line and not line[0].isspace():
                outer.clear()
            continue
        indent = len(item[1].expandtabs(STEP))
        while outer and outer[-1] >= indent:
            outer.pop()
        if outer and indent - outer[-1] < STEP:
            message = f"안쪽 목록이 {indent - outer[-1]}칸만 들여져 바깥 목록과 같은 높이로 나옵니다."
            hint = f"'{line.strip()[0]}' 앞을 {outer[-1] + STEP}칸으로 맞춰 주세요."
            yield record.find_in_guidebook(number, len(item[1]) + 1, CODE, SEVERITY, message, hint)
        outer.append(indent)
