"""The pages of fields, tasks, topics, workshops and rules: what each takes from the library, and what a reader sees."""

from __future__ import annotations

import re

from generator.diagnostics import SEVERITY_LABELS
from generator.pages.citing import Notes, cited_sources
from generator.pages.listing import Inputs, fill_frame, link, show_listing, take_rows
from generator.pages.shelf import Shelf
from generator.reading.dates import format_when
from generator.reading.money import format_range
from generator.records.model import Project, Source
from generator.records.programme import Call, CallField, Task, Workshop
from generator.records.rules.page import DEFAULT_FILE, RulePage, rule_pages

CALLS_PAGE = link("공모와 과제", "../calls.html")
_TOPICS = link("주제별 안내서", "../topics.html")
_WORKSHOPS = link("공동 연수회", "../workshops.html")
_RULES = link("점검 규칙", "../rules.html")
_SAMPLE_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def call_name(call: Call) -> str:
    """Return what people call a call: its year and the name of its brand, or its title where it has none."""
    return f"{call.year}년 {call.brand}" if call.brand else call.title


def field_key(call: str, id_: str) -> str:
    """Return the name of the page of a call's field or task."""
    return f"{call}--{id_}"


def dump(part: Call | CallField | Task | Workshop | Source) -> Inputs:
    """Return a part of the programme's records as plain data that its model reads again."""
    return part.model_dump(mode="json", exclude_defaults=True)


def field_inputs(shelf: Shelf, call_id: str, field_id: str, number: int = 1) -> Inputs:
    """Return what the page of a call's field shows."""
    library = shelf.library
    call = library.programme.calls[call_id]
    field = next(field for field in call.fields if field.id == field_id)
    counts = {other.id: len(library.by_field.get((call_id, other.id), ())) for other in call.fields}
    return {
        "id": field_id,
        "call": [call_id, call_name(call)],
        "field": dump(field),
        "sources": [dump(source) for source in cited_sources(call.sources, field.source)],
        "tasks": [
            [task.id, task.name, len(library.by_task.get((call_id, task.id), ()))]
            for task in call.tasks
            if task.field == field_id
        ],
        "neighbours": [[other.id, other.name, counts[other.id]] for other in call.fields if other.id != field_id],
        "listing": take_rows(shelf, shelf.in_order(library.by_field.get((call_id, field_id), ())), number),
    }


def field_values(inputs: Inputs) -> dict[str, str]:
    """Return the slots of a field's page."""
    call_id, call = inputs["call"]
    field = CallField.model_validate(inputs["field"])
    sources = [Source.model_validate(source) for source in inputs["sources"]]
    notes = Notes(sources)
    amount = format_range(field.amount, field.amount_min, field.amount_max)
    told = [
        {"label": label, "text": text, "note": "", "cited": notes.cite(field.source)}
        for label, text in (
            ("과제마다 지원한 금액", amount),
            ("모집 규모", f"{field.planned}개" if field.planned is not None else ""),
            ("덧붙임", field.note or ""),
        )
        if text
    ]
    return fill_frame(
        "field",
        field.name,
        f"{call}의 분야 ‘{field.name}’과 그 안내서",
        [CALLS_PAGE, link(call, f"../calls/{call_id}.html")],
        call=link(call, f"../calls/{call_id}.html"),
        told=told,
        tasks=[
            link(name, f"../tasks/{field_key(call_id, id_)}.html", f"안내서 {count}건")
            for id_, name, count in inputs["tasks"]
        ],
        neighbours=[
            link(name, f"{field_key(call_id, id_)}.html", f"{count}건") for id_, name, count in inputs["neighbours"]
        ],
        cited=notes.cite(field.source),
        entries=notes.entries,
        **show_listing(inputs["listing"], field_key(call_id, inputs["id"])),
    )


def task_inputs(shelf: Shelf, call_id: str, task_id: str, number: int = 1) -> Inputs:
    """Return what the page of a call's task shows."""
    library = shelf.library
    call = library.programme.calls[call_id]
    task = next(task for task in call.tasks if task.id == task_id)
    field = next((field for field in call.fields if field.id == task.field), None)
    return {
        "id": task_id,
        "call": [call_id, call_name(call)],
        "task": dump(task),
        "field": [field.id, field.name] if field else None,
        "sources": [dump(source) for source in cited_sources(call.sources, task.source)],
        "neighbours": [
            [other.id, other.name, len(library.by_task.get((call_id, other.id), ()))]
            for other in call.tasks
            if other.id != task_id and other.field == task.field
        ],
        "listing": take_rows(shelf, shelf.in_order(library.by_task.get((call_id, task_id), ())), number),
    }


