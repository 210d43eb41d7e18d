"""Pages of municipalities, calls, fields, tasks, topics, workshops and rules, and the lists of content pages."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from shutil import copyfile
from typing import Any, cast

import pytest

from generator.pages.lists import SLOT_NAMES, list_pages, render_slot, slot_inputs
from generator.pages.map_counts import map_rows
from generator.pages.names import suggested_names
from generator.pages.paging import PAGE_SIZE, near_numbers, page_path
from generator.pages.record_pages import VALUES_BY_KIND, RecordPage, page_inputs, page_paths
from generator.pages.shelf import Shelf
from generator.pages.sitemap import make_sitemap
from generator.publish.store import Store
from generator.records.card import Card
from generator.records.library import load_library
from generator.records.scalars import is_valid_id
from generator.records.schema import KINDS, schema_file
from generator.search_files import WORDS

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 22)
CONTENT_PAGE_BY_SLOT = {
    "home-numbers": "index.html",
    "home-ways": "index.html",
    "home-guidebooks": "index.html",
    "find-title": "find.html",
    "find-list": "find.html",
    "signs": "compare.html",
    "compare-table": "compare.html",
    "calls-list": "calls.html",
    "topics-list": "topics.html",
    "municipalities-list": "municipalities.html",
    "map": "map.html",
    "workshops-list": "workshops.html",
    "keys-list": "keys.html",
    "rules-list": "rules.html",
    **{f"spread-{part}": "spread.html" for part in ("numbers", "ties", "places", "money", "subjects")},
    "form": "form.html",
    "fit-form": "fit.html",
    "as-of": "index.html",
}

TOPICS = """\
topics:
  - {id: older-people, name: 어르신, group: 대상, synonyms: [노인], old: [늙은이]}
  - {id: disability, name: 장애인, group: 대상, synonyms: [교통약자], old: [장애우]}
  - {id: island, name: 섬, group: 곳, synonyms: [낙도]}
"""
CALL = """\
year: 2019
title: 2019년 주민 체감형 디지털 사회혁신 활성화 공모사업
brand: 공감e가득 2.0
programme: gonggam
ministry: 행정안전부
opens: 2019-03-15
closes: 2019-04-12
selected: 10
requires_team: true
per_project: {amount_min: 100000000, amount_max: 170000000, source: s2}
fields:
  - {id: disability-rights, name: 장애인 권리 보호, source: s1}
  - {id: participation-base, name: 주민참여 기반 강화, source: s1}
tasks:
  - {id: parking, field: disability-rights, name: 장애인 주차구역 관리, source: s1}
tasks_announced: 7
discrepancies:
  - {what: 선정 분야 수가 4개와 5개로 다르게 적혀 있다., sources: [s2, s1]}
cited: {opens: s1, selected: [s1, s2]}
sources:
  - {id: s1, title: 주민체감형 디지털 사회혁신 활성화 사업 추진, publisher: 전자신문, date: 2019-03-18, url: "https://m.etnews.com/20190318000368"}
  - {id: s2, title: 디지털 사회혁신 활성화 사업 공모 선정, gist: true, publisher: 광주일보, date: 2019-05-20}
