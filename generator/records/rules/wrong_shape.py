"""값은 항목이 바라는 꼴(글 하나, 목록, 묶음)로 적습니다.

여럿을 적는 항목은 목록이고, 한 줄에 하나씩 '- '로 시작하거나 [ ]로 감쌉니다.
'이름: 값'을 모아 적는 항목은 묶음이고, 아래 줄에 들여 적거나 { }로 감쌉니다.

틀린 예:

    awards: 행정안전부 지역혁신 우수기관 인증패

바른 예:

    awards:
      - {date: 2022-11-11, what: 행정안전부 지역혁신 우수기관 인증패, source: s1}
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "wrong-shape"
SEVERITY: Severity = reader.SEVERITIES[CODE]
