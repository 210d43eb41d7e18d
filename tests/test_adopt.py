"""`bonbogi adopt`: what one project hands down is a record that the check accepts, and the origin stays as it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.records.inheritance import Heir, Shift, inherit, inherited_title, suggested_id
from generator.records.model import Project
from generator.records.record import read_part
from generator.records.scalars import MAX_ID_LENGTH, PartialDate, Span, is_valid_id
from tests.command_line import Run, make_command_line
from tests.publishing import read_tree
from tests.repository import EPOCH, ROOT, load
from tests.sites import ALL, build, make_site_repository

ORIGINS = ("jejusi-parking-qr", "gwangju-barosotong", "jangseong-iot-eomni")


@pytest.fixture
def root(tmp_path: Path, shell_folder: Path) -> Path:
    return make_site_repository(tmp_path / "root", shell_folder, ORIGINS)


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    command_line = make_command_line(monkeypatch, capsys)
    return lambda *arguments: command_line(root, *arguments)


def read(root: Path, id_: str) -> Project:
    project, _, findings = read_part((root / "projects" / id_ / "project.yml").read_bytes(), "project.yml", Project)
    assert project is not None, findings
    return project


def text_of(root: Path, id_: str) -> str:
    return (root / "projects" / id_ / "project.yml").read_text(encoding="utf-8")


def test_three_real_projects_are_adopted_checked_and_built(root: Path, run: Run) -> None:
    before = {id_: read_tree(root / "projects" / id_) for id_ in ORIGINS}
    for id_ in ORIGINS:
        code, out, err = run("adopt", id_, "--municipality", "52190", "--year", "2027")
        assert (code, err) == (0, "")
        assert f"projects/{id_}-52190/에" in out
        assert "아직 고쳐 쓰지 않은 곳: '풀려던 문제'(problem)" in out
    assert {id_: read_tree(root / "projects" / id_) for id_ in ORIGINS} == before
    code, out, _ = run("check")
    assert code == 0
    assert "오류 0건, 주의 0건" in out
    build(root)
    origin = (root / "site/guidebooks/jejusi-parking-qr.html").read_text(encoding="utf-8")
    assert "제주 주차 안심번호 (남원시 도입 계획)" in origin
    adopter = (root / "site/guidebooks/jejusi-parking-qr-52190.html").read_text(encoding="utf-8")
    assert "아직 고쳐 쓰지 않은 곳이 있습니다." in adopter


def test_what_carries_over_is_a_plan_and_not_the_origins_money(root: Path, run: Run) -> None:
    run("adopt", "jejusi-parking-qr", "--municipality", "전북 남원시", "--year", "2027", "--id", "namwon-parking")
    origin, heir = read(root, "jejusi-parking-qr"), read(root, "namwon-parking")
    assert (heir.year, heir.municipalities) == (2027, ("전북특별자치도 남원시",))
    assert (heir.problem, heir.solution) == (origin.problem, origin.solution)
    assert all(step.planned for step in heir.process)
    assert [str(step.date) for step in heir.process] == ["2027-05", "None", "2027-11-25", "2027-12", "2028"]
    assert heir.budget == ()
    assert [(c.kind, c.value) for c in heir.conditions if c.value] == [("budget", 120_000_000), ("duration", 6)]
    assert [item.id for item in heir.deliverables] == [item.id for item in origin.deliverables]
    assert {item.state for item in heir.deliverables} == {"planned"}
    assert [entry.state for entry in heir.status] == ["planned"]
    (followed,) = heir.adapted_from
    assert followed.project == "jejusi-parking-qr"
    assert {"title", "problem", "process", "risks"} <= set(followed.unrevised)
    # What the inherited facts do not cite stays behind; the guidebook itself is a source.
    assert [source.id for source in heir.sources] == ["s1", "s2", "s5"]
    assert (heir.outcomes, heir.lessons, heir.awards, heir.absent, heir.owner) == ((), (), (), {}, None)
    assert text_of(root, "namwon-parking").count("# 고쳐 쓸 곳: ") == len(followed.unrevised)
    assert (root / "projects/namwon-parking/guidebook.md").is_file()
    library = load(root)
    assert library.adopted_by["jejusi-parking-qr"] == ("namwon-parking",)


def test_a_rewritten_part_is_no_longer_listed(root: Path, run: Run) -> None:
    run("adopt", "jejusi-parking-qr", "--municipality", "52190", "--year", "2027", "--id", "copy")
    file = root / "projects/copy/project.yml"
    file.write_text(text_of(root, "copy").replace("      - problem\n", ""), encoding="utf-8")
    code, out, _ = run("check", "projects/copy")
    assert code == 0
    assert "(problem)" not in out
    assert "(risks)" in out
    assert "(risks)가 본보기의 글 그대로" in out


def test_nothing_is_overwritten(root: Path, run: Run) -> None:
    arguments = ("adopt", "jejusi-parking-qr", "--municipality", "52190", "--year", "2027")
    run(*arguments)
    first = read_tree(root / "projects/jejusi-parking-qr-52190")
    assert "projects/jejusi-parking-qr-52190-2/에" in run(*arguments)[1]
    code, out, err = run(*arguments, "--id", "jejusi-parking-qr-52190")
    assert (code, out) == (2, "")
    assert "이미 있습니다" in err
    assert read_tree(root / "projects/jejusi-parking-qr-52190") == first


@pytest.mark.parametrize(
    ("origin", "municipality", "year", "said"),
    [
        ("jejusi-parking", "52190", "2027", "혹시 jejusi-parking-qr(제주 주차 안심번호)"),
        ("안심케어", "52190", "2027", "jangseong-iot-eomni(장성형 안심케어 IoT@엄니어디가?)"),
        ("zzz", "52190", "2027", "'bonbogi find'로 찾을 수 있습니다."),
        ("jejusi-parking-qr", "52199", "2027", "전북특별자치도 남원시(52190)"),
        ("jejusi-parking-qr", "남원", "2027", "전북특별자치도 남원시(52190)"),
        ("jejusi-parking-qr", "고성군", "2027", "경상남도 고성군(48820), 강원특별자치도 고성군(51820)"),
        ("jejusi-parking-qr", "천안시 동남구", "2027", "충청남도 천안시(44130)로 적어 주세요."),
        ("jejusi-parking-qr", " ", "2027", "따라 할 지자체를 적어 주세요."),
        ("jejusi-parking-qr", "52190", "2020", "본보기는 2021년 사업입니다."),
        ("jejusi-parking-qr", "52190", "20270", "2000부터 2080까지"),
    ],
)
def test_what_does_not_fit_is_said_with_the_nearest(
    root: Path, run: Run, origin: str, municipality: str, year: str, said: str
) -> None:
    before = sorted(path.name for path in (root / "projects").iterdir())
    code, out, err = run("adopt", origin, "--municipality", municipality, "--year", year)
    assert (code, out) == (2, "")
    assert said in err
    assert sorted(path.name for path in (root / "projects").iterdir()) == before


def test_an_abolished_municipality_is_written_as_it_is_today(root: Path, run: Run) -> None:
    run("adopt", "jejusi-parking-qr", "--municipality", "45190", "--year", "2027", "--id", "copy")
    assert read(root, "copy").municipalities == ("전북특별자치도 남원시",)


def test_a_console_of_korean_windows_can_show_what_is_said(root: Path) -> None:
    command = [sys.executable, "-c", "from generator.cli import main; main()", "adopt", "jangseong-iot-eomni"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp949", "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(
        [*command, "--municipality", "52190", "--year", "2027"], cwd=root, env=environment, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert "기록을 만들었습니다" in done.stdout.decode("cp949")


@pytest.mark.parametrize(
    ("date", "years", "moved"),
    [
        ("2021", 6, "2027"),
        ("2021-05", 6, "2027-05"),
        ("2021-12-31", 1, "2022-12-31"),
        ("2020-02-29", 7, "2027-02-28"),
        ("2020-02-29", 8, "2028-02-29"),
        ("2000-02-29", 100, "2100-02-28"),
        ("2020-02", 7, "2027-02"),
        ("2021-03-01", 0, "2021-03-01"),
    ],
)
def test_a_date_moves_by_whole_years_and_stays_as_half_known_as_it_was(date: str, years: int, moved: str) -> None:
    assert Shift(years).when(PartialDate(date)) == moved


def test_a_span_moves_at_both_ends_and_an_open_end_stays_open() -> None:
    shift = Shift(3)
    assert shift.when(Span(start=PartialDate("2020-02-29"), end=PartialDate("2021"))) == {
        "start": "2023-02-28",
        "end": "2024",
    }
    assert shift.when(Span(start=None, end=PartialDate("2021-05"))) == {"end": "2024-05"}
    assert shift.when(None) is None


def test_a_new_id_is_valid_however_long_the_origins_is() -> None:
    for number in (1, 2, 1000):
        made = suggested_id("a-" * 29 + "ab", "52190", number)
        assert is_valid_id(made)
        assert len(made) <= MAX_ID_LENGTH
    assert suggested_id("jejusi-parking-qr", "52190", 2) == "jejusi-parking-qr-52190-2"


def test_a_long_title_keeps_the_words_behind_it() -> None:
    origin = read(ROOT, "jejusi-parking-qr").model_copy(update={"title": "가" * 300})
    title = inherited_title(origin, "전북특별자치도 남원시")
    assert len(title) < 300
    Project.model_validate({**origin.model_dump(mode="json", by_alias=True), "title": title})
    assert title.endswith(" (남원시 도입 계획)")


@pytest.mark.parametrize("id_", ALL)
def test_every_real_project_hands_down_a_record_that_can_be_read(id_: str) -> None:
    origin = read(ROOT, id_)
    inheritance = inherit(id_, origin, Heir("전북특별자치도 남원시", 2027))
    heir = Project.model_validate(inheritance.values)
    assert heir.adapted_from[0].project == id_
    assert {source.id for source in heir.sources} >= {name for step in heir.process for name in step.source}
