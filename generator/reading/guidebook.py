"""A record in the order in which a copier asks."""

from __future__ import annotations

from generator.reading.aftermath import read_aftermath, read_lessons
from generator.reading.blocks import Block, Guidebook, Line, Paragraph, Run, Section, SourceEntry, SourceList
from generator.reading.context import Context
from generator.reading.course import read_course, read_story
from generator.reading.gaps import list_gaps, read_completeness, read_gaps
from generator.reading.glance import read_chain, read_glance, read_meta, read_notices, read_origin
from generator.reading.lineage import read_lineage
from generator.reading.lines import lead_place
from generator.reading.means import read_means
from generator.reading.problem import read_problem
from generator.reading.ready import read_readiness, read_schedule
from generator.reading.results import read_aims, read_results
from generator.reading.sources import Notes, list_sources
from generator.reading.takeaways import format_licence, read_takeaways
from generator.records.completeness import open_needs
from generator.records.model import Project


def read_guidebook(project: Project, context: Context) -> Guidebook:
    """Return the whole guidebook; parts that the record does not have are left out and named among the gaps."""
    notes = Notes(project)
    needs = open_needs(project)
    gaps = list_gaps(project, needs)
    notices = read_notices(project, notes)
    notes.take_used()
    sources = list_sources(project.sources)
    sections = (
        read_glance(project, context, notes, len(gaps)),
        read_problem(project, context, notes),
        read_results(project, notes),
        read_aims(project, notes),
        read_readiness(project, notes),
        read_means(project, context, notes),
        read_course(project, context, notes),
        read_story(context),
        read_takeaways(project, context, notes),
        read_lineage(project, context, notes),
        read_schedule(project, notes),
        read_lessons(project, notes),
        read_aftermath(project, context, notes),
        read_gaps(project, notes, gaps),
        _read_sources(project, context, sources),
    )
    return Guidebook(
        id=context.id,
        title=project.title,
        summary=project.summary,
        meta=read_meta(project, context),
        origin=read_origin(project, context),
        chain=read_chain(project, context),
        notices=notices,
        sections=tuple(section for section in sections if section),
        completeness=read_completeness(needs),
        sources=sources,
        number_by_source=dict(notes.number_by_source),
    )


def _read_sources(project: Project, context: Context, sources: tuple[SourceEntry, ...]) -> Section:
    if project.owner:
        told: Line = (Run("물어볼 곳: "), Run(project.owner.office, tone="strong"))
        if project.owner.contact:
            told += (Run(f", {project.owner.contact}"),)
    else:
        told = (Run(f"물어볼 부서는 아직 기록이 없습니다. {lead_place(project, context)}에 물어볼 수 있습니다."),)
    blocks: list[Block] = [Paragraph(told)]
    if sources:
        blocks.append(SourceList(sources))
    if project.licence:
        blocks.append(Paragraph((Run("안내서 글의 이용 조건: "), *format_licence(project.licence))))
    return Section("sources", "물어볼 곳과 출처", tuple(blocks), f"출처 {len(sources)}건")
