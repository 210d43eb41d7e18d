"""Zip containers (XLSX, DOCX, HWPX …) from strangers: opened only where unpacking them costs no more than it may."""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_ENTRIES = 2_000
MAX_UNPACKED = 40 * 1024 * 1024
# Small entries of XML shrink to a hundredth; only a bomb does so at this size.
_MAX_RATIO = 150
_COUNTED_FROM = 1024 * 1024
_ENCRYPTED = 0x1


class RefusedArchiveError(Exception):
    """The container is none, or unpacking it could do harm; the text says why, in Korean."""


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return the container; RefusedArchiveError where it is broken, encrypted, too large or escapes its folder."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as problem:
        raise RefusedArchiveError("파일이 깨졌거나 그 형식이 아닙니다.") from problem
    if len(entries) > MAX_ENTRIES:
        raise RefusedArchiveError(f"안에 든 조각이 {MAX_ENTRIES}개보다 많습니다.")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RefusedArchiveError(f"압축을 풀면 {MAX_UNPACKED // 1024 // 1024}MB보다 큽니다.")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedArchiveError("암호가 걸려 있습니다.")
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0]:
            raise RefusedArchiveError("폴더 밖을 가리키는 조각이 들어 있습니다.")
        if entry.file_size > _COUNTED_FROM and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1):
            raise RefusedArchiveError("압축률이 지나치게 높은 조각이 들어 있습니다.")
    return archive


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one entry; RefusedArchiveError where it cannot be unpacked. No more is read than the entry says it has."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, NotImplementedError, EOFError) as problem:
        raise RefusedArchiveError("파일이 깨져 읽을 수 없습니다.") from problem
