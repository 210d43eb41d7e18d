"""글자의 방향을 바꾸는 보이지 않는 문자를 쓰지 않습니다.

이 문자는 글을 실제와 다르게 보이게 하고, 검토하는 사람을 속이는 데 쓰입니다.
다른 프로그램에서 붙여 넣을 때 딸려 오기도 합니다.
알려 드린 곳의 글을 지우고 손으로 다시 적어 주세요. 파일 이름이면 이름을 바꿔 주세요.
유니코드가 Bidi_Control로 정한 열두 문자입니다(UAX #9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.reader import may_hold_unseen
from generator.records.record import Record
from generator.records.rules.kept_files import places_of_files
from generator.records.wording import Words, say

CODE = "direction-character"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "글자의 방향을 바꾸는 보이지 않는 문자(U+{code})가 있습니다.",
    "hint": "그 글을 지우고 손으로 다시 적어 주세요.",
}
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each value, line and file name that holds such a character."""
    for passage in (record.passage, record.rest):
        if may_hold_unseen(passage.text):
            for found in DIRECTION.finditer(passage.text):
                scalar = passage.scalar(found.start())
                yield Finding(record.file, scalar.line, scalar.column, CODE, SEVERITY, _explain(found), WORDS["hint"])
    if may_hold_unseen(record.guidebook) and DIRECTION.search(record.guidebook):
        for line, text in enumerate(record.guidebook.split("\n"), 1):
            if found_in_line := DIRECTION.search(text):
                column = found_in_line.start() + 1
                yield record.find_in_guidebook(line, column, CODE, SEVERITY, _explain(found_in_line), WORDS["hint"])
    places = places_of_files(record)
    for path in record.files:
        if found_in_name := DIRECTION.search(path):
            message = f"파일 이름 '{DIRECTION.sub('□', path)}'에 {_explain(found_in_name)}"
            yield Finding(*places[path], CODE, SEVERITY, message, "파일 이름을 바꿔 주세요.")


def _explain(found: re.Match[str]) -> str:
    return say(WORDS["message"], code=f"{ord(found[0]):04X}")
