"""주소는 http:// 또는 https:// 로 시작해 빈칸 없이 적습니다.

'www.'로 시작하거나 빈칸이 든 주소는 눌러도 열리지 않습니다.
브라우저의 주소 줄을 그대로 복사하고 큰따옴표로 감싸 주세요.

틀린 예:

    sources: [{id: s1, title: …, url: www.jejusi.go.kr}]

바른 예:

    sources: [{id: s1, title: …, url: "https://www.jejusi.go.kr"}]
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "bad-url"
SEVERITY: Severity = messages.SEVERITIES[CODE]
