"""Choosing guidebooks anywhere on the real site and comparing them side by side, in a real browser."""

import csv
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.serving import serve_folder
from tests.sites import ALL, SAMPLE

TWO = ("jejusi-parking-qr", "daejeon-parking-qr")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, every_kind: Path) -> Path:
    """The site of all real projects; a copy, from which a file is taken away for a while."""
    return Path(shutil.copytree(every_kind, tmp_path_factory.mktemp("compare") / "site"))


def pick(page: Page, title: str) -> Locator:
    return page.get_by_role("checkbox", name=title)


def tray(page: Page) -> Locator:
    return page.get_by_role("region", name="비교함")


def open_compare(page: Page, site: Path, *ids: str) -> None:
    page.goto(f"{(site / 'compare.html').as_uri()}?compare={','.join(ids)}")


def row(page: Page, name: str) -> list[str]:
    """The cells of a row, without the name that narrow screens show."""
    cells = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name)).get_by_role("cell")
    return [text.strip() for text in cells.all_inner_texts()]


def test_a_choice_on_list_results_and_guidebook_leads_to_the_comparison(
    page: Page, trouble: list[str], site: Path
) -> None:
    page.goto((site / "find.html").as_uri())
    expect(tray(page)).to_have_count(0)
    pick(page, "제주 주차 안심번호 비교").check()
    expect(tray(page)).to_contain_text("비교함 1 / 4")
    expect(tray(page)).to_contain_text("한 건 더 담으면")
    assert "compare=jejusi-parking-qr" in page.url
    box = page.get_by_role("combobox", name="안내서 검색")
    box.fill("주차")
    page.get_by_role("banner").get_by_role("button", name="찾기").click()
    expect(pick(page, "제주 주차 안심번호 비교")).to_be_checked()
    page.get_by_role("link", name="QR코드 활용 안심 주차번호").first.click()
    pick(page, "QR코드 활용 안심 주차번호 비교함에 담기").check()
    expect(tray(page)).to_contain_text("비교함 2 / 4")
    tray(page).get_by_role("link", name="나란히 비교").click()
    page.wait_for_url("**/compare.html?compare=jejusi-parking-qr,daejeon-parking-qr")
    expect(page.get_by_role("columnheader", name="제주 주차 안심번호")).to_be_visible()
    assert trouble == []


def test_going_back_keeps_what_was_chosen_since(page: Page, site: Path) -> None:
    page.goto((site / "find.html").as_uri())
    pick(page, "제주 주차 안심번호 비교").check()
    page.get_by_role("link", name="QR코드 활용 안심 주차번호").first.click()
    pick(page, "비교함에 담기").check()
    page.go_back()
    expect(pick(page, "QR코드 활용 안심 주차번호 비교")).to_be_checked()
    expect(tray(page)).to_contain_text("비교함 2 / 4")


def test_there_is_room_for_four(page: Page, site: Path) -> None:
    page.goto((site / "find.html").as_uri())
    boxes = page.locator("[data-bb-pick]")
    expect(boxes).to_have_count(len(ALL))
    for place in range(4):
        boxes.nth(place).check()
    boxes.nth(4).click()
    expect(boxes.nth(4)).not_to_be_checked()
    expect(tray(page).get_by_role("status")).to_contain_text("4건까지")
    tray(page).get_by_role("button", name="빼기").first.click()
    expect(tray(page)).to_contain_text("비교함 3 / 4")
    boxes.nth(4).check()
    tray(page).get_by_role("button", name="모두 빼기").click()
    expect(tray(page)).to_have_count(0)
    assert "compare=" not in page.url


