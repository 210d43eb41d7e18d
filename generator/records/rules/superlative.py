"""사업 이름과 한 줄 소개에는 자랑하는 말을 쓰지 않습니다.

'전국 최초', '획기적' 같은 말은 따라 하려는 지자체에 아무것도 알려 주지 않고, 대개 확인할 수 없습니다.
누구의 어떤 문제를 무엇으로 풀었는지만 적어 주세요. 공식 이름에 든 말이면 '공식 과제 이름'에 적습니다.

틀린 예:

    summary: 전국 최초로 차에 남기던 전화번호 대신 QR코드로 연락하게 한 획기적인 서비스.

바른 예:

    summary: 차에 남기던 전화번호 대신 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "superlative"
SEVERITY: Severity = "note"
WORDS: Words = {
    "message": "'{label}'에 자랑하는 말 '{boast}'{boast:이/가} 있습니다.",
    "hint": "그 말을 빼고, 누구의 무엇이 달라졌는지만 적어 주세요.",
}
BOAST = re.compile(
    r"(?:전국|세계|국내|도내|지자체|지방자치단체|아시아|대한민국|우리나라)(?:에서)?[ ]?(?:최초|최고|최대|유일|첫)(?:로|의|인)?"
    r"|(?:업계|사상) ?최초|최초로|획기적|혁신적|선도적|독보적|압도적|파격적|세계적|최고(?:의|로)|최첨단|유일(?:한|하게|무이)|명품|으뜸"
)


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each boast in title and summary."""
    for key, label, text in (
        ("title", "사업 이름", record.project.title),
        ("summary", "한 줄 소개", record.project.summary),
    ):
        if found := BOAST.search(text):
            message = say(WORDS["message"], label=label, boast=found[0])
            yield record.find((key,), CODE, SEVERITY, message, WORDS["hint"])
