"""How large the problem was, and for whom and where something was done about it; never a result of the project."""

from __future__ import annotations

from generator.reading.blocks import Block, Bullets, Line, Run, Section, SubHeading
from generator.reading.context import Context
from generator.reading.dates import format_when
from generator.reading.lines import join_value, make_table, municipality_line, plain, quiet_note, short
from generator.reading.sources import Notes
from generator.records.model import Beneficiary, Project, Site


def read_problem(project: Project, context: Context, notes: Notes) -> Section | None:
    """Return beneficiaries, background figures and sites; None where there are none."""
    blocks = (
        *read_beneficiaries(project, notes),
        *read_background(project, notes),
        *read_sites(project, context, notes),
    )
    if not blocks:
        return None
    return Section("problem", "누구를 위해, 어디에서", blocks, numbers=notes.take_used())


def read_background(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return the figures that show how large the problem was, as a table."""
    if not project.background:
        return ()
    rows = [
        (
            (Run(item.metric, notes.cite(item.source)),),
            plain(join_value(item.value, item.unit, item.bound)),
            plain(format_when(item.date)),
            plain(item.note or ""),
        )
        for item in project.background
    ]
    caption = "문제의 크기를 보여 주는 통계(사업의 성과가 아닙니다)"
    return (make_table(caption, ("통계", "값", "기준 시점", "덧붙임"), rows, numeric="값"),)


def read_sites(project: Project, context: Context, notes: Notes) -> tuple[Block, ...]:
    """Return where it was tried or runs, as a table."""
    if not project.sites:
        return ()
    rows = [_site(site, context, notes) for site in project.sites]
    return (make_table("시행한 곳", ("지자체", "곳", "쓰임", "덧붙임"), rows),)


def read_beneficiaries(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return whom it was for: a table where there is more to say than who."""
    if not project.beneficiaries:
        return ()
    title, rows = "도우려 한 주민", [_beneficiary(group, notes) for group in project.beneficiaries]
    if any(count or note for _, count, note in rows):
        return (make_table(title, ("누구", "인원", "덧붙임"), rows, numeric="인원"),)
    return (SubHeading(title), Bullets(tuple(who for who, _, _ in rows)))


def _beneficiary(group: Beneficiary, notes: Notes) -> tuple[Line, Line, Line]:
    count = "" if group.count is None else join_value(group.count, group.unit or "명", group.bound)
    planned = " (계획)" if group.planned and count else ""
    return (Run(group.who, notes.cite(group.source)),), plain(count + planned), plain(group.note or "")


def _site(site: Site, context: Context, notes: Notes) -> tuple[Line, ...]:
    where = municipality_line(context, site.municipality) if site.municipality else plain("지자체 모름", "missing")
    role = short(site.role) if site.role else ""
    planned = " (예정)" if site.planned and role != "예정" else ""
    return (
        (*where, Run("", notes.cite(site.source))),
        plain(site.name or ""),
        plain(role + planned),
        quiet_note(site.note),
    )
