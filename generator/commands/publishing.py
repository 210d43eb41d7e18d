"""What ``build`` does when there is something to do: read, check, make, publish."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.build import Site, build_site
from generator.commands.check import choose_findings
from generator.commands.lookout import Lookout
from generator.commands.workplace import open_store, progress_bar
from generator.diagnostics import format_text, summarise
from generator.pages.frame import Shell, load_shell, shell_digest
from generator.publish.fill import Report
from generator.records.library import Library, load_library
from generator.search_files import TermKeeper
from generator.state import find_generation, find_records_generation, kept_shells, store_file


def publish(
    root: Path,
    lookout: Lookout,
    as_of: date,
    *,
    strict: bool,
    skip_invalid: bool,
    documents: bool,
    workers: int,
) -> tuple[Report | None, bool]:
    """Build and publish; return what was done, None where findings keep the site back, and whether nothing was told.

    A build that told something has to tell it again.
    """
    shell = current_shell(root, strict=strict)
    with open_store(root) as store:
        with progress_bar("기록을 읽는 중") as progress:
            terms = TermKeeper(store)
            library = load_library(
                root,
                store,
                find_records_generation(),
                leave_out_broken=skip_invalid,
                seen=lookout.sources.projects,
                progress=progress,
                listen=terms,
            )
            terms.flush()
        if not report_findings(library, root, as_of, strict=strict, skip_invalid=skip_invalid):
            return None, False
        with progress_bar("쪽과 문서를 만드는 중") as progress:
            site = Site(library, shell, as_of, find_generation(), store_file(root), documents)
            report = build_site(site, lookout.destination, workers=workers, progress=progress)
    # MkDocs warned where its shell is not kept.
    return report, not library.broken and (kept_shells(root) / shell.digest).is_dir()


def current_shell(root: Path, *, strict: bool, serve: bool = False) -> Shell:
    """Return the shell of the repository; MkDocs is imported and run only when it has changed."""
    config_file, folder = root / "mkdocs.yml", kept_shells(root)
    shell = load_shell(folder, shell_digest(config_file, serve=serve))
    if shell is None:
        from generator.plugin import make_shell

        shell = make_shell(config_file, folder, strict=strict, serve=serve)
    return shell


def report_findings(library: Library, root: Path, as_of: date, *, strict: bool, skip_invalid: bool) -> bool:
    """Print what keeps records from being published; tell whether the rest may be."""
    wanted = {"error", "warning"} if strict else {"error"}
    shown = [finding for finding in choose_findings(library.serious, [], as_of) if finding.severity in wanted]
    # Only projects can be left out: everything else stands on what content/ says.
    of_projects = [finding for finding in shown if finding.severity == "error" and finding.file.startswith("projects/")]
    if shown:
        click.echo(format_text(shown, root), err=True)
        click.echo(summarise(choose_findings(library.findings, [], as_of), len(library.folders)), err=True)
    if len(shown) > (len(of_projects) if skip_invalid else 0):
        click.echo("사이트를 내놓지 않았습니다. 위의 곳을 고쳐 주세요.", err=True)
        if of_projects and not skip_invalid:
            click.echo("오류가 있는 사업을 빼고 내놓으려면 --skip-invalid를 붙이세요.", err=True)
        return False
    if library.broken:
        names = ", ".join(sorted(library.broken))
        click.echo(f"뺀 사업 {len(library.broken)}건: {names}", err=True)
    return True