def task_values(inputs: Inputs) -> dict[str, str]:
    """Return the slots of a task's page."""
    call_id, call = inputs["call"]
    task = Task.model_validate(inputs["task"])
    notes = Notes([Source.model_validate(source) for source in inputs["sources"]])
    field = inputs["field"]
    trail = [CALLS_PAGE, link(call, f"../calls/{call_id}.html")]
    field_link = link(field[1], f"../fields/{field_key(call_id, field[0])}.html") if field else None
    return fill_frame(
        "task",
        task.name,
        f"{call}의 과제 ‘{task.name}’과 그 안내서",
        trail + ([field_link] if field_link else []),
        call=trail[-1],
        field=field_link,
        note=task.note or "",
        neighbours=[
            link(name, f"{field_key(call_id, id_)}.html", f"{count}건") for id_, name, count in inputs["neighbours"]
        ],
        cited=notes.cite(task.source),
        entries=notes.entries,
        **show_listing(inputs["listing"], field_key(call_id, inputs["id"])),
    )


def topic_inputs(shelf: Shelf, id_: str, number: int = 1) -> Inputs:
    """Return what the page of a topic shows; old words are for searching only and never come here."""
    library = shelf.library
    topic = library.programme.topics[id_]
    return {
        "id": id_,
        "name": topic.name,
        "group": topic.group or "",
        "synonyms": list(topic.synonyms),
        "neighbours": [
            [other.id, other.name, len(library.by_topic.get(other.id, ()))]
            for other in library.programme.topics.values()
            if other.group == topic.group and other.id != id_
        ],
        "listing": take_rows(shelf, shelf.in_order(library.by_topic.get(id_, ())), number),
    }


def topic_values(inputs: Inputs) -> dict[str, str]:
    """Return the slots of a topic's page."""
    return fill_frame(
        "topic",
        inputs["name"],
        f"주제 ‘{inputs['name']}’의 안내서 {inputs['listing']['total']}건",
        [_TOPICS],
        group=inputs["group"],
        synonyms=inputs["synonyms"],
        neighbours=[link(name, f"{id_}.html", f"{count}건") for id_, name, count in inputs["neighbours"]],
        **show_listing(inputs["listing"], inputs["id"]),
    )


def workshop_inputs(shelf: Shelf, id_: str, number: int = 1) -> Inputs:
    """Return what the page of a workshop shows."""
    library = shelf.library
    workshop = library.programme.workshops[id_]
    call = library.programme.calls.get(workshop.call or "")
    return {
        "id": id_,
        "workshop": dump(workshop),
        "call": [workshop.call, call_name(call)] if call else None,
        "listing": take_rows(shelf, shelf.in_order(library.by_workshop.get(id_, ())), number),
    }


def workshop_values(inputs: Inputs) -> dict[str, str]:
    """Return the slots of a workshop's page."""
    workshop = Workshop.model_validate(inputs["workshop"])
    notes = Notes(workshop.sources)
    call = inputs["call"]
    return fill_frame(
        "workshop",
        workshop.title,
        f"{workshop.title}: 때와 곳, 한 일, 참여한 사업의 안내서",
        [_WORKSHOPS],
        kind=workshop.kind.label,
        date=format_when(workshop.date),
        planned=workshop.planned,
        place=workshop.place or "",
        call=link(call[1], f"../calls/{call[0]}.html") if call else None,
        sessions=[
            {"text": session.what, "note": session.note or "", "cited": notes.cite(session.source)}
            for session in workshop.sessions
        ],
        note=workshop.note or "",
        conflicts=notes.tell(workshop.discrepancies),
        entries=notes.entries,
        **show_listing(inputs["listing"], inputs["id"]),
    )


def rule_inputs(code: str) -> Inputs:
    """Return what the page of a rule shows."""
    page = next(page for page in rule_pages() if page.code == code)
    return {
        "code": code,
        "severities": list(page.severities),
        "title": page.title,
        "paragraphs": list(page.paragraphs),
        "keys": _sample_keys(page),
        "failing": [[path, text] for path, text in page.failing.items()],
        "passing": [[path, text] for path, text in page.passing.items()],
    }


def rule_values(inputs: Inputs) -> dict[str, str]:
    """Return the slots of a rule's page."""
    return fill_frame(
        "rule",
        inputs["title"],
        f"점검 규칙 {inputs['code']}: {inputs['title']}",
        [_RULES],
        code=inputs["code"],
        severities=[SEVERITY_LABELS[severity] for severity in inputs["severities"]],
        paragraphs=inputs["paragraphs"],
        keys=inputs["keys"],
        failing=inputs["failing"],
        passing=inputs["passing"],
    )


def _sample_keys(page: RulePage) -> list[list[str]]:
    """Return the keys that the samples of a rule write, each with its Korean label."""
    texts = [*page.failing.items(), *page.passing.items()]
    written = [key for path, text in texts if path.endswith(DEFAULT_FILE) for key in _SAMPLE_KEY.findall(text)]
    labels = Project.model_fields
    return [[key, labels[key].title or key] for key in dict.fromkeys(written) if key in labels]
