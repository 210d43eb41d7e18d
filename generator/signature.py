"""What the system says of a file without reading it: enough to tell that it has not changed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

# FAT counts in steps of two seconds, and nothing in use is coarser.
_RACY_NS = 2_000_000_000


class Signature(NamedTuple):
    """Size, time and number of a file, and when the system was asked."""

    size: int
    mtime_ns: int
    inode: int
    taken_ns: int

    @property
    def status(self) -> str:
        """What must be the same for a file to count as unchanged."""
        return f"{self.size}:{self.mtime_ns}:{self.inode}"

    @property
    def is_racy(self) -> bool:
        """Whether a later change of the file could leave size and time as they are."""
        return self.mtime_ns + _RACY_NS > self.taken_ns


def take_signature(path: str | Path) -> Signature:
    """Return the file's signature; it has to be taken before the file is read. Raises OSError."""
    taken_ns = time.time_ns()
    status = Path(path).stat()
    return Signature(status.st_size, status.st_mtime_ns, status.st_ino, taken_ns)
