"""Whole records that have the same text, meant to do harm, in every key that takes text."""

import types
import typing
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel

from generator.records.choices import Absence
from generator.records.model import Project
from generator.records.scalars import PartialDate, Span

# Markup, the end of an attribute, template syntax, the mark of a slot, Markdown that makes links, notes and pictures.
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\U0010f0b0content\U0010f0b1",
    "[누르기](javascript:alert(1)) <javascript:alert(1)>",
    "![그림](data:text/html,x) ![그림](files/a.png) [글](project:other) [s1, s2] [^1]",
    "&lt;b&gt; & \\ ` * _ # | ~",
    "{: onclick=alert(1) #glance .bb-dock }",
    "\n\n## 제목 {#unknown}\n\n- 하나\n  - 둘\n\n!!! bb-take\n    글\n",
)
_DATES = ("2019", "2019-05", "2021-11-25")
_BY_VALIDATOR: dict[str, tuple[Any, ...]] = {
    "_check_id": ("one", "other"),
    "_check_url": ('https://example.org/"onmouseover=alert(1)', "http://example.org/<script>"),
    "_check_file": ('files/"><script>.pdf', "files/a.png"),
    "_check_licence": ("unknown", "KOGL-1", "CC-BY-4.0"),
    "_read_won": (120_000_000, 0, 10**13 + 1),
    "_read_number": (97.3, 100, -3, 2250, 0),
    "_read_count": (12, 3),
    "_read_flag": (False, True),
}


def fill_project(text: str, turn: int, without: frozenset[str] = frozenset()) -> Project:
    """A record with every optional key but ``without``; ``turn`` chooses among the values of closed lists."""
    data = {name: value for name, value in _fill(Project, text, turn).items() if name not in without}
    data |= {
        "title": text[:200],
        "summary": (text + " 스무 글자가 넘도록 더 적은 글입니다.")[-200:],
        "cited": {"problem": ["s1"], "team": [text]},
        "absent": {text: "not_applicable", "team": [choice.value for choice in Absence][turn % 3]},
        "sources": [_fill_source(text, turn, "s1"), _fill_source(text, turn, text)],
    }
    return Project.model_validate(data)


def _fill_source(text: str, turn: int, name: str) -> dict[str, Any]:
    source = _fill(Project, text, turn)["sources"][0]
    return {**source, "id": name}


def _fill(model: type[BaseModel], text: str, turn: int) -> dict[str, Any]:
    filled = {}
    for position, (name, field) in enumerate(model.model_fields.items()):
        value = _value(field.annotation, tuple(field.metadata), text, turn + position)
        filled[field.alias or name] = ["s1", text] if name == "source" else value
    return filled


def _value(annotation: Any, metadata: tuple[Any, ...], text: str, turn: int) -> Any:
    if "1990" in repr(metadata):  # the earliest year that there can be
        return 2019 + turn % 2
    for item in metadata:
        values = _BY_VALIDATOR.get(getattr(getattr(item, "func", None), "__name__", ""))
        if values:
            return values[turn % len(values)]
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _value(parts[0], parts[1:], text, turn)
    if origin in (typing.Union, types.UnionType):
        real = [part for part in parts if part is not type(None)]
        return _value(real[turn % len(real)], metadata if len(real) == 1 else (), text, turn)
    if origin is tuple:
        return [_value(parts[0], (), text, turn + n) for n in range(1 + turn % 2)]
    if origin is dict:
        return {}
    if issubclass(annotation, Span):
        return {"start": _DATES[turn % 3], "end": "2022"}
    if issubclass(annotation, PartialDate):
        return _DATES[turn % 3]
    if issubclass(annotation, BaseModel):
        return _fill(annotation, text, turn)
    if issubclass(annotation, Enum):
        return list(annotation)[turn % len(annotation)].value
    return text
