"""이름이 같은 지자체가 여럿이면 시·도를 함께 적습니다.

'중구'나 '고성군'만으로는 어느 곳인지 알 수 없습니다.
'대구광역시 중구'처럼 시·도를 앞에 붙이거나 다섯 자리 코드를 적어 주세요.

틀린 예:

    municipalities: [고성군]

바른 예:

    municipalities: [경상남도 고성군]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.named_municipalities import named_municipalities
from generator.records.wording import Words, say

CODE = "ambiguous-municipality"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "'{name}'{name:은/는} 여러 곳의 이름입니다.",
    "hint": "이 가운데 하나를 적어 주세요: {places}",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each name that several municipalities have, with all of them."""
    for named in named_municipalities(record, programme):
        if named.is_ambiguous:
            message = say(WORDS["message"], name=named.text)
            hint = say(WORDS["hint"], places=", ".join(place.full_name for place in named.candidates))
            yield record.find(named.path, CODE, SEVERITY, message, hint)
