"""How a record is worded: notes on boasts, news and awards, and what guidebook.md may hold."""

from pathlib import Path
from types import ModuleType

import pytest

from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.record import Record, read_part
from generator.records.rules import (
    RULES,
    account_number,
    award_in_process,
    card_number,
    direction_character,
    flattened_list,
    free_mail,
    guidebook_title,
    mail_address,
    mobile_number,
    news_step,
    person_name,
    personal_number,
    raw_html,
    superlative,
)
from tests.rules.samples import places_of, sample_record

ROOT = Path(__file__).parent.parent.parent
PROJECTS = sorted((ROOT / "projects").glob("*/project.yml"))


def guidebook_places(rule: ModuleType, text: str, programme: Programme) -> list[tuple[int, int]]:
    found = places_of(rule, {"project.yml": "title: 가\n", "guidebook.md": text}, programme)
    return [(line, column) for line, column, _ in found]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("# 왜 시작했나\n", [(1, 1)]),
        ("## 왜\n\n# 지금은\n", [(3, 1)]),
        ("#왜\n", [(1, 1)]),
        ("지금은\n===\n글\n", [(1, 1)]),
        ("## 왜 시작했나\n### 작은 제목\n", []),
        ("지금은\n---\n", []),
        ("```\n# 주석\n```\n", []),
        ("~~~ sh\n# 주석\n~~~\n# 제목\n", [(4, 1)]),
        ("보기:\n\n    # 주석\n", []),
        ("\n===\n", []),
        ("C#과 #1번\n", []),
    ],
)
def test_a_first_level_heading_is_noted(text: str, places: list[tuple[int, int]], programme: Programme) -> None:
    assert guidebook_places(guidebook_title, text, programme) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- 가\n   - 나\n", [(2, 4)]),
        ("- 가\n  - 나\n  - 다\n", [(2, 3), (3, 3)]),
        ("1. 가\n   1. 나\n", [(2, 4)]),
        ("* 가\n\n   * 나\n", [(3, 4)]),
        ("- 가\n    - 나\n       - 다\n", [(3, 8)]),
        ("- 가\n    - 나\n        - 다\n- 라\n", []),
        ("- 가\n\t- 나\n", []),
        ("- 가\n- 나\n", []),
        ("  - 가\n  - 나\n", []),
        ("- 가\n\n글\n\n   - 나\n", []),
        ("- 가\n  이어지는 글\n", []),
        ("- 가\n  **굵게** 이어짐\n", []),
        ("```\n- 가\n   - 나\n```\n", []),
    ],
)
def test_a_list_that_will_be_flattened_is_noted(text: str, places: list[tuple[int, int]], programme: Programme) -> None:
    assert guidebook_places(flattened_list, text, programme) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("줄<br>바꿈\n", [(1, 2)]),
        ("글\n\n<div class='a'>글</div>\n", [(3, 1)]),
        ("<script>alert(1)</script>\n", [(1, 1)]),
        ("<!-- 숨긴 글 -->\n", []),
        ("글 <!-- 숨긴 글 -->\n", [(1, 3)]),
        ("<img src=x onerror=alert(1)>\n", [(1, 1)]),
        ("<img\nsrc=x>\n", [(1, 1)]),
        ("</b>\n", [(1, 1)]),
        ("<details open>\n", [(1, 1)]),
        ("3 < 5이고 7 > 2\n", []),
        ("<https://example.kr>에서\n", []),
        ("<office@korea.kr>\n", []),
        ("<마을 이름>\n", []),
        ("`<br>`은 줄바꿈\n", []),
        ("``a ` <b>``\n", []),
        ("```html\n<b>\n```\n", []),
        ("보기:\n\n    <b>\n", []),
        ("- 가\n\n    <b>나</b>\n", [(3, 5)]),
    ],
)
def test_html_in_the_guidebook_is_a_warning(text: str, places: list[tuple[int, int]], programme: Programme) -> None:
    assert guidebook_places(raw_html, text, programme) == places


@pytest.mark.parametrize(
    ("key", "text", "is_found"),
    [
        ("title", "전국 최초 주차 안심번호", True),
        ("title", "획기적인 주차 안심번호", True),
        ("summary", "전국 최초로 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.", True),
        ("summary", "국내최초 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.", True),
        ("summary", "세계 최고의 기술로 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.", True),
        ("summary", "지자체 유일의 서비스로 QR코드와 ARS로 개인정보를 지킨다.", True),
        ("summary", "혁신적인 서비스로 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.", True),
        ("title", "디지털 사회혁신 한마당", False),
        ("title", "최초 감염 확인 서비스", False),
        ("title", "유일여고 통학길", False),
        ("summary", "하루 최고 기온을 알려 어르신이 더위를 피하게 한다. 문자로 온다.", False),
        ("summary", "전국 20개 시군이 함께 쓰는 지도로 휠체어 이용자의 길을 찾는다.", False),
        ("problem", "전국 최초라고 알려졌다.", False),
    ],
)
def test_a_boast_in_title_or_summary_is_noted(key: str, text: str, is_found: bool, programme: Programme) -> None:
    found = places_of(superlative, f"{key}: {text}\n", programme)
    assert found == [(1, len(key) + 3, "note")] * is_found


