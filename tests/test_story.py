"""guidebook.md as prose: what is only guidance or an empty heading is not told."""

import pytest

from generator.records.blank import blank_guidebook
from generator.records.story import comment_lines, told_story, without_comments


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        (blank_guidebook(), ""),
        ("## 하나\n글\n\n## 둘\n", "## 하나\n글\n\n"),
        ("## 하나\n\n### 안\n글\n", "## 하나\n\n### 안\n글\n"),
        ("## 하나\n\n### 안\n\n## 둘\n글", "\n\n## 둘\n글"),
        ("<!-- 설명\n두 줄 -->\n## 하나\n글\n", "## 하나\n글\n"),
        ("```\n<!-- 코드 -->\n## 코드\n```\n", "```\n<!-- 코드 -->\n## 코드\n```\n"),
        ("글 <!-- 줄 속 --> 글\n", "글 <!-- 줄 속 --> 글\n"),
        ("## 끝이 없는 <!-- 설명\n글\n", "## 끝이 없는 <!-- 설명\n글\n"),
    ],
)
def test_only_what_is_written_is_told(text: str, told: str) -> None:
    assert told_story(text).strip("\n") == told.strip("\n")


def test_comments_are_whole_lines() -> None:
    assert comment_lines("<!-- 하나 -->\n글 <!-- 둘 -->\n  <!-- 셋\n넷 -->\n") == {1, 3, 4}


def test_comments_are_blanked_where_they_stand() -> None:
    assert without_comments("<!-- [s1]\n둘 -->\n글 [s2]\n") == "\n\n글 [s2]\n"
    assert without_comments("글 <!-- [s1] --> 글") == "글 <!-- [s1] --> 글"
