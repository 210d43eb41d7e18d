"""기록 파일 하나는 256KB까지입니다.

기록은 사실을 간추린 것이어서 보통 10KB를 넘지 않습니다. 너무 크면 다른 파일이 잘못 들어간 것입니다.
긴 이야기는 guidebook.md에, 보고서와 자료는 files/ 폴더에 나누어 담아 주세요.
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "too-large"
SEVERITY: Severity = reader.SEVERITIES[CODE]
