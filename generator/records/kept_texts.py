"""The texts of a kept document, part by part, unpacked only as far as that is safe."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Mapping
from zipfile import ZipFile

from generator.diagnostics import decode_text
from generator.records.archive import RefusedArchiveError, open_archive, read_entry
from generator.records.sheet_numbers import show_numbers, telling_formats

_MOST_PAGES = 500
_MOST_TEXT = 5_000_000
# What sets texts apart: paragraphs and cells, a formula and its value, and where a drawing begins and ends in a sheet.
_BREAK = re.compile(
    r"</?(?:\w+:)?(?:p|h|si|c|f|v|br|tab|cr|tc|tr|row|text|table-cell|line-break|lineBreak|col|colOff|rowOff)"
    r"(?=[\s/>])[^<>]*>"
)
_MARK = re.compile(r"<[^<>]*>")
# AES, which a PDF needs no password for: barring it from being printed or changed is enough.
_LOCKED = "암호화되어 있어 속을 볼 수 없습니다."

# What a document says of itself: title, author, remarks, and how its first page reads.
_ABOUT = re.compile(r"docProps/(?:core|app|custom)\.xml|meta\.xml|Contents/content\.hpf")
_PREVIEW = "Preview/PrvText.txt"
_STYLES = "xl/styles.xml"
ABOUT, PREVIEW = "문서 정보", "미리 보기"

Texts = Iterator[tuple[str, str]]  # (where, text)


def _docx(data: bytes) -> Texts:
    pattern = r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|diagrams/data\d*)\.xml"
    yield from _office(data, "word/document.xml", pattern)


def _pptx(data: bytes) -> Texts:
    slides = r"slides/slide|notesSlides/notesSlide|slideMasters/slideMaster|slideLayouts/slideLayout|diagrams/data"
    yield from _office(data, "ppt/presentation.xml", rf"ppt/(?:(?:{slides})\d*|comments/\w+)\.xml")


def _hwpx(data: bytes) -> Texts:
    yield from _office(data, "Contents/header.xml", r"Contents/(?:section\d+|masterpage\d*)\.xml")


def _open_document(data: bytes) -> Texts:
    yield from _office(data, "content.xml", r"(?:content|styles)\.xml")


def _xlsx(data: bytes) -> Texts:
    pattern = (
        r"xl/(?:sharedStrings|worksheets/sheet\d+|comments\d*|comments/comment\d+|threadedComments/\w+"
        r"|drawings/drawing\d*|diagrams/data\d*)\.xml"
    )
    with open_archive(data) as archive:
        styles = _decode(read_entry(archive, _STYLES)) if _STYLES in archive.namelist() else ""
    formats = telling_formats(styles)
    yield from _office(data, "xl/workbook.xml", pattern, lambda text: show_numbers(text, formats))


def _office(data: bytes, needed: str, pattern: str, prepare: Callable[[str], str] = lambda text: text) -> Texts:
    """Yield the text of the matching XML entries, a paragraph or cell a line; what says the same again comes last."""
    with open_archive(data) as archive:
        names = archive.namelist()
        _refuse_containers(archive, names, needed)
        for name in names:
            if re.fullmatch(pattern, name):
                yield "", _text_of_xml(prepare(_decode(read_entry(archive, name))))
            elif _ABOUT.fullmatch(name):
                # Its parts have no marks of a text between them: each is a line.
                yield ABOUT, html.unescape(_MARK.sub("\n", _decode(read_entry(archive, name))))
        if _PREVIEW in names:
            # Plain text, with the cells of tables between < and >.
            yield PREVIEW, re.sub("[<>]", "\n", _decode(read_entry(archive, _PREVIEW)))


def _refuse_containers(archive: ZipFile, names: list[str], needed: str) -> None:
    if needed not in names:
        raise RefusedArchiveError("내용이 이름과 다릅니다.")
    for name in names:
        lower = name.lower()
        if lower.endswith("vbaproject.bin") or lower.startswith(("scripts/", "basic/")) or "/macrosheets/" in lower:
            raise RefusedArchiveError("매크로가 들어 있습니다.")
        if lower.endswith((".zip", ".7z", ".rar", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".scr")):
            raise RefusedArchiveError("다른 압축 파일이나 프로그램이 들어 있습니다.")


def _text_of_xml(text: str) -> str:
    """Return what is read between the marks, a paragraph, row or cell a line: a number may be split over several runs.

    No XML parser: it would follow what the file declares, and stop at the first flaw.
    """
    return html.unescape(_MARK.sub("", _BREAK.sub("\n", text)))


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return data.decode(encoding, "replace")[:_MOST_TEXT]


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
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw that it reads past
    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise RefusedArchiveError("암호가 걸려 있습니다.")
    except (DependencyError, NotImplementedError) as problem:
        raise RefusedArchiveError(_LOCKED) from problem
    count = len(document.pages)
    closed = []
    for number in range(1, min(count, _MOST_PAGES) + 1):
        try:
            text = document.pages[number - 1].extract_text()
        except Exception as problem:  # a page fails in any way, and the others can still be read
            if document.is_encrypted:
                raise RefusedArchiveError(_LOCKED) from problem
            closed.append(str(number))
            continue
        yield f"{number}쪽", text
    if about := document.metadata:
        yield ABOUT, "\n".join(filter(None, (about.title, about.author, about.subject, about.keywords)))
    if closed:
        raise RefusedArchiveError(f"{', '.join(closed[:5])}{' 등 ' if closed[5:] else ''}쪽의 글을 읽을 수 없습니다.")
    if count > _MOST_PAGES:
        raise RefusedArchiveError(f"{count:,}쪽 가운데 앞의 {_MOST_PAGES}쪽만 보았습니다.")


TEXTS: Mapping[str, Callable[[bytes], Texts]] = {
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
