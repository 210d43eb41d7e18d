"""What the page 우리 지자체에 맞추기 needs of one guidebook: conditions, risks, and the record with gaps.

The browser cannot run ``inherit`` or write a plan (fit_plan.py), so both are written here once, with private-use
characters where the municipality, the year, the dates and the words of the user belong.
generator/assets/js/fit-core.js fills them in; a record in which nothing was edited is then the same, byte for byte, as
what ``bonbogi adopt`` writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.reading.lines import join_value, short
from generator.reading.ready import condition_value, must_first
from generator.records.blank import SCHEMA_LINE
from generator.records.choices import Bound, Compare, ConditionKind, LessonKind
from generator.records.derive import first_day
from generator.records.inheritance import TASKS, Heir, Inheritance, head_comment, inherit, inherited_title
from generator.records.model import Condition, Project
from generator.records.writer import write_record

# Where in the texts what belongs; fit-core.js knows them by the same names.
FULL_NAME, SHORT_NAME, YEAR_DIGIT = "\ue000", "\ue001", "\ue002"
FIRST_DIGITS = {"1": "\ue003", "2": "\ue004"}  # of a date that moves
_YEAR = YEAR_DIGIT * 4


class _Text(NamedTuple):
    key: str
    mark: str
    part: str  # of the plan in which it is written


_TEXTS = (
    _Text("title", "\ue020", ""),
    _Text("summary", "\ue021", "overview"),
    _Text("problem", "\ue022", "background"),
    _Text("solution", "\ue023", "content"),
)
# Numbers that every plan is asked for, whether or not the model tells its own.
_ALWAYS_ASKED = (
    (ConditionKind.BUDGET, "사업비", "원"),
    (ConditionKind.STAFF, "담당 인력", "명"),
    (ConditionKind.DURATION, "준비할 수 있는 기간", "개월"),
)


def fit_script(project: Project, id_: str, place: str) -> bytes:
    """Return the classic script that hands over ``fit_data``."""
    return fit_file(f"guidebooks/{id_}", fit_data(project, id_, place))


def places_script(rows: Iterable[tuple[str, str]]) -> bytes:
    """Return the classic script that hands over the municipalities of today: code, full name."""
    return fit_file("places", [list(row) for row in rows])


def fit_file(name: str, data: Any) -> bytes:
    """Return the classic script that hands over ``data`` under a name."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'bonbogi.fitData("{name}",{text})\n'.encode("utf-8", "replace")


def fit_data(project: Project, id_: str, place: str) -> dict[str, Any]:
    """Return what the page needs of one guidebook of ``place``, as plain data; the plan comes by itself."""
    inheritance = inherit_with_gaps(project, id_)
    conditions = inherited_conditions(inheritance)
    record, texts = _record(project, id_, inheritance)
    warnings = [[lesson.kind.label, lesson.text] for lesson in project.lessons if lesson.kind is not LessonKind.DO]
    warnings += [["해 보았으나 안 된 것", step.dead_end] for step in project.process if step.dead_end]
    return {
        "id": id_,
        "title": project.title,
        "place": place,
        "year": project.year,
        "base": _base_year(project),
        "record": record,
        "texts": texts,
        "conditions": [_condition(condition, project) for condition in must_first(conditions)],
        "numbers": [
            {"kind": short(kind), "need": need, "unit": unit}
            for kind, need, unit in _ALWAYS_ASKED
            if not any(condition.kind is kind and condition.value is not None for condition in conditions)
        ],
        "risks": [[risk.risk, risk.mitigation or ""] for risk in project.risks],
        "warnings": warnings,
    }


def inherit_with_gaps(project: Project, id_: str) -> Inheritance:
    """Return what somebody would inherit, with gaps for the municipality and years that can be moved."""
    return inherit(id_, project, Heir(f"{FULL_NAME} {SHORT_NAME}", _base_year(project)))


def inherited_conditions(inheritance: Inheritance) -> list[Condition]:
    """Return the conditions that are inherited."""
    return [Condition.model_validate(row) for row in inheritance.values.get("conditions", ())]


def _base_year(project: Project) -> int:
    return int((first_day(project) or str(project.year))[:4])


def _record(project: Project, id_: str, inheritance: Inheritance) -> tuple[str, list[dict[str, Any]]]:
    """Return the record with gaps, and each text that can be rewritten, as the record has it and as people read it."""
    values = inheritance.values | {"year": _YEAR, "municipalities": [FULL_NAME]}
    values["status"] = [entry | {"date": _YEAR} for entry in values["status"]]
    values["process"] = [step | {"date": _movable(step["date"])} for step in values.get("process", ())]
    texts = []
    for key, mark, part in _TEXTS:
        is_there = key in values
        raw = write_record({key: values[key]}).removeprefix(f"{key}: ").removesuffix("\n") if is_there else ""
        text = inherited_title(project, "") if key == "title" else getattr(project, key) or ""
        texts.append({
            "key": key,
            "label": Project.model_fields[key].title,
            "task": TASKS[key],
            "origin": project.title if key == "title" else text,
            "mark": mark,
            "raw": raw,
            "part": part,
        })  # fmt: skip
        # A key that the origin does not tell has its place all the same: the user may.
        values[key] = mark
    comments = inheritance.comments | {(): head_comment(id_, project, FULL_NAME, _YEAR)}
    return SCHEMA_LINE + write_record(values, comments=comments), texts


def _movable(date: Any) -> Any:
    if isinstance(date, Mapping):
        return {end: _movable(text) for end, text in date.items()}
    return FIRST_DIGITS[date[0]] + date[1:] if date else None


def _condition(condition: Condition, project: Project) -> dict[str, Any]:
    shown = condition_value(condition)
    if shown and condition not in project.conditions:
        # What the model itself needed, which is no demand.
        shown = join_value(condition.value or 0, condition.unit, Bound.EXACT)
    return {
        "kind": short(condition.kind),
        "need": condition.need,
        "must": condition.must,
        "value": condition.value,
        "unit": condition.unit or "",
        "least": condition.compare is Compare.AT_LEAST,
        "shown": shown,
        "note": condition.note or "",
    }
