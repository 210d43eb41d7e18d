"""All records' runs -> every term's postings."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import count

import numpy as np

from generator.search.packing import Numbers, pack_postings, starts_of
from generator.search.terms import Terms, terms_of
from generator.search.weights import LEVEL_BY_WEIGHT, LEVELS

# Term, record's number and weight are put together in one integer of 64 bits, so that one sort brings them in order.
_WEIGHT_BITS = 6
_LEVEL_BITS = 4
_NUMBER_BITS = 24
_ENTRY_BITS = _NUMBER_BITS + _WEIGHT_BITS
_RUN_BITS = 32
# So many entries are put in order at a time.
_TOGETHER = 1 << 18


class Inverter:
    """Gathers which record has which run, and gives out the terms at the end.

    Runs first and terms of runs afterwards, so that a run is cut once and not once a record; and all as arrays: ten
    thousand records have millions of entries, and lists of them took five times as long.
    """

    def __init__(self) -> None:
        self._place_by_run: defaultdict[str, int] = defaultdict(count().__next__)
        self._runs = array("I")  # the runs of all records, one after the other, by their place
        self._entries = array("I")  # number and weight of the runs that follow each other …
        self._lengths = array("I")  # … and how many these are

    def add(self, number: int, terms: Terms) -> None:
        """Take in one record."""
        for weight, runs in terms.weighted_runs():
            self._runs.extend(map(self._place_by_run.__getitem__, runs))
            self._entries.append(number << _WEIGHT_BITS | weight)
            self._lengths.append(len(runs))

    def count_records(self) -> dict[str, int]:
        """Return in how many records each run is."""
        pairs = self._sorted_entries >> _WEIGHT_BITS
        counts = np.bincount(pairs[starts_of(pairs)] >> _NUMBER_BITS, minlength=len(self._place_by_run))
        return dict(zip(self._place_by_run, counts.tolist(), strict=True))

    def postings(self) -> Iterator[tuple[str, str]]:
        """Yield every term in order, with what ``encode_postings`` makes of its numbers by level."""
        cut = [terms_of(run) for run in self._place_by_run]
        terms = sorted({term for terms in cut for term in terms})
        place_by_term = {term: place for place, term in enumerate(terms)}
        # Which term takes the entries of which runs, in the order of terms.
        pairs = np.fromiter(
            (place_by_term[term] << _RUN_BITS | run for run, terms in enumerate(cut) for term in terms), np.int64
        )
        pairs.sort()
        return zip(terms, self._pack(pairs >> _RUN_BITS, pairs & (1 << _RUN_BITS) - 1), strict=True)

    @cached_property
    def _sorted_entries(self) -> Numbers:
        """Run, number and weight of everything that was taken in."""
        lengths = np.frombuffer(self._lengths, np.uint32)
        entries = np.frombuffer(self._runs, np.uint32).astype(np.int64) << _ENTRY_BITS
        entries |= np.repeat(np.frombuffer(self._entries, np.uint32), lengths)
        entries.sort()
        return entries

    def _pack(self, terms: Numbers, runs: Numbers) -> Iterator[str]:
        entries = self._sorted_entries
        sizes = np.bincount(entries >> _ENTRY_BITS)
        firsts = np.cumsum(sizes) - sizes
        # Together as many terms as have a few hundred thousand entries: these take memory, and fit the cache.
        term_starts = starts_of(terms)
        taken = np.cumsum(sizes[runs])[term_starts] // _TOGETHER
        bounds = [*term_starts[starts_of(taken)].tolist(), len(terms)]
        for rows in map(slice, bounds, bounds[1:]):
            counts = sizes[runs[rows]]
            places = np.repeat(firsts[runs[rows]] - (np.cumsum(counts) - counts), counts)
            places += np.arange(len(places))
            keys = entries[places] & (1 << _ENTRY_BITS) - 1
            keys |= np.repeat(terms[rows], counts) << _ENTRY_BITS
            yield from pack_postings(*_add_up(keys))


def _add_up(keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return terms, levels and numbers as ``pack_postings`` takes them, the weights of equal pairs added up."""
    keys.sort()
    pairs = keys >> _WEIGHT_BITS
    firsts = starts_of(pairs)
    weights = np.add.reduceat(keys & (1 << _WEIGHT_BITS) - 1, firsts)
    pairs = pairs[firsts]
    levels = np.array(LEVEL_BY_WEIGHT)[np.minimum(weights, len(LEVEL_BY_WEIGHT) - 1)]
    order = (pairs >> _NUMBER_BITS) << _LEVEL_BITS | len(LEVELS) - levels
    order = order << _NUMBER_BITS | pairs & (1 << _NUMBER_BITS) - 1
    order.sort()
    places = order >> _NUMBER_BITS
    numbers = order & (1 << _NUMBER_BITS) - 1
    return places >> _LEVEL_BITS, len(LEVELS) - (places & (1 << _LEVEL_BITS) - 1), numbers
