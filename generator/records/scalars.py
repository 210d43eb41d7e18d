"""What a written value can be: half-known dates, won, numbers, ids, addresses; each reads the text of a scalar."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from generator.records.wording import Words, say

WORDS: Words = {
    "date": "날짜를 읽을 수 없습니다.",
    "date-hint": "해(2021), 달(2021-05), 날(2021-05-03) 가운데 아는 만큼 적어 주세요. 모르면 비웁니다.",
    "date-written": "'{date}'처럼 적어 주세요.",
    "calendar": "달력에 없는 날짜입니다.",
    "calendar-hint": "달은 01~12, 날은 그달에 있는 날이어야 합니다.",
    "year": "연도가 맞지 않습니다.",
    "year-hint": "{first}년부터 {last}년까지 적을 수 있습니다.",
    "span": "시작도 끝도 없습니다.",
    "span-hint": "start나 end를 적거나, 모르면 항목을 지워 주세요.",
    "won": "금액을 읽을 수 없습니다.",
    "won-hint": "원 단위 숫자로 적습니다. 예: 120000000, 1억 2,000만원, 145백만원",
    "negative-won": "금액은 0보다 작을 수 없습니다.",
    "negative-won-hint": "빼기표(-)를 지워 주세요.",
    "number": "숫자가 아닙니다.",
    "number-hint": "숫자만 적습니다. 단위는 'unit'에, '약'이나 '이상'은 'bound'에 적어 주세요.",
    "count": "0 이상의 정수여야 합니다.",
    "count-hint": "숫자만 적습니다. 예: 12",
    "flag": "true 또는 false여야 합니다.",
    "flag-hint": "예는 true, 아니요는 false로 적습니다.",
    "url": "주소를 읽을 수 없습니다.",
    "url-hint": "http:// 또는 https:// 로 시작하는 주소를 빈칸 없이 적어 주세요.",
    "file": "파일은 이 사업의 files/ 폴더 안에 있어야 합니다.",
    "file-hint": "files/로 시작하고, 빗금(/)으로 나눠 적습니다. 예: files/sticker.png",
    "licence": "이용 조건을 읽을 수 없습니다.",
    "licence-hint": "KOGL-1(공공누리), CC-BY-4.0, MIT 같은 이름이나 unknown을 적어 주세요.",
    "id": "식별 이름으로 쓸 수 없습니다.",
    "id-hint": "영문 소문자, 숫자, 줄표(-)만 씁니다. 60자까지. 예: parking-qr",
}

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LOOSE_DATE = re.compile(r"(\d{4})\s*[.\-/년]\s*(\d{1,2})(?:\s*[.\-/월]\s*(\d{1,2}))?\s*[.일월]?")
# Beyond these a date is a slip of the finger; and days can be added to what lies between without leaving the calendar.
FIRST_YEAR, LAST_YEAR = 1900, 2100
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_ID_LENGTH = 60
WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


def key(
    label: str,
    explain: str,
    *,
    ask: str = "",
    turn: int = 0,
    default: Any = None,
    required: bool = False,
    alias: str | None = None,
    refers: str = "",
    example: str = "",
) -> Any:
    """Return the description of one key: Korean label, one-line explanation, and for forms a question and its turn.

    ``refers`` tells what the value is the name of ("call", "municipality"), so that forms can offer what there is.
    ``example`` is a value as people write it, of a real record where it tells of anybody.
    """
    extra: dict[str, Any] = {}
    if ask:
        extra["ask"] = ask
    if turn:
        extra["turn"] = turn
    if refers:
        extra["refers"] = refers
    return Field(
        ... if required else default,
        title=label,
        description=explain,
        examples=[example] if example else None,
        alias=alias,
        json_schema_extra=extra or None,
    )


def _refuse(code: str, name: str, **values: object) -> PydanticCustomError:
    """Return the error to raise: what is wrong with a value, and as its hint what to do."""
    return PydanticCustomError(code, WORDS[name], {"hint": say(WORDS[f"{name}-hint"], **values)})


class PartialDate(str):
    """A day, a month or a year as it is known; the text itself is the ISO form, so it sorts and serialises as text."""

    __slots__ = ()

    @property
    def first(self) -> date:
        """The first day that the text can mean."""
        return date(int(self[:4]), int(self[5:7] or 1), int(self[8:10] or 1))

    @property
    def last(self) -> date:
        """The last day that the text can mean."""
        year, month = int(self[:4]), int(self[5:7] or 12)
        return date(year, month, int(self[8:10] or calendar.monthrange(year, month)[1]))

    @property
    def year(self) -> int:
        """The year."""
        return int(self[:4])

    @classmethod
    @lru_cache(maxsize=4096)  # a record has some twenty dates, and most of them are in other records too
    def parse(cls, text: str) -> PartialDate:
        """Return the date, or say in Korean what is wrong with it."""
        text = text.strip()
        if not _DATE.fullmatch(text):
            raise PydanticCustomError("bad-date", WORDS["date"], {"hint": _suggest_date(text)})
        made = cls(text)
        try:
            made.first  # noqa: B018  the calendar refuses month 13 and day 30 of February
        except ValueError:
            raise _refuse("bad-date", "calendar") from None
        if not FIRST_YEAR <= made.year <= LAST_YEAR:
            raise _refuse("bad-date", "year", first=FIRST_YEAR, last=LAST_YEAR)
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Tell pydantic to read the text with ``parse``."""
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        """Describe the text for editors."""
        pattern = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
        return {"type": ["string", "integer"], "pattern": pattern, "minimum": FIRST_YEAR, "maximum": LAST_YEAR}


