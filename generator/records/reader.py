"""Bytes of a record -> a tree of scalars that keep their text, their quoting and their place.

PyYAML's own loaders do not fit: its C loader crashes the process on 30,000 nested levels, and both loaders silently
keep the last of two equal keys and read ``no``, ``010`` and ``12:30`` as something else. So the parser's events are
built into a tree here, guarded on the way; what a scalar means is decided by the model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.diagnostics import Finding, Severity, decode_text

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20

# What this module reports, and how serious it is. The rule pages take the severity from here.
SEVERITIES: dict[str, Severity] = {
    "empty-file": "error",
    "too-large": "error",
    "encoding": "warning",
    "unreadable": "error",
    "not-nfc": "note",
    "control-character": "error",
    "tab": "error",
    "syntax": "error",
    "too-deep": "error",
    "anchor": "error",
    "tag": "error",
    "several-documents": "error",
    "duplicate-key": "error",
    "wrong-shape": "error",
}

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Beside control characters: line ends that no editor counts (libyaml does), a BOM in the midst, and noncharacters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LEADING_TAB = re.compile(r"^ *\t", re.MULTILINE)
_SAVE_AS_UTF8 = "메모장에서 '다른 이름으로 저장'을 누르고 인코딩을 UTF-8로 고르면 됩니다."
COMMENT = re.compile(r"(?:^|[ \t])#")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

# libyaml's words -> what a person did, and what to do. The first text that is contained in the problem counts.
_SYNTAX_HELP = (
    ("mapping values are not allowed", "한 줄에 ': '가 두 번 있습니다.", '값을 큰따옴표로 감싸 주세요. 예: title: "주차: 안심번호"'),
    ("could not find expected ':'", "항목 이름 뒤에 ': '가 없습니다.", "'항목: 값'처럼 쌍점 뒤에 한 칸을 띄어 주세요."),
    ("block sequence entries are not allowed", "'- '로 시작하는 줄이 놓일 수 없는 곳에 있습니다.", "목록은 항목 이름 다음 줄부터 적습니다."),
    ("did not find expected ',' or '}'", "{ } 안의 값이 쉼표로 나뉘지 않았거나 닫히지 않았습니다.", "쉼표나 쌍점이 든 값은 큰따옴표로 감싸 주세요."),
    ("did not find expected ',' or ']'", "[ ] 안의 값이 쉼표로 나뉘지 않았거나 닫히지 않았습니다.", "쉼표나 쌍점이 든 값은 큰따옴표로 감싸 주세요."),
    ("did not find expected node content", "{ }나 [ ] 안에 값이 빠졌습니다.", "쉼표가 두 번 이어지지 않았는지 봐 주세요."),
    ("did not find expected", "들여쓰기가 위아래 줄과 맞지 않습니다.", "같은 묶음의 항목은 같은 칸에서 시작해야 합니다. 두 칸씩 띄어 주세요."),
    ("found unexpected end of stream", "닫는 따옴표가 없습니다.", "여는 따옴표와 같은 따옴표로 닫아 주세요."),
    ("found unknown escape character", '큰따옴표 안의 \\ 뒤에 올 수 없는 글자가 있습니다.', "작은따옴표로 감싸거나 \\를 두 번 적어 주세요."),
    ("cannot start any token", "이 글자로는 값을 시작할 수 없습니다.", "@, `, % 따위로 시작하는 값은 따옴표로 감싸 주세요."),
    ("found undefined tag handle", "'!'로 시작하는 값은 따옴표로 감싸야 합니다.", ""),
)  # fmt: skip
# The place where these begin helps more than the place where the parser could not go on.
_NOTICED_LATE = ("could not find expected ':'", "found unexpected end of stream")


@dataclass(slots=True)
class Scalar:
    """One value as written: its text, whether it was quoted, and where it begins (from 1)."""

    text: str
    quoted: bool
    line: int
    column: int

    @property
    def is_null(self) -> bool:
        """Whether nothing was written."""
        return not self.quoted and self.text in _NULLS


@dataclass(slots=True)
class Sequence:
    """A list as written."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """Keys and values as written; each key with the place where it stands."""

    entries: dict[str, Node]
    keys: dict[str, Scalar]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
Place = tuple[int, int]


def decode(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file from any desk (UTF-8, UTF-16 or CP949; any line ends) in NFC, and what was odd.

    A file that is too large or no text at all gives "" and an error.
    """
    if len(data) > MAX_BYTES:
        message, hint = f"파일이 {MAX_BYTES // 1024}KB보다 큽니다.", "긴 자료는 files/ 폴더에 따로 담아 주세요."
        return "", [_find(file, (1, 1), "too-large", message, hint)]
    findings: list[Finding] = []
    try:
        text, encoding = decode_text(data)
    except UnicodeDecodeError as problem:
        place = (data.count(b"\n", 0, problem.start) + 1, 1)
        message = "글자를 읽을 수 없습니다. UTF-8로 저장된 글이 아닙니다."
        return "", [_find(file, place, "unreadable", message, _SAVE_AS_UTF8)]
    if encoding != "utf-8":
        name = {"utf-16": "UTF-16으로", "cp949": "CP949(ANSI)로"}[encoding]
        findings.append(_find(file, (1, 1), "encoding", f"{name} 저장된 파일이라 바꿔 읽었습니다.", _SAVE_AS_UTF8))
    if not unicodedata.is_normalized("NFC", text):
        rows = text.split("\n")
        line = next((n for n, row in enumerate(rows, 1) if not unicodedata.is_normalized("NFC", row)), 1)
        message, hint = "글자가 풀어져 저장된 곳이 있어(맥에서 흔합니다) 모아 읽었습니다.", "고치지 않아도 됩니다."
        findings.append(_find(file, (line, 1), "not-nfc", message, hint))
        text = unicodedata.normalize("NFC", text)
    if may_hold_unseen(text) and (found := _CONTROL.search(text)):
        message, hint = f"보이지 않는 제어 문자(U+{ord(found[0]):04X})가 있습니다.", "그 글자를 지워 주세요."
        findings.append(_find(file, _place_of(text, found.start()), "control-character", message, hint))
        text = _CONTROL.sub(" ", text)
    return text, findings


