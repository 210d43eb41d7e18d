"""한글은 모아쓴 글자로 저장합니다.

맥에서 만든 파일은 '제주'가 'ㅈㅔㅈㅜ'처럼 풀어진 채 저장되기도 합니다. 모아 읽으므로 그대로 두어도 됩니다.
같은 글자인데 찾기에 걸리지 않는다면 이 때문입니다. 다시 입력해 저장하면 사라집니다.
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "not-nfc"
SEVERITY: Severity = reader.SEVERITIES[CODE]
