"""`bonbogi new`: a conversation becomes a folder that the check accepts; nothing is overwritten or lost."""

from pathlib import Path

import pytest

from generator.records.blank import blank_guidebook
from generator.records.model import Project
from generator.records.programme_files import load_programme
from generator.records.record import read_part
from generator.records.sheet_form import make_form
from tests.command_line import Run, make_command_line
from tests.repository import PROJECT, ROOT, load, make_repository
from tests.sites import make_site_repository

NAME = "섬마을 배표 예매"
SUMMARY = "섬 어르신이 배표를 사려고 뭍에 나가지 않도록 마을회관에서 표를 끊게 했다."
REQUIRED = ("", NAME, "신안", "1", "2021", SUMMARY, "1")
# What is asked of those who tell of their own project: the office, how to reach it, the day.
OWN = ("신안군 정보화팀", "", "2026-11-22")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "root", {"first": PROJECT})


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command with these lines typed; the last one is followed by the end of the input."""
    command_line = make_command_line(monkeypatch, capsys)
    return lambda arguments, *lines: command_line(root, "new", *arguments, lines=lines)


def read(root: Path, id_: str) -> Project:
    data = (root / "projects" / id_ / "project.yml").read_bytes()
    project, _, findings = read_part(data, "project.yml", Project)
    assert project is not None, findings
    return project


def test_five_answers_are_a_record(root: Path, run: Run) -> None:
    code, out, err = run([], *REQUIRED, "끝", "", "", "sinan-ferry")
    assert (code, err) == (0, "")
    assert (root / "projects/sinan-ferry/project.yml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../templates/records/project.schema.json\n"
        f"title: {NAME}\nsummary: {SUMMARY}\nyear: 2021\nmunicipalities: [전라남도 신안군]\norigin: submitted\n"
    )
    assert (root / "projects/sinan-ferry/guidebook.md").read_text(encoding="utf-8") == blank_guidebook()
    assert "projects/sinan-ferry/에 기록을 만들었습니다." in out
    # The same check as ever; a record of one's own wants an office and a day.
    assert "submitted-without-owner" in out
    assert sorted(path.name for path in (root / "projects").iterdir()) == ["first", "sinan-ferry"]


def test_what_every_way_in_makes_is_published_as_it_is(
    tmp_path: Path, shell_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No more than what is asked first, in the terminal, in the Excel form and in an issue."""
    root = make_site_repository(tmp_path / "root", shell_folder, ())
    run = make_command_line(monkeypatch, capsys)
    answers = {"year": 2021, "municipalities": ["전라남도 신안군"], "origin": "public_sources", "summary": SUMMARY}
    form = make_form(load_programme(ROOT, "test")[0], {"title": "엑셀로 적은 사업", **answers})
    (tmp_path / "cases.xlsx").write_bytes(form)
    (tmp_path / "issue.md").write_text(
        f"### 사업 이름\n\n제보받은 사업\n\n### 지자체\n\n전라남도 신안군\n\n### 연도\n\n2021\n\n### 한 줄 소개\n\n{SUMMARY}\n\n"
        "### 출처\n\n배표 기사 https://example.org/a\n",
        encoding="utf-8",
    )
    run(root, "new", "--id", "terminal", lines=(*REQUIRED, "끝", *OWN))
    run(root, "new", "--id", "sheet", "--from", str(tmp_path / "cases.xlsx"))
    run(root, "new", "--id", "issue", "--from-issue", str(tmp_path / "issue.md"))
    code, out, _ = run(root, "check")
    assert (code, out.splitlines()[-1].split(",")[0]) == (0, "기록 3건을 검사했습니다: 오류 0건")
    assert run(root, "build", "--no-documents")[0] == 0
    pages = {path.stem for path in (root / "site/guidebooks").glob("*.html")}
    assert pages == {"terminal", "sheet", "issue"}


def test_questions_come_in_the_order_of_turns(run: Run) -> None:
    _, out, _ = run([], *REQUIRED, *[""] * 60)
    asked = (
        *("결과보고서 파일이", "사업 이름이", "어느 지자체의", "몇 년도", "처음 듣는", "이 기록을 누가", "어느 공모로"),
        *("사업 전에", "이제 주민은", "누가 몇 명이나", "지금도", "누구를 위한", "사업비는", "큰돈이", "큰일 다섯"),
        *(
            "숫자로 달라진",
            "지금 누가",
            "스스로해결단은",
            "주민이 정하거나",
            "다시 한다면",
            "과업지시서",
            "개인정보·보안",
        ),
        *("이것이 없으면", "다른 지자체가 물으면", "폴더 이름을"),
    )
    places = [out.index(question) for question in asked]
    assert places == sorted(places)


