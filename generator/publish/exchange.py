"""Two folders change places, in one step where the system can; and one build at a time."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from generator.diagnostics import GeneratorError
from generator.publish.tree import explain, explained

# Puts the second folder in the place of the first and the first in that of the second; the third name is free for use.
Swap: TypeAlias = Callable[[Path, Path, Path], None]

# linux/fcntl.h, linux/fs.h; sys/stdio.h on macOS.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
# Old kernels, NFS, FUSE and some overlays do not know the exchange; they may still know plain renames.
_REFUSALS = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV)


def exchange(live: Path, standby: Path) -> bool:
    """Let two folders change places in one step; return False, with nothing done, where that is not to be had."""
    if sys.platform not in ("linux", "darwin"):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(live), os.fsencode(standby)
    try:
        if sys.platform == "linux":
            renameat2 = library.renameat2
            renameat2.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
            result = renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
        else:
            renamex_np = library.renamex_np
            renamex_np.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
            result = renamex_np(first, second, _RENAME_SWAP)
    except AttributeError:
        # A C library without the call (musl, old macOS).
        return False
    if result == 0:
        return True
    code = ctypes.get_errno()
    if code in _REFUSALS:
        return False
    raise OSError(code, os.strerror(code), str(live))


def rename_twice(live: Path, standby: Path, aside: Path) -> None:
    """Let two folders change places with plain renames; ``finish_renames`` repairs what a crash leaves of it."""
    live.rename(aside)
    try:
        standby.rename(live)
    except BaseException:
        if not live.exists():
            aside.rename(live)
        raise
    aside.rename(standby)


def finish_renames(live: Path, standby: Path, aside: Path) -> None:
    """Bring an interrupted ``rename_twice`` to its end; nothing happens where none was interrupted.

    The standby is complete whenever ``aside`` exists, so it goes forward, not back.
    """
    if not aside.exists():
        return
    if not live.exists():
        (standby if standby.exists() else aside).rename(live)
    if aside.exists():
        if standby.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(standby)


@explained
def swap_folders(live: Path, standby: Path, aside: Path) -> None:
    """Let two folders change places, in one step if possible."""
    if not exchange(live, standby):
        rename_twice(live, standby, aside)


@contextmanager
def only_one(file: Path, folder: Path) -> Iterator[None]:
    """Hold the lock ``file`` for the time of a build into ``folder``; GeneratorError if another build holds it.

    The system lets go of the lock when its process ends, in whatever way.
    """
    number = _open(file)
    try:
        _lock(number, file, folder)
        yield
    finally:
        os.close(number)


@explained
def _open(file: Path) -> int:
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o666)


def _lock(number: int, file: Path, folder: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            raise GeneratorError(f"다른 명령이 지금 {folder} 에 짓고 있습니다. 끝난 뒤 다시 하십시오.") from None
        raise explain(error, str(file)) from error
