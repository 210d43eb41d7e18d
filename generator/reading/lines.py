"""Small pieces of lines: words of choices, values with their unit, names with links, tables without empty columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.reading.blocks import Column, Line, Run, Shape, Sign, Table, Target, Tone, Value
from generator.reading.context import Context, Relative
from generator.reading.money import format_won, with_bound, won_parts
from generator.records.choices import Bound, Choice, Evidence, State, StopReason
from generator.records.model import Project, StatusEntry

NOT_RECORDED: Line = (Run("기록 없음", tone="missing"),)

_EVIDENCE_SHAPES: dict[Evidence, Shape] = {
    Evidence.MEASURED: "measured",
    Evidence.REPORTED: "reported",
    Evidence.ESTIMATED: "estimated",
    Evidence.PLANNED: "planned",
}
_STATE_SHAPES: dict[State, Shape] = {
    State.PLANNED: "intended",
    State.PREPARING: "preparing",
    State.PILOT: "running",
    State.RUNNING: "running",
    State.ESTABLISHED: "running",
    State.COMPLETED: "ended",
    State.STOPPED: "stopped",
    State.DECLINED: "stopped",
}


def short(choice: Choice) -> str:
    """Return the word of a choice without the explanation in brackets."""
    return choice.label.partition("(")[0]


def plain(text: str, tone: Tone = "") -> Line:
    """Return ``text`` as a line; an empty line for no text."""
    return (Run(text, (), None, tone),) if text else ()


def join_lines(lines: Iterable[Line], separator: str = ", ") -> Line:
    """Return the lines as one, with ``separator`` between them."""
    joined: list[Run | Sign] = []
    for line in lines:
        if not line:
            continue
        if joined:
            joined.append(Run(separator))
        joined.extend(line)
    return tuple(joined)


def quiet_note(note: str | None) -> Line:
    """Return a note that follows a fact, '' for none."""
    return (Run(f" {note}", (), None, "quiet"),) if note else ()


def evidence_sign(evidence: Evidence) -> Sign:
    """Return how well an outcome is known, as shape and word."""
    return Sign(_EVIDENCE_SHAPES[evidence], short(evidence))


def state_sign(state: State) -> Sign:
    """Return where a project stands, as shape and word."""
    return Sign(_STATE_SHAPES[state], short(state))


def stop_reasons(reasons: Iterable[StopReason]) -> str:
    """Return why it stopped, in words."""
    return ", ".join(reason.label for reason in reasons)


def format_number(value: float) -> str:
    """Return the number with a comma at every thousand, and the decimals it was written with."""
    return f"{value:,}"


def format_value(value: float, unit: str | None, bound: Bound) -> tuple[str, str]:
    """Return a value and its unit apart; won are read as money."""
    if unit == "원" and isinstance(value, int):
        text, shown_unit = won_parts(value)
    else:
        text, shown_unit = format_number(value), unit or ""
    if bound in (Bound.EXACT, Bound.ABOUT):
        return with_bound(text, bound), shown_unit
    return text, with_bound(shown_unit, bound).strip()


def join_value(value: float, unit: str | None, bound: Bound) -> str:
    """Return a value with its unit in one piece."""
    if unit == "원" and isinstance(value, int):
        return format_won(value, bound)
    text = format_number(value)
    return with_bound(f"{text} {unit}" if unit and unit.isascii() and unit != "%" else f"{text}{unit or ''}", bound)


def empty_value(label: str) -> Value:
    """Return the place of a value that is not known."""
    return Value(label, "")


def municipality_line(context: Context, written: str) -> Line:
    """Return a municipality as it was called, linked, with what it is today where that differs."""
    place = context.places.get(written)
    if place is None:
        return plain(written)
    if not place.now:
        return (Run(place.name, to=Target("municipality", place.code)),)
    today = join_lines((Run(name, to=Target("municipality", code)),) for code, name in place.now)
    return (Run(place.name), Run(" (지금 ", tone="quiet"), *today, Run(")", tone="quiet"))


def lead_place(project: Project, context: Context) -> str:
    """Return the name of the municipality that leads."""
    written = project.municipalities[0] if project.municipalities else ""
    place = context.places.get(written)
    return place.name if place else written


def relative_line(context: Context, project_id: str) -> Line:
    """Return a link to another guidebook with its municipality; the bare id where there is no such record."""
    relative = context.relatives.get(project_id)
    if relative is None:
        return plain(project_id)
    return (Run(relative_title(relative), to=Target("guidebook", project_id)),)


def relative_title(relative: Relative) -> str:
    """Return municipality and title of another project."""
    return f"{relative.place} · {relative.title}" if relative.place else relative.title


def status_line(entry: StatusEntry, numbers: tuple[int, ...]) -> Line:
    """Return one entry of the status: state, date, reasons, note."""
    rest = quiet_note(stop_reasons(entry.stopped_because) or None) + quiet_note(entry.note)
    return (state_sign(entry.state), Run(f" {entry.date}"), *rest, Run("", numbers))


def make_table(
    caption: str, titles: Sequence[str], rows: Sequence[Sequence[Line]], *, numeric: str = "", has_keys: bool = False
) -> Table:
    """Return a table without columns that say nothing; an empty cell says 기록 없음.

    ``numeric`` names the titles of columns of numbers, with a space between them.
    """
    kept = [n for n in range(len(titles)) if n == 0 or any(row[n] for row in rows)]
    numbers = numeric.split()
    columns = tuple([Column(titles[n], titles[n] in numbers) for n in kept])
    cells = tuple([tuple([tuple(row[n]) or NOT_RECORDED for n in kept]) for row in rows])
    return Table(caption, columns, cells, has_keys)
