"""What stands of a record beside others, and the script that hands it to the page."""

import json
from typing import Any

from generator.pages.comparing import compare_script
from generator.reading.comparison import COMPARISON, read_comparison
from generator.reading.context import Context
from generator.records.model import Project

BASE = {
    "title": "가",
    "summary": "주차할 곳을 찾기 어려운 주민의 불편을 줄인다.",
    "year": 2021,
    "municipalities": ["50110"],
    "origin": "public_sources",
}


def texts(**keys: Any) -> dict[str, list[str]]:
    """The lines of every row of a record with these keys, as text."""
    cells = read_comparison(Project.model_validate(BASE | keys), Context(id="a"))
    return {row: ["".join(piece.text for piece in line) for line in lines] for row, lines in cells.items()}


def test_what_is_not_recorded_has_no_lines_and_a_known_reason_is_told() -> None:
    told = texts(absent={"operation": "not_found", "procedures": "not_applicable"})
    assert told["operation"] == ["찾지 못함"]
    assert told["procedures"] == ["해당 없음"]
    assert {"problem", "budget", "outcomes", "licences", "status"}.isdisjoint(told)
    assert told["evidence"] == ["성과 기록 없음"]


def test_money_time_and_outcomes_are_read_as_in_the_guidebook() -> None:
    told = texts(
        budget=[{"kind": "national", "amount": 120_000_000}, {"kind": "municipal", "amount": 30_000_000}],
        process=[
            {"date": "2021-05", "what": "시작"},
            {"date": "2021-11-25", "stage": "pilot", "what": "시범"},
        ],
        outcomes=[
            {"metric": "가입", "unit": "명", "readings": [{"value": 2250}], "evidence": "reported"},
            {
                "metric": "만족",
                "unit": "%",
                "baseline": {"value": 50},
                "readings": [{"value": 97.3}],
                "evidence": "measured",
            },
            {"metric": "계획", "unit": "명", "target": {"value": 9}, "evidence": "planned"},
        ],
    )
    assert told["budget"] == ["1억 5,000만 원"]
    assert told["funds"] == ["국비 1억 2,000만 원", "시·군·구비 3,000만 원"]
    assert told["time"] == ["2021-05 → 2021-11-25", "시범 운영까지 약 6개월"]
    assert told["outcomes"] == ["만족 50% → 97.3% (측정값)", "가입 2,250명 (사업 전 값 없음, 발표값)"]


def test_what_people_wrote_loses_its_markdown() -> None:
    assert texts(problem="**차**에 [전화번호](https://example.org)를 남긴다. [s1]")["problem"] == [
        "차 에 전화번호를 남긴다."
    ]


def test_a_script_hands_over_data_only() -> None:
    project = Project.model_validate(BASE | {"title": "</script>\u2028<b>", "problem": '");alert(1)//'})
    script = compare_script(project, Context(id="a")).decode()
    data = json.loads(script.removeprefix("bonbogi.compareData(").removesuffix(")\n"))
    assert (data["id"], data["title"], data["budget"]) == ("a", "</script>\u2028<b>", None)
    assert data["cells"]["problem"] == [['");alert(1)//']]
    assert data["cells"].keys() <= {row.id for group in COMPARISON for row in group.rows}
