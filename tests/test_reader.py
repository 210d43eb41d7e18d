"""Bytes in, a tree with places or findings with places out; nothing that lies in a file makes the reader fail."""

import json
import unicodedata
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records import reader
from generator.records.reader import MAX_BYTES, MAX_DEPTH, Mapping, Node, Scalar, Sequence, read_yaml, to_data

NESTED_FLOW = b"a: " + b"[" * 30_000
NESTED_MAPPINGS = b"a: " + b"{a: " * 30_000
NESTED_ROWS = b"- " * 30_000
NESTED_BLOCKS = b"\n".join(b" " * n + b"a:" for n in range(600))


def found(data: bytes | str) -> list[tuple[int, int, str]]:
    """Line, column and code of everything that is wrong with the form of a file."""
    _, findings = read_yaml(data.encode() if isinstance(data, str) else data, "project.yml")
    assert all(finding.severity == reader.SEVERITIES[finding.code] for finding in findings)
    return [(finding.line, finding.column, finding.code) for finding in findings]


def read(text: str) -> Mapping:
    """The tree of a text with which nothing is wrong."""
    tree, findings = read_yaml(text.encode(), "project.yml")
    assert not findings
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ("", [(1, 1, "empty-file")]),
        ("\ufeff", [(1, 1, "empty-file")]),
        ("# 아직\n", [(1, 1, "empty-file")]),
        ("~\n", [(1, 1, "empty-file")]),
        ("---\n...\n", [(1, 1, "empty-file")]),
        ("제목", [(1, 1, "wrong-shape")]),
        ("''", [(1, 1, "wrong-shape")]),
        ("# 목록\n- a\n", [(2, 1, "wrong-shape")]),
        ("a: 1\n" * (MAX_BYTES // 5 + 1), [(1, 1, "too-large")]),
        (b"\x80\x81" * 5_000_000, [(1, 1, "too-large")]),
        ("a: 1\nb: \udcff".encode(errors="surrogateescape"), [(2, 1, "unreadable")]),
        (b"\xff\xfea", [(1, 1, "unreadable")]),
        ("제목: 값\n".encode("cp949"), [(1, 1, "encoding")]),
        ("제목: 값\n".encode("utf-16"), [(1, 1, "encoding")]),
        ("제목: 값\n".encode("utf-8-sig"), []),
        ("a: 1\r\nb: 2\r\n", []),
        ("a: 1\rb: 2\rb: 3\r", [(3, 1, "duplicate-key")]),
        ("a: 1\nb: \u1102\u1161\n", [(2, 1, "not-nfc")]),
        ("a: 1\nb: 가\x07\x08\n", [(2, 5, "control-character")]),
        ("a: 가\u2028나\nb: 3\n", [(1, 5, "control-character")]),
        ("a: 1\n\ufeffb: 2\n", [(2, 1, "control-character"), (2, 3, "syntax")]),
        ('a: "\\0 \\x07"\nb: "\\t"\n', [(1, 4, "control-character")]),
        ("a:\n\tb: 1\n", [(2, 1, "tab")]),
        ("a:\n  - b: 1\n  \tc: 2\n", [(3, 3, "tab")]),
        ("a: |\n  b\n  \tc\nd:\te\n", []),
        ("a: |\n  b\n  \tc\nd: e: f\n", [(4, 5, "syntax")]),
        ("a: b: c\n", [(1, 5, "syntax")]),
        ("a: 1\nb\nc: 2\n", [(2, 1, "syntax")]),
        ("a: - b\n", [(1, 4, "syntax")]),
        ("a: {b: 1\nc: 2\n", [(2, 2, "syntax")]),
        ("a: [b, c\n", [(2, 1, "syntax")]),
        ("a: [b,, c]\n", [(1, 7, "syntax")]),
        ("a: 'b\nc: 1\n", [(1, 4, "syntax")]),
        ('a: "\\d"\n', [(1, 5, "syntax")]),
        ("a: @b\n", [(1, 4, "syntax")]),
        ("a: 1\n b: 2\n", [(2, 3, "syntax")]),
        ("- a\nb: 1\n", [(2, 1, "syntax")]),
        ("%YAML 9.9\n---\na: 1\n", [(1, 1, "syntax")]),
        ("a: !x!y b\n", [(1, 4, "syntax")]),
        ("a: &b 1\n", [(1, 4, "anchor")]),
        ("a: &b [1]\nc: *b\n", [(1, 4, "anchor")]),
        ("a: *b\n", [(1, 4, "anchor")]),
        ("a: !!python/object/apply:os.system [ls]\n", [(1, 4, "tag")]),
        ("!x\na: 1\n", [(1, 1, "tag")]),
        ("a: ! b\n", [(1, 4, "tag")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "several-documents")]),
        ("~\n---\nb: 2\n", [(2, 1, "several-documents")]),
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate-key")]),
        ("a: {b: 1, 'b': 2}\n", [(1, 11, "duplicate-key")]),
        ("a: 1\na: 2\na: 3\n", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
        ("{{ title }}: 1\n", [(1, 1, "wrong-shape")]),
        ("a: {{ title }}\n", [(1, 5, "wrong-shape")]),
        ("? [a, b]\n: c\n", [(1, 3, "wrong-shape")]),
        (NESTED_FLOW, [(1, 4 + MAX_DEPTH - 1, "too-deep")]),
        (NESTED_MAPPINGS, [(1, 4 + 4 * (MAX_DEPTH - 1), "too-deep")]),
        (NESTED_ROWS, [(1, 1 + 2 * MAX_DEPTH, "too-deep")]),
        (NESTED_BLOCKS, [(MAX_DEPTH + 1, MAX_DEPTH + 1, "too-deep")]),
    ],
    ids=lambda value: repr(value)[:40] if isinstance(value, str | bytes) else "",
)
def test_what_is_wrong_with_the_form_has_its_place(data: bytes | str, places: list[tuple[int, int, str]]) -> None:
    assert found(data) == places


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("a: b: c", "한 줄에 ': '가 두 번 있습니다.", '값을 큰따옴표로 감싸 주세요. 예: title: "주차: 안심번호"'),
        ("a:\n\tb: 1", "들여쓰기에 탭(Tab)이 있습니다.", "탭을 지우고 빈칸 두 개로 바꿔 주세요."),
        ("a: 'b", "닫는 따옴표가 없습니다.", "여는 따옴표와 같은 따옴표로 닫아 주세요."),
        ("a: 1\na: 2", "'a' 항목이 두 번 있습니다. 처음 적은 곳은 1번째 줄입니다.", "하나로 합치거나 하나를 지워 주세요."),
        ("{{a}}: 1", "항목 이름이 있어야 할 곳에 괄호나 목록이 있습니다.", "'{{ }}'나 '[[ ]]'처럼 겹쳐 쓴 괄호가 없는지 확인해 주세요."),
        ("a: *b", "'*b'처럼 다른 곳을 되부르는 표시는 쓸 수 없습니다.", "값을 그대로 다시 적거나, '*'로 시작하는 글이면 따옴표로 감싸 주세요."),
        ('a: "\\0"', "큰따옴표 안에 제어 문자(U+0000)를 뜻하는 표시가 있습니다.", "\\로 시작하는 그 표시를 지워 주세요."),
    ],
)  # fmt: skip
def test_messages_say_what_to_do(text: str, message: str, hint: str) -> None:
    _, (finding,) = read_yaml(text.encode(), "project.yml")
    assert (finding.message, finding.hint) == (message, hint)


