"""What a camera or a program noted beside the pixels of a picture: where, by whom, and every text that people wrote."""

from __future__ import annotations

import html
import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.records.archive import RefusedArchiveError

if TYPE_CHECKING:
    from PIL.Image import Exif, Image

PICTURES = frozenset({"png", "jpg", "jpeg", "webp", "gif"})
_GPS, _EXIF, _ARTIST = 0x8825, 0x8769, 0x013B
_SMALL = (200, 200)
_TOO_LARGE = "그림이 너무 큽니다. 긴 쪽을 4,000픽셀 아래로 줄여 다시 넣어 주세요."
_XMP_OF_PNG = "XML:com.adobe.xmp"
# Who made a picture and with whose camera.
_WHO = {_ARTIST: "찍은 사람", 0x9C9D: "만든 사람", 0xA430: "카메라 주인", 0x8298: "저작권자"}
# The tags that hold words; serial numbers, times and what else a camera counts are none.
_WORDS = (0x010D, 0x010E, 0x011D, 0x013B, 0x013C, 0x8298, 0x9286, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, 0xA430)
_WINDOWS = range(0x9C9B, 0x9CA0)  # XPTitle and its like: UTF-16
_COMMENT = 0x9286  # UserComment: eight bytes tell its encoding
# IPTC, where an editor keeps what a picture is about, and its parts that hold words.
_IPTC, _IPTC_TAG = 0x0404, b"\x1c\x02"
# An XMP packet: what stands in its marks counts too, but for the names of kinds and of earlier files.
_MARK = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r"(?!xmlns)[\w:]+=(?:\"([^\"]*)\"|'([^']*)')")
_FILE_ID = re.compile(r"\b(?:xmp\.\w+|uuid|adobe|urn)[:][^\s\"'<>]*|\b[0-9A-Fa-f]{24,}\b")


class Notes(NamedTuple):
    """The notes of a picture; ``who`` in the words of a finding."""

    has_place: bool
    who: tuple[str, ...]
    texts: tuple[str, ...]


def read_notes(data: bytes) -> Notes:
    """Return the notes of a picture; RefusedArchiveError where nothing opens it or it is made to fill the memory."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _read(data)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
            raise RefusedArchiveError(_TOO_LARGE) from problem
        except Exception as problem:  # a broken picture fails anywhere in it, in any way
            raise RefusedArchiveError("그림을 열 수 없습니다.") from problem


def _read(data: bytes) -> Notes:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        # What pages and documents show of it has to be there to its end; a photo is decoded as small as that goes.
        picture.draft("RGB", _SMALL)
        picture.load()
        exif = picture.getexif()
        inner = exif.get_ifd(_EXIF)
        packet = _packet(picture)
        has_place = bool(exif.get_ifd(_GPS)) or "GPSLatitude" in packet
        texts = tuple(text for text in (*_texts(picture, exif, inner), _words_of_xmp(packet)) if text.strip())
    who = [label for tag, label in _WHO.items() if exif.get(tag) or inner.get(tag)]
    if "dc:creator" in packet and not who:
        who.append(_WHO[_ARTIST])
    return Notes(has_place, tuple(who), texts)


def _packet(picture: Image) -> str:
    """Return the XMP of a picture as it is written; "" without any."""
    texts = getattr(picture, "text", {})
    return _decode(picture.info.get("xmp") or texts.get(_XMP_OF_PNG, ""))


def _texts(picture: Image, exif: Exif, inner: dict[int, Any]) -> Iterator[str]:
    for tags in (exif, inner):
        for tag in _WORDS:
            if value := tags.get(tag):
                yield _words(tag, value)
    if comment := picture.info.get("comment"):
        yield _decode(comment)
    photoshop = picture.info.get("photoshop")
    if isinstance(photoshop, dict) and isinstance(photoshop.get(_IPTC), bytes):
        yield from _words_of_iptc(photoshop[_IPTC])
    # Of a PNG; loaded by now, because what stands behind the pixels counts too.
    for name, text in getattr(picture, "text", {}).items():
        if name != _XMP_OF_PNG:
            yield text


def _words(tag: int, value: Any) -> str:
    if isinstance(value, tuple):
        value = bytes(value)
    if tag in _WINDOWS and isinstance(value, bytes):
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if tag == _COMMENT and isinstance(value, bytes):
        kind, words = value[:8], value[8:]
        if kind.startswith(b"UNICODE"):
            return _decode_wide(words)
        return _decode(words if kind[-1:] == b"\0" or not kind.isascii() else value)
    return _decode(value)


def _decode_wide(words: bytes) -> str:
    """Return UTF-16 in the order of its bytes that gives more plain signs: cameras keep to neither."""
    return min(
        (words.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be")),
        key=lambda text: sum(sign == "\ufffd" or not sign.isprintable() for sign in text),
    )


def _decode(value: Any) -> str:
    """Return a text from any desk; Pillow hands texts of EXIF over as Latin-1."""
    if isinstance(value, str):
        try:
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            return str(value)
    if not isinstance(value, bytes):
        return ""
    for encoding in ("utf-8", "cp949"):
        try:
            return value.decode(encoding).replace("\0", "\n")
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1").replace("\0", "\n")


def _words_of_xmp(text: str) -> str:
    def values(mark: re.Match[str]) -> str:
        return "\n".join(["", *(one or other for one, other in _VALUE.findall(mark[0])), ""])

    return _FILE_ID.sub(" ", html.unescape(_MARK.sub(values, text)))


def _words_of_iptc(data: bytes) -> Iterator[str]:
    at = data.find(_IPTC_TAG)
    while at >= 0:
        length = int.from_bytes(data[at + 3 : at + 5], "big")
        yield _decode(data[at + 5 : at + 5 + length])
        at = data.find(_IPTC_TAG, at + 5 + length)
