"""글의 길이는 정해진 범위 안이어야 합니다.

한 줄 소개(summary)는 20자에서 300자까지입니다. 너무 짧으면 무슨 사업인지 알 수 없고, 길면 목록에서 잘립니다.
누구의 어떤 문제를 무엇으로 풀었는지 한두 문장으로 적어 주세요.

틀린 예:

    summary: 주차 안심번호 사업

바른 예:

    summary: 차에 남기던 전화번호 대신 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "text-length"
SEVERITY: Severity = messages.SEVERITIES[CODE]
