"""What belongs to a person is found, masked and placed; what only looks like it is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.diagnostics import Finding, mask_finding
from generator.personal import KINDS, Kind, find_in_file_name, find_personal, mask_personal
from generator.records.names import find_names
from generator.records.programme import Programme
from generator.records.record import KeptFile
from generator.records.rules import (
    RULES,
    account_number,
    card_number,
    free_mail,
    mail_address,
    mobile_number,
    person_name,
    personal_number,
)
from tests.rules.samples import places_of, sample_record

ROOT = Path(__file__).parent.parent.parent

# Every number here is made up; nobody was born on the day of the first two with such an end.
FOUND: list[tuple[str, Kind, str]] = [
    ("주민번호 000101-3234567 확인", "resident", "00****-*******"),
    ("000101 - 3234567", "resident", "00**** - *******"),
    ("0001013234567", "resident", "00***********"),
    ("000101 3234567", "resident", "00**** *******"),
    ("000101–3234567", "resident", "00****–*******"),
    ("(000229-4234567)", "resident", "00****-*******"),
    ("번호는 000101-3234567입니다", "resident", "00****-*******"),
    ("０００１０１－３２３４５６７", "resident", "00****-*******"),
    # A corporation's number has the same shape; the message says so.
    ("법인등록번호 110111-1234567", "resident", "11****-*******"),
    ("000101-7234567", "foreigner", "00****-*******"),
    ("990909-5234567", "foreigner", "99****-*******"),
    ("M12345678", "passport", "M******78"),
    ("여권 M123A4567", "passport", "M******67"),
    ("여권번호: JR1234567", "passport", "J******67"),
    ("11-12-345678-90", "licence", "**-**-******-90"),
    ("서울 12-345678-90", "licence", "서울 **-******-90"),
    ("운전면허 번호 111234567890", "licence", "**********90"),
    ("010-1234-5678", "mobile", "010-****-**78"),
    ("담당 010 1234 5678", "mobile", "010 **** **78"),
    ("010.1234.5678", "mobile", "010.****.**78"),
    ("(010)1234-5678", "mobile", "010)****-**78"),
    ("010) 1234-5678", "mobile", "010) ****-**78"),
    ("01012345678로 문자", "mobile", "010******78"),
    ("문자:01012345678", "mobile", "010******78"),
    ("H.P010-1234-5678", "mobile", "010-****-**78"),
    ("011-123-4567", "mobile", "011-***-**67"),
    ("０１０－１２３４－５６７８", "mobile", "010-****-**78"),
    ("+82 10-1234-5678", "mobile", "+82 10-****-**78"),
    ("+82-(0)10-1234-5678", "mobile", "+82-(0)1*-****-**78"),
    ("+821012345678", "mobile", "+8210******78"),
    ("82-10-1234-5678", "mobile", "82-10-****-**78"),
    ("[전화](tel:010-1234-5678)", "mobile", "010-****-**78"),
    ("4111-1111-1111-1111", "card", "****-****-****-**11"),
    ("4111 1111 1111 1111", "card", "**** **** **** **11"),
    ("카드 4111111111111111", "card", "**************11"),
    ("3782-822463-10005", "card", "****-******-***05"),
    ("123456-12-123456", "account", "******-**-****56"),
    ("110-123-123456", "account", "***-***-****56"),
    ("1002-123-123456", "account", "****-***-****56"),
    ("301-0000-1234-01", "account", "***-****-****-01"),
    ("3333-01-1234567", "account", "****-**-*****67"),
    ("농협 1234-56-789012", "account", "****-**-****12"),
    ("입금 계좌: 12345678901234", "account", "************34"),
    ("hong@naver.com", "free_mail", "h***@naver.com"),
    ("메일:hong.gd@gmail.com으로", "free_mail", "h***@gmail.com"),
    ("Hong@Hanmail.Net", "free_mail", "H***@Hanmail.Net"),
    ("[메일](mailto:hong@naver.com)", "free_mail", "h***@naver.com"),
    ("hong＠naver.com", "free_mail", "h***@naver.com"),
    ("office@korea.kr", "mail", "o***@korea.kr"),
    ("info@coop.or.kr.", "mail", "i***@coop.or.kr"),
]
LEFT_ALONE = [
    # offices, representative and safe numbers
    "02-2100-1234",
    "064-728-2114",
    "1588-1234",
    "1577-1000",
    "080-123-4567",
    "070-1234-5678",
    "0502-1234-5678",
    "050-1234-56789",
    "(02) 120",
    # masked and placeholder numbers
    "010-****-5678",
    "010-XXXX-XXXX",
    "010-○○○○-○○○○",
    "010-0000-0000",
    "000101-1******",
    # days, years and spans
    "2021-05-03",
    "2021-11-25 2021-12-31",
    "2021.05.03. ~ 2021.12.31.",
    "20210503",
    "20210503-20211231",
    "2018 2019 2020 2021",
    "3000 4000 5000 6000 7000",
    "2010-1234-5678",
    # amounts
    "120000000",
    "1234567890123원",
    "210501 1234567원",
    "1,234,567,890,123",
    "8101011234567 원",
    "농협 1200000000원",
    # codes and numbers of things
    "50110",
    "5011025021",
    "1111010100",
    "123-45-67890",
    "사업자등록번호 123-45-67890, 농협 123-45-67890",
    "제2021-1234호",
    "법률 제19408호",
    "대통령령 제33000호(2023-01-01)",
    "행정안전부고시 제2021-0010-1234호",
    "979-11-5664-123-4",
    "ISBN 9791156641234",
    "R25BK00536473-000",
    "20210512345-00",
    "S20210101",
    "AB000101-3234567",
    "A01012345678",
    "01012345678abc",
    "sha256 9f01012345678e4111111111111111",
    "1-010-1234-5678",
    "12-000101-3234567",
    "000101-3234567-1",
    "10001013234567",
    "00010132345678",
    "001301-3234567",
    "000230-3234567",
    "000101-9234567",
    "127.01012345678",
    "37.0001013234567",
    "위도 37.566535, 경도 126.9779692",
    "4111-1111-1111-1112",
    "0000-0000-0000-0000",
    "4111 1111 1111 1111 2222",
    "우체국 2021-05-03",
    "은행 02-2100-1234",
    "은행 1588-1234",
    "계좌 번호는 적지 않는다",
    "여권 창구 02-2100-1234",
    "011 123 4567",
    "010-123-4567",
    # no mail
    "name@example.com",
    "git@github.com:bonbogi/site.git",
    "@naver.com",
    "…@korea.kr",
    "시민@광장",
    # addresses
    "https://www.example.kr/news/articleView.html?idxno=0001013234567",
    "https://example.kr/a?no=010-1234-5678&b=000101-3234567",
    "https://example.kr/검색?q=4111111111111111",
    "http://example.kr/301-0000-1234-01/11-12-345678-90",
    "https://example.kr/@hong@naver.com",
    "[글](https://example.kr/?seq=110-123-123456)",
    "[글](../a/01012345678.pdf)",
    "[글]: https://example.kr/01012345678",
    "www.example.kr/01012345678",
]


@pytest.mark.parametrize(("text", "kind", "masked"), FOUND)
def test_it_is_found_and_masked(text: str, kind: Kind, masked: str) -> None:
    assert [(match.kind, match.masked) for match in find_personal(text)] == [(kind, masked)]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_it_is_left_alone(text: str) -> None:
    assert list(find_personal(text)) == []


@pytest.mark.parametrize(("text", "kind"), [row[:2] for row in FOUND])
def test_a_finding_in_the_middle_of_korean_is_at_its_place(text: str, kind: Kind) -> None:
    before = "가나다 https://example.kr/12 라. "
    (alone,) = find_personal(text, [kind])
    (found,) = find_personal(before + text + " 마바사", [kind])
    assert (found.start, found.end) == (alone.start + len(before), alone.end + len(before))


def test_a_kind_that_is_not_wanted_is_not_found() -> None:
    assert not list(find_personal("010-1234-5678", [kind for kind in KINDS if kind != "mobile"]))


def test_several_in_one_text_are_all_found() -> None:
    text = "010-1234-5678, 000101-3234567과 hong@naver.com, 010-8765-4321"
    assert [match.kind for match in find_personal(text)] == ["resident", "mobile", "mobile", "free_mail"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_text_of_digits_and_signs_ends_soon(kind: Kind) -> None:
    for piece in ("01", "0-", "1 ", "[", "](", "a@", "a.", "계좌 1-", "여권 M1", "`"):
        assert not list(find_personal(piece * 20_000, [kind]))


NAMES = [
    ("홍길동 교수", "홍○○ 교수"),
    ("제주대학교 홍길동 교수님", "홍○○ 교수"),
    ("정보화지원과 홍길동 주무관", "홍○○ 주무관"),
    ("홍길동주무관이", "홍○○ 주무관"),
    ("홍길동(이장)", "홍○○ 이장"),
    ("홍길동 씨", "홍○○ 씨"),
    ("이장 홍길동", "이장 홍○○"),
    ("단장: 홍길동", "단장 홍○○"),
    ("대표(홍길동)", "대표 홍○○"),
    ("운영위원 홍길동, 주민", "위원 홍○○"),
    ("김영희 단장", "김○○ 단장"),
    ("남궁민수 박사", "남○○ 박사"),
]
NO_NAMES = [
    "마을 이장",
    "정보화지원과 주무관",
    "주민자치회 회장",
    "장애인 대표",
    "공무원 단장",
    "전문가 위원",
    "노인회 회장",
    "이용자 대표",
    "남대문 원장",
    "성산읍 이장협의회",
    "안전총괄과 팀장",
    "서울시립대 연구진",
    "제주대학교 교수",
    "부녀회장과 이장",
    "공공주차장",
    "주민대표와 운영위원장",
    "진흥원장",
    "위원 전문가",
    "대표 전화번호",
    "스스로해결단 단장",
    "홍○○ 교수",
    "김OO 단장",
    "마을 이장 등 주민이 중심이 되어 알림을 받고 먼저 돌본다.",
    "홍길동",
]


@pytest.mark.parametrize(("text", "masked"), NAMES)
def test_a_name_beside_a_role_is_found(text: str, masked: str) -> None:
    assert list(find_names(text)) == [masked]


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_role_alone_is_no_name(text: str) -> None:
    assert list(find_names(text)) == []


RECORD = """\
title: 제주 주차 안심번호
problem: 010-1234-5678 같은 번호를 남겼다.
solution: |
  주민은 이렇게 한다.
  000101-3234567
