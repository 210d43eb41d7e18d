"""The page of a guidebook: every block drawn, nothing unescaped, every link and note leading somewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.guidebook import guidebook_page
from generator.reading.context import CallName, Context, File, PlaceName, Relative
from generator.records.model import Project
from generator.records.record import read_part
from tests.hostile import HOSTILE, fill_project

ROOT = Path(__file__).parent.parent
IDS = sorted(path.parent.name for path in (ROOT / "projects").glob("*/project.yml"))
# What a page consists of. A new element belongs here only if no text of a record can bring it.
TAGS = frozenset(
    {
        *(
            "article",
            "aside",
            "section",
            "nav",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "p",
            "div",
            "span",
            "a",
            "br",
            "hr",
        ),
        *("strong", "small", "b", "i", "em", "sup", "time", "code", "pre", "blockquote", "img"),
        "button",
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("svg", "defs", "pattern", "rect", "path", "circle", "text", "title"),
    }
)
VOID = frozenset({"br", "hr", "img", "rect", "path", "circle"})
ATTRIBUTES = re.compile(
    r"class|id|href|src|alt|title|rel|role|tabindex|scope|align|download|datetime|width|height|loading|start|aria-.*|"
    r"viewbox|preserveaspectratio|focusable|d|x|y|cx|cy|r|fill|stroke|stroke-.*|text-anchor|pattern.*|"
    r"data-bb-guidebook|type"
)


class Outline(HTMLParser):
    """The tags, attributes, ids, links and words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.words: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"{tag} stays open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"element {tag}")
        self.wrong += [f"attribute {name} of {tag}" for name, _ in attrs if not ATTRIBUTES.fullmatch(name)]
        if tag not in VOID:
            self.open.append(tag)
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.hrefs += [values[name] or "" for name in ("href", "src") if name in values]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"end of {tag}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def read_project(text: str) -> Project:
    project, _, findings = read_part(text.encode(), "project.yml", Project)
    assert project is not None, findings
    return project


def read_record(project_id: str) -> tuple[Project, Context]:
    folder = ROOT / "projects" / project_id
    project = read_project((folder / "project.yml").read_text(encoding="utf-8"))
    story = folder / "guidebook.md"
    context = Context(id=project_id, as_of="2026-11-22", guidebook=story.read_text("utf-8") if story.exists() else "")
    return project, context


def surroundings(text: str, project: Project) -> Context:
    """Neighbours with the same text in all their names."""
    other = Relative("other", text, 2020, text, project.status, project.adapted_from)
    place = PlaceName("50110", text, (("12345", text),))
    return Context(
        id="this",
        as_of="2026-11-22",
        call=CallName(text, text),
        track=text,
        field=text,
        task=text,
        places={text: place},
        topics={"one": text},
        technologies={text: text},
        workshops={"one": text},
        relatives={"other": other, "one": replace(other, id="one")},
        adopters={"this": ("other", "one"), "other": ("one",), "one": ("other", "this")},
        children=("other",),
        guidebook=text,
        files={"files/a.png": File(1234, "0" * 64, 10, 20), 'files/"><script>.pdf': File(5_600_000, "1" * 64)},
    )


@pytest.mark.parametrize("project_id", IDS)
def test_a_real_record_becomes_a_page_whose_notes_and_links_lead_somewhere(project_id: str) -> None:
    project, context = read_record(project_id)
    slots = guidebook_page(project, context)
    page = Outline(slots["content"])
    assert not page.wrong
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)
    assert set(Outline(slots["toc"]).hrefs) == {
        f"#{name}" for name in re.findall(r'<h2 id="([^"]+)"', slots["content"])
    }
    assert project.summary in page.text
    for source in project.sources:
        assert not source.url or source.url in page.hrefs


@given(
    text=st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1).filter(lambda text: bool(text.strip()))),
    turn=st.integers(0, 30),
    without=st.frozensets(st.sampled_from(sorted(set(Project.model_fields) - {"year", "municipalities", "origin"}))),
)
@settings(max_examples=60, deadline=None)
def test_no_text_of_a_record_becomes_markup(text: str, turn: int, without: frozenset[str]) -> None:
    project = fill_project(text, turn, without)
    slots = guidebook_page(project, surroundings(text, project))
    for name in ("content", "toc", "breadcrumb"):
        page = Outline(slots[name])
        assert not page.wrong
        assert not [href for href in page.hrefs if re.match(r"(?i)\s*(javascript|data|vbscript):", href)]
    assert re.fullmatch(r'<meta name="description" content="[^"<>]*">', slots["head"])
    assert "<" not in slots["title"]


@pytest.mark.parametrize("text", HOSTILE)
def test_harmful_text_is_shown_as_it_was_written(text: str) -> None:
    project = fill_project(text, 0)
    page = Outline(guidebook_page(project, surroundings(text, project))["content"])
    title = next(word for word in page.words if word.strip())
    assert title == project.title


