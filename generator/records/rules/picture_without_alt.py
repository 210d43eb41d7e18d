"""그림에는 그림을 못 보는 사람을 위한 설명이 있어야 합니다.

화면을 소리로 듣는 사람에게는 설명이 곧 그림입니다. 웹 접근성 지침도 모든 그림에 설명을 두게 합니다.
무엇이 보이는지 한 문장으로 적어 주세요. 산출물이면 'alt'에, guidebook.md면 ![ ] 안에 적습니다.

틀린 예:

    deliverables:
      - {id: qr-sticker, title: 안심번호 QR 스티커, kind: printed, file: files/sticker.gif}
    --- files/sticker.gif
    GIF89a

바른 예:

    deliverables:
      - id: qr-sticker
        title: 안심번호 QR 스티커
        kind: printed
        file: files/sticker.gif
        alt: 앞유리에 붙이는 네모난 QR코드 스티커
    --- files/sticker.gif
    GIF89a
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.kept_files import PICTURES, extension
from generator.records.story import find_links

CODE = "picture-without-alt"
SEVERITY: Severity = "error"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each picture that has no words."""
    for number, deliverable in enumerate(record.project.deliverables):
        if deliverable.file and not deliverable.alt and extension(deliverable.file) in PICTURES:
            message = f"'산출물' 가운데 '{deliverable.title}'의 그림에 '그림 설명'(alt)이 없습니다."
            hint = "무엇이 보이는지 한 문장으로 적어 주세요. 예: alt: 앞유리에 붙이는 네모난 QR코드 스티커"
            yield record.find(("deliverables", number, "file"), CODE, SEVERITY, message, hint)
    for link in find_links(record.story):
        if link.image and not link.label.strip():
            message = f"그림 '{link.target}'에 설명이 없습니다."
            hint = f"![무엇이 보이는지 한 문장]({link.target})처럼 대괄호 안에 적어 주세요."
            yield record.find_in_guidebook(link.line, link.column, CODE, SEVERITY, message, hint)
