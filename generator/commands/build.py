"""bonbogi build: records and pages become the site, which appears at once."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from generator.as_of import find_as_of
from generator.build import Site, build_site
from generator.commands.check import choose_findings
from generator.commands.usage import Command
from generator.commands.workplace import find_root, open_store, progress_bar, root_option
from generator.diagnostics import format_text, summarise
from generator.pages.frame import Shell, load_shell, shell_digest
from generator.publish.fill import Report
from generator.publish.swap import SwappedSite
from generator.records.library import Library, load_library
from generator.state import find_generation, find_records_generation, state_folder, store_file


@click.command("build", cls=Command)
@click.option("--strict", is_flag=True, help="주의가 하나라도 있으면 내놓지 않습니다.")
@click.option("--skip-invalid", is_flag=True, help="오류가 있는 사업을 빼고 내놓고, 뺀 것을 알려 줍니다.")
@click.option("--workers", type=click.IntRange(min=1), help="함께 일할 프로세스 수. 적지 않으면 코어 수.")
@root_option
def command(strict: bool, skip_invalid: bool, workers: int | None, root: Path | None) -> None:
    """사이트를 만들어 site/에 내놓습니다. 바뀐 것만 다시 만듭니다.

    \b
    예: bonbogi build
        bonbogi build --skip-invalid
    """
    sys.exit(execute(find_root(root), strict=strict, skip_invalid=skip_invalid, workers=workers or os.cpu_count() or 1))


def execute(root: Path, *, strict: bool, skip_invalid: bool, workers: int) -> int:
    """Build and publish; return 0, or 1 where findings keep the site from being published."""
    # First: MkDocs reads the same variable, and fails with a traceback where it is no number.
    as_of = find_as_of(root)
    shell = current_shell(root, strict=strict)
    with open_store(root) as store:
        with progress_bar("기록을 읽는 중") as progress:
            library = load_library(
                root, store, find_records_generation(), leave_out_broken=skip_invalid, progress=progress
            )
        if not report_findings(library, root, as_of, strict=strict, skip_invalid=skip_invalid):
            return 1
        with progress_bar("쪽을 만드는 중") as progress:
            destination = SwappedSite(root / "site", state_folder(root))
            site = Site(library, shell, as_of, find_generation(), store_file(root))
            report = build_site(site, destination, workers=workers, progress=progress)
    click.echo(describe_report(report, root))
    return 0


def current_shell(root: Path, *, strict: bool, serve: bool = False) -> Shell:
    """Return the shell of the repository; MkDocs is imported and run only when it has changed."""
    config_file, folder = root / "mkdocs.yml", state_folder(root) / "shell"
    shell = load_shell(folder, shell_digest(config_file, serve=serve))
    if shell is None:
        from generator.plugin import make_shell

        shell = make_shell(config_file, folder, strict=strict, serve=serve)
    return shell


def report_findings(library: Library, root: Path, as_of: date, *, strict: bool, skip_invalid: bool) -> bool:
    """Print what keeps records from being published; tell whether the rest may be."""
    findings = choose_findings(library.findings, [], as_of)
    wanted = {"error", "warning"} if strict else {"error"}
    shown = [finding for finding in findings if finding.severity in wanted]
    # Only projects can be left out: everything else stands on what content/ says.
    of_projects = [finding for finding in shown if finding.severity == "error" and finding.file.startswith("projects/")]
    if shown:
        click.echo(format_text(shown, root), err=True)
        click.echo(summarise(findings, len(library.folders)), err=True)
    if len(shown) > (len(of_projects) if skip_invalid else 0):
        click.echo("사이트를 내놓지 않았습니다. 위의 곳을 고쳐 주세요.", err=True)
        if of_projects and not skip_invalid:
            click.echo("오류가 있는 사업을 빼고 내놓으려면 --skip-invalid를 붙이세요.", err=True)
        return False
    if library.broken:
        names = ", ".join(sorted(library.broken))
        click.echo(f"뺀 사업 {len(library.broken)}건: {names}", err=True)
    return True


def describe_report(report: Report, root: Path) -> str:
    """Return one line about what was made, and where to open the site."""
    index = root / "site" / "index.html"
    if not report.changed and not report.removed:
        return f"바뀐 것이 없습니다. {index}"
    return f"{report.made}개를 만들고 {report.kept}개를 그대로 두고 {len(report.removed)}개를 지웠습니다. {index}"
