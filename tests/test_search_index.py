import random
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.reading import plain_text
from generator.search.codec import decode_postings, encode_postings
from generator.search.document import SearchDocument
from generator.search.facets import facet_files
from generator.search.index import IndexState, build_index
from generator.search.lengths import lengths_file, read_lengths
from generator.search.lookup import Lookup
from generator.search.numbering import number_records, shard_count, slot_count
from generator.search.packing import pack_postings
from generator.search.patch import patch_index
from generator.search.script import read_script
from generator.search.terms import Terms, document_terms
from generator.search.text import split_words
from generator.search.vocabulary import all_shards, choose_words, shard_of
from generator.search.weights import LENGTH_BITS, level_of
from tests.search_index import FIXTURES, index_fixture, published_files, sample_documents, sample_programme

WORDS = sorted(
    split_words(
        "주차 주차장 장애인 어르신 안부 확인 신고 쓰레기 버스 정류장 섬마을 뱃길 주민 회의 지도 앱 센서 qr 2021"
    )
)
JOSA = ["", "을", "를", "이", "은", "에서", "으로", "와", "의"]


def made_document(rng: random.Random, id_: str) -> SearchDocument:
    def phrase(length: int) -> str:
        return " ".join(rng.choice(WORDS) + rng.choice(JOSA) for _ in range(length))

    body = tuple(phrase(rng.randint(3, 60)) for _ in range(rng.randint(0, 4)))
    return SearchDocument(id_, phrase(3), "가나시", 2018 + rng.randrange(8), summary=phrase(8), body=body)


def terms_of(documents: Mapping[str, SearchDocument]) -> dict[str, bytes]:
    return {id_: document_terms(document) for id_, document in documents.items()}


def snapshot(state: IndexState) -> tuple[int, dict[str, int], dict[str, bytes], dict[str, bytes]]:
    return state.total_length, dict(state.numbers), dict(state.files), dict(state.tables)


LEVEL_SETS = st.dictionaries(
    st.integers(1, 15), st.sets(st.integers(1, 20000), min_size=1, max_size=60).map(sorted), max_size=15
)


@given(st.dictionaries(st.integers(1, 400), st.integers(1, (1 << LENGTH_BITS) - 1)))
def test_lengths_come_back_as_they_were_written(lengths: dict[int, int]) -> None:
    steps = read_lengths(read_script(lengths_file(lengths)))
    assert {number: step for number, step in enumerate(steps) if step} == lengths


@given(LEVEL_SETS)
def test_postings_come_back_as_they_were_written(postings: dict[int, list[int]]) -> None:
    assert decode_postings(encode_postings(sorted(postings.items(), reverse=True))) == postings


@settings(deadline=None)
@given(st.lists(LEVEL_SETS.filter(bool), min_size=1, max_size=12))
def test_many_postings_packed_together_are_the_same_text(postings: list[dict[int, list[int]]]) -> None:
    rows = [
        (term, level, number)
        for term, numbers_by_level in enumerate(postings)
        for level, numbers in sorted(numbers_by_level.items(), reverse=True)
        for number in numbers
    ]
    columns = np.array(rows, np.int64).T
    one_by_one = [encode_postings(sorted(numbers.items(), reverse=True)) for numbers in postings]
    assert list(pack_postings(*columns)) == one_by_one


def test_what_an_index_packs_is_what_its_records_weigh() -> None:
    rng = random.Random(3)
    documents = {f"record-{n}": made_document(rng, f"record-{n}") for n in range(60)}
    terms = terms_of(documents)
    state = build_index(terms)
    expected: dict[str, dict[int, list[int]]] = {}
    for id_, number in sorted(state.numbers.items(), key=lambda item: item[1]):
        for term, weight in Terms.read(terms[id_]).weights().items():
            expected.setdefault(term, {}).setdefault(level_of(weight), []).append(number)
    written: dict[str, str] = {}
    for name in state.files:
        if name.startswith("p/"):
            written |= cast("dict[str, str]", read_script(state.files[name]))
    assert {term: decode_postings(packed) for term, packed in written.items()} == expected


@settings(deadline=None)
@given(st.text(alphabet="가나a1 #>-+*=|:!.[]()<_~`\\\n\t", max_size=12))
def test_a_text_without_markup_is_read_the_short_way_alike(text: str) -> None:
    assert plain_text.plain_text(text) == plain_text._without_markup(text)


@given(st.sets(st.from_regex("[a-z][a-z0-9-]{0,12}", fullmatch=True), max_size=60), st.randoms())
def test_numbers_do_not_depend_on_the_order_in_which_records_came(ids: set[str], rng: random.Random) -> None:
    shuffled = sorted(ids)
    rng.shuffle(shuffled)
    numbers = number_records(shuffled)
    assert numbers == number_records(sorted(ids))
    assert len(set(numbers.values())) == len(ids)
    assert all(number >= 1 for number in numbers.values())


@pytest.mark.parametrize("count", [100, 1000, 2500])
def test_one_more_record_moves_few_others(count: int) -> None:
    ids = [f"record-{n}" for n in range(count)]
    before = number_records(ids)
    assert slot_count(count) == slot_count(count + 1)
    moved = []
    for new in ("new-a", "new-b", "new-c"):
        after = number_records([*ids, new])
        moved.append(sum(after[id_] != before[id_] for id_ in ids))
    assert max(moved) <= 30


