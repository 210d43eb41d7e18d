"""What went wrong: findings about content, and the one error for the world outside."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

Severity = Literal["error", "warning", "note"]

SEVERITY_LABELS: Mapping[Severity, str] = {"error": "오류", "warning": "주의", "note": "참고"}
# In cells, of which Korean takes two. A terminal breaks a longer line, and the caret below it stands nowhere.
EXCERPT_WIDTH = 100
# What a terminal would obey or hide instead of showing it: controls, and what turns the direction of writing.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


# Whatever belongs to a person has as many digits, with little between them, or is an address: most texts have neither.
_MAY_BE_PERSONAL = re.compile(r"[@\uff20]|\d(?:[^\d\n]{0,3}\d){9}|[A-Z]\d{3}[A-Z]?\d{4}")


class GeneratorError(Exception):
    """The world did not play along (disk full, no rights): one Korean sentence and the way out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one place in one file.

    ``file`` is relative to the repository with "/" on every system; ``line`` and ``column`` count from 1 in characters.
    ``since`` and ``until`` bound the days on which the finding holds (``since`` included, ``until`` not), so that what
    depends on today can be kept between days. A ``private`` finding is about personal data: its line is never shown.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
    since: date | None = None
    until: date | None = None
    private: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether the finding is true on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def mask_finding(finding: Finding) -> Finding:
    """Return the finding as it may be shown: whatever rule made it, numbers and addresses of persons are masked."""
    message, hint, file = map(_mask, (finding.message, finding.hint, finding.file))
    if (message, hint, file) == (finding.message, finding.hint, finding.file):
        return finding
    return replace(finding, message=message, hint=hint, file=file)


@lru_cache(maxsize=512)  # a file's name and a rule's hint come again and again
def _mask(text: str) -> str:
    if not _MAY_BE_PERSONAL.search(text):
        return text
    from generator.personal import mask_personal  # compiled only where it is needed: a check of nothing new is short

    return mask_personal(text)


def finding_row(finding: Finding) -> list[str | int | None]:
    """Return the finding as plain data, for ``read_finding``."""
    place: list[str | int | None] = [finding.file, finding.line, finding.column]
    days = [day.isoformat() if day else None for day in (finding.since, finding.until)]
    return [*place, finding.code, finding.severity, finding.message, finding.hint, *days, finding.private]


