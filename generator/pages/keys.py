"""The reference of every key of a record, from the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.pages.listing import Inputs, Shown
from generator.records.messages import choice_of_annotation, explain, keys_of, part_of_annotation
from generator.records.model import Project
from generator.records.programme import Call, Topic, Workshop

_KINDS: Mapping[str, tuple[str, str, type[BaseModel]]] = {
    "project": ("사업", "projects/<식별 이름>/project.yml", Project),
    "call": ("공모", "content/calls/<식별 이름>.yml", Call),
    "workshop": ("공동 연수회", "content/workshops/<식별 이름>.yml", Workshop),
    "topic": ("주제", "content/topics.yml", Topic),
}
_DEEPEST = 2


def keys_inputs() -> Inputs:
    """Return every kind of record with its keys: name, label, explanation, values, and whether it must be there."""
    return {"kinds": [[id_, title, path, _rows(model)] for id_, (title, path, model) in _KINDS.items()]}


def show_keys(inputs: Inputs) -> Shown:
    """Return what the template of the reference needs."""
    names = ("name", "label", "explain", "values", "required", "depth")
    return {
        "kinds": [
            {"id": id_, "title": title, "path": path, "keys": [dict(zip(names, row, strict=True)) for row in rows]}
            for id_, title, path, rows in inputs["kinds"]
        ]
    }


def _rows(model: type[BaseModel], prefix: str = "", depth: int = 0) -> list[list[Any]]:
    rows = []
    for key, info in sorted(keys_of(model).items(), key=lambda item: depth > 0 and item[0] in ("source", "note")):
        rows.append([prefix + key, info.title, explain(info), _values(info), info.is_required(), depth])
        part = part_of_annotation(info.annotation)
        if part and depth < _DEEPEST:
            rows += _rows(part, f"{prefix}{key}.", depth + 1)
    return rows


def _values(info: FieldInfo) -> list[list[str]]:
    choice = choice_of_annotation(info.annotation)
    return [[value.value, value.label] for value in choice] if choice else []
