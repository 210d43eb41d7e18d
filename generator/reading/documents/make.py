"""A record becomes a document: the outline is walked through, and every part filled by its makers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.reading.blocks import Blank, Document, DocumentBlock, Line, Part, Run, Story, SubHeading, Target, Term
from generator.reading.context import Context
from generator.reading.documents.calendar import CALENDAR
from generator.reading.documents.common import COMMON
from generator.reading.documents.guidebook import GUIDEBOOK
from generator.reading.documents.outline import Empty, Fill, Headed, Item, Outline, Tale, load_outline
from generator.reading.documents.plan import PLAN
from generator.reading.documents.plan_means import PLAN_MEANS
from generator.reading.documents.report import REPORT
from generator.reading.documents.subject import Adopter, Makers, Subject, not_recorded
from generator.reading.documents.tales import split_story
from generator.reading.glance import read_notices, read_origin
from generator.reading.lines import join_lines, lead_place, municipality_line, plain
from generator.reading.sources import Notes, list_sources
from generator.records.model import Project

MAKERS: Makers = {**COMMON, **GUIDEBOOK, **REPORT, **PLAN, **PLAN_MEANS, **CALENDAR}


def make_document(kind: str, project: Project, context: Context, adopter: Adopter | None = None) -> Document:
    """Return the ``guidebook``, the ``report`` or the ``plan`` of a record; only a plan asks who the adopter is."""
    outline = load_outline(kind)
    subject = Subject(project, context, Notes(project), adopter or Adopter())
    is_plan = kind == "plan"
    origin = read_origin(project, context)
    parts = tuple(
        Part(part.id, part.title, tuple(_fill(part.items, subject, outline)) or (not_recorded("기록이 없습니다."),))
        for part in outline.parts
    )
    return Document(
        kind=kind,
        name=outline.name,
        title=subject.adopter.title if is_plan else project.title,
        project=context.id,
        about="" if is_plan else project.summary,
        cover=_plan_cover(subject) if is_plan else _cover(subject),
        origin=replace(origin, title=f"본보기: {origin.title}") if is_plan else origin,
        notices=read_notices(project, subject.notes),
        parts=parts,
        sources=list_sources(project.sources),
        number_by_source=dict(subject.notes.number_by_source),
    )


def _fill(items: Iterable[Item], subject: Subject, outline: Outline) -> Iterator[DocumentBlock]:
    for item in items:
        match item:
            case Fill(maker):
                yield from MAKERS[maker](subject)
            case Headed(heading, below):
                blocks = tuple(_fill(below, subject, outline))
                if blocks:
                    yield SubHeading(heading)
                    yield from blocks
            case Empty(label, lines):
                yield Blank(label, lines=lines)
            case Tale(titles):
                yield from _tell(titles, subject, outline)


def _tell(titles: tuple[str, ...], subject: Subject, outline: Outline) -> Iterator[Story]:
    for piece in split_story(subject.context.guidebook):
        if piece.title in titles if titles else piece.title not in outline.told:
            yield Story(piece.markdown)


def _cover(subject: Subject) -> tuple[Term, ...]:
    project, context = subject.project, subject.context
    rows = [
        ("지자체", join_lines(municipality_line(context, code) for code in project.municipalities)),
        ("연도", plain(f"{project.year}년")),
        ("담당 부서", plain(project.owner.office if project.owner else "")),
        ("확인일", plain(str(project.verified or ""))),
    ]
    return tuple(Term(word, (line,)) for word, line in rows if line)


def _plan_cover(subject: Subject) -> tuple[Term, ...]:
    project, context, adopter = subject.project, subject.context, subject.adopter
    checked = f" (확인일 {project.verified})" if project.verified else ""
    model: Line = (
        Run(f"{lead_place(project, context)} · {project.title} 안내서", to=Target("guidebook", context.id)),
        Run(checked, tone="quiet"),
    )
    rows = [
        ("지자체", plain(adopter.municipality)),
        ("부서", plain(adopter.office)),
        ("연월", plain(f"{adopter.year}년" if adopter.year else "")),
        ("본보기", model),
    ]
    return tuple(Term(word, (line,)) for word, line in rows)
