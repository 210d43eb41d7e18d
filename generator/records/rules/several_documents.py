"""한 파일에는 기록 하나만 적습니다.

'---' 줄은 YAML에서 새 기록의 시작을 뜻합니다. 그 아래는 읽지 않습니다.
다른 사업이면 폴더를 따로 만들고, 구분선으로 쓴 것이면 그 줄을 지워 주세요.

틀린 예:

    title: 제주 주차 안심번호
    ---
    year: 2021

바른 예:

    title: 제주 주차 안심번호
    year: 2021
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "several-documents"
SEVERITY: Severity = reader.SEVERITIES[CODE]