def may_hold_unseen(text: str) -> bool:
    """Tell whether something in the text may be a control, direction or other sign that nobody sees; cheap to ask."""
    return not text.replace("\n", "").isprintable()


def read_yaml(data: bytes, file: str) -> tuple[Mapping | None, list[Finding]]:
    """Return the mapping that a YAML file holds, or None, with everything that is wrong with its form."""
    text, findings = decode(data, file)
    if any(finding.code in ("unreadable", "too-large") for finding in findings):
        return None, findings
    builder = _Builder(file)
    root: Node | None = None
    try:
        root = builder.build(text)
    except _RefusedError:
        return None, findings + builder.findings
    except yaml.YAMLError as problem:
        return None, [*findings, *builder.findings, _explain_syntax(problem, text, file)]
    findings += builder.findings
    if root is None:
        message, hint = "파일이 비어 있습니다.", "templates/records/project.yml에 빈 틀이 있습니다. 복사해 채워 주세요."
        return None, [*findings, _find(file, (1, 1), "empty-file", message, hint)]
    if not isinstance(root, Mapping):
        message, hint = "파일 전체가 '항목: 값'의 묶음이어야 합니다.", "예: title: 제주 주차 안심번호"
        return None, [*findings, _find(file, (root.line, root.column), "wrong-shape", message, hint)]
    return root, findings


def to_data(node: Node) -> Any:
    """Return the tree as dict, list and str; what was left empty is left out of mappings and is None elsewhere."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    data = {}
    for name, value in node.entries.items():
        if not isinstance(value, Scalar):
            data[name] = to_data(value)
        elif not value.is_null:
            data[name] = value.text
    return data


def comments_of(text: str) -> str:
    """Return the comments of a YAML text at their lines and columns, everything else blank.

    A "#" within a quoted text or a block of several lines passes for one: its values are known elsewhere.
    """
    if "#" not in text:
        return ""
    return "\n".join(
        " " * found.end() + line[found.end() :] if (found := COMMENT.search(line)) else "" for line in text.split("\n")
    )


def find_node(root: Node, path: tuple[str | int, ...]) -> Node:
    """Return the node at ``path``, or the nearest one around it that is there."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def find_place(root: Node, path: tuple[str | int, ...]) -> Place:
    """Return (line, column) of the value at ``path``, or of the nearest thing around it that is there."""
    node = find_node(root, path)
    return node.line, node.column


def find_key_place(root: Node, path: tuple[str | int, ...]) -> Place:
    """Return (line, column) of the key that ``path`` ends in, or of the nearest thing around it that is there."""
    node = find_node(root, path[:-1])
    if isinstance(node, Mapping) and path and node.entries.get(str(path[-1])) is find_node(root, path):
        node = node.keys[str(path[-1])]
    return node.line, node.column


class _RefusedError(Exception):
    """The file asks for something that a record may not; the finding is already noted."""


