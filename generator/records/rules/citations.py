"""Where a record cites its sources: rows of the facts, `cited`, and the marks in guidebook.md."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.records.messages import keys_of, part_of_annotation
from generator.records.model import Cited, Outcome, Project
from generator.records.record import Path

_MARK = re.compile(r"\[(s\d+)\](?![(:\[])")
_PARTS = {name: part_of_annotation(info.annotation) for name, info in keys_of(Project).items()}
# Keys whose rows carry their own source, and whether there is one row or a list of them.
CITED_LISTS = tuple(name for name, part in _PARTS.items() if part and issubclass(part, Cited) and name != "operation")


def cited_sources(project: Project) -> Iterator[tuple[Path, str]]:
    """Yield each citation in project.yml: the path of the name, and the name."""
    for name in CITED_LISTS:
        for n, row in enumerate(getattr(project, name)):
            yield from _named((name, n, "source"), row.source)
    if project.operation:
        yield from _named(("operation", "source"), project.operation.source)
    for n, outcome in enumerate(project.outcomes):
        for path, sources in reading_sources(outcome):
            yield from _named(("outcomes", n, *path, "source"), sources)
    for n, discrepancy in enumerate(project.discrepancies):
        yield from _named(("discrepancies", n, "sources"), discrepancy.sources)
    for name, sources in project.cited.items():
        yield from _named(("cited", name), sources)


def reading_sources(outcome: Outcome) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield the sources of each value of an outcome, with the path of the value in it."""
    if outcome.baseline:
        yield ("baseline",), outcome.baseline.source
    if outcome.target:
        yield ("target",), outcome.target.source
    for n, reading in enumerate(outcome.readings):
        yield ("readings", n), reading.source


def guidebook_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each mark like [s2] in guidebook.md: line, column and name."""
    for found in _MARK.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start()), found[1]


def _named(path: Path, sources: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for n, name in enumerate(sources):
        yield (*path, n), name