def test_the_page_is_the_same_every_time() -> None:
    project, context = read_record("gwangju-barosotong")
    assert guidebook_page(project, context) == guidebook_page(project, context)


RICH = """
title: 도움벨
summary: 벨을 누르면 이웃이 찾아가 살펴보는 서비스를 마을이 함께 만들었다.
year: 2020
municipalities: [제주시]
origin: submitted
problem: "홀로 사는 분이 **위험**을 알리기 어렵다."
outcomes:
  - {metric: 만족, unit: "%", evidence: measured, method: 설문, readings: [{value: 90, date: 2021}]}
  - {metric: 출동, unit: 분, evidence: measured, baseline: {value: 30, date: 2019}, readings: [{value: 12, date: 2021}]}
  - metric: 신고
    unit: 건
    evidence: reported
    readings:
      - {value: 10, date: 2019}
      - {value: 20, date: 2020}
      - {value: 8, date: {start: 2021-01, end: 2021-06}}
deliverables:
  - {id: bell, title: 벨 그림, kind: device, file: files/벨 그림.png, alt: 노란 벨, licence: KOGL-1}
  - {id: form, title: 서식, kind: form, missing: 개인정보가 들어 있어 싣지 않았다., state: on_request}
status: [{date: 2021-05, state: stopped, stopped_because: [budget, staff_change]}]
owner: {office: 제주시 복지과, contact: 064-120}
"""


def test_a_kept_picture_has_its_size_its_words_and_its_checksum() -> None:
    context = Context(id="bell", files={"files/벨 그림.png": File(1234, "ab" * 32, 640, 480)})
    content = guidebook_page(read_project(RICH), context)["content"]
    address = "bell/%EB%B2%A8%20%EA%B7%B8%EB%A6%BC.png"
    assert f'<img src="{address}" width="640" height="480" alt="노란 벨" loading="lazy">' in content
    assert f'href="{address}" download' in content
    assert "ab" * 32 in content
    assert "1.2 KB" in content
    assert "개인정보가 들어 있어 싣지 않았다." in content


def test_plots_say_in_words_what_they_draw() -> None:
    content = guidebook_page(read_project(RICH), Context(id="bell"))["content"]
    assert (
        '<svg viewBox="0 0 270 62" role="img" aria-label="만족 90%, 100% 가운데"><title>만족 90%, 100% 가운데</title>'
        in content
    )
    assert "<title>출동: 2019 30분, 2021 12분</title>" in content
    assert "<title>신고: 2019 10건, 2020 20건, 2021-01 ~ 2021-06 8건</title>" in content
    assert content.count('fill="url(#bb-part-3)"') == 1  # half a year beside whole years is hatched


def test_a_share_too_short_for_its_value_has_it_above_its_start() -> None:
    text = RICH.replace("readings: [{value: 90, date: 2021}]", "readings: [{value: 14, bound: about, date: 2021}]")
    content = guidebook_page(read_project(text), Context(id="bell"))["content"]
    assert '<text x="1" y="15" class="b">약 14%</text>' in content


def test_no_line_ends_within_a_date_but_between_two() -> None:
    text = RICH + "procedures: [{kind: privacy, date: {start: 2021-05-03, end: 2021-06-01}}]"
    content = guidebook_page(read_project(text), Context(id="bell"))["content"]
    assert '<td><span class="bb-nb">2021-05-03 ~</span> <span class="bb-nb">2021-06-01</span></td>' in content
    assert '<span class="bb-cap"> (<span class="bb-nb">2021-05</span> 기록)</span>' in content


def test_what_was_not_heard_at_a_workshop_has_no_box() -> None:
    without = guidebook_page(read_project(RICH + "workshops: [{workshop: w}]"), Context(id="bell"))["content"]
    heard = guidebook_page(read_project(RICH + "workshops: [{workshop: w, heard: 쉽게}]"), Context(id="bell"))[
        "content"
    ]
    assert "들은 말" not in without
    assert "바꾼 것" not in without
    assert "들은 말" in heard


def test_a_question_without_answer_is_not_said_to_need_nothing() -> None:
    content = guidebook_page(read_project(RICH), Context(id="bell"))["content"]
    done = content[content.index('class="bb-done"') :]
    assert "모름" in done
    assert ">없음" not in done


def test_every_table_scrolls_by_itself_and_has_a_caption() -> None:
    for project_id in IDS[:5]:
        content = guidebook_page(*read_record(project_id))["content"]
        tables = re.findall(r'<div class="bb-frame" tabindex="0" role="region" aria-label="[^"]+"><table', content)
        assert len(tables) == content.count("<table") == content.count("<caption>")


def test_a_stopped_project_says_so_before_anything_else() -> None:
    content = guidebook_page(read_project(RICH), Context(id="bell"))["content"]
    assert "멈춘 사업입니다" in content
    assert content.index("멈춘 사업입니다") < content.index('id="glance"')
    assert "예산 끊김(편성 안 됨), 담당자 바뀜·인력 없음" in content