def test_a_fault_that_can_be_read_past_leaves_the_record() -> None:
    tree, findings = read_yaml("제목: \u1102\u1161\x07\n제목: 둘째\n".encode(), "project.yml")
    assert [finding.code for finding in findings] == ["not-nfc", "control-character", "duplicate-key"]
    assert tree is not None
    assert to_data(tree) == {"제목": "나"}


def test_text_from_any_desk_reads_the_same() -> None:
    text = "제목: 안심번호\n- 아님: [가, 나]\n".replace("- ", "")
    trees = [
        read_yaml(data, "project.yml")[0]
        for data in (
            text.encode(),
            text.encode("cp949"),
            text.encode("utf-16"),
            text.encode("utf-8-sig"),
            text.replace("\n", "\r\n").encode(),
            unicodedata.normalize("NFD", text).encode(),
        )
    ]
    assert trees == [trees[0]] * len(trees)


def test_scalars_keep_their_text() -> None:
    tree = read("a: no\nb: 010\nc: 02110\nd: 12:30\ne: 1_000\nf: 2021-05-03\ng: 0x10\nh: .inf\n")
    assert to_data(tree) == {
        "a": "no",
        "b": "010",
        "c": "02110",
        "d": "12:30",
        "e": "1_000",
        "f": "2021-05-03",
        "g": "0x10",
        "h": ".inf",
    }


def test_nothing_written_is_nothing() -> None:
    tree = read("a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: [~, x]\ng: {}\n")
    assert to_data(tree) == {"d": "", "e": "~", "f": [None, "x"], "g": {}}


def test_escapes_come_out_composed() -> None:
    assert to_data(read('a: "\\u1102\\u1161"\n')) == {"a": "나"}


