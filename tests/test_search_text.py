import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import text
from tests.search_index import FIXTURES

EXAMPLES: dict[str, Any] = json.loads((FIXTURES / "terms.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["cut"], ids=lambda example: example["text"][:20])
def test_text_is_cut_as_the_shared_table_says(example: dict[str, Any]) -> None:
    folded = text.fold(text.normalise(example["text"]))
    runs = text.cut_runs(folded)
    assert folded == example["folded"]
    assert runs == example["runs"]
    assert text.cut_query(folded) == example["query"]
    assert [term for run in runs for term in text.cut_terms(run)] == example["terms"]


@pytest.mark.parametrize("example", EXAMPLES["letters"], ids=lambda example: example["text"])
def test_syllables_are_taken_apart_as_the_shared_table_says(example: dict[str, str]) -> None:
    assert text.to_jamo(example["text"]) == example["jamo"]
    assert text.to_initials(example["text"]) == example["initials"]


@pytest.mark.parametrize("example", EXAMPLES["keys"], ids=lambda example: example["typed"])
def test_keys_write_korean_as_the_shared_table_says(example: dict[str, Any]) -> None:
    assert text.compose_keys(example["typed"]) == example["composed"]


def test_both_languages_know_the_same_particles() -> None:
    assert list(text.JOSA) == EXAMPLES["josa"]


def test_initial_consonants_stay_what_a_keyboard_writes() -> None:
    assert text.fold(text.normalise("ㅈㅇㅇ")) == "ㅈㅇㅇ"


def test_text_taken_apart_by_a_mac_is_put_together() -> None:
    assert text.normalise(unicodedata.normalize("NFD", "주차장")) == "주차장"


@given(st.text())
def test_folding_keeps_every_character_in_its_place(raw: str) -> None:
    whole = text.normalise(raw)
    assert len(text.fold(whole)) == len(whole)
    assert text.fold(text.fold(whole)) == text.fold(whole)


@given(st.text())
def test_a_term_is_never_empty_and_has_no_space(raw: str) -> None:
    terms = [term for run in text.cut_query(text.fold(text.normalise(raw))) for term in text.cut_terms(run)]
    assert all(term and not any(char.isspace() for char in term) for term in terms)


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8))
def test_initials_and_letters_have_one_for_every_syllable(word: str) -> None:
    assert len(text.to_initials(word)) == len(word)
    assert 2 * len(word) <= len(text.to_jamo(word)) <= 3 * len(word)
