"""From a record to what a copier reads: words for money and dates, what is derived, what comes in which order."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.reading import blocks
from generator.reading.blocks import Block, Guidebook, Line, Run, Section, Sign
from generator.reading.context import CallName, Context, File, PlaceName, Relative
from generator.reading.dates import format_span, format_when, is_older_than_a_year
from generator.reading.guidebook import read_guidebook
from generator.reading.money import format_range, format_share, format_won
from generator.reading.takeaways import format_licence
from generator.records import derive
from generator.records.choices import AdaptationKind, Bound, LessonKind, Origin, State
from generator.records.completeness import QUESTIONS, answers
from generator.records.model import Adaptation, Lesson, Project, StatusEntry
from generator.records.scalars import PartialDate, Span

BASE = """
title: 주차 안심번호
summary: 차에 남기던 전화번호 대신 QR코드로 연락하게 해 개인정보를 지킨다.
year: 2021
municipalities: ["50110"]
origin: public_sources
"""


def project(text: str = "") -> Project:
    # BaseLoader reads every scalar as text, as the record's own reader does.
    return Project.model_validate(yaml.load(BASE + text, Loader=yaml.BaseLoader))


def read(text: str = "", **context: Any) -> Guidebook:
    return read_guidebook(project(text), Context(id="this", **context))


def section(book: Guidebook, name: str) -> Section:
    return next(part for part in book.sections if part.id == name)


def words(part: object) -> str:
    """All text within a block, section or guidebook, in reading order."""
    return " ".join(_pieces(part))


def _pieces(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _pieces(item)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _pieces(getattr(part, field.name))


def runs(part: object) -> Iterator[Run]:
    if isinstance(part, Run):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from runs(item)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from runs(getattr(part, field.name))


def table(book: Guidebook, name: str, caption: str) -> blocks.Table:
    return next(b for b in _flat(section(book, name).blocks) if isinstance(b, blocks.Table) and caption in b.caption)


def _flat(parts: tuple[Block, ...]) -> Iterator[Block]:
    for part in parts:
        yield from _flat(part.left + part.right) if isinstance(part, blocks.Beside) else (part,)


def told(line: Line) -> str:
    return "".join(piece.text for piece in line)


# Money and dates.


@pytest.mark.parametrize(
    ("won", "text"),
    [
        (0, "0 원"),
        (9_900, "9,900 원"),
        (120_000_000, "1억 2,000만 원"),
        (100_000_000, "1억 원"),
        (1_234_567, "123만 4,567 원"),
        (1_000_000_000_000, "10,000억 원"),
        (-5_000_000, "-500만 원"),
    ],
)
def test_won_are_written_in_korean_steps(won: int, text: str) -> None:
    assert format_won(won) == text


def test_inexact_money_says_so() -> None:
    assert [format_won(50_000_000, bound) for bound in Bound] == [
        "5,000만 원",
        "약 5,000만 원",
        "5,000만 원 이상",
        "5,000만 원 이하",
    ]


def test_ranges_of_money_may_be_open() -> None:
    assert format_range(None, 100_000_000, 200_000_000) == "1억 ~ 2억 원"
    assert format_range(None, None, 200_000_000) == "2억 원 이하"
    assert format_range(None, 100_000_000, None) == "1억 원 이상"
    assert format_range(100_000_000, None, None) == "1억 원"
    assert format_range(None, None, None) == ""


def test_a_small_share_is_not_zero() -> None:
    assert [format_share(amount, 1000) for amount in (0, 1, 333, 1000)] == ["0%", "1% 미만", "33%", "100%"]


def test_dates_stay_as_exact_as_they_are_known() -> None:
    day = PartialDate("2021-05-03")
    assert format_when(day) == "2021-05-03"
    assert format_when(Span(start=PartialDate("2021-05"), end=PartialDate("2022"))) == "2021-05 ~ 2022"
    assert format_when(Span(start=day)) == "2021-05-03부터"
    assert format_when(Span(end=day)) == "2021-05-03까지"
    assert format_span(day, day) == "2021-05-03"
    assert format_when(None) == ""


def test_a_year_is_over_a_year_ago_only_when_its_last_day_is() -> None:
    assert not is_older_than_a_year(PartialDate("2025"), "2026-12-31")
    assert is_older_than_a_year(PartialDate("2025"), "2027-01-01")


# What is derived from one record.

STEPS = """
process:
  - {date: 2017-11, stage: organise, what: 모임을 꾸림}
  - {date: 2018-06-21, stage: select, what: 뽑힘}
  - {date: 2018-08, stage: pilot, what: 시범 예정, planned: "true"}
  - {date: 2019-03-20, stage: operate, what: 개통}