def test_wrong_answers_are_explained_and_asked_again(root: Path, run: Run) -> None:
    lines = (
        "",
        "",
        NAME,
        "신안",
        "1",
        "스무해",
        "2021",
        "짧음",
        SUMMARY,
        "직접",
        "2",
        "끝",
        "BAD ID",
        "first",
        "ferry",
    )
    code, out, _ = run([], *lines)
    assert code == 0
    assert "꼭 적는 항목입니다." in out
    assert "'연도'의 값 '스무해': 0 이상의 정수여야 합니다." in out
    assert "'한 줄 소개'의 길이가 2자입니다. 20자 이상 적어 주세요." in out
    assert "목록에 없습니다." in out
    assert "'BAD ID'은(는) 폴더 이름으로 쓸 수 없습니다." in out
    assert "projects/first 폴더가 이미 있습니다." in out
    assert read(root, "ferry").origin == "public_sources"


def test_rows_take_numbers_words_dates_and_sources(root: Path, run: Run) -> None:
    lines = [
        *("", NAME, "신안군", "2021", SUMMARY, "공개 자료로 정리"),
        *("배표 기사", "", "", "2021. 5. 3", "", "", ""),  # a source, and no second one
        *("2021-field-problm", "2021-field-problem"),
        *("뭍에 나가야 했다.", "1", "이제 마을에서 산다.", "s1"),
        *("어르신", "약 30", "30", "", "2", "아니요", "1", ""),  # beneficiaries
        *("2021.5", "운영 중", "", "1", ""),  # status
        "1, 2",  # topics
        *("국비", "1억 2,000만원", "", "", "2021", "", "1", ""),  # budget
        "끝",
    ]
    code, out, _ = run(["--id", "ferry"], *lines)
    assert code == 0, out
    project = read(root, "ferry")
    assert "혹시 '2021-field-problem'입니까?" in out
    assert project.call == "2021-field-problem"
    assert project.sources[0].date == "2021-05-03"
    assert project.cited == {"problem": ("s1",), "solution": ("s1",)}
    row = project.beneficiaries[0]
    assert (row.who, row.count, row.bound, row.planned, row.source) == ("어르신", 30, "about", False, ("s1",))
    assert (project.status[0].date, project.status[0].state) == ("2021-05", "running")
    assert len(project.topics) == 2
    assert (project.budget[0].amount, project.budget[0].kind, project.budget[0].source) == (
        120000000,
        "national",
        ("s1",),
    )
    findings = [f for f in load(root).findings if f.file.startswith("projects/ferry") and f.severity == "error"]
    assert findings == []


def test_a_report_is_kept_and_named(root: Path, run: Run, tmp_path: Path) -> None:
    report = tmp_path / "결과 보고서.PDF"
    report.write_bytes(b"%PDF-1.7\n")
    code, _, _ = run(["--id", "ferry"], str(tmp_path / "없음.pdf"), f"'{report}'", *REQUIRED[1:], "끝", "", "")
    assert code == 0
    deliverable = read(root, "ferry").deliverables[0]
    assert (deliverable.kind, deliverable.file) == ("report", "files/report.pdf")
    assert (root / "projects/ferry/files/report.pdf").read_bytes() == b"%PDF-1.7\n"


def test_a_conversation_that_is_broken_off_is_kept_and_can_be_gone_on_with(root: Path, run: Run) -> None:
    code, _, err = run([], *REQUIRED[:4])
    draft = root / ".bonbogi/new-1.yml"
    assert code == 130
    assert f"지금까지 답한 것을 {draft}에 적어 두었습니다. 'bonbogi new --from {draft}'로 이어서" in err
    assert [path.name for path in (root / "projects").iterdir()] == ["first"]
    code, out, _ = run(["--from", str(draft), "--id", "ferry"], "", *REQUIRED[4:], "끝", "", "")
    assert code == 0
    assert "사업 이름이 무엇입니까?" not in out
    assert read(root, "ferry").title == NAME


def test_nothing_answered_leaves_nothing(root: Path, run: Run) -> None:
    code, _, err = run([], "")
    assert code == 130
    assert "적은 것이 없어 아무것도 만들지 않았습니다." in err
    assert not list((root / ".bonbogi").glob("new-*"))


def test_an_existing_folder_is_never_written_over(root: Path, run: Run) -> None:
    before = (root / "projects/first/project.yml").read_bytes()
    code, out, err = run(["--id", "first"])
    assert (code, out) == (2, "")
    assert err == "projects/first 폴더가 이미 있습니다. 다른 이름을 적어 주세요.\n"
    assert (root / "projects/first/project.yml").read_bytes() == before


def test_a_draft_that_is_none_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("title: [", encoding="utf-8")
    code, _, err = run(["--from", str(tmp_path / "a.yml")])
    assert code == 2
    assert err.startswith("a.yml:")
    assert run(["--from", str(tmp_path / "a.txt")])[0] == 2
    assert run(["--from", str(tmp_path / "b.yml")])[0] == 2
