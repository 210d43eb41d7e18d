"""The head of a guidebook: who and when, where it comes from, its place in the programme, and all at a glance."""

from __future__ import annotations

from generator.reading.blocks import (
    Figure,
    Figures,
    Line,
    Note,
    ProblemSolution,
    Prose,
    Run,
    Section,
    Sign,
    Target,
    Term,
    Terms,
)
from generator.reading.context import Context
from generator.reading.dates import format_months, format_span, format_when, is_older_than_a_year
from generator.reading.lines import (
    evidence_sign,
    format_value,
    join_lines,
    lead_place,
    municipality_line,
    plain,
    relative_line,
    short,
    state_sign,
    stop_reasons,
)
from generator.reading.money import format_share, total_bound, with_bound, won_parts
from generator.reading.readings import last_reading
from generator.reading.sources import Notes
from generator.records.choices import Evidence, FundKind, Origin, OutcomeKind, State
from generator.records.derive import (
    budget_total,
    first_day,
    first_step,
    has_result,
    latest_status,
    months_between,
    pilot_step,
    start_of,
)
from generator.records.inheritance import unrevised_of
from generator.records.model import Outcome, Project, StatusEntry

_FIGURES = 4
_MONTH = len("2021-05")
# What a copier wants to see first: what changed, before how much was made.
_KIND_ORDER = (OutcomeKind.EFFECT, OutcomeKind.COST, OutcomeKind.SATISFACTION, OutcomeKind.USE, OutcomeKind.OUTPUT)
_EVIDENCE_ORDER = (Evidence.MEASURED, Evidence.REPORTED, Evidence.ESTIMATED)
_FINAL_STATES = frozenset({State.COMPLETED, State.STOPPED, State.DECLINED})
_UNKNOWN = "확인 못 함"


def needs_confirmation(entry: StatusEntry | None, as_of: str) -> bool:
    """Tell whether a running project was last heard of more than a year ago."""
    return bool(entry and as_of and entry.state not in _FINAL_STATES and is_older_than_a_year(entry.date, as_of))


def read_meta(project: Project, context: Context) -> tuple[Term, ...]:
    """Return who did it, when it began, where it stands and who copied it."""
    rows = [
        Term("수행", (join_lines(municipality_line(context, code) for code in project.municipalities),)),
        Term("시작", (plain(f"{project.year}년"),)),
    ]
    latest = latest_status(project)
    if latest:
        line: Line = (state_sign(latest.state), Run(f" ({latest.date} 기록)", tone="quiet"))
        if needs_confirmation(latest, context.as_of):
            line += (Run(" "), Sign("confirm", "확인 필요"))
        rows.append(Term("지금", (line,)))
    adopters = context.adopters.get(context.id, ())
    if adopters:
        places = [context.relatives[name].place for name in adopters if name in context.relatives]
        named = f" ({', '.join(filter(None, places))})" if any(places) else ""
        rows.append(Term("이어받은 사업", (plain(f"{len(adopters)}건{named}"),)))
    return tuple(rows)


def read_origin(project: Project, context: Context) -> Note:
    """Return who wrote the guidebook and when it was last checked."""
    place = lead_place(project, context)
    checked = f" 확인일 {project.verified}." if project.verified else ""
    if project.origin is Origin.SUBMITTED:
        office = project.owner.office if project.owner else place
        return Note("수행한 지자체가 직접 쓴 안내서", plain(f"{office}에서 쓰고 확인했습니다.{checked}"))
    text = f"{place}에서 직접 쓰거나 확인한 글이 아닙니다. 사실마다 출처 번호를 달았고, 찾지 못한 것은 비워 두었습니다."
    return Note("공개 자료로 정리한 안내서", plain(text + checked))


