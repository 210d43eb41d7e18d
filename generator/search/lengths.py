"""The lengths of all records in one file, as differences: most are near each other, and every first query loads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.search.codec import from_bits, to_bits
from generator.search.script import script

_WIDTHS = range(7)


def lengths_file(lengths: Mapping[int, int]) -> bytes:
    """Return the script of the length steps by number.

    It has a middle, a width and, for every number from 0, a zero where no record has it; else a one and the difference
    from the middle as a Golomb-Rice code of that width: 0, 1, 2, 3, 4 stand for 0, 1, -1, 2, -2 and so on.
    """
    steps = lengths.values()
    middle = round(sum(steps) / max(1, len(steps)))
    folded = {number: _fold(step - middle) for number, step in lengths.items()}
    width = min(_WIDTHS, key=lambda width: sum(width + (value >> width) for value in folded.values()))
    codes = (_code(folded[number], width) if number in folded else "0" for number in range(max(lengths, default=0) + 1))
    return script("lengths", [middle, width, from_bits("".join(codes))])


def read_lengths(data: Any) -> list[int]:
    """Return the length step of every number, 0 where no record has it; perhaps zeros behind them."""
    middle, width, packed = data
    codes: list[str] = re.findall(f"0|11*0[01]{{{width}}}", to_bits(packed))
    return [middle + _difference(code, width) if len(code) > 1 else 0 for code in codes]


def _fold(difference: int) -> int:
    return 2 * difference - 1 if difference > 0 else -2 * difference


@cache
def _code(folded: int, width: int) -> str:
    low = format(folded & (1 << width) - 1, f"0{width}b") if width else ""
    return f"1{'1' * (folded >> width)}0{low}"


@cache
def _difference(code: str, width: int) -> int:
    high = len(code) - width - 2
    folded = (high << width) + int(code[high + 2 :] or "0", 2)
    return (folded + 1) // 2 if folded & 1 else -(folded // 2)
