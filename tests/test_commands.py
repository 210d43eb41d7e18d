"""What `bonbogi` says and how it ends: exact sentences and exit codes, and never a traceback."""

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.commands.build import execute
from tests.command_line import Run, make_command_line
from tests.html_pages import find_dead_links
from tests.publishing import read_tree
from tests.repository import EPOCH
from tests.sites import SAMPLE, append, change, copy_built, make_site_repository

# Exit code, what stands on standard output, what on standard error.

# Documents of four projects take ten times as long as all the rest; what is asked here of `build` is the same without.
BUILD = ("build", "--no-documents")
NOT_PUBLISHED = "사이트를 내놓지 않았습니다. 위의 곳을 고쳐 주세요.\n"
SKIP_HINT = "오류가 있는 사업을 빼고 내놓으려면 --skip-invalid를 붙이세요.\n"


@pytest.fixture
def root(tmp_path: Path, shell_folder: Path) -> Path:
    return make_site_repository(tmp_path / "root", shell_folder)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, shell_folder: Path) -> Path:
    """A repository whose site the command has built; to be copied."""
    root = make_site_repository(tmp_path_factory.mktemp("finished") / "root", shell_folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        assert execute(root, strict=False, skip_invalid=False, documents=False, workers=1) == 0
    return root


@pytest.fixture
def built(tmp_path: Path, finished: Path) -> Path:
    """A repository whose site the command has built."""
    return copy_built(finished, tmp_path / "root")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in a folder and return what came of it."""
    return make_command_line(monkeypatch, capsys)


def break_record(root: Path) -> None:
    append(root, "jejusi-parking-qr", "colour: red\nproblem: 두 번째 문제\n")


def test_a_build_says_what_it_made_and_where_to_open_it(tmp_path: Path, shell_folder: Path, run: Run) -> None:
    root = make_site_repository(tmp_path / "root", shell_folder, ["jejusi-parking-qr"])
    code, out, err = run(root, "build")
    count = len([path for path in (root / "site").rglob("*") if path.is_file()])
    index = root / "site" / "index.html"
    assert (code, out, err) == (0, f"{count}개를 만들고 0개를 그대로 두고 0개를 지웠습니다. {index}\n", "")
    assert run(root / "projects" / "jejusi-parking-qr", "build") == (0, f"바뀐 것이 없습니다. {index}\n", "")


def test_an_error_keeps_the_site_as_it_was_and_is_shown_with_its_place(built: Path, run: Run) -> None:
    before = read_tree(built / "site")
    break_record(built)
    code, out, err = run(built, *BUILD)
    assert (code, out) == (1, "")
    assert err.startswith("projects/jejusi-parking-qr/project.yml:")
    assert "| problem: 두 번째 문제\n" in err
    assert err.endswith(f"건\n{NOT_PUBLISHED}{SKIP_HINT}")
    assert read_tree(built / "site") == before


def test_a_broken_record_can_be_left_out_and_nothing_leads_to_it(built: Path, run: Run) -> None:
    break_record(built)
    code, out, err = run(built, *BUILD, "--skip-invalid")
    assert code == 0
    assert out.endswith(f"개를 지웠습니다. {built / 'site' / 'index.html'}\n")
    assert err.endswith("\n뺀 사업 1건: jejusi-parking-qr\n")
    pages = {path.stem for path in (built / "site" / "guidebooks").glob("*.html")}
    assert pages == set(SAMPLE) - {"jejusi-parking-qr"}
    assert find_dead_links(built / "site") == []


def test_warnings_stop_a_strict_build_only(root: Path, run: Run) -> None:
    shutil.copytree(root / "projects" / "sinan-1004-care", root / "projects" / "sinan-again")
    code, out, err = run(root, *BUILD, "--strict")
    assert (code, out) == (1, "")
    assert "주의[repeated-project]" in err
    assert err.endswith(f"건\n{NOT_PUBLISHED}")
    assert not (root / "site").exists()
    code, _, err = run(root, *BUILD)
    assert (code, err) == (0, "")


def test_what_mkdocs_warns_of_is_told_at_every_build_and_stops_a_strict_one(
    root: Path, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    with (root / "content" / "about.md").open("a", encoding="utf-8") as stream:
        stream.write("\n[없는 글](nowhere.md)\n")
    for _ in range(2):
        caplog.clear()
        assert run(root, *BUILD)[0] == 0
        assert "nowhere.md" in caplog.text
    code, out, err = run(root, *BUILD, "--strict")
    assert (code, out) == (2, "")
    assert err.startswith("MkDocs가 주의를 줍니다. 고치거나 --strict 없이 만드세요: ")
    assert "nowhere.md" in err


@pytest.mark.parametrize("file", ["topics.yml", "calls/2019-gonggam.yml", "workshops/2018-hanmadang.yml"])
def test_what_all_projects_stand_on_cannot_be_left_out(built: Path, run: Run, file: str) -> None:
    before = read_tree(built / "site")
    (built / "content" / file).write_text("title: [\n", encoding="utf-8")
    code, out, err = run(built, *BUILD, "--skip-invalid")
    assert (code, out) == (1, "")
    assert err.startswith(f"content/{file}:")
    assert err.endswith(NOT_PUBLISHED)
    assert read_tree(built / "site") == before


@pytest.mark.parametrize("arguments", [("build",), ("check",), ("serve",), ("build", "--root", ".")])
def test_elsewhere_than_in_a_repository_nothing_is_done(tmp_path: Path, run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(tmp_path, *arguments)
    assert (code, out) == (2, "")
    assert err == (
        f"{tmp_path}에서 본보기 저장소를 찾지 못했습니다. "
        "content 폴더와 mkdocs.yml이 있는 폴더에서 실행하거나 --root로 그 폴더를 알려 주세요.\n"
    )


def test_a_repository_can_be_named_from_anywhere(root: Path, tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, *BUILD, "--root", "root")[0] == 0
    assert (root / "site" / "index.html").is_file()


def test_a_damaged_cache_is_made_again(built: Path, run: Run) -> None:
    for file in (built / ".bonbogi").glob("store.sqlite*"):
        file.write_bytes(b"scribble" * 999)
    for file in (built / ".bonbogi" / "shell").glob("*/shell.json"):
        file.write_bytes(b"{")
    assert run(built, *BUILD) == (0, f"바뀐 것이 없습니다. {built / 'site' / 'index.html'}\n", "")


def test_a_file_in_the_place_of_the_cache_is_one_sentence(root: Path, run: Run) -> None:
    shutil.rmtree(root / ".bonbogi")
    (root / ".bonbogi").touch()
    code, out, err = run(root, "build")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert str(root / ".bonbogi") in err


def test_a_site_whose_state_was_deleted_is_taken_over(built: Path, run: Run) -> None:
    shutil.rmtree(built / ".bonbogi")
    shutil.rmtree(built / "projects" / "daejeon-parking-qr")
    code, out, err = run(built, *BUILD)
    assert (code, err) == (0, "")
    assert "개를 지웠습니다" in out
    assert not (built / "site" / "guidebooks" / "daejeon-parking-qr.html").exists()
    assert find_dead_links(built / "site") == []


@pytest.mark.parametrize("path", ["index.html", "memo.txt", "assets/css/bonbogi.css"])
def test_a_folder_of_somebody_else_is_left_alone(root: Path, run: Run, path: str) -> None:
    (root / "site" / path).parent.mkdir(parents=True)
    (root / "site" / path).write_text("mine", encoding="utf-8")
    code, out, err = run(root, "build")
    assert (code, out) == (2, "")
    assert err == (f"본보기가 지은 폴더가 아닙니다: {root / 'site'}. 옮기거나 지우십시오. 다른 폴더에 지어도 됩니다.\n")
    assert read_tree(root / "site") == {path: b"mine"}


def test_a_site_with_something_of_somebody_else_is_not_taken_over(built: Path, run: Run) -> None:
    shutil.rmtree(built / ".bonbogi")
    (built / "site" / "memo.txt").write_text("mine", encoding="utf-8")
    assert run(built, *BUILD)[0] == 2
    assert (built / "site" / "memo.txt").read_text(encoding="utf-8") == "mine"


def test_a_day_that_is_no_day_is_one_sentence(root: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    shutil.rmtree(root / ".bonbogi")
    code, out, err = run(root, "build")
    assert (code, out) == (2, "")
    assert err.startswith("환경 변수 SOURCE_DATE_EPOCH를 읽을 수 없습니다: 'tomorrow'.")


def test_help_names_every_command_in_korean(tmp_path: Path, run: Run) -> None:
    code, out, err = run(tmp_path, "--help")
    assert (code, err) == (0, "")
    assert "본보기: 지자체 디지털 사회혁신 안내서를 기록에서 사이트로 만듭니다." in out
    for line in ("build 사이트를 만들어", "check 기록을 검사해", "serve 사이트를 보여 주고"):
        assert line in " ".join(out.split())
    assert run(tmp_path) == (2, "", out)


def test_the_version_is_that_of_the_package(tmp_path: Path, run: Run) -> None:
    assert run(tmp_path, "--version") == (0, f"본보기 {version('bonbogi')}\n", "")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("publish",), "publish"),
        (("build", "--fast"), "--fast"),
        (("build", "extra"), "extra"),
        (("build", "--workers", "0"), "--workers"),
        (("check", "--format", "xml"), "--format"),
        (("serve", "--port", "99999"), "--port"),
    ],
)
def test_a_command_line_that_cannot_be_understood_ends_with_2(
    tmp_path: Path, run: Run, arguments: tuple[str, ...], named: str
) -> None:
    code, out, err = run(tmp_path, *arguments)
    assert (code, out) == (2, "")
    assert named in err


def test_every_place_of_an_error_is_one_that_can_be_opened(root: Path, run: Run) -> None:
    change(root, "sinan-1004-care", "year: 2019\n", "year: 이천십구\n")
    _, _, err = run(root, "build")
    place = err.split(": ")[0]
    file, line, column = place.split(":")
    assert (root / file).is_file()
    assert (int(line), int(column)) == (3, 7)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("chek",), "'chek' 명령은 없습니다. 혹시 'check'입니까?"),
        (("xyz",), "'xyz' 명령은 없습니다. 쓸 수 있는 명령: adopt, build, check, find, new, serve, template"),
        (("check", "--strikt"), "'--strikt' 옵션은 없습니다. 혹시 --strict입니까?"),
        (
            ("check", "--format", "yaml"),
            "'--format'을 쓸 수 없습니다: text, github, gitlab, sarif, json 가운데 하나여야 합니다.",
        ),
        (("serve", "--port", "99999"), "'--port'를 쓸 수 없습니다: 0~65535 안의 정수여야 합니다."),
        (("build", "--workers", "x"), "'--workers'를 쓸 수 없습니다: 1 이상의 정수여야 합니다."),
        (("adopt",), "'안내서'가 빠졌습니다."),
        (("adopt", "a", "--year", "2027"), "'--municipality'가 빠졌습니다. 따라 할 지자체의 코드나 이름."),
        (("build", "all", "now"), "'all now'는 여기에 쓰지 않는 말입니다."),
        (("check", "--format"), "'--format' 옵션에 값이 빠졌거나 필요 없는 값이 붙었습니다."),
    ],
)
def test_a_misspelt_call_is_told_in_korean(run: Run, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    code, out, told = run(tmp_path, *words)
    assert (code, out) == (2, "")
    assert told.startswith(sentence)
    assert told.endswith("--help'로 쓰는 법을 볼 수 있습니다.\n")
