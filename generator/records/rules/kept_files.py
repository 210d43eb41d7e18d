"""Where a record names the files that it keeps: deliverables, and pictures and links in guidebook.md."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from generator.diagnostics import Finding, Severity
from generator.records.reader import find_key_place, find_place
from generator.records.record import Path, Record
from generator.records.story import Link, find_links

FilePlace = tuple[str, int, int]  # file, line, column
PICTURES = frozenset({"png", "jpg", "jpeg", "webp", "gif"})


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a file is named: a path in project.yml, or a link in guidebook.md."""

    file: str  # files/…
    path: Path | None
    link: Link | None

    def place(self, record: Record) -> FilePlace:
        """Return file, line and column of this place."""
        if self.link:
            return record.guidebook_file, self.link.line, self.link.column
        return record.file, *find_place(record.tree, self.path or ())

    def report(self, record: Record, code: str, severity: Severity, message: str, hint: str) -> Finding:
        """Return a finding at this place."""
        return Finding(*self.place(record), code, severity, message, hint)


def extension(path: str) -> str:
    """Return the lower-case extension of a path without its dot, "" where there is none."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[1].lower() if "." in name else ""


def local_path(target: str) -> str:
    """Return a link's target as a path: without query and fragment, decoded, in NFC."""
    return unicodedata.normalize("NFC", unquote(target.split("#", 1)[0].split("?", 1)[0])).removeprefix("./")


def namings(record: Record) -> Iterator[Naming]:
    """Yield each place that names a file below files/, project.yml first."""
    for number, deliverable in enumerate(record.project.deliverables):
        if deliverable.file:
            yield Naming(deliverable.file, ("deliverables", number, "file"), None)
    for link in find_links(record.story):
        path = local_path(link.target)
        if path.startswith("files/") and ".." not in path.split("/"):
            yield Naming(path, None, link)


def places_of_files(record: Record) -> dict[str, FilePlace]:
    """Return for each kept file where it is first named, else the place of the deliverables of project.yml."""
    if not record.files:
        return {}
    unnamed = (record.file, *find_key_place(record.tree, ("deliverables",)))
    places = dict.fromkeys(record.files, unnamed)
    for naming in namings(record):
        if places.get(naming.file) == unnamed:
            places[naming.file] = naming.place(record)
    return places
