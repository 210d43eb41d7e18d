"""산출물 파일은 그 사업의 files/ 폴더 안에 둡니다.

다른 폴더나 내 컴퓨터의 경로를 적으면 사이트에 실리지 않습니다.
파일을 files/ 폴더로 옮기고 'files/파일이름'으로 적어 주세요. 웹에 있는 파일이면 'url'에 주소를 적습니다.

틀린 예:

    deliverables:
      - {id: guide, title: 운영 설명서, kind: manual, file: ../guide.txt, source: s1}

바른 예:

    deliverables:
      - {id: guide, title: 운영 설명서, kind: manual, file: files/guide.txt, source: s1}
    --- files/guide.txt
    …
"""

from __future__ import annotations

from generator.diagnostics import Severity
from generator.records import messages

CODE = "file-outside"
SEVERITY: Severity = messages.SEVERITIES[CODE]
