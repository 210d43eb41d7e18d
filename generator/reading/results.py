"""What changed: outcomes with before, after and evidence; what was only planned stands apart and is never a result."""

from __future__ import annotations

from generator.reading.blocks import Block, Line, Mark, Paragraph, Plot, Result, Results, Run, Section, Value
from generator.reading.dates import format_when
from generator.reading.lines import (
    empty_value,
    evidence_sign,
    format_number,
    format_value,
    join_value,
    make_table,
    plain,
    quiet_note,
    short,
)
from generator.reading.readings import covers_a_year, is_part_of_a_year, last_reading, list_series
from generator.reading.sources import Notes
from generator.records.choices import Bound, Evidence
from generator.records.derive import has_result
from generator.records.model import Outcome, Project, Reading

_PERCENT = "%"


def read_results(project: Project, notes: Notes) -> Section | None:
    """Return what came about; None where nothing is known to have."""
    known = [outcome for outcome in project.outcomes if has_result(outcome)]
    if not known:
        return None
    with_base = sum(outcome.baseline is not None for outcome in known)
    count = f"성과 {len(known)}건 · 사업 전 값이 있는 것 {with_base}건"
    items = tuple(_result(outcome, notes) for outcome in known)
    blocks: tuple[Block, ...] = (Results(items),)
    if any(item.plot is None and len(list_series(outcome)) == 1 for item, outcome in zip(items, known, strict=True)):
        blocks += (Paragraph(plain("한 번만 잰 값은 비율이 아니면 그림을 그리지 않았습니다.", "quiet")),)
    return Section("change", "무엇이 달라졌나", blocks, count, notes.take_used())


def read_aims(project: Project, notes: Notes) -> Section | None:
    """Return what was planned and has no known result; None where there is nothing of the kind."""
    aims = [outcome for outcome in project.outcomes if not has_result(outcome)]
    if not aims:
        return None
    rows: list[tuple[Line, ...]] = []
    for outcome in aims:
        planned = [outcome.target] if outcome.target else list(outcome.readings)
        sources = [*outcome.source, *(name for reading in planned for name in reading.source)]
        if outcome.baseline:
            sources += outcome.baseline.source
        rows.append(
            (
                (Run(outcome.metric, notes.cite(sources)),),
                plain(_joined(outcome.baseline, outcome.unit)),
                plain(", ".join(_joined(reading, outcome.unit) for reading in planned) or (outcome.change or "")),
                plain(", ".join(filter(None, (format_when(reading.date) for reading in planned)))),
                plain(" ".join(filter(None, (outcome.note, *(reading.note for reading in planned))))),
            )
        )
    titles = ("지표", "사업 전 값", "계획한 값", "기한", "덧붙임")
    blocks: tuple[Block, ...] = (make_table("계획한 값. 이루었는지는 확인하지 못했습니다.", titles, rows),)
    return Section("aims", "계획한 성과", blocks, f"결과를 모르는 계획 {len(aims)}건", notes.take_used())


def _joined(reading: Reading | None, unit: str | None) -> str:
    return join_value(reading.value, unit, reading.bound) if reading else ""


def _result(outcome: Outcome, notes: Notes) -> Result:
    readings = outcome.readings
    if outcome.baseline:
        before = _value(outcome.baseline, outcome.unit, notes, fallback="사업 전")
    elif len(readings) > 1:
        before = _value(readings[0], outcome.unit, notes, fallback="처음")
    else:
        before = empty_value("사업 전")
    if readings:
        after = _value(last_reading(outcome), outcome.unit, notes, fallback="잰 때 모름")
    else:
        after = Value("변화", outcome.change or "")
    return Result(outcome.metric, notes.cite(outcome.source), before, after, _foot(outcome, notes), _plot(outcome))


def _value(reading: Reading, unit: str | None, notes: Notes, fallback: str) -> Value:
    text, shown_unit = format_value(reading.value, unit, reading.bound)
    label = " · ".join(filter(None, (format_when(reading.date) or fallback, reading.note)))
    return Value(label, text, shown_unit, notes.cite(reading.source))


