"""What was learnt and what came after: lessons, operation, status, awards."""

from __future__ import annotations

from generator.reading.blocks import (
    Block,
    Bullets,
    Lesson,
    Lessons,
    Line,
    Run,
    Section,
    Shape,
    Sign,
    SubHeading,
    Term,
    Terms,
)
from generator.reading.context import Context
from generator.reading.dates import format_when
from generator.reading.glance import needs_confirmation
from generator.reading.lines import format_number, plain, quiet_note, short, status_line
from generator.reading.money import format_won
from generator.reading.sources import Notes
from generator.records.choices import LessonKind
from generator.records.derive import in_order, latest_status
from generator.records.model import Award, Operation, Project

_LESSON_SHAPES: dict[LessonKind, Shape] = {
    LessonKind.DO: "do",
    LessonKind.AVOID: "avoid",
    LessonKind.CAUTION: "caution",
}


def read_lessons(project: Project, notes: Notes) -> Section | None:
    """Return the lessons, what to do first; None without any."""
    if not project.lessons:
        return None
    ordered = sorted(project.lessons, key=lambda lesson: list(LessonKind).index(lesson.kind))
    items = tuple(
        Lesson(
            Sign(_LESSON_SHAPES[lesson.kind], lesson.kind.label),
            (Run(lesson.text, notes.cite(lesson.source)), *quiet_note(lesson.note)),
        )
        for lesson in ordered
    )
    return Section("lessons", "배운 점", (Lessons(items),), f"{len(items)}가지", notes.take_used())


def read_aftermath(project: Project, context: Context, notes: Notes) -> Section | None:
    """Return operation, status and awards; None without any."""
    blocks = (*read_operation(project, notes), *read_status(project, context, notes), *read_awards(project, notes))
    if not blocks:
        return None
    return Section("after", "그 뒤", blocks, numbers=notes.take_used())


def read_operation(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return who runs it with what money, below its heading."""
    if project.operation and (rows := _operation(project.operation)):
        return (SubHeading("운영"), Terms((*rows, *_evidence(project.operation, notes))))
    return ()


def read_status(project: Project, context: Context, notes: Notes) -> tuple[Block, ...]:
    """Return where it stood and when, below its heading, and whether nobody has looked for a year."""
    if not project.status:
        return ()
    lines = [status_line(entry, notes.cite(entry.source)) for entry in in_order(project.status)]
    if needs_confirmation(latest_status(project), context.as_of):
        lines.append((Sign("confirm", "확인 필요"), Run(" 한 해가 넘도록 새 기록이 없습니다.")))
    return (SubHeading("운영 상태"), Bullets(tuple(lines)))


def read_awards(project: Project, notes: Notes) -> tuple[Block, ...]:
    """Return the prizes, below their heading."""
    if not project.awards:
        return ()
    return (SubHeading("수상"), Bullets(tuple(_award(award, notes) for award in project.awards)))


def _award(award: Award, notes: Notes) -> Line:
    when = format_when(award.date)
    # '2020 2020 정부혁신…': the name of the award has its year.
    date: Line = () if award.what.startswith(when) else plain(f"{when} ", "quiet")
    return (*date, Run(award.what, notes.cite(award.source)), *quiet_note(award.note))


def _operation(operation: Operation) -> list[Term]:
    staff = "" if operation.staff is None else f"{format_number(operation.staff)}명"
    cost = "" if operation.yearly_cost is None else format_won(operation.yearly_cost)
    told: list[tuple[str, str]] = [
        ("운영 부서·기관", operation.office or ""),
        ("해마다 드는 돈", cost),
        ("운영 재원", short(operation.funding) if operation.funding else ""),
        ("운영 인력", staff),
        ("유지관리", operation.maintenance or ""),
        ("자산의 주인", operation.assets or ""),
        ("기준일", str(operation.as_of or "")),
        ("덧붙임", operation.note or ""),
    ]
    return [Term(word, (plain(text),)) for word, text in told if text]


def _evidence(operation: Operation, notes: Notes) -> list[Term]:
    numbers = notes.cite(operation.source)
    line: Line = (Run("", numbers),)
    return [Term("근거", (line,))] if numbers else []
