"""A record as it stands beside others: a few lines for every row of the comparison, in the order of the guidebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from generator.reading.blocks import Line, Run, Sign
from generator.reading.context import Context
from generator.reading.dates import format_months, format_when
from generator.reading.gaps import read_completeness
from generator.reading.glance import needs_confirmation
from generator.reading.lines import (
    evidence_sign,
    format_number,
    join_lines,
    join_value,
    plain,
    quiet_note,
    relative_line,
    short,
    state_sign,
    stop_reasons,
)
from generator.reading.money import format_won, total_bound
from generator.reading.plain_text import plain_text
from generator.reading.readings import last_reading
from generator.reading.takeaways import format_licence
from generator.records.choices import Bound, Compare, DeliverableState, Evidence
from generator.records.completeness import open_needs
from generator.records.derive import (
    best_evidence,
    budget_total,
    first_day,
    has_result,
    latest_status,
    months_to_pilot,
    pilot_step,
    start_of,
)
from generator.records.model import Condition, Outcome, Procedure, Project, Reading

_BEST_FIRST = (Evidence.MEASURED, Evidence.REPORTED, Evidence.ESTIMATED)
# More would make a row longer than the others together; the guidebook has them all.
_MOST_OUTCOMES = 5

Told = Iterator[Line]


class Row(NamedTuple):
    """One row: its name, the record's key that says why it is empty, and what it tells of a project."""

    id: str
    label: str
    key: str
    tell: Callable[[Project, Context], Told]


class Group(NamedTuple):
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def read_comparison(project: Project, context: Context) -> Mapping[str, tuple[Line, ...]]:
    """Return the lines of every row that says something, by the row's id."""
    cells = {}
    for group in COMPARISON:
        for row in group.rows:
            lines = tuple(line for line in row.tell(project, context) if line)
            if not lines and row.key in project.absent:
                lines = (plain(project.absent[row.key].label, "missing"),)
            if lines:
                cells[row.id] = lines
    return cells


def _problem(project: Project, context: Context) -> Told:
    yield plain(plain_text(project.problem or ""))


def _solution(project: Project, context: Context) -> Told:
    yield plain(plain_text(project.solution or ""))


def _beneficiaries(project: Project, context: Context) -> Told:
    for group in project.beneficiaries:
        count = "" if group.count is None else join_value(group.count, group.unit or "명", group.bound)
        planned = " (계획)" if group.planned and count else ""
        yield plain(f"{group.who} {count}{planned}".strip())


def _technologies(project: Project, context: Context) -> Told:
    yield plain(", ".join(context.technologies.get(name, name) for name in project.technologies))


def _budget(project: Project, context: Context) -> Told:
    total = budget_total(project)
    if total is None:
        return
    shared = any(line.shared_with for line in project.budget)
    told = "여러 사업이 함께" if shared else ""
    yield (Run(format_won(total, total_bound(project.budget)), tone="strong"), *_quiet(told))


def _funds(project: Project, context: Context) -> Told:
    for line in project.budget:
        amount = "" if line.amount is None else format_won(line.amount, line.bound)
        year = f" ({line.year}년)" if line.year else ""
        yield plain(f"{short(line.kind)} {amount}".strip() + year)


def _time(project: Project, context: Context) -> Told:
    began, pilot = first_day(project), pilot_step(project)
    until = str(start_of(pilot.date)) if pilot else ""
    if began and until:
        yield plain(f"{began} → {until}")
    elif began:
        yield plain(f"{began} 시작")
    months = months_to_pilot(project)
    if pilot and months is not None:
        used = short(pilot.stage).split(" ")[0] if pilot.stage else "이용"
        yield plain(f"{used} 운영까지 {''.join(format_months(months))}")


def _operation(project: Project, context: Context) -> Told:
    told = project.operation
    if told is None:
        return
    if told.yearly_cost is not None:
        funding = f" ({short(told.funding)})" if told.funding else ""
        yield plain(f"한 해 {format_won(told.yearly_cost)}{funding}")
    if told.staff is not None:
        yield plain(f"인력 {format_number(told.staff)}명")
    yield from (plain(text) for text in (told.office, told.maintenance) if text)


def _team(project: Project, context: Context) -> Told:
    if project.team_size is not None:
        yield plain(f"해결단 {project.team_size:,}명")
    for member in project.team:
        count = "" if member.count is None else f"{member.count:,}명"
        told = " ".join(filter(None, (member.organisation, count)))
        yield (Run(f"{short(member.role)} · {short(member.kind)}", tone="quiet"), Run(f" {told}".rstrip()))


def _partners(project: Project, context: Context) -> Told:
    if project.lead:
        yield plain(f"{project.lead.name} (주관, {short(project.lead.kind)})")
    for partner in project.partners:
        yield plain(f"{partner.name}: {partner.role}" if partner.role else partner.name)


def _participation(project: Project, context: Context) -> Told:
    for row in project.participation:
        times = "" if row.times is None else f"{row.times:,}번"
        people = "" if row.people is None else join_value(row.people, "명", row.bound)
        yield plain(" ".join(filter(None, (short(row.method), times, people))))
        if row.decided:
            yield plain(row.decided)


def _evidence(project: Project, context: Context) -> Told:
    best = best_evidence(project)
    yield (evidence_sign(best),) if best else (Sign("no-result", "성과 기록 없음"),)


