"""The map: outlines of today's municipalities, what each place counts, names that cover none, and the page itself."""

import gzip
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.pages.labels import Wanted, place_labels, stand_above, width_of
from generator.pages.lists import render_slot, slot_inputs
from generator.pages.map_counts import Count, map_inputs, map_rows
from generator.pages.map_parts import LEVELS, draw_path, level_of, level_ranges
from generator.pages.outlines import Box, district_outlines, province_outlines
from generator.pages.shelf import Shelf
from generator.records.municipalities import Municipalities
from tests.repository import DAY, PROJECT, ROOT, load, make_repository
from tests.sites import ALL

TABLE = Municipalities.read((ROOT / "content/municipalities.csv").read_text(encoding="utf-8-sig"))
MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def root(every_kind: Path) -> Path:
    """A repository of all the real projects, its site built."""
    return every_kind.parent


@pytest.fixture(scope="module")
def html(root: Path) -> str:
    return (root / "site/map.html").read_text(encoding="utf-8")


def count_places(folder: Path, *projects: str) -> dict[str, list[Count]]:
    """What the map counts of these records: by "districts", "alone" and "provinces"."""
    root = make_repository(folder, {f"project-{number}": text for number, text in enumerate(projects)})
    inputs = map_inputs(Shelf(load(root), DAY))
    return {name: inputs[name] for name in ("districts", "alone", "provinces")}


def of_place(where: str, year: int = 2021, more: str = "") -> str:
    return PROJECT.replace("[제주특별자치도 제주시]", f"[{where}]").replace("year: 2021", f"year: {year}") + more


def test_every_municipality_of_today_has_an_outline() -> None:
    kinds = ("city", "county", "district", "administrative_city", "single_tier")
    today = {place.code for place in TABLE.by_code.values() if place.kind in kinds and place.valid_to is None}
    assert set(district_outlines()) == today
    assert set(province_outlines()) == {place.code for place in TABLE.current() if place.is_province}


def test_a_province_is_as_large_as_its_districts() -> None:
    def area(rings: tuple[tuple[tuple[int, int], ...], ...]) -> float:
        corners = (zip(ring, (*ring[1:], ring[0]), strict=True) for ring in rings)
        return abs(sum(x * y2 - x2 * y for pairs in corners for (x, y), (x2, y2) in pairs)) / 2

    for code, outline in province_outlines().items():
        parts = [area(one.rings) for other, one in district_outlines().items() if other[:2] == code[:2]]
        assert area(outline.rings) == pytest.approx(sum(parts), rel=0.02), code


def test_a_path_leads_from_point_to_point() -> None:
    ring = ((10, 20), (15, 18), (15, 30), (7, 30))
    path = draw_path([ring])
    assert path == "M10 20l5-2 0 12-8 0z"
    numbers = [int(number) for number in re.findall(r"-?\d+", path)]
    points = [(numbers[0], numbers[1])]
    for right, down in zip(numbers[2::2], numbers[3::2], strict=True):
        points.append((points[-1][0] + right, points[-1][1] + down))
    assert tuple(points) == ring


def test_names_cover_neither_each_other_nor_what_is_taken() -> None:
    frame, size = Box(-120, -60, 5080, 6060), 112
    names = {code: TABLE.by_code[code].name or "세종시" for code in district_outlines()}
    taken = [Box(4000, 240, 5040, 880)]
    wanted = [Wanted(code, f"{names[code]} 12", one.centre, one.box) for code, one in district_outlines().items()]
    placed = place_labels(wanted, frame, size, taken=taken)
    boxes = [label.box for label in placed.values()]
    assert len(placed) > 60
    assert all(frame.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations([*taken, *boxes], 2))


def test_the_first_names_choose_first_and_lines_lead_through_no_name() -> None:
    frame, tiny = Box(0, 0, 1000, 100), Box(500, 50, 501, 51)
    placed = place_labels([Wanted("one", "하나", (500, 50), tiny), Wanted("two", "둘", (500, 50), tiny)], frame, 60)
    assert placed["one"].line is not None
    assert placed["one"].anchor == "start"
    assert placed["two"].anchor == "end"
    assert place_labels([Wanted("long", "가" * 20, (500, 50), tiny)], frame, 60) == {}


def test_a_name_on_its_place_has_no_line() -> None:
    label = place_labels([Wanted("one", "하나", (500, 50), Box(0, 0, 1000, 100))], Box(0, 0, 1000, 100), 60)["one"]
    assert (label.line, label.anchor) == (None, "middle")
    assert width_of("하나 1", 100) == pytest.approx(290)


def test_a_sign_stands_below_where_above_is_taken() -> None:
    box, frame = Box(100, 100, 200, 200), Box(0, 0, 500, 500)
    above, below = (stand_above("서울", box, frame, 40, taken) for taken in ([], [Box(0, 0, 500, 99)]))
    assert above is not None
    assert below is not None
    assert above.box.bottom == box.top
    assert below.box.top == box.bottom
    assert stand_above("서울", box, Box(100, 100, 200, 200), 40, []) is None


