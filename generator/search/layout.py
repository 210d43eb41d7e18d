"""How an index is laid out: what its files depend on, in steps so coarse that one record more changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from generator.search.numbering import hash_text, shard_count, slot_count
from generator.search.vocabulary import all_shards, depth_of

ROWS_PER_BLOCK = 32


@dataclass(frozen=True, slots=True)
class Layout:
    """What every file of the index depends on; files of one layout are patched, another one is built anew."""

    slots: int
    shards: int
    depth: int

    @classmethod
    def of(cls, records: int) -> Layout:
        """Return the layout for so many records."""
        return cls(slot_count(records), shard_count(records), depth_of(records))

    def posting_file(self, term: str) -> str:
        """Return the file that has a term's postings."""
        return f"p/{hash_text(term) % self.shards}"

    def word_files(self) -> list[str]:
        """Return the names of the files that words are told apart into."""
        return all_shards(self.depth)
