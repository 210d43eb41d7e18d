"""Sources, ids of the programme and of the record itself, and names of keys."""

from types import ModuleType

import pytest

from generator.records.entry import make_card
from generator.records.programme import Programme
from generator.records.rules import (
    check_record,
    duplicate_source_id,
    fact_without_source,
    misnamed_key,
    missing_origin,
    record_without_source,
    topic_count,
    unknown_reference,
    unknown_source,
    unused_source,
)
from tests.rules.samples import DAY, findings_of, places_of, sample_record

TWO_SOURCES = "sources:\n  - {id: s1, title: 가}\n  - {id: s2, title: 나}\n"
SOURCES_OF_AN_OUTCOME = """\
outcomes:
  - metric: 가입
    evidence: reported
    baseline: {value: 1, source: s4}
    target: {value: 2, source: s5}
    readings: [{value: 3, source: s6}]
    source: s7
"""


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (unknown_source, "awards: [{what: 상, source: s2}]\n", [(1, 28, "error")]),
        (unknown_source, "awards: [{what: 상, source: [s1, s2, s3]}]\n", [(1, 33, "error"), (1, 37, "error")]),
        (unknown_source, "operation: {office: 과, source: s4}\n", [(1, 32, "error")]),
        (unknown_source, "cited: {problem: s4}\n", [(1, 18, "error")]),
        (unknown_source, "discrepancies: [{what: 수, sources: [s1, s4]}]\n", [(1, 41, "error")]),
        (
            unknown_source,
            SOURCES_OF_AN_OUTCOME,
            [(4, 34, "error"), (5, 32, "error"), (6, 35, "error"), (7, 13, "error")],
        ),
        (unknown_source, "awards: [{what: 상, source: s1}]\n", []),
        (unused_source, TWO_SOURCES, [(3, 5, "note")]),
        (unused_source, TWO_SOURCES + "cited: {problem: s1, solution: [s2]}\n", []),
        (unused_source, TWO_SOURCES + "awards: [{what: 상, source: [s1, s2]}]\ncited: {}\n", []),
        (duplicate_source_id, "sources:\n  - {id: s1, title: 가}\n  - {id: S1, title: 나}\n", [(3, 10, "error")]),
        (duplicate_source_id, TWO_SOURCES, []),
        (record_without_source, "sources: []\n", [(1, 1, "warning")]),
        (record_without_source, "title: 가\nsources:\n", [(2, 1, "warning")]),
        (record_without_source, "origin: submitted\nsources: []\n", []),
        (fact_without_source, "budget: [{kind: national, amount: 1억}]\n", [(1, 10, "warning")]),
        (fact_without_source, "process: [{what: 시범}, {what: 운영, source: s1}]\n", [(1, 11, "warning")]),
        (fact_without_source, "awards: [{what: 상}]\n", [(1, 10, "warning")]),
        (
            fact_without_source,
            "outcomes: [{metric: 가입, evidence: reported, readings: [{value: 1}, {value: 2, source: s1}]}]\n",
            [(1, 56, "warning")],
        ),
        (fact_without_source, "outcomes: [{metric: 가, evidence: reported, source: s1, readings: [{value: 1}]}]\n", []),
        (fact_without_source, "awards: [{what: 상}]\ncited: {awards: s1}\n", []),
        (fact_without_source, "origin: submitted\nbudget: [{kind: national, amount: 1억}]\n", []),
        (missing_origin, "adapted_from: [{kind: adoption}]\n", [(1, 16, "error")]),
        (missing_origin, "adapted_from: [{kind: adoption, project: other}]\n", []),
        (topic_count, "topics: []\n", [(1, 1, "note")]),
        (topic_count, "topics: [island]\n", []),
        (topic_count, "topics: [island, health, waste]\n", []),
        (topic_count, "topics: [island, health, waste, animals]\n", [(1, 33, "warning")]),
        (misnamed_key, "cited: {해결 방법: s1}\n", [(1, 9, "warning")]),
        (misnamed_key, "absent: {operatoin: not_found, team: not_found}\n", [(1, 10, "warning")]),
        (misnamed_key, "absent: {official_title: not_found}\ncited: {field: s1}\n", []),
    ],
)
def test_a_rule_finds_just_these_places(
    rule: ModuleType, text: str, expected: list[tuple[int, int, str]], programme: Programme
) -> None:
    assert places_of(rule, text, programme) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("call: 2018-gongam\n", (1, 7)),
        ("call: 2018-gonggam\ntrack: projekt\n", (2, 8)),
        ("call: 2018-gonggam\nfield: gap\n", (2, 8)),
        ("call: 2019-gonggam\ntask: any\n", (2, 7)),
        ("track: project\n", (1, 8)),
        ("field: gap\n", (1, 8)),
        ("task: any\n", (1, 7)),
        ("topics: [island, parking]\n", (1, 18)),
        ("workshops: [{workshop: 2022-kickof}]\n", (1, 24)),
        ("process: [{what: 가, produced: [qr]}]\n", (1, 32)),
    ],
)
def test_an_id_that_leads_nowhere_is_an_error(text: str, place: tuple[int, int], programme: Programme) -> None:
    assert places_of(unknown_reference, text, programme) == [(*place, "error")]