@pytest.mark.parametrize("most", [0, 1, 2, 3, 4, 7, 20, 100])
def test_shades_go_from_one_to_the_most_without_a_gap(most: int) -> None:
    ranges = level_ranges(most)
    assert (ranges[0][0], ranges[-1][1]) == (1, max(most, LEVELS))
    assert all(after[0] == before[1] + 1 for before, after in pairwise(ranges))
    for count in range(1, most + 1):
        low, high = ranges[level_of(count, most) - 1]
        assert low <= count <= high
    assert level_of(0, most) == 0


def test_a_record_under_an_abolished_code_stands_at_its_successor(tmp_path: Path) -> None:
    counts = count_places(tmp_path, of_place("전라남도 장성군", 2019), of_place("광주광역시", 2019))
    assert [(one.code, one.former) for one in counts["districts"]] == [("12840", "전라남도 장성군")]
    assert [(one.code, one.former) for one in counts["alone"]] == [("12000", "광주광역시")]


def test_a_record_of_a_municipality_that_was_split_stands_at_both(tmp_path: Path) -> None:
    counts = count_places(tmp_path, of_place('"28110"', 2019))
    successors = {place.code for place in TABLE.today("28110")}
    assert len(successors) == 2
    assert {one.code for one in counts["districts"]} == successors
    assert {one.code: one.projects for one in counts["provinces"]}["28000"] == 1


def test_a_province_counts_its_own_and_its_districts_and_each_once(tmp_path: Path) -> None:
    both = of_place("경기도 시흥시, 경기도 하남시")
    counts = count_places(tmp_path, both, of_place("경기도"), of_place("경기도 하남시", 2019))
    assert {one.code: one.projects for one in counts["districts"]} == {"41390": 1, "41450": 2}
    assert {one.code: one.projects for one in counts["alone"]} == {"41000": 1}
    province = next(one for one in counts["provinces"] if one.code == "41000")
    assert (province.projects, tuple(province.years)) == (3, (2019, 2021))
    assert len(counts["provinces"]) == 16


def test_where_a_project_was_tried_counts_and_a_city_has_its_districts(tmp_path: Path) -> None:
    tried = "sites: [{municipality: 경기도 수원시 장안구, role: pilot, source: s1}]\n"
    counts = count_places(tmp_path, of_place("경기도", more=tried))
    assert [(one.code, one.page, one.projects) for one in counts["districts"]] == [("41110", "41111", 1)]
    assert {one.code: one.projects for one in counts["provinces"]}["41000"] == 1


def test_sejong_is_a_district_and_a_province(tmp_path: Path) -> None:
    counts = count_places(tmp_path, of_place("세종특별자치시"))
    assert [(one.code, one.page, one.name) for one in counts["districts"]] == [("36110", "36000", "세종")]
    assert counts["alone"] == []
    assert {one.code: one.projects for one in counts["provinces"]}["36000"] == 1


def test_an_adoption_counts_at_both_ends(tmp_path: Path) -> None:
    adopted = "adapted_from: [{project: project-0, kind: adoption, source: s1}]\n"
    counts = count_places(tmp_path, of_place("경기도 시흥시", 2019), of_place("경기도 하남시", 2020, adopted))
    assert {one.code: (one.taken, one.given) for one in counts["districts"]} == {"41390": (0, 1), "41450": (1, 0)}


def test_a_site_without_records_has_a_map_too(tmp_path: Path) -> None:
    shelf = Shelf(load(make_repository(tmp_path)), DAY)
    html = render_slot("map", slot_inputs(shelf, "map"))
    assert "독도" in html
    assert map_rows(shelf) == []


def test_the_tables_say_what_the_map_says(html: str) -> None:
    links = dict(re.findall(r'<a href="municipalities/(\d{5})\.html"[^>]*><title>[^:]+: 안내서 (\d+)', html))
    rows = dict(re.findall(r'<tr[^>]*><th scope="row"><a href="municipalities/(\d{5})\.html">.*?<td>(\d+)', html))
    assert len(links) > 20
    assert {code: rows[code] for code in links} == links


def test_every_place_of_a_real_project_can_be_reached_from_the_map(root: Path, html: str) -> None:
    inputs = map_inputs(Shelf(load(root), DAY))
    for name in ("districts", "alone"):
        for count in inputs[name]:
            assert f'href="municipalities/{count.page}.html"' in html
    assert sum(count.projects for count in (*inputs["districts"], *inputs["alone"])) == inputs["total"] == len(ALL)


def test_the_page_names_its_source_and_needs_no_inline_style(html: str) -> None:
    assert "국토지리정보원" in html
    assert "2023-09-15" in html
    assert "법정동으로 어림" in html
    assert "독도" in html
    assert 'style="' not in html


def test_the_page_is_small(html: str) -> None:
    assert len(html.encode()) <= MOST_BYTES


