"""때는 2021, 2021-05, 2021-05-03 가운데 아는 만큼 적습니다.

해만 알면 해만 적습니다. 모르는 달과 날을 채우지 마세요.
기간이면 {start: 2021-05, end: 2022}처럼 적고, 아직 모르는 끝은 비웁니다.

틀린 예:

    awards:
      - {date: 2022.11.11, what: 행정안전부 지역혁신 우수기관 인증패, source: s1}

바른 예:

    awards:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패, source: s1}
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "bad-date"
SEVERITY: Severity = messages.SEVERITIES[CODE]
