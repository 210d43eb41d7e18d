"""Nested lists as people indent them: two or three spaces become the four that Python-Markdown asks for."""

from __future__ import annotations

import re

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}\.)( +)(?=\S)")
_FENCE = re.compile(r" *(`{3,}|~{3,})")
_TAB = 4


def indent_lists(text: str) -> str:
    """Return the Markdown with every nested item and its text at a multiple of four spaces; code stays as it is."""
    if "\n " not in text and "\n\t" not in text:
        return text
    lines: list[str] = []
    open_items: list[int] = []  # the indents, as written, of the items that the line can belong to
    fence = ""
    after_blank = in_paragraph = False
    for line in text.expandtabs(_TAB).split("\n"):
        marker = _FENCE.match(line)
        if fence:
            if marker and marker[1].startswith(fence):
                fence = ""
            lines.append(line)
            continue
        fence = marker[1] if marker else ""
        if not line.strip():
            after_blank, in_paragraph = True, False
            lines.append(line)
            continue
        indent = len(line) - len(line.lstrip(" "))
        item = None if marker else _ITEM.match(line)
        if item and (open_items or indent < _TAB):
            if in_paragraph:  # an item right below a paragraph of the item before it
                lines.append("")
            lines.append(_place_item(line, indent, open_items))
        elif indent and open_items:
            in_paragraph = in_paragraph or after_blank
            lines.append(_place_text(line, indent, open_items))
        else:
            if after_blank:
                open_items = []
            lines.append(line)
        in_paragraph = in_paragraph and item is None
        after_blank = False
    return "\n".join(lines)


def _place_item(line: str, indent: int, open_items: list[int]) -> str:
    # One space more than the item above is a slip of the hand, two are a level.
    while open_items and indent < open_items[-1] + 2:
        if indent in (open_items[-1], open_items[-1] + 1) or len(open_items) == 1:
            open_items.pop()
            break
        open_items.pop()
    open_items.append(indent)
    return " " * (_TAB * (len(open_items) - 1)) + line.lstrip(" ")


def _place_text(line: str, indent: int, open_items: list[int]) -> str:
    level = sum(indent > written for written in open_items)
    least = _TAB * level
    return " " * max(least, indent) + line.lstrip(" ") if level else line
