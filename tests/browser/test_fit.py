"""우리 지자체에 맞추기 in a real browser: from a guidebook on the disk to files that the check accepts."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.commands.check import execute as check
from generator.exports.fit import fit_data
from generator.exports.fit_plan import plan_data
from generator.exports.lower import Addresses
from generator.reading.context import Context
from generator.records.blank import SCHEMA_LINE
from generator.records.inheritance import Heir, inherit
from generator.records.model import Project
from generator.records.record import read_part
from generator.records.writer import write_record
from tests.axe import NARROW, VIEWS, find_in, needs_axe
from tests.conftest import watched_page
from tests.repository import ROOT
from tests.sites import ALL, build, make_site_repository

SCRIPTS = ROOT / "generator/assets/js"
ORIGIN = "jejusi-parking-qr"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, shell_folder: Path) -> Path:
    """A repository of two real projects, its site built with documents."""
    root = make_site_repository(tmp_path_factory.mktemp("fit") / "root", shell_folder, (ORIGIN, "jangseong-iot-eomni"))
    build(root, documents=True)
    return root


@pytest.fixture
def tool(browser: Browser, trouble: list[str]) -> Iterator[Page]:
    """A page that may download, of a browser without a network; axe comes in beside the page's own policy."""
    with browser.new_context(locale="ko-KR", offline=True, accept_downloads=True, bypass_csp=True) as context:
        yield watched_page(context, trouble)


def open_fit(page: Page, root: Path, id_: str = ORIGIN) -> None:
    page.goto(f"{(root / 'site/fit.html').as_uri()}?guidebook={id_}")
    expect(page.get_by_role("heading", name="1. 조건에 답하기")).to_be_visible()


def choose(page: Page, typed: str = "남원", year: str = "2027") -> None:
    page.get_by_label("우리 지자체", exact=True).fill(typed)
    page.get_by_role("option", name="전북특별자치도 남원시").click()
    page.get_by_label("시작할 해").fill(year)


def download(page: Page, button: str) -> str:
    with page.expect_download() as started:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(started.value.path()).read_text(encoding="utf-8")


def adopted_text(id_: str, origin: Project, place: str, year: int) -> str:
    """What `bonbogi adopt` writes."""
    inheritance = inherit(id_, origin, Heir(place, year))
    return SCHEMA_LINE + write_record(inheritance.values, comments=inheritance.comments)


def read(id_: str) -> Project:
    data = (ROOT / "projects" / id_ / "project.yml").read_bytes()
    project, _, _ = read_part(data, "project.yml", Project)
    assert project is not None
    return project


def test_from_a_guidebook_to_a_record_that_the_check_accepts(
    tool: Page, trouble: list[str], root: Path, tmp_path: Path
) -> None:
    tool.goto((root / f"site/guidebooks/{ORIGIN}.html").as_uri())
    tool.get_by_role("link", name="우리 지자체에 맞추기").last.click()
    expect(tool.get_by_label("따라 할 안내서")).to_have_value("제주 주차 안심번호")
    tool.get_by_role("button", name="project.yml").click()
    expect(tool.get_by_text("우리 지자체를 골라 주세요.").first).to_be_visible()
    choose(tool)
    assert download(tool, "project.yml") == adopted_text(ORIGIN, read(ORIGIN), "전북특별자치도 남원시", 2027)

    tool.get_by_label("갖춤").first.check()
    tool.get_by_label("본보기에 든 사업비(참고): 우리 쪽 값").fill("1억")
    expect(tool.get_by_text("2,000만 원 모자람").first).to_be_visible()
    tool.get_by_label("어떻게 채우나").fill("추경에 2천만 원을 더 올린다.")
    tool.get_by_label("우리: 풀려던 문제").fill("시장 주차장에서\n전화번호가 드러난다: # ' \" & <b>")
    tool.get_by_label("우리: 사업 이름").fill("남원 주차 안심번호")
    tool.get_by_label("우리: 한 줄 소개").fill("짧다")
    tool.get_by_role("button", name="project.yml").click()
    expect(tool.locator("[data-bb-said]")).to_contain_text("20자부터 300자까지")
    tool.get_by_label("우리: 한 줄 소개").fill("시장 주차장에서 전화번호를 드러내지 않고 연락을 받게 하려는 계획이다.")
    record = download(tool, "project.yml")
    place = root / "projects/namwon-parking"
    place.mkdir()
    (place / "project.yml").write_text(record, encoding="utf-8")
    try:
        assert check(root, [place], "text", strict=False) == 0
        project, _, findings = read_part(record.encode(), "project.yml", Project)
        assert project is not None
        assert findings == []
        assert project.problem == "시장 주차장에서\n전화번호가 드러난다: # ' \" & <b>"
        assert project.title == "남원 주차 안심번호"
        assert not {"title", "summary", "problem"} & set(project.adapted_from[0].unrevised)
        assert "problem" not in project.cited
        build(root, documents=True)
    finally:
        (place / "project.yml").unlink()
        place.rmdir()

    plan = download(tool, "사업계획서 초안(Markdown)")
    assert plan.startswith("# 남원 주차 안심번호\n")
    assert "> 시장 주차장에서  \n" in plan
    assert "□ 충족 ☑ 미충족 □ 모름<br>우리: 1억 | 추경에 2천만 원을 더 올린다. |" in plan
    printed = tmp_path / "plan.html"
    printed.write_text(download(tool, "사업계획서 초안(인쇄용)"), encoding="utf-8")
    tool.goto(printed.as_uri())
    assert tool.locator("h2").count() == 16
    assert "전화번호가 드러난다: # ' \" & <b>" in tool.locator("body").inner_text()
    assert trouble == []


