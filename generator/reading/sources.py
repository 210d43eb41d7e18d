"""Numbered notes: sources get their numbers in the order of the record's list, and facts carry those numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.reading.blocks import Line, Run, SourceEntry
from generator.records.model import Project, Source

# In free text: [s2] or [s2, s5], but not the words of a link, a reference or its definition.
SOURCE_MARK = r"\[([^\[\]\n]{1,200})\](?![\[(:])"
_SAFE_ANCHOR = re.compile(r"[A-Za-z0-9_-]+")


def list_sources(sources: Iterable[Source]) -> tuple[SourceEntry, ...]:
    """Return the sources with number and anchor; an id that can be no anchor gives way to the number."""
    entries: list[SourceEntry] = []
    used: set[str] = set()
    for number, source in enumerate(sources, 1):
        anchor = f"src-{source.id}"
        if anchor in used or not _SAFE_ANCHOR.fullmatch(source.id):
            anchor = f"src-.{number}"
        used.add(anchor)
        published = ", ".join(filter(None, (source.publisher, str(source.date or ""))))
        entries.append(
            SourceEntry(
                number,
                anchor,
                source.title,
                source.gist,
                published,
                source.url or "",
                source.archived or "",
                source.note or "",
            )
        )
    return tuple(entries)


class Notes:
    """Gives source ids their numbers, and remembers which were used since it was last asked."""

    def __init__(self, project: Project) -> None:
        """Number the sources of ``project``."""
        self.number_by_source: dict[str, int] = {}
        for number, source in enumerate(project.sources, 1):
            self.number_by_source.setdefault(source.id, number)
        self._cited: Mapping[str, tuple[str, ...]] = project.cited
        self._used: set[int] = set()

    def cite(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the sources, in their order; ids that are no source are passed over."""
        known = self.number_by_source
        numbers = {known[name] for name in ids if name in known}
        self._used |= numbers
        return tuple(sorted(numbers)) if numbers else ()

    def cite_key(self, *keys: str) -> tuple[int, ...]:
        """Return the numbers of the sources of keys that have no ``source`` of their own."""
        return self.cite(name for key in keys for name in self._cited.get(key, ()))

    def said(self, text: str, ids: Iterable[str]) -> Line:
        """Return ``text`` as a line with its sources."""
        return (Run(text, self.cite(ids)),)

    def take_used(self) -> tuple[int, ...]:
        """Return the numbers used since the last call."""
        used = tuple(sorted(self._used))
        self._used = set()
        return used