"""


def test_a_project_begins_with_its_period_else_when_it_was_selected_else_with_its_first_step() -> None:
    assert derive.first_day(project("period: {start: 2018-05}" + STEPS)) == "2018-05"
    assert derive.first_day(project(STEPS)) == "2018-06-21"
    assert derive.first_day(project("process: [{date: 2020, what: 시작}]")) == "2020"
    assert derive.first_day(project()) == ""


def test_months_run_to_the_first_use_that_was_not_only_planned() -> None:
    assert derive.months_to_pilot(project(STEPS)) == 9


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [("2021-05", "2021-11-25", 6), ("2021", "2021-11", None), ("2021-05", "2022", None), ("2021-05", "2021-04", None)],
)
def test_months_between_need_both_months(start: str, end: str, months: int | None) -> None:
    assert derive.months_between(start, end) == months


def test_the_budget_is_the_sum_of_its_known_lines() -> None:
    assert derive.budget_total(project("budget: [{kind: national, amount: 100}, {kind: private}]")) == 100
    assert derive.budget_total(project("budget: [{kind: private}]")) is None


def test_planned_outcomes_are_never_the_best_evidence_of_a_result() -> None:
    outcome = "outcomes: [{metric: 이용, evidence: measured, target: {value: 100}}]"
    assert derive.best_evidence(project(outcome)) == "planned"
    assert derive.best_evidence(project()) is None


def test_the_newest_status_is_the_one_that_can_be_newest() -> None:
    entries = [StatusEntry(date=PartialDate(day), state="running") for day in ("2021", "2020-12", "2021-05-03")]  # type: ignore[arg-type]
    assert [str(entry.date) for entry in derive.in_order(entries)] == ["2020-12", "2021-05-03", "2021"]


# The fifteen questions.


def test_there_are_fifteen_questions_about_keys_that_exist() -> None:
    assert len(QUESTIONS) == 15
    for question in QUESTIONS:
        for key in (key for need in question.needs for key in need):
            assert key.partition(".")[0] in Project.model_fields


def test_an_empty_record_answers_nothing() -> None:
    assert answers(project()) == (False,) * 15
    assert read().completeness.sentence == "열다섯 물음 가운데 하나도 답하지 못함"


@pytest.mark.parametrize(
    ("number", "text", "answered"),
    [
        (1, "problem: 위험했다.", False),
        (1, "problem: 위험했다.\nbeneficiaries: [{who: 운전자}]", True),
        (2, "outcomes: [{metric: 이용, evidence: reported, target: {value: 9}}]", False),
        (2, "outcomes: [{metric: 이용, evidence: planned, readings: [{value: 9}]}]", False),
        (2, "outcomes: [{metric: 이용, evidence: reported, readings: [{value: 9}]}]", True),
        (3, "status: [{date: 2021, state: preparing}]", False),
        (3, "status: [{date: 2021, state: stopped}]", False),
        (3, "status: [{date: 2021, state: stopped, stopped_because: budget}]", True),
        (4, "budget: [{kind: private}]", False),
        (4, "budget: [{kind: private, amount: 1}]", True),
        (5, "operation: {yearly_cost: 1000000}", False),
        (5, "operation: {yearly_cost: 1000000, staff: 0.2}", True),
        (6, "schedule: [{month: 1, what: 모으기}]", True),
        (6, STEPS, True),
        (7, "conditions: [{kind: data, need: 주정차 자료}]", True),
        (8, "procedures: [{kind: privacy}]", False),
        (8, "procedures: [{kind: privacy, days: 14}]", True),
        (9, "participation: [{method: meeting, times: 3}]", False),
        (9, "participation: [{method: meeting, decided: ARS를 더했다.}]", True),
        (10, "spending: [{kind: development, contract: bid}]", True),
        (10, "partners: [{name: 도청, role: 홍보}]", False),
        (11, "deliverables: [{id: a, title: 앱, kind: app, licence: MIT}]", False),
        (11, 'deliverables: [{id: a, title: 앱, kind: app, licence: MIT, url: "https://a.kr"}]', True),
        (12, "deliverables: [{id: a, title: 앱, kind: app, reuse: 이름만 바꾼다.}]", True),
        (13, "lessons: [{kind: avoid, text: 서두르지 않는다.}]", True),
        (14, "operation: {office: 제주시}", True),
        (15, "owner: {office: 제주시 정보화지원과}", False),
        (15, "owner: {office: 제주시 정보화지원과}\nsources: [{id: s1, title: 기사}]", True),
    ],
)
def test_a_question_is_answered_by_its_keys(number: int, text: str, answered: bool) -> None:
    assert answers(project(text))[number - 1] is answered


def test_what_does_not_apply_is_taken_out_of_both_sides() -> None:
    text = "absent: {operation: not_applicable, procedures: not_applicable, lessons: not_found}"
    known = answers(project(text))
    assert [number for number, answer in enumerate(known, 1) if answer is None] == [5, 8, 14]
    assert read(text).completeness.sentence == "열두 물음 가운데 하나도 답하지 못함"
    assert "해당하지 않는 것: 운영, 사전 절차" in words(section(read(text), "unknown"))


def test_a_submitted_record_needs_no_other_ground_than_itself() -> None:
    text = "owner: {office: 제주시}"
    submitted = project(text).model_copy(update={"origin": Origin.SUBMITTED})
    assert answers(submitted)[14]


# The reading.

ALL = """
official_title: 안심 주차번호
call: 2021-call
field: safety
task: parking
topics: [traffic]
technologies: [qr, ARS]
period: {start: 2021-05, end: 2021-12}
lead: {name: 제주시, kind: municipality}
partners: [{name: 도청, role: 홍보, agreement: 협약}]
beneficiaries: [{who: 운전자, count: 1000, bound: about, source: s2}]
sites: [{municipality: "50110", name: 시청 앞, role: pilot}]
team: [{role: leader, kind: resident, count: 1, contribution: 이름을 정함}]
problem: 위험했다.
solution: QR을 찍는다.
cited: {problem: s1, team: s2}
background: [{metric: 등록 차, value: 300000, unit: 대, date: 2020}]
budget:
  - {kind: national, amount: 90000000, spent: 80000000, source: s1}
  - {kind: special_grant, amount: 10000000, shared_with: [sister]}