def tidy_date(text: str) -> str:
    """Return a date as records have it where people wrote it as they do ('2021. 5. 3.'); else the text."""
    text = text.strip()
    found = _LOOSE_DATE.fullmatch(text)
    return "-".join(f"{int(part):02d}" for part in found.groups() if part) if found else text


def _suggest_date(text: str) -> str:
    if (tidy := tidy_date(text)) != text:
        return say(WORDS["date-written"], date=tidy)
    return WORDS["date-hint"]


class Span(BaseModel):
    """From a start to an end; one of them may be open."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: PartialDate | None = key("시작", "해, 달, 날 가운데 아는 만큼.", example="2019-10")
    end: PartialDate | None = key("끝", "해, 달, 날 가운데 아는 만큼. 아직 모르면 비웁니다.", example="2019-11")

    @model_validator(mode="after")
    def _refuse_nothing(self) -> Span:
        if self.start is None and self.end is None:
            raise _refuse("bad-date", "span")
        return self

    @property
    def first(self) -> date:
        """The earliest day it can mean; with an open start the earliest there is."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The latest day it can mean; with an open end the latest there is."""
        return self.end.last if self.end else date.max


def _kind_of_date(value: Any) -> str:
    return "span" if isinstance(value, Mapping | Span) else "date"


When = Annotated[
    Annotated[PartialDate, Tag("date")] | Annotated[Span, Tag("span")],
    Discriminator(_kind_of_date),
]

_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# 억 and 만 each end a group of four digits, as people read them: "1억 4,500만", "145백만", "4천5백만".
_WON_GROUPS = re.compile(r"(?:([^억만]+)억)?(?:([^억만]+)만)?([^억만]+)?")
_WON_GROUP = re.compile(rf"(?:({_AMOUNT})천)?(?:({_AMOUNT})백)?(?:({_AMOUNT})십)?({_AMOUNT})?")
_GROUP_WORTHS = (100_000_000, 10_000, 1)
_PLACE_WORTHS = (1_000, 100, 10, 1)
LONGEST_NUMBER = 20


def parse_won(text: str) -> int:
    """Return won for what people write ('1억 4,500만원', '145백만원', '145,000천원'); ValueError otherwise.

    '1억 4500' is refused: whoever leaves 원 out there means 만, and nobody can tell.
    """
    written = re.sub(r"(?<=[억만천백십])\s+|\s+(?=[억만천백십원정])", "", text.strip())
    digits = written.removeprefix("-").removesuffix("정").removesuffix("원")
    groups = _WON_GROUPS.fullmatch(digits)
    if not groups or not digits or len(digits) > LONGEST_NUMBER:
        raise ValueError(text)
    if groups[1] and not groups[2] and groups[3] and "원" not in written:
        raise ValueError(text)
    won = Decimal(0)
    for group, worth in zip(groups.groups(), _GROUP_WORTHS, strict=True):
        parts = _WON_GROUP.fullmatch(group or "")
        if not parts:
            raise ValueError(text)
        for amount, place in zip(parts.groups(), _PLACE_WORTHS, strict=True):
            won += Decimal((amount or "0").replace(",", "")) * place * worth
    if won != int(won):
        raise ValueError(text)
    return -int(won) if written.startswith("-") else int(won)


