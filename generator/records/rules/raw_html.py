"""guidebook.md에는 HTML 태그를 쓰지 않습니다.

남이 쓴 HTML은 위험할 수 있어 사이트에 내지 않습니다. 태그는 글자 그대로 보이거나 사라집니다.
Markdown으로 적어 주세요. 줄바꿈은 빈 줄, 그림은 ![설명](files/이름.png), 링크는 [글](주소)입니다.
꺾쇠를 그대로 보이려면 `<이름>`처럼 `로 감쌉니다. 줄 전체가 설명(<!-- … -->)이면 괜찮습니다. 사이트에 나오지 않습니다.

틀린 예:

    --- guidebook.md
    주민 <b>열 명</b>이 모였습니다.

바른 예:

    --- guidebook.md
    주민 **열 명**이 모였습니다.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.personal import mask_personal
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.story import prose_lines

CODE = "raw-html"
SEVERITY: Severity = "warning"
_TAG = re.compile(
    r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[ \t]+[^<>]*)?/?>|!--|(?:script|style|iframe|img|svg|a)(?=\s*$))", re.IGNORECASE
)


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield the first tag of each line of guidebook.md."""
    if "<" not in record.story:
        return
    for number, line in enumerate(prose_lines(record.story), 1):
        if found := _TAG.search(line):
            message = f"HTML 태그 '{mask_personal(found[0])[:30]}'은(는) 사이트에 나오지 않습니다."
            hint = "Markdown으로 적어 주세요. 글자 그대로 보이려면 `로 감쌉니다."
            yield record.find_in_guidebook(number, found.start() + 1, CODE, SEVERITY, message, hint)
