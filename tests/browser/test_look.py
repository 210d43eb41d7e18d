"""The frame of every page as a reader uses it: colours, menus, keyboard, paper, fonts."""

import gzip
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.serving import serve_folder

PAPER_WHITE, NIGHT, BLACK = "rgb(255, 255, 255)", "rgb(19, 20, 22)", "rgb(0, 0, 0)"
# Comes to an end when the browser has the fonts for the pages that follow.
FONTS_ARE_KEPT = """
() => new Promise(done => {
  const look = () => localStorage.getItem("bonbogi-fonts") ? done() : setTimeout(look, 50);
  look();
})
"""


@pytest.fixture(scope="module")
def site(every_kind: Path) -> Path:
    return every_kind


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page as narrow as a small telephone's."""
    with browser.new_context(locale="ko-KR", offline=True, viewport={"width": 360, "height": 740}) as context:
        yield context.new_page()


def open_page(page: Page, site: Path, path: str = "index.html") -> None:
    page.goto((site / path).as_uri())


def test_colours_chosen_by_keyboard_are_kept_on_the_pages_that_follow(page: Page, site: Path) -> None:
    open_page(page, site)
    opener = page.get_by_role("button", name="화면: 자동")
    opener.press("Enter")
    expect(page.get_by_role("radio", name="자동 기기 설정대로")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="고대비 검은 바탕")).to_be_checked()
    expect(page.locator("body")).to_have_css("background-color", BLACK)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="화면: 고대비")).to_be_focused()
    expect(page.get_by_role("radio", name="고대비 검은 바탕")).to_be_hidden()

    open_page(page, site, "guidebooks/jejusi-parking-qr.html")
    expect(page.locator("body")).to_have_css("background-color", BLACK)
    page.get_by_role("button", name="화면: 고대비").click()
    page.get_by_role("radio", name="어둡게").check()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("radio", name="어둡게")).to_be_hidden()
    page.reload()
    expect(page.locator("body")).to_have_css("background-color", NIGHT)


def test_a_choice_shows_in_the_windows_that_are_open(page: Page, site: Path) -> None:
    open_page(page, site)
    other = page.context.new_page()
    open_page(other, site, "about.html")
    other.get_by_role("button", name="화면: 자동").click()
    other.get_by_role("radio", name="어둡게").check()
    expect(page.get_by_role("button", name="화면: 어둡게")).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", NIGHT)


def test_without_a_choice_the_page_follows_the_device(page: Page, site: Path) -> None:
    open_page(page, site)
    expect(page.locator("body")).to_have_css("background-color", PAPER_WHITE)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", NIGHT)
    page.emulate_media(color_scheme="dark", contrast="more")
    expect(page.locator("body")).to_have_css("background-color", BLACK)


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(phone: Page, site: Path) -> None:
    open_page(phone, site)
    menu = phone.get_by_role("button", name="메뉴")
    link = phone.get_by_role("navigation", name="주 메뉴").get_by_role("link").first
    expect(link).to_be_hidden()
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_visible()
    link.focus()
    phone.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()
    menu.press(" ")
    phone.get_by_role("radio", name="어둡게").check()
    expect(phone.locator("body")).to_have_css("background-color", NIGHT)


def test_the_search_of_a_phone_opens_with_the_cursor_in_it(phone: Page, site: Path) -> None:
    open_page(phone, site, "about.html")
    box = phone.get_by_role("combobox")
    expect(box).to_be_hidden()
    phone.get_by_role("button", name="찾기", exact=True).first.press("Enter")
    expect(box).to_be_focused()
    box.fill("주차")
    expect(phone.get_by_role("option").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("listbox")).to_be_hidden()
    phone.keyboard.press("Escape")
    expect(box).to_be_hidden()
    phone.keyboard.press("/")
    expect(box).to_be_focused()


def test_the_contents_of_a_guidebook_open_above_the_dock(phone: Page, site: Path) -> None:
    open_page(phone, site, "guidebooks/jejusi-parking-qr.html")
    contents = phone.get_by_role("button", name="목차")
    links = phone.get_by_role("navigation", name="목차").get_by_role("link")
    contents.press("Enter")
    expect(links.first).to_be_focused()
    phone.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(contents).to_be_focused()
    contents.click()
    links.get_by_text("돈과 사람").click()
    expect(links.first).to_be_hidden()
    expect(phone.get_by_role("heading", name="돈과 사람")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["index.html", "guidebooks/jejusi-parking-qr.html", "calls.html"])
