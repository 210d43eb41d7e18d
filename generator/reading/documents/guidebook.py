"""What only the printed guidebook is filled with."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import (
    DocumentBlock,
    Line,
    Paragraph,
    ProblemSolution,
    Run,
    SubHeading,
    Term,
    Terms,
    Timeline,
)
from generator.reading.course import read_events
from generator.reading.dates import format_months
from generator.reading.documents.subject import Makers, Subject, blocks_of
from generator.reading.gaps import list_gaps, read_completeness, read_gaps
from generator.reading.glance import read_glance, read_meta
from generator.reading.lines import lead_place, plain
from generator.reading.money import format_won, total_bound
from generator.reading.ready import read_schedule
from generator.reading.results import read_aims
from generator.records.choices import Stage
from generator.records.completeness import open_needs
from generator.records.derive import budget_total, months_to_pilot

# The way of a project as somebody walks it who does it for the first time.
_PHASES: tuple[tuple[str, frozenset[Stage | None]], ...] = (
    ("뽑히기까지", frozenset({Stage.SELECT})),
    ("꾸리기", frozenset({Stage.ORGANISE, Stage.DISCOVER})),
    ("만들기", frozenset({Stage.DESIGN, Stage.BUILD})),
    ("시범", frozenset({Stage.PILOT, Stage.PROMOTE})),
    ("운영", frozenset({Stage.OPERATE, Stage.EVALUATE, Stage.SPREAD})),
    ("단계를 적지 않은 일", frozenset({None})),
)


def _glance(subject: Subject) -> Iterable[DocumentBlock]:
    project, context = subject.project, subject.context
    section = read_glance(project, context, subject.notes, gaps=0)
    yield Terms(read_meta(project, context), "facts")
    # Problem and solution have parts of their own.
    yield from (block for block in section.blocks if not isinstance(block, ProblemSolution))
    yield Paragraph((Run("기록 완성도: "), Run(read_completeness(open_needs(project)).sentence)))


def _needs(subject: Subject) -> Iterable[DocumentBlock]:
    project, notes = subject.project, subject.notes
    rows: list[Term] = []

    def add(word: str, line: Line) -> None:
        rows.append(Term(word, (line,)))

    total = budget_total(project)
    if total is not None:
        cited = notes.cite(name for line in project.budget for name in line.source)
        add("사업비", (Run(format_won(total, total_bound(project.budget)), cited),))
    operation = project.operation
    if operation and operation.yearly_cost is not None:
        add("해마다 드는 돈", (Run(format_won(operation.yearly_cost), notes.cite(operation.source)),))
    if operation and operation.staff is not None:
        add("운영 인력", (Run(f"{operation.staff:,}명", notes.cite(operation.source)),))
    if project.team_size is not None:
        add("스스로해결단", (Run(f"{project.team_size:,}명", notes.cite_key("team_size", "team")),))
    months = months_to_pilot(project)
    if months is not None:
        number, unit = format_months(months)
        add("쓰기 시작할 때까지", plain(f"{number}{unit}" if number[-1].isdigit() else f"{number} {unit}"))
    return [Terms(tuple(rows))] if rows else []


def _phases(subject: Subject) -> Iterable[DocumentBlock]:
    for title, stages in _PHASES:
        steps = [step for step in subject.project.process if step.stage in stages]
        if steps:
            yield SubHeading(title)
            yield Timeline(read_events(subject.project, steps, subject.notes))


def _gaps(subject: Subject) -> Iterable[DocumentBlock]:
    project = subject.project
    return read_gaps(project, subject.notes, list_gaps(project, open_needs(project))).blocks


def _contact(subject: Subject) -> Iterable[DocumentBlock]:
    owner = subject.project.owner
    if owner is None:
        place = lead_place(subject.project, subject.context)
        yield Paragraph(plain(f"물어볼 부서는 아직 기록이 없습니다. {place}에 물어볼 수 있습니다."))
        return
    told = f"{owner.office}, {owner.contact}" if owner.contact else owner.office
    yield Paragraph((Run("물어볼 곳: "), Run(told, tone="strong")))


GUIDEBOOK: Makers = {
    "glance": _glance,
    "needs": _needs,
    "phases": _phases,
    "aims": lambda subject: blocks_of(read_aims(subject.project, subject.notes)),
    "schedule": lambda subject: blocks_of(read_schedule(subject.project, subject.notes)),
    "gaps": _gaps,
    "contact": _contact,
}
