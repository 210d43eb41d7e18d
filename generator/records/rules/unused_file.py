"""넣어 둔 파일은 기록의 어딘가에서 가리켜야 합니다.

아무 데서도 가리키지 않는 파일은 읽는 사람이 무엇인지 알 수 없고, 잘못 들어온 파일일 수 있습니다.
산출물의 'file'이나 guidebook.md에 이름을 적고, 쓰지 않는 파일이면 지워 주세요.

틀린 예:

    title: 제주 주차 안심번호
    --- files/guide.txt
    …

바른 예:

    deliverables:
      - {id: guide, title: 설치 안내, kind: manual, file: files/guide.txt}
    --- files/guide.txt
    …
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.kept_files import namings

CODE = "unused-file"
SEVERITY: Severity = "note"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each kept file that nothing names."""
    if not record.files:
        return
    named = {naming.file for naming in namings(record)}
    for path in record.files:
        if path not in named:
            message = f"'{path}' 파일을 가리키는 곳이 없습니다."
            hint = "산출물의 'file'이나 guidebook.md에 적고, 쓰지 않으면 지워 주세요."
            yield record.find_key(("deliverables",), CODE, SEVERITY, message, hint)
