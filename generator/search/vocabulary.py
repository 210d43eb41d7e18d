"""The words that people may mean: for suggestions, typing errors, particles and initial consonants.

No dictionary: a written word is cut before a particle or ending when what is left is seen with several of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from generator.search.text import INITIALS, JOSA, is_hangul, split_syllable, split_words

_ENDINGS = frozenset(JOSA) | split_words(
    "이라는 들 하는 하고 하며 하여 해 한 할 함 합니다 했다 했습니다 하기 하지 하면 하게 되는 된 될 되고 되어 됩니다 되었다 적 적인"
    " 적으로 입니다 이다 인 였다 이었다 이고"
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
# A stem seen with this many endings is taken over a longer one.
_SURE = 4
_MOST = 6
# Words rarer than this stay out unless a title or name has them.
_LEAST = 2
CLASSES = 16
START_WORDS = 300
# One title says as much for a suggestion as this many texts.
_HEADLINE = 4


def depth_of(records: int) -> int:
    """Return by how many initial consonants words are told apart into files."""
    return (records >= 40) + (records >= 1600)


def shard_of(word: str, depth: int) -> str:
    """Return the file of a word or of a row of initial consonants: ``3-11`` at depth 2, ``3``, ``all``."""
    return _shard_of_beginning(word[:depth] if depth else "", depth)


@lru_cache(maxsize=1 << 16)
def _shard_of_beginning(beginning: str, depth: int) -> str:
    if depth == 0:
        return "all"
    if "a" <= beginning[0] <= "z":
        return f"x-{beginning[0]}" if depth == 2 else "x"
    places = [_initial(char) for char in beginning]
    if places[0] < 0:
        return "y"
    return "-".join(map(str, places)) if len(places) == depth and places[-1] >= 0 else "y"


def _initial(char: str) -> int:
    return split_syllable(char)[0] if is_hangul(char) else INITIALS.find(char)


def all_shards(depth: int) -> list[str]:
    """Return the name of every file there is at a depth, also of empty ones."""
    if depth == 0:
        return ["all"]
    places = range(len(INITIALS))
    if depth == 1:
        return ["x", "y", *map(str, places)]
    latin = [f"x-{chr(code)}" for code in range(ord("a"), ord("z") + 1)]
    return ["y", *latin, *(f"{first}-{second}" for first in places for second in places)]


def choose_words(counts: Mapping[str, int], headline: Mapping[str, int]) -> list[str]:
    """Return the words of one file, as a row of words for every class of frequency, rarest class first.

    ``counts`` has every written word that begins alike with the number of records that have it, ``headline`` those
    of titles and names.
    """
    endings: dict[str, set[str]] = {}
    splits_by_word: dict[str, list[str]] = {}
    for word in counts:
        stems = splits_by_word[word] = list(_stems(word))
        for stem in stems:
            endings.setdefault(stem, set()).add(word[len(stem) :])
    seen = {stem: len(found) for stem, found in endings.items()}
    frequency: dict[str, int] = {}
    for word, count in counts.items():
        stem = max(splits_by_word[word], key=lambda stem: _preference(stem, seen[stem]))
        if seen[stem] >= 2 or count >= 3 or not is_hangul(word[0]):
            frequency[stem] = frequency.get(stem, 0) + count
    chosen = {word: count for word, count in frequency.items() if count >= _LEAST}
    for word, count in headline.items():
        chosen[word] = frequency.get(word, 0) + _HEADLINE * count
    rows: list[list[str]] = [[] for _ in range(CLASSES)]
    for word in sorted(chosen):
        rows[min(CLASSES, chosen[word].bit_length()) - 1].append(word)
    while rows and not rows[-1]:
        rows.pop()
    return [" ".join(row) for row in rows]


def start_words(rows_by_file: Iterable[Sequence[str]]) -> list[str]:
    """Return the most frequent words of several files in the same form, for when one letter is typed only."""
    words = [(rarity, word) for rows in rows_by_file for rarity, row in enumerate(rows) for word in row.split()]
    best = sorted(words, key=lambda one: (-one[0], one[1]))[:START_WORDS]
    rows: list[list[str]] = [[] for _ in range(max((rarity for rarity, _ in best), default=-1) + 1)]
    for rarity, word in best:
        rows[rarity].append(word)
    return [" ".join(row) for row in rows]


def start_shards(depth: int) -> dict[str, list[str]]:
    """Return, where one letter does not tell the file of a word, the files for each first letter."""
    if depth < 2:
        return {}
    places = range(len(INITIALS))
    return {str(first): [f"{first}-{second}" for second in places] for first in places}


def _stems(word: str) -> Iterable[str]:
    yield word
    if is_hangul(word[0]):
        for length in range(1, min(_LONGEST_ENDING, len(word) - 2) + 1):
            if word[-length:] in _ENDINGS:
                yield word[:-length]


def _preference(stem: str, endings: int) -> tuple[int, int]:
    return min(endings, _MOST), -len(stem) if endings >= _SURE else len(stem)
