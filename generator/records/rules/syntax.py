"""기록은 정해진 꼴(YAML)로 적습니다.

'항목: 값'처럼 쌍점 뒤에 한 칸을 띄우고, 같은 묶음은 같은 칸에서 시작합니다.
값에 쌍점과 빈칸(': '), '#', '@', 따옴표가 들어 있으면 값 전체를 큰따옴표로 감싸 주세요.

틀린 예:

    title: 제주 주차: 안심번호

바른 예:

    title: "제주 주차: 안심번호"
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "syntax"
SEVERITY: Severity = reader.SEVERITIES[CODE]
