"""목록에서 고르는 항목에는 목록에 있는 값만 적습니다.

같은 뜻이라도 값이 다르면 모아 보거나 견줄 수 없습니다. 고를 수 있는 값은 알림에 모두 나옵니다.
가장 가까운 값을 고르고, 다 담지 못한 뜻은 'note'에 적어 주세요.

틀린 예:

    origin: 공개 자료

바른 예:

    origin: public_sources
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "unknown-value"
SEVERITY: Severity = messages.SEVERITIES[CODE]
