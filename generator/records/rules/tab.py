"""들여쓰기에는 탭(Tab)을 쓰지 않습니다.

기록의 꼴(YAML)은 줄 앞의 빈칸 수로 묶음을 나눕니다. 탭은 프로그램마다 너비가 달라 읽을 수 없습니다.
탭을 지우고 빈칸 두 개로 바꿔 주세요.
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "tab"
SEVERITY: Severity = reader.SEVERITIES[CODE]
