"""What else to look for where a query finds nothing; assets/js/search-suggest.js names the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.search.lookup import Lookup
from generator.search.text import (
    INITIALS,
    compose_part,
    cut_letters,
    cut_runs,
    fold,
    narrow,
    normalise,
    to_initials,
    to_keys,
)
from generator.search.vocabulary import shard_of

_LONGEST_COMPARED = 12
_MOST_LOOKED_AT = 5
_NEAR_TO_ONE = 3
_MOST_NEAR = 6

_IS_LATIN = re.compile("[A-Za-z]+")


def near_words(query: str, lookup: Lookup, names: Iterable[str]) -> list[str]:
    """Return words that begin with the words of a query, and the nearest by letters, also among ``names``."""
    known_names = {run for name in names for run in cut_runs(fold(name)) if len(run) > 1}
    near = dict.fromkeys(
        other
        for word in query.split()[:_MOST_LOOKED_AT]
        for other in (*_completions_of(word, lookup), *_nearest_to(word, lookup, known_names))
    )
    return list(near)[:_MOST_NEAR]


def _completions_of(word: str, lookup: Lookup) -> list[str]:
    runs = cut_letters(narrow(normalise(word))[-100:])
    if not runs:
        return []
    found: list[str] = []
    for typed in _readings(runs[-1]):
        words = _words_in(_word_file(typed, lookup), lookup)
        matching = [other for other in words if _begins_with(other, typed)]
        found += sorted(matching, key=lambda other: (-words[other], other))[:_NEAR_TO_ONE]
    return found[:_NEAR_TO_ONE]


def _nearest_to(typed: str, lookup: Lookup, names: Iterable[str]) -> list[str]:
    runs = cut_letters(narrow(normalise(typed))[:_LONGEST_COMPARED])
    if not runs:
        return []
    word = _readings(runs[0])[-1]
    files = {_word_file(word, lookup), _word_file(to_initials(word)[0], lookup)}
    known = {other for name in files for other in _words_in(name, lookup)}.union(names) - {word}
    letters = to_keys(word)

    def distance(other: str) -> float:
        others = to_keys(other)
        return _letter_distance(letters, others) / max(len(letters), len(others))

    return sorted(known, key=lambda other: (distance(other), other))[:_NEAR_TO_ONE]


def _readings(typed: str) -> list[str]:
    """Return what is typed, and what its keys write on the Korean layout."""
    folded = fold(typed)
    composed = compose_part(typed) if _IS_LATIN.fullmatch(typed) else None
    return [folded, composed] if composed else [folded]


def _word_file(typed: str, lookup: Lookup) -> str:
    initials = to_initials(typed)
    if lookup.depth == 2 and len(initials) < 2 and initials in INITIALS:
        return f"s/{INITIALS.index(initials)}"
    return f"v/{shard_of(initials, lookup.depth)}"


def _words_in(name: str, lookup: Lookup) -> Mapping[str, int]:
    return {word: rarity for rarity, row in enumerate(lookup.read(name), 1) for word in row.split()}


def _begins_with(word: str, typed: str) -> bool:
    """Tell whether a word begins with letters, half a syllable, or first consonants for syllables."""
    if to_keys(word).startswith(to_keys(typed)):
        return True
    return len(typed) <= len(word) and all(_stands_for(char, one) for char, one in zip(typed, word, strict=False))


def _stands_for(char: str, syllable: str) -> bool:
    return char == syllable or ("ㄱ" <= char <= "ㅎ" and char == to_initials(syllable))


def _letter_distance(a: str, b: str) -> int:
    """Return how many letters differ: changed, added or left out."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row = row, [i]
        for j, right in enumerate(b):
            row.append(min(row[j] + 1, above[j + 1] + 1, above[j] + (left != right)))
    return row[-1]
