"""A query -> the records in the order in which the browser shows them; assets/js/search-core.js ranks alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from generator.search.lookup import Lookup, Postings
from generator.search.reading import Choice, Group, read_query
from generator.search.text import cut_terms, fold

_SIXTEENTHS = 16
_RANKED_AGAIN = 10
_WORD_BONUS = 500
_PHRASE_BONUS = 300
_NEAR_BONUS = 300
_SPACED_SHARE = 13
_NEAR = 8
_MOST_NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found."""

    number: int
    id: str
    title: str
    place: str
    year: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The records for a query, best first, and what each word was taken for."""

    groups: list[Group]
    numbers: list[int]
    _lookup: Lookup = field(repr=False)

    def hits(self, skip: int = 0, limit: int = 10) -> Iterator[Hit]:
        """Yield the records of one page."""
        for number in self.numbers[skip : skip + limit]:
            id_, title, place, year, *_ = self._lookup.read(f"r/{number}")
            yield Hit(number, id_, title, place, year)


@dataclass(slots=True)
class _Score:
    """What a record has of a query; ``literal`` leaves words of the same meaning out."""

    points: int = 0
    covered: int = 0
    literal: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    points: int
    is_literal: bool

    @property
    def order(self) -> tuple[bool, int, int]:
        return not self.is_literal, -self.points, self.number


def search(
    query: str, lookup: Lookup, *, exact: bool = False, is_allowed: Callable[[int], bool] = lambda number: True
) -> Answer:
    """Return the records for a query; ``is_allowed`` says of a record's number whether it may be found."""
    parts = read_query(query, lookup, exact=exact)
    groups = [group for group in parts if group.typed]
    scores, need = _score(parts, lookup)
    phrase = "".join(group.choices[0].word for group in groups)
    found = _rank(scores, need, is_allowed)
    head = sorted((_rank_again(one, groups, phrase, lookup) for one in found[:_RANKED_AGAIN]), key=lambda f: f.order)
    return Answer(groups, [one.number for one in (*head, *found[_RANKED_AGAIN:])], lookup)


def _score(parts: Iterable[Group], lookup: Lookup) -> tuple[dict[int, _Score], int]:
    postings: dict[str, Postings | None] = {}
    scores: defaultdict[int, _Score] = defaultdict(_Score)
    need = 0
    for group in parts:
        for choice in group.choices:
            for term in cut_terms(choice.word):
                if term not in postings:
                    postings[term] = lookup.postings(term)
        scored = [_score_choice(choice, postings, lookup) for choice in group.choices]
        mass = max(whole for _, whole in scored)
        need += mass if group.typed else 0
        best: defaultdict[int, _Score] = defaultdict(_Score)
        for choice, (by_number, whole) in zip(group.choices, scored, strict=True):
            for number, (points, matched) in by_number.items():
                # Half a word of the same meaning says something else.
                if choice.kind == "synonym" and matched < whole:
                    continue
                one = best[number]
                part = mass * matched // whole
                one.points = max(one.points, points)
                one.covered = max(one.covered, part)
                one.literal = max(one.literal, 0 if choice.kind == "synonym" else part)
        for number, one in best.items():
            total = scores[number]
            total.points += one.points
            if group.typed:
                total.covered += one.covered
                total.literal += one.literal
    return scores, need


def _score_choice(
    choice: Choice, postings: dict[str, Postings | None], lookup: Lookup
) -> tuple[dict[int, tuple[int, int]], int]:
    by_number: dict[int, tuple[int, int]] = {}
    whole = 0
    terms = dict.fromkeys(cut_terms(choice.word))
    if choice.kind == "synonym" and None in map(postings.get, terms):
        return by_number, whole
    for term in terms:
        found = postings[term]
        if found is None:
            continue
        whole += found.weight
        for level, numbers in found.levels.items():
            for number in numbers:
                points, matched = by_number.get(number, (0, 0))
                by_number[number] = (
                    points + lookup.points(level, number) * found.weight * choice.share,
                    matched + found.weight,
                )
    return by_number, whole


def _rank(scores: dict[int, _Score], need: int, is_allowed: Callable[[int], bool]) -> list[_Found]:
    most = max((score.covered for score in scores.values()), default=0)
    enough = min(need * 4, most * 5)
    found = [
        _Found(number, score.points, score.literal * 10 >= enough)
        for number, score in scores.items()
        if score.points and score.covered * 10 >= enough and is_allowed(number)
    ]
    return sorted(found, key=lambda one: one.order)


def _rank_again(one: _Found, groups: list[Group], phrase: str, lookup: Lookup) -> _Found:
    _, title, _, _, body, *_ = lookup.read(f"r/{one.number}")
    bonus = _bonus(groups, phrase, fold(f"{title}\n{body}"))
    return _Found(one.number, one.points * (1000 + bonus), one.is_literal)


def _bonus(groups: list[Group], phrase: str, folded: str) -> int:
    """Return what the text of a record adds to its points, in thousandths."""
    hit = whole = 0
    for group in groups:
        shares = [0]
        for choice in group.choices:
            if choice.word in folded:
                shares.append(choice.share)
            elif re.search("[ \n]?".join(choice.word), folded):
                shares.append(choice.share * _SPACED_SHARE // _SIXTEENTHS)
        longest = max(len(choice.word) for choice in group.choices)
        whole += longest * _SIXTEENTHS
        hit += longest * max(shares)
    has_phrase = len(phrase) > 3 and phrase in re.sub("[ \n]", "", folded)
    bonus = (_WORD_BONUS * hit // whole if whole else 0) + (_PHRASE_BONUS if has_phrase else 0)
    return bonus + (_near_bonus(groups, folded) if 2 <= len(groups) <= _MOST_NEIGHBOURS else 0)


def _near_bonus(groups: list[Group], folded: str) -> int:
    """Return what words that follow each other in a query add by standing near each other in a text."""
    places = [[place for choice in group.choices for place in _places_of(choice.word, folded)] for group in groups]
    near = sum(any(_are_near(a, b) for a in left for b in right) for left, right in pairwise(places))
    return _NEAR_BONUS * near // (len(groups) - 1)


def _places_of(word: str, folded: str) -> Iterator[tuple[int, int]]:
    at = folded.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = folded.find(word, at + 1)


def _are_near(one: tuple[int, int], other: tuple[int, int]) -> bool:
    (_, end), (start, _) = sorted((one, other))
    return start - end <= _NEAR
