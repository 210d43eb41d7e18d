"""Blank records for people to fill in, made from the model: python -m generator.records.blank writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.messages import choice_of_annotation, explain, keys_of, part_of_annotation
from generator.records.model import Project
from generator.records.writer import written_keys
from generator.resources import templates_folder

# Tells editors (YAML language server) where the keys are explained; right for projects/<id>/ and for the blank itself.
SCHEMA_LINE = "# yaml-language-server: $schema=../../templates/records/project.schema.json\n"
_HEAD = """\
# 사업 한 건의 기록. '#'로 시작하는 줄은 설명이라 읽히지 않습니다.
# 모르는 것은 비워 둡니다. 짐작으로 채우지 않고, 사람 이름과 휴대전화 번호는 적지 않습니다.
"""
_REQUIRED = """
# ── 꼭 적는 것 ─────────────────────────────────────────────
"""
_MORE = """
# ── 더 적기: 쓸 줄 앞의 '# '를 지우고 적습니다 ─────────────
"""
_STORY = """\
<!-- 숫자와 표는 project.yml에서 나오니 되풀이하지 않습니다. 쓸 것이 없는 제목은 지웁니다. 사실 뒤에는 [s1]처럼 출처를 답니다. -->

## 왜 시작했나

## 이제 주민은 어떻게 하나

## 가장 어려웠던 결정

## 주민의 말로 바뀐 것

## 해 보았으나 안 된 것

## 따라 하려는 지자체에

## 지금은
"""


def blank_project() -> str:
    """Return an empty project.yml: the required keys, then every other key as a comment, in the order to fill them."""
    keys = keys_of(Project)
    required = [name for name, info in keys.items() if info.is_required()]
    more = sorted((name for name in keys if name not in required), key=lambda name: _turn(keys[name]))
    lines = [SCHEMA_LINE, _HEAD, _REQUIRED]
    for name in required:
        lines += [*(f"# {line}\n" for line in _explain(keys[name])), f"{name}:\n"]
    lines.append(_MORE)
    for name in more:
        lines += [f"# {line}\n" for line in (*_explain(keys[name]), *_outline(name, keys[name]))]
        lines.append("#\n")
    return "".join(lines).removesuffix("#\n")


def blank_guidebook() -> str:
    """Return an empty guidebook.md: the headings that others found useful."""
    return _STORY


def _turn(info: FieldInfo) -> tuple[bool, int]:
    extra = info.json_schema_extra
    turn = extra.get("turn") if isinstance(extra, dict) else None
    return (turn is None, turn if isinstance(turn, int) else 0)


def _explain(info: FieldInfo) -> Iterator[str]:
    yield f"{info.title}: {explain(info)}"
    if choice := choice_of_annotation(info.annotation):
        yield "  " + " | ".join(f"{value.value} {value.label}" for value in choice)


def _outline(name: str, info: FieldInfo) -> Iterator[str]:
    """Yield the key with the keys of its rows, each with a word of explanation behind it."""
    yield f"{name}:"
    part = part_of_annotation(info.annotation)
    if part is None:
        return
    is_list = get_origin(info.annotation) is tuple
    for number, (key, inner) in enumerate(_row_keys(part)):
        lead = ("  - " if number == 0 else "    ") if is_list else "  "
        yield f"{lead + key + ':':<22} # {_remark(inner)}"


def _row_keys(part: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return the keys of a row as people would write them: what it is first, its remark and source last."""
    keys = keys_of(part)
    return [(name, keys[name]) for name in written_keys(part)]


def _remark(info: FieldInfo) -> str:
    choice = choice_of_annotation(info.annotation)
    values = f" ({' | '.join(value.value for value in choice)})" if choice else ""
    part = part_of_annotation(info.annotation)
    keys = f" {{{', '.join(name for name, _ in _row_keys(part))}}}" if part else ""
    needed = "꼭. " if info.is_required() else ""
    return f"{needed}{info.title}. {explain(info)}{values}{keys}"


def main() -> None:
    """Write the blank records where `bonbogi` and people find them."""
    folder = templates_folder() / "records"
    (folder / "project.yml").write_text(blank_project(), encoding="utf-8", newline="\n")
    (folder / "guidebook.md").write_text(blank_guidebook(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
