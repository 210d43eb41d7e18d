"""What only the result report is filled with."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import Blank, Bullets, DocumentBlock, Line, Run, Sign, Table, Term, Terms, Timeline
from generator.reading.course import read_events
from generator.reading.dates import format_span, format_when
from generator.reading.documents.subject import Makers, Subject
from generator.reading.lines import (
    evidence_sign,
    join_lines,
    join_value,
    make_table,
    municipality_line,
    plain,
    quiet_note,
    short,
)
from generator.reading.money import format_won, total_bound
from generator.reading.readings import last_reading
from generator.records.choices import Bound, OutcomeKind, Stage
from generator.records.derive import budget_total, has_result
from generator.records.model import Outcome, Reading, Step

_MORE_IS_BETTER = frozenset({OutcomeKind.OUTPUT, OutcomeKind.USE, OutcomeKind.SATISFACTION})


def _overview(subject: Subject) -> Iterable[DocumentBlock]:
    project, context, notes = subject.project, subject.context, subject.notes
    period = project.period
    total = budget_total(project)
    call = context.call.title if context.call else project.call or ""
    of_budget = notes.cite(name for line in project.budget for name in line.source)
    sites = join_lines(
        (*plain(site.name or ""), *quiet_note(short(site.role) if site.role else None)) for site in project.sites
    )
    rows: list[tuple[str, Line]] = [
        ("사업 이름", plain(project.title)),
        ("공식 과제 이름", (Run(project.official_title or "", notes.cite_key("official_title")),)),
        ("한 줄 소개", plain(project.summary)),
        ("공모", (Run(call, notes.cite_key("call")),)),
        ("분야", (Run(context.field or project.field or "", notes.cite_key("field")),)),
        ("과제", (Run(context.task or project.task or "", notes.cite_key("task")),)),
        (
            "사업 기간",
            (Run(format_span(period.start, period.end) if period else "", notes.cite_key("period")),),
        ),
        ("지자체", join_lines(municipality_line(context, code) for code in project.municipalities)),
        ("주관 기관", (Run(project.lead.name if project.lead else "", notes.cite_key("lead")),)),
        ("시행한 곳", sites),
        ("대상 주민", plain(", ".join(group.who for group in project.beneficiaries))),
        ("총사업비", (Run("" if total is None else format_won(total, total_bound(project.budget)), of_budget),)),
    ]
    shown = [Term(word, (line,)) for word, line in rows if any(piece.text for piece in line)]
    yield Terms(tuple(shown), "facts")


def _panels(subject: Subject) -> Iterable[DocumentBlock]:
    panels = dict.fromkeys(item.panel for item in subject.project.advice if item.panel)
    return [Terms((Term("자문단", (plain(", ".join(panels)),)),), "people")] if panels else []


def _steps_table(subject: Subject) -> Iterable[DocumentBlock]:
    done = [step for step in subject.project.process if not step.planned]
    return _table_of_steps("추진 경과", done, subject)


def _planned_steps(subject: Subject) -> Iterable[DocumentBlock]:
    return _table_of_steps("예정한 일", [step for step in subject.project.process if step.planned], subject)


def _promotion_steps(subject: Subject) -> Iterable[DocumentBlock]:
    steps = [step for step in subject.project.process if step.stage is Stage.PROMOTE and not step.planned]
    return _table_of_steps("알린 일", steps, subject)


def _table_of_steps(caption: str, steps: list[Step], subject: Subject) -> list[Table]:
    if not steps:
        return []
    rows = [
        (
            plain(format_when(step.date) or "때 모름"),
            plain(short(step.stage) if step.stage else ""),
            (Run(step.what, subject.notes.cite(step.source)), *quiet_note(step.note)),
        )
        for step in steps
    ]
    return [make_table(caption, ("때", "단계", "한 일"), rows)]


def _told_steps(subject: Subject) -> Iterable[DocumentBlock]:
    told = [step for step in subject.project.process if step.detail and not step.planned]
    return [Timeline(read_events(subject.project, told, subject.notes))] if told else []


def _made(subject: Subject) -> Iterable[DocumentBlock]:
    rows = [
        ((Run(item.title, subject.notes.cite(item.source)),), plain(short(item.kind)), plain(short(item.state)))
        for item in subject.project.deliverables
    ]
    return [make_table("만든 것", ("이름", "종류", "얻을 수 있는지"), rows)] if rows else []


def _contributions(subject: Subject) -> Iterable[DocumentBlock]:
    lines = [
        (
            Run(f"{short(member.role)} · {short(member.kind)}: {member.contribution}"),
            Run("", subject.notes.cite(member.source)),
        )
        for member in subject.project.team
        if member.contribution
    ]
    return [Bullets(tuple(lines))] if lines else []


def _decisions(subject: Subject) -> Iterable[DocumentBlock]:
    return _told_of_steps(subject, "decision")


def _dead_ends(subject: Subject) -> Iterable[DocumentBlock]:
    return _told_of_steps(subject, "dead_end")


def _told_of_steps(subject: Subject, key: str) -> list[Bullets]:
    lines: list[Line] = []
    for step in subject.project.process:
        told = getattr(step, key)
        if told:
            when = format_when(step.date)
            begun = f"{when} {step.what}: " if when else f"{step.what}: "
            lines.append((Run(begun, tone="quiet"), Run(told, subject.notes.cite(step.source))))
    return [Bullets(tuple(lines))] if lines else []


def _outcomes_table(subject: Subject) -> Iterable[DocumentBlock]:
    outcomes = subject.project.outcomes
    if not outcomes:
        return
    rows: list[tuple[Line, ...]] = []
    for outcome in outcomes:
        sources = [*outcome.source, *(name for reading in outcome.readings for name in reading.source)]
        rows.append(
            (
                (Run(outcome.metric, subject.notes.cite(sources)), *quiet_note(outcome.note)),
                _told_reading(outcome.baseline, outcome),
                _told_reading(outcome.target, outcome),
                _told_reading(last_reading(outcome), outcome)
                if outcome.readings and has_result(outcome)
                else plain(outcome.change or ""),
                plain(judge_outcome(outcome)),
                (evidence_sign(outcome.evidence),),
                plain(outcome.method or ""),
            )
        )
    titles = ("지표", "사업 전", "목표", "실제", "달성 여부", "근거 수준", "잰 방법")
    yield make_table("성과지표", titles, rows)


def _told_reading(reading: Reading | None, outcome: Outcome) -> Line:
    if reading is None:
        return ()
    when = format_when(reading.date)
    return (Run(join_value(reading.value, outcome.unit, reading.bound)), *quiet_note(f"({when})" if when else None))


def judge_outcome(outcome: Outcome) -> str:
    """Return whether the target was reached, as far as the record lets it be told; '' without target or result.

    More is better, unless the target is a most or lies below what was before. Of effects and costs nobody can tell
    without one of these.
    """
    target = outcome.target
    if target is None or not outcome.readings or not has_result(outcome):
        return ""
    reached = last_reading(outcome).value
    before = outcome.baseline.value if outcome.baseline else None
    if target.bound is Bound.AT_MOST or (before is not None and target.value < before):
        return "달성" if reached <= target.value else "미달"
    if target.bound is Bound.AT_LEAST or outcome.kind in _MORE_IS_BETTER or before is not None:
        return "달성" if reached >= target.value else "미달"
    return "판단할 수 없음"


def _missed_aims(subject: Subject) -> Iterable[DocumentBlock]:
    missed = [outcome.metric for outcome in subject.project.outcomes if judge_outcome(outcome) == "미달"]
    if not missed:
        return []
    return [Blank("목표에 못 미친 까닭", (Sign("caution", "목표에 못 미침"), Run(f" {', '.join(missed)}")), 3)]


REPORT: Makers = {
    "report_overview": _overview,
    "panels": _panels,
    "steps_table": _steps_table,
    "planned_steps": _planned_steps,
    "promotion_steps": _promotion_steps,
    "told_steps": _told_steps,
    "made": _made,
    "contributions": _contributions,
    "decisions": _decisions,
    "dead_ends": _dead_ends,
    "outcomes_table": _outcomes_table,
    "missed_aims": _missed_aims,
}
