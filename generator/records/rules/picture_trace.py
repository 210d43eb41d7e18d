"""사진에 찍은 곳이나 사람을 알리는 정보를 남기지 않습니다.

휴대전화로 찍은 사진에는 찍은 곳의 위치(GPS)와 찍은 사람, 카메라 주인의 이름이 눈에 보이지 않게 들어 있기도 합니다.
집에서 찍은 사진이면 그 집이 알려집니다. 사진을 다른 이름으로 저장하면서 정보를 빼거나, 화면을 갈무리해 넣어 주세요.
사진에 적어 둔 설명과 메모의 전화번호와 주민등록번호 같은 것은 개인정보 규칙이 따로 찾아 알립니다.
펴낸 사이트와 묶음에서는 이 정보를 지우지만, 저장소에 올린 원본에는 그대로 남아 누구나 봅니다.
윈도우에서는 파일의 '속성 › 자세히 › 속성 및 개인 정보 제거'로 지울 수 있습니다.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.kept_files import places_of_files

CODE = "picture-trace"
SEVERITY: Severity = "warning"
_KINDS = frozenset({"place", "who"})


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each picture that tells where or by whom it was taken."""
    if not record.inside:
        return
    for file, place in places_of_files(record).items():
        inside = record.inside.get(file)
        traces = [trace.shown for trace in inside.traces if trace.kind in _KINDS] if inside else []
        if traces:
            message = f"사진 '{file}'에 {', '.join(traces)} 정보가 들어 있습니다."
            hint = "빼고 다시 저장해 주세요. 윈도우는 파일의 '속성 › 자세히 › 속성 및 개인 정보 제거'에서 지웁니다."
            yield Finding(*place, CODE, SEVERITY, message, hint)
