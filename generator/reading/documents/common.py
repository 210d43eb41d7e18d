"""What more than one document is filled with, mostly as the page of the guidebook has it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.aftermath import read_awards, read_lessons, read_operation, read_status
from generator.reading.blocks import DocumentBlock, Paragraph, Photo, Prose, Results, Run, SourceList
from generator.reading.course import read_feedback
from generator.reading.documents.subject import Makers, Subject, blocks_of, without_heading
from generator.reading.lineage import read_lineage
from generator.reading.means import read_budget, read_participation, read_people, read_spending
from generator.reading.problem import read_background, read_beneficiaries, read_sites
from generator.reading.ready import read_conditions, read_procedures, read_risks
from generator.reading.results import read_results
from generator.reading.sources import list_sources
from generator.reading.takeaways import format_licence, read_takeaways


def _problem(subject: Subject) -> Iterable[DocumentBlock]:
    text = subject.project.problem
    return [Prose(text, subject.notes.cite_key("problem"))] if text else []


def _solution(subject: Subject) -> Iterable[DocumentBlock]:
    text = subject.project.solution
    return [Prose(text, subject.notes.cite_key("solution"))] if text else []


def _results(subject: Subject) -> Iterable[DocumentBlock]:
    # What else stands there explains the plots of the page.
    return [block for block in blocks_of(read_results(subject.project, subject.notes)) if isinstance(block, Results)]


def _photos(subject: Subject) -> Iterable[DocumentBlock]:
    files = subject.context.files
    return [
        Photo(item.file, item.alt or item.title)
        for item in subject.project.deliverables
        if item.file and item.file in files and files[item.file].width
    ]


def _sources(subject: Subject) -> Iterable[DocumentBlock]:
    if sources := list_sources(subject.project.sources):
        yield SourceList(sources)
    if licence := subject.project.licence:
        yield Paragraph((Run("안내서 글의 이용 조건: "), *format_licence(licence)))


COMMON: Makers = {
    "problem": _problem,
    "solution": _solution,
    "background": lambda subject: read_background(subject.project, subject.notes),
    "beneficiaries": lambda subject: read_beneficiaries(subject.project, subject.notes),
    "sites": lambda subject: read_sites(subject.project, subject.context, subject.notes),
    "results": _results,
    "conditions": lambda subject: read_conditions(subject.project, subject.notes),
    "procedures": lambda subject: read_procedures(subject.project, subject.notes),
    "risks": lambda subject: read_risks(subject.project, subject.notes),
    "lessons": lambda subject: blocks_of(read_lessons(subject.project, subject.notes)),
    "people": lambda subject: without_heading(read_people(subject.project, subject.notes)),
    "participation": lambda subject: without_heading(read_participation(subject.project, subject.notes)),
    "budget": lambda subject: without_heading(read_budget(subject.project, subject.context, subject.notes)),
    "spending": lambda subject: read_spending(subject.project, subject.notes),
    "feedback": lambda subject: read_feedback(subject.project, subject.context, subject.notes),
    "takeaways": lambda subject: blocks_of(read_takeaways(subject.project, subject.context, subject.notes)),
    "lineage": lambda subject: blocks_of(read_lineage(subject.project, subject.context, subject.notes)),
    "operation": lambda subject: read_operation(subject.project, subject.notes),
    "status": lambda subject: read_status(subject.project, subject.context, subject.notes),
    "awards": lambda subject: read_awards(subject.project, subject.notes),
    "photos": _photos,
    "sources": _sources,
}
