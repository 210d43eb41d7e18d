"""What is written is what is read again, in one form, and other YAML readers take it for the same."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.records.model import Project
from generator.records.programme import Call, Topics, Workshop
from generator.records.quoting import clean_text, is_plain, is_surely_plain
from generator.records.reader import read_yaml, to_data
from generator.records.record import read_part
from generator.records.writer import write_record
from tests.repository import ROOT

RECORDS = sorted((ROOT / "projects").glob("*/project.yml"))
KINDS: dict[str, type[BaseModel]] = {"calls": Call, "workshops": Workshop}
MINIMAL = {
    "title": "제주 주차 안심번호",
    "summary": "차에 남기던 전화번호 대신 QR코드와 ARS로 연락하게 한다.",
    "year": 2021,
    "municipalities": ["50110"],
    "origin": "public_sources",
}


def read(text: str) -> Project:
    project, _, findings = read_part(text.encode(), "project.yml", Project)
    assert project is not None, findings
    assert findings == []
    return project


def written(**values: Any) -> str:
    """What stands below the five required keys."""
    return write_record(MINIMAL | values).removeprefix(write_record(MINIMAL))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_real_records_stay_what_they_are(path: Path) -> None:
    project = read(path.read_text(encoding="utf-8"))
    text = write_record(project)
    assert read(text) == project
    assert write_record(read(text)) == text
    tree, _ = read_yaml(path.read_bytes(), "project.yml")
    assert tree is not None
    assert write_record(to_data(tree)) == text


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_other_readers_take_every_text_for_a_text(path: Path) -> None:
    project = read(path.read_text(encoding="utf-8"))
    loaded = yaml.safe_load(write_record(project))
    assert loaded["title"] == project.title
    assert loaded["municipalities"] == list(project.municipalities)
    assert [row["title"] for row in loaded.get("sources", [])] == [source.title for source in project.sources]


def test_the_programme_is_written_too() -> None:
    for folder, model in KINDS.items():
        for path in sorted((ROOT / "content" / folder).glob("*.yml")):
            part, _, _ = read_part(path.read_bytes(), path.name, model)
            assert part is not None
            again, _, findings = read_part(write_record(part, model=model).encode(), path.name, model)
            assert findings == []
            assert again == part
    topics, _, _ = read_part((ROOT / "content/topics.yml").read_bytes(), "topics.yml", Topics)
    assert topics is not None
    assert read_part(write_record(topics, model=Topics).encode(), "topics.yml", Topics)[0] == topics


def test_keys_come_in_the_order_of_the_model_and_unknown_ones_last() -> None:
    values = {"budjet": "1억", **dict(reversed(list(MINIMAL.items())))}
    assert [line.split(":")[0] for line in write_record(values).splitlines()] == [*MINIMAL, "budjet"]
    budget = [{"source": "s1", "note": "전액 국비", "amount": 120000000, "kind": "national"}]
    assert written(budget=budget) == ("budget:\n  - {kind: national, amount: 120000000, note: 전액 국비, source: s1}\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("50110", '"50110"'),
        ("02-2100-0000", '"02-2100-0000"'),
        ("no", '"no"'),
        ("~", '"~"'),
        ("12:30", '"12:30"'),
        ("2021", '"2021"'),
        ("1e3", '"1e3"'),
        ("주차: 안심번호", '"주차: 안심번호"'),
        ("주차 #1", '"주차 #1"'),
        ("- 하나", '"- 하나"'),
        ("@korea", '"@korea"'),
        ('"큰" 따옴표', "'\"큰\" 따옴표'"),
        ('it\'s "both"', 'it\'s "both"'),
        ("'it's' \"both\"", '"\'it\'s\' \\"both\\""'),
        ("보통 글, 쉼표 [괄호]", "보통 글, 쉼표 [괄호]"),
        ("https://example.org/a?b=c", '"https://example.org/a?b=c"'),
        ("탭\t글", '"탭\\t글"'),
    ],
)
def test_texts_are_quoted_where_yaml_would_misread(text: str, shown: str) -> None:
    assert written(problem=text) == f"problem: {shown}\n"


def test_what_is_no_text_is_not_quoted() -> None:
    values = {
        "period": {"start": "2021-05", "end": 2022},
        "operation": {"yearly_cost": "1억 2,000만원", "staff": 0.2, "as_of": "2021-11-25"},
        "beneficiaries": [{"who": "어르신", "count": "120", "planned": True}],
    }
    assert written(**values) == (
        "period: {start: 2021-05, end: 2022}\n"
        "beneficiaries:\n  - {who: 어르신, count: 120, planned: true}\n"
        'operation: {yearly_cost: "1억 2,000만원", staff: 0.2, as_of: 2021-11-25}\n'
    )


def test_long_rows_and_several_lines_are_written_key_by_key() -> None:
    values = {
        "problem": "첫 줄\n\n- 둘째: 줄",
        "process": [{"date": {"start": "2021-05"}, "what": "시범", "detail": "하나\n둘"}],
        "lessons": [{"kind": "do", "text": "긴 글 " * 20, "source": ["s1", "s2"]}],
    }
    assert written(**values) == (
        "problem: |-\n  첫 줄\n\n  - 둘째: 줄\n"
        "process:\n  - date: {start: 2021-05}\n    what: 시범\n    detail: |-\n      하나\n      둘\n"
        f"lessons:\n  - kind: do\n    text: {('긴 글 ' * 20)!r}\n".replace("'", '"')
        + "    source: [s1, s2]\n"
    )


def test_comments_stand_above_what_they_explain() -> None:
    comments = {
        (): "제보에서 만든 초안\n확인해 주세요.",
        ("year",): "공모의 해",
        ("budget",): "누구 돈",
        ("budget", 0): "첫 줄",
        ("budget", 1, "kind"): "출처",
        ("budget", 1, "amount"): "원",
    }
    text = write_record(
        MINIMAL | {"budget": [{"kind": "national"}, {"kind": "local", "amount": 1000000}]}, comments=comments
    )
    assert text.startswith("# 제보에서 만든 초안\n# 확인해 주세요.\ntitle: ")
    assert "\n# 공모의 해\nyear: 2021\n" in text
    assert text.endswith(
        "# 누구 돈\nbudget:\n  # 첫 줄\n  - {kind: national}\n  # 출처\n  - kind: local\n    # 원\n    amount: 1000000\n"
    )
    assert read(text) == read(
        write_record(MINIMAL | {"budget": [{"kind": "national"}, {"kind": "local", "amount": 1000000}]})
    )


def test_what_is_empty_is_left_out() -> None:
    assert written(problem="", solution=None, team=[], owner={}, cited={"problem": ()}, team_size=0) == "team_size: 0\n"


TEXTS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029\ufeff"), max_size=60
)


@given(
    TEXTS,
    st.lists(st.one_of(TEXTS, st.sampled_from(["no", "010", "12:30", "a: b", "- x", "x\ny", " x\n", "'", '"', "\\"]))),
)
def test_any_text_comes_back(title: str, texts: list[str]) -> None:
    values = {"title": title, "technologies": texts, "partners": [{"name": text, "role": title} for text in texts]}
    tree, findings = read_yaml(write_record(MINIMAL | values).encode(), "project.yml")
    assert [finding.code for finding in findings] == []
    assert tree is not None

    def kept(text: str) -> str:
        return unicodedata.normalize("NFC", text)

    data = to_data(tree)
    assert data.get("title", "") == kept(title)
    assert data.get("technologies", []) == [kept(text) for text in texts if text]
    rows = [{key: kept(value) for key, value in (("name", text), ("role", title)) if value} for text in texts]
    assert data.get("partners", []) == [row for row in rows if row]


@given(st.text(max_size=30), st.booleans())
def test_what_is_taken_for_plain_at_one_look_is_plain(text: str, in_flow: bool) -> None:
    for one in (clean_text(text), clean_text(f"가{text}")):
        assert not is_surely_plain(one, in_flow=in_flow) or is_plain(one, in_flow=in_flow)


def test_a_list_where_a_row_belongs_is_written_all_the_same() -> None:
    assert written(partners=[["가", "나\n다"], [None]]) == "partners:\n  - \"['가', '나\\\\n다']\"\n"


def test_a_row_is_written_key_by_key_where_a_comment_stands_inside() -> None:
    values = MINIMAL | {"period": {"start": "2021-05", "end": "2022"}}
    text = write_record(values, comments={("period", "end"): "끝난 때"})
    assert text.endswith("period:\n  start: 2021-05\n  # 끝난 때\n  end: 2022\n")
    assert write_record(values).endswith("period: {start: 2021-05, end: 2022}\n")
