"""숫자를 적는 항목에는 숫자만 적습니다.

값에 '약', '명', '이상'이 섞이면 더하거나 견줄 수 없습니다.
단위는 'unit'에, '약·이상·이하'는 'bound'에 적습니다. 금액은 '1억 4,500만원'처럼 적어도 읽습니다.

틀린 예:

    beneficiaries:
      - {who: 섬에 홀로 사는 어르신, count: 약 100명, source: s1}

바른 예:

    beneficiaries:
      - {who: 섬에 홀로 사는 어르신, count: 100, bound: about, source: s1}
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "bad-number"
SEVERITY: Severity = messages.SEVERITIES[CODE]
