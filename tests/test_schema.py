"""The JSON Schemas: those of the model, valid by the standard, for every real record and against plain mistakes."""

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.records.blank import SCHEMA_LINE
from generator.records.messages import keys_of
from generator.records.model import Project
from generator.records.reader import Mapping, Node, Scalar, Sequence, read_yaml
from generator.records.schema import KINDS, schema_file, schema_text
from generator.resources import templates_folder
from tests.repository import PROJECT, ROOT

FOLDER = templates_folder() / "records"
FILES = {
    "project": sorted((ROOT / "projects").glob("*/project.yml")),
    "call": sorted((ROOT / "content/calls").glob("*.yml")),
    "workshop": sorted((ROOT / "content/workshops").glob("*.yml")),
    "topics": [ROOT / "content/topics.yml"],
}
RECORDS = [(kind, path) for kind, paths in FILES.items() for path in paths]
PROJECT_SCHEMA = Draft202012Validator(json.loads(schema_text("project")))


def as_editors_read(node: Node) -> Any:
    """The values as the YAML 1.2 core schema has them, which editors use."""
    if isinstance(node, Sequence):
        return [as_editors_read(item) for item in node.items]
    if isinstance(node, Mapping):
        return {name: as_editors_read(value) for name, value in node.entries.items()}
    if node.quoted:
        return node.text
    return _resolve(node)


def _resolve(scalar: Scalar) -> Any:
    if scalar.is_null:
        return None
    if scalar.text in ("true", "false"):
        return scalar.text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", scalar.text):
        return int(scalar.text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", scalar.text):
        return float(scalar.text)
    return scalar.text


def load(text: str) -> Any:
    tree, findings = read_yaml(text.encode(), "project.yml")
    assert findings == []
    assert tree is not None
    return as_editors_read(tree)


def told_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every description of a key in a schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).values()
        for value in schema.values():
            yield from told_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from told_of(value)


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_are_those_of_the_model_and_of_the_standard(kind: str) -> None:
    text = (FOLDER / schema_file(kind)).read_text(encoding="utf-8")
    assert text == schema_text(kind), "stale: run `make generate`"
    schema = json.loads(text)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained_in_korean(kind: str) -> None:
    schema = json.loads(schema_text(kind))
    for told in told_of(schema):
        assert re.search("[가-힣]", told["title"])
        assert re.search("[가-힣0-9]", told["description"])
    for definition in schema["$defs"].values():
        assert re.search("[가-힣]", definition["title"])
    assert schema["additionalProperties"] is False


def test_the_schema_has_the_keys_of_the_model() -> None:
    schema = json.loads(schema_text("project"))
    assert list(schema["properties"]) == list(keys_of(Project))
    assert schema["required"] == [name for name, info in keys_of(Project).items() if info.is_required()]


@pytest.mark.parametrize(("kind", "path"), RECORDS, ids=lambda value: value if isinstance(value, str) else value.stem)
def test_every_real_record_is_accepted(kind: str, path: Path) -> None:
    validator = Draft202012Validator(json.loads(schema_text(kind)))
    assert [error.message for error in validator.iter_errors(load(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    "line",
    [
        "budget: [{kind: national, amount: 1억 2천만원}]",
        "topics: traffic-parking",
        "period: {start: 2021, end: 2021-05-03}",
        "process: [{date: {start: 2021-05}, what: 시범}]",
        "call:",
        "team_size: 1,200",
        "operation: {staff: 0.2}",
    ],
)
def test_what_the_check_accepts_is_accepted(line: str) -> None:
    assert [error.message for error in PROJECT_SCHEMA.iter_errors(load(without(line)))] == []


@pytest.mark.parametrize(
    "line",
    [
        "budjet: []",
        "budget: {kind: national}",
        "budget: [{amount: 100}]",
        "budget: [{kind: 국비}]",
        "budget: [{kind: national, amount: 많음}]",
        "period: {start: 2021.5}",
        "period: {start: 2021-13}",
        "year: 1821",
        "summary: 짧다",
        "municipalities: []",
        "origin: somebody",
        "call: 2021_field",
        "topics: [[a]]",
        "sources: [{id: s1, title: 기사, url: 신문에서}]",
        "deliverables: [{id: a, title: 앱, kind: app, file: ../a.png}]",
        "team: [{role: leader, kind: resident, name: 누구}]",
        "status: [{date: 2021, state: running, planned: yes}]",
        "cited: [s1]",
        "title:",
    ],
)
def test_plain_mistakes_are_refused(line: str) -> None:
    assert list(PROJECT_SCHEMA.iter_errors(load(without(line))))


def without(line: str) -> str:
    """A whole record with this line in place of its own."""
    key = line.split(":")[0]
    return "".join(row for row in PROJECT.splitlines(keepends=True) if not row.startswith(f"{key}:")) + line + "\n"


def test_a_record_without_what_is_required_is_refused() -> None:
    assert not list(PROJECT_SCHEMA.iter_errors(load(PROJECT)))
    for name in json.loads(schema_text("project"))["required"]:
        rest = {key: value for key, value in load(PROJECT).items() if key != name}
        assert list(PROJECT_SCHEMA.iter_errors(rest))


def test_editors_are_told_where_the_schemas_are() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for kind, path in RECORDS:
        told = [schema for schema, files in settings.items() if fnmatch(path.relative_to(ROOT).as_posix(), files)]
        assert told == [f"./templates/records/{schema_file(kind)}"]
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in recommended
    target = SCHEMA_LINE.strip().rpartition("=")[2]
    assert (ROOT / "projects/any" / target).resolve() == FOLDER / schema_file("project")
    assert (FOLDER / target).resolve() == FOLDER / schema_file("project")
    assert (FOLDER / "project.yml").read_text(encoding="utf-8").startswith(SCHEMA_LINE)
