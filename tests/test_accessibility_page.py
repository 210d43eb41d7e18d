"""The page on accessibility: all 33 items of KWCAG 2.2, and no test named that is not there."""

import ast
import json
import re
from pathlib import Path

import pytest

from tests.repository import ROOT

PAGE = (ROOT / "content/accessibility.md").read_text(encoding="utf-8")
# Numbers of the items in KS X OT0003:2022: how many each part has.
ITEMS = {"5.1": 1, "5.2": 1, "5.3": 3, "5.4": 4, "6.1": 4, "6.2": 2, "6.3": 1, "6.4": 4, "6.5": 4}
ITEMS |= {"7.1": 1, "7.2": 2, "7.3": 4, "8.1": 1, "8.2": 1}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its first two lines."""
    part = PAGE.split(f"{{#{heading}}}")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_item_of_the_standard_is_there_in_its_order() -> None:
    numbers = [f"{part}.{number}" for part, count in ITEMS.items() for number in range(1, count + 1)]
    assert len(numbers) == 33
    assert [row[0].split(" ")[0] for row in rows("kwcag")] == numbers


def test_every_item_says_how_it_was_looked_at_or_that_it_was_not() -> None:
    assert [row[0] for row in rows("kwcag") if len(row) != 4 or not any(row[1:])] == []


def test_checks_are_named_as_in_the_list_of_checks() -> None:
    known = {row[0] for row in rows("tools")}
    named = {name for row in rows("kwcag") for name in row[1].split(", ") if name}
    assert named <= known


@pytest.mark.parametrize("named", re.findall(r"`([\w/]+\.py::\w+)`", PAGE))
def test_every_test_that_is_named_exists(named: str) -> None:
    path, function = named.split("::")
    module = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    assert function in {one.name for one in module.body if isinstance(one, ast.FunctionDef)}


def test_the_versions_are_those_that_are_locked() -> None:
    wanted = json.loads(Path(ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert f"axe-core {wanted['axe-core']}," in PAGE
    assert f"(vnu) {wanted['vnu-jar']}," in PAGE
