"""넣어 두는 파일은 정해진 형식이어야 하고, 내용이 이름과 맞아야 합니다.

그림은 png, jpg, webp, gif, 문서는 pdf, hwpx, hwp, docx, xlsx, pptx, odt, ods를 받습니다.
자료는 csv, json, geojson, 글은 txt, md를 받습니다.
svg와 html은 스크립트를, doc·xls·ppt·docm·xlsm은 매크로를 담을 수 있어, zip은 무엇이 들었는지 볼 수 없어 받지 않습니다.
그림은 png로, 문서는 새 형식이나 pdf로 저장하고, 압축은 풀어 넣거나 공개된 곳의 주소를 'url'에 적어 주세요.
문서는 속까지 봅니다. 매크로나 다른 압축 파일이 들었거나, 암호가 걸렸거나, 풀면 지나치게 커지는 것은 받지 않습니다.
pdf는 받되, 암호화되었거나 깨져 속을 볼 수 없으면 주의로 알립니다. 그림은 끝까지 열려야 합니다.
hwp는 받지만, 여러 프로그램에서 열리는 hwpx나 pdf를 함께 넣기를 권합니다(참고로 알립니다).

틀린 예:

    deliverables:
      - {id: map, title: 설치 위치 지도, kind: map, alt: 설치한 곳을 점으로 보인 지도, file: files/map.svg}
    --- files/map.svg
    <svg xmlns="http://www.w3.org/2000/svg"/>

바른 예:

    deliverables:
      - {id: places, title: 설치 위치 목록, kind: dataset, file: files/places.csv}
    --- files/places.csv
    이름,위도,경도
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import KeptFile, Record
from generator.records.rules.kept_files import extension, places_of_files

CODE = "file-type"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How the content of each allowed binary type begins. Only the first bytes are known here, so what a zip container holds
# is not; OpenDocument and HWPX put their type first.
_BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
    "hwp": (_OLE, b"HWP Document File"),
    "hwpx": (_ZIP,),
    "docx": (_ZIP,),
    "xlsx": (_ZIP,),
    "pptx": (_ZIP,),
    "odt": (_ZIP,),
    "ods": (_ZIP,),
}
_INNER_TYPES: dict[str, tuple[int, bytes]] = {
    "webp": (8, b"WEBP"),
    "hwpx": (30, b"mimetypeapplication/hwp+zip"),
    "odt": (30, b"mimetypeapplication/vnd.oasis.opendocument.text"),
    "ods": (30, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
}
_TEXTS = frozenset({"csv", "txt", "md", "json", "geojson"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_REASONS = {
    "svg": ("스크립트를 담을 수 있는 형식입니다.", "png로 저장해 넣어 주세요."),
    "html": ("스크립트를 담을 수 있는 형식입니다.", "pdf로 저장하거나, 웹에 있는 것이면 'url'에 주소를 적어 주세요."),
    "zip": (
        "무엇이 들었는지 볼 수 없는 형식입니다.",
        "압축을 풀어 낱낱이 넣거나, 공개된 곳의 주소를 'url'에 적어 주세요.",
    ),
    "doc": ("매크로를 담을 수 있는 옛 형식입니다.", "docx나 pdf로 저장해 넣어 주세요."),
    "xls": ("매크로를 담을 수 있는 옛 형식입니다.", "xlsx나 csv로 저장해 넣어 주세요."),
    "ppt": ("매크로를 담을 수 있는 옛 형식입니다.", "pptx나 pdf로 저장해 넣어 주세요."),
    "docm": ("매크로가 든 형식입니다.", "docx로 저장해 넣어 주세요."),
    "xlsm": ("매크로가 든 형식입니다.", "xlsx로 저장해 넣어 주세요."),
    "pptm": ("매크로가 든 형식입니다.", "pptx로 저장해 넣어 주세요."),
}
# What does no harm where it cannot be read.
_READ_PAST = frozenset({"pdf"})
_LOOK = (
    "속을 볼 수 있어야 개인정보가 없는지 확인할 수 있습니다. "
    "보안 설정(암호, 인쇄·편집 제한)이 있으면 풀고, 알맞은 프로그램에서 다시 저장해 넣어 주세요."
)
_ALLOWED = "받는 형식: " + ", ".join([*_BEGINNINGS, *sorted(_TEXTS)])


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each kept file of a type that is refused or that does not hold what its name says."""
    places = places_of_files(record)
    for file in record.files.values():
        if file.escapes:
            continue
        kind = extension(file.path)
        severity: Severity = "error"
        if kind not in _BEGINNINGS and kind not in _TEXTS:
            reason, hint = _REASONS.get(
                "html" if kind in ("htm", "xhtml") else kind, ("받지 않는 형식입니다.", _ALLOWED)
            )
            message = f"'{file.path}': {reason}"
        elif not _holds(kind, file):
            message = f"'{file.path}'의 내용이 이름과 다릅니다. {kind} 파일이 아닙니다."
            hint = "이름만 바꾼 파일이면 알맞은 프로그램에서 그 형식으로 다시 저장해 주세요."
        elif problem := _problem_inside(record, file):
            severity = "warning" if kind in _READ_PAST else "error"
            message, hint = f"'{file.path}': {problem}", _LOOK
        elif kind == "hwp":
            severity = "note"
            message = f"'{file.path}'은(는) 한글 프로그램이 있어야 열립니다."
            hint = "한글에서 hwpx나 pdf로도 저장해 함께 넣으면 누구나 열 수 있습니다."
        else:
            continue
        yield Finding(*places[file.path], CODE, severity, message, hint)


def _problem_inside(record: Record, file: KeptFile) -> str:
    inside = record.inside.get(file.path)
    return inside.problem if inside else ""


def _holds(kind: str, file: KeptFile) -> bool:
    """Tell whether the first bytes of a file are those of its type."""
    head = file.head
    if kind in _TEXTS:
        is_text = b"\0" not in head or head.startswith(_UTF16)
        foreign = any(head.startswith(start) for starts in _BEGINNINGS.values() for start in starts if len(start) > 3)
        is_json = kind not in ("json", "geojson") or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
        return is_text and not foreign and is_json
    offset, inner = _INNER_TYPES.get(kind, (0, b""))
    return head.startswith(_BEGINNINGS[kind]) and head.startswith(inner, offset)