def read_chain(project: Project, context: Context) -> tuple[Term, ...]:
    """Return the way from the call to this project and on to those who followed it."""
    steps: list[Term] = []
    if project.call:
        title = f"{context.call.brand or context.call.title}" if context.call else project.call
        if context.call and str(project.year) not in title:
            title = f"{project.year}년 {title}"
        steps.append(Term("공모", ((Run(title, to=Target("call", project.call)),),)))
    if project.call and project.field:
        target = Target("field", f"{project.call}--{project.field}")
        steps.append(Term("분야", ((Run(context.field or project.field, to=target),),)))
    if project.call and project.task:
        target = Target("task", f"{project.call}--{project.task}")
        steps.append(Term("과제", ((Run(context.task or project.task, to=target),),)))
    steps.append(Term("사업", (plain(project.title, "strong"),)))
    adopters = [relative_line(context, name) for name in context.adopters.get(context.id, ())]
    if adopters:
        steps.append(Term("이어받은 곳", tuple(adopters)))
    return tuple(steps)


def read_notices(project: Project, notes: Notes) -> tuple[Note, ...]:
    """Return what must be known before anything else: that it was stopped, and why; that texts are another's."""
    return (*_stop_notice(project, notes), *_unrevised_notice(project))


def _unrevised_notice(project: Project) -> tuple[Note, ...]:
    names = unrevised_of(project.adapted_from)
    if not names:
        return ()
    titles = {name: info.title or name for name, info in Project.model_fields.items()}
    labels = [titles.get(name, name) for name in names]
    text = f"{', '.join(labels)}. 본보기 사업의 글을 옮겨 온 것이라 이 지자체의 사실이 아닐 수 있습니다."
    return (Note("아직 고쳐 쓰지 않은 곳이 있습니다.", plain(text), warns=True),)


def _stop_notice(project: Project, notes: Notes) -> tuple[Note, ...]:
    latest = latest_status(project)
    if latest is None or latest.state not in (State.STOPPED, State.DECLINED):
        return ()
    reasons = stop_reasons(latest.stopped_because) or "까닭은 확인하지 못했습니다"
    text = f"{latest.date} 기록. 까닭: {reasons}." if latest.stopped_because else f"{latest.date} 기록. {reasons}."
    note = f" {latest.note}" if latest.note else ""
    title = "멈춘 사업입니다." if latest.state is State.STOPPED else "검토 뒤 하지 않은 사업입니다."
    return (Note(title, (Run(text + note, notes.cite(latest.source)),), warns=True),)


def read_glance(project: Project, context: Context, notes: Notes, gaps: int) -> Section:
    """Return four large figures, problem and solution, and the facts in short."""
    figures = [_cost(project, notes), _time(project, notes), *_best_outcomes(project, notes)]
    figures += _people(project, notes)
    problem = Prose(project.problem, notes.cite_key("problem")) if project.problem else None
    solution = Prose(project.solution, notes.cite_key("solution")) if project.solution else None
    both = (ProblemSolution(problem, solution),) if problem or solution else ()
    blocks = (Figures(tuple(figures[:_FIGURES])), *both, Terms(_facts(project, context, notes, gaps), "facts"))
    return Section("glance", "한눈에 보기", blocks, numbers=notes.take_used())


def _cost(project: Project, notes: Notes) -> Figure:
    total = budget_total(project)
    if total is None:
        return Figure("사업비", "", note=plain(_UNKNOWN, "missing"))
    lines = [line for line in project.budget if line.amount is not None]
    by_kind: dict[FundKind, int] = {}
    for line in lines:
        by_kind[line.kind] = by_kind.get(line.kind, 0) + (line.amount or 0)
    kinds = list(by_kind)
    if len(kinds) == 1:
        told = "재원 구분 모름" if kinds[0] is FundKind.UNSPECIFIED else short(kinds[0])
    else:
        told = " · ".join(f"{short(kind)} {format_share(by_kind[kind], total)}" for kind in kinds)
    text, unit = won_parts(total)
    sources = [name for line in lines for name in line.source]
    return Figure("사업비", with_bound(text, total_bound(lines)), unit, note=(Run(told, notes.cite(sources)),))


def _time(project: Project, notes: Notes) -> Figure:
    pilot = pilot_step(project)
    months = months_between(first_day(project), str(start_of(pilot.date))) if pilot else None
    if months is None or pilot is None:
        return Figure("시작부터 이용까지", "", note=plain(_UNKNOWN, "missing"))
    value, unit = format_months(months)
    sources = list(pilot.source)
    if project.period and project.period.start:
        began = "시작"
        sources += project.cited.get("period", ())
    else:
        step = first_step(project)
        began = "뽑힌 때" if step and step.stage else "시작"
        sources += step.source if step else ()
    until = short(pilot.stage).split(" ")[0] if pilot.stage else "이용"
    note = Run(f"{first_day(project)[:_MONTH]} → {str(start_of(pilot.date))[:_MONTH]}", notes.cite(sources))
    return Figure(f"{began}부터 {until} 운영까지", value, unit, note=(note,))


