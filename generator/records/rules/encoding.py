"""기록 파일은 UTF-8로 저장합니다.

CP949(ANSI)나 UTF-16으로 저장된 파일은 바꿔 읽지만, 다른 컴퓨터에서는 글자가 깨져 보입니다.
메모장에서 '다른 이름으로 저장'을 누르고 인코딩을 UTF-8로 고르면 됩니다.
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "encoding"
SEVERITY: Severity = reader.SEVERITIES[CODE]