"""
SERIES_CALL = """\
year: 2018
title: 2018년 주민 체감형 디지털 사회혁신 활성화 공모사업
programme: gonggam
sources: [{id: s1, title: 공감e가득 5개 분야 20개 사업 추진}]
"""
WORKSHOP = """\
title: 제1회 디지털 사회혁신 한마당
call: 2018-gonggam
kind: sharing
date: {start: 2018-11-29, end: 2018-12-01}
planned: true
sessions: [{what: 10개 지자체의 성과 발표, source: s1}]
presented: [jangseong-care]
sources: [{id: s1, title: 제1회 디지털 사회혁신 한마당서 선두주자로 인정}]
"""
JANGSEONG = """\
title: 장성형 안심케어
summary: 홀로 사는 어르신과 치매 어르신의 집과 마을 길목에 감지 장비를 둔다.
year: 2018
municipalities: [전라남도 장성군]
origin: public_sources
call: 2018-gonggam
topics: [older-people]
budget: [{kind: special_grant, amount: 100000000, source: s1}]
status: [{date: 2018-12, state: pilot, source: s1}]
sources: [{id: s1, title: 장성형 안심케어}]
"""
SINAN = """\
title: 1004섬 생활밀착 돌봄
summary: 섬에 홀로 사는 어르신 집과 마을 길목의 감지 장비가 이상을 알린다.
year: 2019
municipalities: [전라남도 신안군]
origin: public_sources
call: 2019-gonggam
topics: [older-people, island]
sites: [{municipality: 서울특별시 중구, role: pilot, source: s1}]
problem: 섬에 홀로 사는 어르신의 고독사를 미리 막을 체계가 필요했다.
adapted_from: [{project: jangseong-care, kind: adoption, source: s1}]
status: [{date: 2026-01-02, state: running, source: s1}]
cited: {problem: s1}
sources: [{id: s1, title: 1004섬 생활밀착 돌봄}]
"""
GWANGSAN = """\
title: 원스톱 <b>장애인</b> 주차구역 관리 & "단속"
summary: 장애인 주차구역에 잘못 세운 차를 센서가 알아보고 바로 알린다.
year: 2019
municipalities: [광주광역시 광산구]
origin: public_sources
call: 2019-gonggam
field: disability-rights
task: parking
topics: [disability]
outcomes: [{metric: 위반, unit: 건, readings: [{value: 10, date: 2020, source: s1}], evidence: measured, method: 센서 기록}]
sources: [{id: s1, title: 장애인 주차구역 관리}]
"""
RECORDS = {"jangseong-care": JANGSEONG, "sinan-care": SINAN, "gwangsan-parking": GWANGSAN}


def write_repository(root: Path, records: Mapping[str, str]) -> Path:
    """Write a small repository with two calls, a workshop and three topics."""
    files = {
        "content/topics.yml": TOPICS,
        "content/calls/2019-gonggam.yml": CALL,
        "content/calls/2018-gonggam.yml": SERIES_CALL,
        "content/workshops/2018-hanmadang.yml": WORKSHOP,
        **{f"projects/{id_}/project.yml": text for id_, text in records.items()},
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    copyfile(ROOT / "content/municipalities.csv", root / "content/municipalities.csv")
    return root


def read_shelf(root: Path, store_folder: Path) -> Shelf:
    with Store(store_folder / "store.sqlite") as store:
        return Shelf(load_library(root, store, "test"), AS_OF)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Three projects: one adopted, one that adopted it, one with a field, a task and a hostile title."""
    root = write_repository(tmp_path_factory.mktemp("small"), RECORDS)
    return read_shelf(root, tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def real_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The repository's own records."""
    return read_shelf(ROOT, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def long_shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """So many projects of one call, topic and province that lists go on on a third page."""
    records = {f"case-{n:03d}": JANGSEONG.replace("year: 2018", f"year: {2018 + n % 2}") for n in range(205)}
    root = write_repository(tmp_path_factory.mktemp("long"), {"jangseong-care": JANGSEONG} | records)
    return read_shelf(root, tmp_path_factory.mktemp("store"))


def find_page(shelf: Shelf, path: str) -> RecordPage:
    return next(page for page in page_paths(shelf) if page.path == path)


def values_at(shelf: Shelf, path: str) -> dict[str, str]:
    page = find_page(shelf, path)
    return VALUES_BY_KIND[page.kind](page_inputs(shelf, page))


def content_at(shelf: Shelf, path: str) -> str:
    return values_at(shelf, path)["content"]


def words_of(html: str) -> str:
    """What a reader sees, with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section_of(html: str, id_: str) -> str:
    """The words of the section whose heading has this id."""
    found = re.search(rf'<section class="[^"]*" aria-labelledby="{id_}">.*?</section>', html, re.DOTALL)
    assert found, f"no section {id_}"
    return words_of(found[0])


def all_html(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Every page's address and the HTML that these modules put into it."""
    for page in page_paths(shelf):
        if page.kind != "guidebook":
            yield page.path, "".join(VALUES_BY_KIND[page.kind](page_inputs(shelf, page)).values())
    for name in SLOT_NAMES:
        yield CONTENT_PAGE_BY_SLOT[name], render_slot(name, slot_inputs(shelf, name))
    for further in list_pages(shelf):
        yield further.path, render_slot("find-list", further.inputs["find-list"])


# Municipalities


def test_a_municipality_tells_its_former_names_and_codes(shelf: Shelf) -> None:
    assert "2026-06-30까지 전라남도 신안군(46910)" in words_of(content_at(shelf, "municipalities/12870.html"))
    merged = words_of(content_at(shelf, "municipalities/12000.html"))
    assert "2026-06-30까지 광주광역시(29000), 전라남도(46000)" in merged


def test_a_guidebook_in_a_list_names_the_place_as_it_was_and_as_it_is(shelf: Shelf) -> None:
    led = section_of(content_at(shelf, "municipalities/12870.html"), "led")
    assert "전라남도 신안군 (지금 전남광주통합특별시 신안군) · 2019" in led


def test_a_province_lists_the_projects_of_its_municipalities(shelf: Shelf) -> None:
    content = content_at(shelf, "municipalities/12000.html")
    for title in ("장성형 안심케어", "1004섬 생활밀착 돌봄", "주차구역 관리"):
        assert title in section_of(content, "led")
    members = section_of(content, "members")
    assert "신안군 1건" in members
    assert "목포시" in members.partition("아직 안내서가 없는 곳")[2]


def test_a_province_without_guidebooks_says_so(shelf: Shelf) -> None:
    assert "아직 안내서가 없습니다" in section_of(content_at(shelf, "municipalities/28000.html"), "led")


def test_every_province_has_a_page_and_a_municipality_without_anything_has_none(shelf: Shelf) -> None:
    codes = {page.id[0] for page in page_paths(shelf) if page.kind == "municipality"}
    provinces = {place.code for place in shelf.provinces}
    assert codes == provinces | {"12870", "12840", "12330", "11140"}


def test_a_place_where_a_project_was_only_tried_shows_it_apart(shelf: Shelf) -> None:
    content = content_at(shelf, "municipalities/11140.html")
    assert "1004섬 생활밀착 돌봄" in section_of(content, "tried")
    assert 'id="led"' not in content


def test_an_adoption_stands_on_both_sides(shelf: Shelf) -> None:
    taken = section_of(content_at(shelf, "municipalities/12870.html"), "taken")
    given = section_of(content_at(shelf, "municipalities/12840.html"), "given")
    assert "장성형 안심케어" in taken
    assert "1004섬 생활밀착 돌봄" in given
    assert "도입 1곳" in words_of(content_at(shelf, "municipalities/12840.html"))


# Rows


def test_an_old_state_wants_confirmation_and_a_recent_one_does_not(shelf: Shelf) -> None:
    assert shelf.rows["jangseong-care"].unconfirmed
    assert not shelf.rows["sinan-care"].unconfirmed


def test_newest_projects_come_first(shelf: Shelf) -> None:
    assert list(shelf.rows) == ["gwangsan-parking", "sinan-care", "jangseong-care"]


def test_what_people_wrote_is_escaped(shelf: Shelf) -> None:
    html = dict(all_html(shelf))
    assert "<b>장애인" not in "".join(html.values())
    assert "원스톱 &lt;b&gt;장애인&lt;/b&gt; 주차구역 관리 &amp; &#34;단속&#34;" in html["topics/disability.html"]


# Calls, fields, tasks


def test_facts_of_a_call_carry_their_numbered_sources(shelf: Shelf) -> None:
    content = content_at(shelf, "calls/2019-gonggam.html")
    facts = section_of(content, "facts")
    assert "접수 2019-03-15 ~ 2019-04-12 출처 1" in facts
    assert "과제별 지원액 1억 ~ 1억 7,000만 원 출처 2" in facts
    assert "선정 수 10개 출처 1 출처 2" in facts
    assert '<a class="bb-cite" href="#src-s2">' in content
    assert 'id="src-s2"' in content


def test_a_call_names_what_is_not_known(shelf: Shelf) -> None:
    unknown = section_of(content_at(shelf, "calls/2019-gonggam.html"), "unknown")
    assert "예산 총액은 확인하지 못함" in unknown
    assert "과제 7개 가운데 6개의 이름은 확인하지 못함" in unknown
    assert "선정 수" not in unknown


def test_a_call_shows_fields_tasks_projects_series_and_contradictions(shelf: Shelf) -> None:
    content = content_at(shelf, "calls/2019-gonggam.html")
    assert "장애인 권리 보호 출처 1 장애인 주차구역 관리 출처 1 1건" in section_of(content, "fields")
    assert "뽑힌 10개 가운데 2개의 안내서가 있습니다." in section_of(content, "guidebooks")
    assert "2018년 주민 체감형 디지털 사회혁신 활성화 공모사업 1건" in section_of(content, "series")
    assert "4개와 5개로 다르게 적혀 있다. 출처 1 출처 2" in section_of(content, "discrepancies")


def test_a_call_known_from_one_article_has_a_page_too(shelf: Shelf) -> None:
    content = content_at(shelf, "calls/2018-gonggam.html")
    assert "제1회 디지털 사회혁신 한마당 2018-11-29 ~ 2018-12-01" in section_of(content, "workshops")
    assert "분야는 확인하지 못함" in section_of(content, "unknown")


def test_a_field_and_a_task_lead_up_to_their_call(shelf: Shelf) -> None:
    field = values_at(shelf, "fields/2019-gonggam--disability-rights.html")
    assert 'href="../calls/2019-gonggam.html">2019년 공감e가득 2.0</a>' in field["breadcrumb"]
    assert 'href="../tasks/2019-gonggam--parking.html"' in field["content"]
    assert "주민참여 기반 강화 0건" in section_of(field["content"], "neighbours")
    task = values_at(shelf, "tasks/2019-gonggam--parking.html")
    assert 'href="../fields/2019-gonggam--disability-rights.html">장애인 권리 보호</a>' in task["breadcrumb"]
    assert 'href="../guidebooks/gwangsan-parking.html"' in task["content"]


# Topics, workshops, rules


def test_old_words_of_topics_are_never_shown(shelf: Shelf) -> None:
    assert "교통약자" in content_at(shelf, "topics/disability.html")
    for path, html in all_html(shelf):
        assert "장애우" not in html, path
        assert "늙은이" not in html, path


def test_a_topic_leads_to_its_neighbours_of_the_same_group(shelf: Shelf) -> None:
    neighbours = section_of(content_at(shelf, "topics/disability.html"), "neighbours")
    assert "어르신 2건" in neighbours
    assert "섬" not in neighbours


def test_a_planned_workshop_says_that_nobody_knows_whether_it_was_held(shelf: Shelf) -> None:
    content = content_at(shelf, "workshops/2018-hanmadang.html")
    assert "실제로 열렸는지는 확인하지 못했습니다" in content
    assert "장성형 안심케어" in section_of(content, "guidebooks")
    assert "곳 확인 못 함" in words_of(content)


def test_a_rule_shows_its_samples_as_they_are_written(shelf: Shelf) -> None:
    content = content_at(shelf, "rules/unknown-source.html")
    assert "수상( awards )" in words_of(content)
    assert "source: s9}\n</code></pre>" in content
    assert "바른 예" in section_of(content, "passing")


# Content pages


def test_home_counts_what_the_records_say(shelf: Shelf) -> None:
    assert slot_inputs(shelf, "home-numbers") == {
        "guidebooks": 3,
        "years": [2018, 2019],
        "municipalities": 3,
        "followers": 1,
        "kinds": [["adoption", 1]],
        "with_results": 1,
        "measured": 1,
    }


def test_home_begins_with_adopted_fullest_and_newest(shelf: Shelf) -> None:
    html = render_slot("home-guidebooks", slot_inputs(shelf, "home-guidebooks"))
    assert section_of(html, "adopted") == "다른 곳이 들여온 안내서 장성형 안심케어 전라남도 장성군, 2018 도입 1곳"
    assert re.search(r"사업비 \d+억( [\d,]+만)? 원", html), "a sum as people say it"
    answered = {row.id: row.answered for row in shelf.rows.values()}
    first = re.findall(r"guidebooks/([a-z-]+)\.html", html.partition('id="fullest"')[2])[0]
    assert answered[first] == max(answered.values())


def test_facets_count_and_lead_to_pages(shelf: Shelf) -> None:
    facets = dict(json.loads(slot_inputs(shelf, "find-list")["facets"]))
    assert facets["지역"] == [["전남광주통합특별시", 3, "municipalities/12000.html", "", "province=12000"]]
    assert facets["연도"] == [
        ["2019", 2, "find.html#y2019", "", "year=2019"],
        ["2018", 1, "find.html#y2018", "", "year=2018"],
    ]
    assert facets["근거 수준"] == [
        ["측정값", 1, "find--evidence-measured.html", "evidence-measured", "evidence=measured"],
        ["성과 기록 없음", 2, "find--evidence-none.html", "evidence-none", "evidence=none"],
    ]


def test_a_list_by_state_has_the_projects_of_that_state_only(shelf: Shelf) -> None:
    (page,) = [page for page in list_pages(shelf) if page.path == "find--state-running.html"]
    html = render_slot("find-list", page.inputs["find-list"])
    assert re.findall(r"guidebooks/([a-z-]+)\.html", html) == ["sinan-care"]
    assert "알려진 상태: 운영 중 1건" in words_of(html)


def test_slots_fill_an_empty_library_too(tmp_path: Path) -> None:
    shelf = read_shelf(write_repository(tmp_path / "empty", {}), tmp_path)
    words = {name: words_of(render_slot(name, slot_inputs(shelf, name))) for name in SLOT_NAMES}
    assert "아직 안내서가 없습니다" in words["find-list"]
    assert "안내서 0 건" in words["home-numbers"]


# All pages


def test_inputs_are_plain_data_and_all_that_a_page_needs(real_shelf: Shelf) -> None:
    for page in page_paths(real_shelf):
        if page.kind != "guidebook":
            inputs = page_inputs(real_shelf, page)
            again: Any = json.loads(json.dumps(inputs))
            assert VALUES_BY_KIND[page.kind](again) == VALUES_BY_KIND[page.kind](inputs), page.path
    for name in SLOT_NAMES:
        inputs = slot_inputs(real_shelf, name)
        assert render_slot(name, json.loads(json.dumps(inputs))) == render_slot(name, inputs), name


def changed_paths(before: Shelf, after: Shelf) -> set[str]:
    def inputs(shelf: Shelf) -> dict[str, str]:
        pages = {page.path: page_inputs(shelf, page) for page in page_paths(shelf) if page.kind != "guidebook"}
        pages |= {name: slot_inputs(shelf, name) for name in SLOT_NAMES}
        pages |= {page.path: page.inputs for page in list_pages(shelf)}
        return {path: json.dumps(values, sort_keys=True) for path, values in pages.items()}

    old, new = inputs(before), inputs(after)
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def test_a_change_that_no_list_shows_changes_no_list(shelf: Shelf, tmp_path: Path) -> None:
    records = RECORDS | {"sinan-care": SINAN.replace("고독사를", "고독사와 실종을")}
    after = read_shelf(write_repository(tmp_path / "edited", records), tmp_path)
    assert after.library.cards["sinan-care"].digest != shelf.library.cards["sinan-care"].digest
    assert changed_paths(shelf, after) == set()


def test_a_changed_summary_changes_only_the_lists_that_show_it(shelf: Shelf, tmp_path: Path) -> None:
    records = RECORDS | {"sinan-care": SINAN.replace("이상을 알린다", "이상을 바로 알린다")}
    after = read_shelf(write_repository(tmp_path / "edited", records), tmp_path)
    assert changed_paths(shelf, after) == {
        "find-list",
        "find.html",
        "find--evidence-none.html",
        "find--state-running.html",
        "home-guidebooks",
        "calls/2019-gonggam.html",
        "municipalities/11000.html",
        "municipalities/11140.html",
        "municipalities/12000.html",
        "municipalities/12870.html",
        "topics/island.html",
        "topics/older-people.html",
    }


def test_every_link_leads_somewhere(real_shelf: Shelf) -> None:
    pages = dict(all_html(real_shelf))
    anchors = {path: set(re.findall(r' id="([^"]+)"', html)) for path, html in pages.items()}
    written = {
        "find.html",
        "calls.html",
        "topics.html",
        "municipalities.html",
        "workshops.html",
        "keys.html",
        "rules.html",
    }
    known = pages.keys() | written | {"contribute.html", "copy.html", "about.html", "index.html"}
    known |= {page.path for page in page_paths(real_shelf)}
    known |= {f"schema/{schema_file(kind)}" for kind in KINDS}
    lost = []
    for path, html in pages.items():
        for href in re.findall(r' href="([^"]+)"', html):
            address, _, anchor = href.partition("#")
            if "://" not in href:
                # A query chooses among what the page itself shows.
                target = resolve_link(path, address.partition("?")[0])
                if target not in known or (anchor and target in anchors and anchor not in anchors[target]):
                    lost.append(f"{path}: {href}")
    assert not lost


def resolve_link(path: str, address: str) -> str:
    """The page that a relative address on the page at ``path`` means."""
    if not address:
        return path
    folder = PurePosixPath(path).parent
    return (folder.parent / address[3:] if address.startswith("../") else folder / address).as_posix()


def test_record_pages_have_one_h1_and_slots_have_none(real_shelf: Shelf) -> None:
    for page in page_paths(real_shelf):
        if page.kind != "guidebook":
            content = VALUES_BY_KIND[page.kind](page_inputs(real_shelf, page))["content"]
            assert content.count("<h1") == 1, page.path
    for name in SLOT_NAMES:
        if name != "home-numbers":
            assert "<h1" not in render_slot(name, slot_inputs(real_shelf, name))


def test_contents_name_the_headings_of_the_page(shelf: Shelf) -> None:
    values = values_at(shelf, "calls/2019-gonggam.html")
    listed = re.findall(r'href="#([a-z-]+)"', values["toc"])
    assert listed == re.findall(r'<h2 id="([a-z-]+)"', values["content"])
    assert values_at(shelf, "topics/island.html")["toc"] == ""


# Long lists


def test_every_project_stands_once_on_the_pages_of_a_list(long_shelf: Shelf) -> None:
    slot = render_slot("find-list", slot_inputs(long_shelf, "find-list"))
    further = [page for page in list_pages(long_shelf) if re.fullmatch(r"find--\d+\.html", page.path)]
    assert [page.path for page in further] == ["find--2.html", "find--3.html"]
    shown = [
        id_
        for html in (slot, *(render_slot("find-list", p.inputs["find-list"]) for p in further))
        for id_ in listed_ids(html)
    ]
    assert shown == list(long_shelf.rows)


def listed_ids(html: str) -> list[str]:
    return re.findall(r"<h[34]><a href=\"(?:\.\./)?guidebooks/([a-z0-9-]+)\.html\">", html)


def test_record_pages_go_on_too(long_shelf: Shelf) -> None:
    pages = [page for page in page_paths(long_shelf) if page.kind == "topic" and page.id == ("older-people",)]
    assert [page.path for page in pages] == [
        "topics/older-people.html",
        "topics/older-people--2.html",
        "topics/older-people--3.html",
    ]
    contents = [content_at(long_shelf, page.path) for page in pages]
    assert [id_ for content in contents for id_ in listed_ids(content)] == list(long_shelf.rows)
    assert [len(listed_ids(content)) for content in contents] == [PAGE_SIZE, PAGE_SIZE, 6]
    assert 'href="older-people--2.html" rel="next"' in contents[0]
    assert values_at(long_shelf, pages[1].path)["title"] == "어르신 (2쪽)"


def test_a_year_leads_to_the_page_where_it_begins(long_shelf: Shelf) -> None:
    years = {
        word: href for word, _, href, *_ in dict(json.loads(slot_inputs(long_shelf, "find-list")["facets"]))["연도"]
    }
    assert years == {"2019": "find.html#y2019", "2018": "find--2.html#y2018"}
    second = next(page for page in list_pages(long_shelf) if page.path == "find--2.html")
    assert 'id="y2018"' in render_slot("find-list", second.inputs["find-list"])


def test_addresses_are_all_different(long_shelf: Shelf) -> None:
    paths = [page.path for page in page_paths(long_shelf)] + [page.path for page in list_pages(long_shelf)]
    assert len(paths) == len(set(paths))
    assert not is_valid_id("older-people--2")


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (5, 9, [1, 3, 4, 5, 6, 7, 9]), (9, 9, [1, 7, 8, 9])],
)
def test_the_first_the_last_and_the_nearest_pages_are_linked(number: int, count: int, shown: list[int]) -> None:
    assert near_numbers(number, count) == shown


