"""The small card of a record: what lists, facets, rules across records and other records need of it."""

from __future__ import annotations

from typing import NamedTuple

from generator.records.reader import Place


class Origin(NamedTuple):
    """What a project was adapted from."""

    project: str | None  # id of a record; None for a project that has none here
    kind: str  # AdaptationKind
    title: str  # of an outside project, else ""


class Fund(NamedTuple):
    """A known sum from one purse."""

    kind: str  # FundKind
    year: int  # of the budget where it is told, else the project's
    amount: int  # won
    shared_with: tuple[str, ...]  # the other projects that the same sum is for


class Card(NamedTuple):
    """One project in some hundred bytes; full models of 10,000 records would take 460 MB."""

    id: str
    digest: str  # of everything in the project's folder
    title: str
    summary: str
    year: int
    municipalities: tuple[str, ...]  # codes as valid in `year`; the first leads
    origin: str
    call: str | None
    track: str | None
    field: str | None
    task: str | None
    topics: tuple[str, ...]
    technologies: tuple[str, ...]
    site_municipalities: tuple[str, ...]
    workshops: tuple[str, ...]  # that the record says it took part in
    part_of: str | None
    shared_with: tuple[str, ...]
    origins: tuple[Origin, ...]
    mentions: tuple[str, ...]  # ids that its texts link to as project:<id>
    starts: str  # first known day of the project as ISO date, "" when unknown
    state: str  # newest State, "" when unknown
    state_date: str
    stopped_because: tuple[str, ...]  # StopReasons of that newest state
    budget: int | None  # won, sum of the lines
    funds: tuple[Fund, ...]  # the lines with an amount
    months: int | None  # from the first step to the first pilot or operation
    evidence: str  # best Evidence of the outcomes, "" without any
    stages: tuple[str, ...]  # stages that have a step done, in their order
    deliverable_kinds: tuple[str, ...]
    licences: tuple[str, ...]
    awards: int
    known_copies: int
    answered: int  # bit n: question n+1 of the fifteen is answered
    applicable: int  # bit n: question n+1 applies
    verified: str
    places: dict[str, Place]  # of the keys that rules across records point at, e.g. "title", "adapted_from.0.project"

    @property
    def file(self) -> str:
        """The record's file, relative to the repository."""
        return f"projects/{self.id}/project.yml"

    @property
    def guidebook_file(self) -> str:
        """The story's file, relative to the repository."""
        return f"projects/{self.id}/guidebook.md"
