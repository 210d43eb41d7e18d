import json
import subprocess
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

from generator.resources import GUIDEBOOK_FILE
from generator.search.document import SearchDocument, search_document
from generator.search.lookup import Lookup
from generator.search.query import Answer, search
from generator.search.script import read_script
from generator.search.text import cut_runs, fold
from tests.repository import ROOT, load
from tests.search_index import published_files, sample_documents, sample_programme


@cache
def own_documents() -> list[SearchDocument]:
    """The real guidebooks of this repository."""
    library = load(ROOT)
    documents = []
    for id_ in library.cards:
        folder = library.folders[id_]
        guidebook = folder.read(GUIDEBOOK_FILE).decode() if folder.digest_of(GUIDEBOOK_FILE) else ""
        documents.append(search_document(id_, library.project(id_), guidebook, library.programme))
    return documents


@cache
def own_files() -> dict[str, bytes]:
    return published_files(own_documents(), load(ROOT).programme)


@cache
def own_lookup() -> Lookup:
    return Lookup(own_files())


@cache
def sample_lookup() -> Lookup:
    return Lookup(published_files(sample_documents(), sample_programme()))


@cache
def own_answer(query: str) -> Answer:
    """What the real guidebooks answer; asked once for all tests."""
    return search(query, own_lookup())


def queries_of(title: str) -> list[str]:
    """A title as people may type it: whole, without spaces, and any two of its words that stand side by side."""
    words = [word for word in title.split() if cut_runs(fold(word))]
    return [title, title.replace(" ", ""), *(f"{left} {right}" for left, right in pairwise(words))]


def ids_of(query: str, lookup: Lookup, **options: Any) -> list[str]:
    return [hit.id for hit in search(query, lookup, **options).hits(limit=1000)]


def kinds_of(query: str, lookup: Lookup) -> list[tuple[str, str]]:
    return [(choice.word, choice.kind) for group in search(query, lookup).groups for choice in group.choices]


@pytest.mark.parametrize("document", own_documents(), ids=lambda document: document.id)
def test_every_title_finds_its_guidebook(document: SearchDocument) -> None:
    whole, together, *pairs = queries_of(document.title)
    for query in (whole, together):
        assert document.id in [hit.id for hit in own_answer(query).hits(limit=3)]
    for query in pairs:
        assert document.id in [hit.id for hit in own_answer(query).hits(limit=1000)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("장애인 주차구역", "a-parking"),
        ("장애인주차구역", "a-parking"),
        ("장애인 주차 구역에서는", "a-parking"),
        ("장에인 주차", "a-parking"),
        ("wkddodls wnck", "a-parking"),
        ("ㅈㅇㅇ ㅈㅊ", "a-parking"),
        ("쓰레기를", "e-waste"),
        ("쓰래기", "e-waste"),
        ("ＱＲ코드", "e-waste"),
        ("섬", "d-island"),
        ("大韓民國", "f-quotes"),
        ("C++ .* 정규식", "f-quotes"),
    ],
)
def test_what_people_type_finds_what_they_mean(query: str, first: str) -> None:
    assert ids_of(query, sample_lookup())[0] == first


def test_a_word_of_the_same_meaning_is_found_below_the_word_itself() -> None:
    assert ids_of("노인", sample_lookup()) == ["c-seniors", "b-elders"]
    assert ids_of("어르신", sample_lookup()) == ["b-elders", "c-seniors"]


def test_a_word_that_nobody_uses_any_more_finds_the_word_of_today() -> None:
    assert "a-parking" in ids_of("장애우", sample_lookup())


def test_an_answer_says_what_a_word_was_taken_for() -> None:
    assert ("쓰레기", "corrected") in kinds_of("쓰래기", sample_lookup())
    assert kinds_of("wnck", sample_lookup())[0] == ("주차", "layout")


def test_an_exact_query_is_taken_as_typed() -> None:
    assert [c.kind for g in search("쓰래기", sample_lookup(), exact=True).groups for c in g.choices] == ["typed"]


def test_what_is_not_allowed_is_not_found() -> None:
    lookup = sample_lookup()
    everything = search("주차", lookup)
    assert len(everything.numbers) == 2
    first = everything.numbers[0]
    assert first not in search("주차", lookup, is_allowed=lambda number: number != first).numbers


STRANGE = ["", " ", "😀", "ㅈ", "ㅏㅏ", "'\"<>&", "(((", "\\", "\0", "없는말없는말", "가" * 10000]


@pytest.mark.parametrize("query", STRANGE)
def test_a_query_of_nothing_finds_nothing(query: str) -> None:
    assert ids_of(query, sample_lookup()) == []


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(query: str) -> None:
    numbers = search(query, sample_lookup()).numbers
    assert len(set(numbers)) == len(numbers)


def test_the_browser_gives_the_same_order() -> None:
    queries = [query for document in own_documents() for query in queries_of(document.title)]
    queries += [*STRANGE, "주차 " * 200, "ไทย 지도", "주차\u200b장", "__proto__ constructor", "섬 😀 배"]
    queries += [run for document in own_documents() for run in cut_runs(fold(document.summary))]
    queries += [
        "노인",
        "장애우 주차",
        "ㅈㅇㅇ",
        "wkddodls",
        "쥬차",
        "섬 사람",
        "QR코드를",
        "𠀀한자",
        "é",
        "ABC",
        "주차ㅈ",
        "",
    ]
    files = {name: read_script(data) for name, data in own_files().items()}
    node = compute_driver_executable()[0]
    told = subprocess.run(
        [node, ROOT / "tests/js/search-order.js"],
        input=json.dumps({"files": files, "queries": queries}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    for query, (numbers, words) in zip(queries, json.loads(told), strict=True):
        answer = own_answer(query)
        groups = [
            {
                "typed": group.typed,
                "choices": [{"word": c.word, "share": c.share, "kind": c.kind} for c in group.choices],
            }
            for group in answer.groups
        ]
        assert (query, numbers, words) == (query, answer.numbers, groups)
