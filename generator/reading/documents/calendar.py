"""The months of a plan as bars: as the model proposes them, else from its own steps, shifted to the new year."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import Column, DocumentBlock, Form, Line, Note, Run
from generator.reading.documents.subject import Makers, Subject
from generator.reading.lines import plain
from generator.reading.ready import months_of_steps
from generator.records.derive import first_day

_BAR = "■"
_MOST_COLUMNS = 12
_YEAR_AND_MONTH = len("2021-05")


def _schedule_bars(subject: Subject) -> Iterable[DocumentBlock]:
    project = subject.project
    if project.schedule:
        rows = [(row.month, plain(row.what)) for row in project.schedule]
        yield Note("본보기가 제안한 일정입니다.", plain("우리 사정에 맞게 달을 고치고 줄을 더하거나 빼세요."))
        yield _bars(rows, subject)
        return
    steps = months_of_steps(project)
    if not steps:
        yield Note("일정을 셈하지 못했습니다.", plain("본보기에 달까지 적힌 추진 과정이 없습니다. 스스로 적으세요."))
        yield Form("추진 일정", (Column("할 일"), Column("때"), Column("맡은 곳")), (((),) * 3,) * 6)
        return
    began = first_day(project)[:_YEAR_AND_MONTH]
    told = f"본보기가 걸어온 달({began}부터)의 간격을"
    told += f" {subject.adopter.year}년으로 옮겼습니다." if subject.adopter.year else " 그대로 옮겼습니다."
    yield Note("셈한 일정입니다.", plain(f"{told} 제안된 일정이 아니니 고쳐 쓰세요."))
    yield _bars([(months + 1, (Run(step.what, subject.notes.cite(step.source)),)) for months, step in steps], subject)


def _bars(rows: list[tuple[int, Line]], subject: Subject) -> Form:
    """Return a row for each thing to do, with a bar in the column of its month (of a few months, in a long project)."""
    last = max(month for month, _ in rows)
    width = -(-last // _MOST_COLUMNS)
    spans = [(start, min(start + width - 1, last)) for start in range(1, last + 1, width)]
    titles = ["할 일", "때", *(f"{start}" if width == 1 else f"{start}~{end}" for start, end in spans)]
    cells = [
        (what, plain(_when(month, subject)), *(plain(_BAR if start <= month <= end else " ") for start, end in spans))
        for month, what in rows
    ]
    free: tuple[Line, ...] = ((), (), *(plain(" ") for _ in spans))
    return Form("추진 일정(막대의 칸은 몇째 달)", tuple(map(Column, titles)), (*cells, free, free))


def _when(month: int, subject: Subject) -> str:
    began = first_day(subject.project)
    if not subject.adopter.year or len(began) < _YEAR_AND_MONTH or subject.project.schedule:
        return f"{month}개월째"
    months = int(began[5:7]) - 1 + month - 1
    return f"{subject.adopter.year + months // 12}-{months % 12 + 1:02}"


CALENDAR: Makers = {"schedule_bars": _schedule_bars}