def _outcomes(project: Project, context: Context) -> Told:
    known = [outcome for outcome in project.outcomes if has_result(outcome)]
    known.sort(key=lambda outcome: (_BEST_FIRST.index(outcome.evidence), outcome.baseline is None))
    for outcome in known[:_MOST_OUTCOMES]:
        yield _outcome(outcome)
    if len(known) > _MOST_OUTCOMES:
        yield plain(f"그 밖에 {len(known) - _MOST_OUTCOMES}건", "quiet")


def _outcome(outcome: Outcome) -> Line:
    value = outcome.change or ""
    if outcome.readings:
        last = last_reading(outcome)
        value = _value(last, outcome)
        when = format_when(last.date)
        if outcome.baseline:
            value = f"{_value(outcome.baseline, outcome)} → {value}"
    else:
        when = ""
    rest = [when, "" if outcome.baseline or not outcome.readings else "사업 전 값 없음", short(outcome.evidence)]
    told = f" ({', '.join(filter(None, rest))})"
    return (Run(f"{outcome.metric} "), Run(value, tone="strong"), *plain(told, "quiet"))


def _value(reading: Reading, outcome: Outcome) -> str:
    return join_value(reading.value, outcome.unit, reading.bound)


def _conditions(project: Project, context: Context) -> Told:
    for condition in sorted(project.conditions, key=lambda one: not one.must):
        must: Line = (Sign("must", "꼭 필요"), Run(" ")) if condition.must else ()
        basis = condition.basis.label if condition.basis else ""
        yield (*must, Run(condition.need), *_quiet(_condition_value(condition), basis))


def _condition_value(condition: Condition) -> str:
    if condition.value is None:
        return ""
    bound = Bound.AT_MOST if condition.compare is Compare.AT_MOST else Bound.AT_LEAST
    return join_value(condition.value, condition.unit, bound)


def _procedures(project: Project, context: Context) -> Told:
    yield from map(_procedure, project.procedures)


def _procedure(procedure: Procedure) -> Line:
    days = "" if procedure.days is None else f"{procedure.days:,}일"
    told = f"{short(procedure.kind)}: {procedure.what}" if procedure.what else short(procedure.kind)
    return (Run(told), *_quiet(days, procedure.result or ""))


def _deliverables(project: Project, context: Context) -> Told:
    for item in project.deliverables:
        known = "" if item.state is DeliverableState.UNKNOWN else short(item.state)
        yield (Run(item.title), *_quiet(short(item.kind), known))


def _licences(project: Project, context: Context) -> Told:
    licences = dict.fromkeys(item.licence for item in project.deliverables)
    yield join_lines(format_licence(licence) for licence in licences)


def _status(project: Project, context: Context) -> Told:
    latest = latest_status(project)
    if latest is None:
        return
    yield (state_sign(latest.state), Run(f" ({latest.date} 기록)", tone="quiet"))
    if latest.stopped_because:
        yield plain(f"까닭: {stop_reasons(latest.stopped_because)}")
    if needs_confirmation(latest, context.as_of):
        yield (Sign("confirm", "확인 필요"),)


def _lineage(project: Project, context: Context) -> Told:
    for origin in project.adapted_from:
        if origin.project:
            yield (*relative_line(context, origin.project), *plain(f" {origin.kind.label}", "quiet"))
        elif origin.outside:
            named = " · ".join(filter(None, (origin.outside.municipality, origin.outside.title)))
            yield (*plain(named), *plain(f" {origin.kind.label}", "quiet"))
    for name in context.adopters.get(context.id, ()):
        yield (*relative_line(context, name), *plain(" 이 사업을 이어받음", "quiet"))
    yield from (plain(f"이어받았다고 알려진 곳: {copy.who}") for copy in project.known_copies)


def _completeness(project: Project, context: Context) -> Told:
    yield plain(read_completeness(open_needs(project)).sentence)


def _quiet(*texts: str) -> Line:
    told = ", ".join(filter(None, texts))
    return quiet_note(f"({told})") if told else ()


COMPARISON = (
    Group(
        "문제와 해결",
        (
            Row("problem", "문제", "problem", _problem),
            Row("solution", "해결", "solution", _solution),
            Row("beneficiaries", "도우려 한 주민", "beneficiaries", _beneficiaries),
            Row("technologies", "기술", "technologies", _technologies),
        ),
    ),
    Group(
        "돈과 시간",
        (
            Row("budget", "사업비", "budget", _budget),
            Row("funds", "재원", "budget", _funds),
            Row("time", "시작 → 쓰기까지", "process", _time),
            Row("operation", "해마다 드는 돈과 사람", "operation", _operation),
        ),
    ),
    Group(
        "사람",
        (
            Row("team", "스스로해결단", "team", _team),
            Row("partners", "함께한 기관", "partners", _partners),
            Row("participation", "주민 참여", "participation", _participation),
        ),
    ),
    Group(
        "성과",
        (
            Row("evidence", "근거 수준", "outcomes", _evidence),
            Row("outcomes", "달라진 것", "outcomes", _outcomes),
        ),
    ),
    Group(
        "가져다 쓰기",
        (
            Row("conditions", "갖출 조건", "conditions", _conditions),
            Row("procedures", "사전 절차", "procedures", _procedures),
            Row("deliverables", "산출물", "deliverables", _deliverables),
            Row("licences", "이용 조건", "deliverables", _licences),
            Row("status", "지금 상태", "status", _status),
            Row("lineage", "이어받은 관계", "adapted_from", _lineage),
            Row("completeness", "기록 완성도", "", _completeness),
        ),
    ),
)
