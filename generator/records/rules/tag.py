"""값 앞에 느낌표(!)로 시작하는 꼬리표를 붙이지 않습니다.

숫자인지 글인지는 항목이 정하므로 꼬리표가 필요 없습니다.
꼬리표를 지우고, '!'로 시작하는 글이면 따옴표로 감싸 주세요.

틀린 예:

    year: !!int 2021

바른 예:

    year: 2021
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "tag"
SEVERITY: Severity = reader.SEVERITIES[CODE]
