"""Searching the real site in a real browser: the box in the header, the results, their address, and what goes wrong."""

import re
import shutil
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.serving import serve_folder
from tests.sites import ALL

STRANGE = (
    "'\"<img src=x onerror=alert(1)>&",
    ".*+?^${}()|[]\\",
    "👩\u200d👩\u200d👧\u200d👦🅿",
    "大田 ﷺ \u200b\u202e",
    "가나다라마 " * 2000,
    "a" * 10000,
    "%00%ff",
    "__proto__ constructor",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, every_kind: Path) -> Path:
    """The site of all real projects; a copy, from which files are taken away for a while."""
    return Path(shutil.copytree(every_kind, tmp_path_factory.mktemp("search") / "site"))


def box_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="안내서 검색")


def options_of(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("option")


def results_of(page: Page) -> Locator:
    return page.locator(".bb-found .bb-res")


def open_find(page: Page, site: Path, **params: str | list[str]) -> None:
    page.goto(f"{(site / 'find.html').as_uri()}?{urlencode(params, doseq=True)}")
    expect(page.locator(".bb-found")).not_to_have_attribute("aria-busy", re.compile(""))


def test_typing_suggests_words_topics_and_titles_and_a_title_leads_to_its_guidebook(
    page: Page, trouble: list[str], site: Path
) -> None:
    page.goto((site / "rules/unknown-key.html").as_uri())
    box_of(page).press_sequentially("장애")
    expect(box_of(page)).to_have_attribute("aria-expanded", "true")
    texts = options_of(page).all_inner_texts()
    assert any("찾는 말" in text and "장애인" in text for text in texts)
    assert any("주제" in text and "장애인" in text for text in texts)
    options_of(page).filter(has_text="원스톱 장애인 주차구역").click()
    page.wait_for_url("**/guidebooks/gwangsan-parking-onestop.html")
    assert trouble == []


@pytest.mark.parametrize("typed", ["ㅈㅇㅇ", "wkddodls", "장앵", "장애이"])
def test_initial_consonants_the_english_layout_and_half_a_syllable_suggest(page: Page, site: Path, typed: str) -> None:
    page.goto((site / "index.html").as_uri())
    box_of(page).press_sequentially(typed)
    expect(options_of(page).filter(has_text="장애인").first).to_be_visible()


def test_arrows_move_enter_follows_and_escape_closes(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    box_of(page).press_sequentially("주차")
    expect(options_of(page).first).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("status")).to_contain_text("추천")
    page.keyboard.press("ArrowDown")
    active = box_of(page).get_attribute("aria-activedescendant")
    assert active is not None
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(box_of(page)).not_to_have_attribute("aria-activedescendant", re.compile(""))
    page.keyboard.press("Escape")
    expect(box_of(page)).to_have_attribute("aria-expanded", "false")
    expect(box_of(page)).to_have_value("주차")
    page.keyboard.press("ArrowDown")
    expect(options_of(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("index.html"))


def test_enter_without_a_choice_searches_what_was_typed(page: Page, trouble: list[str], site: Path) -> None:
    page.goto((site / "guidebooks/jejusi-parking-qr.html").as_uri())
    box_of(page).press_sequentially("장애인 주차")
    expect(options_of(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/find.html?q=*")
    expect(results_of(page).first).to_contain_text("장애인 주차")
    expect(box_of(page)).to_have_value("장애인 주차")
    assert trouble == []


def test_a_slash_focuses_the_box_but_not_while_typing(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    expect(box_of(page)).to_be_focused()
    expect(box_of(page)).to_have_value("")
    page.keyboard.press("/")
    expect(box_of(page)).to_have_value("/")


def test_the_shortcut_can_be_switched_off(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_role("button", name="화면").click()
    page.get_by_label("단축키로 찾기 칸에 가기").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(box_of(page)).not_to_be_focused()
    page.goto((site / "copy.html").as_uri())
    page.keyboard.press("/")
    expect(box_of(page)).not_to_be_focused()


def test_while_a_syllable_is_composed_enter_and_arrows_belong_to_the_input_method(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    box_of(page).focus()
    method = page.context.new_cdp_session(page)
    # The last syllable of a Korean word is composed until something else is typed: suggestions do not wait for it.
    method.send("Input.imeSetComposition", {"text": "주", "selectionStart": 1, "selectionEnd": 1})
    expect(options_of(page).first).to_be_visible()
    taken = "e => { e.dispatchEvent(new KeyboardEvent('keydown', {key: '%s', keyCode: 229, isComposing: true, %s})) }"
    for key in ("Enter", "ArrowDown"):
        box_of(page).evaluate(taken % (key, "bubbles: true, cancelable: true"))
    assert page.url.endswith("/index.html")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    former = options_of(page).first.element_handle()
    method.send("Input.insertText", {"text": "주차"})
    former.wait_for_element_state("hidden")
    expect(options_of(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    url = page.url
    box_of(page).evaluate(taken % ("Enter", "bubbles: true, cancelable: true"))
    assert page.url == url
    expect(options_of(page).first).to_have_attribute("aria-selected", "true")


def test_nothing_of_the_search_is_loaded_before_the_box_is_used(page: Page, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.as_uri())))
    page.goto((site / "find.html").as_uri(), wait_until="networkidle")
    scripts = [path for path in asked if re.match("/search/|/assets/js/(?:search|find|signs)", path)]
    assert sum((site / path[1:]).stat().st_size for path in scripts) <= 40_000, scripts
    assert not any(path.startswith("/search/") or "search-core" in path for path in scripts)
    # Waiting for an expression is evaluating text again and again, which the policy of the pages forbids.
    with page.expect_event("requestfinished", lambda request: "search-core" in request.url):
        box_of(page).focus()


def test_without_scripts_the_box_leads_to_the_plain_list(page: Page, site: Path) -> None:
    browser = page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        plain = context.new_page()
        plain.goto((site / "topics/older-people.html").as_uri())
        box_of(plain).fill("주차")
        plain.get_by_role("banner").get_by_role("button", name="찾기").click()
        assert plain.url == f"{(site / 'find.html').as_uri()}?q={quote('주차')}"
        expect(plain.locator(".bb-find .bb-res").first).to_be_visible()


def test_results_have_title_place_year_and_marks(page: Page, trouble: list[str], site: Path) -> None:
    open_find(page, site, q="장애인 주차")
    first = results_of(page).first
    expect(first.get_by_role("link")).to_have_text("사물인터넷을 활용한 원스톱 장애인 주차구역 위반 관리 시스템")
    expect(first.locator(".bb-res__where")).to_have_text("광주광역시 광산구 (지금 전남광주통합특별시 광산구) · 2019")
    assert "장애인" in " ".join(first.locator("mark").all_inner_texts())
    expect(page.locator(".bb-tools [role=status]")).to_have_text(re.compile(r"^\d+건"))
    assert page.title().startswith("‘장애인 주차’")
    assert trouble == []


def test_what_was_read_otherwise_is_said_and_can_be_searched_as_typed(page: Page, site: Path) -> None:
    open_find(page, site, q="wkddodls")
    expect(page.locator(".bb-find__notes")).to_contain_text("‘장애인’으로 찾았습니다")
    page.get_by_role("link", name="입력한 ‘wkddodls’ 그대로 찾기").click()
    page.wait_for_url("**exact=1*")
    expect(page.locator(".bb-tools [role=status]")).to_have_text("0건")
    expect(page.locator(".bb-find__notes")).to_contain_text("입력한 말 그대로")


def test_conditions_combine_and_stand_in_the_address(page: Page, trouble: list[str], site: Path) -> None:
    open_find(page, site, q="주차")
    before = results_of(page).count()
    page.locator("summary", has_text="연도").click()
    box = page.get_by_role("checkbox", name="2019년")
    count = int(re.findall(r"(\d+)건", box.locator("xpath=..").inner_text().replace("\n", ""))[-1])
    box.check()
    page.wait_for_url("**&year=2019")
    expect(results_of(page)).to_have_count(count)
    assert count < before
    expect(page.get_by_role("checkbox", name="2019년")).to_be_focused()
    page.get_by_role("button", name=re.compile("지우기.*연도 2019년")).click()
    expect(results_of(page)).to_have_count(before)
    assert "year" not in page.url
    assert trouble == []


def test_several_conditions_from_an_address_are_chips_and_can_be_cleared_at_once(page: Page, site: Path) -> None:
    open_find(page, site, province="50000", evidence=["measured", "reported"])
    expect(page.locator(".bb-chip")).to_have_count(3)
    expect(page.locator(".bb-chip").first).to_contain_text("제주특별자치도")
    assert results_of(page).count() > 0
    page.get_by_role("button", name="모두 지우기").click()
    expect(page.locator(".bb-year").first).to_be_visible()
    expect(page.locator(".bb-found")).to_have_count(0)


def test_a_condition_of_the_plain_list_begins_a_search_that_goes_on(page: Page, site: Path) -> None:
    page.goto((site / "find--state-running.html").as_uri())
    page.locator("summary", has_text="연도").click()
    page.locator(".bb-facets").get_by_role("link", name="2018").click()
    page.wait_for_url("**/find.html?year=2018&state=running")
    expect(page.locator(".bb-chip")).to_have_count(2)


def test_orders_and_the_back_button(page: Page, trouble: list[str], site: Path) -> None:
    open_find(page, site, q="주민")
    relevant = results_of(page).get_by_role("link").all_inner_texts()
    page.get_by_label("순서").select_option("최신")
    page.wait_for_url("**sort=newest")
    expect(results_of(page).first.locator(".bb-res__where .bb-num")).to_have_text(re.compile("202[2-9]"))
    years = [int(year) for year in results_of(page).locator(".bb-res__where .bb-num").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    page.go_back()
    expect(page.get_by_label("순서")).to_have_value("")
    expect(results_of(page).get_by_role("link").first).to_have_text(relevant[0])
    page.go_forward()
    expect(page.get_by_label("순서")).to_have_value("newest")
    assert trouble == []


def wait_until_nothing_comes(page: Page, loaded: list[str]) -> None:
    """Come back when for a while nothing more was loaded: a busy machine loads one file after the other."""
    known = -1
    while known != len(loaded):
        known = len(loaded)
        page.wait_for_timeout(1500)


def test_another_query_needs_no_other_page_and_what_is_typed_is_at_hand(
    page: Page, trouble: list[str], site: Path
) -> None:
    open_find(page, site, q="주차", province="50000")
    page.evaluate("window.same = true")
    loaded: list[str] = []
    page.on("requestfinished", lambda request: loaded.append(request.url))
    with page.expect_event("requestfinished", lambda request: "/search/r/" in request.url):
        box_of(page).fill("어르신 안부")
    wait_until_nothing_comes(page, loaded)
    loaded.clear()
    box_of(page).press("Enter")
    heading = page.get_by_role("heading", name="‘어르신 안부’ 찾은 결과")
    expect(heading).to_be_focused()
    expect(options_of(page)).to_have_count(0)
    assert results_of(page).count() > 1
    assert [url for url in loaded if "/search/r/" in url or "/search/p/" in url] == []
    assert "province" not in page.url
    page.go_back()
    expect(page.get_by_role("heading", name="‘주차’ 찾은 결과")).to_be_visible()
    box_of(page).fill("ㅈㅊ")
    offer = options_of(page).filter(has_text="찾는 말").first
    word = offer.locator(".bb-hq__name").inner_text()
    offer.click()
    expect(page.get_by_role("heading", name=f"‘{word}’ 찾은 결과")).to_be_focused()
    assert page.evaluate("window.same")
    assert not trouble


def test_a_second_page_of_twenty(page: Page, site: Path) -> None:
    open_find(page, site, sort="newest")
    expect(results_of(page)).to_have_count(20)
    page.get_by_role("navigation", name="결과의 쪽").get_by_role("link", name="2").first.click()
    expect(results_of(page)).to_have_count(len(ALL) - 20)
    expect(page.locator(".bb-found > h2")).to_be_focused()
    assert "page=2" in page.url
    page.reload()
    expect(results_of(page)).to_have_count(len(ALL) - 20)


def test_nothing_found_says_so_and_offers_a_way_on(page: Page, site: Path) -> None:
    open_find(page, site, q="주차", province="43000")
    expect(page.locator(".bb-tools [role=status]")).to_contain_text("0건")
    page.get_by_role("link", name=re.compile("시도 조건을 풀면")).click()
    expect(results_of(page).first).to_be_visible()
    open_find(page, site, q="뷁쿄뙑")
    expect(page.locator(".bb-find__end")).to_contain_text("찾지 못했습니다")
    page.locator(".bb-find__end").get_by_role("link", name="모든 안내서 목록").click()
    expect(page.locator(".bb-year").first).to_be_visible()


def test_a_word_that_nobody_wrote_still_leads_on(page: Page, trouble: list[str], site: Path) -> None:
    open_find(page, site, q="뷁쿄뙑")
    ways = page.locator(".bb-find__end li")
    expect(ways.filter(has_text="찾기")).to_have_count(3)
    expect(ways.filter(has_text="주제")).to_have_count(3)
    ways.filter(has_text="찾기").first.get_by_role("link").click()
    expect(results_of(page).first).to_be_visible()
    page.go_back()
    said = ways.filter(has_text="주제").first.inner_text()
    ways.filter(has_text="주제").first.get_by_role("link").click()
    expect(page.locator(".bb-tools [role=status]")).to_contain_text(said.partition(": ")[2])
    assert trouble == []


def test_conditions_that_shut_everything_out_name_others_that_do_not(page: Page, site: Path) -> None:
    open_find(page, site, q="주차", province="43000")
    page.get_by_role("link", name="시도 ‘제주특별자치도’: 1건").click()
    expect(page.locator(".bb-tools [role=status]")).to_contain_text("1건")
    expect(results_of(page)).to_have_count(1)


def test_the_list_has_first_counts_of_every_condition_and_columns_wait(page: Page, site: Path) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.partition("/search/")[2]))
    page.goto((site / "find.html").as_uri())
    facets = page.locator(".bb-find details")
    expect(facets).to_have_count(14)
    expect(page.get_by_text("자바스크립트를 켜야")).to_be_hidden()
    page.locator("summary", has_text="사업비").click()
    band = facets.filter(has_text="사업비").get_by_role("link").first
    (count,) = re.findall(r"\d+", band.locator(".c").inner_text())
    assert not any(loaded)
    band.click()
    expect(page.locator(".bb-tools [role=status]")).to_have_text(re.compile(rf"^{count}건"))
    columns = {name for name in loaded if name.startswith("f/")}
    assert columns <= {"f/numbers.js", "f/labels.js", "f/budget.js", "f/year.js"}
    page.locator("summary", has_text="산출물").click()
    expect(page.locator("details", has_text="산출물").get_by_role("checkbox").first).to_be_visible()
    assert "f/deliverable.js" in loaded


def test_results_tell_what_is_known_of_each(page: Page, site: Path) -> None:
    open_find(page, site, q="제주 주차 안심번호")
    facts = results_of(page).first.locator(".bb-res__facts")
    for known in ("측정값", "운영 중", "확인 필요", "1억 2,000만 원", "1곳", "6/15"):
        expect(facts).to_contain_text(known)
    expect(facts.locator("svg")).to_have_count(3)


def test_an_input_method_composes_without_disturbing_what_is_typed(page: Page, trouble: list[str], site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    box = box_of(page).first
    box.focus()
    keyboard = page.context.new_cdp_session(page)
    for half in ("ㅈ", "주", "줓", "주차"):
        keyboard.send("Input.imeSetComposition", {"text": half, "selectionStart": len(half), "selectionEnd": len(half)})
        expect(box).to_have_value(half)
    # Enter ends the composition and must not send the form; the browser says so by this key code.
    page.evaluate(
        """() => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))"""
    )
    assert page.url.endswith("index.html")
    keyboard.send("Input.insertText", {"text": "주차"})
    expect(box).to_have_value("주차")
    expect(options_of(page).filter(has_text="주차").first).to_be_visible()
    keyboard.send("Input.imeSetComposition", {"text": "장", "selectionStart": 1, "selectionEnd": 1})
    expect(box).to_have_value("주차장")
    keyboard.send("Input.insertText", {"text": "장"})
    page.keyboard.press("Enter")
    page.wait_for_url("**/find.html?q=*")
    expect(page.locator(".bb-found > h2")).to_contain_text("주차장")
    assert trouble == []


@pytest.mark.parametrize("query", STRANGE)
def test_a_strange_query_gives_no_error_and_stays_text(page: Page, trouble: list[str], site: Path, query: str) -> None:
    page.goto((site / "index.html").as_uri())
    box_of(page).fill(query)
    # Leaving the page would break off what is being loaded.
    expect(page.get_by_role("banner").get_by_role("status")).to_contain_text("추천")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find.html?q=*")
    expect(page.locator(".bb-tools [role=status]")).to_have_text(re.compile("건"))
    assert page.locator("main img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert trouble == []


def test_a_file_of_the_index_that_is_missing_is_said_and_tried_again(page: Page, site: Path, tmp_path: Path) -> None:
    meta = site / "search" / "meta.js"
    kept = tmp_path / "meta.js"
    meta.rename(kept)
    try:
        page.goto(f"{(site / 'find.html').as_uri()}?q={quote('주차')}")
        expect(page.locator(".bb-find__notes")).to_contain_text("읽지 못했습니다")
    finally:
        kept.rename(meta)
    page.get_by_role("button", name="다시 시도").click()
    expect(results_of(page).first).to_be_visible()
    expect(page.locator(".bb-find__notes")).not_to_contain_text("읽지 못했습니다")


def test_a_missing_part_leaves_the_rest_and_is_tried_again(page: Page, site: Path, tmp_path: Path) -> None:
    lengths, kept = site / "search" / "lengths.js", tmp_path / "lengths.js"
    lengths.rename(kept)
    try:
        open_find(page, site, q="주차")
        expect(page.locator(".bb-find__notes")).to_contain_text("일부를 읽지 못해")
        expect(results_of(page).first).to_be_visible()
    finally:
        kept.rename(lengths)
    page.get_by_role("button", name="다시 시도").click()
    expect(page.locator(".bb-find__notes")).not_to_contain_text("읽지 못해")


def test_a_condition_whose_file_is_missing_says_so_and_is_tried_again(page: Page, site: Path, tmp_path: Path) -> None:
    column, kept = site / "search" / "f" / "budget.js", tmp_path / "budget.js"
    open_find(page, site, q="주차")
    facet = page.locator("details", has_text="사업비")
    column.rename(kept)
    try:
        facet.locator("summary").click()
        expect(facet).to_contain_text("읽지 못했습니다")
    finally:
        kept.rename(column)
    facet.get_by_role("button", name="다시 시도").click()
    expect(facet.get_by_role("checkbox").first).to_be_visible()


def search_by_call(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate("bonbogi.search('장애인 주차', {limit: 3, filters: {year: ['2019']}})")
    return found


def test_a_page_or_a_test_can_search_by_one_call(page: Page, served_page: Page, trouble: list[str], site: Path) -> None:
    page.goto((site / "guidebooks/jejusi-parking-qr.html").as_uri())
    from_disk = search_by_call(page)
    assert from_disk[0]["id"] == "gwangsan-parking-onestop"
    assert from_disk[0]["url"] == (site / "guidebooks/gwangsan-parking-onestop.html").as_uri()
    assert from_disk[0].keys() == {"id", "title", "url", "snippet"}
    with serve_folder(site) as address:
        served_page.goto(f"{address}/index.html")
        served = search_by_call(served_page)
        assert [one["id"] for one in served] == [one["id"] for one in from_disk]
        served_page.goto(f"{address}/find.html?q={quote('장애인 주차')}")
        expect(results_of(served_page).first).to_be_visible()
    assert trouble == []


def test_on_a_telephone_conditions_open_by_a_button_and_nothing_scrolls_sideways(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    open_find(page, site, q="장애우 주차", year=["2018", "2019"])
    expect(page.locator(".bb-facets")).to_be_hidden()
    opener = page.get_by_role("button", name="조건으로 좁히기 (2개 고름)")
    opener.click()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("checkbox", name="2019년")).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