@pytest.mark.parametrize(
    "text",
    [
        "call: 2018-gonggam\ntrack: city\nfield: birth-ageing\n",
        "call: 2022-gonggam\nworkshops: [{workshop: 2022-kickoff}]\n",
        "deliverables: [{id: qr, title: QR, kind: printed}]\nprocess: [{what: 가, produced: [qr]}]\n",
    ],
)
def test_ids_that_exist_are_fine(text: str, programme: Programme) -> None:
    assert places_of(unknown_reference, text, programme) == []


def test_an_unknown_call_says_nothing_about_its_parts(programme: Programme) -> None:
    text = "call: 2018-gongam\ntrack: city\nfield: birth-ageing\n"
    assert places_of(unknown_reference, text, programme) == [(1, 7, "error")]


@pytest.mark.parametrize(
    ("rule", "text", "hint"),
    [
        (unknown_reference, "call: 2018-gongam\n", "'2018-gonggam'"),
        (unknown_reference, "topics: [older-peple]\n", "'older-people'(어르신)"),
        (unknown_reference, "call: 2018-gonggam\nfield: xyz\n", "birth-ageing(저출산·고령화 대응)"),
        (unknown_reference, "topics: [xyz]\n", "'주제' 목록에서"),
        (unknown_reference, "call: 2022-spread-support\nfield: gap\n", "지워 주세요"),
        (unknown_source, "awards: [{what: 상, source: s11}]\n", "'s1'로"),
        (misnamed_key, "cited: {해결 방법: s1}\n", "'solution'(해결 방법)"),
        (misnamed_key, "absent: {operatoin: not_found}\n", "'operation'(운영)"),
    ],
)
def test_the_hint_names_what_was_meant(rule: ModuleType, text: str, hint: str, programme: Programme) -> None:
    (finding,) = findings_of(rule, text, programme)
    assert hint in finding.hint


def test_marks_in_the_guidebook_are_citations(programme: Programme) -> None:
    files = {"project.yml": TWO_SOURCES, "guidebook.md": "## 지금은\n\n운영한다. [s2]\n더한다. [s3] [s4](#s4)\n"}
    (unknown,) = findings_of(unknown_source, files, programme)
    assert (unknown.file, unknown.line, unknown.column) == ("projects/sample/guidebook.md", 4, 6)
    assert findings_of(unused_source, files, programme) == []


COMMENT = """\
<!-- 처음에는 [s9]라고 적었다. [s2] ![그림](files/없음.png) [밖](../b.md)
# 큰 제목
[이웃](project:jejusi-parking-qr) <b> 010-1234-5678
-->

## 지금은
"""


def test_a_comment_in_the_guidebook_cites_names_and_shows_nothing(programme: Programme) -> None:
    record = sample_record({"project.yml": TWO_SOURCES, "guidebook.md": COMMENT})
    found = [(one.code, one.line) for one in check_record(record, programme) if one.holds_on(DAY)]
    # It lies in the repository all the same, where anybody reads it.
    assert ("mobile-number", 3) in found
    assert {code for code, _ in found} == {"mobile-number", "unused-source"}
    assert make_card(record, "", programme).mentions == ()
