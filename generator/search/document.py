"""What of a record is searched, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.reading.plain_text import plain_text
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.story import told_story
from generator.search.text import normalise


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One record as the search sees it; plain text, NFC."""

    id: str
    title: str
    place: str  # the leading municipality's name
    year: int
    titles: tuple[str, ...] = ()  # other titles
    names: tuple[str, ...] = ()  # of municipalities, topics, technologies, call, field, task
    summary: str = ""
    body: tuple[str, ...] = ()  # in reading order

    @property
    def text(self) -> str:
        """The text that snippets are taken from."""
        return "\n".join(part for part in (self.summary, *self.body) if part)


def search_document(id_: str, project: Project, guidebook: str, programme: Programme) -> SearchDocument:
    """Return what is searched of a record; ``guidebook`` is the Markdown text of guidebook.md."""
    places = [place for name in project.municipalities for place in _place_names(name, project.year, programme)]
    texts = [plain_text(told_story(guidebook)), *(plain_text(text) for text in _texts(project) if text)]
    return SearchDocument(
        id=id_,
        title=normalise(project.title),
        place=places[0] if places else "",
        year=project.year,
        titles=(normalise(project.official_title),) if project.official_title else (),
        names=tuple(dict.fromkeys(normalise(name) for name in [*places, *_names(project, programme)])),
        summary=plain_text(project.summary),
        body=tuple(text for text in texts if text),
    )


def _place_names(name: str, year: int, programme: Programme) -> Iterator[str]:
    code = programme.municipalities.resolve(name, year).code
    if code is None:
        yield name
        return
    for place in dict.fromkeys((programme.municipalities.by_code[code], *programme.municipalities.today(code))):
        yield place.full_name


def _names(project: Project, programme: Programme) -> Iterator[str]:
    for topic in project.topics:
        if topic in programme.topics:
            yield programme.topics[topic].name
    for technology in project.technologies:
        known = programme.technologies.get(technology)
        yield known.name if known else technology
    call = programme.calls.get(project.call or "")
    if call is not None:
        yield call.title
        if call.brand:
            yield call.brand
        yield from (field.name for field in call.fields if field.id == project.field)
        yield from (task.name for task in call.tasks if task.id == project.task)
    yield str(project.year)


def _texts(project: Project) -> Iterator[str | None]:
    """Yield what the record says in words, in the order of the guidebook."""
    yield from (project.problem, project.solution)
    yield from (beneficiary.who for beneficiary in project.beneficiaries)
    yield from (site.name for site in project.sites)
    yield from (background.metric for background in project.background)
    for step in project.process:
        yield from (step.what, step.detail, step.decision, step.obstacle, step.dead_end)
    for outcome in project.outcomes:
        yield from (outcome.metric, outcome.change, outcome.method)
    for deliverable in project.deliverables:
        yield from (deliverable.title, deliverable.reuse)
    for meeting in project.participation:
        yield from (meeting.what, meeting.recruited, meeting.decided)
    yield from _texts_for_copiers(project)


def _texts_for_copiers(project: Project) -> Iterator[str | None]:
    yield from (condition.need for condition in project.conditions)
    for procedure in project.procedures:
        yield from (procedure.what, procedure.result)
    for risk in project.risks:
        yield from (risk.risk, risk.mitigation)
    yield from (lesson.text for lesson in project.lessons)
    for advice in project.advice:
        yield from (advice.said, advice.changed)
    for visit in project.workshops:
        yield from (visit.heard, visit.changed)
    for origin in project.adapted_from:
        if origin.outside:
            yield origin.outside.title
        for change in origin.changes:
            yield from (change.from_, change.to, change.why)
    yield from (copy.who for copy in project.known_copies)
    yield from (line.what for line in project.spending)
    yield from (award.what for award in project.awards)
    if project.lead:
        yield project.lead.name
    for partner in project.partners:
        yield from (partner.name, partner.role)
    for member in project.team:
        yield from (member.organisation, member.contribution)
    if project.operation:
        yield from (project.operation.office, project.operation.maintenance)
    yield project.owner.office if project.owner else None
