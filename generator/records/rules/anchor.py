"""이름표(&)와 되부름(*)은 쓰지 않습니다.

YAML에는 값을 이름표로 묶어 다시 쓰는 기능이 있지만, 기록을 읽는 사람이 알아보기 어렵고 파일을 크게 부풀릴 수 있습니다.
값을 그대로 다시 적어 주세요. '&'나 '*'로 시작하는 글이면 따옴표로 감쌉니다.

틀린 예:

    lead: &office {name: 제주시, kind: municipality}

바른 예:

    lead: {name: 제주시, kind: municipality}
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "anchor"
SEVERITY: Severity = reader.SEVERITIES[CODE]
