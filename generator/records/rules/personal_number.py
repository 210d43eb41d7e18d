"""사람에게 붙는 번호(주민등록번호·외국인등록번호·여권번호·운전면허번호)는 어디에도 적지 않습니다.

개인정보 보호법 제24조의 고유식별정보입니다. 한번 공개되면 되돌릴 수 없고 바꾸기도 어렵습니다.
주민등록번호와 외국인등록번호는 오류, 꼴이 다른 번호와 닮을 수 있는 여권번호와 운전면허번호는 주의로 알립니다.
번호를 지워 주세요. 법인등록번호나 물품 번호가 주민등록번호처럼 보일 수도 있는데, 그것도 이 기록에는 쓸 데가 없습니다.
웹 주소 안의 숫자는 보지 않습니다. 찾은 번호는 가려서 보여 줍니다.

틀린 예:

    problem: 신청서에 000101-1234567 같은 번호를 적게 했다.

바른 예:

    problem: 신청서에 주민등록번호를 적게 했다.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.personal import Kind
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.sightings import sightings
from generator.records.wording import Words, say

CODE = "personal-number"
SEVERITIES: tuple[Severity, ...] = ("error", "warning")
WORDS: Words = {
    "message": "{name}로 보이는 '{masked}'{masked:이/가} 있습니다.",
    "hint": "번호를 지워 주세요.",
    "hint-error": "번호를 지워 주세요. 꼴이 같은 법인등록번호나 물품 번호라면 그것도 지우고 기관이나 물품의 이름만 적어 주세요.",
}

KINDS: dict[Kind, tuple[str, Severity]] = {
    "resident": ("주민등록번호", "error"),
    "foreigner": ("외국인등록번호", "error"),
    "passport": ("여권번호", "warning"),
    "licence": ("운전면허번호", "warning"),
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each number that the state gave to a person."""
    for sighting in sightings(record, *KINDS):
        name, severity = KINDS[sighting.match.kind]
        message = say(WORDS["message"], name=name, masked=sighting.match.masked)
        hint = WORDS["hint-error" if severity == "error" else "hint"]
        yield sighting.report(CODE, severity, message, hint)
