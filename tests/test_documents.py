"""Documents: their parts in order, what fills them, what is left empty, and the same as Markdown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.exports.flow import Flow, Grid, Heading, Listing, text_of
from generator.exports.markdown import write_markdown
from generator.reading.blocks import Blank, Bullets, Document, Form, Paragraph, Run, Story, SubHeading, Table, Timeline
from generator.reading.documents.make import MAKERS, make_document
from generator.reading.documents.outline import KINDS, Fill, list_items, load_outline
from generator.reading.documents.report import judge_outcome
from generator.reading.documents.subject import Adopter
from generator.reading.documents.tales import split_story
from tests.subjects import Subjects, flowing, real_subjects, small_subject

PLAN = (
    "사업 개요", "추진 배경과 필요성", "본보기 사례", "목표와 성과지표", "추진 내용", "추진 체계", "사전 절차", "추진 일정",
    "소요 예산", "갖출 조건과 우리의 답", "위험과 대비", "운영과 유지관리 계획", "기대 효과", "홍보와 교육", "공유 계획",
    "행정 사항과 붙임",
)  # fmt: skip
REPORT = (
    "사업 개요", "추진 배경", "추진 체계", "추진 경과", "추진 내용", "주민 참여 결과", "성과", "예산 집행", "자문·연수회와 반영",
    "문제점과 개선", "홍보 실적과 수상", "향후 계획", "산출물 목록", "붙임",
)  # fmt: skip
GUIDEBOOK = (
    "한눈에", "어떤 문제였나", "어떻게 푸나", "무엇이 달라졌나", "따라 하기 전에", "차례대로", "주민과 함께", "돈", "가져다 쓸 것",
    "위험과 교훈", "그 뒤", "이 사례를 본뜬 곳", "도입 일정 보기", "아직 모르는 것", "물어볼 곳과 출처",
)  # fmt: skip


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Subjects:
    return real_subjects(tmp_path_factory.mktemp("subjects"))


def walk(flow: tuple[Flow, ...]) -> Iterator[Flow]:
    for part in flow:
        yield part
        if isinstance(part, Listing):
            for item in part.items:
                yield from walk(item)


def part_of(document: Document, id_: str) -> tuple[object, ...]:
    return next(part.blocks for part in document.parts if part.id == id_)


@pytest.mark.parametrize(("kind", "titles"), [("plan", PLAN), ("report", REPORT), ("guidebook", GUIDEBOOK)])
def test_every_document_has_its_parts_in_order(subjects: Subjects, kind: str, titles: tuple[str, ...]) -> None:
    for subject in subjects.values():
        document = make_document(kind, *subject)
        assert tuple(part.title for part in document.parts) == titles
        assert all(part.blocks for part in document.parts)


def test_every_maker_is_used_and_every_part_has_its_id() -> None:
    used = set()
    for kind in KINDS:
        parts = load_outline(kind).parts
        assert len({part.id for part in parts}) == len(parts)
        used |= {item.maker for part in parts for item in list_items(part.items) if isinstance(item, Fill)}
    assert used == MAKERS.keys()


def test_what_the_adopter_has_to_write_is_empty_until_the_adopter_says_it(subjects: Subjects) -> None:
    subject = subjects["jejusi-parking-qr"]
    blank = make_document("plan", *subject)
    assert blank.title == ""
    assert [(row.word, row.lines[0] == ()) for row in blank.cover[:3]] == [
        ("지자체", True),
        ("부서", True),
        ("연월", True),
    ]
    told = make_document("plan", *subject, Adopter("전북특별자치도 무주군", 2027, "무주 안심번호", "민원과"))
    assert told.title == "무주 안심번호"
    overview = next(block for block in part_of(told, "overview") if isinstance(block, Form))
    ours = {row[0][0].text: row[1] for row in overview.rows}
    assert ours["사업 이름"] == (Run("무주 안심번호"),)
    assert ours["대상 지역"] == (Run("전북특별자치도 무주군"),)
    assert ours["총사업비"] == ()


def test_empty_places_of_a_plan_hold_no_text(subjects: Subjects) -> None:
    for subject in subjects.values():
        document = make_document("plan", *subject)
        for part in document.parts:
            for block in part.blocks:
                if isinstance(block, Blank):
                    assert block.label
                    assert block.lines >= 2
                if isinstance(block, Form) and part.id not in ("overview", "schedule"):
                    ours = [
                        n for n, column in enumerate(block.columns) if column.title.startswith(("우리의 ", "우리는"))
                    ]
                    written = {cell[0].text for row in block.rows for n in ours if (cell := row[n])}
                    assert all(text.startswith("□") for text in written)


def test_what_was_taken_over_is_marked(subjects: Subjects) -> None:
    text = write_markdown(flowing("plan", subjects["jejusi-parking-qr"]))
    assert text.count("고쳐 쓸 곳") >= 2


def test_a_computed_schedule_moves_to_the_new_year_and_says_so(subjects: Subjects) -> None:
    subject = subjects["jangseong-iot-eomni"]
    text = write_markdown(flowing("plan", subject, Adopter(year=2027)))
    assert "간격을 2027년으로 옮겼습니다. 제안된 일정이 아니니 고쳐 쓰세요." in text
    assert "| 행정안전부 공모 선정\\[1\\] | 2027-06 | ■ |   |" in text
    assert "1개월째" in write_markdown(flowing("plan", subject))


def test_a_proposed_schedule_is_told_in_months_and_a_long_one_in_wider_columns() -> None:
    text = "schedule: [{month: 1, what: 모이기}, {month: 20, what: 마치기}]\n"
    form = next(
        block for block in part_of(make_document("plan", *small_subject(text)), "schedule") if isinstance(block, Form)
    )
    assert [column.title for column in form.columns][:4] == ["할 일", "때", "1~2", "3~4"]
    assert [row[1] for row in form.rows[:2]] == [(Run("1개월째"),), (Run("20개월째"),)]
    assert form.rows[1][-1] == (Run("■"),)


def test_a_plan_without_any_dates_leaves_the_schedule_to_be_written() -> None:
    form = next(
        block for block in part_of(make_document("plan", *small_subject("")), "schedule") if isinstance(block, Form)
    )
    assert all(cell == () for row in form.rows for cell in row)


OUTCOME = "outcomes: [{{metric: 값, kind: {kind}, {before}target: {{value: 10{bound}}}, readings: [{{value: {after}}}], evidence: reported}}]\n"


@pytest.mark.parametrize(
    ("kind", "before", "bound", "after", "judged"),
    [
        ("output", "", "", 10, "달성"),
        ("use", "", "", 9, "미달"),
        ("cost", "", "", 9, "판단할 수 없음"),
        ("cost", "", ", bound: at_most", 9, "달성"),
        ("effect", "baseline: {value: 20}, ", "", 12, "미달"),
        ("effect", "baseline: {value: 20}, ", "", 8, "달성"),
        ("effect", "baseline: {value: 5}, ", "", 12, "달성"),
    ],
)
def test_a_target_is_judged_by_its_direction(kind: str, before: str, bound: str, after: int, judged: str) -> None:
    subject = small_subject(OUTCOME.format(kind=kind, before=before, bound=bound, after=after))
    assert judge_outcome(subject[0].outcomes[0]) == judged
    blanks = [block for block in part_of(make_document("report", *subject), "outcomes") if isinstance(block, Blank)]
    assert len(blanks) == (judged == "미달")


def test_a_record_that_says_nothing_is_told_as_such() -> None:
    subject = small_subject("")
    for kind in ("report", "guidebook"):
        document = make_document(kind, *subject)
        empty = [
            part.title
            for part in document.parts
            if part.blocks == (Paragraph((Run("기록이 없습니다.", tone="missing"),)),)
        ]
        assert len(empty) > 5


def test_every_step_stands_in_one_phase(subjects: Subjects) -> None:
    for project, context in subjects.values():
        blocks = part_of(make_document("guidebook", project, context), "course")
        shown = sum(len(block.items) for block in blocks if isinstance(block, Timeline))
        assert shown == len(project.process)


def test_a_report_tells_done_and_planned_steps_apart() -> None:
    steps = "process: [{date: 2021-05, what: 뽑힘, stage: select}, {date: 2027, what: 넓힘, planned: true}]\n"
    document = make_document("report", *small_subject(steps))
    done = next(block for block in part_of(document, "course") if isinstance(block, Table))
    planned = next(block for block in part_of(document, "next") if isinstance(block, Table))
    assert [row[-1] for row in done.rows] == [(Run("뽑힘"),)]
    assert [row[-1] for row in planned.rows] == [(Run("넓힘"),)]


def test_terms_of_reference_are_asked_for_where_the_model_gives_a_contract() -> None:
    given = "deliverables: [{id: tor, title: 과업지시서, kind: contract}]\n"
    with_contract = part_of(make_document("plan", *small_subject(given)), "administration")
    without = part_of(make_document("plan", *small_subject("")), "administration")
    heading = SubHeading("붙임 3. 과업지시서 초안에 넣을 것")
    assert heading in with_contract
    assert heading not in without
    assert sum(len(block.items) for block in with_contract if isinstance(block, Bullets)) == 10


STORY = """\
앞글.