def test_with_records_everywhere_little_goes_over_the_wire(root: Path) -> None:
    inputs = map_inputs(Shelf(load(root), DAY))
    districts = [
        Count(code, code, f"{TABLE.by_code[code].short_province} {name}", "", 1 + number % 9, 1, 2, (2018, 2024))
        for number, (code, name, _) in enumerate(inputs["names"])
    ]
    html = render_slot("map", inputs | {"districts": districts}).encode()
    assert html.count(b"<tr") > 230
    assert len(html) < 185_000
    assert len(gzip.compress(html)) < 40_000


@pytest.fixture
def map_page(root: Path, page: Page) -> Page:
    page.goto((root / "site/map.html").as_uri())
    return page


def cells(page: Page, view: str, column: int) -> list[str]:
    """What a column of a table shows, row by row."""
    return page.locator(f'[data-bb-map-table="{view}"] tbody tr:visible > :nth-child({column})').all_inner_texts()


def test_counting_in_the_browser_says_what_was_drawn(map_page: Page, trouble: list[str]) -> None:
    def see() -> list[str]:
        shapes = 'Array.from(document.querySelectorAll("svg :is(path[id], a)"), one => `${one.id} ${one.dataset.p} ${one.dataset.t} ${one.dataset.g}`)'
        rows = 'Array.from(document.querySelectorAll(".bb-map tbody tr"), one => one.hidden + one.textContent)'
        found: list[str] = map_page.evaluate(f"[...{shapes}, ...{rows}]")
        return found

    drawn = see()
    map_page.select_option("#map-year", "2018")
    expect(map_page.locator(".bb-map__found")).to_contain_text("좁힘")
    assert see() != drawn
    map_page.select_option("#map-year", "")
    expect(map_page.locator(".bb-map__found")).not_to_contain_text("좁힘")
    assert see() == drawn
    assert trouble == []


def test_filters_leave_what_is_asked_for(map_page: Page, trouble: list[str]) -> None:
    map_page.select_option("#map-topic", label="주차")
    expect(map_page.locator(".bb-map__found")).to_contain_text("좁힘")
    assert set(cells(map_page, "district", 1)) >= {"대전광역시", "제주 제주시"}
    map_page.select_option("#map-year", "2022")
    expect(map_page.locator(".bb-map__found")).to_have_text("안내서 1건 (전체 27건에서 좁힘).")
    assert cells(map_page, "district", 1) == ["대전광역시"]
    assert map_page.locator(".bb-map__links--district a:not(.bb-map__zoom):visible").count() == 0
    map_page.get_by_text("광역", exact=True).click()
    assert map_page.locator(".bb-map__links--province a:visible").count() == 16
    assert map_page.locator('.bb-map__links--province a[href$="30000.html"] title').text_content() == (
        "대전광역시: 안내서 1건, 들여온 사업 1건"
    )
    assert trouble == []


def test_tables_sort_by_every_column_and_say_so(map_page: Page) -> None:
    names = cells(map_page, "district", 1)
    head = map_page.locator('[data-bb-map-table="district"] th[scope="col"]')
    head.nth(0).get_by_role("button").click()
    assert head.nth(0).get_attribute("aria-sort") == "ascending"
    assert cells(map_page, "district", 1) != names
    head.nth(1).get_by_role("button").click()
    assert head.nth(0).get_attribute("aria-sort") is None
    counted = [int(cell) for cell in cells(map_page, "district", 2)]
    assert counted == sorted(counted, reverse=True)
    head.nth(1).get_by_role("button").click()
    assert head.nth(1).get_attribute("aria-sort") == "ascending"
    assert [int(cell) for cell in cells(map_page, "district", 2)] == sorted(counted)


def test_without_a_script_choices_work_and_filters_are_not_offered(root: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        page = context.new_page()
        page.goto((root / "site/map.html").as_uri())
        assert not page.locator("#map-year").is_visible()
        assert page.locator('.bb-map__links--district a[href$="44270.html"]').is_visible()
        page.get_by_text("광역", exact=True).click()
        assert page.locator('.bb-map__links--province a[href$="44000.html"]').is_visible()
        assert not page.locator('.bb-map__links--district a[href$="44270.html"]').is_visible()
        page.get_by_text("퍼진 곳", exact=True).first.click()
        page.get_by_text("시·군·구", exact=True).click()
        assert page.locator('.bb-map__links--district a[href$="12840.html"]').is_visible()
        assert not page.locator('.bb-map__links--district a[href$="44270.html"]').is_visible()


def test_a_place_is_named_in_focus_and_leads_to_its_page(map_page: Page, trouble: list[str]) -> None:
    link = map_page.locator('.bb-map__links--district a[href$="44270.html"]')
    link.focus()
    now = map_page.locator(".bb-map__country .bb-map__now")
    expect(now).to_have_text("충남 당진시: 안내서 1건")
    map_page.locator("#map-year").focus()
    expect(now).to_be_hidden()
    map_page.locator('.bb-map__links--district a[href$="44270.html"] use').click()
    map_page.wait_for_url("**/municipalities/44270.html")
    assert trouble == []
