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


def _describe(place: Path, taken_ns: int) -> Iterator[str]:
    """Yield a line for each file and folder at and below a place; nothing where nothing is."""
    if place.is_file():
        yield _describe_file("", place.stat(), taken_ns)
    waiting = [str(place)] if place.is_dir() else []
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
