"""The programme's own records: calls, workshops, topics and municipalities, which projects point to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import model_validator

from generator.records import reader
from generator.records.choices import CallLead, FundKind, WorkshopKind
from generator.records.model import Cited, Discrepancy, Part, Source
from generator.records.municipalities import Municipalities
from generator.records.scalars import Count, Flag, Id, PartialDate, SourceIds, Text, Title, When, Won, Year, key


class CallBudget(Cited):
    """The money of the whole call."""

    amount: Won = key("금액(원)", "원 단위.", required=True)
    kind: FundKind | None = key("돈의 출처", "목록에서 고릅니다.")


class Range(Cited):
    """One amount, or from a least to a most."""

    amount: Won | None = key("금액(원)", "한 금액일 때.")
    amount_min: Won | None = key("금액 최소(원)", "범위일 때.")
    amount_max: Won | None = key("금액 최대(원)", "범위일 때.")


class Named(Part):
    """What the call calls it, and what records do; a base class, so that both come first in a row."""

    id: Id = key("식별 이름", "영문 소문자와 줄표.", required=True)
    name: Text = key("이름", "공모에 적힌 이름.", required=True)


class Track(Range, Named):
    """A branch of the call."""

    what: Text | None = key("내용", "무엇을 내는 갈래인지.")
    planned: Count | None = key("모집 규모", "몇 개 내외.")


class CallField(Range, Named):
    """A field of that year's call."""

    planned: Count | None = key("모집 규모", "몇 개 내외.")


class Task(Cited):
    """A task that the call offered."""

    id: Id = key("식별 이름", "영문 소문자와 줄표.", required=True)
    field: Id | None = key("분야", "이 과제가 속한 분야.")
    name: Text = key("이름", "공모에 적힌 이름.", required=True)


class Criterion(Part):
    """One point of the review."""

    name: Text = key("평가 항목", "공모에 적힌 이름.", required=True)
    points: Count | None = key("배점", "점수.")

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class Call(Part):
    """One call of one year. Only year, title and sources must be there."""

    year: Year = key("공모 연도", "공모를 낸 해.", required=True)
    title: Title = key("공모 이름", "그해의 공식 이름. 해마다 다릅니다.", required=True)
    brand: Text | None = key("부르는 이름", "공감e가득처럼 널리 부르는 이름.")
    programme: Id | None = key("사업 계열", "여러 해의 공모를 잇는 계열. 공감e가득과 확산 지원사업은 다른 계열.")
    ministry: Text | None = key("주관 부처", "행정안전부 등.")
    agency: Text | None = key("전담 기관", "한국지역정보개발원 등.")
    announced: PartialDate | None = key("공고일", "공모를 알린 날.")
    opens: PartialDate | None = key("접수 시작", "첫날.")
    closes: PartialDate | None = key("접수 마감", "마지막 날.")
    selected_on: PartialDate | None = key("선정 발표", "결과를 알린 날.")
    review: Text | None = key("심사 방식", "서면·발표 등.")
    budget: CallBudget | None = key("예산 총액", "모르면 비웁니다.")
    per_project: Range | None = key("과제별 지원액", "한 과제에 얼마.")
    matching: Text | None = key("지방비 부담", "예: 지방비 10%.")
    planned: Count | None = key("모집 규모", "몇 개 내외.")
    applied: Count | None = key("접수 건수", "몇 건이 냈는지.")
    selected: Count | None = key("선정 수", "뽑힌 수.")
    lead_by: CallLead | None = key("주관 자격", "지자체 주관인지 민간 주관인지.")
    requires_team: Flag = key("스스로해결단 필수", "해결단 규칙을 이 공모의 사업에 적용할지.", default=False)
    tracks: tuple[Track, ...] = key("공모 구분", "갈래와 금액.", default=())
    fields: tuple[CallField, ...] = key("분야", "그해의 분야.", default=())
    tasks: tuple[Task, ...] = key("과제", "그해에 내놓은 과제.", default=())
    tasks_announced: Count | None = key("발표된 과제 수", "이름을 몰라도 수는 적습니다.")
    new_tasks_allowed: Flag | None = key("신규 과제 허용", "새 과제를 낼 수 있었는지.")
    duties: tuple[Text, ...] = key("지킬 일", "안내서 작성, 성과 공유 등.", default=())
    criteria: tuple[Criterion, ...] = key("심사 기준", "평가 항목과 배점.", default=())
    discrepancies: tuple[Discrepancy, ...] = key(
        "자료가 엇갈리는 곳", "서로 다른 값을 그대로 적고 고르지 않습니다.", default=()
    )
    notes: Text | None = key("덧붙임", "이 공모를 읽을 때 알아야 할 것.")
    cited: dict[str, SourceIds] = key("항목별 출처", "출처를 달 자리가 없는 항목의 출처.", default={})
    sources: tuple[Source, ...] = key("출처", "근거가 된 자료.", required=True)


class Session(Cited):
    """One part of a workshop."""

    what: Text = key("한 일", "무엇을 했는지.", required=True)


class Workshop(Part):
    """A workshop or sharing event of the programme."""

    title: Title = key("행사 이름", "공식 이름.", required=True)
    call: Id | None = key("공모", "어느 공모의 행사인지.")
    kind: WorkshopKind = key("종류", "착수, 공동 연수회, 상담, 중간 점검, 성과 공유.", required=True)
    date: When | None = key("날짜", "하루 또는 기간.")
    planned: Flag = key("예정", "열렸는지 확인하지 못했을 때.", default=False)
    place: Text | None = key("곳", "시·군과 장소.")
    sessions: tuple[Session, ...] = key("순서", "무엇을 했는지.", default=())
    presented: tuple[Id, ...] = key("발표한 사업", "안내서 식별 이름들.", default=())
    note: Text | None = key("덧붙임", "이 행사를 읽을 때 알아야 할 것.")
    discrepancies: tuple[Discrepancy, ...] = key(
        "자료가 엇갈리는 곳", "서로 다른 값을 그대로 적고 고르지 않습니다.", default=()
    )
    sources: tuple[Source, ...] = key("출처", "근거가 된 자료.", required=True)


class Topic(Part):
    """A topic of our own classification, the same over the years."""

    id: Id = key("식별 이름", "영문.", required=True)
    name: Text = key("주제", "화면 이름.", required=True)
    group: Text | None = key("묶음", "대상, 문제, 곳.")
    synonyms: tuple[Text, ...] = key("같은 말", "검색이 함께 찾습니다.", default=())
    old: tuple[Text, ...] = key("옛말·피할 말", "찾는 데만 쓰고 화면에 내지 않습니다.", default=())


class Topics(Part):
    """The file of topics and technologies."""

    topics: tuple[Topic, ...] = key("주제", "안내서 한 권에 1~3개.", required=True)
    technologies: tuple[Topic, ...] = key("쓰인 기술", "목록의 말을 먼저 쓰고, 없으면 자유롭게 적습니다.", default=())


@dataclass(frozen=True)
class Programme:
    """Everything that projects point to, by id."""

    calls: Mapping[str, Call]
    workshops: Mapping[str, Workshop]
    topics: Mapping[str, Topic]
    technologies: Mapping[str, Topic]
    municipalities: Municipalities
    projects: frozenset[str] = frozenset()  # every project's folder, also of a record that cannot be read
    digest: str = ""  # of all but the projects
    allowed: frozenset[str] = frozenset()  # numbers and addresses that offices publish, see allowed-contacts.txt
    trees: Mapping[str, reader.Mapping] = field(default_factory=dict, repr=False)  # file -> where everything stands
