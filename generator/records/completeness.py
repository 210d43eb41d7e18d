"""The fifteen questions of a municipality that wants to copy, and which of them a record answers.

Not a count of keys. Each question has one or more needs, and all of them must be met; a need is met by any of its keys.
A need is left out where each of its keys is ``absent: not_applicable``; a question without needs left does not apply.
A key counts where it says something (not empty, not ``unknown``); a few need more than that, as told in ``_TESTS``.
Only what the record itself says counts: copies written down elsewhere do not, nor does guidebook.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.records.choices import Absence, DeliverableState, MemberKind, Origin, ProcedureKind, State
from generator.records.derive import has_result, latest_status, months_to_pilot
from generator.records.model import Project

# The keys of which any meets the need; a dot stands before a key within a row.
Need: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a copier asks, as a full question and in a word, and the keys that answer it."""

    text: str
    topic: str
    needs: tuple[Need, ...]


QUESTIONS: tuple[Question, ...] = (
    Question("우리와 비슷한 문제·대상인가", "문제와 대상", (("problem", "background"), ("beneficiaries",))),
    Question("무엇이 달라졌고 믿을 만한가", "결과와 근거", (("outcomes",),)),
    Question("지금도 하나, 멈췄다면 왜", "지금 상태", (("status",),)),
    Question("처음에 얼마, 누구 돈", "사업비와 재원", (("budget.amount",),)),
    Question("해마다 얼마, 몇 명", "해마다 드는 돈과 사람", (("operation.yearly_cost",), ("operation.staff",))),
    Question("몇 달, 어떤 차례", "걸린 달과 차례", (("process", "schedule"),)),
    Question("꼭 있어야 할 것", "갖출 조건", (("conditions",),)),
    Question("사전 절차와 걸린 날", "사전 절차", (("procedures",),)),
    Question(
        "주민을 어떻게 모아 무엇을 정했나",
        "주민이 정한 것",
        (("participation", "team"), ("participation.decided", "team.contribution")),
    ),
    Question(
        "누구와 어떤 계약·협약", "계약과 협약", (("spending.contract", "partners.agreement", "procedures.contract"),)
    ),
    Question("그대로 받을 것과 조건", "받을 것과 이용 조건", (("deliverables",),)),
    Question("무엇을 바꿔야 하나, 남들은", "바꿀 것", (("deliverables.reuse", "adapted_from.changes"),)),
    Question("안 된 것, 다시 한다면", "안 된 것과 배운 점", (("lessons", "process.obstacle", "process.dead_end"),)),
    Question("사업비 뒤 누가 잇나", "사업 뒤의 운영", (("operation.office", "operation.maintenance"),)),
    Question("물어볼 곳과 근거", "물어볼 곳과 근거", (("owner",), ("sources",))),
)

_TELLS_WHETHER_IT_RUNS = frozenset(
    {State.PILOT, State.RUNNING, State.ESTABLISHED, State.COMPLETED, State.STOPPED, State.DECLINED}
)
_CAN_BE_HAD = frozenset({DeliverableState.AVAILABLE, DeliverableState.ON_REQUEST})


def answers(project: Project) -> tuple[bool | None, ...]:
    """Return for each of the fifteen whether the record answers it; None where it does not apply."""
    return tuple(None if needs is None else not needs for needs in open_needs(project))


def open_needs(project: Project) -> tuple[tuple[Need, ...] | None, ...]:
    """Return for each of the fifteen which needs the record leaves open; None where the question does not apply."""
    return tuple(_open_needs(project, question) for question in QUESTIONS)


def _open_needs(project: Project, question: Question) -> tuple[Need, ...] | None:
    applying = question.needs
    if project.absent:
        applying = tuple(need for need in applying if not all(_is_not_applicable(project, key) for key in need))
        if not applying:
            return None
    return tuple(need for need in applying if not any(_says_something(project, key) for key in need))


def _is_not_applicable(project: Project, key: str) -> bool:
    return Absence.NOT_APPLICABLE in (project.absent.get(key), project.absent.get(key.split(".")[0]))


def _says_something(project: Project, key: str) -> bool:
    test = _TESTS.get(key)
    if test:
        return test(project)
    name, _, inner = key.partition(".")
    value = getattr(project, name)
    if not inner or not value:
        return value is not None and value not in ((), "")
    rows = value if isinstance(value, tuple) else (value,)
    return any(getattr(row, inner) not in (None, (), "") for row in rows)


def _tells_whether_it_runs(project: Project) -> bool:
    status = latest_status(project)
    if status is None or status.state not in _TELLS_WHETHER_IT_RUNS:
        return False
    return status.state is not State.STOPPED or bool(status.stopped_because)


def _has_contract_procedure(project: Project) -> bool:
    kinds = {procedure.kind for procedure in project.procedures}
    return bool(kinds & {ProcedureKind.CONTRACT, ProcedureKind.AGREEMENT})


def _can_be_taken(project: Project) -> bool:
    return any(
        item.licence != "unknown" and (item.file or item.url or item.state in _CAN_BE_HAD)
        for item in project.deliverables
    )


# Keys for which being there is not enough.
_TESTS: Mapping[str, Callable[[Project], bool]] = {
    "outcomes": lambda project: any(has_result(outcome) for outcome in project.outcomes),
    "status": _tells_whether_it_runs,
    "process": lambda project: months_to_pilot(project) is not None,
    "procedures": lambda project: any(step.days is not None or step.result for step in project.procedures),
    "team": lambda project: any(member.kind is MemberKind.RESIDENT for member in project.team),
    "procedures.contract": _has_contract_procedure,
    "deliverables": _can_be_taken,
    "sources": lambda project: bool(project.sources) or project.origin is Origin.SUBMITTED,
}