spending: [{kind: development, what: 서버, amount: 50000000, contract: bid}]
participation: [{method: survey, people: 30, decided: 색을 골랐다.}]
process:
  - {date: 2021-05, stage: select, what: 뽑힘}
  - {date: 2021-11, stage: pilot, what: 시범, decision: ARS를 더함, obstacle: 의견이 갈림, dead_end: 앱을 접음, produced: [sticker]}
  - {date: 2027, what: 넓히기, planned: "true"}
outcomes:
  - {metric: 민원, unit: 건, kind: effect, evidence: measured, method: 대장, baseline: {value: 40, date: 2020}, readings: [{value: 30, date: 2021, source: s2}]}
  - {metric: 보급, unit: 장, evidence: planned, target: {value: 5000, date: 2022}}
deliverables: [{id: sticker, title: 스티커, kind: printed, licence: KOGL-1, reuse: 이름만 바꾼다.}]
conditions:
  - {kind: data, need: 자료}
  - {kind: staff, need: 담당, must: "true", value: 1, unit: 명}
procedures: [{kind: privacy, days: 14, result: 통과}]
risks: [{risk: 낡는다.}]
lessons:
  - {kind: avoid, text: 서두르지 않는다.}
  - {kind: do, text: 먼저 묻는다.}
advice: [{date: 2021-06, said: 쉽게 하라, changed: 글씨를 키움}]
workshops: [{workshop: kickoff, role: attended, heard: 다른 곳의 이야기}]
operation: {office: 정보과, yearly_cost: 3000000, staff: 0.5}
adapted_from: [{project: origin, kind: adoption, received: [상담], changes: [{aspect: scope, from: 마을, to: 시, why: 넓어서}], source: s1}]
status: [{date: 2021-11, state: pilot}, {date: 2022, state: running, source: s2}]
known_copies: [{who: 서귀포시, year: 2022}]
awards: [{date: 2022-11-11, what: 인증패}]
discrepancies: [{what: 금액이 다르다., sources: [s1, s2]}]
verified: 2026-11-22
sources: [{id: s1, title: 첫 기사, publisher: 신문, date: 2021-11}, {id: s2, title: 둘째 기사, gist: "true", url: "https://a.kr/2"}]
"""


def everything() -> Guidebook:
    origin = Relative("origin", "본보기", 2019, "장성군")
    copy = Relative(
        "copy",
        "따라 한 사업",
        2022,
        "대전광역시",
        project("status: [{date: 2023, state: stopped, stopped_because: budget}]").status,
        project(
            "adapted_from: [{project: this, kind: adoption, changes: [{aspect: technology, from: QR, to: NFC}]}]"
        ).adapted_from,
    )
    sister = Relative("sister", "자매 사업", 2021)
    return read(
        ALL,
        as_of="2026-11-22",
        call=CallName("현장 문제 해결 공모", "공감e가득"),
        field="안전",
        task="주차",
        places={"50110": PlaceName("50110", "제주특별자치도 제주시")},
        topics={"traffic": "교통"},
        technologies={"qr": "QR코드"},
        workshops={"kickoff": "착수 보고회"},
        relatives={"origin": origin, "copy": copy, "sister": sister},
        adopters={"this": ("copy",), "origin": ("this",)},
        guidebook="## 이야기\n\n글\n",
    )


def test_the_parts_come_in_the_order_in_which_a_copier_asks() -> None:
    assert [part.id for part in everything().sections] == [
        *("glance", "problem", "change", "aims", "ready", "means", "process", "story", "takeaways", "lineage"),
        *("schedule", "lessons", "after", "unknown", "sources"),
    ]


def test_parts_that_are_missing_are_left_out_and_named_once() -> None:
    book = read("absent: {operation: not_found}")
    assert [part.id for part in book.sections] == ["glance", "unknown", "sources"]
    gaps = words(section(book, "unknown"))
    assert gaps.count("운영(찾지 못함)") == 2  # two questions ask for it
    assert "해마다 얼마, 몇 명" in gaps
    assert "주관 기관" in gaps
    assert "공모" in gaps


def test_a_thin_record_says_at_a_glance_what_is_not_known() -> None:
    figures = section(read(), "glance").blocks[0]
    assert isinstance(figures, blocks.Figures)
    assert [(item.label, item.value, told(item.note)) for item in figures.items] == [
        ("사업비", "", "확인 못 함"),
        ("시작부터 이용까지", "", "확인 못 함"),
    ]


def test_the_glance_has_cost_time_and_outcomes_with_their_sources() -> None:
    figures = section(everything(), "glance").blocks[0]
    assert isinstance(figures, blocks.Figures)
    assert [(item.label, item.value, item.unit) for item in figures.items] == [
        ("사업비", "1억", "원"),
        ("시작부터 시범 운영까지", "약 6", "개월"),
        ("민원", "40 → 30", "건"),
        ("대상 주민", "약 1,000", "명"),
    ]
    assert told(figures.items[0].note) == "국비 90% · 특별교부세 10%"


def test_the_chain_leads_from_the_call_to_those_who_followed() -> None:
    chain = everything().chain
    assert [term.word for term in chain] == ["공모", "분야", "과제", "사업", "이어받은 곳"]
    targets = [run.to for term in chain for run in runs(term.lines) if run.to]
    assert [(target.kind, target.id) for target in targets] == [
        ("call", "2021-call"),
        ("field", "2021-call--safety"),
        ("task", "2021-call--parking"),
        ("guidebook", "copy"),
    ]


def test_facts_carry_the_numbers_of_their_sources() -> None:
    book = everything()
    numbers = {run.text: run.numbers for run in runs(book.sections)}
    assert numbers["국비"] == (1,)
    assert numbers["운전자"] == (2,)
    assert section(book, "means").numbers == (1, 2)
    assert [(entry.number, entry.anchor, entry.gist) for entry in book.sources] == [
        (1, "src-s1", False),
        (2, "src-s2", True),
    ]


def test_source_ids_that_can_be_no_anchor_give_way_to_their_number() -> None:
    book = read('sources: [{id: "기사 1", title: 가}, {id: s1, title: 나}]')
    assert [entry.anchor for entry in book.sources] == ["src-.1", "src-s1"]


def test_planned_outcomes_stand_apart_from_results() -> None:
    book = everything()
    assert "보급" not in words(section(book, "change"))
    assert "민원" not in words(section(book, "aims"))
    assert "5,000장" in words(section(book, "aims"))


def test_results_say_what_changed_and_how_it_is_known() -> None:
    results = section(everything(), "change").blocks[0]
    assert isinstance(results, blocks.Results)
    (result,) = results.items
    assert (result.before.text, result.after.text) == ("40", "30")
    assert [piece.text for piece in result.foot] == ["측정값", "효과", "잰 방법: 대장", "25% 줄어듦(계산값)"]
    assert result.plot is not None
    assert result.plot.kind == "slope"


YEARLY = """
outcomes:
  - metric: 제안
    unit: 건
    kind: use
    evidence: reported
    readings:
      - {value: 390, date: 2019, note: 개통한 해}
      - {value: 629, date: 2020}
      - {value: 403, date: {start: 2021-01, end: 2021-06}, note: 상반기}
