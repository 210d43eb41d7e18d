"""The form in a real browser: by keyboard from the first key to the published page, and everything around."""

import difflib
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect

from tests.axe import VIEWS, find_in, needs_axe
from tests.form_data import EXPECTED, RECORDS, ROOT
from tests.repository import make_repository, run_check, write_project
from tests.serving import serve_folder
from tests.sites import build, make_site_repository

SAMPLE = ROOT / "projects/jejusi-parking-qr/project.yml"
MOST_TABS = 400


@pytest.fixture(scope="module")
def site(built_sample: Path) -> Path:
    """A site of a few real projects."""
    return built_sample / "site"


@pytest.fixture(params=["file", "http"])
def form(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Page]:
    """The form, opened from the disk and over http; of the two pages only the one that is asked for is opened."""
    if request.param == "file":
        yield request.getfixturevalue("disk_form")
    else:
        with serve_folder(site) as address:
            yield open_form(request.getfixturevalue("served_page"), f"{address}/form.html")


def open_form(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("[data-bb-form]")).not_to_have_attribute("aria-busy", re.compile(""))
    return page


@pytest.fixture
def disk_form(page: Page, site: Path) -> Page:
    """The form, opened from the disk."""
    return open_form(page, (site / "form.html").as_uri())


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press the key until the focus is there; nothing else than the keyboard is used."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {key}")


