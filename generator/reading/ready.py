"""Can we do it too: conditions, procedures and risks, and what would be done in which month."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import Block, Line, Note, Pair, Pairs, Run, Section, Sign, SubHeading
from generator.reading.dates import format_when
from generator.reading.lines import join_value, make_table, plain, quiet_note, short
from generator.reading.sources import Notes
from generator.records.choices import Bound, Compare, Stage
from generator.records.derive import first_day, months_between, start_of
from generator.records.model import Condition, Procedure, Project, Risk, Step

# What another municipality would not repeat.
_NOT_IN_A_SCHEDULE = frozenset({Stage.SPREAD})


def read_readiness(project: Project, notes: Notes) -> Section | None:
    """Return conditions (the indispensable first), procedures and risks; None without any."""
    blocks = (*read_conditions(project, notes), *read_procedures(project, notes), *read_risks(project, notes))
    if not blocks:
        return None
    named = (("조건", project.conditions), ("사전 절차", project.procedures), ("위험", project.risks))
    counts = [f"{word} {len(rows)}개" for word, rows in named if rows]
    return Section("ready", "우리도 할 수 있나", blocks, " · ".join(counts), notes.take_used())


def read_conditions(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return what must be there, the indispensable first, as a table."""
    if not project.conditions:
        return ()
    ordered = must_first(project.conditions)
    rows = [_condition(condition, notes, some_must=ordered[0].must) for condition in ordered]
    return (make_table("갖출 조건", ("조건", "종류", "값", "꼭 필요한지", "근거"), rows, numeric="값"),)


def must_first(conditions: Iterable[Condition]) -> list[Condition]:
    """Return the conditions, the indispensable first."""
    return sorted(conditions, key=lambda condition: not condition.must)


def read_procedures(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return the reviews and consultations that came before, as a table."""
    if not project.procedures:
        return ()
    rows = [_procedure(step, notes) for step in project.procedures]
    titles = ("절차", "내용", "때", "걸린 날", "결과", "덧붙임")
    return (make_table("사전 절차", titles, rows, numeric="걸린 날"),)


def read_risks(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return the risks with what was done about them, below their heading."""
    if not project.risks:
        return ()
    pairs = tuple(_risk(risk, notes) for risk in project.risks)
    return (SubHeading("위험과 줄이는 법"), Pairs("위험", "줄이는 법", pairs))


def _condition(condition: Condition, notes: Notes, *, some_must: bool) -> tuple[Line, ...]:
    must: Line = plain("참고" if some_must else "", "quiet")
    if condition.must:
        must = (Sign("must", "꼭 필요"),)
    return (
        (Run(condition.need, notes.cite(condition.source)), *quiet_note(condition.note)),
        plain(short(condition.kind)),
        plain(condition_value(condition)),
        must,
        plain(condition.basis.label if condition.basis else ""),
    )


def condition_value(condition: Condition) -> str:
    """Return how much is needed; '' where it is no number."""
    if condition.value is None:
        return ""
    return join_value(condition.value, condition.unit, _bound_of(condition.compare))


def _procedure(procedure: Procedure, notes: Notes) -> tuple[Line, ...]:
    return (
        (Run(short(procedure.kind), notes.cite(procedure.source)),),
        plain(procedure.what or ""),
        plain(format_when(procedure.date)),
        plain("" if procedure.days is None else f"{procedure.days:,}일"),
        plain(procedure.result or ""),
        plain(procedure.note or ""),
    )


def _risk(risk: Risk, notes: Notes) -> Pair:
    basis = f" ({risk.basis.label})" if risk.basis else ""
    left = (Run(risk.risk, notes.cite(risk.source)), *plain(basis, "quiet"), *quiet_note(risk.note))
    right = plain(risk.mitigation) if risk.mitigation else plain("아직 답이 없습니다", "missing")
    return Pair(left, right)


def read_schedule(project: Project, notes: Notes) -> Section | None:
    """Return what to do in which month: as written, else computed from the process and saying so; None for neither."""
    titles = ("때", "할 일")
    if project.schedule:
        rows = [(plain(f"{row.month}개월째"), plain(row.what)) for row in project.schedule]
        table = make_table("다른 지자체가 한다면", titles, rows)
        return Section("schedule", "도입 일정", (table,), "수행한 쪽의 제안", notes.take_used())
    computed = months_of_steps(project)
    if len({month for month, _ in computed}) < 2:
        return None
    rows = [(plain(f"{month + 1}개월째"), (Run(step.what, notes.cite(step.source)),)) for month, step in computed]
    told = f"{first_day(project)[:7]}을 1개월째로 놓고, 한 일의 날짜에서 셈했습니다. 제안된 일정이 아닙니다."
    blocks = (Note("셈한 일정입니다.", plain(told)), make_table("이 사업이 걸어온 달", titles, rows))
    return Section("schedule", "도입 일정", blocks, "추진 과정에서 셈함", notes.take_used())


def months_of_steps(project: Project) -> list[tuple[int, Step]]:
    """Return what was done until it ran, each with the months that had passed since the beginning (0 for the first)."""
    start = first_day(project)
    found: list[tuple[int, Step]] = []
    for step in project.process:
        day = str(start_of(step.date) or "")
        months = months_between(start, day)
        if months is not None and not step.planned and step.stage not in _NOT_IN_A_SCHEDULE:
            found.append((months, step))
    found.sort(key=lambda item: item[0])
    last = next((n for n, (_, step) in enumerate(found) if step.stage is Stage.OPERATE), len(found))
    return found[: last + 1]


def _bound_of(compare: Compare) -> Bound:
    return Bound.AT_MOST if compare is Compare.AT_MOST else Bound.AT_LEAST
