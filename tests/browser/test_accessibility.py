"""Whether everybody can use the site: axe on every kind of page, the keyboard on all of them, and what KWCAG asks."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.axe import CAN_RUN, NARROW, VIEWS, WIDE, find_in, needs_axe
from tests.kinds import ONE_OF_EVERY_KIND

GUIDEBOOK = "guidebooks/jejusi-parking-qr.html"
# Where a keyboard goes through the header too, at both widths.
FOREMOST = (
    "index.html",
    "find.html",
    "map.html",
    "contribute.html",
    "form.html",
    GUIDEBOOK,
    "municipalities/50000.html",
)
# Where all rules look at every scheme.
BY_ALL_RULES = ("index.html", "form.html", GUIDEBOOK)
# Three of the same kind stand for the rest: long lists cost the most time and show nothing new.
SHORTEN = """
() => document.querySelectorAll("main :is(tbody, ol, ul, dl, .bb-keys)").forEach(
  list => [...list.children].slice(3).forEach(one => one.remove()))
"""
# What Tab has to reach within some parts, in the order of the page: of a group of radio buttons the chosen one.
REACHABLE = """
within => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'], iframe")]
  .filter(one => one.closest(within))
  .filter(one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true })
    && one.getClientRects().length > 0)
  .filter(one => {
    const group = one.type === "radio" ? [...document.getElementsByName(one.name)] : [one];
    return one === (group.find(({ checked }) => checked) || group[0]);
  })
  .map(one => { one.dataset.stop = document.querySelectorAll("[data-stop]").length; return one.dataset.stop; })
"""
# Where the focus is, and whether it can be seen: its own outline or that of the label that stands for it.
FOCUS = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const isDrawn = element => {
    const style = element && getComputedStyle(element);
    return Boolean(style) && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const shown = [one, one.nextElementSibling, one.closest("label")];
  const box = one.getBoundingClientRect();
  // WCAG 2.4.11: what stays at the edges of the window may cover a part of it, not the whole.
  const stays = ".bb-head, .bb-dock, .bb-tray";
  const heights = [box.top + 4, box.top + box.height / 2, box.bottom - 4].filter(y => y >= 0 && y < innerHeight);
  const isCovered = y => document.elementFromPoint(box.left + box.width / 2, y)?.closest(stays);
  const isHidden = !one.closest(stays) && heights.every(isCovered);
  return { stop: one.dataset.stop, isSeen: shown.some(isDrawn) && !isHidden, html: one.outerHTML.slice(0, 140) };
}
"""


