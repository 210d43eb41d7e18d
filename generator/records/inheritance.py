"""What a project hands down to the municipality that adopts it: the record it begins with, and what is to be rewritten.

``bonbogi adopt`` and the page 우리 지자체에 맞추기 both write this. What was inherited is named in
``adapted_from.unrevised`` until somebody has rewritten it. A key and not a comment, because comments are lost where a
form or a spreadsheet writes the record, and because the guidebook has to say which texts are still the origin's; and
not a comparison with the origin, because a condition or a deliverable may rightly stay as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.records.choices import AdaptationKind, Basis, ConditionKind, Origin, Stage, State
from generator.records.derive import budget_total, first_day, months_to_pilot
from generator.records.model import Adaptation, Project, Source, Step
from generator.records.scalars import MAX_ID_LENGTH, PartialDate, Span, When

Path = tuple[str | int, ...]

# The years in which a plan may begin: its last steps must still have a year that records know.
FIRST_YEAR, LAST_YEAR = 2000, 2080
# A title has 300 characters; the rest is for the name of the municipality.
_ROOM_FOR_TITLE = 270
_NOT_REPEATED = frozenset({Stage.SPREAD})

# What is to be done about each inherited key.
TASKS: Mapping[str, str] = {
    "title": "주민이 부를 우리 사업의 이름으로 고칩니다.",
    "summary": "우리 주민의 어떤 문제를 어떻게 풀려는지로 고칩니다.",
    "origin": "부서에서 직접 내는 기록이면 submitted로 바꾸고 owner(부서)와 verified(확인일)를 적습니다.",
    "topics": "우리 사업에 맞는지 봅니다.",
    "technologies": "우리가 쓸 것으로 고칩니다.",
    "team": "자리와 구성만 옮겼습니다. 소속과 사람 수를 적습니다. 단장은 주민입니다.",
    "problem": "우리 지역에서 주민이 겪는 일로 고칩니다.",
    "solution": "우리 주민이 겪을 차례로 고칩니다.",
    "process": "본보기가 한 일을 같은 간격으로 옮긴 것입니다. 우리 일정으로 고칩니다.",
    "deliverables": "그대로 쓸 것만 남기고, 얻을 길과 이용 조건을 본보기에 확인합니다.",
    "conditions": "우리에게도 맞는 조건인지 봅니다. 견줄 값은 본보기의 값이고 우리 예산이 아닙니다.",
    "risks": "우리 지역에서 생길 위험과 대비로 고칩니다.",
}


class Heir(NamedTuple):
    """Who adopts, and when: the municipality by its full name, and the year."""

    municipality: str
    year: int


@dataclass(frozen=True)
class Inheritance:
    """The record to begin with: its values as a project.yml has them, and what is written above its keys."""

    values: dict[str, Any]
    comments: dict[Path, str]


def inherit(origin_id: str, origin: Project, heir: Heir) -> Inheritance:
    """Return what ``heir`` begins with; ``heir.year`` lies between FIRST_YEAR and LAST_YEAR."""
    shift = Shift.between(origin, heir.year)
    handed: dict[str, Any] = {
        "title": inherited_title(origin, heir.municipality),
        "summary": origin.summary,
        "topics": list(origin.topics),
        "technologies": list(origin.technologies),
        "team": _team(origin),
        "problem": origin.problem,
        "solution": origin.solution,
        "process": [_step(step, shift) for step in origin.process if step.stage not in _NOT_REPEATED],
        "deliverables": _deliverables(origin),
        "conditions": _conditions(origin),
        "risks": _plain_rows(origin.risks, "risk", "mitigation", "basis", "source"),
    }
    values = {key: value for key, value in handed.items() if value}
    unrevised = ["origin", *values]
    told = {"problem", "solution", "team", "technologies"} & values.keys()
    cited = {key: list(names) for key, names in origin.cited.items() if key in told}
    witness = _next_source(origin.sources)
    values |= {
        "year": heir.year,
        "municipalities": [heir.municipality],
        "origin": Origin.PUBLIC_SOURCES.value,
        "cited": cited,
        "adapted_from": [
            {
                "project": origin_id,
                "kind": AdaptationKind.ADOPTION.value,
                "unrevised": sorted(unrevised, key=list(Project.model_fields).index),
                "source": [witness],
            }
        ],
        "status": [{"date": str(heir.year), "state": State.PLANNED.value, "source": [witness]}],
        "licence": origin.licence,
    }
    used = _cited_names(values)
    kept = [source for source in origin.sources if source.id in used]
    values["sources"] = [*map(_plain, kept), _guidebook_as_source(witness, origin)]
    comments: dict[Path, str] = {(key,): f"고쳐 쓸 곳: {TASKS[key]}" for key in unrevised}
    return Inheritance(values, {(): head_comment(origin_id, origin, heir.municipality, str(heir.year)), **comments})


def inherited_title(origin: Project, municipality: str) -> str:
    """Return the title until the adopter has a name of its own."""
    return f"{origin.title[:_ROOM_FOR_TITLE]} ({municipality.rpartition(' ')[2]} 도입 계획)"


def head_comment(origin_id: str, origin: Project, municipality: str, year: str) -> str:
    """Return what is written above the record."""
    title = " ".join(origin.title.split())
    return (
        f"본보기: {title} ({origin_id}). {municipality}의 {year}년 도입 계획 초안입니다.\n"
        "'고쳐 쓸 곳'은 본보기에서 옮겨 온 글입니다. 다 고친 항목은 adapted_from의 unrevised에서 그 이름을 지웁니다.\n"
        "본보기의 사업비는 우리 돈이 아니라서 재원(budget)에 적지 않고, 갖출 조건에 견줄 값으로 두었습니다."
    )


def suggested_id(origin_id: str, municipality_code: str, number: int = 1) -> str:
    """Return the id that a new record gets when nobody names one; further ``number`` where that is taken."""
    behind = f"-{municipality_code}" if number == 1 else f"-{municipality_code}-{number}"
    return origin_id[: MAX_ID_LENGTH - len(behind)].rstrip("-") + behind


class Shift(NamedTuple):
    """By how many years the origin's dates move."""

    years: int

    @classmethod
    def between(cls, origin: Project, year: int) -> Shift:
        """Return the shift by which the origin's beginning falls into ``year``; months and days stay."""
        return cls(year - int((first_day(origin) or str(origin.year))[:4]))

    def date(self, date: PartialDate) -> PartialDate:
        """Return the date, known as exactly as before; 29 February is the 28th in years that have none."""
        moved = f"{date.year + self.years:04d}{date[4:]}"
        if moved.endswith("-02-29") and not _is_leap(date.year + self.years):
            moved = moved.removesuffix("29") + "28"
        return PartialDate(moved)

    def when(self, when: When | None) -> Any:
        """Return the date or the span as plain data; an open end stays open."""
        if isinstance(when, Span):
            ends = {"start": when.start, "end": when.end}
            return {name: str(self.date(date)) for name, date in ends.items() if date}
        return str(self.date(when)) if when else None


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _step(step: Step, shift: Shift) -> dict[str, Any]:
    return {
        "date": shift.when(step.date),
        "stage": step.stage.value if step.stage else None,
        "what": step.what,
        "planned": True,
        "detail": step.detail,
        "source": list(step.source),
    }


