"""What the system says of files without reading them: enough to tell that they have not changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

# FAT counts in steps of two seconds, and nothing in use is coarser.
_RACY_NS = 2_000_000_000


class Signature(NamedTuple):
    """Size, times and number of a file, and when the system was asked; that has to be before the file is read.

    Programs can set the first time, and some put the old one back; the second one (on Windows that of the file's
    making) only the system sets.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    taken_ns: int

    @classmethod
    def of(cls, status: os.stat_result, taken_ns: int) -> Signature:
        """Return what ``status`` says of a file."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, taken_ns)

    @property
    def status(self) -> str:
        """What must be the same for a file to count as unchanged."""
        return f"{self.size}:{self.mtime_ns}:{self.ctime_ns}:{self.inode}"

    @property
    def is_racy(self) -> bool:
        """Whether a later change of the file could leave size and times as they are."""
        return max(self.mtime_ns, self.ctime_ns) + _RACY_NS > self.taken_ns


class UnsureError(Exception):
    """The files could change, or have changed, without looking different."""


def digest_signatures(places: Iterable[Path]) -> str:
    """Return one digest of all files at and below the places, by name, size, times and number; none of them is read.

    Compiled Python does not count. Raises UnsureError where the same digest later might hide a change: for a file that
    changed a moment ago or in the future (the clock has gone back), and for links to folders, which are not walked.
    """
    digest = hashlib.blake2b(digest_size=20)
    for place in places:
        # Before anything is looked at: whatever changes from here on is newer.
        lines = sorted(_describe(place, time.time_ns()))
        digest.update("\0".join([str(place), str(len(lines)), *lines, ""]).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def describe_folders(place: Path) -> dict[str, str]:
    """Return for each name in a folder one text of all files at and below it, as ``digest_signatures`` sees them.

    "" where that is unsure or may not be looked at. Nothing where there is no such folder.
    """
    taken_ns = time.time_ns()
    found = {}
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                found[entry.name] = _join(entry, taken_ns)
    except OSError:
        return {}
    return found


def _join(entry: os.DirEntry[str], taken_ns: int) -> str:
    try:
        if entry.is_symlink():
            return ""
        if entry.is_dir():
            return "\0".join(sorted(_describe_below(entry.path, taken_ns)))
        return _describe_file(entry.path, entry.stat(), taken_ns)
    except (UnsureError, OSError):
        return ""


def _describe(place: Path, taken_ns: int) -> Iterator[str]:
    """Yield a line for each file and folder at and below a place; nothing where nothing is."""
    if place.is_file():
        yield _describe_file("", place.stat(), taken_ns)
    elif place.is_dir():
        yield from _describe_below(str(place), taken_ns)


def _describe_below(folder: str, taken_ns: int) -> Iterator[str]:
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        yield folder
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    if entry.is_dir():
                        raise UnsureError(entry.path)
                    yield _describe_file(entry.path, entry.stat(follow_symlinks=False), taken_ns)
                    if entry.is_file():
                        yield _describe_file(entry.path, entry.stat(), taken_ns)
                elif not entry.is_dir():
                    yield _describe_file(entry.path, entry.stat(), taken_ns)
                elif entry.name != "__pycache__":
                    waiting.append(entry.path)


def _describe_file(path: str, status: os.stat_result, taken_ns: int) -> str:
    signature = Signature.of(status, taken_ns)
    if signature.is_racy:
        raise UnsureError(path)
    return f"{path}:{signature.status}"
