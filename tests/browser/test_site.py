"""The real site in a real browser: from the disk and from a server, on a telephone, and without scripts."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.conftest import watched_page
from tests.kinds import ONE_OF_EVERY_KIND, STICKING_OUT
from tests.serving import serve_folder
from tests.sites import ALL

# Nothing but a script can be a form that saves a file; without it they say what to do.
TOOLS = ("fit.html", "form.html", "compare.html")


TELEPHONE: ViewportSize = {"width": 360, "height": 800}
DESK: ViewportSize = {"width": 1280, "height": 720}


@pytest.fixture
def page_without_scripts(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="ko-KR", offline=True, java_script_enabled=False) as context:
        yield context.new_page()


class Seen:
    """What was seen on pages: trouble of any, what sticks out of a telephone's screen and what is read, by path."""

    def __init__(self) -> None:
        self.trouble: list[str] = []
        self.sticking_out: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}


@pytest.fixture(scope="module")
def seen(browser: Browser, every_kind: Path) -> Seen:
    """What one walk over every kind of page saw, from the disk and with the network off, each page opened once."""
    seen = Seen()
    with browser.new_context(locale="ko-KR", offline=True) as context:
        page = watched_page(context, seen.trouble)
        for path in ONE_OF_EVERY_KIND:
            page.set_viewport_size(TELEPHONE)
            page.goto((every_kind / path).as_uri())
            expect(page.locator("html.js h1")).to_have_count(1)
            seen.sticking_out[path] = what_sticks_out(page)
            page.set_viewport_size(DESK)
            seen.texts[path] = what_is_read(page)
    return seen


def what_sticks_out(page: Page) -> list[str]:
    found: list[str] = page.evaluate(STICKING_OUT)
    width = page.evaluate("document.documentElement.scrollWidth")
    return found or ([f"{width} pixels wide"] if width > TELEPHONE["width"] else [])


def what_is_read(page: Page) -> str:
    """The text of a page without what only a script can do, and is only offered by one, or is only said without."""
    page.evaluate("document.querySelectorAll('[data-bb-scripted], [data-bb-unscripted]').forEach(one => one.remove())")
    return page.locator("main").inner_text()


def test_every_kind_of_page_opens_from_the_disk_with_the_network_off(seen: Seen) -> None:
    assert seen.trouble == []


def test_every_kind_of_page_opens_from_a_server(served_page: Page, trouble: list[str], every_kind: Path) -> None:
    with serve_folder(every_kind) as address:
        for path in ONE_OF_EVERY_KIND:
            served_page.goto(f"{address}/{path}")
            expect(served_page.locator("html.js h1")).to_have_count(1)
        assert trouble == []


def test_every_picture_is_shown(page: Page, every_kind: Path) -> None:
    page.goto((every_kind / "guidebooks/jejusi-parking-qr.html").as_uri())
    picture = page.get_by_alt_text("점 하나")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    expect(picture).to_have_js_property("naturalWidth", 1)


def test_on_a_telephone_nothing_but_a_frame_scrolls_sideways(page: Page, seen: Seen, every_kind: Path) -> None:
    found = dict(seen.sticking_out)
    page.set_viewport_size(TELEPHONE)
    for path in {f"guidebooks/{id_}.html" for id_ in ALL} - set(ONE_OF_EVERY_KIND):
        page.goto((every_kind / path).as_uri())
        found[path] = what_sticks_out(page)
    assert len(found) > len(ALL)
    assert {path: parts for path, parts in found.items() if parts} == {}


def test_without_scripts_every_page_reads_the_same(page_without_scripts: Page, seen: Seen, every_kind: Path) -> None:
    page_without_scripts.set_viewport_size(DESK)
    for path in ONE_OF_EVERY_KIND:
        page_without_scripts.goto((every_kind / path).as_uri())
        if path in TOOLS:
            expect(page_without_scripts.get_by_role("main")).to_contain_text("자바스크립트")
            continue
        assert seen.texts[path] == what_is_read(page_without_scripts), path
        assert len(seen.texts[path]) > 100, path


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_a_reader_comes_from_the_home_page_to_a_guidebook_and_on(
    page_without_scripts: Page, every_kind: Path, width: int
) -> None:
    page = page_without_scripts
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((every_kind / "index.html").as_uri())
    page.get_by_role("navigation", name="주 메뉴").get_by_role("link", name="안내서 찾기").click()
    assert page.url == (every_kind / "find.html").as_uri()
    page.locator('main a[href="guidebooks/daejeon-parking-qr.html"]').first.click()
    assert page.url.endswith("/guidebooks/daejeon-parking-qr.html")
    page.locator('main a[href$="jejusi-parking-qr.html"]').first.click()
    assert page.locator("h1").inner_text() == "제주 주차 안심번호"
    page.locator('main a[href="#src-s1"]').first.click()
    assert page.url.endswith("#src-s1")
    page.get_by_role("banner").get_by_role("link", name="본보기").click()
    assert page.url == (every_kind / "index.html").as_uri()


def test_a_folder_that_was_copied_elsewhere_is_the_same_site(
    page: Page, trouble: list[str], every_kind: Path, tmp_path: Path
) -> None:
    copied = shutil.copytree(every_kind, tmp_path / "빈칸 있는 폴더 #1 100%")
    page.goto((copied / "index.html").as_uri(), wait_until="networkidle")
    page.locator('main a[href^="guidebooks/"]').first.click()
    expect(page.locator("html.js h1")).to_have_count(1)
    assert "/guidebooks/" in page.url
    assert trouble == []
