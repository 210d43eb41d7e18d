"""Blank records are the model's: not stale, and accepted as soon as they are filled."""

import yaml

from generator.records.blank import blank_guidebook, blank_project
from generator.records.messages import keys_of
from generator.records.model import Project
from generator.records.reader import read_yaml
from generator.resources import templates_folder

FOLDER = templates_folder() / "records"
STALE = "stale: run `make generate`"


def test_the_blank_records_are_those_of_the_model() -> None:
    assert (FOLDER / "project.yml").read_text(encoding="utf-8") == blank_project(), STALE
    assert (FOLDER / "guidebook.md").read_text(encoding="utf-8") == blank_guidebook(), STALE


def test_an_unfilled_blank_is_a_record_without_values() -> None:
    tree, findings = read_yaml(blank_project().encode(), "project.yml")
    assert findings == []
    assert tree is not None
    assert list(tree.entries) == ["title", "summary", "year", "municipalities", "origin"]


def test_every_key_stands_in_the_blank_and_is_yaml_once_uncommented() -> None:
    lines = blank_project().split("더 적기")[1].split("\n")[1:]
    outline = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    keys = [line for line in outline if line.split(":")[0].strip(" -").isascii()]
    loaded = yaml.safe_load("\n".join(keys))
    required = {name for name, info in keys_of(Project).items() if info.is_required()}
    assert set(loaded) == set(keys_of(Project)) - required
