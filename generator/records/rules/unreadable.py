"""기록 파일은 글자로 읽을 수 있어야 합니다.

UTF-8로도 CP949로도 읽히지 않는 바이트가 있습니다. 한글 문서나 그림을 이름만 바꾼 파일일 수 있습니다.
원래 프로그램에서 글만 복사해 UTF-8로 저장한 새 파일에 붙여 주세요.
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "unreadable"
SEVERITY: Severity = reader.SEVERITIES[CODE]
