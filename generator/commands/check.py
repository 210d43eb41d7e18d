"""bonbogi check: every finding about the records, at once."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator.as_of import find_as_of
from generator.commands.usage import Command
from generator.commands.workplace import find_root, open_store, progress_bar, root_option
from generator.diagnostics import FORMATTERS, Finding, GeneratorError, finding_row, read_finding, summarise
from generator.state import find_records_generation, find_sources

# The kind of row under which the findings lie in the cache, by what the files look like from outside.
_KEPT = "findings"


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATTERS)), default="text", help="결과를 적는 꼴.")
@click.option("--strict", is_flag=True, help="주의가 있어도 실패로 칩니다.")
@click.option("--fix", is_flag=True, help="답이 하나뿐인 것을 고치고 무엇을 고쳤는지 보여 줍니다.")
@click.option("--diff", is_flag=True, help="--fix가 고칠 것을 보여 주기만 합니다.")
@root_option
def command(paths: tuple[Path, ...], form: str, strict: bool, fix: bool, diff: bool, root: Path | None) -> None:
    """기록을 모두 검사해 고칠 곳을 한꺼번에 알려 줍니다.

    PATHS를 적으면 그 폴더나 파일의 결과만 보여 줍니다.

    \b
    예: bonbogi check
        bonbogi check projects/jejusi-parking-qr --strict
        bonbogi check --format github
        bonbogi check --fix
    """
    root = find_root(root)
    if fix or diff:
        mend(root, paths, form, write=fix and not diff)
    sys.exit(execute(root, paths, form, strict=strict))


def mend(root: Path, paths: Sequence[Path], form: str, *, write: bool) -> None:
    """Mend what has one right answer, or only show it; beside a report for machines it is shown on standard error."""
    from generator.commands.fixing import find_mended, show_difference, write_mended
    from generator.records.programme_files import load_programme

    wanted = [relative_path(path, root) for path in paths]
    err = form != "text"
    programme, _ = load_programme(root, find_records_generation())
    count = 0
    for mended in find_mended(root, wanted, programme):
        count += 1
        show_difference(mended, err=err)
        if write:
            write_mended(root, mended)
    if not count:
        click.echo("고칠 것이 없습니다.\n", err=err)
    else:
        click.echo(f"파일 {count}개를 {'고쳤습니다' if write else '고칠 수 있습니다'}.\n", err=err)


def execute(root: Path, paths: Sequence[Path], form: str, *, strict: bool) -> int:
    """Print the findings; return 0 without errors (with ``strict`` also without warnings), else 1."""
    wanted = [relative_path(path, root) for path in paths]
    every, count = _gather(root)
    findings = choose_findings(every, wanted, find_as_of(root))
    click.echo(FORMATTERS[form](findings, root), nl=False)
    if form == "text":
        if findings:
            click.echo()
        click.echo(summarise(findings, count))
    severities = {finding.severity for finding in findings}
    return 1 if "error" in severities or (strict and "warning" in severities) else 0


def _gather(root: Path) -> tuple[list[Finding], int]:
    """Return all findings, whatever day they hold on, and the number of projects; unchanged files are not read."""
    # Before anything is read. Neither the day nor an option counts: they choose among the findings.
    sources = find_sources(root, "")
    with open_store(root) as store:
        kept = store.get(_KEPT, sources.digest) if sources.digest else None
        if kept is not None:
            count, rows = json.loads(kept)
            return [read_finding(row) for row in rows], count
        # Takes longer to import than it takes to see that nothing has changed.
        from generator.records.library import load_library

        with progress_bar("기록을 읽는 중") as progress:
            library = load_library(root, store, find_records_generation(), seen=sources.projects, progress=progress)
        findings, count = library.findings, len(library.folders)
        if sources.digest:
            store.put_many(
                _KEPT, [(sources.digest, json.dumps([count, [finding_row(one) for one in findings]]).encode())]
            )
            store.prune(_KEPT, [sources.digest])
    return findings, count


def choose_findings(findings: Sequence[Finding], wanted: Sequence[str], day: date) -> list[Finding]:
    """Return the findings that hold on ``day`` and lie at or below the wanted paths (all where none is wanted)."""
    return [
        finding
        for finding in findings
        if finding.holds_on(day)
        and (not wanted or any(path in (".", finding.file) or finding.file.startswith(f"{path}/") for path in wanted))
    ]


def relative_path(path: Path, root: Path) -> str:
    """Return ``path`` relative to the repository with "/", "." for itself; GeneratorError where it is not there."""
    full = path.resolve()
    if not full.is_relative_to(root):
        raise GeneratorError(f"이 저장소({root}) 안에 있지 않습니다: {path}")
    if not full.exists():
        raise GeneratorError(f"그런 파일이나 폴더가 없습니다: {path}")
    return unicodedata.normalize("NFC", full.relative_to(root).as_posix())
