"""이용 조건은 정해진 이름으로 적습니다.

공공누리는 KOGL-1부터 KOGL-4(제0유형은 KOGL-0), CC 조건은 CC-BY-4.0, 소스 코드는 MIT 같은 이름을 씁니다.
모르면 'unknown'이라고 적습니다. 모르는 조건을 짐작하지 마세요.

틀린 예:

    licence: 출처 표시

바른 예:

    licence: CC-BY-4.0
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "bad-licence"
SEVERITY: Severity = messages.SEVERITIES[CODE]