def test_paper_has_the_text_and_nothing_to_press(page: Page, site: Path, path: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, site, path)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == BLACK
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for part in ("banner", "button", "search", "contentinfo"):
        assert page.get_by_role(part).count() == 0, part
    assert page.locator(".bb-toc:visible, .bb-aside:visible, .bb-dock:visible, input:visible").count() == 0


@pytest.mark.parametrize(("path", "most"), [("guidebooks/gwangju-barosotong.html", 10), ("index.html", 3)])
def test_paper_is_few_pages(page: Page, site: Path, path: str, most: int) -> None:
    open_page(page, site, path)
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    assert 1 < len(printed.pages) <= most
    assert page.locator("h1").inner_text().split()[0] in printed.pages[0].extract_text()


def test_korean_wears_the_sites_own_font_and_its_missing_signs_another(page: Page, site: Path) -> None:
    open_page(page, site)
    page.evaluate("document.querySelector('h1').textContent = '가각힣'")
    assert fonts_of(page, "h1") == ["Pretendard GOV"]
    page.evaluate("document.querySelector('h1').textContent = '愛㎡'")
    page.evaluate("document.fonts.ready")
    assert "Pretendard GOV" not in fonts_of(page, "h1")


def fonts_of(page: Page, selector: str) -> list[str]:
    """The names of the fonts that an element's text is drawn with."""
    page.evaluate("document.fonts.load('700 34px \"Pretendard GOV\"', '가')")
    # Only what has been drawn has fonts.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return sorted(
        {font["familyName"] for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}
    )


def test_over_a_network_fonts_come_when_the_first_page_is_there_and_later_pages_wear_them(
    served_page: Page, site: Path
) -> None:
    with serve_folder(site) as address:
        served_page.goto(f"{address}/index.html", wait_until="networkidle")
        served_page.evaluate(FONTS_ARE_KEPT)
        assert (
            served_page.evaluate("[...document.fonts].filter(face => face.family.includes('Pretendard')).length") == 0
        )
        served_page.goto(f"{address}/about.html", wait_until="networkidle")
        assert fonts_of(served_page, "h1") == ["Pretendard GOV"]


def test_the_contents_show_where_the_reader_is(page: Page, site: Path) -> None:
    open_page(page, site, "guidebooks/jejusi-parking-qr.html")
    here = page.locator(".bb-toc a[aria-current=location]")
    for heading in ("돈과 사람", "무엇이 달라졌나"):
        page.get_by_role("navigation", name="목차").get_by_role("link", name=heading).click()
        expect(here).to_have_text(heading)
    page.keyboard.press("End")
    expect(here).to_have_text("물어볼 곳과 출처")
    page.keyboard.press("Home")
    expect(here).to_have_count(0)


def test_a_guidebook_loads_little(served_page: Page, site: Path) -> None:
    loaded: set[str] = set()
    with serve_folder(site) as address:
        served_page.on("requestfinished", lambda request: loaded.add(request.url.removeprefix(f"{address}/")))
        served_page.goto(f"{address}/guidebooks/jejusi-parking-qr.html", wait_until="networkidle")
    files = [site / name for name in loaded if not name.endswith(".woff2")]
    assert 5 < len(files) < 15
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) < 70_000


@pytest.mark.parametrize(
    ("path", "width"),
    [("guidebooks/jejusi-parking-qr.html", 360), ("guidebooks/jejusi-parking-qr.html", 1280), ("find.html", 360)],
)
def test_nothing_moves_while_a_page_loads(served_page: Page, site: Path, path: str, width: int) -> None:
    page = served_page
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(
        "window.moved = 0;"
        "new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    with serve_folder(site) as address:
        page.goto(f"{address}/{path}", wait_until="networkidle")
        page.evaluate(FONTS_ARE_KEPT)
        assert page.evaluate("window.moved") < 0.001
        page.reload(wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        assert page.evaluate("window.moved") < 0.01
