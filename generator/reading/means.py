"""Money and people: whose money, what it bought, who took part and what residents decided."""

from __future__ import annotations

from generator.reading.blocks import (
    Bar,
    Beside,
    Block,
    Line,
    Paragraph,
    Run,
    Section,
    Segment,
    SubHeading,
    Term,
    Terms,
    Total,
)
from generator.reading.context import Context
from generator.reading.dates import format_when
from generator.reading.lines import join_lines, join_value, make_table, plain, quiet_note, relative_line, short
from generator.reading.money import (
    CENTRAL_KINDS,
    CENTRAL_LABEL,
    central_total,
    format_share,
    format_won,
    total_bound,
)
from generator.reading.sources import Notes
from generator.records.derive import budget_total
from generator.records.model import Funding, Member, Participation, Partner, Project, Spending


def read_means(project: Project, context: Context, notes: Notes) -> Section | None:
    """Return budget, spending, people and participation; None without any."""
    money, people = read_budget(project, context, notes), read_people(project, notes)
    blocks: list[Block] = [Beside(money, people)] if money and people else [*money, *people]
    blocks += [*read_spending(project, notes), *read_participation(project, notes)]
    if not blocks:
        return None
    return Section("means", "돈과 사람", tuple(blocks), numbers=notes.take_used())


def read_spending(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return what the money was spent on, as a table."""
    if not project.spending:
        return ()
    rows = [_spending(line, notes) for line in project.spending]
    titles = ("비목", "내용", "금액", "계약 방법", "덧붙임")
    return (make_table("쓴 곳", titles, rows, numeric="금액"),)


def read_participation(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return what residents did together, as a table below its heading."""
    if not project.participation:
        return ()
    rows = [_participation(row, notes) for row in project.participation]
    titles = ("방식", "내용", "때", "횟수", "인원", "모은 방법", "정한 것", "덧붙임")
    return (SubHeading("주민 참여"), make_table("주민이 함께한 일", titles, rows, numeric="횟수 인원"))


def read_budget(project: Project, context: Context, notes: Notes) -> tuple[Block, ...]:
    """Return whose money it was, with the sum and what was shared."""
    if not project.budget:
        return ()
    total = budget_total(project)
    blocks: list[Block] = [SubHeading("사업비")]
    # Of a single source the whole bar and 100% say nothing.
    compared = total if sum(line.amount is not None for line in project.budget) > 1 else None
    if total is not None:
        told = "기록된 재원" if compared is None else "기록된 재원의 합"
        blocks.append(Total(format_won(total, total_bound(project.budget)), told))
    if compared:
        blocks.append(_bar(project, compared))
    rows = [_funding(line, compared, notes) for line in project.budget]
    titles = ("재원", "금액", "비중", "회계연도", "집행", "남은 돈", "덧붙임")
    numeric = "금액 비중 회계연도 집행 남은 돈"
    blocks.append(make_table("재원별 사업비", titles, rows, numeric=numeric, has_keys=bool(compared)))
    central = central_total(project.budget)
    if central is not None and len({line.kind for line in project.budget if line.kind in CENTRAL_KINDS}) > 1:
        blocks.append(Paragraph(plain(f"{CENTRAL_LABEL}(국비와 특별교부세)을 더하면 {format_won(central)}입니다.")))
    shared = tuple(dict.fromkeys(name for line in project.budget for name in line.shared_with))
    if shared:
        names = join_lines(relative_line(context, name) for name in shared)
        blocks.append(Paragraph((Run("다른 사업과 함께 받은 금액이 들어 있습니다: "), *names)))
    return tuple(blocks)


def _bar(project: Project, total: int) -> Bar:
    # One segment for each row of the table, so that the keys of both are in step.
    told = ", ".join(f"{short(line.kind)} {_amount(line)}" for line in project.budget if line.amount)
    segments = tuple(Segment(short(line.kind), round((line.amount or 0) * 1000 / total)) for line in project.budget)
    return Bar(f"재원 막대: {told}", segments)


def _amount(line: Funding) -> str:
    return "" if line.amount is None else format_won(line.amount, line.bound)


def _funding(line: Funding, total: int | None, notes: Notes) -> tuple[Line, ...]:
    left = ""
    if line.amount is not None and line.spent is not None and line.spent <= line.amount:
        left = format_won(line.amount - line.spent)
    return (
        (Run(short(line.kind), notes.cite(line.source)),),
        plain(_amount(line)),
        plain(format_share(line.amount, total) if line.amount is not None and total else ""),
        plain(str(line.year or "")),
        plain("" if line.spent is None else format_won(line.spent)),
        plain(left),
        plain("" if not line.note or line.note in short(line.kind) else line.note),
    )


def _spending(line: Spending, notes: Notes) -> tuple[Line, ...]:
    return (
        (Run(short(line.kind), notes.cite(line.source)),),
        plain(line.what or ""),
        plain("" if line.amount is None else format_won(line.amount)),
        plain(short(line.contract) if line.contract else ""),
        plain(line.note or ""),
    )


def read_people(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return who took part: lead, places of the team, partners."""
    rows: list[Term] = []
    if project.lead:
        told = f"{project.lead.name} ({short(project.lead.kind)})"
        rows.append(Term("주관", ((Run(told, notes.cite_key("lead")),),)))
    by_place: dict[str, list[Line]] = {}
    of_all = notes.cite_key("team") if project.team else ()
    for member in project.team:
        line = _member(member, notes.cite(member.source) or of_all)
        by_place.setdefault(f"{short(member.role)} · {short(member.kind)}", []).append(line)
    rows += [Term(place, tuple(lines)) for place, lines in by_place.items()]
    if project.team_size is not None:
        rows.append(Term("해결단 전체", ((Run(f"{project.team_size:,}명", notes.cite_key("team_size")),),)))
    if project.partners:
        of_all = notes.cite_key("partners")
        partners = (_partner(partner, notes.cite(partner.source) or of_all) for partner in project.partners)
        rows.append(Term("함께한 기관", tuple(partners)))
    return (SubHeading("함께한 사람"), Terms(tuple(rows), "people")) if rows else ()


def _member(member: Member, numbers: tuple[int, ...]) -> Line:
    count = "" if member.count is None else f"{member.count:,}명"
    told = " ".join(filter(None, (member.organisation, count))) or "소속 기록 없음"
    did = f": {member.contribution}" if member.contribution else ""
    return (Run(told + did, numbers), *quiet_note(member.note))


def _partner(partner: Partner, numbers: tuple[int, ...]) -> Line:
    role = f": {partner.role}" if partner.role else ""
    agreement = f" ({partner.agreement})" if partner.agreement else ""
    return (Run(f"{partner.name}{role}{agreement}", numbers), *quiet_note(partner.note))


def _participation(row: Participation, notes: Notes) -> tuple[Line, ...]:
    return (
        (Run(short(row.method), notes.cite(row.source)),),
        plain(row.what or ""),
        plain(format_when(row.date)),
        plain("" if row.times is None else f"{row.times:,}번"),
        plain("" if row.people is None else join_value(row.people, "명", row.bound)),
        plain(row.recruited or ""),
        plain(row.decided or ""),
        plain(row.note or ""),
    )
