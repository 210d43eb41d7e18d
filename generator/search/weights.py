"""How much a term counts in a record: levels of weight in the index, and their points when a query is ranked.

Length and average stay out of the postings, so that one longer text changes nobody's level, and its own only where a
term was added or taken away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from math import floor, log2

# Half occurrences that each level from 1 stands for.
LEVELS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 34, 44, 60)
MAX_WEIGHT = LEVELS[-1]
STEPS_PER_OCTAVE = 8
LENGTH_BITS = 7
# The constants of BM25: how soon a word said often says no more, and how much a long text is held back. Tuned on
# known-item queries over encyclopedia paragraphs and petitions; a tenth more or less changes little.
SATURATION = 0.9
LENGTH_SHARE = 0.9
MOST_POINTS = 64

_BOUNDS = [(left + right) / 2 for left, right in pairwise(LEVELS)]
# Of every weight up to the highest level; what is above has the highest too.
LEVEL_BY_WEIGHT = [bisect_left(_BOUNDS, weight) + 1 for weight in range(MAX_WEIGHT + 1)]


def level_of(weight: int) -> int:
    """Return the level of a weight in half occurrences."""
    return LEVEL_BY_WEIGHT[min(weight, MAX_WEIGHT)]


def length_step(length: int) -> int:
    """Return the step of a length in terms: eighths of an octave."""
    return min((1 << LENGTH_BITS) - 1, round(STEPS_PER_OCTAVE * log2(1 + length)))


def average_step(total: int, records: int) -> int:
    """Return the step of the average length, from the sum of ``length_of`` all records."""
    return round(STEPS_PER_OCTAVE * log2(1 + total / max(1, records)))


def length_of(step: int) -> int:
    """Return the length that a step stands for."""
    return round(2 ** (step / STEPS_PER_OCTAVE))


def points_table(average: int) -> Sequence[Sequence[int]]:
    """Return the points of a level in a text: [level - 1][length step]."""
    shares = [2 ** ((step - average) / STEPS_PER_OCTAVE) for step in range(1 << LENGTH_BITS)]
    held_back = [SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * share) for share in shares]
    return [
        [max(1, floor(MOST_POINTS * weight / (weight + 2 * held) + 0.5)) for held in held_back] for weight in LEVELS
    ]
