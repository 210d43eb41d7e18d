"""글에는 보이지 않는 제어 문자가 없어야 합니다.

다른 프로그램에서 복사할 때 화면에 보이지 않는 문자가 섞여 들어오면 쪽이 깨질 수 있습니다.
알려 드린 자리의 낱말을 지우고 자판으로 다시 입력해 주세요.
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "control-character"
SEVERITY: Severity = reader.SEVERITIES[CODE]
