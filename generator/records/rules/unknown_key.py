"""항목은 정해진 이름으로 적습니다.

이름이 틀린 항목은 읽히지 않아 적은 내용이 사라집니다. 가까운 이름이 있으면 함께 알려 드립니다.
이름을 고치거나, 맞는 항목이 없으면 guidebook.md에 글로 적어 주세요.

틀린 예:

    award:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패, source: s1}

바른 예:

    awards:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패, source: s1}
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "unknown-key"
SEVERITY: Severity = messages.SEVERITIES[CODE]
