"""What a typed query may mean; assets/js/search-query.js reads alike and explains why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from generator.search.lookup import Lookup
from generator.search.text import (
    INITIALS,
    JOSA,
    compose_keys,
    cut_query,
    cut_terms,
    fold,
    is_hangul,
    narrow,
    normalise,
    to_initials,
    to_jamo,
)

MAX_QUERY = 300
MAX_WORDS = 40
WHOLE = 16
LONG = 13
CORRECTED = 13
DOUBTFUL = 10
FROM_INITIALS = 14
JOINED = 10
MOST_JOINED = 8
SYNONYM = 5
_CORRECTIONS = 3
_INITIALS_CHOICES = 24
_SYNONYM_CHOICES = 6
_LONGEST_CORRECTED = 9

_ARE_INITIALS = re.compile("[ㄱ-ㅎ]+")
_IS_LATIN = re.compile("[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that was perhaps meant, how much it counts in sixteenths, and why it was chosen."""

    word: str
    share: int
    kind: str  # typed | layout | corrected | initials | joined | synonym


@dataclass(frozen=True, slots=True)
class Group:
    """A word as typed and what it may mean, best first; without ``typed`` it only helps to rank."""

    typed: str
    choices: tuple[Choice, ...]


def read_query(query: str, lookup: Lookup, *, exact: bool = False) -> list[Group]:
    """Return what each word of a query may mean; ``exact`` takes the words as typed."""
    typed = normalise(query)[:MAX_QUERY]
    # Not in lower case yet: on the Korean layout Shift makes another letter.
    runs = list(dict.fromkeys(cut_query(narrow(typed))))[:MAX_WORDS]
    groups = [
        Group(run, (Choice(fold(run), WHOLE, "typed"),) if exact else tuple(_choices_of(run, lookup))) for run in runs
    ]
    return [*(group for group in groups if group.choices), *([] if exact else _joints(runs))]


def _choices_of(run: str, lookup: Lookup) -> list[Choice]:
    if _ARE_INITIALS.fullmatch(run):
        words = _from_initials(run, lookup) if len(run) > 1 else []
        return [Choice(word, FROM_INITIALS, "initials") for word in words]
    word, kind = fold(run), "typed"
    composed = compose_keys(run) if _IS_LATIN.fullmatch(run) else None
    if composed and word not in lookup.words_like(word):
        word, kind = composed, "layout"
    is_readable = is_hangul(word[0]) and len(word) > 1
    choices = _read_hangul(word, kind, lookup) if is_readable else [Choice(word, WHOLE, kind)]
    return choices + [Choice(other, SYNONYM, "synonym") for other in _synonyms_of(choices[0].word, lookup)]


def _read_hangul(typed: str, kind: str, lookup: Lookup) -> list[Choice]:
    word = _known_stem(typed, lookup)
    if word is not None:
        return [Choice(word, LONG if len(word) > 2 else WHOLE, kind)]
    long = [josa for josa in JOSA if len(josa) > 1 and len(typed) - len(josa) >= 2 and typed.endswith(josa)]
    word = typed[: -len(long[0])] if long else typed
    choices = [Choice(word, LONG if len(word) > 2 else WHOLE, kind)]
    if len(word) <= _LONGEST_CORRECTED and not _is_compound(word, lookup):
        doubtful = _may_occur(word, lookup)
        share = DOUBTFUL if doubtful else CORRECTED
        choices += [Choice(other, share, "corrected") for other in _corrections(word, lookup, anywhere=not doubtful)]
    return choices


def _known_stem(word: str, lookup: Lookup) -> str | None:
    words = lookup.words_like(word)
    if word in words:
        return word
    stems = (word[: -len(josa)] for josa in JOSA if len(word) - len(josa) >= 2 and word.endswith(josa))
    return next((stem for stem in stems if stem in words), None)


def _is_compound(word: str, lookup: Lookup) -> bool:
    reached = {0}
    for start in range(len(word) - 1):
        if start in reached:
            words = lookup.words_like(word[start:])
            reached.update(end for end in range(start + 2, len(word) + 1) if word[start:end] in words)
    return len(word) in reached


def _may_occur(word: str, lookup: Lookup) -> bool:
    terms = set(cut_terms(word))
    postings = [posting for term in terms if (posting := lookup.postings(term))]
    if len(postings) < len(terms):
        return False
    counts = Counter(number for posting in postings for numbers in posting.levels.values() for number in numbers)
    return len(terms) in counts.values()


def _corrections(word: str, lookup: Lookup, *, anywhere: bool) -> list[str]:
    near = _corrections_in(word, [word], lookup)
    if near or not anywhere or len(word) < 3 or lookup.depth == 0:
        return near
    initials = to_initials(word)
    beginnings = [
        beginning
        for other in INITIALS
        for beginning in ([other] if lookup.depth == 1 else [other + initials[1], initials[0] + other])
    ]
    return _corrections_in(word, beginnings, lookup)


def _corrections_in(word: str, beginnings: Iterable[str], lookup: Lookup) -> list[str]:
    letters = to_jamo(word)
    found = {
        other: rarity
        for beginning in beginnings
        for other, rarity in lookup.words_like(beginning).items()
        if abs(len(other) - len(word)) <= 1 and other != word and _differ_by_one(letters, to_jamo(other))
    }
    return _most_frequent(found, _CORRECTIONS)


def _differ_by_one(a: str, b: str) -> bool:
    """Tell whether one letter is changed, added, left out or exchanged with its neighbour."""
    if abs(len(a) - len(b)) > 1:
        return False
    same = next((i for i, (left, right) in enumerate(zip(a, b, strict=False)) if left != right), min(len(a), len(b)))
    rest_a, rest_b = a[same + 1 :], b[same + 1 :]
    exchanged = a[same : same + 2] == b[same : same + 2][::-1] and a[same + 2 :] == b[same + 2 :]
    return rest_a == rest_b or rest_a == b[same:] or a[same:] == rest_b or exchanged


def _from_initials(initials: str, lookup: Lookup) -> list[str]:
    words = lookup.words_like(initials).items()
    found = {word: rarity for word, rarity in words if len(word) == len(initials) and to_initials(word) == initials}
    return _most_frequent(found, _INITIALS_CHOICES)


def _most_frequent(found: dict[str, int], count: int) -> list[str]:
    return sorted(found, key=lambda word: (-found[word], word))[:count]


def _synonyms_of(word: str, lookup: Lookup) -> list[str]:
    rows = (row for row in lookup.synonyms if word in row)
    return list(dict.fromkeys(other for row in rows for other in [o for o in row if o != word][:_SYNONYM_CHOICES]))


def _joints(runs: list[str]) -> list[Group]:
    if len(runs) > MOST_JOINED:
        return []
    pairs = [
        left[-1] + right[0]
        for left, right in pairwise(runs)
        if is_hangul(left[0]) and is_hangul(right[0]) and 1 in (len(left), len(right))
    ]
    return [Group("", (Choice(pair, JOINED, "joined"),)) for pair in dict.fromkeys(pairs)]
