"""The ZIP around the parts of an HWPX: the same bytes for the same document, on every day and system."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from generator.exports.flow import (
    TITLE_LABEL,
    Box,
    Cell,
    Code,
    Field,
    Flow,
    Flowing,
    Grid,
    Heading,
    Listing,
    Para,
    Picture,
    text_of,
)
from generator.exports.hwpx.body import BodyWriter
from generator.exports.hwpx.styles import DECLARATION, NAMESPACES, text_xml
from generator.exports.pictures import Prepared

# The first day that a ZIP can name.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_PREVIEW_LENGTH = 1000

_VERSION = (
    f'{DECLARATION}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" '
    'tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="1" buildNumber="0" os="1" xmlVersion="1.5" '
    'application="bonbogi" appVersion="0.1.0"/>'
)
_CONTAINER = (
    f'{DECLARATION}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:hpf="http://www.hancom.co.kr/schema/2011/hpf"><ocf:rootfiles>'
    '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
    '<ocf:rootfile full-path="Preview/PrvText.txt" media-type="text/plain"/></ocf:rootfiles></ocf:container>'
)
_MANIFEST = f'{DECLARATION}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_SETTINGS = (
    f'{DECLARATION}<ha:HWPApplicationSetting xmlns:ha="http://www.hancom.co.kr/hwpml/2011/app" '
    'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0">'
    '<ha:CaretPosition listIDRef="0" paraIDRef="0" pos="0"/></ha:HWPApplicationSetting>'
)


def write_hwpx(document: Flowing, pictures: Mapping[str, Prepared]) -> bytes:
    """Return the document as HWPX; ``pictures`` are the prepared ones by their path."""
    writer = BodyWriter(pictures)
    section = writer.write(document)
    parts: dict[str, str | bytes] = {
        "version.xml": _VERSION,
        "Contents/header.xml": writer.styles.header(),
        "Contents/section0.xml": section,
        "settings.xml": _SETTINGS,
        "Preview/PrvText.txt": "\r\n".join(text_lines(document))[:_PREVIEW_LENGTH],
        "Contents/content.hpf": _content(document, pictures),
        "META-INF/container.xml": _CONTAINER,
        "META-INF/manifest.xml": _MANIFEST,
    }
    for number, path in enumerate(sorted(pictures), 1):
        parts[f"BinData/image{number}.{pictures[path].suffix}"] = pictures[path].data
    return pack({"mimetype": b"application/hwp+zip"}, stored=True, more=parts)


def pack(first: Mapping[str, bytes], *, stored: bool, more: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP with these members in this order, ``first`` uncompressed where ``stored``; names are UTF-8."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for names, method in ((first, ZIP_STORED if stored else ZIP_DEFLATED), (more, ZIP_DEFLATED)):
            for name, data in names.items():
                info = ZipInfo(name, FIXED_DATE)
                info.compress_type = method
                # On every system the same: a plain file that anybody may read.
                info.create_system, info.external_attr = 3, 0o100644 << 16
                archive.writestr(info, data)
    return buffer.getvalue()


def _content(document: Flowing, pictures: Mapping[str, Prepared]) -> str:
    items = "".join(
        f'<opf:item id="image{number}" href="BinData/image{number}.{pictures[path].suffix}" '
        f'media-type="{pictures[path].media_type}" isEmbeded="1"/>'
        for number, path in enumerate(sorted(pictures), 1)
    )
    title = " ".join(filter(None, (document.title, document.name)))
    return (
        f'{DECLARATION}<opf:package {NAMESPACES} version="" unique-identifier="" id=""><opf:metadata>'
        f"<opf:title>{text_xml(title)}</opf:title><opf:language>ko</opf:language>"
        '<opf:meta name="creator" content="text">본보기</opf:meta></opf:metadata><opf:manifest>'
        '<opf:item id="version" href="version.xml" media-type="application/xml"/>'
        '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
        '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>'
        f'<opf:item id="settings" href="settings.xml" media-type="application/xml"/>{items}</opf:manifest>'
        '<opf:spine><opf:itemref idref="header" linear="yes"/><opf:itemref idref="section0" linear="yes"/></opf:spine>'
        "</opf:package>"
    )


def text_lines(document: Flowing) -> list[str]:
    """Return the text of a document, a line for each paragraph and cell, in its order."""
    lines = [document.name, document.title or TITLE_LABEL, document.about]
    for word, cell in document.cover:
        lines += [word, *_cell_lines(cell)]
    lines.append(text_of(document.foot))
    for flow in document.body:
        lines += list_lines(flow)
    return [line for line in lines if line]


def list_lines(flow: Flow) -> list[str]:
    """Return the text of one piece of flow, a line for each paragraph and cell, in its order."""
    match flow:
        case Heading(_, spans) | Para(spans):
            return [text_of(spans)]
        case Listing(items):
            return [line for item in items for part in item for line in list_lines(part)]
        case Grid(caption, head, rows):
            told = [caption, *map(text_of, head)]
            return [*told, *(line for row in rows for cell in row for line in _cell_lines(cell))]
        case Box(title, inside):
            return [title, *(line for part in inside for line in list_lines(part))]
        case Field(label, hint):
            return [f"{label}  {text_of(hint)}" if hint else label]
        case Picture(_, alt):
            return [alt]
        case Code(text):
            return text.split("\n")


def _cell_lines(cell: Cell) -> list[str]:
    return [text_of(spans) for spans in cell]
