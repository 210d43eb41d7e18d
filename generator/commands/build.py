"""bonbogi build: records and pages become the site, which appears at once."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

from generator.as_of import find_as_of
from generator.commands.lookout import Lookout
from generator.commands.usage import Command
from generator.commands.workplace import find_root, root_option
from generator.state import state_folder


@click.command("build", cls=Command)
@click.option("--strict", is_flag=True, help="주의가 하나라도 있으면 내놓지 않습니다.")
@click.option("--skip-invalid", is_flag=True, help="오류가 있는 사업을 빼고 내놓고, 뺀 것을 알려 줍니다.")
@click.option("--workers", type=click.IntRange(min=1), help="함께 일할 프로세스 수. 적지 않으면 코어 수.")
@click.option("--no-documents", is_flag=True, help="안내서·결과보고서·사업계획서(한글, PDF)와 묶음은 만들지 않습니다.")
@root_option
def command(strict: bool, skip_invalid: bool, workers: int | None, no_documents: bool, root: Path | None) -> None:
    """사이트를 만들어 site/에 내놓습니다. 바뀐 것만 다시 만듭니다.

    \b
    예: bonbogi build
        bonbogi build --skip-invalid
        bonbogi build --no-documents
    """
    cores = workers or os.cpu_count() or 1
    sys.exit(
        execute(find_root(root), strict=strict, skip_invalid=skip_invalid, documents=not no_documents, workers=cores)
    )


def execute(root: Path, *, strict: bool, skip_invalid: bool, documents: bool = True, workers: int) -> int:
    """Build and publish; return 0, or 1 where findings keep the site from being published."""
    # First: MkDocs reads the same variable, and fails with a traceback where it is no number.
    as_of = find_as_of(root)
    index = root / "site" / "index.html"
    # With all that what is told and made depends on besides files. Before any of these is read.
    with Lookout(root, root / "site", state_folder(root), f"{as_of} {strict} {documents}") as lookout:
        if lookout.expects_change:
            # Takes nearly as long as the other process needs.
            importlib.import_module("generator.commands.publishing")
        if lookout.is_unchanged:
            click.echo(f"바뀐 것이 없습니다. {index}")
            return 0
        # Takes longer to import than it takes to see that nothing has changed.
        from generator.commands.publishing import publish

        report, is_silent = publish(
            root, lookout, as_of, strict=strict, skip_invalid=skip_invalid, documents=documents, workers=workers
        )
    if report is None:
        return 1
    if lookout.sources.digest and is_silent:
        lookout.destination.stamp(lookout.sources.digest)
    if not report.changed and not report.removed:
        click.echo(f"바뀐 것이 없습니다. {index}")
    else:
        removed = len(report.removed)
        click.echo(f"{report.made}개를 만들고 {report.kept}개를 그대로 두고 {removed}개를 지웠습니다. {index}")
    return 0
