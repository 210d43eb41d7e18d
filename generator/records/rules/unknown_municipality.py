"""지자체는 실제로 있는 이름이나 코드로 적습니다.

이름이 틀리면 지자체별 목록에 나오지 않습니다. 가까운 이름이 있으면 함께 알려 드립니다.
'충청남도 당진시'처럼 정식 이름을 적거나 다섯 자리 코드를 적어 주세요. 그해에 있던 옛 이름도 됩니다.

틀린 예:

    municipalities: [제주특별자치도 재주시]

바른 예:

    municipalities: [제주특별자치도 제주시]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.named_municipalities import named_municipalities
from generator.records.wording import Words, say

CODE = "unknown-municipality"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "'{name}'{name:이라는/라는} 지자체를 찾을 수 없습니다.",
    "guess": "혹시 {near}입니까?",
    "hint": "'충청남도 당진시'처럼 정식 이름을 적어 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each municipality that does not exist, with the nearest that do."""
    for named in named_municipalities(record, programme):
        if named.meant is None and not named.is_ambiguous:
            message = say(WORDS["message"], name=named.text)
            near = ", ".join(f"'{place.full_name}'" for place in named.candidates)
            hint = say(WORDS["guess"], near=near) if near else WORDS["hint"]
            yield record.find(named.path, CODE, SEVERITY, message, hint)
