"""Money in Korean words: '1억 2,000만 원', ranges, and what comes from the state."""

from __future__ import annotations

from collections.abc import Iterable

from generator.records.choices import Bound, FundKind
from generator.records.model import Funding

_EOK, _MAN = 100_000_000, 10_000
# Papers use both words for the same money, so they are added up under one.
CENTRAL_KINDS = frozenset({FundKind.NATIONAL, FundKind.SPECIAL_GRANT})
CENTRAL_LABEL = "중앙 재원"


def won_parts(won: int) -> tuple[str, str]:
    """Return the amount without and with its last unit apart: ('1억 2,000만', '원')."""
    sign, rest = ("-" if won < 0 else ""), abs(won)
    eok, rest = divmod(rest, _EOK)
    man, single = divmod(rest, _MAN)
    words = [f"{eok:,}억"] if eok else []
    if man:
        words.append(f"{man:,}만")
    if single or not words:
        words.append(f"{single:,}")
    return sign + " ".join(words), "원"


def format_won(won: int, bound: Bound = Bound.EXACT) -> str:
    """Return '1억 2,000만 원', with '약', '이상' or '이하' where it is not exact."""
    amount, unit = won_parts(won)
    return with_bound(f"{amount} {unit}", bound)


def with_bound(text: str, bound: Bound) -> str:
    """Return ``text`` with the word for how exact it is."""
    if bound is Bound.EXACT:
        return text
    if bound is Bound.ABOUT:
        return f"약 {text}"
    return f"{text} 이상" if bound is Bound.AT_LEAST else f"{text} 이하"


def format_range(amount: int | None, least: int | None, most: int | None) -> str:
    """Return one amount, or from a least to a most with either end open; '' when nothing is known."""
    if amount is not None:
        return format_won(amount)
    if least is not None and most is not None:
        return f"{won_parts(least)[0]} ~ {format_won(most)}"
    if least is not None:
        return format_won(least, Bound.AT_LEAST)
    return format_won(most, Bound.AT_MOST) if most is not None else ""


def total_bound(lines: Iterable[Funding]) -> Bound:
    """Return how exact the sum of the lines is."""
    bounds = {line.bound for line in lines if line.amount is not None} - {Bound.EXACT}
    if not bounds:
        return Bound.EXACT
    return bounds.pop() if len(bounds) == 1 else Bound.ABOUT


def central_total(lines: Iterable[Funding]) -> int | None:
    """Return the sum of what the state gave; None where no such amount is known."""
    amounts = [line.amount for line in lines if line.kind in CENTRAL_KINDS and line.amount is not None]
    return sum(amounts) if amounts else None


def format_share(amount: int, total: int) -> str:
    """Return the share in whole percent, '1% 미만' for a small one."""
    if not total:
        return ""
    percent = round(amount * 100 / total)
    return f"{percent}%" if percent or not amount else "1% 미만"