def test_page_addresses() -> None:
    assert page_path("find.html", 1) == "find.html"
    assert page_path("topics/island.html", 12) == "topics/island--12.html"
    assert page_path("find.html", 2, "state-running") == "find--state-running--2.html"


# Sitemap


def test_the_sitemap_has_every_page_under_the_address_of_the_site() -> None:
    sitemap = make_sitemap(["find.html", "index.html", "topics/island.html"], "https://example.go.kr/디지털&").decode()
    base = "https://example.go.kr/%EB%94%94%EC%A7%80%ED%84%B8&amp;/"
    assert re.findall(r"<loc>(.*?)</loc>", sitemap) == [base, f"{base}find.html", f"{base}topics/island.html"]


class Traits:
    """A card that tells nothing but what can be chosen by or counted."""

    def __init__(self, card: Card) -> None:
        self._card = card

    def __getattr__(self, name: str) -> object:
        assert name not in WORDS, f"a list took {name} from a card, and will not see it change"
        return getattr(self._card, name)


def all_inputs(shelf: Shelf) -> dict[object, object]:
    """What every list and count of a site shows."""
    return {
        **{name: slot_inputs(shelf, name) for name in SLOT_NAMES},
        **{page.path: page.inputs for page in list_pages(shelf)},
        **{page: page_inputs(shelf, page) for page in page_paths(shelf) if page.kind != "guidebook"},
        "map": map_rows(shelf),
        "names": suggested_names(shelf),
    }


@pytest.mark.parametrize("name", ["shelf", "long_shelf", "real_shelf"])
def test_lists_take_words_from_rows_alone(name: str, request: pytest.FixtureRequest) -> None:
    """A page whose words changed is planned again only where it asked for the row of the record."""
    shelf: Shelf = request.getfixturevalue(name)
    library = shelf.library
    # Some that were stopped, which are told of by name: no record at hand is one.
    ended = {id_: card._replace(state="stopped") for id_, card in [*library.cards.items()][::3]}
    whole = Shelf(replace(library, cards={**library.cards, **ended}), shelf.as_of)
    cards = cast("dict[str, Card]", {id_: Traits(card) for id_, card in whole.library.cards.items()})
    bare = Shelf(replace(library, cards=cards), shelf.as_of)
    bare.__dict__["rows"] = whole.rows
    assert all_inputs(bare) == all_inputs(whole)
