"""The terms of one record, with their weights, in a form that is kept from build to build."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.search.document import SearchDocument
from generator.search.text import cut_runs, cut_terms, fold, is_hangul, split_words
from generator.search.weights import MAX_WEIGHT, length_step

# Half occurrences that one occurrence counts for.
TITLE_WEIGHT = 6
NAME_WEIGHT = 3
SUMMARY_WEIGHT = 3
BODY_WEIGHT = 2
# More says nothing more.
MAX_COUNT = 31
MAX_WORD = 14

# One syllable and one of these is a word of one syllable: 길을, 섬에서.
_SHORT_JOSA = split_words("은 는 이 가 을 를 의 에 로 와 과 도 만 에서 으로 에는 에도 까지 부터 마다")


def document_terms(document: SearchDocument) -> bytes:
    """Return all that the index needs of a record: lines of UTF-8 that ``Terms.read`` reads.

    Length step, row of the title block, runs of the titles, of the names, of the summary, then for every count the
    runs of the body.
    """
    titles, names, summary = (
        cut_runs(fold(" ".join(texts)))
        for texts in ((document.title, *document.titles), document.names, (document.summary,))
    )
    runs_by_count: dict[int, list[str]] = {}
    for run, count in Counter(cut_runs(fold("\n".join(document.body)))).items():
        runs_by_count.setdefault(min(count, MAX_COUNT), []).append(run)
    length = _count_terms(summary) + sum(count * _count_terms(runs) for count, runs in runs_by_count.items())
    lines = [
        str(length_step(length)),
        json.dumps([document.id, document.title, document.place, document.year], ensure_ascii=False),
        *(" ".join(runs) for runs in (titles, names, summary)),
        *(f"{count} {' '.join(runs)}" for count, runs in sorted(runs_by_count.items())),
    ]
    return "\n".join(lines).encode("utf-8", "replace")


def _count_terms(runs: list[str]) -> int:
    # Is asked of four hundred runs a record: as a function of one run it would take twice as long.
    return sum([len(run) - 1 if len(run) > 1 and "가" <= run[0] <= "힣" else 1 for run in runs])


@dataclass(frozen=True, slots=True)
class Terms:
    """What ``document_terms`` wrote."""

    length: int  # of the text, in steps: a word more seldom changes it
    row: list[object]  # id, title, place, year
    titles: list[str]
    names: list[str]
    summary: list[str]
    runs_by_count: Mapping[int, list[str]]

    @classmethod
    def read(cls, data: bytes) -> Terms:
        """Return the terms of a record."""
        length, row, titles, names, summary, *counted = data.decode().split("\n")
        runs_by_count = {}
        for line in counted:
            count, *runs = line.split(" ")
            runs_by_count[int(count)] = runs
        return cls(int(length), json.loads(row), titles.split(), names.split(), summary.split(), runs_by_count)

    def weighted_runs(self) -> list[tuple[int, list[str]]]:
        """Return the runs with what each occurrence weighs; a run may come several times and its weights add up.

        Every syllable of titles and names stands for itself too, so that a query of one syllable finds them.
        """
        syllables = sorted({char for run in (*self.titles, *self.names) if is_hangul(run[0]) for char in run})
        body = [(min(MAX_WEIGHT, BODY_WEIGHT * count), runs) for count, runs in self.runs_by_count.items()]
        return [
            *body,
            (SUMMARY_WEIGHT, self.summary),
            (NAME_WEIGHT, self.names),
            (TITLE_WEIGHT, self.titles),
            (NAME_WEIGHT, syllables),
        ]

    def weights(self) -> dict[str, int]:
        """Return every term with its weight in half occurrences."""
        weights: defaultdict[str, int] = defaultdict(int)
        for weight, runs in self.weighted_runs():
            for run in runs:
                for term in terms_of(run):
                    weights[term] += weight
        return weights

    def words(self) -> set[str]:
        """Return the words as written."""
        return set(filter(is_word, {*self.titles, *self.names, *self.summary}.union(*self.runs_by_count.values())))

    def title_words(self) -> list[str]:
        """Return the words of the titles, in order."""
        return sorted(set(filter(is_word, self.titles)))

    def headline(self) -> set[str]:
        """Return the words of titles and names."""
        return set(filter(is_word, (*self.titles, *self.names)))


def read_length(terms: bytes) -> int:
    """Return the length step alone of what ``document_terms`` wrote."""
    return int(terms[: terms.index(b"\n")])


@lru_cache(maxsize=1 << 18)
def is_word(run: str) -> bool:
    """Tell whether a run is a word to suggest, not a single letter, a number or a string of letters."""
    return 2 <= len(run) <= MAX_WORD and not run.isdecimal()


@lru_cache(maxsize=1 << 18)
def terms_of(run: str) -> tuple[str, ...]:
    """Return the terms of a run in a text; a syllable with a particle is a word of one syllable too."""
    terms = cut_terms(run)
    if 2 <= len(run) <= 3 and run[1:] in _SHORT_JOSA:
        terms.append(run[0])
    return tuple(terms)
