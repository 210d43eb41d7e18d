"""Outcomes, money, status, team and office."""

from types import ModuleType

import pytest

from generator.records.programme import Programme
from generator.records.rules import (
    effect_without_baseline,
    incomplete_team,
    late_baseline,
    measured_without_method,
    outcome_without_value,
    percent_out_of_range,
    planned_with_readings,
    reason_without_stop,
    repeated_metric,
    spent_above_amount,
    stopped_without_lesson,
    stopped_without_reason,
    submitted_without_owner,
    total_line,
    unlikely_amount,
)
from tests.rules.samples import findings_of, places_of

SAME_METRICS = """\
outcomes:
  - {metric: 앱 가입, unit: 명, evidence: reported, change: 가}
  - {metric: 앱가입, unit: 명, evidence: planned, change: 나}
  - {metric: 앱 가입, unit: 건, evidence: reported, change: 다}
"""
WHOLE_TEAM = """\
team:
  - {role: leader, kind: resident}
  - {role: member, kind: official}
  - {role: member, kind: expert}
"""

Expected = list[tuple[int, int, str]]


def outcome(*keys: str) -> str:
    """One outcome, a key a line; the first is on line 2."""
    return "outcomes:\n  - metric: 지표\n" + "".join(f"    {key}\n" for key in keys)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (planned_with_readings, outcome("evidence: planned", "readings: [{value: 1}]"), [(3, 15, "warning")]),
        (planned_with_readings, outcome("evidence: planned", "target: {value: 1}"), []),
        (measured_without_method, outcome("evidence: measured", "readings: [{value: 1}]"), [(3, 15, "warning")]),
        (measured_without_method, outcome("evidence: measured", "method: 설문", "readings: [{value: 1}]"), []),
        (measured_without_method, outcome("evidence: reported", "readings: [{value: 1}]"), []),
        (
            effect_without_baseline,
            outcome("kind: effect", "evidence: reported", "readings: [{value: 1}]"),
            [(2, 5, "warning")],
        ),
        (
            effect_without_baseline,
            outcome("kind: cost", "evidence: reported", "readings: [{value: 1}]"),
            [(2, 5, "warning")],
        ),
        (effect_without_baseline, outcome("kind: use", "evidence: reported", "readings: [{value: 1}]"), []),
        (effect_without_baseline, outcome("kind: effect", "evidence: planned", "target: {value: 1}"), []),
        (
            effect_without_baseline,
            outcome("kind: effect", "evidence: reported", "readings: [{value: 1}]", "change: 절반으로 줄었다"),
            [],
        ),
        (
            late_baseline,
            outcome("evidence: reported", "baseline: {value: 9, date: 2022}", "readings: [{value: 1, date: 2021-12}]"),
            [(4, 32, "warning")],
        ),
        (
            late_baseline,
            outcome("evidence: reported", "baseline: {value: 9, date: 2021}", "readings: [{value: 1, date: 2021-06}]"),
            [],
        ),
        (
            late_baseline,
            outcome("evidence: reported", "baseline: {value: 9, date: 2022}")
            + "process: [{date: 2020, stage: build, what: 개발}, {date: 2021-11, stage: pilot, what: 시범}]\n",
            [(4, 32, "warning")],
        ),
        (
            late_baseline,
            outcome("evidence: reported", "baseline: {value: 9, date: 2021-05}")
            + "process: [{date: 2021-03, stage: select, what: 선정}, {date: 2021-11, stage: pilot, what: 시범}]\n",
            [],
        ),
        (
            late_baseline,
            outcome("evidence: reported", "baseline: {value: 9, date: 2021-06}") + "period: {start: 2021-05}\n",
            [(4, 32, "warning")],
        ),
        (
            late_baseline,
            outcome("evidence: reported", "baseline: {value: 9, date: 2021}") + "period: {start: 2021-05}\n",
            [],
        ),
        (
            percent_out_of_range,
            outcome('unit: "%"', "evidence: reported", "readings: [{value: 100}, {value: 100.1}, {value: -1}]"),
            [(5, 38, "warning"), (5, 54, "warning")],
        ),
        (
            percent_out_of_range,
            outcome('unit: "%"', "evidence: planned", "baseline: {value: 0}", "target: {value: 120}"),
            [(6, 21, "warning")],
        ),
        (percent_out_of_range, outcome("unit: 명", "evidence: reported", "readings: [{value: 629}]"), []),
        (
            repeated_metric,
            SAME_METRICS,
            [(3, 14, "warning")],
        ),
        (outcome_without_value, outcome("evidence: reported"), [(2, 5, "note")]),
        (outcome_without_value, outcome("evidence: reported", "baseline: {value: 0}"), []),
    ],
)
def test_outcomes(rule: ModuleType, text: str, expected: Expected, programme: Programme) -> None:
    assert places_of(rule, text, programme) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (unlikely_amount, "budget: [{kind: national, amount: 999999}]\n", [(1, 35, "warning")]),
        (unlikely_amount, "budget: [{kind: national, amount: 1000000}]\n", []),
        (unlikely_amount, "budget: [{kind: national, amount: 100억원}]\n", []),
        (unlikely_amount, "budget: [{kind: national, amount: 10000000001}]\n", [(1, 35, "warning")]),
        (unlikely_amount, "budget: [{kind: national, amount: 1억, spent: 95000}]\n", [(1, 46, "warning")]),
        (unlikely_amount, "budget: [{kind: national, amount: 1억, spent: 0}]\n", []),
        (unlikely_amount, "spending: [{kind: development, amount: 50000}]\n", [(1, 40, "warning")]),
        (
            total_line,
            "budget: [{kind: national, amount: 1억}, {kind: local, amount: 1억}, {kind: unspecified, amount: 2억}]\n",
            [(1, 95, "warning")],
        ),
        (
            total_line,
            "budget: [{kind: national, amount: 2억, note: 총사업비}, {kind: local, amount: 2억}]\n",
            [(1, 35, "warning")],
        ),
        (
            total_line,
            "budget: [{kind: national, amount: 2억}, {kind: provincial, amount: 1억}, {kind: municipal, amount: 1억}]\n",
            [],
        ),
        (total_line, "budget: [{kind: unspecified, amount: 2억}]\n", []),
        (total_line, "budget: [{kind: unspecified}, {kind: national}]\n", []),
        (
            total_line,
            "spending: [{kind: development, amount: 2억}, {kind: other, what: 합계, amount: 2억}]\n",
            [(1, 77, "warning")],
        ),
        (total_line, "spending: [{kind: development, amount: 2억}, {kind: equipment, amount: 2억}]\n", []),
        (spent_above_amount, "budget: [{kind: national, amount: 1억, spent: 100000001}]\n", [(1, 46, "warning")]),
        (spent_above_amount, "budget: [{kind: national, amount: 1억, spent: 1억}]\n", []),
        (spent_above_amount, "budget: [{kind: national, amount: 1억, bound: about, spent: 1억 2백만}]\n", []),
        (spent_above_amount, "budget: [{kind: national, spent: 1억}]\n", []),
    ],
)
def test_money(rule: ModuleType, text: str, expected: Expected, programme: Programme) -> None:
    assert places_of(rule, text, programme) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (stopped_without_reason, "status: [{date: 2023, state: stopped}]\n", [(1, 30, "error")]),
        (stopped_without_reason, "status: [{date: 2023, state: stopped, stopped_because: budget}]\n", []),
        (stopped_without_reason, "status: [{date: 2023, state: completed}]\n", []),
        (
            stopped_without_lesson,
            "status: [{date: 2023, state: stopped, stopped_because: budget}]\n",
            [(1, 30, "note")],
        ),
        (
            stopped_without_lesson,
            "status: [{date: 2021, state: stopped, stopped_because: budget}, {date: 2023, state: running}]\n",
            [],
        ),
        (
            reason_without_stop,
            "status: [{date: 2023, state: running, stopped_because: budget}]\n",
            [(1, 39, "warning")],
        ),
        (reason_without_stop, "status: [{date: 2023, state: declined, stopped_because: approval}]\n", []),
        (submitted_without_owner, "origin: submitted\nowner:\nverified:\n", [(1, 9, "error"), (1, 9, "error")]),
        (submitted_without_owner, "origin: submitted\nverified:\n", [(1, 9, "error")]),
        (submitted_without_owner, "origin: submitted\n", []),
        (submitted_without_owner, "owner:\nverified:\n", []),
    ],
)
def test_status_and_office(rule: ModuleType, text: str, expected: Expected, programme: Programme) -> None:
    assert places_of(rule, text, programme) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call: 2019-gonggam\n" + WHOLE_TEAM, []),
        ("call: 2019-gonggam\n", [(1, 7, "note")]),
        ("call: 2019-gonggam\nabsent: {team: not_found}\n", []),
        ("call: 2019-gonggam\norigin: submitted\nabsent: {team: not_found}\n", [(1, 7, "error")]),
        ("call: 2019-gonggam\nteam: [{role: leader, kind: resident}]\n", [(2, 1, "note")]),
        ("call: 2019-gonggam\norigin: submitted\nteam: [{role: leader, kind: resident}]\n", [(3, 1, "error")]),
        ("call: 2019-gonggam\n" + WHOLE_TEAM.replace("leader", "coordinator"), [(2, 1, "note")]),
        (
            "call: 2019-gonggam\n"
            + WHOLE_TEAM.replace("leader", "member").replace("member, kind: of", "leader, kind: of"),
            [(4, 26, "note")],
        ),
        ("call: 2022-spread-support\norigin: submitted\n", []),
        ("origin: submitted\n", []),
    ],
)
def test_a_team_is_asked_for_where_the_call_does(text: str, expected: Expected, programme: Programme) -> None:
    assert places_of(incomplete_team, text, programme) == expected


def test_what_the_team_lacks_is_named(programme: Programme) -> None:
    text = "call: 2019-gonggam\nteam: [{role: leader, kind: resident}]\n"
    (finding,) = findings_of(incomplete_team, text, programme)
    assert "공무원, 기술 전문가" in finding.message
    assert "주민" not in finding.message
