"""Every date that a record tells, and whether it may lie ahead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from generator.records.choices import Evidence, State
from generator.records.messages import keys_of, part_of_annotation
from generator.records.model import Advice, Award, Background, Participation, Procedure, Project, Source
from generator.records.record import Path
from generator.records.scalars import PartialDate, Span

Dated = Participation | Background | Procedure | Advice | Award | Source


class Moment(NamedTuple):
    """One date of a record."""

    path: Path
    when: PartialDate | Span
    is_planned: bool

    @property
    def label(self) -> str:
        """The Korean name of its place: "추진 과정 2번째 › 때"."""
        words: list[str] = []
        model: type[BaseModel] = Project
        for step in self.path:
            if isinstance(step, int):
                words[-1] += f" {step + 1}번째"
            else:
                info = keys_of(model)[step]
                words.append(info.title or step)
                model = part_of_annotation(info.annotation) or model
        return " › ".join(words)


def moments(project: Project) -> Iterator[Moment]:
    """Yield every date of the record but its period."""
    for n, step in enumerate(project.process):
        if step.date:
            yield Moment(("process", n, "date"), step.date, step.planned)
    for n, entry in enumerate(project.status):
        yield Moment(("status", n, "date"), entry.date, entry.state is State.PLANNED)
    dated: tuple[tuple[str, tuple[Dated, ...]], ...] = (
        ("participation", project.participation),
        ("background", project.background),
        ("procedures", project.procedures),
        ("advice", project.advice),
        ("awards", project.awards),
        ("sources", project.sources),
    )
    for key, rows in dated:
        for n, row in enumerate(rows):
            if row.date:
                yield Moment((key, n, "date"), row.date, False)
    yield from _of_outcomes(project)
    if project.operation and project.operation.as_of:
        yield Moment(("operation", "as_of"), project.operation.as_of, False)
    if project.verified:
        yield Moment(("verified",), project.verified, False)


def _of_outcomes(project: Project) -> Iterator[Moment]:
    for n, outcome in enumerate(project.outcomes):
        is_planned = outcome.evidence is Evidence.PLANNED
        if outcome.baseline and outcome.baseline.date:
            yield Moment(("outcomes", n, "baseline", "date"), outcome.baseline.date, is_planned)
        if outcome.target and outcome.target.date:
            yield Moment(("outcomes", n, "target", "date"), outcome.target.date, True)
        for m, reading in enumerate(outcome.readings):
            if reading.date:
                yield Moment(("outcomes", n, "readings", m, "date"), reading.date, is_planned)
