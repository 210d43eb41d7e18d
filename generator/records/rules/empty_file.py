"""기록 파일에는 내용이 있어야 합니다.

project.yml이 비어 있거나 설명 글(#)뿐이면 안내서를 만들 수 없습니다.
templates/records/project.yml의 빈 틀을 복사해 채우거나, 쓰지 않는 폴더면 지워 주세요.

틀린 예:

    # 아직 아무것도 적지 않았습니다.

바른 예:

    title: 제주 주차 안심번호
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "empty-file"
SEVERITY: Severity = reader.SEVERITIES[CODE]
