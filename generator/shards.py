"""A table by id that is kept in the cache in pieces: all of it is read at once, and one change writes one piece."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

# An edit of one record among 10,000 writes a hundredth, and reading as many pieces costs nothing beside their rows.
_PIECES = 64


class Rows(Protocol):
    """Keeps bytes by kind and key."""

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the kept rows among ``keys``."""

    def put_many(self, kind: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keep rows."""

    def prune(self, kind: str, keep_keys: Collection[str]) -> int:
        """Forget the rows of this kind with other keys; return how many there were."""


class Shards:
    """One table of plain values by id; ``generation`` is the digest of all that holds for every row of it.

    Plain are texts, numbers, bytes, tuples, lists and mappings of these. They lie there in Python's own form of
    such values (no code runs when they are read, as it would with pickle), from which 10,000 records are read in half
    the time that JSON takes, and which keeps tuples.
    """

    def __init__(self, rows: Rows, kind: str, generation: str) -> None:
        self._rows = rows
        self._kind = kind
        self._names = [f"{generation} {marshal.version} {number}" for number in range(_PIECES)]

    def load(self) -> dict[str, Any]:
        """Return what is kept; rows may be missing, never wrong."""
        table: dict[str, Any] = {}
        for data in self._rows.get_many(self._kind, self._names).values():
            table.update(marshal.loads(data))
        return table

    def save(self, table: Mapping[str, Any], changed: Iterable[str]) -> None:
        """Keep the table; ``changed`` are the ids whose rows are not what ``load`` gave, those that are gone too."""
        numbers = {_piece_of(id_) for id_ in changed}
        if not numbers:
            return
        pieces: dict[int, dict[str, Any]] = {number: {} for number in numbers}
        for id_, row in table.items():
            number = _piece_of(id_)
            if number in pieces:
                pieces[number][id_] = row
        encoded = {self._names[number]: marshal.dumps(piece) for number, piece in pieces.items()}
        self._rows.put_many(self._kind, encoded.items())
        self._rows.prune(self._kind, self._names)


def _piece_of(id_: str) -> int:
    return zlib.crc32(id_.encode("utf-8", "surrogatepass")) % _PIECES