def test_what_was_typed_survives_a_reload_and_can_be_taken_along_and_cleared(
    tool: Page, trouble: list[str], root: Path, tmp_path: Path
) -> None:
    open_fit(tool, root)
    choose(tool)
    tool.get_by_label("우리: 해결 방법").fill("문자로 <알린다>")
    expect(tool.get_by_text("적은 것은 이 브라우저에만 남습니다.")).to_be_visible()
    tool.reload()
    expect(tool.get_by_label("우리 지자체", exact=True)).to_have_value("전북특별자치도 남원시")
    expect(tool.get_by_label("우리: 해결 방법")).to_have_value("문자로 <알린다>")
    kept = tmp_path / "kept.json"
    kept.write_text(download(tool, "적은 것 내보내기"), encoding="utf-8")
    tool.on("dialog", lambda dialog: dialog.accept())
    tool.get_by_role("button", name="모두 지우기").click()
    expect(tool.get_by_label("우리: 해결 방법")).to_have_value("")
    tool.reload()
    expect(tool.get_by_label("우리 지자체", exact=True)).to_have_value("")
    tool.get_by_label("적은 것 불러오기").set_input_files(kept)
    expect(tool.get_by_label("우리: 해결 방법")).to_have_value("문자로 <알린다>")
    strange = tmp_path / "strange.json"
    strange.write_text(json.dumps({"format": "bonbogi-fit", "guidebook": "another"}), encoding="utf-8")
    tool.get_by_label("적은 것 불러오기").set_input_files(strange)
    expect(tool.locator("[data-bb-said]")).to_contain_text("이 안내서에서 내보낸 파일이 아닙니다")
    expect(tool.get_by_label("우리: 해결 방법")).to_have_value("문자로 <알린다>")
    assert trouble == []


def test_a_guidebook_is_chosen_by_a_few_letters(tool: Page, trouble: list[str], root: Path) -> None:
    tool.goto((root / "site/fit.html").as_uri())
    expect(tool.get_by_label("따라 할 안내서")).to_be_visible()
    expect(tool.get_by_role("heading", name="1. 조건에 답하기")).to_be_hidden()
    tool.get_by_label("따라 할 안내서").fill("안심케")
    option = tool.get_by_role("option", name="장성형 안심케어")
    expect(option).to_be_visible()
    tool.keyboard.press("ArrowDown")
    tool.keyboard.press("Enter")
    expect(tool.get_by_role("heading", name="1. 조건에 답하기")).to_be_visible()
    assert tool.url.endswith("?guidebook=jangseong-iot-eomni")
    assert trouble == []


def test_a_guidebook_that_is_not_there_is_said_to_be_missing(tool: Page, root: Path) -> None:
    for id_ in ("no-such-project", "..%2f..%2fx", "<img src=x>"):
        tool.goto(f"{(root / 'site/fit.html').as_uri()}?guidebook={id_}")
        expect(tool.locator("[data-bb-said]")).to_contain_text("찾지 못했습니다")


