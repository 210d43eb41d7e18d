"""The public page of each rule, read from the docstring of its module."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from generator.diagnostics import Severity
from generator.records.rules import RULES

FAILING = "틀린 예:"
PASSING = "바른 예:"
DEFAULT_FILE = "project.yml"
_FILE_LINE = re.compile(r"--- (\S.*)")


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule says in public: what must hold, why, what to do, and a sample of each kind.

    A sample is a text by path. Paths lie in the project's folder ("project.yml", "guidebook.md", "files/…"); in a
    sample of several projects they begin at the top of the repository ("projects/<id>/project.yml"). Both samples are
    empty where print cannot show the fault (bytes, invisible characters).
    """

    code: str
    severities: tuple[Severity, ...]  # worst first
    title: str
    paragraphs: tuple[str, ...]
    failing: Mapping[str, str]
    passing: Mapping[str, str]


@cache
def rule_pages() -> tuple[RulePage, ...]:
    """Return the pages of all rules, in the order of the reference page."""
    return tuple(read_page(rule) for rule in RULES)


def read_page(rule: ModuleType) -> RulePage:
    """Return the page that a rule's docstring holds."""
    text = inspect.cleandoc(rule.__doc__ or "")
    explanation, _, samples = text.partition(f"\n{FAILING}\n")
    failing, _, passing = samples.partition(f"\n{PASSING}\n")
    title, *paragraphs = (" ".join(part.split()) for part in explanation.split("\n\n") if part.strip())
    return RulePage(
        code=rule.CODE,
        severities=severities_of(rule),
        title=title,
        paragraphs=tuple(paragraphs),
        failing=_read_sample(failing),
        passing=_read_sample(passing),
    )


def severities_of(rule: ModuleType) -> tuple[Severity, ...]:
    """Return how serious the findings of a rule can be, worst first."""
    several: tuple[Severity, ...] | None = getattr(rule, "SEVERITIES", None)
    return several or (rule.SEVERITY,)


def _read_sample(block: str) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    path = DEFAULT_FILE
    for line in textwrap.dedent(block).strip("\n").split("\n"):
        if found := _FILE_LINE.fullmatch(line):
            path = found[1]
            texts[path] = []
        elif line or texts:
            texts.setdefault(path, []).append(line)
    return {path: "\n".join(lines).strip("\n") + "\n" for path, lines in texts.items()}