SURVEY = """
() => {
  const list = (selector, isWanted = () => true) =>
    [...document.querySelectorAll(selector)].filter(isWanted).map(one => one.outerHTML.slice(0, 140));
  // WCAG 2.5.8: what a label enlarges is as large as the label; the theme's own switches are never shown.
  const target = one => one.matches("[type=radio], [type=checkbox]") && one.labels[0] ? one.labels[0] : one;
  const isSmall = one => {
    const box = target(one).getBoundingClientRect();
    return one.checkVisibility() && !one.matches(".md-toggle, [aria-hidden=true]") && box.width > 0 && (box.width < 24 || box.height < 24);
  };
  // Two words of another script and more, that neither are code nor say which language they are.
  const foreignWords = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (parentElement.closest("code, pre, script, [lang]:not(html)")) continue;
      words.push(...(data.match(/[A-Za-z]+(?: [A-Za-z]+)+/g) || []));
    }
    return words;
  };
  return {
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    tables: document.querySelectorAll("table").length,
    bareTables: list("table:not(:has(> caption)), th:not([scope]), table:not(:has(th))"),
    moving: list("audio, video, marquee, blink, object, embed, [autoplay], [target=_blank], [accesskey], [onmousedown]")
      .concat(document.getAnimations().map(String)),
    small: list("button, input, select, textarea, summary", isSmall),
    width: document.documentElement.scrollWidth,
    foreign: foreignWords(),
    help: [...document.querySelectorAll("footer nav a")].map(one => one.textContent),
    language: document.documentElement.lang,
  };
}
"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without a network that lets axe in past the security policy; nothing moves."""
    with browser.new_context(locale="ko-KR", offline=True, bypass_csp=True, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def reader(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def survey(context: BrowserContext, every_kind: Path) -> dict[str, dict[str, Any]]:
    """What one walk over every kind of page saw, each page opened once."""
    page, seen = context.new_page(), {}
    for path in ONE_OF_EVERY_KIND:
        page.set_viewport_size(WIDE)
        page.goto((every_kind / path).as_uri())
        seen[path] = page.evaluate(SURVEY)
        whole = find_in(page, VIEWS[:1]) if CAN_RUN else {}
        page.set_viewport_size({"width": 320, "height": 800})
        narrow = page.evaluate(SURVEY)
        seen[path] |= {"width": narrow["width"], "small": seen[path]["small"] + narrow["small"]}
        page.evaluate(SHORTEN)
        if CAN_RUN:
            seen[path]["axe"] = whole | find_in(page, VIEWS[1:], all_rules=path in BY_ALL_RULES)
    page.close()
    return seen


@needs_axe
def test_axe_finds_nothing_on_any_kind_of_page(survey: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["axe"] for path, seen in survey.items() if seen["axe"]} == {}


def show_results(page: Page) -> None:
    expect(page.locator(".bb-found h2, .bb-found > h2").first).to_contain_text("주차")
    page.locator(".bb-facet summary").first.wait_for()


def show_suggestions(page: Page) -> None:
    page.locator(".bb-head [data-bb-search] input").fill("주차")
    page.locator(".bb-head [role=option]").first.wait_for()


def show_provinces(page: Page) -> None:
    page.locator("label[for=map-view-province]").click()
    page.select_option("#map-year", "2018")
    expect(page.locator(".bb-map__found")).to_contain_text("좁힘")


def show_adoptions(page: Page) -> None:
    page.locator("label[for=map-by-g]").click()
    page.locator("[data-bb-map-table=district] th button").first.click()


def show_colours(page: Page) -> None:
    page.locator(".bb-scheme button").click()
    page.locator(".bb-scheme input").first.wait_for()


def show_menu(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.locator("button[aria-controls=bb-menu]").click()
    page.locator("#bb-menu a").first.wait_for()


def show_tray(page: Page) -> None:
    page.locator(".bb-tray").wait_for()


def show_comparison(page: Page) -> None:
    expect(page.locator("[data-row]").first).to_be_visible()


def show_contents(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.locator("button[aria-controls=bb-toc]").click()
    page.locator("#bb-toc a").first.wait_for()


def show_conditions(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.locator("button[aria-controls=bb-facets]").click()
    page.locator("#bb-facets").wait_for()


def show_nothing_found(page: Page) -> None:
    expect(page.get_by_text("찾지 못했습니다")).to_be_visible()


@needs_axe
@pytest.mark.parametrize(
    ("path", "show"),
    [
        ("find.html?q=주차", show_results),
        ("index.html", show_suggestions),
        ("about.html", show_colours),
        ("about.html", show_menu),
        ("map.html", show_provinces),
        ("map.html", show_adoptions),
        (f"{GUIDEBOOK}?compare=daejeon-parking-qr,gwangju-barosotong", show_tray),
        ("compare.html?compare=daejeon-parking-qr,gwangju-barosotong,jejusi-parking-qr", show_comparison),
        (GUIDEBOOK, show_contents),
        ("find.html", show_conditions),
        ("find.html?q=없는말없는말", show_nothing_found),
    ],
    ids=lambda value: value.__name__.removeprefix("show_") if callable(value) else None,
)
def test_axe_finds_nothing_on_what_a_reader_opens(
    reader: Page, every_kind: Path, path: str, show: Callable[[Page], None]
) -> None:
    file, _, query = path.partition("?")
    reader.set_viewport_size(WIDE)
    reader.goto(f"{(every_kind / file).as_uri()}?{query}" if query else (every_kind / file).as_uri())
    show(reader)
    reader.evaluate(SHORTEN)
    assert find_in(reader) == {}


def walk(page: Page, within: str) -> tuple[list[str], list[Any]]:
    """Press Tab through these parts of the page, to its end: what there is to reach, and what was reached."""
    stops: list[str] = page.evaluate(REACHABLE, within)
    reached: list[Any] = []
    for _ in range(len(stops) + 5):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None or (reached and focus["stop"] == reached[0]["stop"]):
            break
        reached.append(focus)
    return stops, reached


@pytest.mark.parametrize(
    ("path", "width"), [*((path, 1280) for path in FOREMOST), *((path, 360) for path in ONE_OF_EVERY_KIND)]
)
def test_tab_reaches_everything_in_order_and_is_seen(reader: Page, every_kind: Path, path: str, width: int) -> None:
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto((every_kind / path).as_uri())
    reader.evaluate(SHORTEN)
    if path not in FOREMOST:
        reader.evaluate("document.getElementById('bb-content').focus()")
    stops, reached = walk(reader, "body" if path in FOREMOST else "main, footer")
    assert len(stops) > 5
    assert [focus["stop"] for focus in reached] == stops
    assert [focus["html"] for focus in reached if not focus["isSeen"]] == []


def test_the_skip_link_leads_past_the_header(reader: Page, every_kind: Path) -> None:
    for path in FOREMOST:
        reader.goto((every_kind / path).as_uri())
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.matches('.bb-skip, .md-skip')"), path
        expect(reader.locator(":focus")).to_be_in_viewport()
        reader.keyboard.press("Enter")
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.closest('#bb-content') !== null"), path


def test_every_page_has_one_first_heading_and_a_title_of_its_own(survey: dict[str, dict[str, Any]]) -> None:
    assert [path for path, seen in survey.items() if seen["headings"] != 1] == []
    titles = Counter(seen["title"] for seen in survey.values())
    assert [title for title, count in titles.items() if count > 1 or " - " not in title] == []


def test_every_page_says_that_it_is_korean(survey: dict[str, dict[str, Any]]) -> None:
    assert {seen["language"] for seen in survey.values()} == {"ko"}


def test_foreign_words_say_their_language(survey: dict[str, dict[str, Any]]) -> None:
    found = {word for seen in survey.values() for word in seen["foreign"]}
    # Names are names in every language, and a command is what somebody types.
    assert found <= {"CC BY", "JSON Schema", "KS X OT", "VS Code", "bonbogi check"}


def test_every_table_has_a_caption_and_says_what_its_heads_head(survey: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["bareTables"] for path, seen in survey.items() if seen["bareTables"]} == {}
    assert sum(seen["tables"] for seen in survey.values()) > 10


def test_nothing_moves_or_plays_or_opens_by_itself(survey: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["moving"] for path, seen in survey.items() if seen["moving"]} == {}


def test_help_stands_in_the_same_order_on_every_page(survey: dict[str, dict[str, Any]]) -> None:
    assert len({tuple(seen["help"]) for seen in survey.values()}) == 1
    assert "접근성" in survey["index.html"]["help"]


def test_at_four_times_the_size_nothing_sticks_out(survey: dict[str, dict[str, Any]]) -> None:
    """WCAG 1.4.10: 1280 pixels at 400 % are 320."""
    assert {path: seen["width"] for path, seen in survey.items() if seen["width"] > 320} == {}


def test_buttons_and_choices_are_large_enough(survey: dict[str, dict[str, Any]]) -> None:
    assert {path: seen["small"] for path, seen in survey.items() if seen["small"]} == {}


def test_choosing_changes_neither_the_address_nor_the_focus(reader: Page, every_kind: Path) -> None:
    reader.goto((every_kind / "map.html").as_uri())
    reader.locator("#map-year").focus()
    reader.keyboard.press("ArrowDown")
    expect(reader.locator(".bb-map__found")).to_contain_text("좁힘")
    assert reader.url == (every_kind / "map.html").as_uri()
    assert reader.evaluate("document.activeElement.id") == "map-year"
