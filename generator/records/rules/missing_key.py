"""꼭 있어야 하는 항목은 비우지 않습니다.

다섯 항목(title, summary, year, municipalities, origin)이 꼭 있어야 하고, 목록의 줄에도 꼭 적을 것이 있습니다.
나머지는 모두 비워 두어도 됩니다. 모르는 것을 지어내지 마세요.

틀린 예:

    title: 제주 주차 안심번호
    year:

바른 예:

    title: 제주 주차 안심번호
    year: 2021
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "missing-key"
SEVERITY: Severity = messages.SEVERITIES[CODE]
