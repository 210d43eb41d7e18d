"""같은 항목은 한 번만 적습니다.

같은 이름이 두 번 있으면 어느 값이 맞는지 알 수 없습니다.
하나로 합쳐 주세요. 여럿을 적는 항목이면 목록으로 잇습니다.

틀린 예:

    topics: [traffic-parking]
    topics: [privacy-safety]

바른 예:

    topics: [traffic-parking, privacy-safety]
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import reader

CODE = "duplicate-key"
SEVERITY: Severity = reader.SEVERITIES[CODE]
