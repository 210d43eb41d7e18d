"""Dates as far as they are known: ISO with hyphens, spans with a tilde."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from generator.records.derive import start_of
from generator.records.scalars import PartialDate, Span, When

_DAYS_UNTIL_STALE = 365


def format_span(start: PartialDate | str | None, end: PartialDate | str | None) -> str:
    """Return '2021-05 ~ 2022'; of an open span '2021-05부터', equal ends are one date."""
    if start and end:
        return str(start) if start == end else f"{start} ~ {end}"
    if start:
        return f"{start}부터"
    return f"{end}까지" if end else ""


def format_when(when: When | None) -> str:
    """Return the date or span; '' when unknown."""
    if isinstance(when, Span):
        return format_span(when.start, when.end)
    return str(when) if when else ""


def machine_day(when: When | None) -> str:
    """Return the half-known ISO date in which ``when`` begins, for machines; '' when unknown."""
    return str(start_of(when) or "")


def format_months(months: int) -> tuple[str, str]:
    """Return how long it took as number and unit; within one month it is said so."""
    return (f"약 {months}", "개월") if months else ("한 달", "안")


@cache  # many records tell of the same few months
def stale_from(date: PartialDate) -> str:
    """Return the ISO day from which the last day that ``date`` can mean lies more than a year back."""
    return (date.last + timedelta(days=_DAYS_UNTIL_STALE + 1)).isoformat()


def is_older_than_a_year(date: PartialDate, as_of: str) -> bool:
    """Tell whether the last day that ``date`` can mean lies more than a year before ``as_of`` (an ISO day)."""
    return as_of >= stale_from(date)