## 왜 시작했나

까닭.[^1] [글][주소]

```
## 글이 아님
```

## 다른 제목 ##

나머지. # $ @ \\ *

[주소]: https://example.invalid/a
[^1]: 붙인 말.
"""


def test_a_story_is_taken_apart_at_its_headings() -> None:
    first, second, third = split_story(STORY)
    assert (first.title, second.title, third.title) == ("", "왜 시작했나", "다른 제목")
    assert "## 글이 아님" in second.markdown
    assert all("[주소]: https://example.invalid/a" in piece.markdown for piece in (first, second, third))
    assert split_story("## 빈 제목\n\n## 지금은\n\n돕니다.")[0].title == "지금은"


def test_each_piece_of_a_story_stands_once(subjects: Subjects) -> None:
    document = make_document("guidebook", *small_subject("", STORY))
    told = {part.id: [block for block in part.blocks if isinstance(block, Story)] for part in document.parts}
    assert [block.markdown.partition("\n")[0] for block in told["problem"]] == ["## 왜 시작했나"]
    assert [block.markdown.partition("\n")[0] for block in told["course"]] == ["앞글.", "## 다른 제목 ##"]
    text = write_markdown(flowing("guidebook", small_subject("", STORY)))
    assert text.count("(각주: 붙인 말.)") == 1
    assert "[글](<https://example.invalid/a>)" in text
    assert "나머지. # \\$ @ \\\\ \\*" in text
    for project, context in subjects.values():
        pieces = split_story(context.guidebook)
        for kind in ("guidebook", "report"):
            blocks = [block for part in make_document(kind, project, context).parts for block in part.blocks]
            assert sorted(block.markdown for block in blocks if isinstance(block, Story)) == sorted(
                piece.markdown for piece in pieces
            )


def test_headings_captions_and_tables_are_in_step(subjects: Subjects) -> None:
    for subject in subjects.values():
        for kind in KINDS:
            document = flowing(kind, subject)
            headings = [part for part in walk(document.body) if isinstance(part, Heading)]
            assert next(text_of(part.spans) for part in headings if part.level == 1).startswith("1. ")
            for grid in (part for part in walk(document.body) if isinstance(part, Grid)):
                columns = {len(row) for row in grid.rows} | ({len(grid.head)} if grid.head else set())
                assert columns == {len(grid.widths)} == {len(grid.numeric)}
                # Whatever is empty is to be written in: other tables say that nothing is recorded.
                assert grid.is_form or all(cell for row in grid.rows for cell in row)


def test_markdown_of_every_document_has_a_heading_for_every_part(subjects: Subjects) -> None:
    for subject in subjects.values():
        for kind, titles in (("plan", PLAN), ("report", REPORT), ("guidebook", GUIDEBOOK)):
            text = write_markdown(flowing(kind, subject))
            lines = [line for line in text.splitlines() if line.startswith("## ")]
            assert lines == [f"## {number}. {title}" for number, title in enumerate(titles, 1)]


def test_no_text_of_a_record_becomes_markup(tmp_path: Path) -> None:
    hostile = "# 하나 * 둘 _셋_ | 넷 `다섯` <b> $x$ [글](주소)"
    subject = small_subject(f"lessons: [{{kind: do, text: '{hostile}'}}]\nofficial_title: '| {hostile}'\n")
    text = write_markdown(flowing("guidebook", subject))
    assert "# 하나 \\* 둘 \\_셋\\_ \\| 넷 \\`다섯\\` \\<b\\> \\$x\\$ \\[글\\](주소)" in text
