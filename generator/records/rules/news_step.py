"""추진 과정에는 한 일을 적고, 보도된 일은 적지 않습니다.

따라 하려는 지자체에는 언제 보도됐는지가 아니라 언제 무엇을 했는지가 필요합니다.
그 일이 있은 날과 한 일로 고치고, 기사는 '출처'에 적어 주세요. 기사에 난 숫자는 '성과'의 측정값에 적습니다.

틀린 예:

    process:
      - {date: 2021-12, what: 시범 운영 결과가 언론에 보도됨, source: s1}

바른 예:

    process:
      - {date: 2021-11-25, stage: pilot, what: 시범 운영 시작, source: s1}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record

CODE = "news-step"
SEVERITY: Severity = "note"
_MEDIA = r"(?:언론|신문|뉴스|일보|방송|매체|KBS|MBC|SBS|EBS|YTN|KTV|연합뉴스)"
# 보도 is a pavement too, 공개 and 소개 are often the work itself: only what says that the press told it counts.
_NEWS = re.compile(
    r"보도(?:됨|됐|되었다|되다|했다)"
    rf"|{_MEDIA}(?:사|들)?(?:에|에서|을 통해|를 통해)?\s*[^,·]{{0,12}}"
    r"(?:보도(?!자료)|소개|게재|방영|실림|실렸다|나옴|나왔다|알려짐|알려졌다)"
    r"|기사(?:가|로)\s*(?:남|났다|나옴|나왔다|실림|실렸다|게재)|기사화|기사 게재"
    rf"|{_MEDIA}(?:사)?\s*(?:기사|인터뷰)$"
)


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each step that tells of news only."""
    for number, step in enumerate(record.project.process):
        if _NEWS.search(step.what):
            message = f"'추진 과정'의 '{step.what}'은(는) 한 일이 아니라 보도된 일로 보입니다."
            hint = "그 일이 있은 날과 한 일로 고치고, 기사는 'sources'에 적어 주세요."
            yield record.find(("process", number, "what"), CODE, SEVERITY, message, hint)
