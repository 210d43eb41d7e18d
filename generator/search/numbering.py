"""Numbers that depend on the set of records only and hardly move when one comes or goes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache


@cache  # the same ids are numbered for the index as it was, as it becomes, and for the pages
def hash_text(text: str) -> int:
    """Return FNV-1a over UTF-16 units, which JavaScript computes alike."""
    value = 2166136261
    data = text.encode("utf-16-le", "surrogatepass")
    for low, high in zip(data[::2], data[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * 16777619) & 0xFFFFFFFF
    return value


def step_up(value: float) -> int:
    """Return the least step of a ladder of eighths of an octave that is not below ``value``."""
    return math.ceil(2 ** (math.ceil(8 * math.log2(max(value, 1)) - 1e-9) / 8))


def slot_count(records: int) -> int:
    """Return how many numbers there are to give away: about three for two records, in coarse steps."""
    return step_up(1.53 * records + 8)


def shard_count(records: int) -> int:
    """Return how many files the postings go into: a power of two, some five records a file."""
    return 1 << max(0, round(math.log2(max(records, 1) / 5)))


def number_records(ids: Iterable[str]) -> dict[str, int]:
    """Return the number of each record, from 1: its hash, or the next free number.

    Sorted by hash before the next free number is looked for, so the order in which records came does not matter
    and a new one moves only its few neighbours.
    """
    ids = list(ids)
    slots = slot_count(len(ids))
    placed = sorted((hash_text(id_) * slots >> 32, id_) for id_ in ids)
    numbers: dict[str, int] = {}
    last = 0
    for wanted, id_ in placed:
        last = max(wanted + 1, last + 1)
        numbers[id_] = last
    return numbers
