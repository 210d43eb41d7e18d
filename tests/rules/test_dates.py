"""Dates: their order, the future, plans that have passed, what was not checked for long."""

from datetime import date
from types import ModuleType

import pytest

from generator.records.programme import Programme
from generator.records.rules import (
    dates_out_of_order,
    future_date,
    planned_date_passed,
    stale_status,
    stale_verification,
    start_after_end,
)
from tests.rules.samples import findings_of, places_of


def process(*dates: str) -> str:
    return "process:\n" + "".join(f"  - {{date: {written}, what: 일}}\n" for written in dates)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (start_after_end, "period: {start: 2022-05, end: 2021-12}\n", [(1, 17, "error")]),
        (start_after_end, "period: {start: 2021-05, end: 2021}\n", []),
        (start_after_end, "period: {start: 2021-05}\n", []),
        (start_after_end, process("{start: 2021-05-04, end: 2021-05-03}"), [(2, 20, "error")]),
        (start_after_end, process("{start: 2021-05-03, end: 2021-05-03}", "{start: 2021}", "{end: 2020}"), []),
        (
            start_after_end,
            "outcomes: [{metric: 가, evidence: reported, readings: [{value: 1, date: {start: 2022, end: 2021}}]}]\n",
            [(1, 80, "error")],
        ),
        (dates_out_of_order, process("2018-06-20", "2018", "2018-06", "2018-05"), [(5, 12, "note")]),
        (dates_out_of_order, process("2019", "2018-12-31"), [(3, 12, "note")]),
        (dates_out_of_order, process("2018", "2018-06-20", "2018"), []),
        (dates_out_of_order, process("{start: 2018, end: 2020}", "2019", "{start: 2017, end: 2021}"), []),
        (dates_out_of_order, process("{end: 2020}", "2019-05", "{start: 2018}"), []),
        (
            dates_out_of_order,
            "process: [{date: 2020, what: 가}, {what: 나}, {date: 2019, what: 다}]\n",
            [(1, 52, "note")],
        ),
        (
            dates_out_of_order,
            "status: [{date: 2022-06, state: running}, {date: 2021, state: pilot}]\n",
            [(1, 50, "note")],
        ),
    ],
)
def test_a_rule_finds_just_these_places(
    rule: ModuleType, text: str, expected: list[tuple[int, int, str]], programme: Programme
) -> None:
    assert places_of(rule, text, programme) == expected


@pytest.mark.parametrize(
    ("rule", "text", "last_without", "first_with"),
    [
        (planned_date_passed, "process: [{date: 2026-12, what: 가, planned: true}]\n", "2026-12-31", "2027-01-01"),
        (planned_date_passed, "process: [{date: 2026-12-05, what: 가, planned: true}]\n", "2026-12-05", "2026-12-06"),
        (
            planned_date_passed,
            "outcomes: [{metric: 가, evidence: planned, target: {value: 3, date: {start: 2026, end: 2027-06}}}]\n",
            "2027-06-30",
            "2027-07-01",
        ),
        (stale_status, "status: [{date: 2026-05-03, state: running}]\n", "2027-05-03", "2027-05-04"),
        (stale_status, "status: [{date: 2026, state: planned}]\n", "2027-12-31", "2028-01-01"),
        (stale_verification, "verified: 2026-11-22\n", "2028-11-21", "2028-11-22"),
    ],
)
def test_a_finding_begins_on_its_day(
    rule: ModuleType, text: str, last_without: str, first_with: str, programme: Programme
) -> None:
    assert not findings_of(rule, text, programme, date.fromisoformat(last_without))
    assert findings_of(rule, text, programme, date.fromisoformat(first_with))


@pytest.mark.parametrize(
    ("written", "first_day"),
    [("2026-12-05", "2026-12-05"), ("2027", "2027-01-01"), ("{start: 2027-03, end: 2028}", "2027-03-01")],
)
def test_a_date_is_in_the_future_until_it_comes(written: str, first_day: str, programme: Programme) -> None:
    (finding,) = findings_of(future_date, process(written), programme)
    assert finding.severity == "warning"
    assert finding.until == date.fromisoformat(first_day)
    assert not findings_of(future_date, process(written), programme, date.fromisoformat(first_day))


@pytest.mark.parametrize(
    "text",
    [
        process("2026", "{start: 2026-01, end: 2030}", "{end: 2030}"),
        "process: [{date: 2099, what: 가, planned: true}]\n",
        "status: [{date: 2099, state: planned}]\n",
        "period: {start: 2026-05, end: 2099}\n",
        "outcomes: [{metric: 가, evidence: planned, target: {value: 3, date: 2099}}]\n",
    ],
)
def test_what_is_called_a_plan_may_lie_ahead(text: str, programme: Programme) -> None:
    assert places_of(future_date, text, programme) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("awards: [{date: 2099, what: 상}]\n", "수상 1번째 › 날짜"),
        ("status: [{date: 2099, state: running}]\n", "운영 상태 1번째 › 때"),
        ("verified: 2099-01-01\n", "마지막 확인일"),
        ("operation: {as_of: 2099}\n", "운영 › 기준일"),
        (
            "outcomes: [{metric: 가, evidence: reported, readings: [{value: 1, date: 2099}]}]\n",
            "성과 1번째 › 측정값 1번째 › 기준 시점",
        ),
    ],
)
def test_every_date_is_looked_at_and_named(text: str, label: str, programme: Programme) -> None:
    (finding,) = findings_of(future_date, text, programme)
    assert label in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "process: [{date: {start: 2019}, what: 가, planned: true}, {what: 나, planned: true}]\n",
        "process: [{date: 2019, what: 가}]\n",
        "outcomes: [{metric: 가, evidence: reported, target: {value: 3, date: 2019}, readings: [{value: 2}]}]\n",
        "outcomes: [{metric: 가, evidence: reported, target: {value: 3, date: 2019}, change: 늘었다}]\n",
    ],
)
def test_a_plan_with_a_result_or_without_an_end_does_not_pass(text: str, programme: Programme) -> None:
    assert findings_of(planned_date_passed, text, programme) == []


@pytest.mark.parametrize("state", ["stopped, stopped_because: [budget]", "completed", "declined"])
def test_what_is_over_need_not_be_looked_at_again(state: str, programme: Programme) -> None:
    assert findings_of(stale_status, f"status: [{{date: 2019, state: {state}}}]\n", programme) == []


def test_the_newest_status_counts_wherever_it_stands(programme: Programme) -> None:
    text = "status:\n  - {date: 2023, state: completed}\n  - {date: 2021, state: running}\n"
    assert findings_of(stale_status, text, programme) == []