@pytest.mark.parametrize(
    ("what", "is_found"),
    [
        ("시범 운영 결과가 언론에 보도됨", True),
        ("운영 실적이 보도됐다", True),
        ("지역 신문에 사례로 소개", True),
        ("KBS 뉴스에서 방영", True),
        ("○○일보에 실림", True),
        ("시범 운영이 기사로 나옴", True),
        ("언론 인터뷰", True),
        ("언론 보도", True),
        ("보도 정비", False),
        ("안전한 보도 조성", False),
        ("보도자료 배포", False),
        ("언론에 보도자료 배포", False),
        ("성과공유회에서 성공 사례로 소개", False),
        ("소스 공개", False),
        ("데모스X의 오픈소스 공개를 소개", False),
        ("공항동에서 사업을 본격 추진한다고 발표", False),
        ("행정안전부가 발표한 전국 20개 과제에 포함", False),
        ("마을 방송으로 알림", False),
        ("마을 신문 만들기", False),
        ("무장애 관광안내 책자 발간", False),
        ("운전기사 교육", False),
    ],
)
def test_a_step_that_only_tells_of_news_is_noted(what: str, is_found: bool, programme: Programme) -> None:
    found = places_of(news_step, f"process:\n  - {{date: 2021, what: {what}, source: s1}}\n", programme)
    assert found == [(2, 24, "note")] * is_found


@pytest.mark.parametrize(
    ("what", "is_found"),
    [
        ("행정안전부 지역혁신 우수기관 인증패", True),
        ("행정안전부  지역혁신 우수기관 인증패 받음", True),
        ("장관상 수상", True),
        ("최우수상을 받음", True),
        ("대통령상 차지", True),
        ("디지털 사회혁신 한마당에서 수상", True),
        ("장관 표창", True),
        ("수상 태양광 설치", False),
        ("수상 구조대와 협약", False),
        ("수상버스 시범 운항", False),
        ("아이디어 공모전 시상식", False),
        ("공모전 수상자와 간담회", False),
        ("영상을 받아 분석", False),
        ("보상을 받도록 조례 개정", False),
        ("지역혁신 우수기관으로 사례 발표", False),
        ("성과공유회에서 성과 발표", False),
        ("정책 대상을 받은 의견에 따라 넓힘", False),
    ],
)
def test_an_award_among_the_steps_is_noted(what: str, is_found: bool, programme: Programme) -> None:
    text = (
        f"process:\n  - {{date: 2021, what: {what}, source: s1}}\n"
        "awards: [{what: 행정안전부 지역혁신 우수기관 인증패, source: s1}]\n"
    )
    assert places_of(award_in_process, text, programme) == [(2, 24, "note")] * is_found


@pytest.mark.parametrize("number", [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_a_character_that_turns_the_direction_is_refused(number: int, programme: Programme) -> None:
    character = chr(number)
    record = sample_record(
        {
            "project.yml": f"title: 가{character}나\nsources: [{{id: s1, title: 가, url: 'https://a.kr/{character}'}}]\n",
            "guidebook.md": f"## 가\n\n나 {character}다\n",
            f"files/가{character}.txt": "…",
        }
    )
    found = list(direction_character.check_record(record, programme))
    assert [(f.file.rsplit("/", 1)[1], f.line, f.column, f.severity) for f in found] == [
        ("project.yml", 1, 8, "error"),
        ("project.yml", 2, 35, "error"),
        ("guidebook.md", 3, 3, "error"),
        ("project.yml", 1, 1, "error"),
    ]
    assert all(f"U+{number:04X}" in finding.message for finding in found)
    assert not [finding for finding in found if character in finding.message]


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u00a0", "\u2060", "→", "é"])
def test_other_unusual_characters_are_not_its_business(character: str, programme: Programme) -> None:
    assert places_of(direction_character, f"problem: 가{character}나\n", programme) == []


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.parent.name)
def test_no_rule_about_words_or_persons_complains_of_a_real_record(path: Path, programme: Programme) -> None:
    project, tree, _ = read_part(path.read_bytes(), path.relative_to(ROOT).as_posix(), Project)
    assert project is not None
    assert tree is not None
    story = path.with_name("guidebook.md")
    text = story.read_text(encoding="utf-8") if story.exists() else ""
    record = Record(path.parent.name, "project.yml", project, tree, text)
    rules = {personal_number, mobile_number, card_number, account_number, free_mail, mail_address, person_name}
    rules |= {direction_character, raw_html, guidebook_title, flattened_list, superlative, news_step, award_in_process}
    assert [finding for rule in RULES if rule in rules for finding in rule.check_record(record, programme)] == []
