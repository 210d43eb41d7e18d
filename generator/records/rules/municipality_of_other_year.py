"""지자체는 그해에 쓰던 이름과 코드로 적습니다.

지자체는 합쳐지고 나뉘고 이름이 바뀝니다. 사업한 해의 이름으로 적으면 사이트가 지금 이름을 함께 보여 줍니다.
알려 드린 그해의 이름으로 고쳐 주세요. 시행한 곳은 나중에 넓힌 곳일 수 있어, 이미 없어진 이름만 알립니다.

틀린 예:

    year: 2021
    municipalities: [전북특별자치도 전주시]

바른 예:

    year: 2021
    municipalities: [전라북도 전주시]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.named_municipalities import named_municipalities
from generator.records.wording import Words, say

CODE = "municipality-of-other-year"
SEVERITY: Severity = "note"
WORDS: Words = {
    "message": "'{name}'{name:은/는} {year}년에는 {was} 지자체입니다.",
    "later": "아직 없던",
    "earlier": "이미 없어진",
    "names": "그해의 이름: {names}",
    "hint": "연도와 지자체가 맞는지 확인해 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each municipality that was not in force that year, with what was in its place."""
    year = record.project.year
    for named in named_municipalities(record, programme):
        place = named.meant
        if place is None or place.is_valid_in(year):
            continue
        began_later = place.valid_from is not None and place.valid_from.year > year
        if began_later and named.path[0] == "sites":
            continue
        then = programme.municipalities.in_year(place.code, year)
        was = WORDS["later" if began_later else "earlier"]
        message = say(WORDS["message"], name=named.text, year=year, was=was)
        names = ", ".join(f"'{other.full_name}'({other.code})" for other in then)
        hint = say(WORDS["names"], names=names) if names else WORDS["hint"]
        yield record.find(named.path, CODE, SEVERITY, message, hint)
