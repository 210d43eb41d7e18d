"""The record's format: every key explained, every refusal in words, nothing lost on the way to JSON and back."""

from collections.abc import Iterator
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel, TypeAdapter

from generator.diagnostics import Finding
from generator.records import choices
from generator.records.choices import Choice
from generator.records.messages import (
    choice_of_annotation,
    explain,
    final_consonant,
    keys_of,
    leaves_of_annotation,
    nearest,
    part_of_annotation,
)
from generator.records.model import Cited, Project
from generator.records.programme import Call, Topics, Workshop
from generator.records.record import read_part
from generator.records.scalars import Span
from tests.repository import PROJECT, ROOT

RECORDS = sorted((ROOT / "projects").glob("*/project.yml"))
MODELS = (Project, Call, Workshop, Topics, Span)
CHOICES = [kind for kind in vars(choices).values() if isinstance(kind, type) and issubclass(kind, Choice)]
# What a contributor with 30 minutes fills, in this order.
TURNS = (
    *("title", "municipalities", "call", "year", "summary", "origin", "problem", "solution", "beneficiaries", "status"),
    *("topics", "budget", "spending", "process", "outcomes", "operation", "team", "participation", "lessons"),
    *("deliverables", "procedures", "conditions", "owner"),
)


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all parts in it."""
    yield model
    for info in model.model_fields.values():
        if part := part_of_annotation(info.annotation):
            yield from parts_of(part)


PARTS = sorted({part for model in MODELS for part in parts_of(model)}, key=lambda part: part.__name__)


def refusals(text: str) -> list[Finding]:
    """What is wrong with a whole record that begins with these lines."""
    keys = {line.split(":")[0] for line in text.splitlines()}
    rest = "".join(line for line in PROJECT.splitlines(keepends=True) if line.split(":")[0] not in keys)
    return read_part((text + rest).encode(), "project.yml", Project)[2]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_key_has_a_label_and_an_explanation(part: type[BaseModel]) -> None:
    assert part.__doc__
    for name, info in keys_of(part).items():
        assert info.title, name
        assert info.description, name
        assert info.description.endswith((".", "까.")), name


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.__name__)
def test_every_value_has_its_own_label(choice: type[Choice]) -> None:
    labels = [member.label for member in choice]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert len({label.split("(")[0] for label in labels}) == len(labels)
    assert [choice(member.value) for member in choice] == list(choice)
    assert all(f"{member}" == member.value == member for member in choice)


def test_turns_follow_the_documented_order() -> None:
    turns = {name: extra["turn"] for name in keys_of(Project) if "turn" in (extra := extra_of(name))}
    assert sorted(turns, key=lambda name: (turns[name], TURNS.index(name))) == list(TURNS)
    assert sorted(set(turns.values())) == list(range(1, 23))


def extra_of(name: str) -> dict[str, Any]:
    """What forms know of a key."""
    extra = keys_of(Project)[name].json_schema_extra
    return extra if isinstance(extra, dict) else {}


def test_every_turn_has_its_question() -> None:
    for name in keys_of(Project):
        assert ("ask" in extra_of(name)) == ("turn" in extra_of(name)), name


def test_only_five_keys_must_be_there() -> None:
    required = [name for name, info in keys_of(Project).items() if info.is_required()]
    assert required == ["title", "summary", "year", "municipalities", "origin"]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_rows_are_tuples_and_nothing_is_any(part: type[BaseModel]) -> None:
    for name, info in part.model_fields.items():
        kinds = {get_origin(info.annotation), *map(get_origin, get_args(info.annotation))}
        assert not kinds & {list, set}, name
        assert info.annotation not in (Any, NoneType), name


def test_every_row_of_a_project_can_be_cited() -> None:
    rows = {name: part_of_annotation(info.annotation) for name, info in keys_of(Project).items()}
    without = {name for name, part in rows.items() if part and not issubclass(part, Cited)}
    assert without == {"period", "lead", "schedule", "discrepancies", "owner", "sources"}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_a_record_comes_back_from_json_as_it_was(path: Any) -> None:
    project, _, findings = read_part(path.read_bytes(), path.name, Project)
    assert findings == []
    assert project is not None
    for data in (project.model_dump_json(), project.model_dump_json(exclude_defaults=True)):
        assert Project.model_validate_json(data) == project


def test_a_change_keeps_its_english_keyword() -> None:
    changes = "adapted_from: [{project: a, kind: adoption, changes: [{aspect: scope, from: 하나, to: 둘}]}]\n"
    project, _, _ = read_part((PROJECT + changes).encode(), "project.yml", Project)
    assert project is not None
    assert '"from":"하나"' in project.model_dump_json()
    assert Project.model_validate_json(project.model_dump_json()).adapted_from[0].changes[0].from_ == "하나"


def test_a_record_does_not_change() -> None:
    project, _, _ = read_part(PROJECT.encode(), "project.yml", Project)
    assert project is not None
    with pytest.raises(ValueError, match="frozen"):
        project.title = "다른 이름"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("budjet: []", (1, 1, "unknown-key", "'budjet' 항목은 없습니다. 혹시 'budget'(재원)입니까?")),
        ("재원: []", (1, 1, "unknown-key", "'재원' 항목은 없습니다. 혹시 'budget'(재원)입니까?")),
        ("office: 과", (1, 1, "unknown-key", "'office' 항목은 없습니다.")),
        ("비고: 없음", (1, 1, "unknown-key", "'비고' 항목은 없습니다.")),
        ("'': 없음", (1, 1, "unknown-key", "'' 항목은 없습니다.")),
        (
            "budget:\n  - {kind: national, 금액: 1}",
            (2, 22, "unknown-key", "'재원 1번째'에 '금액' 항목은 없습니다. 혹시 'amount'(금액(원))입니까?"),
        ),
        (
            "adapted_from: [{kind: adoption, changes: [{aspect: scope, form: 가}]}]",
            (1, 59, "unknown-key", "'본보기 사업 1번째 › 바꾼 것 1번째'에 'form' 항목은 없습니다. 혹시 'from'(원래)입니까?"),
        ),
        (
            "process: [{what: 가, date: {start: 2021, finish: 2022}}]",
            (1, 41, "unknown-key", "'추진 과정 1번째 › 때'에 'finish' 항목은 없습니다."),
        ),
        ("budget: [{amount: 1}]", (1, 10, "missing-key", "'재원 1번째'에 'kind'(돈의 출처)가 없습니다.")),
        ("sources: [{id: s1}]", (1, 11, "missing-key", "'출처 1번째'에 'title'(제목)이 없습니다.")),
        ("owner: {}", (1, 8, "missing-key", "'담당 부서'에 'office'(부서)가 없습니다.")),
        ("budget: {kind: national}", (1, 9, "wrong-shape", "'재원'은 목록이어야 합니다.")),
        ("budget: 1억", (1, 9, "wrong-shape", "'재원'은 목록이어야 합니다.")),
        ("budget: [1억]", (1, 10, "wrong-shape", "'재원 1번째'는 '항목: 값' 묶음이어야 합니다.")),
        ("owner: 정보화지원과", (1, 8, "wrong-shape", "'담당 부서'는 '항목: 값' 묶음이어야 합니다.")),
        ("cited: [s1]", (1, 8, "wrong-shape", "'항목별 출처'는 '항목: 값' 묶음이어야 합니다.")),
        ("cited: {problem: {a: b}}", (1, 18, "wrong-shape", "'항목별 출처 › problem'은 목록이어야 합니다.")),
        ("solution: [가, 나]", (1, 11, "wrong-shape", "'해결 방법'은 글 하나여야 합니다.")),
        ("technologies: [~]", (1, 16, "wrong-shape", "'쓰인 기술 1번째'는 글 하나여야 합니다.")),
        ("team_size: [3]", (1, 12, "wrong-shape", "'해결단 전체 인원'은 값 하나여야 합니다.")),
        ("lead: {name: 제주시, kind: [a]}", (1, 25, "wrong-shape", "'주관 기관 › 기관 종류'는 값 하나여야 합니다.")),
        (
            "outcomes: [{metric: 가, evidence: measured, readings: [{value: {a: 1}}]}]",
            (1, 63, "wrong-shape", "'성과 1번째 › 측정값 1번째 › 값'은 값 하나여야 합니다."),
        ),
        ("process: [{what: 가, date: [2021]}]", (1, 27, "wrong-shape", "'추진 과정 1번째 › 때'는 날짜여야 합니다.")),
        (
            "budget: [{kind: natonal}]",
            (1, 17, "unknown-value", "'재원 1번째 › 돈의 출처'의 값 'natonal'은 목록에 없습니다. 혹시 'national'(국비)입니까?"),
        ),
        (
            "budget: [{kind: 국비}]",
            (1, 17, "unknown-value", "'재원 1번째 › 돈의 출처'의 값 '국비'는 목록에 없습니다. 혹시 'national'(국비)입니까?"),
        ),
        ("absent: {team: 몰라}", (1, 16, "unknown-value", "'비운 까닭 › team'의 값 '몰라'는 목록에 없습니다.")),
        (
            "budget: [{kind: national, amount: 약 1억}]",
            (1, 35, "bad-number", "'재원 1번째 › 금액(원)'의 값 '약 1억': 금액을 읽을 수 없습니다."),
        ),
        (
            "budget: [{kind: national, amount: -5}]",
            (1, 35, "bad-number", "'재원 1번째 › 금액(원)'의 값 '-5': 금액은 0보다 작을 수 없습니다."),
        ),
        ("team_size: 1.5", (1, 12, "bad-number", "'해결단 전체 인원'의 값 '1.5': 0 이상의 정수여야 합니다.")),
        ("schedule: [{month: 0, what: 가}]", (1, 20, "bad-number", "'도입 일정 1번째 › 몇째 달'의 값 '0': 1 이상이어야 합니다.")),
        ("period: {start: 2021-13}", (1, 17, "bad-date", "'사업 기간 › 시작'의 값 '2021-13': 달력에 없는 날짜입니다.")),
        (
            "process: [{what: 가, date: 2021.5.3}]",
            (1, 27, "bad-date", "'추진 과정 1번째 › 때'의 값 '2021.5.3': 날짜를 읽을 수 없습니다."),
        ),
        (
            "process: [{what: 가, date: {end: 2021-02-30}}]",
            (1, 33, "bad-date", "'추진 과정 1번째 › 때 › 끝'의 값 '2021-02-30': 달력에 없는 날짜입니다."),
        ),
        ("process: [{what: ' '}]", (1, 18, "text-length", "'추진 과정 1번째 › 한 일'이 비었습니다.")),
        ("process: [{what: 가, planned: yes}]", (1, 30, "bad-flag", "'추진 과정 1번째 › 예정'의 값 'yes': true 또는 false여야 합니다.")),
        (
            "deliverables: [{id: A, title: 가, kind: map}]",
            (1, 21, "bad-id", "'산출물 1번째 › 식별 이름'의 값 'A': 식별 이름으로 쓸 수 없습니다."),
        ),
        (
            "deliverables: [{id: a, title: 가, kind: map, file: ../a}]",
            (1, 51, "file-outside", "'산출물 1번째 › 보관 파일'의 값 '../a': 파일은 이 사업의 files/ 폴더 안에 있어야 합니다."),
        ),
        (
            "known_copies: [{who: 가, year: 21}]",
            (1, 31, "bad-number", "'알려진 도입 1번째 › 연도'의 값 '21': 1990 이상이어야 합니다."),
        ),
        ("licence: 공공 누리", (1, 10, "bad-licence", "'글의 이용 조건'의 값 '공공 누리': 이용 조건을 읽을 수 없습니다.")),
    ],
)  # fmt: skip
def test_a_refusal_names_place_key_value_and_what_was_expected(text: str, finding: tuple[int, int, str, str]) -> None:
    (found,) = refusals(text + "\n")
    assert (found.line, found.column, found.code, found.message) == finding


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        ({}, ["'title'(사업 이름)이 없습니다.", "'summary'(한 줄 소개)가 없습니다.", "'year'(연도)가 없습니다.", "'municipalities'(지자체)가 없습니다.", "'origin'(기록한 쪽)이 없습니다."]),
        ({"title": "''", "municipalities": "[]"}, ["'사업 이름'이 비었습니다.", "'지자체'가 비었습니다."]),
        ({"title": "가" * 301}, ["'사업 이름'의 길이가 301자입니다."]),
        ({"summary": "짧다"}, ["'한 줄 소개'의 길이가 2자입니다."]),
        ({"year": "21"}, ["'연도'의 값 '21': 1990 이상이어야 합니다."]),
        ({"year": "2021년"}, ["'연도'의 값 '2021년': 0 이상의 정수여야 합니다."]),
        ({"origin": "public"}, ["'기록한 쪽'의 값 'public'은 목록에 없습니다. 혹시 'public_sources'(공개 자료로 정리)입니까?"]),
        ({"origin": "public", "year": "21"}, ["'연도'의 값 '21': 1990 이상이어야 합니다.", "'기록한 쪽'의 값 'public'은 목록에 없습니다. 혹시 'public_sources'(공개 자료로 정리)입니까?"]),
    ],
)  # fmt: skip
def test_the_five_keys_are_asked_for(lines: dict[str, str], findings: list[str]) -> None:
    whole = {
        "title": "안심번호",
        "summary": "차에 남기던 전화번호 대신 QR코드로 연락하게 한다.",
        "year": "2021",
        "municipalities": "[제주시]",
        "origin": "submitted",
    }
    text = "".join(f"{name}: {value}\n" for name, value in ((whole | lines) if lines else {"licence": "MIT"}).items())
    assert [finding.message for finding in read_part(text.encode(), "project.yml", Project)[2]] == findings


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("budjet: []", "'budget'으로 고치거나 지워 주세요."),
        ("office: 과", "'office'는 'operation'이나 'owner' 안에 적습니다."),
        ("비고: 없음", "항목 목록은 '기록 항목' 쪽에 있습니다."),
        ("period: {begin: 2021}", "쓸 수 있는 항목: start, end"),
        (
            "absent: {team: 몰라}",
            "고를 수 있는 값: not_applicable(해당 없음), not_found(찾지 못함), not_public(밝힐 수 없음)",
        ),
        ("budget: {}", "한 줄에 하나씩 '- '로 시작하거나 [ ]로 감싸 주세요."),
        ("process: [{what: 가, date: [2021]}]", "2021, 2021-05, 2021-05-03 또는 {start, end}. 모르면 비웁니다."),
        ("budget: [{amount: 1}]", "자료에 적힌 대로. 국비와 특별교부세는 통계에서 '중앙 재원'으로 함께 셉니다."),
    ],
)
def test_the_hint_is_the_way_out(text: str, hint: str) -> None:
    assert [finding.hint for finding in refusals(text + "\n")] == [hint]


def test_a_long_value_is_shortened_in_the_message() -> None:
    (finding,) = refusals(f"team_size: {'가나다 ' * 100}\n")
    assert finding.message == f"'해결단 전체 인원'의 값 '{'가나다 ' * 9}가나다…': 0 이상의 정수여야 합니다."


def test_a_file_full_of_faults_is_told_in_full() -> None:
    text = "".join(f"key{n}: [{n}]\n" for n in range(300)) + "budget:\n" + "  - {kind: x, amount: y}\n" * 300
    assert len(refusals(text)) == 900


@pytest.mark.parametrize(
    ("word", "particle"),
    [
        *(("재원", "은"), ("산출물", "은"), ("지자체", "는"), ("금액(원)", "은"), ("재원 1번째", "는"), ("'값'", "은")),
        *(("s1", "은"), ("s2", "는"), ("s3", "은"), ("2021", "은"), ("2024", "는"), ("10", "은")),
        *(("budget", "은"), ("amount", "는"), ("title", "는"), ("owner", "는"), ("panel", "은"), ("reading", "은")),
        *(("risk", "는"), ("track", "은"), ("QR", "은"), ("SMS", "는"), ("", "는"), ("!?", "는")),
    ],
)
def test_the_particle_fits_the_word(word: str, particle: str) -> None:
    assert final_consonant(word, "은", "는") == particle


@pytest.mark.parametrize(
    ("word", "particle"), [("재원", "으로"), ("산출물", "로"), ("지자체", "로"), ("panel", "로"), ("s1", "로")]
)
def test_after_a_liquid_comes_the_short_particle(word: str, particle: str) -> None:
    assert final_consonant(word, "으로", "로") == particle


def test_only_what_is_close_is_suggested() -> None:
    assert nearest("budjet", ["budget", "title"]) == "budget"
    assert nearest("비고", ["budget", "title"]) is None
    assert nearest("", ["budget"]) is None


def test_every_key_that_is_written_freely_has_an_example_that_the_model_takes() -> None:
    """Where nothing is chosen from a list and nothing is answered with yes or no."""
    bare = []
    parts: set[type[BaseModel]] = {*parts_of(Project), Span}
    for part in sorted(parts, key=lambda part: part.__name__):
        hints = get_type_hints(part, include_extras=True)
        for name, info in part.model_fields.items():
            extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
            is_named = "refers" in extra or choice_of_annotation(info.annotation) or part_of_annotation(info.annotation)
            if info.examples:
                assert TypeAdapter(hints[name]).validate_python(info.examples[0]) is not None
                assert info.examples[0] in explain(info)
            elif not is_named and bool not in leaves_of_annotation(info.annotation) and name != "cited":
                bare.append(f"{part.__name__}.{name}")
    assert bare == []
