"""Samples of records: a few keys, completed to a whole record and read by the real reader."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

from generator.diagnostics import Finding, sort_findings
from generator.records.attachments import Inside
from generator.records.card import Card
from generator.records.entry import Entry, files_to_look_into, look_into, make_card, read_entries
from generator.records.folders import HEAD_BYTES, Folder, scan_projects
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.record import KeptFile, Record, read_part
from generator.records.rules import check_library
from generator.resources import PROJECT_FILE
from generator.signature import Signature

# The day on which samples are looked at.
DAY = date(2026, 11, 22)

# A picture of one by one.
DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")

# What a sample lacks: lines by key. A key without a value in the sample ("owner:") keeps the record without it.
BASE = {
    "title": "title: 제주 주차 안심번호\n",
    "summary": "summary: 차에 남기던 전화번호 대신 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.\n",
    "year": "year: 2021\n",
    "municipalities": "municipalities: [제주특별자치도 제주시]\n",
    "origin": "origin: public_sources\n",
    "topics": "topics: [traffic-parking, privacy-safety]\n",
    "cited": "cited: {problem: s1}\n",
    "owner": "owner: {office: 제주시 정보화지원과}\n",
    "verified": "verified: 2026-11-22\n",
    "sources": "sources: [{id: s1, title: 차량 번호 대신 QR코드}]\n",
}


class NoDigests:
    """Remembers nothing."""

    def known_digests(self, signatures: Mapping[str, Signature]) -> dict[str, str]:
        return {}

    def remember_digests(self, rows: Iterable[tuple[str, Signature, str]]) -> None:
        pass


def complete(text: str) -> str:
    """The text of a project.yml with the base's keys below its own; one that holds no key stays as it is."""
    keys = set(re.findall(r"^(\w+):", text, re.MULTILINE))
    return text + "".join(lines for key, lines in BASE.items() if key not in keys) if keys or not text else text


def sample_record(files: Mapping[str, str] | str, project_id: str = "sample") -> Record:
    """The record that a sample means: its project.yml completed, its guidebook.md and its files."""
    if isinstance(files, str):
        files = {PROJECT_FILE: files}
    file = f"projects/{project_id}/{PROJECT_FILE}"
    project, tree, findings = read_part(complete(files[PROJECT_FILE]).encode(), file, Project)
    assert project is not None, findings
    assert tree is not None
    kept = {path: _keep(path, text.encode()) for path, text in files.items() if path.startswith("files/")}
    return Record(project_id, file, project, tree, files.get("guidebook.md", ""), kept)


def sample_card(text: str, project_id: str, programme: Programme) -> Card:
    """The card of a record with these keys."""
    return make_card(sample_record(text, project_id), "", programme)


def findings_of(
    rule: ModuleType, files: Mapping[str, str] | str, programme: Programme, day: date = DAY
) -> list[Finding]:
    """What one rule finds in a sample of one record on a day, by place."""
    found: list[Finding] = list(rule.check_record(sample_record(files), programme))
    return sort_findings(finding for finding in found if finding.holds_on(day))


def places_of(rule: ModuleType, files: Mapping[str, str] | str, programme: Programme) -> list[tuple[int, int, str]]:
    """Line, column and severity of what one rule finds in a sample of one record."""
    return [(finding.line, finding.column, finding.severity) for finding in findings_of(rule, files, programme)]


def read_folder(folder: Folder, programme: Programme) -> Entry:
    """The entry of one folder, its kept files looked into."""

    def look(folder: Folder) -> dict[str, Inside]:
        return {name: look_into(folder, name, programme) for name in files_to_look_into(folder)}

    (entry,) = read_entries([folder], programme, look)
    return entry


def check_sample(root: Path, files: Mapping[str, str], programme: Programme) -> list[Finding]:
    """Everything that is found in a sample, of one project or of several, once it lies in folders."""
    several = any(path.startswith("projects/") for path in files)
    for path, text in files.items():
        target = root / path if several else root / "projects" / "sample" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".gif":
            target.write_bytes(DOT)  # a page of a rule shows only how it begins
        else:
            target.write_text(complete(text) if target.name == PROJECT_FILE else text, encoding="utf-8")
    if not several and PROJECT_FILE not in files:
        (root / "projects" / "sample" / PROJECT_FILE).write_text("".join(BASE.values()), encoding="utf-8")
    folders, findings = scan_projects(root, NoDigests())
    cards = {}
    for folder in folders:
        if folder.digest_of(PROJECT_FILE) is not None:
            entry = read_folder(folder, programme)
            findings += entry.findings
            if entry.card:
                cards[folder.id] = entry.card
    findings += check_library(cards, programme)
    return sort_findings(finding for finding in findings if finding.holds_on(DAY))


def _keep(path: str, data: bytes) -> KeptFile:
    return KeptFile(path, len(data), hashlib.sha256(data).hexdigest(), data[:HEAD_BYTES])