def _best_outcomes(project: Project, notes: Notes) -> list[Figure]:
    def rank(outcome: Outcome) -> tuple[int, int, int]:
        kind = _KIND_ORDER.index(outcome.kind) if outcome.kind else len(_KIND_ORDER)
        return (_EVIDENCE_ORDER.index(outcome.evidence), 0 if outcome.baseline else 1, kind)

    known = sorted((item for item in project.outcomes if has_result(item) and item.readings), key=rank)
    return [_outcome_figure(outcome, notes) for outcome in known[: _FIGURES - 2]]


def _outcome_figure(outcome: Outcome, notes: Notes) -> Figure:
    last = last_reading(outcome)
    text, unit = format_value(last.value, outcome.unit, last.bound)
    sources = [*outcome.source, *last.source]
    when = format_when(last.date)
    if outcome.baseline:
        before, _ = format_value(outcome.baseline.value, outcome.unit, outcome.baseline.bound)
        text = f"{before} → {text}"
        when = " → ".join(filter(None, (format_when(outcome.baseline.date), when)))
        sources += outcome.baseline.source
    told = when if outcome.baseline else " · ".join(filter(None, (when, "사업 전 값 없음")))
    note = (Run(told, notes.cite(sources)),)
    return Figure(outcome.metric, text, unit, evidence_sign(outcome.evidence), note)


def _people(project: Project, notes: Notes) -> list[Figure]:
    if project.team_size:
        note = (Run("단장과 단원 모두", notes.cite_key("team_size", "team")),)
        return [Figure("스스로해결단", f"{project.team_size:,}", "명", note=note)]
    for group in project.beneficiaries:
        if group.count is not None:
            text, unit = format_value(group.count, group.unit or "명", group.bound)
            note = (Run(group.who + (" (계획)" if group.planned else ""), notes.cite(group.source)),)
            return [Figure("대상 주민", text, unit, note=note)]
    return []


def _facts(project: Project, context: Context, notes: Notes, gaps: int) -> tuple[Term, ...]:
    cited = notes.cite_key
    rows: list[Term] = []

    def add(word: str, *lines: Line) -> None:
        shown = tuple(line for line in lines if line)
        if shown:
            rows.append(Term(word, shown))

    if project.official_title:
        add("공식 과제 이름", (Run(project.official_title, cited("official_title")),))
    if project.call:
        title = context.call.title if context.call else project.call
        add("공모", (Run(title, cited("call"), Target("call", project.call)),))
        if project.track:
            add("공모 구분", (Run(context.track or project.track, cited("track")),))
        if project.field:
            target = Target("field", f"{project.call}--{project.field}")
            add("공모 분야", (Run(context.field or project.field, cited("field"), target),))
        if project.task:
            target = Target("task", f"{project.call}--{project.task}")
            add("공모 과제", (Run(context.task or project.task, cited("task"), target),))
    if project.period:
        add("사업 기간", (Run(format_span(project.period.start, project.period.end), cited("period")),))
    add("주제", join_lines((Run(context.topics.get(name, name), to=Target("topic", name)),) for name in project.topics))
    if project.technologies:
        words = ", ".join(context.technologies.get(name, name) for name in project.technologies)
        add("쓰인 기술", (Run(words, cited("technologies")),))
    if project.part_of:
        add("묶음 사업", relative_line(context, project.part_of))
    add("묶인 과제", join_lines(relative_line(context, name) for name in context.children))
    if project.owner:
        add("담당 부서", plain(project.owner.office))
    if gaps:
        add("빈 곳", (Run(f"{gaps}가지 보기", to=Target("section", "unknown")),))
    return tuple(rows)


def describe(project: Project, context: Context) -> str:
    """Return one sentence about the page for search engines and previews."""
    return f"{lead_place(project, context)}, {project.year}년. {project.summary}"
