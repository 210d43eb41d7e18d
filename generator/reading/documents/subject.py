"""What a document is about: a record with its surroundings and, for a plan, who wants to follow it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.reading.blocks import DocumentBlock, Note, Paragraph, Run, Section, SubHeading
from generator.reading.context import Context
from generator.reading.lines import plain
from generator.reading.sources import Notes
from generator.records.model import Project

# Stands before what was taken over from the model and does not yet speak of the new place.
REWRITE = Run("[고쳐 쓸 곳] ", tone="strong")


@dataclass(frozen=True, slots=True)
class Adopter:
    """The municipality that plans, as far as it is known: its name, the year, the new title, the office in charge."""

    municipality: str = ""
    year: int | None = None
    title: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One record on its way into a document."""

    project: Project
    context: Context
    notes: Notes
    adopter: Adopter


Maker: TypeAlias = Callable[[Subject], Iterable[DocumentBlock]]
Makers: TypeAlias = Mapping[str, Maker]


def rewrite_note(told: str) -> Note:
    """Return the note above a part that was taken over and has to be fitted."""
    return Note("고쳐 쓸 곳", plain(told))


def blocks_of(section: Section | None) -> tuple[DocumentBlock, ...]:
    """Return what a section of the page holds; nothing where there is none."""
    return section.blocks if section else ()


def without_heading(blocks: Iterable[DocumentBlock]) -> tuple[DocumentBlock, ...]:
    """Return the blocks without a heading in front: the part says the same."""
    kept = tuple(blocks)
    return kept[1:] if kept and isinstance(kept[0], SubHeading) else kept


def not_recorded(told: str) -> Paragraph:
    """Return a sentence that says that the record is silent."""
    return Paragraph(plain(told, "missing"))
