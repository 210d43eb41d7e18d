"""파일과 그림은 그 사업의 files/ 폴더 안에 있어야 합니다.

폴더 밖을 가리키는 바로 가기(심볼릭 링크), '../'나 '/'로 시작하는 주소, 다른 사이트의 그림은 받은 사람에게서 끊어집니다.
다른 사이트의 그림은 읽는 사람이 누구인지 그 사이트에 알려 주기도 합니다.
파일을 files/ 폴더에 넣고 'files/이름'으로 적어 주세요. 다른 사이트는 http나 https 링크로 겁니다.

틀린 예:

    --- guidebook.md
    [안내 책자](../../안내.pdf)

바른 예:

    --- guidebook.md
    [안내 책자](https://www.mois.go.kr/)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules.kept_files import local_path, places_of_files
from generator.records.story import Link, find_links

CODE = "file-link-outside"
SEVERITY: Severity = "error"
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each kept file and each link of guidebook.md that leads out of the project's folder."""
    places = places_of_files(record)
    for file in record.files.values():
        if file.escapes:
            message = f"'{file.path}'은(는) 폴더 밖을 가리키는 바로 가기(링크)입니다."
            hint = "바로 가기를 지우고 파일을 그대로 넣어 주세요."
            yield Finding(*places[file.path], CODE, SEVERITY, message, hint)
    for link in find_links(record.story):
        if trouble := _explain(link):
            yield record.find_in_guidebook(link.line, link.column, CODE, SEVERITY, *trouble)


def _explain(link: Link) -> tuple[str, str] | None:
    what = "그림" if link.image else "링크"
    scheme = _SCHEME.match(link.target)
    if scheme and len(scheme[1]) > 1:
        if not link.image and scheme[1].lower() in _LINK_SCHEMES:
            return None
        if link.image:
            message = f"그림 주소 '{link.target}'은(는) 이 사업의 files/ 폴더 밖에 있습니다."
            return (
                message,
                "그림을 내려받아 files/ 폴더에 넣고 'files/이름'으로 적어 주세요. 쓸 권리가 있는지도 봐 주세요.",
            )
        return f"링크에 쓸 수 없는 주소입니다: '{link.target}'", "http:// 또는 https://로 시작하는 주소를 적어 주세요."
    path = local_path(link.target)
    if path.startswith("/") or scheme or "\\" in path or ".." in path.split("/"):
        message = f"{what} 주소 '{link.target}'은(는) 이 사업의 폴더 밖을 가리킵니다."
        return message, "파일을 files/ 폴더에 넣고 'files/이름'으로 적어 주세요."
    return None
