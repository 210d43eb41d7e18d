"""사업 폴더의 이름은 대소문자만 다를 수 없습니다.

윈도우와 맥에서는 'jejusi-parking'과 'Jejusi-Parking'이 한 폴더여서, 둘 가운데 하나가 사라집니다.
둘 가운데 하나의 이름을 바꿔 주세요. 폴더 이름은 모두 소문자로 적습니다.
"""

from __future__ import annotations

from generator.diagnostics import Severity

CODE = "same-name-but-case"
SEVERITY: Severity = "error"
