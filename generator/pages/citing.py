"""Numbered notes on the pages of the programme's records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.reading.blocks import SourceEntry
from generator.reading.sources import list_sources
from generator.records.model import Discrepancy, Source


def cited_sources(sources: Sequence[Source], ids: Iterable[str]) -> list[Source]:
    """Return the sources with these ids, in the order of the list."""
    wanted = frozenset(ids)
    return [source for source in sources if source.id in wanted]


class Notes:
    """The numbered sources of one page. ``entries`` as the page lists them."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Number ``sources`` in their order."""
        self.entries = list_sources(sources)
        self._entry_by_id: dict[str, SourceEntry] = {}
        for source, entry in zip(sources, self.entries, strict=True):
            self._entry_by_id.setdefault(source.id, entry)

    def cite(self, ids: Iterable[str]) -> list[SourceEntry]:
        """Return the sources with these ids in the order of their numbers; an id that is no source is passed over."""
        known = self._entry_by_id
        return sorted({known[id_] for id_ in ids if id_ in known}, key=lambda entry: entry.number)

    def tell(self, discrepancies: Iterable[Discrepancy]) -> list[Mapping[str, Any]]:
        """Return where sources contradict each other, each with its sources."""
        return [{"text": row.what, "cited": self.cite(row.sources)} for row in discrepancies]
