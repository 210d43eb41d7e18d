"""식별 이름으로 가리킨 것은 실제로 있어야 합니다.

공모·주제·행사는 content/ 폴더의 목록에, 공모 구분·분야·과제는 그 공모에 있는 이름을 적습니다.
나온 산출물(produced)은 이 기록의 산출물(deliverables)에 있는 이름입니다.
공모 구분·분야·과제는 공모(call)가 있을 때만 적을 수 있습니다.
가까운 이름이 있으면 함께 알려 드립니다. 공식으로 발표되지 않은 분야는 짐작해 적지 않습니다.

틀린 예:

    call: 2018-gonggam
    field: birth-aging

바른 예:

    call: 2018-gonggam
    field: birth-ageing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Finding, Severity
from generator.records.messages import nearest
from generator.records.programme import Call, Programme
from generator.records.record import Path, Record
from generator.records.wording import Words, say

CODE = "unknown-reference"
SEVERITY: Severity = "error"
WORDS: Words = {
    "message": "'{label}'의 '{value}'{value:을/를} 찾을 수 없습니다.",
    "guess": "혹시 '{guess}'({name})입니까?",
    "values": "고를 수 있는 값: {values}",
    "list": "'{label}' 목록에서 식별 이름을 골라 적어 주세요.",
    "none": "고를 수 있는 '{label}'{label:이/가} 적혀 있지 않습니다. 이 항목을 지워 주세요.",
    "without-call": "'{label}'의 '{value}': 공모(call) 없이는 적을 수 없습니다.",
    "without-call-hint": "'call'에 공모를 적거나 '{key}'를 지워 주세요.",
}
# As many values as a hint can name and still be read.
SHOWN = 8


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each id that names no call, track, field, task, topic, workshop or deliverable."""
    project = record.project
    if project.call:
        call = programme.calls.get(project.call)
        if call is None:
            yield _unknown(
                record, ("call",), "공모", project.call, {id_: call.title for id_, call in programme.calls.items()}
            )
        else:
            yield from _check_parts_of_call(record, call)
    else:
        yield from _refuse_parts_without_call(record)
    for n, topic in enumerate(project.topics):
        if topic not in programme.topics:
            names = {id_: known.name for id_, known in programme.topics.items()}
            yield _unknown(record, ("topics", n), "주제", topic, names)
    for n, visit in enumerate(project.workshops):
        if visit.workshop not in programme.workshops:
            names = {id_: workshop.title for id_, workshop in programme.workshops.items()}
            yield _unknown(record, ("workshops", n, "workshop"), "행사", visit.workshop, names)
    deliverables = {deliverable.id: deliverable.title for deliverable in project.deliverables}
    for n, step in enumerate(project.process):
        for m, produced in enumerate(step.produced):
            if produced not in deliverables:
                yield _unknown(record, ("process", n, "produced", m), "나온 산출물", produced, deliverables)


def _check_parts_of_call(record: Record, call: Call) -> Iterator[Finding]:
    project = record.project
    if project.track:
        tracks = {track.id: track.name for track in call.tracks}
        if project.track not in tracks:
            yield _unknown(record, ("track",), "공모 구분", project.track, tracks)
    if project.field:
        fields = {field.id: field.name for field in call.fields}
        if project.field not in fields:
            yield _unknown(record, ("field",), "공모 분야", project.field, fields)
    if project.task:
        tasks = {task.id: task.name for task in call.tasks}
        if project.task not in tasks:
            yield _unknown(record, ("task",), "공모 과제", project.task, tasks)


def _refuse_parts_without_call(record: Record) -> Iterator[Finding]:
    project = record.project
    for key, label, value in (
        ("track", "공모 구분", project.track),
        ("field", "공모 분야", project.field),
        ("task", "공모 과제", project.task),
    ):
        if value:
            message = say(WORDS["without-call"], label=label, value=value)
            hint = say(WORDS["without-call-hint"], key=key)
            yield record.find((key,), CODE, SEVERITY, message, hint)


def _unknown(record: Record, path: Path, label: str, value: str, names: Mapping[str, str]) -> Finding:
    message = say(WORDS["message"], label=label, value=value)
    if guess := nearest(value, names):
        hint = say(WORDS["guess"], guess=guess, name=names[guess])
    elif 0 < len(names) <= SHOWN:
        hint = say(WORDS["values"], values=", ".join(f"{id_}({name})" for id_, name in names.items()))
    elif names:
        hint = say(WORDS["list"], label=label)
    else:
        hint = say(WORDS["none"], label=label)
    return record.find(path, CODE, SEVERITY, message, hint)