"""


def test_half_a_year_is_not_compared_with_a_year() -> None:
    book = read(YEARLY)
    results = section(book, "change").blocks[0]
    assert isinstance(results, blocks.Results)
    (result,) = results.items
    assert (result.before.text, result.after.text) == ("390", "629")
    assert "2021-01 ~ 2021-06 403건 (한 해의 일부, 상반기)" in words(result.foot)
    assert result.plot is not None
    assert [mark.partial for mark in result.plot.marks] == [False, False, True]
    figures = section(book, "glance").blocks[0]
    assert isinstance(figures, blocks.Figures)
    assert [item.value for item in figures.items if item.label == "제안"] == ["629"]


def test_half_a_year_that_alone_follows_a_year_is_shown_without_a_computed_change() -> None:
    text = """
outcomes:
  - metric: 제안
    evidence: reported
    baseline: {value: 40, date: {start: 2019-01, end: 2019-12}}
    readings: [{value: 30, date: {start: 2020-01, end: 2020-06}}]
"""
    shown = words(section(read(text), "change"))
    assert "2020-01 ~ 2020-06" in shown
    assert "계산값" not in shown


def test_a_note_stands_beside_the_reading_it_is_about() -> None:
    results = section(read(YEARLY), "change").blocks[0]
    assert isinstance(results, blocks.Results)
    assert results.items[0].before.label == "2019 · 개통한 해"
    assert "개통한 해" not in words(results.items[0].foot)


def test_that_single_values_are_not_drawn_is_said_once() -> None:
    one = "{metric: 이용, evidence: reported, readings: [{value: 9}]}"
    shown = words(section(read(f"outcomes: [{one}, {one.replace('이용', '방문')}]"), "change"))
    assert shown.count("그림을 그리지 않았습니다") == 1
    share = '{metric: 만족, unit: "%", evidence: reported, readings: [{value: 97.3}]}'
    assert "그리지 않았습니다" not in words(section(read(f"outcomes: [{share}]"), "change"))


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ('{metric: 만족, unit: "%", evidence: reported, readings: [{value: 97.3}]}', "bar100"),
        ("{metric: 이용, unit: 명, evidence: reported, readings: [{value: 9}]}", None),
        ("{metric: 이용, evidence: reported, readings: [{value: 0, date: 2020}, {value: 0, date: 2021}]}", None),
        ("{metric: 기온, evidence: reported, readings: [{value: -2, date: 2020}, {value: 3, date: 2021}]}", None),
        ("{metric: 이용, evidence: reported, readings: [{value: 1}, {value: 2}, {value: 3}]}", "bars"),
    ],
)
def test_only_what_can_be_drawn_from_zero_is_drawn(outcome: str, kind: str | None) -> None:
    results = section(read(f"outcomes: [{outcome}]"), "change").blocks[0]
    assert isinstance(results, blocks.Results)
    plot = results.items[0].plot
    assert (plot and plot.kind) == kind


def test_percentages_differ_by_points() -> None:
    text = 'outcomes: [{metric: 만족, unit: "%", evidence: reported, baseline: {value: 40}, readings: [{value: 55.5}]}]'
    assert "15.5%p 늘어남(계산값)" in words(section(read(text), "change"))


def test_indispensable_conditions_come_first() -> None:
    rows = table(everything(), "ready", "갖출 조건").rows
    assert [told(row[0]) for row in rows] == ["담당", "자료"]
    assert "1명 이상" in words(rows[0])
    assert any(isinstance(piece, Sign) and piece.shape == "must" for cell in rows[0] for piece in cell)


def test_money_is_added_up_and_what_is_left_is_computed() -> None:
    book = everything()
    assert "1,000만 원" in words(table(book, "means", "재원별").rows[0])
    assert "중앙 재원(국비와 특별교부세)을 더하면 1억 원입니다." in words(section(book, "means"))
    assert "자매 사업" in words(section(book, "means"))


def test_columns_that_say_nothing_are_left_out() -> None:
    book = read("budget: [{kind: private, amount: 1000000}]")
    assert [column.title for column in table(book, "means", "재원별").columns] == ["재원", "금액"]


def test_a_single_source_of_money_has_no_bar_and_its_note_is_not_repeated() -> None:
    book = read("budget: [{kind: national, amount: 1000000, note: 국비}]")
    assert not any(isinstance(block, blocks.Bar) for block in _flat(section(book, "means").blocks))
    assert [told(cell) for cell in table(book, "means", "재원별").rows[0]] == ["국비", "100만 원"]
    more = read("budget: [{kind: national, amount: 1000000, note: 전액 국비}]")
    assert "전액 국비" in words(table(more, "means", "재원별"))


def test_sources_of_the_whole_team_stand_with_members_without_their_own() -> None:
    text = """