class _Builder:
    """Builds one tree from the parser's events and notes what it refuses."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def build(self, text: str) -> Node | None:
        loader = LOADER(text)
        try:
            return self._build(iter(loader.get_event, None))
        finally:
            loader.dispose()

    def _build(self, events: Iterator[Any]) -> Node | None:
        # The busiest loop of all (400 rounds a record): kinds are compared by identity, rare cases lie elsewhere.
        root: Node | None = None
        stack: list[Sequence | Mapping] = []
        waiting: list[Scalar | None] = []  # per open collection: the key that waits for its value
        for event in events:
            kind = type(event)
            node: Node
            if kind is ScalarEvent:
                mark = event.start_mark
                # The C parser calls the style of a plain scalar "", the other one None.
                node = Scalar(event.value, bool(event.style), mark.line + 1, mark.column + 1)
                if event.style == '"':
                    node.text = self._clean_escapes(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                stack.pop()
                waiting.pop()
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                node = self._open(event, len(stack))
            else:
                self._refuse_other(event, root)
                continue
            if event.anchor is not None or event.tag is not None:
                self._refuse_extras(event)
            if not stack:
                root = node
            elif isinstance(parent := stack[-1], Sequence):
                parent.items.append(node)
            elif (key := waiting[-1]) is None:
                waiting[-1] = self._take_key(node, parent, event)
            else:
                waiting[-1] = None
                parent.entries.setdefault(key.text, node)
            if not isinstance(node, Scalar):
                stack.append(node)
                waiting.append(None)
        return None if isinstance(root, Scalar) and root.is_null else root

    def _open(self, event: Any, depth: int) -> Sequence | Mapping:
        mark = event.start_mark
        if depth >= MAX_DEPTH:
            hint = "괄호나 들여쓰기를 확인해 주세요."
            self._refuse("too-deep", mark, f"묶음이 {MAX_DEPTH}겹보다 깊습니다.", hint)
        if type(event) is MappingStartEvent:
            return Mapping({}, {}, mark.line + 1, mark.column + 1)
        return Sequence([], mark.line + 1, mark.column + 1)

    def _take_key(self, node: Node, parent: Mapping, event: Any) -> Scalar:
        if not isinstance(node, Scalar):
            hint = "'{{ }}'나 '[[ ]]'처럼 겹쳐 쓴 괄호가 없는지 확인해 주세요."
            self._refuse("wrong-shape", event.start_mark, "항목 이름이 있어야 할 곳에 괄호나 목록이 있습니다.", hint)
        if node.text in parent.keys:
            first = parent.keys[node.text].line
            message = f"'{node.text}' 항목이 두 번 있습니다. 처음 적은 곳은 {first}번째 줄입니다."
            self._report("duplicate-key", event.start_mark, message, "하나로 합치거나 하나를 지워 주세요.")
        parent.keys.setdefault(node.text, node)
        return node

    def _clean_escapes(self, event: Any) -> str:
        """Return the text of a scalar in double quotes; its escapes can write what ``decode`` keeps out of a file."""
        if found := _CONTROL.search(event.value):
            message = f"큰따옴표 안에 제어 문자(U+{ord(found[0]):04X})를 뜻하는 표시가 있습니다."
            self._report("control-character", event.start_mark, message, "\\로 시작하는 그 표시를 지워 주세요.")
        return unicodedata.normalize("NFC", _CONTROL.sub(" ", event.value))

    def _refuse_other(self, event: Any, root: Node | None) -> None:
        kind, mark = type(event), event.start_mark
        if kind is AliasEvent:
            hint = "값을 그대로 다시 적거나, '*'로 시작하는 글이면 따옴표로 감싸 주세요."
            self._refuse("anchor", mark, f"'*{event.anchor}'처럼 다른 곳을 되부르는 표시는 쓸 수 없습니다.", hint)
        if kind is DocumentStartEvent and root is not None:
            hint = "한 파일에는 기록 하나만 적습니다."
            self._refuse("several-documents", mark, "'---'로 나뉜 두 번째 기록이 있습니다.", hint)

    def _refuse_extras(self, event: Any) -> NoReturn:
        mark = event.start_mark
        if event.anchor is not None:
            hint = "'&'로 시작하는 글이면 따옴표로 감싸 주세요."
            self._refuse("anchor", mark, f"'&{event.anchor}'처럼 이름을 붙이는 표시는 쓸 수 없습니다.", hint)
        hint = "'!'로 시작하는 글이면 따옴표로 감싸 주세요."
        self._refuse("tag", mark, f"'{event.tag}'처럼 '!'로 시작하는 표시는 쓸 수 없습니다.", hint)

    def _report(self, code: str, mark: Any, message: str, hint: str) -> None:
        self.findings.append(_find(self.file, (mark.line + 1, mark.column + 1), code, message, hint))

    def _refuse(self, code: str, mark: Any, message: str, hint: str) -> NoReturn:
        self._report(code, mark, message, hint)
        raise _RefusedError


def _find(file: str, place: Place, code: str, message: str, hint: str) -> Finding:
    return Finding(file, *place, code, SEVERITIES[code], message, hint)


def _place_of(text: str, offset: int) -> Place:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def _explain_syntax(problem: yaml.YAMLError, text: str, file: str) -> Finding:
    words = str(getattr(problem, "problem", "") or problem)
    mark = getattr(problem, "problem_mark", None)
    if any(piece in words for piece in _NOTICED_LATE):
        mark = getattr(problem, "context_mark", None) or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    for tab in _LEADING_TAB.finditer(text):
        place = _place_of(text, tab.end() - 1)
        if place[0] == line:
            message, hint = "들여쓰기에 탭(Tab)이 있습니다.", "탭을 지우고 빈칸 두 개로 바꿔 주세요."
            return _find(file, place, "tab", message, hint)
    for piece, message, hint in _SYNTAX_HELP:
        if piece in words:
            return _find(file, (line, column), "syntax", message, hint)
    message = f"기록의 꼴(YAML)이 맞지 않아 읽을 수 없습니다: {words}"
    return _find(file, (line, column), "syntax", message, "바로 윗줄의 따옴표와 들여쓰기를 확인해 주세요.")
