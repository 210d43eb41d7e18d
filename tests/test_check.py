"""bonbogi check: exit codes, formats, what it is asked about, and what it says to people."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import bonbogi
from generator.diagnostics import FORMATTERS
from generator.state import state_folder, store_file
from tests.repository import EPOCH, PROJECT, make_repository, run_check, write_project

ERROR = PROJECT.replace("year: 2021", "year: 2021년")
WARNING = PROJECT + "budget: [{kind: national, amount: 500, source: s1}]\n"
# Longer than a change may go unnoticed by the time of a file.
MOMENT_SECONDS = 2.1
NOTE = PROJECT.replace("sources: [", "sources: [{id: s2, title: 보도 자료}, ")


def check(root: Path, *arguments: str) -> Result:
    """What `bonbogi check` answers in this process."""
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH})
    return runner.invoke(bonbogi, ["check", "--root", str(root), *arguments], standalone_mode=False)


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (PROJECT, [], 0),
        (PROJECT, ["--strict"], 0),
        (NOTE, ["--strict"], 0),
        (WARNING, [], 0),
        (WARNING, ["--strict"], 1),
        (ERROR, [], 1),
        (ERROR, ["--strict"], 1),
        ("", [], 1),
    ],
)
def test_the_exit_code_says_whether_something_has_to_be_mended(
    tmp_path: Path, text: str, arguments: list[str], code: int
) -> None:
    assert check(make_repository(tmp_path, {"a": text}), *arguments).exit_code == code


def test_nothing_to_say_is_one_line(tmp_path: Path) -> None:
    result = check(make_repository(tmp_path, {"a": PROJECT}))
    assert result.output == "기록 1건을 검사했습니다: 오류 0건, 주의 0건, 참고 0건\n"


def test_an_empty_repository_is_in_order(tmp_path: Path) -> None:
    root = make_repository(tmp_path)
    assert check(root).output == "기록 0건을 검사했습니다: 오류 0건, 주의 0건, 참고 0건\n"
    (root / "projects").rmdir()
    assert check(root).exit_code == 0


def test_a_person_sees_the_line_the_caret_and_the_way_out(tmp_path: Path) -> None:
    result = check(make_repository(tmp_path, {"a": ERROR}))
    assert result.output == (
        "projects/a/project.yml:3:7: 오류[bad-number] '연도'의 값 '2021년': 0 이상의 정수여야 합니다.\n"
        "    3 | year: 2021년\n"
        "      |       ^\n"
        "      → 숫자만 적습니다. 예: 12\n"
        "\n"
        "기록 1건을 검사했습니다: 오류 1건, 주의 0건, 참고 0건\n"
    )


def test_everything_is_told_at_once_and_in_order(tmp_path: Path) -> None:
    both = ERROR.replace("origin: public_sources", "origin: 공개")
    root = make_repository(tmp_path, {"b": NOTE, "a": both, "c": {"guidebook.md": "## 하나\n"}})
    rows = json.loads(check(root, "--format", "json").output)
    assert [(row["file"], row["line"], row["code"]) for row in rows] == [
        ("projects/a/project.yml", 3, "bad-number"),
        ("projects/a/project.yml", 5, "unknown-value"),
        ("projects/b/project.yml", 11, "unused-source"),
        ("projects/c", 1, "project-without-record"),
    ]


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("text", "projects/a/project.yml:3:7: 오류[bad-number] "),
        ("github", "::error file=projects/a/project.yml,line=3,col=7,title=bad-number::"),
        ("gitlab", '[\n {\n  "description": "\'연도\'의 값'),
        ("sarif", '{\n "$schema": '),
        ("json", '[\n {\n  "file": "projects/a/project.yml",\n'),
    ],
)
def test_every_format_has_the_finding_and_nothing_around_it(tmp_path: Path, form: str, beginning: str) -> None:
    result = check(make_repository(tmp_path, {"a": ERROR}), "--format", form)
    assert result.output.startswith(beginning)
    assert result.exit_code == 1
    if form in ("gitlab", "sarif", "json"):
        json.loads(result.output)


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["."], ["a", "b", "bb"]),
        (["projects"], ["a", "b", "bb"]),
        (["projects/b"], ["b"]),
        (["projects/b/"], ["b"]),
        (["projects/b/project.yml"], ["b"]),
        (["projects/../projects/b"], ["b"]),
        (["projects/a", "projects/bb"], ["a", "bb"]),
        (["content"], []),
        (["projects/b/files"], []),
    ],
)
def test_only_what_was_asked_about_is_told(tmp_path: Path, paths: list[str], files: list[str]) -> None:
    broken = {"project.yml": ERROR, "files/a.txt": "가"}
    root = make_repository(tmp_path, {"a": broken, "b": broken, "bb": broken})
    result = check(root, "--format", "json", *(str(root / path) for path in paths))
    assert [row["file"] for row in json.loads(result.output)] == [f"projects/{id_}/project.yml" for id_ in files]
    assert result.exit_code == (1 if files else 0)


def test_it_answers_from_anywhere_in_the_repository(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": ERROR, "b": ERROR})
    result = run_check(root / "projects/b", "--format", "github", ".")
    assert result.stdout.count("\n") == 1
    assert result.stdout.startswith("::error file=projects/b/project.yml")
    assert (result.returncode, result.stderr) == (1, "")


@pytest.mark.parametrize("path", ["projects/none", "../outside", "/"])
def test_a_path_that_is_not_there_is_one_sentence(tmp_path: Path, path: str) -> None:
    root = make_repository(tmp_path / "repository", {"a": PROJECT})
    (tmp_path / "outside").mkdir()
    result = run_check(root, path)
    missing = f"그런 파일이나 폴더가 없습니다: {path}\n"
    assert result.stderr == (missing if path == "projects/none" else f"이 저장소({root}) 안에 있지 않습니다: {path}\n")
    assert (result.returncode, result.stdout) == (2, "")


def test_without_a_repository_it_says_where_to_go(tmp_path: Path) -> None:
    sentence = (
        f"{tmp_path}에서 본보기 저장소를 찾지 못했습니다. content 폴더와 mkdocs.yml이 있는 폴더에서 실행하거나 "
        "--root로 그 폴더를 알려 주세요.\n"
    )
    here = run_check(tmp_path)
    assert (here.returncode, here.stdout, here.stderr) == (2, "", sentence)
    there = run_check(tmp_path.parent, "--root", str(tmp_path))
    assert (there.returncode, there.stdout, there.stderr) == (2, "", sentence)


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--unknown"]])
def test_wrong_use_is_told_and_ends_with_two(tmp_path: Path, arguments: list[str]) -> None:
    result = run_check(tmp_path, *arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert arguments[0] in result.stderr


def test_the_second_time_says_the_same(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": ERROR, "b": WARNING, "c": NOTE})
    first = check(root)
    assert check(root).output == first.output
    write_project(root, "a", PROJECT)
    assert check(root).output != first.output


def test_what_depends_on_today_follows_the_day(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT})
    arguments = ["check", "--root", str(root), "--format", "json"]
    later = CliRunner(env={"SOURCE_DATE_EPOCH": "1900000000"}).invoke(bonbogi, arguments)
    assert {row["code"] for row in json.loads(later.output)} == {"stale-status", "stale-verification"}
    assert json.loads(CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH}).invoke(bonbogi, arguments).output) == []


LATER = "1900000000"


def answers(root: Path) -> list[tuple[int, str]]:
    """What it says and how it ends, on two days, in every format, about a part, and when it is strict."""
    asked = [[], ["--strict"], [str(root / "projects" / "b")], *(["--format", form] for form in FORMATTERS)]
    results = [
        CliRunner(env={"SOURCE_DATE_EPOCH": day}).invoke(bonbogi, ["check", "--root", str(root), *arguments])
        for day in (EPOCH, LATER)
        for arguments in asked
    ]
    return [(result.exit_code, result.output) for result in results]


def test_of_unchanged_files_nothing_is_read_and_everything_is_told_again(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": ERROR, "b": WARNING, "c": NOTE})
    read = answers(root)  # a moment after they were written files are always read
    assert len({output for _, output in read}) > len(FORMATTERS), "day and paths make a difference"
    time.sleep(MOMENT_SECONDS)
    check(root)
    run = "from generator.cli import main; main()"
    command = [sys.executable, "-X", "importtime", "-c", run, "check", "--root", str(root)]
    again = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH})
    assert (again.returncode, again.stdout) == read[0]
    assert "generator.state" in again.stderr
    assert "generator.records.model" not in again.stderr, "what reads records is not even loaded"
    assert answers(root) == read
    write_project(root, "a", PROJECT)
    changed = answers(root)
    assert changed[0] != read[0]
    time.sleep(MOMENT_SECONDS)
    assert answers(root) == changed
    write_project(root, "a", ERROR)
    assert answers(root) == read


def test_kept_findings_that_are_lost_or_garbled_are_made_again(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": ERROR, "b": WARNING, "c": NOTE})
    time.sleep(MOMENT_SECONDS)
    said = check(root).output
    with closing(sqlite3.connect(store_file(root))) as store, store:
        assert store.execute("UPDATE row SET value = CAST('[9, []]' AS BLOB) WHERE kind = 'findings'").rowcount == 1
    assert check(root).output == said
    shutil.rmtree(state_folder(root))
    assert check(root).output == said


@pytest.mark.parametrize("epoch", ["어제", "9" * 30])
def test_a_day_that_cannot_be_read_is_one_sentence(tmp_path: Path, epoch: str) -> None:
    root = make_repository(tmp_path)
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": epoch})
    result = runner.invoke(bonbogi, ["check", "--root", str(root)], standalone_mode=False)
    sentence = f"환경 변수 SOURCE_DATE_EPOCH를 읽을 수 없습니다: '{epoch}'. 1970년부터 센 초를 숫자로 적어 주세요."
    assert str(result.exception) == sentence


def test_help_is_in_korean(tmp_path: Path) -> None:
    result = CliRunner().invoke(bonbogi, ["check", "--help"])
    assert result.exit_code == 0
    assert "기록을 모두 검사해 고칠 곳을 한꺼번에 알려 줍니다." in result.output
