"""묶음은 20겹보다 깊을 수 없습니다.

기록의 가장 깊은 항목도 다섯 겹을 넘지 않습니다. 더 깊다면 괄호를 닫지 않았거나 들여쓰기가 밀린 것입니다.
알려 드린 자리 앞의 괄호와 들여쓰기를 확인해 주세요.

틀린 예:

    topics: [[[[[[[[[[[[[[[[[[[[[[traffic-parking]]]]]]]]]]]]]]]]]]]]]]

바른 예:

    topics: [traffic-parking]
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "too-deep"
SEVERITY: Severity = reader.SEVERITIES[CODE]
