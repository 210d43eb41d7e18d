"""What a project alone does not know: names that its ids stand for, and its relatives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default

from generator.records.model import Adaptation, Lesson, StatusEntry


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A municipality by the name of its time; ``now`` has code and name of what it is today where that differs."""

    code: str
    name: str
    now: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CallName:
    """The call: official title, and the name people use."""

    title: str
    brand: str = ""
    programme: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """Another project that this one is tied to."""

    id: str
    title: str
    year: int
    place: str = ""  # the municipalities that answer for it, as people read them
    status: tuple[StatusEntry, ...] = ()
    adapted_from: tuple[Adaptation, ...] = ()
    lessons: tuple[Lesson, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A kept file as it is published; pictures have their size in pixels."""

    size: int
    digest: str  # SHA-256, hexadecimal
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Plain values about one project's surroundings.

    ``places`` by the code or text that the record has; ``relatives`` by id: origins and theirs, all that followed one
    of these, parts of the same award, and projects that texts link to; ``adopters`` gives for an id the ids that
    followed it, in the order to show.
    """

    id: str
    as_of: str = ""  # the ISO day that counts as today; '' leaves 확인 필요 out
    call: CallName | None = None
    track: str = ""
    field: str = ""
    task: str = ""
    places: Mapping[str, PlaceName] = default(default_factory=dict)
    topics: Mapping[str, str] = default(default_factory=dict)
    technologies: Mapping[str, str] = default(default_factory=dict)
    workshops: Mapping[str, str] = default(default_factory=dict)
    relatives: Mapping[str, Relative] = default(default_factory=dict)
    adopters: Mapping[str, tuple[str, ...]] = default(default_factory=dict)
    children: tuple[str, ...] = ()
    guidebook: str = ""  # the text of guidebook.md
    files: Mapping[str, File] = default(default_factory=dict)
