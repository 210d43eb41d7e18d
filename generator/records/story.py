"""guidebook.md as prose: its lines without code, and the pictures and links in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MAY_BE_CODE = re.compile(r"`|~~~|^(?: {4}|\t)", re.MULTILINE)
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
LIST_ITEM = re.compile(r"([ \t]*)(?:[*+-]|\d+\.)[ \t]+\S")
_TARGET = r"[ \t]*(?:<(?P<pointed>[^<>\n]*)>|(?P<bare>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?[ \t]*"
_INLINE = re.compile(rf"(?<!\\)(?P<image>!?)(?<!\\)\[(?P<label>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\({_TARGET}\)")
_REFERENCE = re.compile(r"(?<!\\)(?P<image>!?)(?<!\\)\[(?P<label>[^\[\]]*)\](?:\[(?P<name>[^\[\]]*)\])?(?![\[(:])")
_DEFINITION = re.compile(rf" {{0,3}}\[(?P<name>[^\]^][^\]]*)\]:{_TARGET}$")


_COMMENT = re.compile(r"^[ \t]*<!--(?:(?!-->).)*-->[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Link:
    """A picture or a link, with what stands between its brackets and where it begins (from 1)."""

    image: bool
    label: str
    target: str
    line: int
    column: int


@lru_cache(maxsize=4)  # several rules look at the same text
def prose_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a Markdown text with code blanked, so that lines and columns stay what they are."""
    if not _MAY_BE_CODE.search(text):
        return tuple([line if line.strip() else "" for line in text.split("\n")])
    lines: list[str] = []
    fence = ""
    after_blank, in_list, in_code = True, False, False
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            if opening and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            lines.append("")
            continue
        if opening:
            fence = opening[1]
            lines.append("")
            continue
        indented = line.startswith(("    ", "\t"))
        if not line.strip():
            after_blank = True
            lines.append("")
            continue
        if LIST_ITEM.match(line) and not indented:
            in_list = True
        elif not line[0].isspace() and after_blank:
            in_list = False
        in_code = indented and not in_list and (after_blank or in_code)
        after_blank = False
        lines.append(
            "" if in_code else _CODE_SPAN.sub(lambda found: " " * len(found[0]), line) if "`" in line else line
        )
    return tuple(lines)


def comment_lines(text: str) -> frozenset[int]:
    """Return the numbers (from 1) of the lines that are nothing but a comment (<!-- … -->)."""
    if "<!--" not in text:
        return frozenset()
    lines = prose_lines(text)
    found = [(text.count("\n", 0, one.start()), one[0].rstrip("\n").count("\n")) for one in _COMMENT.finditer(text)]
    return frozenset(
        number + 1 for first, more in found if lines[first].strip() for number in range(first, first + more + 1)
    )


def without_comments(text: str) -> str:
    """Return a guidebook.md with the lines of its comments blank, so that every line stays where it is."""
    comments = comment_lines(text)
    if not comments:
        return text
    return "\n".join(["" if number in comments else line for number, line in enumerate(text.split("\n"), 1)])


def told_story(text: str) -> str:
    """Return what a guidebook.md tells: without comments, and without headings that nothing has been written under."""
    comments = comment_lines(text)
    lines = [line for number, line in enumerate(text.split("\n"), 1) if number not in comments]
    prose = prose_lines("\n".join(lines))
    kept = []
    below = 0  # the level of the heading that comes next, and nothing else; 7 where a text does, 0 at the end
    for line, shown in zip(reversed(lines), reversed(prose), strict=True):
        heading = _HEADING.match(shown)
        level = len(heading[1]) if heading else 0
        if level and below <= level:
            continue
        if line.strip():
            below = level or 7
        kept.append(line)
    return text if len(kept) == text.count("\n") + 1 else "\n".join(reversed(kept))


def find_links(text: str) -> Iterator[Link]:
    """Yield the pictures and links of a Markdown text in their order; [글][이름] with the target of its definition."""
    if "](" not in text and "]:" not in text:
        return
    lines = prose_lines(text)
    targets = dict(_definitions(lines)) if "]:" in text else {}
    for number, line in enumerate(lines, 1):
        if "[" not in line:
            continue
        found_here = list(_INLINE.finditer(line))
        for found in found_here:
            label = found["label"]
            yield Link(bool(found["image"]), label, _target(found), number, found.start() + 1)
            # A picture may be what is clicked: [![글](그림)](주소).
            for inner in _INLINE.finditer(label):
                column = found.start("label") + inner.start() + 1
                yield Link(bool(inner["image"]), inner["label"], _target(inner), number, column)
        if targets and not _DEFINITION.match(line):
            for found in _REFERENCE.finditer(line):
                target = targets.get((found["name"] or found["label"]).casefold())
                if target is not None and not any(one.start() <= found.start() < one.end() for one in found_here):
                    yield Link(bool(found["image"]), found["label"], target, number, found.start() + 1)


def _definitions(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if found := _DEFINITION.match(line):
            yield found["name"].casefold(), _target(found)


def _target(found: re.Match[str]) -> str:
    return found["pointed"] if found["pointed"] is not None else found["bare"]
