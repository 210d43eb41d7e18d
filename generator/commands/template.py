"""bonbogi template: an Excel form for one project, blank or filled from a record."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from generator.commands.usage import Command
from generator.commands.workplace import find_root, root_option
from generator.diagnostics import GeneratorError, format_text
from generator.records.messages import nearest
from generator.records.model import Project
from generator.records.programme_files import load_programme
from generator.records.record import read_part
from generator.records.scalars import is_valid_id
from generator.resources import PROJECT_FILE
from generator.state import find_records_generation


@click.command("template", cls=Command)
@click.argument("target", metavar="파일.xlsx", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "id_", metavar="식별 이름", help="이 사업의 기록으로 채운 서식을 만듭니다.")
@click.option("--force", is_flag=True, help="같은 이름의 파일이 있어도 바꿔 씁니다.")
@root_option
def command(target: Path, id_: str | None, force: bool, root: Path | None) -> None:
    """사업 한 건을 적는 엑셀 서식을 만듭니다. 채운 서식은 'bonbogi new --from'으로 읽습니다.

    \b
    예: bonbogi template cases.xlsx
        bonbogi template cases.xlsx --from jejusi-parking-qr
    """
    sys.exit(execute(find_root(root), target, id_, force=force))


def execute(root: Path, target: Path, id_: str | None, *, force: bool) -> int:
    """Write the form; return 0."""
    from generator.records.sheet_form import make_form  # takes a third of a second to import

    if target.suffix.lower() != ".xlsx":
        raise GeneratorError(f"파일 이름이 .xlsx로 끝나야 합니다: {target}")
    if target.exists() and not force:
        raise GeneratorError(f"{target} 파일이 이미 있습니다. 다른 이름을 적거나 --force를 붙여 주세요.")
    programme, _ = load_programme(root, find_records_generation())
    values = _read_values(root, id_) if id_ else {}
    try:
        target.write_bytes(make_form(programme, values, id_ or ""))
    except OSError as problem:
        raise GeneratorError(f"{target}에 적을 수 없습니다({problem.strerror}).") from problem
    click.echo(f"{target}을(를) 만들었습니다. 채운 뒤 'bonbogi new --from {target}'로 기록을 만듭니다.")
    return 0


def _read_values(root: Path, id_: str) -> dict[str, Any]:
    file = f"projects/{id_}/{PROJECT_FILE}"
    try:
        data = (root / file).read_bytes() if is_valid_id(id_) else b""
    except OSError:
        data = b""
    if not data:
        names = [path.parent.name for path in (root / "projects").glob(f"*/{PROJECT_FILE}")]
        guess = nearest(id_, names)
        hint = f" 혹시 '{guess}'입니까?" if guess else ""
        raise GeneratorError(f"'{id_}' 사업의 기록을 찾을 수 없습니다.{hint}")
    project, _, findings = read_part(data, file, Project)
    if project is None:
        raise GeneratorError(format_text(findings, root).rstrip())
    return project.model_dump(by_alias=True, exclude_unset=True)
