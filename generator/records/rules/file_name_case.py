"""대문자와 소문자만 다른 파일 이름은 함께 쓸 수 없습니다.

윈도우와 맥에서는 두 파일이 하나가 되어, 저장소를 받은 사람에게서 하나가 사라집니다.
둘 가운데 하나의 이름을 바꾸거나, 같은 파일이면 하나를 지워 주세요.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.kept_files import places_of_files

CODE = "file-name-case"
SEVERITY: Severity = "error"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each kept file whose name another one has but for case."""
    places = places_of_files(record)
    first_by_name: dict[str, str] = {}
    for path in sorted(record.files):
        first = first_by_name.setdefault(path.casefold(), path)
        if first != path:
            message = f"'{first}'와(과) '{path}'는 대문자와 소문자만 다릅니다. 윈도우와 맥에서는 한 파일이 됩니다."
            yield Finding(*places[path], CODE, SEVERITY, message, "둘 가운데 하나의 이름을 바꿔 주세요.")
