"""Tiny real repositories: the project's own content/ with a handful of records, and a cache that lies in memory."""

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from generator.commands.check import choose_findings
from generator.records.library import Library, load_library
from generator.signature import Signature

ROOT = Path(__file__).parent.parent
# The day of everything that depends on today, for this process and for others.
DAY = date(2026, 11, 22)
EPOCH = "1795305600"

# A record of which nothing can be said.
PROJECT = """\
title: 제주 주차 안심번호
summary: 차에 남기던 전화번호 대신 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.
year: 2021
municipalities: [제주특별자치도 제주시]
origin: public_sources
topics: [traffic-parking, privacy-safety]
problem: 차에 남긴 개인 전화번호가 범죄에 악용될 위험이 있었다.
cited: {problem: s1}
status: [{date: 2026-05, state: running, source: s1}]
verified: 2026-11-22
sources: [{id: s1, title: 차량 번호 대신 QR코드}]
"""

Texts = Mapping[str, str | bytes]


def make_repository(folder: Path, projects: Mapping[str, Texts | str | bytes] | None = None) -> Path:
    """A repository in ``folder`` with the real content/; each project is its project.yml, or files by path.

    Workshops that name real projects stay behind with these.
    """
    shutil.copytree(ROOT / "content", folder / "content")
    for workshop in (folder / "content/workshops").iterdir():
        if "presented:" in workshop.read_text(encoding="utf-8"):
            workshop.unlink()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "projects").mkdir()
    for id_, files in (projects or {}).items():
        write_project(folder, id_, files)
    return folder


def write_project(root: Path, id_: str, files: Texts | str | bytes) -> None:
    """Put a project's files in their places, instead of what is there."""
    for path, text in ({"project.yml": files} if isinstance(files, str | bytes) else files).items():
        target = root / "projects" / id_ / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)


class Memory:
    """A cache that forgets with the test, and counts what is put into it."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], bytes] = {}
        self.signatures: dict[str, tuple[str, str]] = {}
        self.put: list[str] = []

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        return {key: self.rows[kind, key] for key in keys if (kind, key) in self.rows}

    def put_many(self, kind: str, rows: Iterable[tuple[str, bytes]]) -> None:
        for key, value in rows:
            self.rows[kind, key] = value
            self.put.append(kind)

    def prune(self, kind: str, keep_keys: Collection[str]) -> int:
        gone = [key for key in self.rows if key[0] == kind and key[1] not in keep_keys]
        for key in gone:
            del self.rows[key]
        return len(gone)

    def known_digests(self, signatures: Mapping[str, Signature]) -> dict[str, str]:
        known = {path: self.signatures.get(path, ("", "")) for path in signatures}
        return {path: digest for path, (status, digest) in known.items() if status == signatures[path].status}

    def remember_digests(self, rows: Iterable[tuple[str, Signature, str]]) -> None:
        self.signatures |= {path: (signature.status, digest) for path, signature, digest in rows}


def load(root: Path, cache: Memory | None = None, *, leave_out_broken: bool = False) -> Library:
    """The library of a repository."""
    return load_library(root, cache or Memory(), "test", leave_out_broken=leave_out_broken)


def places_of(library: Library) -> list[tuple[str, int, int, str]]:
    """File, line, column and code of every finding that holds on the day; files as seen from projects/."""
    findings = choose_findings(library.findings, [], DAY)
    return [(f.file.removeprefix("projects/"), f.line, f.column, f.code) for f in findings]


def run_check(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """What `bonbogi check` says in a process of its own, which may die."""
    return subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()", "check", *arguments],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
