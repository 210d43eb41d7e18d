"""Names and codes of municipalities."""

from types import ModuleType

import pytest

from generator.records.programme import Programme
from generator.records.rules import (
    ambiguous_municipality,
    city_district,
    municipality_of_other_year,
    unknown_municipality,
)
from tests.rules.samples import findings_of

RULES = (unknown_municipality, ambiguous_municipality, city_district, municipality_of_other_year)


@pytest.mark.parametrize(
    ("rule", "year", "written", "hint"),
    [
        (unknown_municipality, 2021, "제주특별자치도 재주시", "제주특별자치도 제주시"),
        (unknown_municipality, 2021, "서귀포", "제주특별자치도 서귀포시"),
        (unknown_municipality, 2021, "99999", "정식 이름"),
        (unknown_municipality, 2021, "경기 고성군", "고성군"),
        (ambiguous_municipality, 2021, "중구", "대구광역시 중구"),
        (ambiguous_municipality, 2021, "고성군", "강원도 고성군, 경상남도 고성군"),
        (ambiguous_municipality, 2024, "고성군", "강원특별자치도 고성군"),
        (city_district, 2021, "수원시 장안구", "경기도 수원시"),
        (city_district, 2021, "장안구", "경기도 수원시"),
        (city_district, 2021, "41111", "경기도 수원시"),
        (municipality_of_other_year, 2021, "전북특별자치도 전주시", "'전라북도 전주시'(45110)"),
        (municipality_of_other_year, 2021, "52110", "'전라북도 전주시'(45110)"),
        (municipality_of_other_year, 2021, "영종구", "'인천광역시 중구'(28110)"),
        (municipality_of_other_year, 2027, "광주광역시", "'전남광주통합특별시'(12000)"),
    ],
)
def test_a_name_has_one_fault_and_a_way_out(
    rule: ModuleType, year: int, written: str, hint: str, programme: Programme
) -> None:
    text = f"year: {year}\nmunicipalities: [{written}]\n"
    found = {each: findings_of(each, text, programme) for each in RULES}
    (finding,) = found.pop(rule)
    assert (finding.line, finding.column) == (2, 18)
    assert hint in finding.hint
    assert not any(found.values())


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (2021, "제주시"),
        (2021, "제주특별자치도 제주시"),
        (2021, "50110"),
        (2021, "충남 당진시"),
        (2021, "광주"),
        (2022, "강원도"),
        (2023, "군위군"),
        (2024, "전주시"),
        (2026, "목포시"),
        (2026, "전라남도 신안군"),
        (2026, "인천 중구"),
    ],
)
def test_an_honest_name_is_fine(year: int, written: str, programme: Programme) -> None:
    text = f'year: {year}\nmunicipalities: ["{written}"]\nsites: [{{municipality: "{written}"}}]\n'
    assert not [finding for rule in RULES for finding in findings_of(rule, text, programme)]


@pytest.mark.parametrize("rule", [unknown_municipality, ambiguous_municipality, city_district])
def test_sites_are_looked_at_too(rule: ModuleType, programme: Programme) -> None:
    written = {unknown_municipality: "없는시", ambiguous_municipality: "중구", city_district: "장안구"}[rule]
    (finding,) = findings_of(rule, f"sites: [{{name: 가}}, {{municipality: {written}}}]\n", programme)
    assert (finding.line, finding.column) == (1, 35)


def test_a_site_may_be_younger_than_the_project(programme: Programme) -> None:
    younger = "year: 2021\nsites: [{municipality: 영종구, role: expand}]\n"
    assert not findings_of(municipality_of_other_year, younger, programme)
    abolished = "year: 2027\nmunicipalities: [제주시]\nsites: [{municipality: 광주광역시}]\n"
    assert findings_of(municipality_of_other_year, abolished, programme)
