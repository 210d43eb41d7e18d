"""Free text: what people write in Markdown, and what never comes out of it."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.pages.anchors import anchor_of
from generator.pages.markdown import Links, Picture, _renderer, is_words, parse_markdown, render_markdown
from generator.pages.shortcut import render_simple
from generator.reading.indent import indent_lists
from tests.hostile import HOSTILE

LINKS = Links(
    projects={"jejusi-parking-qr": "../guidebooks/jejusi-parking-qr.html"},
    pictures={"files/벨.png": Picture("this/%EB%B2%A8.png", 640, 480), "files/plain.png": Picture("this/plain.png")},
    files={"files/서식.hwpx": "this/%EC%84%9C%EC%8B%9D.hwpx"},
    notes={"s1": (1, "src-s1"), "s2": (2, "src-s2"), "기사": (3, "src-.3")},
)


def render(text: str) -> str:
    return str(render_markdown(text, links=LINKS, story=True))


def test_words_without_markup_are_paragraphs_of_words() -> None:
    assert render_markdown("QR코드로 연락한다.\n\n번호는 드러나지 않는다.", links=LINKS) == (
        "<p>QR코드로 연락한다.</p>\n<p>번호는 드러나지 않는다.</p>"
    )


# Pieces of which simple texts consist, and pieces that look like them.
PIECES = st.sampled_from([
    *"가나ab12 .,:;()'\"!?~=+-#/@%^{}$·→|*", "글 ", "é", "\u0301", "\u3000", "  ", "http://a.kr", "a@b.kr", "**굵게**", "**a, b**",
    "**", "***", "[s1]", "[s1, s2]", "[기사]", "[참고]", "[", "]", "[**s1**]", "](x)", "]:", "[^1]", "_", "`", "\n", "\n- ", "\n1. ",
])  # fmt: skip
LINE = st.lists(PIECES, min_size=1, max_size=5).map("".join)
CELL = st.one_of(st.sampled_from(["", "가", " 1,234 ", " **굵게** ", "[s1]", "-", "# 가", "1. 가"]), LINE)
BLOCK = st.one_of(
    LINE,
    st.builds("{} {}".format, st.text("#", min_size=1, max_size=7), st.sampled_from(["제목", "제목 #", "1. 하나", "[s1]", "'글'"])),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))),
    st.lists(st.tuples(CELL, CELL), min_size=1, max_size=3).flatmap(
        lambda rows: st.sampled_from(["|---|--:|", "| :-: | --- |", "|:--|---|", "|---|"]).map(
            lambda rule: "\n".join([f"|{rows[0][0]}|{rows[0][1]}|", rule, *(f"|{a}|{b}|" for a, b in rows[1:])])
        )
    ),
)  # fmt: skip


@given(st.lists(BLOCK, max_size=4), st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n"]), st.booleans())
@example(
    ["## 가", "나 **다**\n라 [s1]", "- 가\n- **나**", "## 가", "1. 가\n2. 나", "## 가", "|가|나|\n|--|-:|\n|1||"],
    "\n\n",
    True,
)
@settings(max_examples=400, deadline=None)
def test_the_shortcut_writes_what_the_parser_writes(blocks: list[str], between: str, story: bool) -> None:
    text = between.join(blocks)
    notes, top_level = (LINKS.notes, 3) if story else ({}, 4)
    simple = render_simple(text, notes=notes, top_level=top_level, with_anchors=story)
    assert simple is None or simple == parse_markdown(text, links=LINKS, story=story)


@pytest.mark.parametrize("project_id", ["cheonan-accessibility-mapping", "gwangju-barosotong"])
def test_a_story_as_people_write_it_takes_the_shortcut(project_id: str) -> None:
    text = (Path(__file__).parent.parent / "projects" / project_id / "guidebook.md").read_text(encoding="utf-8")
    simple = render_simple(text, notes=LINKS.notes, top_level=3, with_anchors=True)
    assert simple == parse_markdown(text, links=LINKS, story=True)


@given(st.text(st.sampled_from("가나 .,:;()'\"!?%/-+=1a\n"), max_size=60).filter(is_words))
@example("시범 운영 - 2021년\n만족도: 97.3%")
@settings(deadline=None)
def test_skipping_the_parser_changes_nothing(text: str) -> None:
    assert words(render_markdown(text, links=LINKS)) == words(render_markdown(f"{text}\n\n[x]", links=LINKS))[:-1]


def words(html: str) -> list[str]:
    """The paragraphs of ``html``; spaces at the ends of lines do not matter."""
    assert not re.search(r"<(?!/?p>)", html)
    return [" ".join(unescape(found).split()) for found in re.findall(r"<p>(.*?)</p>", html, re.DOTALL)]


def test_headings_stand_below_the_section_and_have_korean_anchors() -> None:
    html = render("## 왜 시작했나\n\n글\n\n### 첫 모임\n\n## 왜 시작했나")
    assert html.count('<h3 id="s-왜-시작했나">') == 1
    assert '<h4 id="s-첫-모임">' in html
    assert '<h3 id="s-왜-시작했나-2">' in html


def test_headings_with_the_same_words_have_different_anchors() -> None:
    for parsed in ("", "\n\n`코드`"):  # the parser reads what has code in it
        html = render("## 모임\n\n## 모임\n\n## 모임" + parsed)
        assert re.findall(r'id="([^"]*)"', html) == ["s-모임", "s-모임-2", "s-모임-3"]


def test_headings_outside_the_story_have_no_anchor_and_stand_lower() -> None:
    assert render_markdown("## 제목", links=LINKS) == "<h4>제목</h4>"


@pytest.mark.parametrize("heading", ["__config", "unknown", "glance", "src-s1", "__search"])
def test_no_heading_takes_an_id_that_the_page_uses(heading: str) -> None:
    assert anchor_of(heading).startswith("s-")
    assert re.findall(r'id="([^"]*)"', render(f"## {heading}")) == [anchor_of(heading)]


def test_marks_of_sources_become_numbered_notes() -> None:
    note = '<a class="bb-cite" href="#src-s{0}"><span class="bb-vh">출처 </span>{0}</a>'
    assert render("들여왔다. [s2, s1]") == f"<p>들여왔다. {note.format(1)}{note.format(2)}</p>"
    assert 'href="#src-.3"' in render("들여왔다. [기사]")


@pytest.mark.parametrize("text", ["[s9]", "[s1, s9]", "[참고]", "`[s1]`"])
def test_brackets_that_hold_no_sources_stay_as_they_are(text: str) -> None:
    assert "bb-cite" not in render(text)


def test_a_mark_before_a_bracket_is_a_link_not_a_note() -> None:
    assert render("[s1](https://example.org)") == (
        '<p><a href="https://example.org" rel="noopener noreferrer">s1</a></p>'
    )


def test_links_lead_to_guidebooks_files_and_the_web_and_nowhere_else() -> None:
    html = render(
        "[안내서](project:jejusi-parking-qr) [없는 안내서](project:none) [서식](files/서식.hwpx) [밖](../../etc/passwd) "
        "[웹](https://example.org/?a=1&b=2) [우편](mailto:office@example.go.kr) [나쁨](javascript:alert(1)) [나쁨](//evil)"
    )
    assert re.findall(r'href="([^"]*)"', html) == [
        "../guidebooks/jejusi-parking-qr.html",
        "this/%EC%84%9C%EC%8B%9D.hwpx",
        "https://example.org/?a=1&amp;b=2",
        "mailto:office@example.go.kr",
    ]
    assert "없는 안내서" in html
    assert html.count("나쁨") == 2


def test_pictures_come_from_the_projects_own_files_with_their_size() -> None:
    html = render("![노란 벨](files/벨.png) ![크기 모름](files/plain.png) ![남의 그림](https://example.org/a.png)")
    assert '<img alt="노란 벨" height="480" loading="lazy" src="this/%EB%B2%A8.png" width="640">' in html
    assert '<img alt="크기 모름" loading="lazy" src="this/plain.png">' in html
    assert html.count("<img") == 2
    assert "남의 그림" in html


def test_raw_html_is_shown_as_text() -> None:
    assert render('<div onclick="x">글</div>') == '<p>&lt;div onclick="x"&gt;글&lt;/div&gt;</p>'
    assert "<b" not in render("글 <b>굵게</b> <!-- 숨김 --> <script>alert(1)</script>")


def test_attribute_lists_are_text() -> None:
    html = render("## 제목 {: #unknown .bb-dock onclick=alert(1) }\n\n글\n{: .bb-dock }")
    assert re.findall(r"<([^>/]*)>", html) == ['h3 id="s-제목-unknown-bb-dock-onclick-alert-1"', "p"]


def test_admonitions_keep_their_kind_and_lose_classes_of_the_site() -> None:
    html = render("!!! warning\n    조심\n\n!!! bb-dock md-header\n    글")
    assert '<div class="admonition warning">' in html
    assert '<p class="admonition-title">주의</p>' in html
    assert "bb-dock" not in re.sub(r">[^<]*<", "><", html)


def test_tables_scroll_by_themselves_and_align_without_styles() -> None:
    html = render("| 가 | 나 |\n|---|--:|\n| 1 | 2 |")
    assert '<div aria-label="표" class="bb-frame" role="region" tabindex="0"><table class="bb-table">' in html
    assert '<th align="right" scope="col">나</th>' in html
    assert "style=" not in html


def test_footnotes_lead_there_and_back_and_start_anew_in_every_text() -> None:
    text = "글[^1] 더[^메모]\n\n[^1]: 첫 각주\n[^메모]: 둘째 각주"
    html = render(text)
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids)) == 4
    assert {f"#{name}" for name in ids} == set(re.findall(r'href="([^"]*)"', html))
    assert render(text) == html
    assert "각주" not in render("글[^1]")


def test_footnotes_belong_to_the_story_alone() -> None:
    assert "<sup" not in render_markdown("글[^1]\n\n[^1]: 각주", links=LINKS)


@pytest.mark.parametrize("spaces", [2, 3, 4])
def test_nested_lists_nest_however_they_are_indented(spaces: int) -> None:
    inner = " " * spaces
    html = render(f"- 하나\n{inner}- 둘\n{inner * 2}- 셋\n- 넷").replace("\n", "")
    assert html == "<ul><li>하나<ul><li>둘<ul><li>셋</li></ul></li></ul></li><li>넷</li></ul>"


def test_numbered_lists_hold_lists_and_paragraphs() -> None:
    html = render("1. 하나\n   - 둘\n\n   문단\n2. 셋").replace("\n", "")
    assert "<ol><li><p>하나</p><ul><li>둘</li></ul><p>문단</p></li><li>" in html


def test_code_keeps_its_indentation() -> None:
    code = "```\n- a\n  - b\n```\n\n    - c\n      - d\n"
    assert indent_lists(code) == code


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("story", [False, True])
def test_harmful_text_brings_no_element_that_is_not_markdowns(text: str, story: bool) -> None:
    html = str(render_markdown(f"{text} **그리고** {text}", links=LINKS, story=story))
    assert not re.search(r"<(script|iframe|style|form|input|button|svg|base|meta|link)\b", html)
    assert not re.search(r"<[^>]*\s(on\w+|style)\s*=", html)
    assert not re.search(r'(?:href|src)="\s*(?!https?:|mailto:|#|this/|\.\./guidebooks/)', html)


@given(st.text(st.sampled_from("<&[]()!*_`#-|:\\ \n1.^s가"), max_size=60))
@settings(deadline=None)
def test_trying_no_pattern_on_words_changes_nothing(text: str) -> None:
    made = [_renderer.__wrapped__(True).markdown, _renderer.__wrapped__(True).markdown]
    made[1].treeprocessors.deregister("words")
    assert made[0].convert(text) == made[1].convert(text)


@given(st.text(st.sampled_from("<>&\"'[]()!*_`#-|:\\ \n\ta1.{}^~s,가=/"), max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_becomes_closed_html(text: str) -> None:
    open_tags: list[str] = []

    class Balance(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("br", "hr", "img"):
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Balance().feed(render(text))
    assert not open_tags


def test_nesting_that_no_person_writes_is_shown_as_words() -> None:
    assert render("> " * 3000 + "글")
    assert render("\n".join("    " * depth + "- 글" for depth in range(400)))
