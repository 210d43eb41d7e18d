"""What former runs found in projects/: a folder that looks as it did is not looked into, and its record is not read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
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

    @cached_property
    def unchanged(self) -> Mapping[str, Folder]:
        """The folders that look as they did."""
        return {
            name: self._restore(name, row[2])
            for name, row in self._former.items()
            if row[0] and row[0] == self._seen.get(name)
        }

    def _restore(self, name: str, digests: tuple[tuple[str, str], ...]) -> Folder:
        names = {file: file for file, _ in digests}
        return Folder(name, self._projects, name, digests, names, frozenset(), frozenset())

    def recall(self, folders: Iterable[Folder]) -> dict[str, Known]:
        """Return what is known of those folders that are unchanged or hold what they held."""
        found = {}
        for folder in folders:
            row = self._former.get(folder.id)
            if row is not None and (folder.id in self.unchanged or row[1] == folder.digest):
                found[folder.id] = decode_known(row[3:])
        return found

    def keep(self, folders: Iterable[Folder], known: Mapping[str, Known], odd: Collection[str]) -> None:
        """Keep what is known now; ``odd`` are the folders with something wrong."""
        table: dict[str, Any] = {}
        for folder in folders:
            row = self._former.get(folder.id)
            if folder.id not in self.unchanged:
                # What cannot be told again from names and digests is looked into each time.
                is_plain = folder.id not in odd and folder == self._restore(folder.id, folder.digests)
                head = (self._seen.get(folder.id, "") if is_plain else "", folder.digest)
                if row is None or row[:2] != head:
                    row = (*head, folder.digests, *encode_known(known[folder.id]))
            table[folder.id] = row
        changed = [id_ for id_, row in table.items() if row is not self._former.get(id_)]
        self._table.save(table, [*changed, *(self._former.keys() - table.keys())])
