"""식별 이름은 영문 소문자와 숫자를 줄표(-)로 이어 적습니다.

식별 이름은 웹 주소와 파일 이름이 되므로 한글, 대문자, 빈칸, 밑줄을 쓰지 않습니다. 60자까지입니다.
공모와 주제의 식별 이름은 그 목록에 있습니다.

틀린 예:

    call: 2021년 현장문제 공모

바른 예:

    call: 2021-field-problem
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "bad-id"
SEVERITY: Severity = messages.SEVERITIES[CODE]
