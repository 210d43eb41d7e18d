"""bonbogi new: a new project's folder, from questions in the terminal or from a filled spreadsheet."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.as_of import find_as_of
from generator.commands.check import choose_findings
from generator.commands.check import execute as check
from generator.commands.drafting import refuse_id, suggest_id, write_folder
from generator.commands.interview import Interview
from generator.commands.usage import Command
from generator.commands.workplace import find_root, root_option
from generator.diagnostics import GeneratorError, format_text, make_visible
from generator.records import reader
from generator.records.issue import read_issue
from generator.records.programme import Programme
from generator.records.programme_files import load_programme
from generator.records.writer import write_record
from generator.state import find_records_generation, state_folder

_AFTERWARDS = "고친 뒤에는 'bonbogi check'로 다시 보고, 'bonbogi serve'로 쪽을 미리 볼 수 있습니다."


@click.command("new", cls=Command)
@click.option("--id", "id_", help="폴더 이름. 영문 소문자와 숫자를 줄표(-)로 이어 적습니다. 예: jejusi-parking-qr")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="파일",
    help="채운 엑셀 서식(.xlsx)이나 적다 만 기록(.yml)에서 시작합니다.",
)
@click.option(
    "--from-issue",
    "issue",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="파일",
    help="사례 제보(GitHub의 이벤트 파일이나 그 글)에서 초안을 만듭니다.",
)
@root_option
def command(id_: str | None, source: Path | None, issue: Path | None, root: Path | None) -> None:
    """새 사업의 기록을 만듭니다. 터미널에서 묻거나, 채운 엑셀 서식을 읽습니다.

    \b
    예: bonbogi new
        bonbogi new --from cases.xlsx
        bonbogi new --id jejusi-parking-qr
    """
    if source and issue:
        raise click.UsageError("--from과 --from-issue는 함께 쓸 수 없습니다.")
    sys.exit(execute(find_root(root), id_, source, issue))


def execute(root: Path, id_: str | None, source: Path | None, issue: Path | None) -> int:
    """Make the folder and check it; return 0, or 1 where the given file has to be mended first."""
    if id_ and (problem := refuse_id(root, id_)):
        raise GeneratorError(problem)
    programme, _ = load_programme(root, find_records_generation())
    if issue:
        return _take_issue(root, id_, programme, issue)
    kind = source.suffix.lower() if source else ""
    if source and kind.startswith(".xls"):
        return _take_form(root, id_, programme, source)
    if source and kind not in (".yml", ".yaml"):
        raise GeneratorError(f"{source}: 엑셀 서식(.xlsx)이나 기록(.yml)만 읽을 수 있습니다.")
    values = _read_draft(source) if source else {}
    return _ask(root, id_, programme, values)


def _take_form(root: Path, id_: str | None, programme: Programme, source: Path) -> int:
    from generator.records.sheet_reader import read_form  # takes a third of a second to import

    filled = read_form(_read_bytes(source), source.name, programme)
    findings = choose_findings(filled.findings, [], find_as_of(root))
    if findings:
        click.echo(format_text(findings, source.parent))
    if filled.values is None:
        click.echo("기록을 만들지 않았습니다. 위의 칸을 고쳐 저장한 뒤 다시 실행해 주세요.", err=True)
        return 1
    id_ = id_ or filled.id or _make_id(root, filled.values, programme)
    folder = write_folder(root, id_, filled.values)
    click.echo(f"{folder.relative_to(root).as_posix()}/에 기록을 만들었습니다. {_AFTERWARDS}")
    return 0


def _take_issue(root: Path, id_: str | None, programme: Programme, issue: Path) -> int:
    draft = read_issue(_read_bytes(issue), programme)
    folder = write_folder(
        root, id_ or _make_id(root, draft.values, programme), draft.values, comments={(): draft.comment}
    )
    click.echo(f"{folder.relative_to(root).as_posix()}/에 초안을 만들었습니다. {_AFTERWARDS}")
    return 0


def _make_id(root: Path, values: Mapping[str, Any], programme: Programme) -> str:
    """Return an id from the year and the first municipality, as far as they can be read."""
    year, written = str(values.get("year", "")), values.get("municipalities", "")
    first = written if isinstance(written, str) else str(next(iter(written), ""))
    is_year = year.isascii() and year.isdigit() and len(year) == 4
    place = programme.municipalities.resolve(first, int(year) if is_year else date.max.year)
    return suggest_id(root, year if is_year else "", place.code or "")


def _ask(root: Path, id_: str | None, programme: Programme, values: dict[str, Any]) -> int:
    interview = Interview(programme, values)
    try:
        interview.hold()
        id_ = id_ or _ask_id(root, values, interview.codes)
    except (click.Abort, KeyboardInterrupt):
        _keep(root, values)
        raise click.Abort from None
    finish(root, id_, values, interview.files)
    return 0


def finish(root: Path, id_: str, values: dict[str, Any], files: dict[str, Path]) -> None:
    """Write the folder, say where it is, and show what the check finds in it."""
    folder = write_folder(root, id_, values, files=files)
    shown = folder.relative_to(root).as_posix()
    click.echo(f"\n{shown}/에 기록을 만들었습니다. project.yml은 사실, guidebook.md는 이야기입니다.\n")
    check(root, [folder], "text", strict=False)
    click.echo(f"\n{_AFTERWARDS}")


def _ask_id(root: Path, values: dict[str, Any], codes: list[str]) -> str:
    suggested = suggest_id(root, values.get("year"), codes[0] if codes else "")
    click.echo("\n폴더 이름을 정합니다. 안내서의 영구 주소가 됩니다. 영문 소문자, 숫자, 줄표만 씁니다.")
    while True:
        id_: str = click.prompt("", prompt_suffix=f"[{suggested}]> ", default=suggested, show_default=False)
        problem = refuse_id(root, id_.strip())
        if not problem:
            return id_.strip()
        click.echo(f"  {make_visible(problem)}")


def _keep(root: Path, values: dict[str, Any]) -> None:
    """Keep what was answered when the conversation is broken off, and say where."""
    if not values:
        click.echo("\n적은 것이 없어 아무것도 만들지 않았습니다.", err=True)
        return
    folder = state_folder(root)
    folder.mkdir(exist_ok=True)
    number = 1
    while (file := folder / f"new-{number}.yml").exists():
        number += 1
    file.write_text(write_record(values), encoding="utf-8", newline="\n")
    click.echo(
        f"\n지금까지 답한 것을 {file}에 적어 두었습니다. 'bonbogi new --from {file}'로 이어서 적을 수 있습니다.",
        err=True,
    )


def _read_draft(source: Path) -> dict[str, Any]:
    tree, findings = reader.read_yaml(_read_bytes(source), source.name)
    if tree is None:
        raise GeneratorError(format_text(findings, source.parent).rstrip())
    values = reader.to_data(tree)
    assert isinstance(values, dict)
    return values


def _read_bytes(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as problem:
        raise GeneratorError(f"{source} 파일을 읽을 수 없습니다({problem.strerror}).") from problem