def test_what_the_page_does_not_ask_is_edited_in_the_form(tool: Page, trouble: list[str], root: Path) -> None:
    open_fit(tool, root)
    tool.get_by_role("button", name="나머지 항목도 고치기").click()
    expect(tool.get_by_text("우리 지자체를 골라 주세요.").first).to_be_visible()
    choose(tool)
    tool.get_by_label("우리: 사업 이름").fill("남원 주차 안심번호")
    tool.get_by_role("button", name="나머지 항목도 고치기").click()
    expect(tool.get_by_text("맞춘 기록을 이어 고칩니다.")).to_be_visible()
    expect(tool.locator("#f-title")).to_have_value("남원 주차 안심번호")
    tool.locator("#k-conditions > summary").click()
    tool.locator("#f-conditions-0-need").fill("시장 상인회의 동의")
    record = download(tool, "파일로 내려받기")
    project, _, findings = read_part(record.encode(), "project.yml", Project)
    assert project is not None
    assert findings == []
    assert (project.title, project.conditions[0].need) == ("남원 주차 안심번호", "시장 상인회의 동의")
    assert "# 고쳐 쓸 곳" in record
    assert project.adapted_from[0].project == ORIGIN
    # Another record that somebody writes in the form is not thrown away without a question.
    tool.locator("#f-id").fill("another-record")
    tool.locator("#f-title").fill("적던 다른 기록")
    expect(tool.get_by_text("임시 저장됨")).to_be_visible()
    open_fit(tool, root)
    tool.once("dialog", lambda dialog: dialog.dismiss())
    tool.get_by_role("button", name="나머지 항목도 고치기").click()
    expect(tool.get_by_role("heading", name="1. 조건에 답하기")).to_be_visible()
    assert trouble == []


def test_the_form_says_when_nothing_was_handed_over(tool: Page, root: Path) -> None:
    tool.goto(f"{(root / 'site/form.html').as_uri()}?from=fit")
    expect(tool.get_by_text("넘겨주지 않았습니다")).to_be_visible()


def test_a_site_without_plans_still_has_conditions_and_a_record(tool: Page, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "site", tmp_path / "site")
    shutil.rmtree(tmp_path / "site/fit/plans")
    open_fit(tool, tmp_path)
    choose(tool)
    expect(tool.get_by_text("문서 없이 만들어져")).to_be_visible()
    expect(tool.get_by_role("button", name="사업계획서 초안(인쇄용)")).to_be_hidden()
    assert download(tool, "project.yml") == adopted_text(ORIGIN, read(ORIGIN), "전북특별자치도 남원시", 2027)


@needs_axe
def test_nobody_is_shut_out(tool: Page, root: Path) -> None:
    tool.goto((root / f"site/guidebooks/{ORIGIN}.html").as_uri())
    expect(tool.locator(f'a[href="{ORIGIN}.plan.hwpx"]')).to_be_visible()
    found = {"documents": find_in(tool)}
    open_fit(tool, root)
    found["chosen"] = find_in(tool, VIEWS[:1])
    choose(tool)
    tool.get_by_label("모자람").first.check()
    tool.get_by_label("본보기에 든 사업비(참고): 우리 쪽 값").fill("많이")
    tool.get_by_label("우리: 한 줄 소개").fill("짧다")
    found["filled"] = find_in(tool)
    tool.get_by_label("우리 지자체", exact=True).fill("고성")
    expect(tool.get_by_role("option")).to_have_count(2)
    found["choosing"] = find_in(tool, VIEWS[-2:], all_rules=True)
    assert {name: violations for name, violations in found.items() if violations} == {}
    assert tool.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("year", [2027, 2032])
def test_of_every_real_project_the_browser_writes_what_adopt_writes(page: Page, year: int) -> None:
    page.goto("about:blank")
    for name in ("fit-core", "fit-plan"):
        page.add_script_tag(path=SCRIPTS / f"{name}.js")
    place = "세종특별자치시"
    for id_ in ALL:
        origin = read(id_)
        data = fit_data(origin, id_, "") | {"plan": plan_data(origin, Context(id=id_), Addresses("", {}))}
        written, plan = page.evaluate(
            """([data, place, year]) => {
              const state = bonbogi.fitCore.emptyState();
              return [bonbogi.fitCore.writeRecord(data, place, year, state), bonbogi.fitPlan.writePlan(data, place, year, state)];
            }""",
            [data, place, str(year)],
        )
        assert written == adopted_text(id_, origin, place, year), id_
        assert plan.count("\n## ") == 16, id_
        assert not any("\ue000" <= character <= "\ue0ff" for character in written + plan), id_
        assert "9876" not in plan, id_
