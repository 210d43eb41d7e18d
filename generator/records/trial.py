"""What is wrong with a single answer, in the words of the check, before there is a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Finding
from generator.records.messages import keys_of
from generator.records.model import Project
from generator.records.record import read_part
from generator.records.writer import write_record

# The keys without which nothing is a record, so that an answer can be looked at by itself.
_REST: Mapping[str, Any] = {
    "title": "사업",
    "summary": "아직 적지 않은 사업의 한 줄 소개 자리입니다.",
    "year": 2000,
    "municipalities": ["지자체"],
    "origin": "submitted",
}


def try_answers(values: Mapping[str, Any]) -> list[Finding]:
    """Return what the model refuses in the values of one or more keys; what is still missing in rows does not count."""
    text = write_record({**_REST, **values})
    _, _, findings = read_part(text.encode(), "project.yml", Project)
    return [finding for finding in findings if finding.code != "missing-key"]


def required_keys() -> list[str]:
    """Return the keys that must be there, in the order in which they are asked for."""
    return sorted(_REST, key=lambda name: turn_of(name) or 0)


def turn_of(name: str) -> int | None:
    """Return the turn of a key's question; None for a key that is not asked for."""
    extra = keys_of(Project)[name].json_schema_extra
    turn = extra.get("turn") if isinstance(extra, dict) else None
    return turn if isinstance(turn, int) else None