def test_every_key_and_value_has_its_place() -> None:
    tree = read("제목: '안심 번호'\n목록:\n  - 가\n  - {나: 다}\n긴글: |\n  첫 줄\n")
    assert tree == Mapping(
        entries={
            "제목": Scalar("안심 번호", True, 1, 5),
            "목록": Sequence(
                [
                    Scalar("가", False, 3, 5),
                    Mapping({"나": Scalar("다", False, 4, 9)}, {"나": Scalar("나", False, 4, 6)}, 4, 5),
                ],
                3,
                3,
            ),
            "긴글": Scalar("첫 줄\n", True, 5, 5),
        },
        keys={
            "제목": Scalar("제목", False, 1, 1),
            "목록": Scalar("목록", False, 2, 1),
            "긴글": Scalar("긴글", False, 5, 1),
        },
        line=1,
        column=1,
    )


TREE = "year: 2021\nbudget:\n  - {kind: national, amount: 1}\nlead:\n  name: 제주시\ntopics: one\n"


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("year",), (1, 7), (1, 1)),
        (("budget",), (3, 3), (2, 1)),
        (("budget", 0), (3, 5), (3, 3)),
        (("budget", 0, "amount"), (3, 30), (3, 22)),
        (("budget", 0, "year"), (3, 5), (3, 5)),
        (("budget", 9, "year"), (3, 3), (3, 3)),
        (("lead", "name"), (5, 9), (5, 3)),
        (("operation", "year"), (1, 1), (1, 1)),
        (("topics", 0), (6, 9), (6, 9)),
        (("year", "budget"), (1, 7), (1, 7)),
    ],
)
def test_a_place_that_is_not_there_is_the_nearest_around_it(
    path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    tree = read(TREE)
    assert reader.find_place(tree, path) == value
    assert reader.find_key_place(tree, path) == key


def test_both_parsers_of_pyyaml_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [TREE, "a: ''\nb:\nc: \"x\"\n", "a: b: c", "a: &b 1", "a: 1\na: 2\n"]
    first = [read_yaml(text.encode(), "f") for text in texts]
    monkeypatch.setattr(reader, "LOADER", yaml.SafeLoader)
    second = [read_yaml(text.encode(), "f") for text in texts]
    assert [tree for tree, _ in first] == [tree for tree, _ in second]
    assert [[(f.line, f.code) for f in found] for _, found in first] == [
        [(f.line, f.code) for f in found] for _, found in second
    ]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_tree_or_an_error(data: bytes) -> None:
    tree, findings = read_yaml(data, "project.yml")
    assert tree is not None or any(finding.severity == "error" for finding in findings)
    assert all(finding.line >= 1 and finding.column >= 1 for finding in findings)


YAML_LIKE = st.text(st.sampled_from("ab가나 \t\n\r:-,[]{}'\"\\|>&*!%@#?~01\u1102\u1161\u2028\x00\ufeff"), max_size=60)


@settings(deadline=None)
@given(YAML_LIKE)
def test_anything_that_looks_like_yaml_gives_a_tree_or_an_error(text: str) -> None:
    data = text.encode()
    tree, findings = read_yaml(data, "project.yml")
    assert tree is not None or any(finding.severity == "error" for finding in findings)
    if tree is not None:
        assert all(unicodedata.is_normalized("NFC", scalar.text) for scalar in scalars_of(tree))


PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029\ufeff"))
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3), max_leaves=8
)


@settings(deadline=None)
@given(st.dictionaries(PLAIN.map(lambda text: unicodedata.normalize("NFC", text)), VALUES, max_size=3))
def test_what_was_written_is_read(data: dict[str, object]) -> None:
    # JSON is YAML; its strings are quoted, so an empty one is not nothing.
    text = json.dumps(data, ensure_ascii=False)
    tree, findings = read_yaml(text.encode(), "project.yml")
    assert {finding.code for finding in findings} <= {"not-nfc", "duplicate-key"}
    assert tree is not None
    if not findings:
        assert to_data(tree) == data


@settings(deadline=None)
@given(VALUES)
def test_every_place_points_at_what_stands_there(value: object) -> None:
    text = json.dumps({"a": value}, ensure_ascii=False, indent=1)
    tree, findings = read_yaml(text.encode(), "project.yml")
    assert tree is not None
    if findings:
        return
    lines = text.split("\n")
    for scalar in scalars_of(tree):
        assert lines[scalar.line - 1][scalar.column - 1 :].startswith(json.dumps(scalar.text, ensure_ascii=False))


def scalars_of(node: Node) -> Iterator[Scalar]:
    """Every key and value of a tree."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars_of(item)
    else:
        yield from node.keys.values()
        for item in node.entries.values():
            yield from scalars_of(item)
