"""Names and codes of municipalities, in any year and today."""

import pytest

from generator.records.municipalities import Municipalities
from tests.repository import ROOT

HEAD = "code,province,name,full_name,kind,parent,valid_from,valid_to,predecessor,successor,source\n"


@pytest.fixture(scope="module")
def municipalities() -> Municipalities:
    return Municipalities.read((ROOT / "content/municipalities.csv").read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        ("제주시", 2021, "50110"),
        ("제주특별자치도 제주시", 2021, "50110"),
        ("제주 제주시", 2021, "50110"),
        ("제주도 제주시", 2021, "50110"),
        (" 제주특별자치도   제주시 ", 2021, "50110"),
        ("50110", 2021, "50110"),
        ("제주특별자치도", 2021, "50000"),
        ("제주", 2021, "50000"),
        ("제주도", 2021, "50000"),
        ("서울시", 2020, "11000"),
        ("서울시 강남구", 2020, "11680"),
        ("서울 강남구", 2020, "11680"),
        ("충남 당진시", 2019, "44270"),
        ("전북 전주시", 2019, "45110"),
        ("전라북도 전주시", 2019, "45110"),
        ("인천 중구", 2020, "28110"),
        ("강원도", 2019, "42000"),
        ("강원도", 2024, "51000"),
        ("강원도 고성군", 2019, "42820"),
        ("강원 고성군", 2024, "51820"),
        ("광주", 2020, "29000"),
        ("광주광역시", 2020, "29000"),
        ("세종", 2020, "36000"),
        ("세종시", 2020, "36000"),
        ("36000", 2020, "36000"),
        ("분당구", 2020, "41135"),
        ("성남시 분당구", 2020, "41135"),
    ],
)
def test_a_name_or_code_means_one_municipality(municipalities: Municipalities, text: str, year: int, code: str) -> None:
    assert municipalities.resolve(text, year).code == code


@pytest.mark.parametrize(
    ("text", "year", "names"),
    [
        ("고성군", 2020, ["강원도 고성군", "경상남도 고성군"]),
        ("고성군", 2024, ["경상남도 고성군", "강원특별자치도 고성군"]),
        (
            "중구",
            2020,
            [
                f"{city}광역시 중구" if city != "서울" else "서울특별시 중구"
                for city in ("서울", "부산", "대구", "인천", "대전", "울산")
            ],
        ),
        ("광주시", 2020, ["광주광역시", "경기도 광주시"]),
    ],
)
def test_an_ambiguous_name_gives_its_candidates(
    municipalities: Municipalities, text: str, year: int, names: list[str]
) -> None:
    found = municipalities.resolve(text, year)
    assert found.code is None
    assert [municipalities.by_code[code].full_name for code in found.candidates] == names


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("제주시시", "제주특별자치도 제주시"),
        ("서울특별시강남구", "서울특별시 강남구"),
        ("당진군", "충청남도 당진시"),
        ("남원", "전북특별자치도 남원시"),
        ("남원군", "전북특별자치도 남원시"),
        ("50119", None),
        ("없는곳", None),
        ("", None),
        ("가" * 10_000, None),
        ("５０１１０", None),
    ],
)
def test_an_unknown_name_gives_the_nearest_of_today(
    municipalities: Municipalities, text: str, nearest: str | None
) -> None:
    found = municipalities.resolve(text, 2021)
    assert found.code is None
    names = [municipalities.by_code[code].full_name for code in found.candidates]
    assert len(names) <= 3
    assert names[:1] == [nearest] or nearest is None


@pytest.mark.parametrize(
    ("text", "year", "code"),
    [
        ("인천 중구", 2027, "28110"),
        ("28110", 2027, "28110"),
        ("광주광역시", 2027, "29000"),
        ("강원특별자치도", 2019, "51000"),
        ("42000", 2024, "42000"),
    ],
)
def test_a_name_or_code_of_another_year_is_understood(
    municipalities: Municipalities, text: str, year: int, code: str
) -> None:
    assert municipalities.resolve(text, year).code == code


def test_a_city_district_is_known_as_one(municipalities: Municipalities) -> None:
    district = municipalities.by_code["41135"]
    assert district.is_city_district
    assert municipalities.by_code[district.parent].full_name == "경기도 성남시"
    assert district.province_code == "41000"


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("50110", ["50110"]),
        ("29000", ["12000"]),
        ("46000", ["12000"]),
        ("28110", ["28125", "28155"]),
        ("42820", ["51820"]),
        ("36110", ["36000"]),
    ],
)
def test_what_a_place_is_today(municipalities: Municipalities, code: str, today: list[str]) -> None:
    assert [place.code for place in municipalities.today(code)] == today


def test_every_code_leads_to_one_in_force(municipalities: Municipalities) -> None:
    current = set(municipalities.current())
    assert all(place in current for code in municipalities.by_code for place in municipalities.today(code))


def test_sejong_counts_once(municipalities: Municipalities) -> None:
    assert [place.code for place in municipalities.current() if place.province == "세종특별자치시"] == ["36000"]
    assert municipalities.resolve("36110", 2020).code == "36000"


def test_current_ones_have_no_end(municipalities: Municipalities) -> None:
    current = municipalities.current()
    assert [place.code for place in current] == sorted(place.code for place in current)
    assert sum(place.is_province for place in current) == 16
    assert all(place.valid_to is None for place in current)


@pytest.mark.parametrize(
    "text",
    [
        "code\n11000\n",
        HEAD + "11000,서울특별시\n",
        HEAD + "11000,서울특별시,,서울특별시,province,,어제,,,,\n",
        HEAD + "11000,서울특별시,,서울특별시,province,,,,,99999,\n",
        HEAD + "11110,서울특별시,종로구,서울특별시 종로구,district,11000,,,,,\n",
    ],
)
def test_a_list_that_does_not_hold_together_is_refused(text: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        Municipalities.read(text)
