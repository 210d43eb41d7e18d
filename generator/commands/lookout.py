"""What is there before a build: sources and published files; at a large site another process looks meanwhile."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from generator.publish.swap import Looked, SwappedSite, Whole
from generator.resources import PROJECT_FILE, package_folder
from generator.state import Sources, find_sources

_PROGRAM = "from generator.commands.lookout import tell; tell()"


class Lookout:
    """Looks at sources and published files, a large site from the beginning on and in a process of its own.

    At 10,000 records that takes a second. Where the other one fails, this one looks when it is asked.
    """

    def __init__(self, root: Path, site: Path, state: Path, settings: str) -> None:
        self._root = root
        self._settings = settings
        self.destination = SwappedSite(site, state, looked=self._look)
        self._process = _start(root, site, state, settings) if self.destination.is_large else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()

    @property
    def expects_change(self) -> bool:
        """Whether there will be something to build, and time to get ready for it: a guess, by the age of records."""
        return self._process is not None and self.destination.is_older_than(_texts_in(self._root / "projects"))

    @cached_property
    def is_unchanged(self) -> bool:
        """Whether the site is, untouched, what its sources make."""
        told = self._hear()
        if told is not None:
            return bool(told)
        digest = self._seen_here.digest
        return bool(digest) and self.destination.stands_for(digest)

    @cached_property
    def sources(self) -> Sources:
        """What the site is made from, looked at before any of it is read."""
        told = None if self.is_unchanged else self._hear()
        return self._seen_here if told is None else Sources(*told)

    @cached_property
    def _seen_here(self) -> Sources:
        return find_sources(self._root, self._settings)

    def _look(self) -> Looked:
        """Return what the process found; nothing where nobody has looked yet."""
        _ = self.sources  # told before
        live, standby = self._hear() or (None, None)
        return live and Whole(*live), standby and Whole(*standby)

    def _hear(self) -> Any:
        """Return what the process tells next; None where there is none, or it has failed."""
        if self._process is None or self._process.stdout is None:
            return None
        try:
            return marshal.load(self._process.stdout)
        except (EOFError, ValueError, TypeError):
            return None


def _texts_in(projects: Path) -> Iterator[str]:
    """Yield the folder, which shows what came and went, and the main text of each record."""
    yield str(projects)
    with os.scandir(projects) as entries:
        yield from (f"{entry.path}/{PROJECT_FILE}" for entry in entries)


def _start(root: Path, site: Path, state: Path, settings: str) -> subprocess.Popen[bytes] | None:
    # The same package, whatever lies in the folder from where the command was called.
    environment = {**os.environ, "PYTHONPATH": str(package_folder().parent)}
    command = [sys.executable, "-P", "-c", _PROGRAM, str(root), str(site), str(state), settings]
    try:
        return subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return None


def tell() -> None:
    """Look, as a process of its own, and write what a ``Lookout`` hears.

    That is whether nothing has changed; if something has, then the sources, and then the two trees.
    """
    root, site, state, settings = sys.argv[1:]
    destination = SwappedSite(Path(site), Path(state))
    sources = find_sources(Path(root), settings)
    is_unchanged = bool(sources.digest) and destination.stands_for(sources.digest)
    _write(is_unchanged)
    if not is_unchanged:
        _write(tuple(sources))
        _write(tuple(whole and tuple(whole) for whole in destination.look()))


def _write(told: Any) -> None:
    marshal.dump(told, sys.stdout.buffer)
    sys.stdout.buffer.flush()