partners:
  - {name: 홍길동 교수, note: "계좌 110-123-123456, 4111-1111-1111-1111"}
owner: {office: 제주시 정보화지원과, contact: office@korea.kr}
lessons:
  - {kind: do, text: 'hong@naver.com과 office@korea.kr, 여권 M12345678'}
sources: [{id: s1, title: 자료, url: "https://example.kr/?a=010-1234-5678&b=hong@naver.com"}]
"""


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (mobile_number, [(2, 10, "error")]),
        (personal_number, [(3, 11, "error"), (10, 22, "warning")]),
        (card_number, [(7, 26, "error")]),
        (account_number, [(7, 26, "warning")]),
        (free_mail, [(10, 22, "error")]),
        (mail_address, [(10, 22, "warning")]),
        (person_name, [(7, 12, "warning")]),
    ],
    ids=lambda value: getattr(value, "CODE", ""),
)
def test_a_rule_names_the_place_of_the_value(rule: object, expected: object, programme: Programme) -> None:
    assert places_of(rule, RECORD, programme) == expected  # type: ignore[arg-type]


def test_the_guidebook_is_looked_at_by_line_and_column(programme: Programme) -> None:
    text = "## 지금은\n\n[s1] 물어볼 곳은 010-1234-5678입니다.\n[글](https://example.kr/01012345678)\n"
    record = sample_record({"project.yml": "title: 가\n", "guidebook.md": text})
    (found,) = mobile_number.check_record(record, programme)
    assert (found.file, found.line, found.column) == ("projects/sample/guidebook.md", 3, 13)
    assert "010-****-**78" in found.message
    assert "1234" not in found.message + found.hint


def test_names_in_the_guidebook_are_looked_at(programme: Programme) -> None:
    record = sample_record(
        {"project.yml": "title: 가\n", "guidebook.md": "## 지금은\n\n홍길동 교수와 마을 이장이 모였다.\n"}
    )
    (found,) = person_name.check_record(record, programme)
    assert (found.file, found.line) == ("projects/sample/guidebook.md", 3)
    assert "길동" not in found.message


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("명단_01012345678.txt", [("mobile", "010******78")]),
        ("010_1234_5678.txt", [("mobile", "010 **** **78")]),
        ("신청서_000101-3234567.pdf", [("resident", "00****-*******")]),
        ("000101-3234567_신청서.pdf", [("resident", "00****-*******")]),
        ("카드_4111-1111-1111-1111.png", [("card", "****-****-****-**11")]),
        ("M12345678_여권.png", [("passport", "M******78")]),
        ("hong@naver.com.pdf", [("free_mail", "h***@naver.com")]),
        ("a_hong@naver.com", [("free_mail", "h***@naver.com")]),
        ("2021_05_03_회의록.hwpx", []),
        ("50110-2021-0001_표.xlsx", []),
        ("IMG_20211125_1012345.jpg", []),
    ],
)
def test_a_number_in_the_name_of_a_file_may_be_joined_by_underscores(name: str, found: list[tuple[str, str]]) -> None:
    assert [(match.kind, match.masked) for match in find_in_file_name(f"files/{name}")] == found


def test_the_name_of_a_kept_file_is_looked_at(programme: Programme) -> None:
    record = sample_record({"project.yml": "title: 가\n", "files/명단_000101-3234567.txt": "…"})
    (finding,) = personal_number.check_record(record, programme)
    assert (finding.severity, finding.message) == (
        "error",
        "파일 이름 'files/명단_00****-*******.txt' 안: 주민등록번호로 보이는 '00****-*******'이 있습니다.",
    )
    listed = sample_record({"project.yml": "title: 가\n", "files/당직_010-1234-5678.txt": "…"})
    assert len(list(mobile_number.check_record(listed, programme))) == 1
    assert not list(mobile_number.check_record(replace(listed, allowed=frozenset({"01012345678"})), programme))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("'files/명단_01012345678.txt'", "'files/명단_010******78.txt'"),
        ("![그림](files/없음_010-1234-5678.png)", "![그림](files/없음_010-****-**78.png)"),
        ("https://example.kr/01012345678", "https://example.kr/01012345678"),
        ("예산 120,000,000원, 2021-05-03, 02-2100-1234", "예산 120,000,000원, 2021-05-03, 02-2100-1234"),
        ("０１０-1234-5678", "０１０-****-**78"),
    ],
)
def test_a_text_is_masked_wherever_it_comes_from(text: str, masked: str) -> None:
    assert mask_personal(text) == masked
    assert mask_personal(masked) == masked


def test_what_rules_say_by_themselves_is_never_masked() -> None:
    sentences = [sentence for rule in RULES for sentence in getattr(rule, "WORDS", {}).values()]
    assert len(sentences) > 100
    assert [
        sentence for sentence in sentences if mask_finding(Finding("", 1, 1, "", "note", sentence)).message != sentence
    ] == []


@pytest.mark.parametrize(("text", "kind"), [row[:2] for row in FOUND])
def test_what_is_found_is_shown_masked_by_any_finding(text: str, kind: Kind) -> None:
    (match,) = find_personal(text, [kind])
    shown = mask_finding(Finding("", 1, 1, "", "note", text)).message
    assert (len(shown), text[match.start : match.end] in shown) == (len(text), False)


def test_the_digest_and_size_of_a_kept_file_are_not_read(programme: Programme) -> None:
    record = sample_record("title: 가\n")
    record.files["files/a.txt"] = KeptFile("files/a.txt", 1012345678, "01012345678", b"010-1234-5678")  # type: ignore[index]
    assert not list(mobile_number.check_record(record, programme))


def test_a_corporation_number_is_explained(programme: Programme) -> None:
    (found,) = personal_number.check_record(sample_record("problem: 법인 110111-1234567\n"), programme)
    assert "법인등록번호" in found.hint


def test_no_address_of_the_real_records_is_taken_for_a_number() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "projects").rglob("*.yml"))]
    assert sum(text.count("http") for text in texts) > 50
    assert [match for text in texts for match in find_personal(text)] == []