def _team(origin: Project) -> list[dict[str, Any]]:
    """Return each place in the team once, by role and kind."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for member in origin.team:
        role, kind = member.role.value, member.kind.value
        row = rows.setdefault((role, kind), {"role": role, "kind": kind, "source": []})
        row["source"] += [name for name in member.source if name not in row["source"]]
    return list(rows.values())


def _deliverables(origin: Project) -> list[dict[str, Any]]:
    """Return what could be taken over, as something yet to be made here; a kept file stays with the origin."""
    rows = []
    for item in origin.deliverables:
        note = "본보기 안내서에 파일이 있습니다." if item.file else None
        rows.append({
            "id": item.id, "title": item.title, "kind": item.kind.value, "state": "planned", "url": item.url,
            "licence": item.licence, "reuse": item.reuse, "note": note, "source": list(item.source),
        })  # fmt: skip
    return rows


def _conditions(origin: Project) -> list[dict[str, Any]]:
    """Return the origin's conditions, then its own figures as values to compare with."""
    names = ("kind", "need", "value", "unit", "compare", "must", "basis", "note", "source")
    rows = _plain_rows(origin.conditions, *names)
    told = {condition.kind for condition in origin.conditions if condition.value is not None}
    operation = origin.operation
    figures: list[tuple[ConditionKind, str, float | None, str, list[str]]] = [
        (ConditionKind.BUDGET, "본보기에 든 사업비(참고)", budget_total(origin), "원", _names(origin.budget)),
        (ConditionKind.DURATION, "본보기가 쓰기 시작할 때까지 걸린 달(참고)", months_to_pilot(origin), "개월", []),
    ]
    if operation:
        source = list(operation.source)
        figures += [
            (ConditionKind.OPERATING_COST, "본보기가 해마다 쓰는 돈(참고)", operation.yearly_cost, "원/년", source),
            (ConditionKind.STAFF, "본보기를 운영하는 사람(참고)", operation.staff, "명", source),
        ]
    rows += [
        {
            "kind": kind.value,
            "need": need,
            "value": value,
            "unit": unit,
            "basis": Basis.REPORTED.value,
            "source": source,
        }
        for kind, need, value, unit, source in figures
        if value and kind not in told
    ]
    return rows


def _names(rows: Iterable[Any]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row.source))


def _plain_rows(rows: Iterable[Any], *names: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in _plain(row).items() if name in names} for row in rows]


def _plain(part: Any) -> dict[str, Any]:
    """Return a row as plain data, without what is as it would be anyway."""
    plain: dict[str, Any] = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return plain


def _next_source(sources: Iterable[Source]) -> str:
    """Return an id for one more source, of the form that guidebook.md can point to."""
    numbers = [int(source.id[1:]) for source in sources if source.id[:1] == "s" and source.id[1:].isdecimal()]
    return f"s{max(numbers, default=0) + 1}"


def _guidebook_as_source(id_: str, origin: Project) -> dict[str, Any]:
    date = str(origin.verified) if origin.verified else None
    return {"id": id_, "title": f"{origin.title} 안내서", "publisher": "본보기", "date": date}


def _cited_names(value: dict[str, Any] | list[Any]) -> set[str]:
    """Return every source that something in the values names."""
    if isinstance(value, dict):
        own = set(value.get("source") or ())
        rest = value.get("cited", {})
        inside = (_cited_names(inner) for inner in value.values() if isinstance(inner, dict | list))
        return own.union(*rest.values(), *inside)
    return set[str]().union(*(_cited_names(inner) for inner in value if isinstance(inner, dict | list)))


def unrevised_of(adapted_from: Iterable[Adaptation]) -> list[str]:
    """Return the keys that are still as the origin had them."""
    return list(dict.fromkeys(name for item in adapted_from for name in item.unrevised))