@pytest.mark.parametrize("count", [100, 1000, 5000, 10000])
def test_usual_sizes_are_not_at_the_edge_of_a_layout(count: int) -> None:
    assert {slot_count(count + n) for n in (-1, 0, 1)} == {slot_count(count)}
    assert {shard_count(count + n) for n in (-1, 0, 1)} == {shard_count(count)}


@pytest.mark.parametrize("count", [5, 60, 1700])
def test_a_patched_index_is_the_cold_one(count: int) -> None:
    rng = random.Random(count)
    documents = {f"record-{n}": made_document(rng, f"record-{n}") for n in range(count)}
    state = build_index(terms_of(documents))
    for turn in range(12 if count < 1000 else 3):
        before = terms_of(documents)
        chosen = rng.sample(sorted(documents), rng.randint(0, min(3, len(documents))))
        removed = {id_: before[id_] for id_ in chosen}
        for id_ in chosen:
            del documents[id_]
        coming = [
            *rng.sample(chosen, len(chosen) // 2 + len(chosen) % 2),
            *(f"new-{turn}-{n}" for n in range(turn % 3)),
        ]
        for id_ in coming:
            documents[id_] = made_document(rng, id_)
        after = terms_of(documents)
        state = IndexState.restore(*snapshot(state))
        state = patch_index(state, removed, {id_: after[id_] for id_ in coming}, after)
        assert snapshot(state) == snapshot(build_index(after))


def test_a_small_change_rewrites_few_files() -> None:
    rng = random.Random(1)
    documents = {f"record-{n}": made_document(rng, f"record-{n}") for n in range(300)}
    terms = terms_of(documents)
    state = build_index(terms)
    changed = replace(documents["record-7"], summary=documents["record-7"].summary + " 처음보는낱말")
    after = terms | {"record-7": document_terms(changed)}
    patched = patch_index(state, {"record-7": terms["record-7"]}, {"record-7": after["record-7"]}, after)
    different = [name for name in state.files if state.files[name] != patched.files[name]]
    assert 0 < len(different) < len(state.files) / 4


def test_a_longer_text_keeps_its_other_terms_where_they_are() -> None:
    documents = {one.id: one for one in sample_documents()}
    longer = replace(documents["a-parking"], body=(*documents["a-parking"].body, "전혀 다른 낱말 여럿. " * 20))
    before, after = (
        Lookup(published_files(list(ones.values()), sample_programme()))
        for ones in (documents, documents | {longer.id: longer})
    )
    assert before.postings("주차") == after.postings("주차")


def test_an_index_of_nothing_can_be_built_and_filled() -> None:
    empty = build_index({})
    terms = terms_of({one.id: one for one in sample_documents()})
    assert snapshot(patch_index(empty, {}, terms, terms)) == snapshot(build_index(terms))
    assert snapshot(patch_index(build_index(terms), terms, {}, {})) == snapshot(empty)


def test_postings_name_the_records_that_have_a_term() -> None:
    files = published_files(sample_documents(), sample_programme())
    numbers = number_records(one.id for one in sample_documents())
    postings = Lookup(files).postings("주차")
    assert postings is not None
    found = {number for level in postings.levels.values() for number in level}
    assert found == {numbers["a-parking"], numbers["e-waste"]}
    levels = {number: level for level, ones in postings.levels.items() for number in ones}
    assert levels[numbers["a-parking"]] > levels[numbers["e-waste"]]


def test_a_word_is_cut_before_particles_that_it_is_seen_with() -> None:
    counts = {"정류장": 1, "정류장을": 2, "정류장에서": 1, "정류장은": 1, "드문낱말을": 1}
    assert " ".join(choose_words(counts, {})).split() == ["정류장"]


def test_words_of_titles_are_known_however_rare() -> None:
    assert "안심번호" in " ".join(choose_words({"안심번호": 1}, {"안심번호": 1})).split()


@given(st.text(alphabet="가주챠힣ㅈㅊqz1é漢", min_size=1, max_size=4), st.integers(0, 2))
def test_every_word_has_a_file_that_exists(word: str, depth: int) -> None:
    assert shard_of(word, depth) in all_shards(depth)


def test_facet_columns_hold_the_rows_of_values_in_the_order_of_numbers() -> None:
    numbers = {"a": 3, "b": 7, "c": 4}
    files = facet_files(numbers, {"topic": {"a": ("주차", "장애인"), "c": ("주차", "장애인")}, "empty": {}})
    # Kinds 1, 1, 0 for the numbers 3, 4, 7; and the bits 3, 4 and 7 of eight.
    assert read_script(files["f/topic"]) == [["장애인", "주차"], [[], [1, 0]], 1, "wA"]
    assert read_script(files["f/empty"]) == [[], [[]], 0, ""]
    assert read_script(files["f/numbers"]) == "GQ"


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("## 왜 시작했나\n\n번호가 *드러났다*. [s1] [s3]", "왜 시작했나\n번호가 드러났다 ."),
        ("1. **첫째** [안내서](../x.html)를 본다", "첫째 안내서를 본다"),
        ("| 항목 | 값 |\n| --- | ---: |\n| 센서 | 12 |", "항목 값\n센서 12"),
        ("끝\\. 1\\~2 `코드` <b>굵게</b>[^1]", "끝. 1~2 코드 굵게"),
    ],
)
def test_plain_text_has_the_words_without_the_markup(markdown: str, plain: str) -> None:
    assert plain_text.plain_text(markdown).split() == plain.split()


def test_the_fixture_for_javascript_is_current() -> None:
    expected = (FIXTURES / "search-index.json").read_text(encoding="utf-8")
    assert expected == index_fixture(), "python -m tests.search_index writes it again"
