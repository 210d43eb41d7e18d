"""Every rule has a page, and its samples show what it says."""

import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

from generator.records import messages, reader, rules
from generator.records.programme import Programme
from generator.records.rules import RULES, library_rules, record_rules
from generator.records.rules.page import RulePage, read_page, rule_pages
from tests.rules.samples import check_sample

# What these report cannot be shown in print: bytes, invisible characters, size, two folders that one disk cannot hold.
WITHOUT_SAMPLES = {
    "too-large",
    "encoding",
    "unreadable",
    "not-nfc",
    "control-character",
    "tab",
    "same-name-but-case",
    "file-size",
    "file-name-case",
    "direction-character",
    "picture-trace",
}
PAGES = {page.code: page for page in rule_pages()}


def test_every_module_is_in_the_table() -> None:
    names = {f"generator.records.rules.{module.name}" for module in pkgutil.iter_modules(rules.__path__)}
    modules = {name for name in names if hasattr(importlib.import_module(name), "CODE")}
    assert modules == {rule.__name__ for rule in RULES}


def test_codes_are_unique() -> None:
    assert len(PAGES) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_a_rule_is_named_after_its_code_and_checks_in_one_way(rule: ModuleType) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.CODE)
    assert rule.__name__.rsplit(".", 1)[1] == rule.CODE.replace("-", "_")
    assert hasattr(rule, "SEVERITY") != hasattr(rule, "SEVERITIES")
    assert not (rule in record_rules() and rule in library_rules())


@pytest.mark.parametrize("page", rule_pages(), ids=lambda page: page.code)
def test_a_page_says_what_must_hold_and_why(page: RulePage) -> None:
    assert page.title.endswith("다.")
    assert page.paragraphs
    assert bool(page.failing) == bool(page.passing) == (page.code not in WITHOUT_SAMPLES)


@pytest.mark.parametrize("page", [page for page in rule_pages() if page.failing], ids=lambda page: page.code)
def test_the_failing_sample_is_found(page: RulePage, tmp_path: Path, programme: Programme) -> None:
    found = {(finding.code, finding.severity) for finding in check_sample(tmp_path, page.failing, programme)}
    assert found & {(page.code, severity) for severity in page.severities}


@pytest.mark.parametrize("page", [page for page in rule_pages() if page.passing], ids=lambda page: page.code)
def test_the_passing_sample_is_clean(page: RulePage, tmp_path: Path, programme: Programme) -> None:
    found = check_sample(tmp_path, page.passing, programme)
    assert not [finding for finding in found if finding.code == page.code or finding.severity == "error"]


@pytest.mark.parametrize("code", [*reader.SEVERITIES, *messages.SEVERITIES])
def test_whatever_reader_and_model_report_has_a_page(code: str) -> None:
    assert code in PAGES
    severity = reader.SEVERITIES.get(code) or messages.SEVERITIES[code]
    assert PAGES[code].severities == (severity,)


def test_a_page_is_read_from_a_docstring() -> None:
    rule = ModuleType("two-files")
    rule.__doc__ = """첫 줄이다.

    까닭 하나.
    이어지는 줄.

    할 일.

    틀린 예:

        title: 가
        summary:
          나
        --- guidebook.md
        ## 지금은

        끝.

    바른 예:

        title: 다
    """
    rule.CODE = "two-files"  # type: ignore[attr-defined]
    rule.SEVERITY = "note"  # type: ignore[attr-defined]
    assert read_page(rule) == RulePage(
        code="two-files",
        severities=("note",),
        title="첫 줄이다.",
        paragraphs=("까닭 하나. 이어지는 줄.", "할 일."),
        failing={"project.yml": "title: 가\nsummary:\n  나\n", "guidebook.md": "## 지금은\n\n끝.\n"},
        passing={"project.yml": "title: 다\n"},
    )
