"""사업 폴더의 이름은 영문 소문자와 숫자를 줄표(-)로 이어 60자까지 적습니다.

폴더 이름이 그 사업의 식별 이름이자 바뀌지 않는 웹 주소가 됩니다. 윈도우가 따로 쓰는 이름(con, nul)도 쓸 수 없습니다.
지자체와 내용을 알 수 있게 지어 주세요.

틀린 예:

    --- projects/Jejusi_Parking/project.yml
    title: 제주 주차 안심번호

바른 예:

    --- projects/jejusi-parking-qr/project.yml
    title: 제주 주차 안심번호
"""

from __future__ import annotations

from generator.diagnostics import Severity

CODE = "bad-folder-name"
SEVERITY: Severity = "error"
