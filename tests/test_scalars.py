"""Money, dates, numbers and addresses as people write them."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.records.scalars import (
    Count,
    FilePath,
    Flag,
    Id,
    Licence,
    Month,
    Number,
    PartialDate,
    Span,
    Texts,
    Url,
    When,
    Won,
    Year,
    is_valid_id,
    parse_won,
)


def read(kind: Any, value: object) -> Any:
    """What a kind of value makes of a text."""
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: object) -> tuple[str, str]:
    """The code of the one refusal, and its sentence with its hint."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (error,) = caught.value.errors()
    return error["type"], f"{error['msg']} {error.get('ctx', {}).get('hint', '')}".strip()


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("120000000", 120_000_000),
        ("120,000,000", 120_000_000),
        ("120,000,000원", 120_000_000),
        ("1억 4,500만원", 145_000_000),
        ("1억4500만 원", 145_000_000),
        ("1억 4천5백만원", 145_000_000),
        ("145백만원", 145_000_000),
        ("145 백만원", 145_000_000),
        ("145,000천원", 145_000_000),
        ("1.45억", 145_000_000),
        ("1.5억원정", 150_000_000),
        ("2천만원", 20_000_000),
        ("5천5백만 원", 55_000_000),
        ("3만 5000원", 35_000),
        ("3만 5000", 35_000),
        ("1억 4500원", 100_004_500),
        ("12억 3,456만 7,890원", 1_234_567_890),
        ("0.5천원", 500),
        ("１２０", 120),
        ("0", 0),
        ("-5,000원", -5_000),
    ],
)
def test_won_is_read_as_people_write_it(text: str, won: int) -> None:
    assert parse_won(text) == won


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "원", "억", "약 1억", "1억쯤", "1억 2억", "4500만 1억", "1천 2천", "5백 3천", "100 000", "1 2"),
        *("1,2,3", "12,00", "1,2345", ",5", "1.", ".5", "1.5원", "0.00001만", "1e9", "0x10", "$5", "△5", "--5", "5-"),
        *("9" * 400, "9" * 400 + "억", "1억 4500", "²", "nan", "inf", "만원", "-", "\u0661" * 30),
    ],
)
def test_won_that_cannot_be_told_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_won(text)


@settings(deadline=None)
@given(st.text(st.sampled_from("0123456789,. 억만천백십원정-"), max_size=30))
def test_no_amount_makes_the_reading_of_won_fail(text: str) -> None:
    with suppress(ValueError):
        parse_won(text)


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_won_is_read_back_from_digits_and_groups(won: int) -> None:
    eok, rest = divmod(won, 10**8)
    man, one = divmod(rest, 10**4)
    assert parse_won(str(won)) == parse_won(f"{won:,}원") == won
    assert parse_won(f"{eok:,}억 {man:,}만 {one:,}원") == won


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-05-03", date(2021, 5, 3), date(2021, 5, 3)),
        (" 2021-05 ", date(2021, 5, 1), date(2021, 5, 31)),
    ],
)
def test_a_date_is_known_as_far_as_it_is_written(text: str, first: date, last: date) -> None:
    known = read(PartialDate, text)
    assert (known, known.first, known.last, known.year) == (text.strip(), first, last, first.year)


NO_SUCH_DAY = "달력에 없는 날짜입니다. 달은 01~12, 날은 그달에 있는 날이어야 합니다."
AS_FAR_AS_KNOWN = (
    "날짜를 읽을 수 없습니다. 해(2021), 달(2021-05), 날(2021-05-03) 가운데 아는 만큼 적어 주세요. 모르면 비웁니다."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2021-13", NO_SUCH_DAY),
        ("2021-00", NO_SUCH_DAY),
        ("2021-02-29", NO_SUCH_DAY),
        ("2021-04-31", NO_SUCH_DAY),
        ("0000", NO_SUCH_DAY),
        ("2021.5.3", "날짜를 읽을 수 없습니다. '2021-05-03'처럼 적어 주세요."),
        ("2021년 5월 3일", "날짜를 읽을 수 없습니다. '2021-05-03'처럼 적어 주세요."),
        ("2021년 5월", "날짜를 읽을 수 없습니다. '2021-05'처럼 적어 주세요."),
        ("2021/5", "날짜를 읽을 수 없습니다. '2021-05'처럼 적어 주세요."),
        ("2021-5-3", "날짜를 읽을 수 없습니다. '2021-05-03'처럼 적어 주세요."),
        ("작년", AS_FAR_AS_KNOWN),
        ("", AS_FAR_AS_KNOWN),
        ("21-05", AS_FAR_AS_KNOWN),
        ("2021-05-03 10:00", AS_FAR_AS_KNOWN),
        ("２０２１", AS_FAR_AS_KNOWN),
        ("1821", "연도가 맞지 않습니다. 1900년부터 2100년까지 적을 수 있습니다."),
        ("9999-12-31", "연도가 맞지 않습니다. 1900년부터 2100년까지 적을 수 있습니다."),
    ],
)
def test_a_date_that_cannot_be_is_told_with_the_way_out(text: str, sentence: str) -> None:
    assert refusal(PartialDate, text) == ("bad-date", sentence)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read(day: date) -> None:
    known = PartialDate.parse(day.isoformat())
    assert known.first == known.last == day


