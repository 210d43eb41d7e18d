"""Where personal data stands in a record: the texts of project.yml, guidebook.md and the names of kept files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Finding, Severity
from generator.records.passage import place_in_text
from generator.records.personal import Kind, Match, find_personal
from generator.records.reader import Scalar
from generator.records.record import Record
from generator.records.rules.kept_files import places_of_files


@dataclass(frozen=True, slots=True)
class Sighting:
    """A match and the place where it stands."""

    match: Match
    scalar: Scalar | None  # the value of project.yml; None elsewhere
    file: str
    line: int
    column: int

    def report(self, code: str, severity: Severity, message: str, hint: str) -> Finding:
        """Return a finding at this place that does not show the line."""
        return Finding(self.file, self.line, self.column, code, severity, message, hint, private=True)


def sightings(record: Record, *kinds: Kind) -> Iterator[Sighting]:
    """Yield what of ``kinds`` stands in a record."""
    passage = record.passage
    for match in find_personal(passage.text, kinds):
        scalar = passage.scalar(match.start)
        yield Sighting(match, scalar, record.file, scalar.line, scalar.column)
    for match in find_personal(record.guidebook, kinds):
        yield Sighting(match, None, record.guidebook_file, *place_in_text(record.guidebook, match.start))
    for file, place in places_of_files(record).items():
        for match in find_personal(file, kinds):
            yield Sighting(match, None, *place)
