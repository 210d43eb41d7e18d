"""파일 하나는 10MB까지입니다.

큰 파일은 저장소를 받는 모든 사람에게 오래 짐이 됩니다. 한번 들어오면 지워도 기록에 남습니다.
그림은 줄이고, 긴 문서는 나누고, 동영상이나 원자료는 공개된 곳에 올려 그 주소를 'url'에 적어 주세요.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.kept_files import places_of_files

CODE = "file-size"
SEVERITY: Severity = "error"
MAX_MEGABYTES = 10


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each kept file that is too large."""
    places = places_of_files(record)
    for file in record.files.values():
        megabytes = file.size / (1 << 20)
        if megabytes > MAX_MEGABYTES:
            message = f"'{file.path}'이(가) 너무 큽니다: {megabytes:.1f}MB. 파일 하나는 {MAX_MEGABYTES}MB까지입니다."
            hint = "그림이면 줄이고, 큰 자료는 공개된 곳에 올려 그 주소를 'url'에 적어 주세요."
            yield Finding(*places[file.path], CODE, SEVERITY, message, hint)
