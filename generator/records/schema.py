"""JSON Schema (2020-12) of every kind of record, made from the model: python -m generator.records.schema writes them.

Editors complete and explain with it. It knows the shape of a file; rules that need more than that (ids that exist,
dates in order) are the check's. What it refuses, the check refuses too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from generator.records import choices
from generator.records.choices import Choice
from generator.records.messages import part_of_annotation
from generator.records.model import Project
from generator.records.programme import Call, Topics, Workshop
from generator.resources import templates_folder

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Kind of record -> its model and what its schema is called.
KINDS: Mapping[str, tuple[type[BaseModel], str]] = {
    "project": (Project, "사업 한 건의 기록 (projects/<id>/project.yml)"),
    "call": (Call, "공모 한 건의 기록 (content/calls/<id>.yml)"),
    "workshop": (Workshop, "연수회·공유회 한 번의 기록 (content/workshops/<id>.yml)"),
    "topics": (Topics, "주제와 기술의 목록 (content/topics.yml)"),
}
# What pydantic says of a default that only means "left out".
_NO_DEFAULTS: tuple[Any, ...] = (None, [], {})


def schema_file(kind: str) -> str:
    """Return the file name of a kind's schema."""
    return f"{kind}.schema.json"


def schema_text(kind: str) -> str:
    """Return the schema of a kind of record as the text of its file."""
    model, title = KINDS[kind]
    made = model.model_json_schema(by_alias=True, mode="validation")
    lists = {name: choice for name, choice in vars(choices).items() if _is_choice(choice)}
    labels = dict(_labels_of_parts(model))
    definitions = {}
    for name, definition in made.pop("$defs").items():
        definition = _tidy(definition)
        definition.pop("description", None)
        definition |= _describe_choice(lists[name]) if name in lists else {"title": labels.get(name, "때")}
        definitions[name] = definition
    made = _tidy(made)
    head = {
        "$schema": DIALECT,
        "title": title,
        "description": "본보기 기록의 항목. 'bonbogi check'가 더 자세히 봅니다.",
    }
    schema = {**head, **{key: value for key, value in made.items() if key not in head}, "$defs": definitions}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _is_choice(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Choice) and value is not Choice


def _describe_choice(choice: type[Choice]) -> dict[str, Any]:
    return {
        "title": "고를 수 있는 값",
        "description": ", ".join(f"{member.value}: {member.label}" for member in choice),
        # Not of the standard; editors show it beside each value.
        "enumDescriptions": [member.label for member in choice],
    }


def _labels_of_parts(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Yield the name of each part with the Korean word for the key that holds it."""
    for info in model.model_fields.values():
        if part := part_of_annotation(info.annotation):
            yield from _labels_of_parts(part)
            yield part.__name__, info.title or ""


def _tidy(node: Any) -> Any:
    """Return a piece of a schema without empty defaults and English titles, our own words marked as ours."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    tidy = {}
    for key, value in node.items():
        if key == "default" and value in _NO_DEFAULTS:
            continue
        if key in ("ask", "turn", "refers") and not isinstance(value, dict):
            key = f"x-{key}"
        if key == "minLength" and node.get("type") == "array":
            key = "minItems"
        tidy[key] = {name: _tidy(inner) for name, inner in value.items()} if key == "properties" else _tidy(value)
    first = [key for key in ("title", "description") if key in tidy]
    return {key: tidy[key] for key in [*first, *tidy]}


def main() -> None:
    """Write the schemas beside the blank records, where editors find them."""
    for kind in KINDS:
        path = templates_folder() / "records" / schema_file(kind)
        path.write_text(schema_text(kind), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
