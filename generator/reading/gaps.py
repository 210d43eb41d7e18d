"""What is not known yet: derived from what is empty, never typed, each gap named once."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias, get_args

from pydantic import BaseModel

from generator.reading.blocks import Answer, Block, Bullets, Completeness, Line, Paragraph, Run, Section, SubHeading
from generator.reading.lines import plain
from generator.reading.sources import Notes
from generator.records.choices import Absence
from generator.records.completeness import QUESTIONS, Need
from generator.records.model import Project

# Keys that stand in the reading and belong to no question, in the order of the reading.
_OTHER_KEYS = (
    "official_title", "call", "track", "field", "task", "topics", "technologies", "period", "lead", "problem", "solution",
    "background", "sites", "spending", "partners", "team", "risks", "advice", "workshops", "verified", "licence",
)  # fmt: skip
# Not having these is no gap: most projects have none.
_MAY_BE_EMPTY = frozenset({"official_title", "track", "background", "sites", "advice", "workshops", "task", "licence"})
# What is said of a key that says something, only not enough to answer the question.
_NOT_ENOUGH = {
    "outcomes": "이룬 값",
    "status": "그 뒤의 상태",
    "process": "시작한 달과 쓰기 시작한 달",
    "procedures": "절차의 결과와 걸린 날",
    "team": "주민 단장과 단원",
    "deliverables": "산출물을 얻는 길과 이용 조건",
}

_COUNTS = (
    "하나도 답하지 못함", "하나에 답함", "둘에 답함", "셋에 답함", "넷에 답함", "다섯에 답함", "여섯에 답함", "일곱에 답함",
    "여덟에 답함", "아홉에 답함", "열에 답함", "열하나에 답함", "열둘에 답함", "열셋에 답함", "열넷에 답함", "열다섯에 답함",
)  # fmt: skip
_APPLYING = (
    "해당하는 물음이 없음", "한 물음", "두 물음", "세 물음", "네 물음", "다섯 물음", "여섯 물음", "일곱 물음", "여덟 물음", "아홉 물음",
    "열 물음", "열한 물음", "열두 물음", "열세 물음", "열네 물음", "열다섯 물음",
)  # fmt: skip


OpenNeeds: TypeAlias = tuple[tuple[Need, ...] | None, ...]


def read_completeness(open_needs: OpenNeeds) -> Completeness:
    """Return how many of the fifteen questions are answered, in words, and which."""
    answers = tuple(
        Answer(question.text, None if needs is None else not needs)
        for question, needs in zip(QUESTIONS, open_needs, strict=True)
    )
    applying = [answer.answered for answer in answers if answer.answered is not None]
    return Completeness(f"{_APPLYING[len(applying)]} 가운데 {_COUNTS[sum(applying)]}", answers)


def list_gaps(project: Project, open_needs: OpenNeeds) -> tuple[Line, ...]:
    """Return what is missing, each once: unanswered questions with their empty keys, then the other empty keys."""
    lines: list[Line] = []
    told: set[str] = set()
    for question, needs in zip(QUESTIONS, open_needs, strict=True):
        if needs:
            keys = [key for need in needs for key in need]
            told |= {key.partition(".")[0] for key in keys}
            named = ", ".join(dict.fromkeys(_missing(project, key) for key in keys))
            lines.append((Run(question.text, tone="strong"), Run(f" {named}", tone="quiet")))
    for key in _OTHER_KEYS:
        unasked = key in _MAY_BE_EMPTY and key not in project.absent
        not_applicable = project.absent.get(key) is Absence.NOT_APPLICABLE
        if key not in told and not unasked and not not_applicable and _is_empty(project, key):
            lines.append(plain(_named(project, key)))
    results = [outcome for outcome in project.outcomes if outcome.readings]
    without_base = sum(outcome.baseline is None for outcome in results)
    if without_base:
        lines.append(plain(f"사업 전 값: 성과 {len(results)}건 가운데 {without_base}건에 없음"))
    return tuple(lines)


def read_gaps(project: Project, notes: Notes, gaps: tuple[Line, ...]) -> Section:
    """Return the gaps, what does not apply, and where the sources disagree."""
    blocks: list[Block] = []
    if gaps:
        blocks.append(Bullets(gaps, gaps=True))
    else:
        blocks.append(Paragraph(plain("빈 곳이 없습니다.")))
    other = [key for key in project.absent if project.absent[key] is Absence.NOT_APPLICABLE]
    if other:
        named = ", ".join(_label(key) for key in other)
        blocks.append(Paragraph(plain(f"해당하지 않는 것: {named}", "quiet")))
    if project.discrepancies:
        items = tuple((Run(item.what, notes.cite(item.sources)),) for item in project.discrepancies)
        blocks += [SubHeading("자료가 엇갈리는 곳"), Bullets(items)]
    count = f"빈 곳 {len(gaps)}가지" if gaps else ""
    return Section("unknown", "아직 모르는 것", tuple(blocks), count, notes.take_used())


def _missing(project: Project, key: str) -> str:
    """Return what is missing of a key: all of it, with the reason, or what would answer the question."""
    name = key.partition(".")[0]
    if _is_empty(project, name):
        return _named(project, name)
    return _named(project, key) if key != name else _NOT_ENOUGH.get(key, _label(key))


def _named(project: Project, key: str) -> str:
    why = project.absent.get(key) or project.absent.get(key.partition(".")[0])
    return f"{_label(key)}({why.label})" if why else _label(key)


def _is_empty(project: Project, key: str) -> bool:
    value: Any = getattr(project, key, None)
    return value is None or value in ((), "")


@cache
def _label(key: str) -> str:
    """Return the Korean name of a key, with a dot for one within a row; the key itself where there is none."""
    model: type[BaseModel] = Project
    names: list[str] = []
    for name in key.split("."):
        found = model.model_fields.get(name)
        if found is None:
            return names[-1] if names else key
        names.append((found.title or name).partition("(")[0])
        model = _row_model(found.annotation) or model
    return "의 ".join(names)


def _row_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _row_model(part))), None)