def test_rows_stand_side_by_side_and_differences_are_marked(page: Page, trouble: list[str], site: Path) -> None:
    open_compare(page, site, *TWO)
    assert row(page, "사업비") == ["1억 2,000만 원", "1억 원"]
    assert row(page, "해마다 드는 돈과 사람") == ["찾지 못함", "찾지 못함"]
    assert row(page, "달라진 것")[1] == "기록 없음"
    assert "97.3% (2021-12, 사업 전 값 없음, 측정값)" in row(page, "달라진 것")[0]
    expect(page.get_by_role("rowheader", name="사업비 다름")).to_be_visible()
    expect(page.get_by_role("rowheader", name="이용 조건 다름")).to_be_visible()
    same = page.get_by_role("rowheader", name="해마다 드는 돈과 사람", exact=True)
    expect(same).to_be_visible()
    page.get_by_role("checkbox", name="다른 줄만 보기").check()
    expect(same).to_be_hidden()
    assert trouble == []


def test_taking_one_out_follows_in_the_address_and_says_what_is_missing(page: Page, site: Path) -> None:
    open_compare(page, site, *TWO, "sinan-1004-care")
    page.get_by_role("button", name="QR코드 활용 안심 주차번호 빼기").click()
    expect(page.get_by_role("columnheader", name="QR코드 활용 안심 주차번호")).to_have_count(0)
    assert page.url.endswith("compare=jejusi-parking-qr,sinan-1004-care")
    page.get_by_role("button", name="제주 주차 안심번호 빼기").click()
    expect(page.locator("[data-bb-compare] [role=status]")).to_contain_text("한 건 더")
    page.get_by_role("link", name="안내서 고르러 가기").click()
    expect(tray(page)).to_contain_text("비교함 1 / 4")


def test_only_what_was_chosen_is_loaded_and_a_file_that_fails_is_said(page: Page, site: Path, tmp_path: Path) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    cells, kept = site / "compare" / "daejeon-parking-qr.js", tmp_path / "kept.js"
    cells.rename(kept)
    try:
        open_compare(page, site, *TWO, "no-such-record", "..%2Fx")
        notes = page.locator("[data-bb-compare] .bb-note")
        expect(notes).to_have_count(2)
    finally:
        kept.rename(cells)
    asked = [url.rpartition("/")[2] for url in loaded if "/compare/" in url]
    assert sorted(asked) == ["daejeon-parking-qr.js", "jejusi-parking-qr.js", "no-such-record.js"]
    notes.filter(has_text="daejeon").get_by_role("button", name="다시 시도").click()
    expect(page.get_by_role("columnheader", name="QR코드 활용 안심 주차번호")).to_be_visible()
    notes.get_by_role("button", name="빼기").click()
    expect(notes).to_have_count(0)


def test_the_table_can_be_taken_along_and_printed(page: Page, site: Path) -> None:
    open_compare(page, site, *TWO)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="표 내려받기").click()
    text = downloading.value.path().read_text(encoding="utf-8-sig")
    rows = {line[0]: line[1:] for line in csv.reader(text.splitlines()) if line}
    assert rows["사업비"] == ["1억 2,000만 원", "1억 원"]
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="인쇄")).to_be_hidden()
    expect(page.get_by_role("table")).to_be_visible()


def test_on_a_telephone_cells_stand_below_each_other_with_their_names(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    open_compare(page, site, *SAMPLE)
    cells = page.locator("[data-row=problem] td")
    boxes = [cells.nth(place).bounding_box() for place in range(4)]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 4
    assert tops == sorted(set(tops))
    expect(cells.first.locator(".bb-cmp__who")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_from_a_server_and_without_scripts(served_page: Page, browser: Browser, trouble: list[str], site: Path) -> None:
    with serve_folder(site) as address:
        served_page.goto(f"{address}/compare.html?compare={','.join(TWO)}")
        expect(served_page.get_by_role("columnheader", name="제주 주차 안심번호")).to_be_visible()
    assert trouble == []
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        plain = context.new_page()
        open_compare(plain, site, *TWO)
        expect(plain.locator("main")).to_contain_text("자바스크립트를 켜 주세요")
        plain.goto((site / "find.html").as_uri())
        expect(plain.locator(".bb-pick")).to_have_count(0)
