"""기록이 가리키는 파일은 그 사업의 files/ 폴더에 있어야 합니다.

산출물의 'file'과 guidebook.md의 그림·링크가 가리키는 파일이 없으면 읽는 사람이 빈자리를 만납니다.
파일을 files/ 폴더에 넣거나, 이름을 파일과 똑같이 고쳐 주세요. 대문자와 소문자도 같아야 합니다.

틀린 예:

    deliverables:
      - {id: manual, title: 운영 안내, kind: manual, file: files/manual.txt}

바른 예:

    deliverables:
      - {id: manual, title: 운영 안내, kind: manual, file: files/manual.txt}
    --- files/manual.txt
    …
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.messages import nearest
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.kept_files import local_path, namings
from generator.records.story import find_links

CODE = "missing-file"
SEVERITY: Severity = "error"


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each place that names a file that is not there."""
    for naming in namings(record):
        if naming.file not in record.files:
            message = f"'{naming.file}' 파일이 없습니다."
            yield naming.report(record, CODE, SEVERITY, message, _suggest(naming.file, record))
    for link in find_links(record.story):
        path = local_path(link.target)
        # Other targets that lead out of the folder are file-link-outside's.
        if link.image and path and ":" not in path and not path.startswith(("files/", "/", "../", "\\")):
            message = f"그림 '{link.target}'을(를) 찾을 수 없습니다. 그림은 files/ 폴더에서만 가져옵니다."
            hint = _suggest(f"files/{path}", record)
            yield record.find_in_guidebook(link.line, link.column, CODE, SEVERITY, message, hint)


def _suggest(file: str, record: Record) -> str:
    guess = nearest(file, record.files)
    if guess:
        return f"혹시 '{guess}'입니까? 이름을 똑같이 적어 주세요."
    return "파일을 files/ 폴더에 넣거나, 이름을 고쳐 주세요. 예: files/sticker.png"
