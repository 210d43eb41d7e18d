"""Paths that every system can store, and digests that change with all that matters and nothing else."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError
from generator.publish.artifact import (
    Artifact,
    Ref,
    Value,
    artifact_digest,
    copied_file,
    copy_artifact,
    digest_tree,
    share,
)
from generator.publish.plan import check_paths

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
REFS = st.builds(Ref, st.text(max_size=3), st.text(max_size=3))
# No key is the mark of a reference: that has a test of its own.
KEYS = st.text(st.characters(exclude_characters="\0"), max_size=5)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS | REFS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)
INPUTS = st.dictionaries(KEYS, VALUES, max_size=4)


def digest(inputs: Mapping[str, Value], recipe: str = "page", generation: str = "g1", path: str = "a.html") -> str:
    return artifact_digest(Artifact(path, recipe, inputs), generation)


def same(one: object, other: object) -> bool:
    """Equal in value and in kind, as far as a recipe could tell: 1 is not True and not 1.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and repr(one) == repr(other) and one == other


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "guidebooks/jeju-2018.html",
        "guidebooks/a/결과 보고서 (최종).hwpx",
        ".nojekyll",
        ".well-known/security.txt",
        "a/console.html",
        "스크린샷 2024-05-01 오후 3.12.12.png",
        "..a/b..c",
        "가" * 85,
    ],
)
def test_a_path_within_the_site_is_taken(path: str) -> None:
    assert Artifact(path, "page", {}).path == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../a.html",
        "a/../../b.html",
        "a/..",
        ".",
        "a/./b",
        "a//b.html",
        "a/",
        "a\\b.html",
        "C:/a.html",
        "a:stream",
        "a\0b",
        "a\nb.html",
        "a\u202egnp.html",
        "a\u2028b",
        "a\udc80b",
        "a?.html",
        "a<b>.html",
        "name. ",
        "folder./a.html",
        "con",
        "files/NUL.txt",
        "com1.html",
        "lpt9/a.html",
        ".bonbogi-new",
        "a/.bonbogi-new",
        unicodedata.normalize("NFD", "가나다.html"),
        "가" * 86,
        "a/" + "x" * 256,
    ],
)
def test_a_path_that_could_leave_the_site_or_not_be_stored_is_refused(path: str) -> None:
    with pytest.raises(GeneratorError, match="경로로 쓸 수 없습니다"):
        Artifact(path, "page", {})


@given(st.text())
def test_any_text_is_a_path_within_the_folder_or_refused(text: str) -> None:
    try:
        Artifact(text, "page", {})
    except GeneratorError:
        return
    base = Path("base").absolute()
    assert base in (base / text).parents
    assert ".." not in text.split("/")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.html", "a.html"),
        ("files/Report.pdf", "files/report.pdf"),
        ("A/one.html", "a/two.html"),
        ("a", "a/b.html"),
        ("x/Y", "x/y/z.html"),
        ("straße.html", "STRASSE.html"),
    ],
)
def test_two_artifacts_in_one_place_are_named_both(first: str, second: str) -> None:
    for paths in ((first, second), (second, first)):
        with pytest.raises(GeneratorError) as caught:
            check_paths(paths)
        assert first.split("/")[0] in str(caught.value)
        assert second.split("/")[0] in str(caught.value)


def test_artifacts_in_places_of_their_own_stand_beside_each_other() -> None:
    check_paths(["a", "b", "ab/a", "ab/b/a", "A.html"])


@given(INPUTS, INPUTS)
def test_inputs_have_the_same_digest_only_if_they_are_the_same(one: dict[str, Value], other: dict[str, Value]) -> None:
    assert (digest(one) == digest(other)) == same(one, other)