def _foot(outcome: Outcome, notes: Notes) -> Line:
    parts: list[Line] = [(evidence_sign(outcome.evidence),)]
    if outcome.kind:
        parts.append(plain(short(outcome.kind), "quiet"))
    if outcome.method:
        parts.append(plain(f"잰 방법: {outcome.method}"))
    elif outcome.evidence is Evidence.MEASURED:
        parts.append(plain("잰 방법 기록 없음", "missing"))
    if computed := _computed_change(outcome):
        parts.append(plain(computed))
    if outcome.change and outcome.readings:
        parts.append(plain(f"알려진 변화: {outcome.change}"))
    if outcome.target:
        when = format_when(outcome.target.date)
        told = f"목표 {_joined(outcome.target, outcome.unit)}" + (f" ({when})" if when else "")
        parts.append((Run(told, notes.cite(outcome.target.source)),))
    parts += [_beside(reading, outcome, notes) for reading in _unshown(outcome)]
    parts.append(quiet_note(outcome.note))
    return tuple(piece for part in parts for piece in part)


def _unshown(outcome: Outcome) -> list[Reading]:
    """Return the readings that are neither the value before nor the value after."""
    series = list_series(outcome)
    shown = [series[0], last_reading(outcome)] if outcome.readings else series
    return [reading for reading in series if not any(reading is other for other in shown)]


def _beside(reading: Reading, outcome: Outcome, notes: Notes) -> Line:
    told = f"{format_when(reading.date) or '때 모름'} {_joined(reading, outcome.unit)}"
    about = "한 해의 일부" if _is_partial(reading, outcome) else ""
    about = ", ".join(filter(None, (about, reading.note)))
    return (Run(f"{told} ({about})" if about else told, notes.cite(reading.source)),)


def _computed_change(outcome: Outcome) -> str:
    base, last = outcome.baseline, last_reading(outcome) if outcome.readings else None
    if base is None or last is None or {base.bound, last.bound} != {Bound.EXACT} or not base.value:
        return ""
    if covers_a_year(base) and is_part_of_a_year(last):
        return ""
    difference = last.value - base.value
    if not difference:
        return "그대로(계산값)"
    word = "늘어남" if difference > 0 else "줄어듦"
    if outcome.unit == _PERCENT:
        return f"{format_number(abs(round(difference, 1)))}%p {word}(계산값)"
    return f"{abs(difference) * 100 / abs(base.value):.0f}% {word}(계산값)"


def _plot(outcome: Outcome) -> Plot | None:
    series = list_series(outcome)
    if not series or not outcome.readings or any(reading.value < 0 for reading in series):
        return None
    if len(series) == 1:
        if outcome.unit != _PERCENT or series[0].value > 100:
            return None
        told = f"{outcome.metric} {_joined(series[0], _PERCENT)}, 100% 가운데"
        return Plot("bar100", told, (_mark(series[0], outcome, partial=False),))
    if not any(reading.value for reading in series):
        return None
    marks = tuple(_mark(item, outcome, partial=_is_partial(item, outcome)) for item in series)
    told = ", ".join(f"{mark.label} {mark.text}" for mark in marks)
    return Plot("slope" if len(marks) == 2 else "bars", f"{outcome.metric}: {told}", marks)


def _mark(reading: Reading, outcome: Outcome, *, partial: bool) -> Mark:
    label = format_when(reading.date) or ("사업 전" if reading is outcome.baseline else "때 모름")
    return Mark(label, float(reading.value), _joined(reading, outcome.unit), partial)


def _is_partial(reading: Reading, outcome: Outcome) -> bool:
    # A part of a year beside whole years is drawn hatched: it must not look like a fall.
    return is_part_of_a_year(reading) and any(map(covers_a_year, list_series(outcome)))
