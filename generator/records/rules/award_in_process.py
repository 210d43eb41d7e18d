"""상을 받은 일은 '수상'에만 적고 추진 과정에는 되풀이하지 않습니다.

추진 과정은 따라 할 차례입니다. 상은 따라 할 수 없고, 안내서 쪽에는 수상을 보여 주는 자리가 따로 있습니다.
그 줄을 '수상'(awards)으로 옮겨 주세요. 주민에게 상을 준 행사는 한 일이므로 그대로 적습니다.

틀린 예:

    process:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패 수상, source: s1}

바른 예:

    awards:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패, source: s1}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record

CODE = "award-in-process"
SEVERITY: Severity = "note"
# 수상 is the surface of water too, and 영상, 보상 and 대상 end in 상: something must say that it was a prize.
_AWARD = re.compile(
    r"(?:우수|장려|특별|장관|총리|대통령|혁신|공로|최고)상(?:을|를)?\s*(?:수상|받|탔|차지)"
    r"|(?:표창|인증패|인증서|훈장|기관상)(?:장)?(?:을|를)?\s*(?:수상|수여받|받)"
    r"|(?<![가-힣])수상(?:함|했|하다|하였|$)|표창$"
)


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each step that is an award."""
    awards = {_squeeze(award.what) for award in record.project.awards}
    for number, step in enumerate(record.project.process):
        what = _squeeze(step.what)
        repeats = any(award in what for award in awards)
        if repeats or _AWARD.search(step.what):
            message = f"'추진 과정'의 '{step.what}'은(는) 상을 받은 일로 보입니다."
            hint = "'수상'에 이미 있으니 이 줄을 지워 주세요." if repeats else "'수상'(awards)으로 옮겨 주세요."
            yield record.find(("process", number, "what"), CODE, SEVERITY, message, hint)


def _squeeze(text: str) -> str:
    return "".join(text.split())