@given(INPUTS)
def test_the_order_of_keys_and_the_kind_of_sequence_or_mapping_do_not_count(inputs: dict[str, Value]) -> None:
    def retell(value: Value) -> Value:
        if isinstance(value, dict):
            return MappingProxyType({key: retell(value[key]) for key in reversed(list(value))})
        return tuple(map(retell, value)) if isinstance(value, list) else value

    told_again = retell(inputs)
    assert isinstance(told_again, Mapping)
    assert digest(told_again) == digest(inputs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1}, {"a": True}),
        ({"a": 1}, {"a": 1.0}),
        ({"a": 1}, {"a": "1"}),
        ({"a": None}, {}),
        ({"a": Ref("record", "d")}, {"a": ["record", "d"]}),
        ({"a": Ref("record", "d")}, {"a": Ref("file", "d")}),
        ({"a": Ref("record", "d")}, {"a": Ref("recordd", "")}),
        ({"a": "\ud83d\ude00"}, {"a": "😀"}),
        ({"a": "\udc80"}, {"a": "\udc81"}),
        ({"a": [[], [1]]}, {"a": [[1], []]}),
    ],
)
def test_what_differs_has_another_digest(one: dict[str, Value], other: dict[str, Value]) -> None:
    assert digest(one) != digest(other)


def test_recipe_and_generation_count_and_path_and_place_do_not() -> None:
    first = digest({"a": Ref("record", "d", "here")})
    assert digest({"a": Ref("record", "d", "here")}, recipe="list") != first
    assert digest({"a": Ref("record", "d", "here")}, generation="g2") != first
    assert digest({"a": Ref("record", "d", "there")}, path="b.html") == first
    assert Ref("record", "d", "here") == Ref("record", "d", "there")


def test_a_copied_file_does_not_depend_on_the_generation() -> None:
    artifact = copy_artifact("files/a.pdf", Ref("file", "0" * 64, "a.pdf"))
    assert artifact_digest(artifact, "g1") == artifact_digest(artifact, "g2")
    assert copied_file(artifact) == Ref("file", "0" * 64)


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", Path("a"), object(), float("nan"), float("inf")])
def test_what_is_not_plain_data_is_refused(value: Value) -> None:
    with pytest.raises((TypeError, ValueError)):
        digest({"a": [value]})


@pytest.mark.parametrize("key", ["\0ref", 'x"\0ref'])
def test_a_mapping_cannot_pass_for_a_reference(key: str) -> None:
    with pytest.raises(ValueError, match="taken"):
        digest({"a": {key: ["record", "d"]}})


def test_the_digest_of_a_tree_follows_names_and_contents(tmp_path: Path) -> None:
    def write(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    seen = []
    write("one/a.py", "1")
    write("two/b.html", "2")
    folders = [tmp_path / "one", tmp_path / "two"]
    seen.append(digest_tree(folders))
    seen.append(digest_tree(folders[::-1]))
    write("one/a.py", "11")
    seen.append(digest_tree(folders))
    (tmp_path / "one/a.py").rename(tmp_path / "one/c.py")
    seen.append(digest_tree(folders))
    write("two/deep/d.html", "")
    seen.append(digest_tree(folders))
    assert len(set(seen)) == 5
    write("one/__pycache__/c.pyc", "compiled")
    write("one/.cache/x", "hidden")
    write("one/.DS_Store", "litter")
    assert digest_tree(folders) == seen[-1]
    tmp_path.joinpath("one").rename(tmp_path / "moved")
    assert digest_tree([tmp_path / "moved", tmp_path / "two"]) == seen[-1]
    with pytest.raises(FileNotFoundError):
        digest_tree([tmp_path / "one"])


def test_shared_inputs_count_by_what_they_say() -> None:
    def digest(value: dict[str, Value]) -> str:
        return artifact_digest(Artifact("a.html", "page", {"subject": share(value)}), "g")

    assert digest({"a": [1, 2], "b": Ref("x", "1")}) == digest({"b": Ref("x", "1", "elsewhere"), "a": (1, 2)})
    assert digest({"a": 1}) != digest({"a": 2})
    assert share({"a": 1}) == share({"a": 1})
    with pytest.raises(TypeError):
        share({"a": object()})  # type: ignore[dict-item]
    assert artifact_digest(Artifact("a", "page", {}, code="c"), "g") == artifact_digest(
        Artifact("a", "page", {}, code="c"), "h"
    )
    assert artifact_digest(Artifact("a", "page", {}, code="c"), "g") != artifact_digest(Artifact("a", "page", {}), "g")