team:
  - {role: leader, kind: resident, organisation: 이장}
  - {role: member, kind: official, organisation: 군청, source: s2}
cited: {team: s1}
sources: [{id: s1, title: 가}, {id: s2, title: 나}]
"""
    book = read(text)
    numbers = {run.text: run.numbers for run in runs(section(book, "means"))}
    assert (numbers["이장"], numbers["군청"]) == ((1,), (2,))
    assert section(book, "means").numbers == (1, 2)


def test_residents_of_whom_nothing_more_is_known_are_a_list() -> None:
    part = section(read("beneficiaries: [{who: 어르신}, {who: 자녀}]"), "problem")
    assert part.blocks == (
        blocks.SubHeading("도우려 한 주민"),
        blocks.Bullets(((Run("어르신"),), (Run("자녀"),))),
    )


def test_a_workshop_where_nothing_was_heard_keeps_its_source() -> None:
    text = "workshops: [{workshop: w, role: presented, source: s1}]\nsources: [{id: s1, title: 가}]"
    visits = next(b for b in section(read(text), "process").blocks if isinstance(b, blocks.Feedbacks))
    assert visits.items[0].heard == ()
    assert [run.numbers for run in runs(visits.items[0].who)] == [(), (1,)]


def test_an_award_does_not_say_its_year_twice() -> None:
    awards = read("awards: [{date: 2020, what: 2020 사례집 수록}, {date: 2019-12, what: 2019 최우수상}]")
    lists = [block for block in section(awards, "after").blocks if isinstance(block, blocks.Bullets)]
    assert [told(line) for line in lists[0].items] == ["2020 사례집 수록", "2019-12 2019 최우수상"]


@pytest.mark.parametrize(
    ("licence", "text"), [("CC-BY-4.0", "CC BY 4.0"), ("CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"), ("MIT", "MIT")]
)
def test_terms_of_use_are_written_as_people_write_them(licence: str, text: str) -> None:
    assert told(format_licence(licence)) == text


def test_steps_show_what_was_decided_was_hard_and_failed() -> None:
    book = everything()
    timeline = next(block for block in section(book, "process").blocks if isinstance(block, blocks.Timeline))
    assert [turn.sign.text for turn in timeline.items[1].turns] == ["결정", "부딪힌 점", "안 된 것", "산출물"]
    assert words(timeline.items[2].what).startswith("planned 예정")
    assert section(book, "process").count == "한 일 2건 · 예정 1건 · 결정 1건 · 부딪힌 점 1건 · 안 된 것 1건"


def test_lineage_shows_origin_adopters_and_why_one_stopped() -> None:
    part = section(everything(), "lineage")
    tree = part.blocks[0]
    assert isinstance(tree, blocks.Tree)
    assert told(tree.root.title) == "장성군 · 본보기"
    (this,) = tree.root.children
    assert this.is_this
    (copy,) = this.children
    assert copy.sign == Sign("stopped", "중단")
    assert "예산 끊김" in words(copy.series)
    assert part.count == "이어받은 곳 1곳 · 알려진 곳 1곳 · 멈춘 곳 1곳 · 본보기로 삼은 사업 1건"
    assert [told(cell) for cell in table(everything(), "lineage", "이어받은 곳이 바꾼 것").rows[0]] == [
        "기술",
        "QR",
        "NFC",
    ]


def test_a_circle_of_copies_ends() -> None:
    relative = Relative("other", "다른 사업", 2020)
    book = read(
        "adapted_from: [{project: other, kind: reference}]",
        relatives={"other": relative},
        adopters={"this": ("other",), "other": ("this",)},
    )
    assert words(section(book, "lineage")).count("다른 사업") == 2


def test_the_lineage_is_whole_from_the_first_origin_to_the_last_copy() -> None:
    first = Relative("first", "처음", 2018)
    origin = Relative(
        "origin", "본보기", 2019, adapted_from=(Adaptation(project="first", kind=AdaptationKind.ADOPTION),)
    )
    sister = Relative("sister", "함께 따라 한 곳", 2021)
    book = read(
        "adapted_from: [{project: origin, kind: adoption}]",
        relatives={"first": first, "origin": origin, "sister": sister},
        adopters={"first": ("origin",), "origin": ("sister", "this", "unseen")},
    )
    tree = section(book, "lineage").blocks[0]
    assert isinstance(tree, blocks.Tree)
    assert told(tree.root.title) == "처음"
    (middle,) = tree.root.children
    assert told(middle.title) == "본보기"
    assert "보이지 않는 이어받은 곳 1곳" in words(middle.about)
    assert [node.is_this for node in middle.children] == [False, True]
    assert "다른 지자체가 들여옴" in words(middle.children[1].about)


def test_a_copy_that_stopped_or_was_declined_warns_the_next() -> None:
    lessons = (
        Lesson(kind=LessonKind.AVOID, text="기기부터 사지 않는다."),
        Lesson(kind=LessonKind.DO, text="주민부터 만난다."),
    )
    status = (StatusEntry(date=PartialDate("2020"), state=State.DECLINED, note="조례에 막힘"),)
    copy = Relative("copy", "그만둔 곳", 2020, status=status, lessons=lessons)
    part = section(read("", relatives={"copy": copy}, adopters={"this": ("copy",)}), "lineage")
    (list_,) = (block for block in part.blocks if isinstance(block, blocks.Bullets))
    assert [" ".join(words(item).split()) for item in list_.items] == [
        "그만둔 곳 guidebook copy stopped 검토 뒤 하지 않음 2020 조례에 막힘 quiet",
        "그만둔 곳 guidebook copy avoid 하지 말 것 기기부터 사지 않는다.",
    ]


def test_the_schedule_is_computed_and_says_so() -> None:
    book = everything()
    assert section(book, "schedule").count == "추진 과정에서 셈함"
    rows = table(book, "schedule", "걸어온").rows
    assert [told(row[0]) for row in rows] == ["1개월째", "7개월째"]


def test_a_written_schedule_is_shown_as_it_is() -> None:
    book = read("schedule: [{month: 1, what: 모으기}]" + STEPS)
    assert [told(row[1]) for row in table(book, "schedule", "다른 지자체").rows] == ["모으기"]


def test_a_running_project_not_heard_of_for_a_year_is_to_be_confirmed() -> None:
    assert "확인 필요" in words(everything().meta)
    recent = read("status: [{date: 2026-05, state: running}]", as_of="2026-11-22")
    assert "확인 필요" not in words(recent.meta)
    stopped = read("status: [{date: 2020, state: stopped, stopped_because: budget}]", as_of="2026-11-22")
    assert "확인 필요" not in words(stopped)
    assert stopped.notices[0].warns


def test_old_municipalities_say_what_they_are_today() -> None:
    place = PlaceName("46880", "전라남도 장성군", (("29880", "전남광주통합특별시 장성군"),))
    book = read(places={"50110": place})
    assert told(book.meta[0].lines[0]) == "전라남도 장성군 (지금 전남광주통합특별시 장성군)"


def test_a_kept_file_has_size_and_checksum_and_a_missing_one_says_why() -> None:
    text = "deliverables: [{id: a, title: 서식, kind: form, file: files/a.hwpx}, {id: b, title: 앱, kind: app, missing: 낡음}]"
    part = section(read(text, files={"files/a.hwpx": File(52_345, "f" * 64)}), "takeaways")
    items = part.blocks[0]
    assert isinstance(items, blocks.Items)
    first, second = items.items
    assert first.download == blocks.Download("files/a.hwpx", "52 KB", "f" * 64)
    assert "낡음" in words(second.get)
    assert part.count == "2건 · 여기서 내려받을 수 있는 것 1건"


def test_the_origin_says_plainly_who_wrote_it() -> None:
    assert everything().origin.title == "공개 자료로 정리한 안내서"
    assert "확인일 2026-11-22" in words(everything().origin)
    submitted = project("owner: {office: 제주시 정보화지원과}").model_copy(update={"origin": Origin.SUBMITTED})
    assert "제주시 정보화지원과에서 쓰고" in words(read_guidebook(submitted, Context(id="this")).origin)


def test_the_reading_holds_no_markup() -> None:
    folder = Path(__file__).parent.parent / "generator" / "reading"
    for module in folder.glob("*.py"):
        assert "</" not in module.read_text(encoding="utf-8"), module.name
