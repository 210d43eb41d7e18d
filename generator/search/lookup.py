"""The index as a query sees it: words, postings and texts by name, loaded when they are needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log2
from typing import Any

from generator.search.codec import decode_postings
from generator.search.lengths import read_lengths
from generator.search.numbering import hash_text
from generator.search.script import read_script
from generator.search.vocabulary import shard_of
from generator.search.weights import points_table


@dataclass(frozen=True, slots=True)
class Postings:
    """Which records have a term, at which level, and what the term weighs."""

    levels: Mapping[int, Sequence[int]]
    weight: int


class Lookup:
    """One published index; ``files`` has its scripts by name without ``.js`` and may load on demand."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        meta: Any = read_script(files["meta"])
        self.records: int = meta["records"]
        self.last: int = meta["last"]
        self.depth: int = meta["depth"]
        self.synonyms: list[list[str]] = meta["synonyms"]
        self._shards: int = meta["shards"]
        self._lengths = read_lengths(self.read("lengths"))
        self._points = points_table(meta["average"])
        self._words: dict[str, dict[str, int]] = {}

    def read(self, name: str) -> Any:
        """Return what a script hands over."""
        return read_script(self._files[name])

    def points(self, level: int, number: int) -> int:
        """Return the points of a level of weight in a record."""
        return self._points[level - 1][self._lengths[number]]

    def words_like(self, word: str) -> Mapping[str, int]:
        """Return the known words that begin with the same initial consonants, with their class of frequency."""
        name = f"v/{shard_of(word, self.depth)}"
        if name not in self._words:
            rows = enumerate(self.read(name), 1)
            self._words[name] = {word: rarity for rarity, row in rows for word in row.split()}
        return self._words[name]

    def postings(self, term: str) -> Postings | None:
        """Return a term's postings; None for a term that no record has."""
        packed = self.read(f"p/{hash_text(term) % self._shards}").get(term)
        if packed is None:
            return None
        levels = decode_postings(packed)
        frequency = sum(map(len, levels.values()))
        idf = log2(1 + (self.records - frequency + 0.5) / (frequency + 0.5))
        return Postings(levels, max(1, floor(32 * idf**1.25 + 0.5)))