def _read_won(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        won = parse_won(value)
    except ValueError:
        raise _refuse("bad-number", "won") from None
    if won < 0:
        raise _refuse("bad-number", "negative-won")
    return won


_NUMBER = re.compile(rf"-?{_AMOUNT}")


def _read_number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    written = value.strip()
    if not _NUMBER.fullmatch(written) or len(written) > LONGEST_NUMBER:
        raise _refuse("bad-number", "number")
    number = written.replace(",", "")
    return float(number) if "." in number else int(number)


def _read_count(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    written = value.strip()
    if not _NUMBER.fullmatch(written) or len(written) > LONGEST_NUMBER or "." in written or written.startswith("-"):
        raise _refuse("bad-number", "count")
    return int(written.replace(",", ""))


def _read_flag(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise _refuse("bad-flag", "flag")


def as_list(value: Any) -> Any:
    """Return a single value as a list of one; lists as they are."""
    return [value] if isinstance(value, str) else value


def _check_url(value: str) -> str:
    if not re.match(r"https?://[^\s/]", value) or any(c.isspace() for c in value):
        raise _refuse("bad-url", "url")
    return value


def _check_file(value: str) -> str:
    parts = value.split("/")
    inside = parts[0] == "files" and len(parts) > 1 and not {"", ".", ".."} & set(parts) and "\\" not in value
    if not inside:
        raise _refuse("file-outside", "file")
    return value


def _check_licence(value: str) -> str:
    if not re.fullmatch(r"unknown|KOGL-[0-4]|[A-Za-z0-9][A-Za-z0-9.+-]*", value):
        raise _refuse("bad-licence", "licence")
    return value


def is_valid_id(text: str) -> bool:
    """Tell whether ``text`` can be the id of a record: a folder name and an address on every system."""
    return (
        re.fullmatch(ID_PATTERN[1:-1], text) is not None
        and len(text) <= MAX_ID_LENGTH
        and text != "index"
        and text not in WINDOWS_DEVICES
    )


def _check_id(value: str) -> str:
    if not is_valid_id(value):
        raise _refuse("bad-id", "id")
    return value


class _OneOrMany:
    """Says in the JSON Schema that a single value stands for a list of one."""

    @staticmethod
    def __get_pydantic_json_schema__(schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        many: dict[str, Any] = handler(schema)
        return {"anyOf": [many["items"], many]}


def _written(kind: str, pattern: str, **limits: int) -> WithJsonSchema:
    """Return what editors are told of a number that may also be written as people do."""
    return WithJsonSchema({"type": [kind, "string"], "pattern": pattern, **limits})


def _told(pattern: str, **limits: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, **limits})


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Told apart from Text by its mark alone: it may have several lines.
MARKDOWN = "markdown"
Markdown = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), MARKDOWN]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=300)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Id = Annotated[str, AfterValidator(_check_id), _told(ID_PATTERN, maxLength=MAX_ID_LENGTH)]
Url = Annotated[str, AfterValidator(_check_url), _told(r"^https?://[^\s/]\S*$")]
FilePath = Annotated[str, AfterValidator(_check_file), _told(r"^files/[^\\]+$")]
Licence = Annotated[str, AfterValidator(_check_licence), _told(r"^[A-Za-z0-9][A-Za-z0-9.+-]*$")]
Won = Annotated[int, BeforeValidator(_read_won), _written("integer", r"^[0-9][0-9,.억만천백십 ]*원?정?$", minimum=0)]
Number = Annotated[int | float, BeforeValidator(_read_number), _written("number", r"^-?[0-9][0-9,]*(\.[0-9]+)?$")]
Count = Annotated[int, BeforeValidator(_read_count), _written("integer", r"^[0-9][0-9,]*$", minimum=0)]
_FIRST_CALL, _LAST_CALL, _MOST_MONTHS = 1990, 2100, 120
Year = Annotated[
    int,
    BeforeValidator(_read_count),
    Field(ge=_FIRST_CALL, le=_LAST_CALL),
    _written("integer", "^[0-9]{4}$", minimum=_FIRST_CALL, maximum=_LAST_CALL),
]
Month = Annotated[
    int,
    BeforeValidator(_read_count),
    Field(ge=1, le=_MOST_MONTHS),
    _written("integer", "^[0-9]+$", minimum=1, maximum=_MOST_MONTHS),
]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
SourceIds = Annotated[tuple[Text, ...], BeforeValidator(as_list), _OneOrMany]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list), _OneOrMany]
Ids = Annotated[tuple[Id, ...], BeforeValidator(as_list), _OneOrMany]
