"""Where personal data stands in a record: project.yml and its comments, guidebook.md, kept files and their names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.diagnostics import Finding, Severity
from generator.personal import Kind, Match, find_in_file_name, find_personal, mask_personal
from generator.records.attachments import Inside, is_allowed
from generator.records.passage import place_in_text
from generator.records.reader import Scalar
from generator.records.record import Record
from generator.records.rules.kept_files import FilePlace, places_of_files
from generator.records.wording import say

# The form on the site says the same of files that are chosen there.
IN_NAME, INSIDE = "파일 이름 '{file}'", "{where} 안: {message}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A match and the place where it stands."""

    match: Match
    scalar: Scalar | None  # the value of project.yml; None elsewhere
    file: str
    line: int
    column: int
    mark: str = ""  # of a mail address in a kept file, see Trace
    inside: str = ""  # the kept file whose name or content it stands in, and where in it

    def report(self, code: str, severity: Severity, message: str, hint: str) -> Finding:
        """Return a finding at this place that does not show the line."""
        if self.inside:
            message = say(INSIDE, where=self.inside, message=message)
        return Finding(self.file, self.line, self.column, code, severity, message, hint, private=True)


def sightings(record: Record, *kinds: Kind) -> Iterator[Sighting]:
    """Yield what of ``kinds`` stands in a record and is not of those contacts that offices publish."""
    passage, allowed = record.passage, record.allowed
    for match in find_personal(passage.text, kinds):
        if not is_allowed(passage.text[match.start : match.end], allowed):
            scalar = passage.scalar(match.start)
            yield Sighting(match, scalar, record.file, scalar.line, scalar.column)
    for match in find_personal(record.comments, kinds):
        found = record.comments[match.start : match.end]
        # What looks like a comment may be a text of several lines, and is known by now.
        if found not in passage.text and not is_allowed(found, allowed):
            yield Sighting(match, None, record.file, *place_in_text(record.comments, match.start))
    for match in find_personal(record.guidebook, kinds):
        if not is_allowed(record.guidebook[match.start : match.end], allowed):
            yield Sighting(match, None, record.guidebook_file, *place_in_text(record.guidebook, match.start))
    for file, place in places_of_files(record).items():
        for match in find_in_file_name(file, kinds):
            if not is_allowed(file[match.start : match.end], allowed):
                yield Sighting(match, None, *place, inside=say(IN_NAME, file=mask_personal(file)))
        if file in record.inside:
            yield from _inside(file, place, record.inside[file], kinds)


def _inside(file: str, place: FilePlace, inside: Inside, kinds: Collection[Kind]) -> Iterator[Sighting]:
    for kind in kinds:
        for trace in inside.traces:
            if trace.kind == kind:
                where = f"'{mask_personal(file)}' {trace.where}".strip()
                yield Sighting(Match(kind, 0, 0, trace.shown), None, *place, trace.mark, where)
