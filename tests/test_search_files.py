"""The index as a site publishes it: it follows the records, and the cache keeps only what it still needs."""

from pathlib import Path
from typing import Any

import pytest

from generator.publish.store import SIGNATURE, Store
from generator.records.library import load_library
from generator.search.lookup import Lookup
from generator.search.query import search
from generator.search.script import read_script
from generator.search_files import TermKeeper, update_index
from generator.state import store_file
from tests.publishing import read_tree
from tests.repository import load
from tests.sites import AS_OF, SAMPLE, append, build, change, copy_sources, make_site_repository

KINDS = ("facts", "index", "known", "stored", "terms")


@pytest.fixture
def root(tmp_path: Path, shell_folder: Path) -> Path:
    """A small repository whose site is built."""
    root = make_site_repository(tmp_path / "repository", shell_folder)
    build(root)
    return root


def published(root: Path) -> dict[str, bytes]:
    """The files of the search on the site, by name without .js."""
    tree = read_tree(root / "site" / "search")
    return {name.removesuffix(".js"): data for name, data in tree.items()}


def found(root: Path, query: str) -> list[str]:
    return [hit.id for hit in search(query, Lookup(published(root))).hits()]


def retitle(root: Path, title: str) -> None:
    """Give the parking project another title."""
    file = root / "projects" / "jejusi-parking-qr" / "project.yml"
    _, rest = file.read_text(encoding="utf-8").split("\n", 1)
    file.write_text(f"title: {title}\n{rest}", encoding="utf-8")


def number_of(root: Path, id_: str) -> int:
    """The number of a record in the index."""
    with Store(store_file(root)) as store:
        return update_index(load(root), store).numbers[id_]


def rows(root: Path) -> dict[str, frozenset[str]]:
    with Store(store_file(root)) as store:
        return {kind: store.keys(kind) for kind in KINDS}


def test_a_site_is_searched_with_what_it_publishes(root: Path) -> None:
    assert set(found(root, "주차")[:2]) == {"jejusi-parking-qr", "daejeon-parking-qr"}
    retitle(root, "가로등 안심번호")
    assert "jejusi-parking-qr" not in found(root, "가로등")
    build(root)
    assert found(root, "가로등")[0] == "jejusi-parking-qr"


def test_every_file_hands_over_data_under_its_own_name(root: Path) -> None:
    files = published(root)
    assert {"meta", "names", "lengths", "f/labels", "f/numbers", "f/year"} < files.keys()
    for name, data in files.items():
        assert data.startswith(f'bonbogi.searchData("{name}",'.encode())
        read_script(data)


def test_every_value_of_a_facet_has_a_korean_word_and_occurs(root: Path) -> None:
    files = published(root)
    labels: Any = read_script(files["f/labels"])
    columns = {name.removeprefix("f/") for name in files if name.startswith("f/")} - {"labels", "numbers"}
    assert columns - labels.keys() == {"adopters", "answered"}
    for facet, words in labels.items():
        column: Any = read_script(files[f"f/{facet}"])
        assert sorted(value for value, _ in words) == column[0]
        assert all(word for _, word in words)
    assert labels["province"] == [
        ["12000", "전남광주통합특별시"],
        ["30000", "대전광역시"],
        ["50000", "제주특별자치도"],
    ]
    assert labels["adopted"] == [["yes", "이어받은 곳 있음"], ["no", "이어받은 곳 없음"]]


def test_names_lead_to_pages_of_the_site(root: Path) -> None:
    names: Any = read_script(published(root)["names"])
    assert {kind for kind, _, _ in names} == {"municipality", "topic", "call"}
    assert ["municipality", "제주특별자치도 제주시", "municipalities/50110.html"] in names
    assert [url for _, _, url in names if not (root / "site" / url).is_file()] == []


def test_records_heard_of_while_they_are_read_give_the_same_index(root: Path, tmp_path: Path) -> None:
    other = copy_sources(root, tmp_path / "other")
    with Store(store_file(other)) as store:
        terms = TermKeeper(store)
        library = load_library(other, store, "test", listen=terms)
        terms.flush()
        heard = store.keys("terms")
        index = update_index(library, store)
        assert store.keys("terms") == heard
    with Store(store_file(root)) as store:
        library = load_library(root, store, "test")
        assert update_index(library, store).rows() == index.rows()


def test_what_is_not_searched_leaves_the_index_alone(root: Path) -> None:
    append(root, "jejusi-parking-qr", "# 아무것도 바꾸지 않는 설명\n")
    assert build(root).changed == ()
    before, number = rows(root)["stored"], number_of(root, "jejusi-parking-qr")
    line = "  - {date: 2022, state: running, source: s2}"
    change(root, "jejusi-parking-qr", line, f"{line}\n  - {{date: 2026-11, state: completed, source: s2}}")
    assert {path for path in build(root).changed if path.startswith("search/")} == {
        "search/f/labels.js",
        "search/f/state.js",
        # Results tell the state.
        f"search/r/{number}.js",
    }
    assert len(rows(root)["stored"] - before) == 2


def test_a_record_left_out_is_not_found(root: Path) -> None:
    append(root, "jejusi-parking-qr", "colour: red\n")
    build(root, skip_invalid=True)
    assert found(root, "주차")[0] == "daejeon-parking-qr"
    assert b"jejusi-parking-qr" not in b"".join(published(root).values())


def test_the_cache_keeps_what_is_in_use_only(root: Path) -> None:
    with Store(store_file(root)) as store:
        # More than the tenth that may lie about.
        gone = [str(root / "projects" / "gone" / "files" / f"{number}.pdf") for number in range(20)]
        store.put_many(SIGNATURE, [(path, b"1:2:3:4 digest") for path in gone])
    before = rows(root)
    assert (len(before["index"]), *(len(before[kind]) for kind in ("facts", "terms"))) == (1, 4, 4)
    for number in range(3):
        retitle(root, f"{number}번째 주차 안심번호")
        build(root)
    after = rows(root)
    assert {kind: len(keys) for kind, keys in after.items() if kind != "stored"} == {
        kind: len(keys) for kind, keys in before.items() if kind != "stored"
    }
    with Store(store_file(root)) as store:
        assert after["stored"] == update_index(load(root), store).rows()
        assert store.keys(SIGNATURE).isdisjoint(gone)


@pytest.mark.parametrize("kind", KINDS)
def test_a_cache_that_lost_rows_gives_the_same_index(root: Path, tmp_path: Path, kind: str) -> None:
    with Store(store_file(root)) as store:
        keys = sorted(store.keys(kind))
        store.prune(kind, keys[1::2])
    retitle(root, "가로등 안심번호")
    build(root)
    cold = copy_sources(root, tmp_path / "cold")
    build(cold)
    assert published(root) == published(cold)


def test_other_words_of_a_topic_change_only_what_the_browser_loads_first(root: Path) -> None:
    file = root / "content" / "topics.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("synonyms: [주정차,", "synonyms: [파킹, 주정차,"), encoding="utf-8")
    assert {path for path in build(root, AS_OF).changed if path.startswith("search/")} == {"search/meta.js"}
    assert found(root, "파킹")[0] in SAMPLE