def read_finding(row: Sequence[Any]) -> Finding:
    """Return the finding that ``finding_row`` made plain data of."""
    file, line, column, code, severity, message, hint, since, until, private = row
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    return Finding(file, line, column, code, severity, message, hint, first, last, private)


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return each distinct finding once, in the order of place, then code and message."""
    return sorted(set(findings), key=lambda f: (f.file, f.line, f.column, f.code, f.message))


def count_findings(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, worst first."""
    counts: dict[Severity, int] = dict.fromkeys(SEVERITY_LABELS, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def decode_text(data: bytes) -> tuple[str, str]:
    """Return the text of a file from any desk, its lines ended by LF, and its encoding: utf-8, utf-16 or cp949.

    Raises UnicodeDecodeError where it is none of them.
    """
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text, encoding = data.decode("utf-16"), "utf-16"
        else:
            text, encoding = data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as problem:
        try:
            text, encoding = data.decode("cp949"), "cp949"
        except UnicodeDecodeError:
            raise problem from None
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _source_lines(root: Path, file: str) -> list[str]:
    try:
        text, _ = decode_text((root / file).read_bytes())
    except (OSError, ValueError):  # gone, a folder, or not a text
        return []
    return unicodedata.normalize("NFC", text).split("\n")


def make_visible(text: str) -> str:
    """Return the text with every character that a terminal would obey as one that it shows."""
    return _UNSEEN.sub("\ufffd", text.replace("\t", " "))


def _cells(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Cut ``line`` to what fits beside ``column``; return the piece and where the caret stands in it, in cells."""
    line = line.rstrip()
    at = min(column - 1, len(line))
    # No more characters than cells: what lies further off cannot be shown, and need not be measured. What it is masked
    # with has to be whole, so a number that begins before it is looked at too.
    offset, around = max(0, at - EXCERPT_WIDTH), max(0, at - 2 * EXCERPT_WIDTH)
    shown = make_visible(_mask(line[around : at + 2 * EXCERPT_WIDTH]))
    near = shown[offset - around : at + EXCERPT_WIDTH - around]
    widths = [_cells(character) for character in near]
    at -= offset
    start, end = 0, len(near)
    if offset or end < len(line) - offset or sum(widths) > EXCERPT_WIDTH:
        start = at
        while start and sum(widths[start - 1 : at]) <= EXCERPT_WIDTH // 3:
            start -= 1
        end = start
        while end < len(near) and sum(widths[start : end + 1]) <= EXCERPT_WIDTH:
            end += 1
    before, after = "…" * (offset + start > 0), "…" * (offset + end < len(line))
    return before + near[start:end] + after, len(before) + sum(widths[start:at])


def format_text(findings: Sequence[Finding], root: Path) -> str:
    """Return the findings for a person: place, message, the line with a caret, what to do."""
    blocks: list[str] = []
    lines_of_file: tuple[str, list[str]] = ("", [])
    hidden = {(finding.file, finding.line) for finding in findings if finding.private}
    for finding in findings:
        if lines_of_file[0] != finding.file:
            lines_of_file = (finding.file, _source_lines(root, finding.file))
        lines = lines_of_file[1]
        label = SEVERITY_LABELS[finding.severity]
        shown = mask_finding(finding)
        place = f"{shown.file}:{finding.line}:{finding.column}"
        block = [make_visible(f"{place}: {label}[{finding.code}] {shown.message}")]
        is_shown = (finding.file, finding.line) not in hidden
        if is_shown and finding.line <= len(lines) and lines[finding.line - 1].strip():
            piece, caret = _excerpt(lines[finding.line - 1], finding.column)
            gutter = f"{finding.line:>5} | "
            block += [gutter + piece, " " * (len(gutter) - 2) + "| " + " " * caret + "^"]
        if shown.hint:
            block.append(make_visible(f"      → {shown.hint}"))
        blocks.append("\n".join(block) + "\n")
    return "\n".join(blocks)


def _escape_command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def format_github(findings: Sequence[Finding], root: Path) -> str:
    """Return GitHub workflow commands, one line a finding."""
    names: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
    rows = []
    for finding in map(mask_finding, findings):
        file = _escape_command(finding.file).replace(":", "%3A").replace(",", "%2C")
        message = _escape_command(f"{finding.message} {finding.hint}".strip())
        place = f"file={file},line={finding.line},col={finding.column},title={finding.code}"
        rows.append(f"::{names[finding.severity]} {place}::{message}\n")
    return "".join(rows)


def format_gitlab(findings: Sequence[Finding], root: Path) -> str:
    """Return GitLab's Code Quality report (JSON)."""
    names: Mapping[Severity, str] = {"error": "major", "warning": "minor", "note": "info"}
    report = []
    for finding in map(mask_finding, findings):
        identity = f"{finding.file}\0{finding.code}\0{finding.message}\0{finding.line}\0{finding.column}"
        report.append(
            {
                "description": f"{finding.message} {finding.hint}".strip(),
                "check_name": finding.code,
                "fingerprint": hashlib.blake2b(identity.encode(), digest_size=16).hexdigest(),
                "severity": names[finding.severity],
                "location": {"path": finding.file, "lines": {"begin": finding.line}},
            }
        )
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def format_sarif(findings: Sequence[Finding], root: Path) -> str:
    """Return a SARIF 2.1.0 log (JSON)."""
    results = [
        {
            "ruleId": finding.code,
            "level": finding.severity,
            "message": {"text": f"{finding.message} {finding.hint}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(finding.file)},
                        "region": {"startLine": finding.line, "startColumn": finding.column},
                    }
                }
            ],
        }
        for finding in map(mask_finding, findings)
    ]
    rules = [{"id": code} for code in sorted({finding.code for finding in findings})]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "bonbogi", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def format_json(findings: Sequence[Finding], root: Path) -> str:
    """Return a JSON list with one object a finding."""
    keys = ("file", "line", "column", "code", "severity", "message", "hint")
    rows = [{key: getattr(finding, key) for key in keys} for finding in map(mask_finding, findings)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


Formatter = Callable[[Sequence[Finding], Path], str]

FORMATTERS: Mapping[str, Formatter] = {
    "text": format_text,
    "github": format_github,
    "gitlab": format_gitlab,
    "sarif": format_sarif,
    "json": format_json,
}


def summarise(findings: Sequence[Finding], record_count: int) -> str:
    """Return the closing line: how many of each severity, in how many records that were checked."""
    counts = count_findings(findings)
    parts = ", ".join(f"{label} {counts[severity]}건" for severity, label in SEVERITY_LABELS.items())
    return f"기록 {record_count}건을 검사했습니다: {parts}"
