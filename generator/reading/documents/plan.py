"""What the draft of a plan is filled with: the model's facts beside empty places for the one who wants to follow it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import Blank, Bullets, DocumentBlock, Line, Paragraph, Prose, Run, Target
from generator.reading.dates import format_span, format_when
from generator.reading.documents.forms import EMPTY, empty_rows, from_model, make_form
from generator.reading.documents.subject import REWRITE, Makers, Subject, not_recorded, rewrite_note
from generator.reading.lines import (
    NOT_RECORDED,
    join_lines,
    join_value,
    lead_place,
    make_table,
    plain,
    quiet_note,
    short,
)
from generator.reading.money import format_won, total_bound
from generator.reading.readings import last_reading
from generator.reading.ready import condition_value, must_first
from generator.reading.takeaways import format_licence
from generator.records.choices import (
    Aspect,
    DeliverableKind,
    LessonKind,
    Stage,
)
from generator.records.derive import budget_total, has_result
from generator.records.model import Deliverable, Outcome

_ANSWERS = "□ 충족 □ 미충족 □ 모름"
_ASPECTS = (Aspect.SCOPE, Aspect.TECHNOLOGY, Aspect.TARGET, Aspect.OPERATION, Aspect.COST, Aspect.ORGANISATION)
_TERMS_OF_REFERENCE = (
    "사업 개요와 범위",
    "요구사항 목록",
    "추진 일정과 보고",
    "산출물 목록과 소스·지식재산의 귀속(다른 지자체에 나눠 줄 수 있는지)",
    "개인정보와 보안 준수",
    "접근성",
    "시험과 검수",
    "교육",
    "하자보수 기간과 그 뒤의 유지관리",
    "인수인계",
)


def _overview(subject: Subject) -> Iterable[DocumentBlock]:
    project, adopter = subject.project, subject.adopter
    period, total = project.period, budget_total(project)
    who = ", ".join(group.who for group in project.beneficiaries)
    cost = "" if total is None else format_won(total, total_bound(project.budget))
    rows = [
        ("사업 이름", plain(adopter.title), plain(project.title)),
        (
            "사업 기간",
            plain(f"{adopter.year}년" if adopter.year else ""),
            plain(format_span(period.start, period.end) if period else f"{project.year}년부터"),
        ),
        ("대상 지역", plain(adopter.municipality), plain(lead_place(project, subject.context))),
        ("사업 대상", (REWRITE, Run(who)) if who else EMPTY, plain(who)),
        ("총사업비", EMPTY, plain(cost)),
        ("주관 부서", plain(adopter.office), plain(project.owner.office if project.owner else "")),
        ("한 줄 소개", (REWRITE, Run(project.summary)), plain(project.summary)),
    ]
    told = [(plain(word), ours, theirs or NOT_RECORDED) for word, ours, theirs in rows]
    yield make_form("사업 개요", "항목|우리 사업|본보기(참고)", told)


def _local_figures(subject: Subject) -> Iterable[DocumentBlock]:
    metrics = [plain(item.metric) for item in subject.project.background]
    rows = [(metric, EMPTY, EMPTY, EMPTY) for metric in metrics] or []
    yield make_form("우리 지역의 숫자", "지표|값|기준 시점|출처", [*rows, *empty_rows(4, 3)])


def _aims_form(subject: Subject) -> Iterable[DocumentBlock]:
    rows = [
        (
            (Run(outcome.metric, subject.notes.cite(outcome.source)),),
            plain(short(outcome.kind) if outcome.kind else ""),
            plain(outcome.unit or ""),
            EMPTY,
            EMPTY,
            plain(_value_there(outcome)) or NOT_RECORDED,
            plain(outcome.method or "") or NOT_RECORDED,
            EMPTY,
        )
        for outcome in subject.project.outcomes
    ]
    titles = "지표|종류|단위|우리의 사업 전 값|우리의 목표|본보기의 값(참고)|본보기가 잰 방법|우리가 재는 때"
    yield make_form("목표와 성과지표", titles, [*rows, *empty_rows(8)])


def _value_there(outcome: Outcome) -> str:
    if not has_result(outcome):
        target = outcome.target or (outcome.readings[0] if outcome.readings else None)
        return f"계획 {join_value(target.value, outcome.unit, target.bound)}" if target else outcome.change or ""
    if not outcome.readings:
        return outcome.change or ""
    last = last_reading(outcome)
    after = join_value(last.value, outcome.unit, last.bound)
    base = outcome.baseline
    return f"{join_value(base.value, outcome.unit, base.bound)} → {after}" if base else after


def _service(subject: Subject) -> Iterable[DocumentBlock]:
    text = subject.project.solution
    if text:
        yield rewrite_note("아래는 본보기의 글입니다. 우리 주민이 쓰는 차례대로 고쳐 쓰세요.")
        yield Prose(text, subject.notes.cite_key("solution"))
    else:
        yield Blank("서비스의 모습", plain("본보기에 해결 방법 기록이 없습니다."), 4)


def _changes_form(subject: Subject) -> Iterable[DocumentBlock]:
    rows = [(plain(short(aspect)), *([EMPTY] * 3)) for aspect in _ASPECTS]
    yield make_form("본보기와 다르게 할 것", "무엇을|본보기에서는|우리는|까닭", rows)


def _reusable(subject: Subject) -> Iterable[DocumentBlock]:
    rows = [
        (
            (Run(item.title, subject.notes.cite(item.source)),),
            plain(short(item.kind)),
            format_licence(item.licence),
            plain(item.reuse or ""),
            _way_to_get(item, subject),
        )
        for item in subject.project.deliverables
    ]
    if not rows:
        return [not_recorded("본보기에 산출물 기록이 없습니다.")]
    return [make_table("산출물", ("이름", "종류", "이용 조건", "고쳐 쓰는 법", "얻는 길"), rows)]


def _way_to_get(item: Deliverable, subject: Subject) -> Line:
    parts: list[Line] = []
    if item.file and item.file in subject.context.files:
        parts.append(plain(f"묶음의 {item.file}"))
    if item.url:
        parts.append((Run("다른 곳에서 보기", to=Target("web", item.url)),))
    parts.append(plain(short(item.state)))
    return join_lines(parts)


def _conditions_form(subject: Subject) -> Iterable[DocumentBlock]:
    rows = [
        (
            (Run(condition.need, subject.notes.cite(condition.source)), *quiet_note(condition.note)),
            plain(condition_value(condition)),
            plain("꼭 필요" if condition.must else "참고"),
            plain(_ANSWERS),
            EMPTY,
        )
        for condition in must_first(subject.project.conditions)
    ]
    yield make_form("갖출 조건", "조건|값|꼭 필요한지|우리의 답|어떻게 채우나", rows or empty_rows(5, 3))
    if not rows:
        yield not_recorded("본보기에 갖출 조건이 적혀 있지 않습니다. 스스로 찾은 조건을 적으세요.")


def _risks_form(subject: Subject) -> Iterable[DocumentBlock]:
    project, notes = subject.project, subject.notes
    rows: list[tuple[Line, ...]] = [
        ((Run(item.risk, notes.cite(item.source)),), plain(item.mitigation or "") or NOT_RECORDED, EMPTY)
        for item in project.risks
    ]
    rows += [
        ((Run(f"{lesson.kind.label}: {lesson.text}", notes.cite(lesson.source)),), NOT_RECORDED, EMPTY)
        for lesson in project.lessons
        if lesson.kind is not LessonKind.DO
    ]
    rows += [
        ((Run(f"해 보았으나 안 된 것: {step.dead_end}", notes.cite(step.source)),), NOT_RECORDED, EMPTY)
        for step in project.process
        if step.dead_end
    ]
    titles = "본보기가 알려 준 위험|본보기의 대비|우리의 대비"
    yield make_form("위험과 대비", titles, [*rows, *empty_rows(3)])


def _promotion(subject: Subject) -> Iterable[DocumentBlock]:
    steps = [step for step in subject.project.process if step.stage is Stage.PROMOTE]
    told = "; ".join(" ".join(filter(None, (format_when(step.date), step.what))) for step in steps)
    yield Blank("주민에게 알리고 가르치는 방법", from_model(told), 4)


def _origin_guidebook(subject: Subject) -> Iterable[DocumentBlock]:
    project, context = subject.project, subject.context
    checked = f" (확인일 {project.verified})" if project.verified else ""
    told = f"{lead_place(project, context)} · {project.title} 안내서"
    yield Paragraph((Run(told, to=Target("guidebook", context.id)), Run(checked, tone="quiet")))


def _terms_of_reference(subject: Subject) -> Iterable[DocumentBlock]:
    contracts = [item for item in subject.project.deliverables if item.kind is DeliverableKind.CONTRACT]
    if not contracts:
        return
    yield Paragraph(plain(f"본보기가 내놓은 것: {', '.join(item.title for item in contracts)}"))
    yield Bullets(tuple(plain(f"□ {line}") for line in _TERMS_OF_REFERENCE))
    yield Paragraph(plain("업체명, 단가, 담당자 이름과 전화는 지우고 올립니다.", "quiet"))


PLAN: Makers = {
    "plan_overview": _overview,
    "local_figures": _local_figures,
    "aims_form": _aims_form,
    "service": _service,
    "changes_form": _changes_form,
    "reusable": _reusable,
    "conditions_form": _conditions_form,
    "risks_form": _risks_form,
    "promotion": _promotion,
    "origin_guidebook": _origin_guidebook,
    "terms_of_reference": _terms_of_reference,
}
