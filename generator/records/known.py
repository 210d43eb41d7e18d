"""What former runs found in projects/: a folder that looks as it did is not looked into, and its record is not read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.records.entry import Known, decode_known, encode_known
from generator.records.folders import Folder
from generator.shards import Rows, Shards

# The kind of row in the cache.
KIND = "known"


class KnownFolders:
    """The folders as they were when a former run read them, by name.

    ``generation`` is the digest of all but the folder that its entry follows from, ``seen`` what ``describe_folders``
    says now.
    """

    def __init__(self, projects: Path, rows: Rows, generation: str, seen: Mapping[str, str]) -> None:
        self._projects = projects
        self._seen = seen
        self._table = Shards(rows, KIND, generation)
        # Name -> how it looked ("" where that told nothing), digest of the folder, its files, its entry.
        self._former = self._table.load()

    def unchanged(self) -> dict[str, Folder]:
        """Return the folders that look as they did."""
        return {
            name: self._restore(name, row)
            for name, row in self._former.items()
            if row[0] and row[0] == self._seen.get(name)
        }

    def _restore(self, name: str, row: list[Any]) -> Folder:
        digests = tuple([(file, digest) for file, digest in row[2]])
        names = {file: file for file, _ in digests}
        return Folder(name, self._projects / name, digests, names, frozenset(), frozenset())

    def recall(self, folders: Iterable[Folder], unchanged: Collection[str]) -> dict[str, Known]:
        """Return what is known of those folders that are ``unchanged`` or hold what they held."""
        found = {}
        for folder in folders:
            row = self._former.get(folder.id)
            if row is not None and (folder.id in unchanged or row[1] == folder.digest):
                found[folder.id] = decode_known(row[3:])
        return found

    def keep(
        self, folders: Iterable[Folder], known: Mapping[str, Known], read: Collection[str], odd: Collection[str]
    ) -> None:
        """Keep what is known now; ``read`` are the folders that were read, ``odd`` those with something wrong."""
        table: dict[str, Any] = {}
        changed = set(self._former)
        for folder in folders:
            former = self._former.get(folder.id)
            is_plain = folder.id not in odd and not folder.escaping and all(k == v for k, v in folder.names.items())
            seen = self._seen.get(folder.id, "") if is_plain else ""
            if former is not None and former[0] == seen and folder.id not in read:
                table[folder.id] = former
                changed.discard(folder.id)
            else:
                table[folder.id] = [seen, folder.digest, folder.digests, *encode_known(known[folder.id])]
                changed.add(folder.id)
        self._table.save(table, changed)
