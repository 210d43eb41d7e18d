"""시 안의 일반구 대신 그 시를 적습니다.

수원시 장안구처럼 시 아래의 구는 스스로 사업을 책임지는 지자체가 아닙니다.
지자체에는 시를 적고, 구는 시행한 곳(sites)의 이름(name)에 적어 주세요.

틀린 예:

    municipalities: [경기도 수원시 장안구]

바른 예:

    municipalities: [경기도 수원시]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.named_municipalities import named_municipalities
from generator.records.wording import Words, say

CODE = "city-district"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "'{name}'{name:은/는} {city} 안의 일반구라 지자체로 적을 수 없습니다.",
    "hint": "'{city}'{city:을/를} 적고, 구 이름은 시행한 곳(sites)의 'name'에 적어 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each district of a city, which answers for nothing by itself."""
    for named in named_municipalities(record, programme):
        if named.meant and named.meant.is_city_district:
            city = programme.municipalities.by_code[named.meant.parent].full_name
            message = say(WORDS["message"], name=named.text, city=city)
            yield record.find(named.path, CODE, SEVERITY, message, say(WORDS["hint"], city=city))
