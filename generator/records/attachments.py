"""What stands in a kept file that nobody sees from outside: personal data in its text, who and where in its pictures.

A file is unpacked only as far as that is safe, read once, and only what was found is kept, masked: no text of it.
"""

from __future__ import annotations

import html
import io
import json
import re
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from zipfile import ZipFile

from generator.diagnostics import decode_text
from generator.records.archive import RefusedArchiveError, open_archive, read_entry
from generator.records.personal import find_personal

# Larger files are refused by their size before anybody asks what is in them.
MAX_BYTES = 12 * 1024 * 1024
_MOST_PAGES = 500
_MOST_TRACES = 20
_MOST_TEXT = 5_000_000
_BREAK = re.compile(r"</?(?:\w+:)?(?:p|h|si|c|br|tab|cr|tc|tr|row|table-cell|line-break|lineBreak)\b[^<>]*>")
_MARK = re.compile(r"<[^<>]*>")
# Where EXIF says who made a picture and with whose camera, and where it was taken.
_GPS, _EXIF = 0x8825, 0x8769
_WHO = {0x013B: "찍은 사람", 0x9C9D: "만든 사람", 0xA430: "카메라 주인", 0x8298: "저작권자"}


class Trace(NamedTuple):
    """One find in a file: ``kind`` is a kind of personal data, "place" or "who"; ``shown`` is masked."""

    kind: str
    shown: str
    where: str  # "2쪽", "시트 '명단'", "" where a file has no parts


@dataclass(frozen=True, slots=True)
class Inside:
    """What is known of the content of a kept file."""

    traces: tuple[Trace, ...] = ()
    problem: str = ""  # why it cannot be taken, in Korean

    def encode(self) -> bytes:
        """Return it as JSON."""
        return json.dumps([self.traces, self.problem], ensure_ascii=False).encode()

    @classmethod
    def decode(cls, data: bytes) -> Inside:
        """Return what ``encode`` wrote."""
        traces, problem = json.loads(data)
        return cls(tuple(Trace(*trace) for trace in traces), problem)


def look_inside(kind: str, data: bytes, allowed: Collection[str] = ()) -> Inside:
    """Return what is in a file of a kind (its extension); ``allowed`` are contacts that offices publish."""
    try:
        if kind in _PICTURES:
            return Inside(tuple(_traces_of_picture(data)))
        if kind not in _TEXTS:
            return Inside()
        texts = list(_TEXTS[kind](data))
    except RefusedArchiveError as problem:
        return Inside(problem=str(problem))
    found = [
        Trace(match.kind, match.masked, where)
        for where, text in texts
        for match in find_personal(text)
        if not is_allowed(text[match.start : match.end], allowed)
    ]
    return Inside(tuple(dict.fromkeys(found))[:_MOST_TRACES])


def is_allowed(text: str, allowed: Collection[str]) -> bool:
    """Tell whether a number or an address is one that an office publishes."""
    return bool(allowed) and normalise_contact(text) in allowed


def normalise_contact(text: str) -> str:
    """Return a number as its digits and an address in small letters, so that both are written in one way."""
    if "@" in text:
        return text.strip().lower()
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def kinds_looked_into() -> frozenset[str]:
    """Return the extensions of the files whose content is looked at."""
    return _PICTURES | _TEXTS.keys()


Texts = Iterator[tuple[str, str]]  # (where, text)


def _docx(data: bytes) -> Texts:
    yield from _office(
        data, "word/document.xml", r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    )


def _pptx(data: bytes) -> Texts:
    pattern = r"ppt/(?:slides/slide\d+|notesSlides/notesSlide\d+|comments/\w+)\.xml"
    yield from _office(data, "ppt/presentation.xml", pattern)


def _hwpx(data: bytes) -> Texts:
    yield from _office(data, "Contents/header.xml", r"Contents/(?:section\d+|masterpage\d*)\.xml")


def _open_document(data: bytes) -> Texts:
    yield from _office(data, "content.xml", r"(?:content|styles)\.xml")


def _xlsx(data: bytes) -> Texts:
    pattern = r"xl/(?:sharedStrings|worksheets/sheet\d+|comments\d*|comments/comment\d+)\.xml"
    yield from _office(data, "xl/workbook.xml", pattern)


def _office(data: bytes, needed: str, pattern: str) -> Texts:
    """Yield the text of the matching XML entries, a paragraph or cell a line."""
    with open_archive(data) as archive:
        names = archive.namelist()
        _refuse_containers(archive, names, needed)
        for name in names:
            if re.fullmatch(pattern, name):
                yield "", _text_of_xml(read_entry(archive, name))


def _refuse_containers(archive: ZipFile, names: list[str], needed: str) -> None:
    if needed not in names:
        raise RefusedArchiveError("내용이 이름과 다릅니다.")
    for name in names:
        lower = name.lower()
        if lower.endswith("vbaproject.bin") or lower.startswith(("scripts/", "basic/")) or "/macrosheets/" in lower:
            raise RefusedArchiveError("매크로가 들어 있습니다.")
        if lower.endswith((".zip", ".7z", ".rar", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr")):
            raise RefusedArchiveError("다른 압축 파일이나 프로그램이 들어 있습니다.")


def _text_of_xml(data: bytes) -> str:
    """Return what is read between the marks, a paragraph, row or cell a line: a number may be split over several runs.

    No XML parser: it would follow what the file declares, and stop at the first flaw.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = _BREAK.sub("\n", data.decode(encoding, "replace")[:_MOST_TEXT])
    return html.unescape(_MARK.sub("", text))


def _text(data: bytes) -> Texts:
    try:
        text, _ = decode_text(data)
    except UnicodeDecodeError as problem:
        raise RefusedArchiveError("글자를 읽을 수 없습니다. UTF-8로 저장해 주세요.") from problem
    if "\0" in text:
        raise RefusedArchiveError("글이 아닌 내용이 들어 있습니다.")
    yield "", text


def _pdf(data: bytes) -> Texts:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw that it reads past
    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise RefusedArchiveError("암호가 걸려 있습니다.")
        for number, page in enumerate(document.pages, 1):
            if number > _MOST_PAGES:
                break
            yield f"{number}쪽", page.extract_text()
    except RefusedArchiveError:
        raise
    # A broken file fails anywhere in it, in any way.
    except (
        PyPdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
    ) as problem:
        raise RefusedArchiveError("파일이 깨져 읽을 수 없습니다.") from problem


def _traces_of_picture(data: bytes) -> Iterator[Trace]:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                exif = picture.getexif()
                inner = exif.get_ifd(_EXIF)
                has_place = bool(exif.get_ifd(_GPS))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError):
        return  # what is no picture is told by its type
    if has_place:
        yield Trace("place", "찍은 곳(GPS)", "")
    for tag, label in _WHO.items():
        if exif.get(tag) or inner.get(tag):
            yield Trace("who", label, "")


_PICTURES = frozenset({"png", "jpg", "jpeg", "webp"})
_TEXTS: Mapping[str, Callable[[bytes], Texts]] = {
    "docx": _docx,
    "pptx": _pptx,
    "xlsx": _xlsx,
    "hwpx": _hwpx,
    "odt": _open_document,
    "ods": _open_document,
    "pdf": _pdf,
    "csv": _text,
    "txt": _text,
    "md": _text,
    "json": _text,
    "geojson": _text,
}
