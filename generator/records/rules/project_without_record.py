"""projects/ 안의 폴더마다 project.yml이 있어야 합니다.

폴더 하나가 사업 하나입니다. project.yml이 없으면 그 폴더의 글과 파일은 사이트에 실리지 않습니다.
templates/records/project.yml의 빈 틀을 복사해 채우거나, 쓰지 않는 폴더면 지워 주세요.

틀린 예:

    --- projects/jejusi-parking-qr/guidebook.md
    ## 왜 시작했나

바른 예:

    --- projects/jejusi-parking-qr/guidebook.md
    ## 왜 시작했나
    --- projects/jejusi-parking-qr/project.yml
    title: 제주 주차 안심번호
"""

from __future__ import annotations

from generator.diagnostics import Severity

CODE = "project-without-record"
SEVERITY: Severity = "error"