def type_at(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.insert_text(text)


def choose_at(page: Page, selector: str, typed: str) -> None:
    """Type a few letters into a combobox and take the first thing that it offers."""
    type_at(page, selector, typed)
    listbox = page.locator(f"#{page.locator(':focus').get_attribute('aria-controls')}")
    expect(listbox.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def select_at(page: Page, selector: str, word: str) -> None:
    """Go down a drop-down list to the entry that begins with a word."""
    tab_to(page, selector)
    options = page.locator(":focus option").all_inner_texts()
    for _ in range(next(n for n, option in enumerate(options) if option.startswith(word))):
        page.keyboard.press("ArrowDown")


def open_section(page: Page, key: str) -> None:
    tab_to(page, f"#k-{key} > summary")
    page.keyboard.press("Enter")


def load(page: Page, path: Path) -> None:
    page.locator("#f-open").set_input_files(path)
    expect(page.locator(".bb-form__told")).to_contain_text(f"{path.name}을 열었습니다")


def save(page: Page, target: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="파일로 내려받기", exact=True).click()
    download.value.save_as(target)
    return target.read_text(encoding="utf-8")


def field(page: Page, path: str) -> Locator:
    return page.locator(f"#f-{path}")


def test_by_keyboard_alone_a_real_project_becomes_a_page(
    disk_form: Page, trouble: list[str], tmp_path: Path, shell_folder: Path
) -> None:
    """From the disk; what is another matter over http, storage and downloads, the tests that follow ask of both."""
    form = disk_form
    type_at(form, "#f-title", "제주 주차 안심번호")
    choose_at(form, "#f-municipalities", "ㅈㅈㅅ")
    type_at(form, "#f-year", "2021")
    type_at(form, "#f-summary", "차에 남기던 전화번호 대신 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.")
    tab_to(form, "[name=f-origin]")
    form.keyboard.press("ArrowDown")
    open_section(form, "call")
    choose_at(form, "#f-call", "현장")
    open_section(form, "problem")
    type_at(
        form,
        "#f-problem",
        "차에 남긴 개인 전화번호가 범죄에 악용될 위험이 있었다.\n연락이 두려워 번호를 남기지 않는 사람도 있었다.",
    )
    open_section(form, "topics")
    choose_at(form, "#f-topics", "주차")
    open_section(form, "budget")
    tab_to(form, "#f-budget-add")
    form.keyboard.press("Enter")
    expect(form.locator("#f-budget-0-kind")).to_be_focused()
    form.keyboard.press("ArrowDown")
    form.keyboard.press("ArrowDown")
    expect(form.locator(":focus option:checked")).to_have_text("국비(국고보조금)")
    type_at(form, "#f-budget-0-amount", "1억 2천만원")
    expect(form.locator("#k-budget .bb-f__read").first).to_have_text("1억 2,000만 원 (120,000,000원)")
    type_at(form, "#f-budget-0-source", "s1")
    form.keyboard.press("Enter")
    open_section(form, "process")
    tab_to(form, "#f-process-add")
    form.keyboard.press("Enter")
    expect(form.locator("#f-process-0-date")).to_be_focused()
    form.keyboard.insert_text("2021-11-25")
    select_at(form, "#f-process-0-stage", "시범")
    type_at(form, "#f-process-0-what", "시범 운영 시작")
    type_at(form, "#f-process-0-source", "s1")
    form.keyboard.press("Enter")
    open_section(form, "sources")
    tab_to(form, "#f-sources-add")
    form.keyboard.press("Enter")
    form.keyboard.insert_text("s1")
    type_at(form, "#f-sources-0-title", "제주시, 개인정보 노출방지 주차안심 QR코드 홍보 나서")
    tab_to(form, ".bb-take .bb-btn--go")
    with form.expect_download() as download:
        form.keyboard.press("Enter")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "amount: 1억 2천만원" in text
    assert trouble == []

    root = make_repository(tmp_path / "check", {"jejusi-form": text})
    checked = run_check(root)
    assert checked.returncode == 0, checked.stdout
    published = make_site_repository(tmp_path / "publish", shell_folder, ())
    write_project(published, "jejusi-form", text)
    build(published)
    page = (published / "site/guidebooks/jejusi-form.html").read_text(encoding="utf-8")
    assert "제주 주차 안심번호" in page
    assert "1억 2,000만" in page
    assert "시범 운영 시작" in page


def test_a_record_that_is_opened_and_changed_in_one_key_differs_in_that_line(
    form: Page, tmp_path: Path, trouble: list[str]
) -> None:
    text = "# 담당이 남긴 메모\n" + SAMPLE.read_text(encoding="utf-8").replace(
        "absent:", "memo: 남겨 둘 것  # 모르는 항목\nabsent:"
    )
    opened = tmp_path / "project.yml"
    opened.write_text(text, encoding="utf-8", newline="")
    load(form, opened)
    assert save(form, tmp_path / "same.yml") == text
    form.locator("#k-process > summary").click()
    field(form, "process-4-what").fill("정식 운영을 시작")
    changed = save(form, tmp_path / "changed.yml")
    lines = [line for line in difflib.ndiff(text.splitlines(), changed.splitlines()) if line[:1] in "+-"]
    assert lines == [
        "-   - {date: 2022, stage: operate, what: 본격 시행, source: s2}",
        "+   - {date: 2022, stage: operate, what: 정식 운영을 시작, source: s2}",
    ]
    assert trouble == []


@pytest.mark.parametrize("width", [360, 1280])
def test_a_button_stays_where_it_is_when_the_draft_is_kept(disk_form: Page, width: int) -> None:
    disk_form.set_viewport_size({"width": width, "height": 900})
    disk_form.evaluate("document.fonts.ready")
    place_of_button = "() => document.querySelector('.bb-take .bb-btn--go').getBoundingClientRect().top + scrollY"
    before = disk_form.evaluate(place_of_button)
    field(disk_form, "title").fill("주차 안심번호")
    expect(disk_form.locator(".bb-done__draft")).to_contain_text("임시 저장됨")
    assert disk_form.evaluate(place_of_button) == before


def test_a_mistake_of_every_kind_shows_its_message_beside_its_key(disk_form: Page, trouble: list[str]) -> None:
    """The words stand in the field, the row or the section of the key; those of an unknown key or a remark above it."""
    codes = set()
    for name, rows in json.loads(EXPECTED.read_text(encoding="utf-8")).items():
        if not rows or name.startswith("fixed-"):
            continue
        load(disk_form, RECORDS / name)
        open_all(disk_form)
        lines = (RECORDS / name).read_text(encoding="utf-8").splitlines()
        for line, _, code, _, message, _ in rows:
            beside = disk_form.locator(f".bb-f__found > [data-code='{code}']", has_text=message).first
            if name == "remarks.yml" or (code == "unknown-key" and not beside.count()):
                beside = disk_form.locator(".bb-errsum li", has_text=message).first
                expect(beside, f"{name}: {message}").to_be_visible()
            else:
                expect(beside, f"{name}: {code}").to_be_attached()
                above = (found[0] for text in lines[line - 1 :: -1] if (found := re.match(r"\w+(?=:)", text)))
                home = beside.locator("xpath=..").get_attribute("id") or ""
                # These two stand at keys that are not in the text.
                assert home.startswith(f"f-{next(above)}") or code in ("missing-key", "unrevised-part"), (name, code)
            codes.add(code)
    assert len(codes) > 45
    assert trouble == []


@needs_axe
def test_axe_finds_nothing_filled_and_with_errors(disk_form: Page) -> None:
    load(disk_form, SAMPLE)
    open_all(disk_form)
    found = {"filled": find_in(disk_form, (VIEWS[1], VIEWS[5]), all_rules=True)}
    load(disk_form, RECORDS / "shapes.yml")
    open_all(disk_form)
    expect(disk_form.locator(".bb-errsum")).to_be_visible()
    found["errors"] = find_in(disk_form)
    assert {name: violations for name, violations in found.items() if violations} == {}


def open_all(page: Page) -> None:
    page.locator(".bb-form details").evaluate_all("all => all.forEach((details) => { details.open = true })")


def test_rows_are_added_moved_and_taken_away_and_the_focus_stays(disk_form: Page) -> None:
    load(disk_form, SAMPLE)
    disk_form.locator("#k-lessons > summary").click()
    texts = disk_form.locator("#k-lessons [id$='-text']")
    first, second = texts.nth(0).input_value(), texts.nth(1).input_value()
    rows = disk_form.locator("#k-lessons .bb-row")
    rows.nth(0).get_by_role("button", name="아래로").press("Enter")
    assert [texts.nth(0).input_value(), texts.nth(1).input_value()] == [second, first]
    expect(rows.nth(1).get_by_role("button", name="아래로")).to_be_focused()
    expect(disk_form.locator("[data-bb-form] > [role=status].bb-vh")).to_have_text("교훈 1번째를 2번째로 옮김")
    rows.nth(0).locator("[data-remove]").press("Enter")
    expect(rows).to_have_count(2)
    expect(rows.nth(0).locator("[data-remove]")).to_be_focused()
    disk_form.locator("#f-lessons-add").press("Enter")
    expect(rows).to_have_count(3)
    expect(disk_form.locator("#f-lessons-2-kind")).to_be_focused()


def test_a_draft_outlives_the_page_and_can_be_thrown_away(form: Page) -> None:
    field(form, "title").fill("쓰다 만 사업")
    expect(form.locator(".bb-done .bb-cap")).to_contain_text("임시 저장됨")
    form.reload()
    expect(form.locator(".bb-form__told")).to_have_text("적던 것을 이어서 보여 줍니다.")
    expect(field(form, "title")).to_have_value("쓰다 만 사업")
    form.once("dialog", lambda dialog: dialog.dismiss())
    form.get_by_role("button", name="지우고 처음부터").click()
    expect(field(form, "title")).to_have_value("쓰다 만 사업")
    form.once("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="지우고 처음부터").click()
    expect(field(form, "title")).to_have_value("")
    form.reload()
    expect(form.locator("[data-bb-form]")).not_to_have_attribute("aria-busy", re.compile(""))
    expect(field(form, "title")).to_have_value("")


def test_a_button_beside_a_finding_mends_it(disk_form: Page) -> None:
    load(disk_form, RECORDS / "shapes.yml")
    open_all(disk_form)
    disk_form.locator("#k-status").get_by_role("button", name="‘2022-06’으로 바꾸기").click()
    expect(field(disk_form, "status-0-date")).to_have_value("2022-06")
    expect(field(disk_form, "status-0-date")).to_be_focused()
    disk_form.locator("#k-status").get_by_role("button", name="‘중단’으로 바꾸기").click()
    expect(field(disk_form, "status-0-state")).to_have_value("stopped")
    disk_form.locator(".bb-errsum").get_by_role("button", name="이 항목 지우기").last.click()
    expect(disk_form.locator(".bb-errsum")).not_to_contain_text("'재원' 항목은 없습니다")


def test_findings_come_while_typing_and_what_is_missing_only_when_somebody_was_there(disk_form: Page) -> None:
    expect(disk_form.locator("[data-code]")).to_have_count(0)
    field(disk_form, "year").fill("1980")
    beside = disk_form.locator("#f-year-e [data-code=bad-number]")
    expect(beside).to_contain_text("1990 이상이어야 합니다.")
    expect(field(disk_form, "year")).to_have_attribute("aria-invalid", "true")
    field(disk_form, "year").fill("2021")
    expect(beside).to_have_count(0)
    expect(field(disk_form, "year")).not_to_have_attribute("aria-invalid", re.compile(""))
    field(disk_form, "summary").fill("연락은 010-1234-5678로 합니다. 언제든 물어 주세요.")
    found = disk_form.locator("#f-summary-e [data-code=mobile-number]")
    expect(found).to_contain_text("010-****-**78")
    expect(found).not_to_contain_text("1234")
    save_button = disk_form.get_by_role("button", name="파일로 내려받기", exact=True)
    with disk_form.expect_download():
        save_button.click()
    expect(disk_form.locator(".bb-out-told")).to_contain_text("고칠 곳이")
    disk_form.locator(".bb-errsum a", has_text="'title'").click()
    expect(field(disk_form, "title")).to_be_focused()


def test_an_amount_is_read_back_in_words_and_digits(disk_form: Page) -> None:
    load(disk_form, SAMPLE)
    open_all(disk_form)
    amount = disk_form.locator("#f-budget-0-amount")
    told = disk_form.locator("#k-budget .bb-f__read").first
    for written, read in (
        ("1억 2천만원", "1억 2,000만 원 (120,000,000원)"),
        ("10000", "1만 원 (10,000원)"),
        ("9,900원", "9,900원"),
        ("모름", ""),
        ("", ""),
    ):
        amount.fill(written)
        expect(told).to_have_text(read)


def test_the_folder_goes_out_as_an_archive_and_the_text_on_the_clipboard(disk_form: Page, tmp_path: Path) -> None:
    load(disk_form, SAMPLE)
    disk_form.locator("#k-story > summary").click()
    disk_form.locator("#f-guidebook").fill("## 왜 시작했나\n\n주민이 먼저 말했다.[s1]")
    disk_form.locator("#f-files").set_input_files({"name": "사진.txt", "mimeType": "text/plain", "buffer": b"abc"})
    field(disk_form, "id").fill("jejusi-parking-qr")
    with disk_form.expect_download() as download:
        disk_form.get_by_role("button", name="압축해 내려받기").click()
    assert download.value.suggested_filename == "jejusi-parking-qr.zip"
    download.value.save_as(tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            f"jejusi-parking-qr/{name}" for name in ("project.yml", "guidebook.md", "files/사진.txt")
        ]
        assert archive.read("jejusi-parking-qr/project.yml") == SAMPLE.read_bytes()
    # Nobody has said yet where this site's records are sent to.
    expect(disk_form.locator(".bb-take .bb-cap")).to_contain_text("보낼 곳이 정해져 있지 않아")
    disk_form.get_by_role("button", name="복사하기").click()
    expect(disk_form.locator(".bb-out-told")).to_contain_text("복사했습니다")
    area = field(disk_form, "guidebook")
    area.fill("")
    area.press("Control+V")
    expect(area).to_have_value(SAMPLE.read_text(encoding="utf-8"))


def test_a_record_that_is_opened_has_nothing_of_the_one_before(disk_form: Page, tmp_path: Path) -> None:
    def write() -> None:
        field(disk_form, "title").fill("다른 사업")
        disk_form.locator("#k-story").evaluate("details => { details.open = true }")
        field(disk_form, "guidebook").fill("## 왜 시작했나\n\n다른 사업의 이야기")
        field(disk_form, "files").set_input_files({"name": "다른.txt", "mimeType": "text/plain", "buffer": b"abc"})
        field(disk_form, "id").fill("다른")

    def expect_nothing_of_it() -> None:
        for name in ("guidebook", "id", "files"):
            expect(field(disk_form, name)).to_have_value("")
        expect(disk_form.locator(".bb-files li, #f-id[aria-invalid=true]")).to_have_count(0)
        with disk_form.expect_download() as download:
            disk_form.get_by_role("button", name="압축해 내려받기").click()
        download.value.save_as(tmp_path / "case.zip")
        with zipfile.ZipFile(tmp_path / "case.zip") as archive:
            assert archive.namelist() == ["new-project/project.yml"]

    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if len(asked) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    disk_form.on("dialog", answer)
    write()
    found = disk_form.locator("#f-files-e [data-code=mobile-number]")
    field(disk_form, "files").set_input_files(
        {"name": "명단_01012345678.txt", "mimeType": "text/plain", "buffer": b"abc"}
    )
    expect(found).to_contain_text("파일 이름 'files/명단_010******78.txt' 안:")
    field(disk_form, "files").set_input_files({"name": "다른.txt", "mimeType": "text/plain", "buffer": b"abc"})
    expect(found).to_have_count(0)
    disk_form.locator("#f-open").set_input_files(SAMPLE)
    expect(disk_form.locator(".bb-files li")).to_have_text("files/다른.txt")
    expect(field(disk_form, "title")).to_have_value("다른 사업")
    load(disk_form, SAMPLE)
    expect_nothing_of_it()
    write()
    disk_form.get_by_role("button", name="처음부터", exact=True).click()
    expect(field(disk_form, "title")).to_have_value("")
    expect_nothing_of_it()
    # Nothing is asked where nothing would be lost.
    load(disk_form, SAMPLE)
    assert [message.rsplit(". ", 1)[1] for message in asked] == [*["project.yml 파일을 열까요?"] * 2, "지울까요?"]


def test_where_a_repository_and_a_mailbox_are_named_the_record_goes_there(
    browser: Browser, tmp_path: Path, shell_folder: Path
) -> None:
    root = make_site_repository(tmp_path / "root", shell_folder, ())
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace('new_file_url: ""', "new_file_url: https://example.org/o/r/new/main/projects")
    (root / "mkdocs.yml").write_text(settings.replace('mail_address: ""', "mail_address: case@example.org"), "utf-8")
    build(root)
    with browser.new_context(locale="ko-KR") as context:
        opened: list[str] = []

        def note(route: Route) -> None:
            opened.append(route.request.url)
            route.abort()

        context.route("https://example.org/**", note)
        page = open_form(context.new_page(), (root / "site/form.html").as_uri())
        field(page, "title").fill("제주 주차 안심번호")
        field(page, "id").fill("jejusi-qr")
        for text, is_whole in (("제주 주차 안심번호", True), ("주차 " * 700, False)):
            field(page, "title").fill(text)
            with context.expect_page() as other:
                page.get_by_role("button", name="GitHub에서 올리기").click()
            other.value.close()
            assert opened[-1].startswith("https://example.org/o/r/new/main/projects?filename=jejusi-qr%2Fproject.yml")
            assert ("&value=title" in opened[-1]) == is_whole
            assert len(opened[-1]) < 8000
            expect(page.locator(".bb-out-told")).to_contain_text("내용이 들어 있습니다" if is_whole else "붙여 넣어")
        ways = page.locator(".bb-take .bb-cap")
        expect(ways).to_have_text([re.compile("project.yml만 올라갑니다"), re.compile("편지에는 글만 담깁니다")])
        page.locator("#k-story").evaluate("details => { details.open = true }")
        field(page, "files").set_input_files({"name": "사진.txt", "mimeType": "text/plain", "buffer": b"abc"})
        with context.expect_page() as other:
            page.get_by_role("button", name="GitHub에서 올리기").click()
        other.value.close()
        expect(page.locator(".bb-out-told")).to_contain_text("이야기와 파일은 함께 가지 않습니다.")
        with page.expect_download() as download:
            page.get_by_role("button", name="전자우편으로 보내기").click()
        assert download.value.suggested_filename == "jejusi-qr.zip"
        expect(page.locator(".bb-out-told")).to_contain_text("이 압축 파일을 편지에 붙여 보내 주세요.")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out_of_the_screen(disk_form: Page, width: int) -> None:
    disk_form.set_viewport_size({"width": width, "height": 900})
    load(disk_form, SAMPLE)
    open_all(disk_form)
    assert disk_form.evaluate("document.documentElement.scrollWidth") <= width