@settings(deadline=None)
@given(st.text(max_size=12))
def test_no_text_makes_the_reading_of_dates_fail(text: str) -> None:
    with suppress(ValidationError):
        TypeAdapter(When).validate_python(text)


def test_a_span_may_be_open() -> None:
    span = read(When, {"start": "2021-05"})
    assert isinstance(span, Span)
    assert (span.first, span.last) == (date(2021, 5, 1), date.max)
    assert read(When, {"end": "2022"}).first == date.min
    assert read(When, {"start": "2021", "end": "2022-03"}).last == date(2022, 3, 31)


def test_a_span_has_an_end() -> None:
    sentence = "시작도 끝도 없습니다. start나 end를 적거나, 모르면 항목을 지워 주세요."
    assert refusal(When, {}) == ("bad-date", sentence)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Number, "97.3", 97.3),
        (Number, "-2", -2),
        (Number, "2,250", 2250),
        (Number, " 12 ", 12),
        (Count, "1,200", 1200),
        (Count, "0", 0),
        (Year, "2021", 2021),
        (Month, "12", 12),
        (Flag, "true", True),
        (Flag, "false", False),
        (Texts, "하나", ("하나",)),
        (Texts, [" 하나 ", "둘"], ("하나", "둘")),
        (Url, "https://예시.한국/가?나=다#라", "https://예시.한국/가?나=다#라"),
        (FilePath, "files/사진/1.png", "files/사진/1.png"),
        (Licence, "KOGL-1", "KOGL-1"),
        (Licence, "CC-BY-4.0", "CC-BY-4.0"),
        (Licence, "unknown", "unknown"),
        (Id, "jejusi-parking-qr", "jejusi-parking-qr"),
    ],
)
def test_values_are_read(kind: Any, text: object, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        *(
            (Number, text, "bad-number")
            for text in ("97%", "약 5", "1,5", "1.2.3", "", "1e5", "0x1F", "9" * 400 + ".5")
        ),
        *((Count, text, "bad-number") for text in ("-1", "1.0", "5명", "9" * 5_000)),
        (Won, "-1", "bad-number"),
        (Won, "약 1억", "bad-number"),
        (Year, "202", "greater_than_equal"),
        (Year, "20210", "less_than_equal"),
        (Month, "0", "greater_than_equal"),
        *((Flag, text, "bad-flag") for text in ("yes", "예", "True", "1", "")),
        *((Url, text, "bad-url") for text in ("javascript:alert(1)", "ftp://a", "https://", "//a", "https://a b", "a")),
        *((FilePath, text, "file-outside") for text in ("a.png", "files", "files/", "/files/a", "files/../a")),
        *(
            (FilePath, text, "file-outside")
            for text in ("files//a", "files/./a", "files\\a", "../files/a", "files/a\\b")
        ),
        *((Licence, text, "bad-licence") for text in ("KOGL-5x y", "공공누리", "", "<b>")),
        *(
            (Id, text, "bad-id")
            for text in ("A", "a_b", "-a", "a-", "a--b", "", "가", "index", "con", "lpt9", "a" * 61)
        ),
        *((Id, text, "bad-id") for text in ("a\n", "a/b", "..", "com1")),
    ],
)
def test_values_that_cannot_be_are_refused(kind: Any, text: str, code: str) -> None:
    assert refusal(kind, text)[0] == code


@settings(deadline=None)
@given(st.text(max_size=40))
def test_an_id_is_a_file_name_everywhere(text: str) -> None:
    assert not is_valid_id(text) or (text.isascii() and text == text.lower() and "/" not in text and "." not in text)
