"""The size of a picture in pixels, from the first bytes of its file."""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_HEAD_BYTES = 32
# Markers of a JPEG that carry its size: the start of a frame in any coding but the tables that share the range.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def is_picture(name: str) -> bool:
    """Tell by its name whether a file is a picture that pages can show."""
    return name.lower().endswith(_SUFFIXES)


def measure_picture(data: bytes) -> tuple[int, int] | None:
    """Return (width, height) in pixels of a PNG, JPEG, GIF or WebP; None where the file does not tell."""
    head = data[:_HEAD_BYTES]
    try:
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return _sizes(">II", head, 16)
        if head[:6] in (b"GIF87a", b"GIF89a"):
            return _sizes("<HH", head, 6)
        if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
            return _measure_webp(head)
        if head.startswith(b"\xff\xd8"):
            return _measure_jpeg(io.BytesIO(data[2:]))
    except struct.error:
        return None
    return None


def _sizes(form: str, data: bytes, offset: int) -> tuple[int, int]:
    width, height = struct.unpack_from(form, data, offset)
    return width, height


def _measure_webp(head: bytes) -> tuple[int, int] | None:
    match head[12:16]:
        case b"VP8 ":
            width, height = _sizes("<HH", head, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", head, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    return None


def _measure_jpeg(file: BinaryIO) -> tuple[int, int] | None:
    while True:
        marker = file.read(2)
        while marker[:1] == b"\xff" and marker[1:] == b"\xff":
            marker = b"\xff" + file.read(1)
        if len(marker) < 2 or marker[0] != 0xFF:
            return None
        (length,) = struct.unpack(">H", file.read(2))
        if marker[1] in _JPEG_FRAMES:
            height, width = _sizes(">HH", file.read(5), 1)
            return width, height
        file.seek(length - 2, 1)
