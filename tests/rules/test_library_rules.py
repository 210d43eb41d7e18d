"""Rules that look at all records together."""

from types import ModuleType

import pytest

from generator.diagnostics import Finding, sort_findings
from generator.records.programme import Programme
from generator.records.rules import lineage_circle, repeated_project, starts_before_origin, unknown_project
from tests.rules.samples import sample_card


def check(rule: ModuleType, records: dict[str, str], programme: Programme) -> list[Finding]:
    cards = {id_: sample_card(text, id_, programme) for id_, text in sorted(records.items())}
    return sort_findings(rule.check_library(cards, programme))


def places(rule: ModuleType, records: dict[str, str], programme: Programme) -> list[tuple[str, int, int]]:
    found = check(rule, records, programme)
    return [(finding.file.split("/")[1], finding.line, finding.column) for finding in found]


def follows(*ids: str) -> str:
    return "adapted_from:\n" + "".join(f"  - {{project: {id_}, kind: adoption}}\n" for id_ in ids)


def test_every_id_of_a_project_must_have_its_record(programme: Programme) -> None:
    records = {
        "child": "part_of: parnt\n",
        "grant": "budget:\n  - {kind: national, amount: 1억, shared_with: [child, other]}\n",
        "copy": follows("child", "orignal-qr"),
        "original-qr": "",
        "parent": "",
    }
    assert places(unknown_project, records, programme) == [("child", 1, 10), ("copy", 3, 15), ("grant", 2, 55)]
    by_id = {finding.file.split("/")[1]: finding.hint for finding in check(unknown_project, records, programme)}
    assert by_id["copy"] == "혹시 'original-qr'입니까?"
    assert "폴더의 이름" in by_id["grant"]


def test_an_origin_outside_needs_no_record(programme: Programme) -> None:
    text = "adapted_from: [{outside: {title: 다른 사업}, kind: reference}]\n"
    assert places(unknown_project, {"one": text}, programme) == []


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ({"a": follows("a")}, [("a", 2, 15)]),
        ({"a": "part_of: a\n"}, [("a", 1, 10)]),
        ({"a": follows("b"), "b": follows("a")}, [("a", 2, 15), ("b", 2, 15)]),
        ({"a": "part_of: b\n", "b": "part_of: c\n", "c": "part_of: a\n"}, [("a", 1, 10), ("b", 1, 10), ("c", 1, 10)]),
        ({"a": follows("b"), "b": follows("x", "c"), "c": follows("b"), "x": ""}, [("b", 3, 15), ("c", 2, 15)]),
        (
            {"a": follows("b"), "b": follows("a"), "c": follows("d"), "d": follows("c")},
            [("a", 2, 15), ("b", 2, 15), ("c", 2, 15), ("d", 2, 15)],
        ),
        ({"a": follows("b", "c"), "b": follows("d"), "c": follows("d"), "d": ""}, []),
        ({"a": follows("b") + "part_of: c\n", "b": "part_of: a\n", "c": ""}, []),
    ],
)
def test_lineage_makes_no_circle(
    records: dict[str, str], expected: list[tuple[str, int, int]], programme: Programme
) -> None:
    assert places(lineage_circle, records, programme) == expected


def test_a_circle_is_told_from_where_one_stands(programme: Programme) -> None:
    records = {"a": follows("b"), "b": follows("c"), "c": follows("a")}
    messages = [finding.message for finding in check(lineage_circle, records, programme)]
    assert [message.split(": ")[1] for message in messages] == ["a → b → c → a", "b → c → a → b", "c → a → b → c"]


def test_a_long_chain_of_origins_is_no_circle(programme: Programme) -> None:
    card = sample_card("", "p0", programme)
    cards = {"p0": card}
    link = sample_card(follows("p0"), "p1", programme)
    for n in range(1, 5000):
        cards[f"p{n}"] = link._replace(id=f"p{n}", origins=(link.origins[0]._replace(project=f"p{n - 1}"),))
    assert list(lineage_circle.check_library(cards, programme)) == []


@pytest.mark.parametrize(
    ("own", "its", "is_found"),
    [
        ("year: 2019\nperiod: {start: 2019-05-13}\n", "year: 2019\nperiod: {start: 2019-05-14}\n", True),
        ("year: 2019\nperiod: {start: 2019-05}\n", "year: 2019\nperiod: {start: 2019-05-14}\n", False),
        ("year: 2019\nperiod: {start: 2019}\n", "year: 2019\nperiod: {start: 2019-12}\n", False),
        ("year: 2017\n", "year: 2018\n", True),
        ("year: 2018\n", "year: 2018\nperiod: {start: 2018-11}\n", False),
        ("year: 2019\n", "year: 2018\n", False),
    ],
)
def test_a_follower_starts_after_its_origin(own: str, its: str, is_found: bool, programme: Programme) -> None:
    records = {"copy": follows("original") + own, "original": its}
    assert places(starts_before_origin, records, programme) == ([("copy", 2, 15)] if is_found else [])


@pytest.mark.parametrize(
    ("other", "is_found"),
    [
        ("title: 주차  안심번호\n", True),
        ("title: 주차 안심번호\nyear: 2022\n", False),
        ("title: 주차 안심번호\nmunicipalities: [대전광역시]\n", False),
        ("title: 주차 안심전화\n", False),
    ],
)
def test_one_project_has_one_record(other: str, is_found: bool, programme: Programme) -> None:
    records = {"a": "title: 주차 안심번호\n", "b": other}
    assert places(repeated_project, records, programme) == ([("b", 1, 8)] if is_found else [])
