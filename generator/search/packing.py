"""The postings of many terms at once, in arrays: the same text that ``codec.encode_postings`` writes for one."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from math import log

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

_LEVEL_BITS = 4
_WIDTH_BITS = 4


def starts_of(values: Numbers) -> Numbers:
    """Return where each run of equal values begins."""
    return np.flatnonzero(np.r_[True, values[1:] != values[:-1]])[: len(values)]


def _before(sizes: Numbers) -> Numbers:
    """Return what all sizes before each add up to."""
    return np.cumsum(sizes) - sizes


def pack_postings(terms: Numbers, levels: Numbers, numbers: Numbers) -> Iterator[str]:
    """Yield the postings of each term, from columns sorted by term, falling level and rising number.

    There is at least one row; a million of them take 200 MB on the way.
    """
    firsts = starts_of(terms << _LEVEL_BITS | levels)  # of the groups: numbers of one term and level
    counts = np.diff(firsts, append=len(terms))
    widths = np.maximum(0, np.frexp(numbers[firsts + counts - 1] / counts * log(2))[1].astype(np.int64) - 1)
    gaps = np.diff(numbers, prepend=0)
    gaps[firsts] = numbers[firsts]
    low_bits = np.repeat(widths, counts)
    high = gaps - 1 >> low_bits
    sizes = np.frexp(counts.astype(np.float64))[1].astype(np.int64)  # how many bits a count has
    headers = _LEVEL_BITS + _WIDTH_BITS + 2 * sizes - 1
    codes = high + 1 + low_bits
    groups = headers + np.add.reduceat(codes, firsts)
    # Each term begins with a byte of its own.
    term_firsts = starts_of(terms[firsts])
    lengths = -(-np.add.reduceat(groups, term_firsts) // 8)
    within = _before(groups)
    group_at = within + np.repeat(8 * _before(lengths) - within[term_firsts], np.diff(term_firsts, append=len(firsts)))
    within = _before(codes)
    code_at = within + np.repeat(group_at + headers - within[firsts], counts)

    marks = np.zeros(8 * int(lengths.sum()), np.int8)
    has_ones = high > 0
    marks[code_at[has_ones]] = 1
    marks[(code_at + high)[has_ones]] = -1
    bits = np.cumsum(marks, dtype=np.int8).view(np.uint8)
    _put(bits, group_at, levels[firsts], np.full_like(sizes, _LEVEL_BITS))
    _put(bits, group_at + _LEVEL_BITS, widths, np.full_like(sizes, _WIDTH_BITS))
    _put(bits, group_at + _LEVEL_BITS + _WIDTH_BITS + sizes - 1, counts, sizes)
    _put(bits, code_at + high + 1, gaps - 1 & (1 << low_bits) - 1, low_bits)
    data = np.packbits(bits).tobytes()
    at = 0
    for length in lengths.tolist():
        yield b64encode(data[at : at + length]).decode().rstrip("=")
        at += length


def _put(bits: npt.NDArray[np.uint8], at: Numbers, values: Numbers, sizes: Numbers) -> None:
    """Write each value with so many bits at its place, the highest bit first."""
    for place in range(int(sizes.max(initial=0))):
        wide = sizes > place
        at, values, sizes = at[wide], values[wide], sizes[wide]
        bits[at + sizes - 1 - place] = values >> place & 1
