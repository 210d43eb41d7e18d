"""How it was done: stages, steps with what was decided and what failed, and what others said along the way."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import (
    Block,
    Event,
    Feedback,
    Feedbacks,
    Line,
    Prose,
    Run,
    Section,
    Sign,
    StageCount,
    Stages,
    Story,
    SubHeading,
    Target,
    Timeline,
    Turn,
)
from generator.reading.context import Context
from generator.reading.dates import format_when, machine_day
from generator.reading.lines import plain, quiet_note, short
from generator.reading.sources import Notes
from generator.records.choices import Stage
from generator.records.model import Advice, Project, Step, WorkshopVisit
from generator.records.story import told_story


def read_course(project: Project, context: Context, notes: Notes) -> Section | None:
    """Return the stages and the steps, then advice and workshops; None without any."""
    blocks: list[Block] = []
    count = ""
    if project.process:
        events = read_events(project, project.process, notes)
        blocks += [_stages(project), Timeline(events)]
        count = _count(project)
    blocks += read_feedback(project, context, notes)
    if not blocks:
        return None
    return Section("process", "어떻게 했나", tuple(blocks), count, notes.take_used())


def read_events(project: Project, steps: Iterable[Step], notes: Notes) -> tuple[Event, ...]:
    """Return these steps of the project with what was decided and made at each."""
    titles = {item.id: item.title for item in project.deliverables}
    return tuple(_event(step, titles, notes) for step in steps)


def read_feedback(project: Project, context: Context, notes: Notes) -> tuple[Block, ...]:
    """Return what advisers and workshops said and what was changed, each below its heading."""
    blocks: list[Block] = []
    if project.advice:
        blocks += [SubHeading("자문과 반영"), Feedbacks(tuple(_advice(item, notes) for item in project.advice))]
    if project.workshops:
        visits = tuple(_visit(visit, context, notes) for visit in project.workshops)
        blocks += [SubHeading("연수회·공유회"), Feedbacks(visits)]
    return tuple(blocks)


def read_story(context: Context) -> Section | None:
    """Return what people wrote in guidebook.md; None where there is nothing."""
    story = told_story(context.guidebook)
    if not story.strip():
        return None
    return Section("story", "이야기", (Story(story),))


def _stages(project: Project) -> Stages:
    done = [step.stage for step in project.process if not step.planned]
    return Stages(tuple(StageCount(stage.label.partition("·")[0], done.count(stage)) for stage in Stage))


def _count(project: Project) -> str:
    done = [step for step in project.process if not step.planned]
    parts = [f"한 일 {len(done)}건"]
    for word, number in (
        ("예정", len(project.process) - len(done)),
        ("결정", sum(bool(step.decision) for step in project.process)),
        ("부딪힌 점", sum(bool(step.obstacle) for step in project.process)),
        ("안 된 것", sum(bool(step.dead_end) for step in project.process)),
    ):
        if number:
            parts.append(f"{word} {number}건")
    return " · ".join(parts)


def _event(step: Step, titles: dict[str, str], notes: Notes) -> Event:
    numbers = notes.cite(step.source)
    planned: Line = (Sign("planned", "예정"), Run(" ")) if step.planned else ()
    what = (*planned, Run(step.what, numbers), *quiet_note(step.note))
    turns: list[Turn] = []
    if step.decision:
        turns.append(Turn(Sign("decision", "결정"), plain(step.decision)))
    if step.obstacle:
        turns.append(Turn(Sign("obstacle", "부딪힌 점"), plain(step.obstacle)))
    if step.dead_end:
        turns.append(Turn(Sign("dead-end", "안 된 것"), plain(step.dead_end)))
    if step.produced:
        made: list[Run | Sign] = []
        for name in step.produced:
            made += [Run(", ")] if made else []
            target = Target("deliverable", name) if name in titles else None
            made.append(Run(titles.get(name, name), to=target))
        turns.append(Turn(Sign("product", "산출물"), tuple(made)))
    detail = Prose(step.detail) if step.detail else None
    stage = short(step.stage) if step.stage else ""
    return Event(format_when(step.date) or "때 모름", machine_day(step.date), stage, what, detail, tuple(turns))


def _advice(item: Advice, notes: Notes) -> Feedback:
    who = " ".join(filter(None, (item.panel or "자문단", format_when(item.date))))
    return Feedback(
        plain(who), (Run(item.said, notes.cite(item.source)), *quiet_note(item.note)), plain(item.changed or "")
    )


def _visit(visit: WorkshopVisit, context: Context, notes: Notes) -> Feedback:
    title = Run(context.workshops.get(visit.workshop, visit.workshop), to=Target("workshop", visit.workshop))
    role = f" ({short(visit.role)})" if visit.role else ""
    numbers, note, changed = notes.cite(visit.source), quiet_note(visit.note), plain(visit.changed or "")
    if not visit.heard:
        return Feedback((title, Run(role, numbers), *note), (), changed)
    return Feedback((title, Run(role)), (Run(visit.heard, numbers), *note), changed)
