"""Rising numbers as few characters: Golomb-Rice coded gaps in base 64, which a script file carries without escapes."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice
from math import frexp, log
from operator import sub

# Bits of the two fields before a group's count.
_LEVEL_BITS = 4
_WIDTH_BITS = 4


class _Codes(dict[int, str]):
    """Gap -> its code with ``width`` low bits written plainly: ones for the rest, a zero, the low bits."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def __missing__(self, gap: int) -> str:
        high, low = gap - 1 >> self._width, (gap - 1) & (1 << self._width) - 1
        code = self[gap] = "1" * high + "0" + (format(low, f"0{self._width}b") if self._width else "")
        return code


class _Gaps(dict[str, int]):
    """Code -> its gap."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.pattern = re.compile(f"1*0[01]{{{width}}}")

    def __missing__(self, code: str) -> int:
        high = len(code) - self._width - 1
        gap = self[code] = (high << self._width) + int(code[high + 1 :] or "0", 2) + 1
        return gap


_CODES = [_Codes(width) for width in range(1 << _WIDTH_BITS)]
_GAPS = [_Gaps(width) for width in range(1 << _WIDTH_BITS)]


def encode_postings(levels: Iterable[tuple[int, Sequence[int]]]) -> str:
    """Return a term's postings from level -> rising numbers from 1, levels from 1 to 15.

    For each level: the level, the width of plain bits, how many (Elias gamma), the gaps. Level 0 ends.
    """
    parts = []
    for level, numbers in levels:
        count, last = len(numbers), numbers[-1]
        width = max(0, frexp(last / count * log(2))[1] - 1)
        size = format(count, "b")
        codes = _CODES[width]
        parts.append(f"{level:04b}{width:04b}{'0' * (len(size) - 1)}{size}{codes[numbers[0]]}")
        parts.extend(map(codes.__getitem__, map(sub, numbers[1:], numbers)))
    return from_bits("".join(parts))


def decode_postings(text: str) -> dict[int, list[int]]:
    """Return level -> rising numbers."""
    bits = to_bits(text)
    levels: dict[int, list[int]] = {}
    at = 0
    while at + _LEVEL_BITS <= len(bits) and (level := int(bits[at : at + _LEVEL_BITS], 2)):
        at += _LEVEL_BITS
        width = int(bits[at : at + _WIDTH_BITS], 2)
        at += _WIDTH_BITS
        zeros = bits.index("1", at) - at
        count = int(bits[at + zeros : at + 2 * zeros + 1], 2)
        at += 2 * zeros + 1
        gaps = _GAPS[width]
        codes = [code[0] for code in islice(gaps.pattern.finditer(bits, at), count)]
        at += sum(map(len, codes))
        levels[level] = list(accumulate(map(gaps.__getitem__, codes)))
    return levels


def pack_bits(values: Iterable[int], width: int) -> str:
    """Return values of ``width`` bits each, one after the other."""
    values = list(values) if width else []
    codes = {value: format(value, f"0{width}b") for value in set(values)}
    return from_bits("".join(map(codes.__getitem__, values)))


def unpack_bits(text: str, width: int) -> list[int]:
    """Return the values that ``pack_bits`` wrote, and perhaps zeros behind them."""
    bits = to_bits(text)
    return [int(bits[at : at + width], 2) for at in range(0, len(bits) - width + 1, width)]


def from_bits(bits: str) -> str:
    """Return a row of 0 and 1 in base 64, filled up with zeros."""
    if not bits:
        return ""
    bits += "0" * (-len(bits) % 8)
    return b64encode(int(bits, 2).to_bytes(len(bits) // 8, "big")).decode().rstrip("=")


def to_bits(text: str) -> str:
    """Return what ``from_bits`` wrote, with the zeros behind it."""
    data = b64decode(text + "=" * (-len(text) % 4))
    return format(int.from_bytes(data, "big"), f"0{len(data) * 8}b") if data else ""
