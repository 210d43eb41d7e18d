"""Which of an outcome's readings may stand beside each other: a part of a year is not compared with a whole one."""

from __future__ import annotations

from generator.records.model import Outcome, Reading
from generator.records.scalars import Span

_YEAR = len("2021")
_DAYS_OF_A_YEAR = 364


def list_series(outcome: Outcome) -> list[Reading]:
    """Return every known value in the order of the record, the one before the project first."""
    return ([outcome.baseline] if outcome.baseline else []) + list(outcome.readings)


def last_reading(outcome: Outcome) -> Reading:
    """Return the value to show as the newest: after a whole year the last whole year, where there is one."""
    first, last = list_series(outcome)[0], outcome.readings[-1]
    if covers_a_year(first) and is_part_of_a_year(last):
        return next((item for item in outcome.readings[::-1] if covers_a_year(item) and item is not first), last)
    return last


def covers_a_year(reading: Reading) -> bool:
    """Tell whether the value stands for a year or more."""
    date = reading.date
    if isinstance(date, Span):
        return bool(date.start and date.end) and not is_part_of_a_year(reading)
    return bool(date) and len(str(date)) == _YEAR


def is_part_of_a_year(reading: Reading) -> bool:
    """Tell whether the value stands for a span of less than a year."""
    date = reading.date
    return isinstance(date, Span) and bool(date.start and date.end) and (date.last - date.first).days < _DAYS_OF_A_YEAR
