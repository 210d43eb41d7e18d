"""guidebook.md의 큰 제목은 ##로 시작합니다.

안내서 쪽에는 사업 이름이 이미 가장 큰 제목으로 있습니다.
제목이 둘이면 화면을 소리로 듣는 사람이 쪽의 차례를 알기 어렵습니다.
#을 하나 더 붙여 ##로 적어 주세요. 사업 이름만 적은 줄이면 지워도 됩니다.

틀린 예:

    --- guidebook.md
    # 왜 시작했나

바른 예:

    --- guidebook.md
    ## 왜 시작했나
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.story import prose_lines

CODE = "guidebook-title"
SEVERITY: Severity = "note"
_TITLE = re.compile(r"#(?!#)[ \t]*(?=\S)")
_UNDERLINE = re.compile(r"=+[ \t]*")


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each first-level heading of guidebook.md."""
    if "#" not in record.story and "=" not in record.story:
        return
    before = ""
    for number, line in enumerate(prose_lines(record.story), 1):
        place = number if _TITLE.match(line) else number - 1 if before and _UNDERLINE.fullmatch(line) else 0
        if place:
            title = (line if place == number else before).strip("# \t")
            message = f"'{title}'이(가) 쪽에서 가장 큰 제목(h1)으로 적혔습니다."
            yield record.find_in_guidebook(place, 1, CODE, SEVERITY, message, f"'## {title}'로 적어 주세요.")
        before = line.strip()
