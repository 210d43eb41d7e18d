"""What the parts of a plan about people, procedures and money are filled with."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import Blank, DocumentBlock, Line, Paragraph, Run
from generator.reading.documents.forms import EMPTY, empty_rows, from_model, make_form
from generator.reading.documents.subject import Makers, Subject
from generator.reading.lines import NOT_RECORDED, format_number, join_lines, plain, short
from generator.reading.money import format_won, total_bound
from generator.records.choices import FundKind, MemberKind, ProcedureKind, SpendingKind, TeamRole
from generator.records.derive import budget_total

_APPLIES = "□ 해당 □ 해당 없음 □ 모름"
# Asked of every plan, whether or not the model had them.
_PROCEDURES = (
    ProcedureKind.PRIVACY,
    ProcedureKind.SECURITY,
    ProcedureKind.CONSULTATION,
    ProcedureKind.LOCATION,
    ProcedureKind.ORDINANCE,
    ProcedureKind.COUNCIL,
    ProcedureKind.AGREEMENT,
)
_FUNDS = (
    FundKind.SPECIAL_GRANT,
    FundKind.NATIONAL,
    FundKind.PROVINCIAL,
    FundKind.MUNICIPAL,
    FundKind.PRIVATE,
)
_TEAM = (
    (TeamRole.LEADER, MemberKind.RESIDENT),
    (TeamRole.MEMBER, MemberKind.OFFICIAL),
    (TeamRole.MEMBER, MemberKind.EXPERT),
)


def _team_form(subject: Subject) -> Iterable[DocumentBlock]:
    team = subject.project.team
    places = dict.fromkeys([*_TEAM, *((member.role, member.kind) for member in team)])
    rows: list[tuple[Line, ...]] = []
    for role, kind in places:
        there = join_lines(
            (
                plain(" ".join(filter(None, (member.organisation, f"{member.count:,}명" if member.count else ""))))
                for member in team
                if (member.role, member.kind) == (role, kind)
            ),
            " / ",
        )
        rows.append((plain(short(role)), plain(short(kind)), there or NOT_RECORDED, EMPTY, EMPTY))
    yield make_form("스스로해결단", "자리|구성|본보기의 소속과 인원(참고)|우리의 소속|우리의 인원", rows)


def _recruiting(subject: Subject) -> Iterable[DocumentBlock]:
    told = dict.fromkeys(row.recruited for row in subject.project.participation if row.recruited)
    yield Blank("주민을 모으는 방법", from_model(", ".join(told)), 3)


def _partners_form(subject: Subject) -> Iterable[DocumentBlock]:
    rows = [
        (
            plain(partner.name),
            plain(partner.role or "") or NOT_RECORDED,
            plain(partner.agreement or "") or NOT_RECORDED,
            EMPTY,
            EMPTY,
        )
        for partner in subject.project.partners
    ]
    titles = "본보기의 기관(참고)|맡은 일|약속의 형식|우리의 부서·기관|우리의 계약·협약 방식"
    yield make_form("부서와 협력 기관", titles, [*rows, *empty_rows(5)])
    contracts = dict.fromkeys(short(line.contract) for line in subject.project.spending if line.contract)
    if contracts:
        yield Paragraph(plain(f"본보기의 계약 방법: {', '.join(contracts)}", "quiet"))


def _procedures_form(subject: Subject) -> Iterable[DocumentBlock]:
    procedures = subject.project.procedures
    rows: list[tuple[Line, ...]] = []
    for kind in dict.fromkeys([*_PROCEDURES, *(procedure.kind for procedure in procedures)]):
        there = [procedure for procedure in procedures if procedure.kind is kind]
        told = join_lines(
            (
                (
                    Run(
                        ", ".join(filter(None, (row.what, row.result))) or "거침",
                        subject.notes.cite(row.source),
                    ),
                )
                for row in there
            ),
            " / ",
        )
        days = ", ".join(f"{row.days:,}일" for row in there if row.days is not None)
        rows.append((plain(kind.label), told or NOT_RECORDED, plain(days) or NOT_RECORDED, plain(_APPLIES), EMPTY))
    yield make_form("사전 절차", "절차|본보기에서는|걸린 날|우리는|언제까지", rows)


def _funding_form(subject: Subject) -> Iterable[DocumentBlock]:
    budget = subject.project.budget
    rows: list[tuple[Line, ...]] = []
    for kind in dict.fromkeys([*_FUNDS, *(line.kind for line in budget)]):
        there = join_lines(
            (
                (
                    Run("금액 모름" if line.amount is None else format_won(line.amount, line.bound)),
                    *_cited(line, subject),
                )
                for line in budget
                if line.kind is kind
            ),
            " / ",
        )
        rows.append((plain(kind.label), there, EMPTY, EMPTY))
    total = budget_total(subject.project)
    told = "" if total is None else format_won(total, total_bound(budget))
    rows.append(((Run("합계", tone="strong"),), plain(told), EMPTY, EMPTY))
    told_rows = [(word, there or plain("없음 또는 기록 없음", "missing"), *ours) for word, there, *ours in rows]
    yield make_form("재원별 예산", "재원|본보기의 금액(참고)|우리의 금액|우리의 회계연도", told_rows)


def _cited(line: object, subject: Subject) -> Line:
    numbers = subject.notes.cite(getattr(line, "source", ()))
    return (Run("", numbers),) if numbers else ()


def _spending_form(subject: Subject) -> Iterable[DocumentBlock]:
    spending = subject.project.spending
    rows: list[tuple[Line, ...]] = [
        (
            plain(short(line.kind)),
            (*plain(line.what or "내용 기록 없음"), *_cited(line, subject)),
            plain("" if line.amount is None else format_won(line.amount)) or NOT_RECORDED,
            EMPTY,
            EMPTY,
        )
        for line in spending
    ]
    told = {line.kind for line in spending}
    rows += [
        (plain(short(kind)), NOT_RECORDED, NOT_RECORDED, EMPTY, EMPTY) for kind in SpendingKind if kind not in told
    ]
    yield make_form("비목별 예산", "비목|본보기가 쓴 곳(참고)|본보기의 금액(참고)|우리의 산출 근거|우리의 금액", rows)


def _yearly_cost(subject: Subject) -> Iterable[DocumentBlock]:
    operation = subject.project.operation
    told = ""
    if operation and operation.yearly_cost is not None:
        told = format_won(operation.yearly_cost)
    yield Blank("사업이 끝난 뒤 해마다 드는 돈", from_model(told), 2)


def _operation_form(subject: Subject) -> Iterable[DocumentBlock]:
    there = subject.project.operation
    cost = "" if there is None or there.yearly_cost is None else format_won(there.yearly_cost)
    staff = "" if there is None or there.staff is None else f"{format_number(there.staff)}명"
    rows = [
        ("사업 뒤 맡을 부서", there.office if there else ""),
        ("재원", short(there.funding) if there and there.funding else ""),
        ("해마다 드는 돈", cost),
        ("인력", staff),
        ("고장과 갱신", there.maintenance if there else ""),
        ("자산의 주인(기기, 소스, 도메인)", there.assets if there else ""),
    ]
    told = [(plain(word), plain(text or "") or NOT_RECORDED, EMPTY) for word, text in rows]
    yield make_form("운영과 유지관리", "항목|본보기에서는(참고)|우리는", told)


PLAN_MEANS: Makers = {
    "team_form": _team_form,
    "recruiting": _recruiting,
    "partners_form": _partners_form,
    "procedures_form": _procedures_form,
    "funding_form": _funding_form,
    "spending_form": _spending_form,
    "yearly_cost": _yearly_cost,
    "operation_form": _operation_form,
}
