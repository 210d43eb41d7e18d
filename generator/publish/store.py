"""A cache in one SQLite file: what is worth keeping between builds, by digest, and which files have not changed."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from generator.diagnostics import GeneratorError
from generator.publish.tree import explain
from generator.signature import Signature

T = TypeVar("T")

# Marks the file as ours; the version says what the tables look like. Any other file in its place is replaced.
_APPLICATION = 0x626F6E62
_VERSION = 1
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS row (
    kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (kind, key)
);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
COMMIT;
"""
_BUSY_SECONDS = 30
_MISUSES = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.DataError, sqlite3.NotSupportedError)
_WORLD_CODES = frozenset(
    (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
    )
)
# The kind under which the digests of unchanged files lie, by path.
SIGNATURE = "signature"


class Store:
    """Rows of bytes by kind and key, in one SQLite file that several processes may use at once.

    It is only a cache: a damaged file, or one of another version, is thrown away and made again, silently. Keys are
    digests of all that the value depends on, so a row is never wrong, only missing. One thread uses an object.
    Raises GeneratorError if the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._guard(self._connect, retry=lambda: self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return one value, or None."""
        return self.get_many(kind, [key]).get(key)

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the values that are there, by key."""
        question = "SELECT key, value, checksum FROM row WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"
        wanted = json.dumps(list(keys))

        def read() -> dict[str, bytes]:
            found = {}
            for key, value, checksum in self._connection.execute(question, (kind, wanted)):
                # SQLite itself does not notice a page that was scribbled over in a sensible way.
                if not isinstance(value, bytes) or _checksum(kind, key, value) != checksum:
                    raise sqlite3.DatabaseError("checksum")
                found[key] = value
            return found

        return self._guard(read, retry=dict)

    def keys(self, kind: str) -> frozenset[str]:
        """Return the keys of all values of this kind."""
        question = "SELECT key FROM row WHERE kind = ?"

        def read() -> frozenset[str]:
            return frozenset(key for (key,) in self._connection.execute(question, (kind,)))

        return self._guard(read, retry=frozenset)

    def known(self, kind: str, keys: Iterable[str]) -> frozenset[str]:
        """Return those of the keys that have a value; for a few much faster than ``keys``."""
        question = "SELECT key FROM row WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"
        wanted = json.dumps(list(keys))

        def read() -> frozenset[str]:
            return frozenset(key for (key,) in self._connection.execute(question, (kind, wanted)))

        return self._guard(read, retry=frozenset)

    def count(self, kind: str) -> int:
        """Return how many values of this kind there are."""
        question = "SELECT count(*) FROM row WHERE kind = ?"

        def read() -> int:
            (number,) = self._connection.execute(question, (kind,)).fetchone()
            return int(number)

        return self._guard(read, retry=lambda: 0)

    def put_many(self, kind: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keep the values, all or none."""
        values = [(kind, key, value, _checksum(kind, key, value)) for key, value in rows]
        self._write("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?)", values)

    def prune(self, kind: str, keep_keys: Collection[str]) -> int:
        """Forget the values of this kind with other keys; return how many there were."""
        gone = [(kind, key) for key in self.keys(kind).difference(keep_keys)]
        self._write("DELETE FROM row WHERE kind = ? AND key = ?", gone)
        return len(gone)

    def known_digests(self, signatures: Mapping[str, Signature]) -> dict[str, str]:
        """Return the digests of those files, by path, that are as they were when they were remembered."""
        rows = self.get_many(SIGNATURE, signatures)
        parts = ((path, *value.decode().split(" ")) for path, value in rows.items())
        return {path: digest for path, status, digest in parts if status == signatures[path].status}

    def remember_digests(self, rows: Iterable[tuple[str, Signature, str]]) -> None:
        """Remember the digest of each path as read after its signature was taken; ``prune(SIGNATURE, paths)`` forgets.

        A file changed less than two seconds before is not remembered: it could change again and look the same.
        """
        self.put_many(
            SIGNATURE,
            (
                (path, f"{signature.status} {digest}".encode())
                for path, signature, digest in rows
                if not signature.is_racy and _is_text(path)
            ),
        )

    def _write(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        if not values:
            return

        def write() -> None:
            with self._connection:
                self._connection.executemany(statement, values)

        self._guard(write, retry=write)

    def _guard(self, action: Callable[[], T], *, retry: Callable[[], T]) -> T:
        """Return what the action returns, or what ``retry`` returns after a damaged file was replaced."""
        try:
            try:
                return action()
            except _MISUSES:
                raise
            except sqlite3.DatabaseError as error:
                if _is_of_the_world(error):
                    raise
            except UnicodeDecodeError:
                # A key that is no longer text.
                pass
            self._replace()
            return retry()
        except _MISUSES:
            raise
        except sqlite3.DatabaseError as error:
            raise self._explain(error) from error
        except OSError as error:
            raise explain(error, str(self._path)) from error

    def _replace(self) -> None:
        """Begin again with an empty file; a process that still uses the old one keeps it to itself."""
        with suppress(AttributeError):
            # There is no connection yet where the damage shows on opening.
            self._connection.close()
        # The main file last: a log that outlives it would be replayed into its successor.
        for suffix in ("-wal", "-shm", ""):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._connection = self._connect()

    def _explain(self, error: sqlite3.DatabaseError) -> GeneratorError:
        code = _primary_code(error)
        if code == sqlite3.SQLITE_FULL:
            return GeneratorError(f"디스크에 빈 자리가 없습니다: {self._path}. 자리를 비운 뒤 다시 하십시오.")
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return GeneratorError(f"다른 명령이 쓰고 있습니다: {self._path}. 끝난 뒤 다시 하십시오.")
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return GeneratorError(f"읽거나 쓸 수 없습니다: {self._path}. 권한과 읽기 전용 여부를 확인하십시오.")
        return GeneratorError(f"캐시를 다룰 수 없습니다: {self._path} ({error}). 파일을 지운 뒤 다시 하십시오.")

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @staticmethod
    def _prepare(connection: sqlite3.Connection) -> None:
        names = ("application_id", "user_version")
        found = tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
        if found == (0, 0) and connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
            _use_log(connection)
            connection.executescript(_SCHEMA)
        elif found != (_APPLICATION, _VERSION):
            raise sqlite3.DatabaseError("another version")
        # A lost row costs a little time; waiting for the disk at every build costs more.
        connection.execute("PRAGMA synchronous = NORMAL")


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite does not wait for others here as it does elsewhere."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.01)


def _primary_code(error: sqlite3.Error) -> int:
    # Absent on errors that Python itself raises.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _is_of_the_world(error: sqlite3.Error) -> bool:
    """Tell whether the disk, rights or another process are the cause, not the content of the file."""
    # A file that was cut off shows as a read that comes back short.
    is_short = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHORT_READ
    return _primary_code(error) in _WORLD_CODES and not is_short


def _checksum(kind: str, key: str, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(f"{kind} {key}".encode()))


def _is_text(path: str) -> bool:
    """Tell whether SQLite can hold the name; one that is not UTF-8 on the disk it cannot."""
    return path.isascii() or not any("\ud800" <= character <= "\udfff" for character in path)
