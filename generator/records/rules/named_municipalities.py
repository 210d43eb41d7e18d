"""The municipalities that a record names, and what each name means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.records.municipalities import Municipalities, Municipality
from generator.records.programme import Programme
from generator.records.record import Path, Record


class Named(NamedTuple):
    """A municipality as written, and what it means in the year of the record."""

    path: Path
    text: str
    meant: Municipality | None  # None where the name is unknown or means several
    candidates: tuple[Municipality, ...]  # what it may mean
    is_ambiguous: bool  # the candidates have just this name; else they are the nearest


def named_municipalities(record: Record, programme: Programme) -> Iterator[Named]:
    """Yield each municipality of ``municipalities`` and of ``sites``."""
    project = record.project
    for n, text in enumerate(project.municipalities):
        yield _read(("municipalities", n), text, project.year, programme.municipalities)
    for n, site in enumerate(project.sites):
        if site.municipality:
            yield _read(("sites", n, "municipality"), site.municipality, project.year, programme.municipalities)


def _read(path: Path, text: str, year: int, municipalities: Municipalities) -> Named:
    found = municipalities.resolve(text, year)
    meant = municipalities.by_code[found.code] if found.code else None
    candidates = tuple(municipalities.by_code[code] for code in found.candidates)
    is_ambiguous = len(candidates) > 1 and all(place.full_name.endswith(text.strip()) for place in candidates)
    return Named(path, text, meant, candidates, is_ambiguous)
