"""예·아니요를 적는 항목에는 true나 false를 적습니다.

'예', 'O', 'yes'는 프로그램마다 다르게 읽힙니다.
예는 true, 아니요는 false로 적어 주세요. 아니요면 항목을 지워도 됩니다.

틀린 예:

    process:
      - {what: 시범 운영, planned: 예, source: s1}

바른 예:

    process:
      - {what: 시범 운영, planned: true, source: s1}
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "bad-flag"
SEVERITY: Severity = messages.SEVERITIES[CODE]
