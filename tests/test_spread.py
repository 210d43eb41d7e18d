"""The spread page: every figure follows the records, shared money counts once, and gaps are named."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.pages.lists import render_slot, slot_inputs
from generator.pages.purse import count_once
from generator.pages.shelf import Shelf
from tests.repository import DAY, ROOT, load, make_repository

RECORD = """\
title: {title}
summary: 마을 어르신의 안부를 이웃이 먼저 살피고 위급하면 바로 알리게 한다.
year: {year}
municipalities: [{place}]
origin: public_sources
topics: [older-people]
{more}
sources: [{{id: s1, title: 보도자료}}]
"""


def record(title: str, place: str, *more: str, year: int = 2019) -> str:
    return RECORD.format(title=title, place=place, year=year, more="\n".join(more))


def shelf_of(folder: Path, projects: Mapping[str, str]) -> Shelf:
    return Shelf(load(make_repository(folder, projects)), DAY)


def words_of(shelf: Shelf, slot: str) -> str:
    """What a reader sees of a slot, drawings apart."""
    html = re.sub(r"<svg.*?</svg>", " ", render_slot(slot, slot_inputs(shelf, slot)), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Two that share money, a copy that stopped, one that was declined, and an 행정시."""
    shared = "budget: [{{kind: special_grant, amount: 3억원, shared_with: [{other}], source: s1}}]"
    projects = {
        "first": record("먼저 한 곳", "전라남도 장성군", shared.format(other="second"), year=2018),
        "second": record("함께 받은 곳", "전라남도 신안군", shared.format(other="first"), year=2018),
        "third": record(
            "따라 한 곳",
            "충청남도 당진시",
            "budget: [{kind: national, amount: 1억원, source: s1}, {kind: municipal, amount: 5천만원, year: 2020, source: s1}]",
            "adapted_from: [{project: first, kind: adoption, source: s1}]",
            "status: [{date: 2020-01, state: running, source: s1}, {date: 2021-03, state: stopped, stopped_because: "
            "[budget, low_use], source: s1}]",
        ),
        "fourth": record(
            "섬에서",
            "제주특별자치도 제주시",
            "adapted_from: [{outside: {title: 이웃 나라의 사업}, kind: reference, source: s1}]",
            "status: [{date: 2022-01, state: planned, source: s1}]",
            "known_copies: [{who: 어느 시, source: s1}, {who: 다른 군, source: s1}]",
        ),
        "fifth": record("살펴만 본 곳", "대전광역시", "status: [{date: 2022, state: declined, source: s1}]"),
    }
    return shelf_of(tmp_path_factory.mktemp("spread"), projects)


def test_money_that_two_projects_share_counts_once(shelf: Shelf) -> None:
    told = words_of(shelf, "spread-money")
    # 국비와 특별교부세 are the same money of the state.
    assert "2018 3억 원 기록 없음 3억 원" in told
    assert "2019 1억 원 기록 없음 1억 원" in told
    assert "2020 기록 없음 5,000만 원 5,000만 원" in told
    assert "모두 4억 원 5,000만 원 4억 5,000만 원" in told
    assert "금액을 모르는 안내서 2건" in told
    assert "함께 받은 돈 1건은 한 번만" in told
    assert "4억 5,000만 원" in words_of(shelf, "spread-numbers")


@pytest.mark.parametrize(
    ("lines", "sums"),
    [
        ({"a": "{amount: 100, shared_with: [b]}", "b": "{amount: 100}"}, 1),
        ({"a": "{amount: 100}", "b": "{amount: 100, shared_with: [a]}"}, 1),
        ({"a": "{amount: 100}", "b": "{amount: 100}"}, 2),
        ({"a": "{amount: 100, shared_with: [b]}", "b": "{amount: 90, shared_with: [a]}"}, 2),
        ({"a": "{amount: 100, shared_with: [b]}, {amount: 100, shared_with: [b]}", "b": "{amount: 100}"}, 2),
        ({"a": "{amount: 100, shared_with: [b, c]}", "b": "{amount: 100}", "c": "{amount: 100, shared_with: [b]}"}, 1),
        ({"a": "{amount: 100, year: 2018, shared_with: [b]}", "b": "{amount: 100, year: 2019}"}, 2),
    ],
)
def test_the_same_sum_is_known_by_purse_year_amount_and_name(
    tmp_path: Path, lines: Mapping[str, str], sums: int
) -> None:
    projects = {
        id_: record(id_, "대전광역시", f"budget: [{line.replace('{', '{kind: national, source: s1, ')}]")
        for id_, line in lines.items()
    }
    assert len(count_once(load(make_repository(tmp_path, projects)).cards.values())) == sums


def test_the_figures_say_what_was_counted_and_keep_reports_apart(shelf: Shelf) -> None:
    told = words_of(shelf, "spread-numbers")
    assert "안내서 5 건" in told
    assert "다른 사업을 이어받음 2 건" in told
    assert "다른 지자체가 들여옴 1건, 생각만 참고 1건" in told
    assert "계획이나 준비만 알려진 1건" in told
    assert "전해진 곳이 2곳" in told
    assert "안내서 1건에 ‘알려진 도입’으로" in told


def test_ties_show_today_s_state_and_what_stopped_shows_why(shelf: Shelf) -> None:
    told = words_of(shelf, "spread-ties")
    assert "따라 한 곳 충청남도 당진시, 2019 먼저 한 곳 전라남도 장성군 다른 지자체가 들여옴 중단 2021-03" in told
    assert "이웃 나라의 사업 여기에 기록 없음" in told
    assert "계획 2022-01 확인 필요" in told
    assert "예산 끊김(편성 안 됨), 이용 저조" in told
    assert "예산 끊김(편성 안 됨) 1건 , 이용 저조 1건" in told
    assert "살펴만 본 곳 대전광역시 검토 뒤 하지 않음 2022" in told
    html = render_slot("spread-ties", slot_inputs(shelf, "spread-ties"))
    assert 'href="find--state-stopped.html"' in html
    assert 'href="find--state-declined.html"' in html


def test_an_administrative_city_counts_under_its_province(shelf: Shelf) -> None:
    told = words_of(shelf, "spread-places")
    assert "제주특별자치도 1 / 1 1 1 0" in told
    assert "제주시" not in told
    # 장성 and 신안 by the name of today; the province itself leads nothing.
    row = next(row for row in slot_inputs(shelf, "spread-places")["provinces"] if row["code"] == "12000")
    assert (row["having"], row["guidebooks"], row["given"]) == (2, 2, 1)
    assert "광역" in row["without"]
    assert "장성군" not in row["without"]


def test_topics_and_fields_without_guidebooks_are_named(shelf: Shelf) -> None:
    told = words_of(shelf, "spread-subjects")
    assert "어르신 5 2" in told
    assert "아직 안내서가 없는 주제" in told
    assert "장애인" in told
    assert "개 분야 가운데 안내서가 없는 것" in told


def test_a_site_without_projects_has_a_spread_page(tmp_path: Path) -> None:
    empty = shelf_of(tmp_path, {})
    for part in ("numbers", "ties", "places", "money", "subjects"):
        assert words_of(empty, f"spread-{part}")


def test_the_page_holds_no_number_of_its_own() -> None:
    text = (ROOT / "content/spread.md").read_text(encoding="utf-8")
    assert not re.search(r"\d", text)
