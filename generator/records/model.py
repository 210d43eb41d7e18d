"""The project record: every key with its Korean label, its explanation and, for forms, its question and turn.

This is the one place where the format is written down. Forms, JSON Schema, messages, the reference page and blank
records are derived from it. Longer than other modules because it is a table.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.records.choices import (
    Absence,
    AdaptationKind,
    Aspect,
    Basis,
    Bound,
    Compare,
    ConditionKind,
    Contract,
    DeliverableKind,
    DeliverableState,
    Evidence,
    FundKind,
    LeadKind,
    LessonKind,
    MemberKind,
    Method,
    Origin,
    OutcomeKind,
    ProcedureKind,
    SiteRole,
    SpendingKind,
    Stage,
    State,
    StopReason,
    TeamRole,
    WorkshopRole,
)
from generator.records.scalars import (
    Count,
    FilePath,
    Flag,
    Id,
    Ids,
    Licence,
    Markdown,
    Month,
    Number,
    PartialDate,
    SourceIds,
    Summary,
    Text,
    Texts,
    Title,
    Url,
    When,
    Won,
    Year,
    as_list,
    key,
)


class Part(BaseModel):
    """Any part of a record: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)


class Cited(Part):
    """A row that says where it is known from."""

    source: SourceIds = key("출처", "출처 식별 이름 하나 또는 여럿([s3, s5]).", default=(), refers="source")
    note: Text | None = key("덧붙임", "이 줄을 읽을 때 알아야 할 것.", example="보도된 때의 사정이다.")


class Source(Part):
    """Where facts come from."""

    id: Text = key("식별 이름", "s1, s2.", required=True, example="s1")
    title: Text = key(
        "제목", "원래 제목 그대로.", required=True, example="행안부, 청량리종합시장 화재감지 장치 1억원 지원"
    )
    gist: Flag = key("요지만 확인", "제목을 원문 그대로가 아니라 요지로 적었을 때.", default=False)
    publisher: Text | None = key("펴낸 곳", "언론사, 기관.", example="동대문신문")
    date: PartialDate | None = key("날짜", "펴낸 날. 모르면 비웁니다.", example="2018-07-03")
    url: Url | None = key(
        "주소",
        "바뀔 수 있으니 제목과 펴낸 곳을 꼭 함께.",
        example="http://www.slnews.co.kr/news/articleView.html?idxno=11551",
    )
    archived: Url | None = key("보관된 주소", "웹 보관소에 남긴 사본의 주소.", example="https://web.archive.org/web/…")
    note: Text | None = key("덧붙임", "이 자료를 볼 때 알아야 할 것.", example="본문은 요지만 확인했다.")


class Lead(Part):
    """The body that applied to the call."""

    name: Text = key("기관 이름", "정식 이름.", required=True, example="서울특별시")
    kind: LeadKind = key("기관 종류", "목록에서 고릅니다.", required=True)


class Partner(Cited):
    """A body that took part."""

    name: Text = key("기관 이름", "정식 이름.", required=True, example="마을계획동아리")
    role: Text | None = key("맡은 일", "무엇을 맡았는지. 모르면 비웁니다.", example="주민총회에 올릴 안건을 냄")
    agreement: Text | None = key("약속의 형식", "계약, 협약, 위탁, 자발 참여.", example="업무협약")


class Period(Part):
    """The funded time of the project."""

    start: PartialDate | None = key("시작", "해, 달, 날 가운데 아는 만큼.", example="2019-09-17")
    end: PartialDate | None = key("끝", "사업비를 다 쓴 때. 서비스가 끝난 때가 아닙니다.", example="2020-02-13")


class Beneficiary(Cited):
    """Whom the project was for."""

    who: Text = key(
        "누구", "예: 섬에 홀로 사는 65세 이상 어르신.", required=True, example="섬에 홀로 사는 65세 이상 어르신"
    )
    count: Count | None = key("인원", "숫자만.", example="1500")
    unit: Text | None = key("단위", "명이 아닐 때만. 예: 가구.", example="가구")
    bound: Bound = key("어림", "정확함, 약·여·내외, 이상, 이하·이내.", default=Bound.EXACT)
    planned: Flag = key("예정", "계획한 대상일 때.", default=False)


class Site(Cited):
    """A place where it was tried or runs."""

    municipality: Text | None = key("지자체", "코드나 이름.", refers="municipality")
    name: Text | None = key("곳 이름", "예: 진원면 영신마을, 정류소 12개소.", example="진원면 영신마을")
    role: SiteRole | None = key("쓰임", "시범, 운영, 확대, 예정.")
    planned: Flag = key("예정", "아직 하지 않은 곳일 때.", default=False)


class Member(Cited):
    """A place in the 스스로해결단."""

    role: TeamRole = key("자리", "단장, 간사, 단원.", required=True)
    kind: MemberKind = key("구성", "주민, 공무원, 전문가, 수행 기업, 시민단체, 그 밖.", required=True)
    organisation: Text | None = key("소속", "단체·부서·마을. 사람 이름은 쓰지 않습니다.", example="제주시 정보화지원과")
    count: Count | None = key("인원", "같은 자리가 여럿이면 사람 수.", example="2")
    contribution: Text | None = key(
        "한 일", "무엇을 정하거나 만들었는지.", example="마을 이장 등 주민이 중심이 되어 알림을 받고 먼저 돌본다."
    )


class Participation(Cited):
    """What residents did together and what it changed."""

    method: Method = key("방식", "회의, 설문, 시험, 현장 조사, 설명회, 투표.", required=True)
    what: Text | None = key("내용", "무엇을 함께했는지 한 줄.", example="자원봉사자와 공무원이 함께한 현장 매핑")
    date: When | None = key("때", "2021, 2021-05, 2021-05-03 또는 {start, end}. 모르면 비웁니다.", example="2019-10-19")
    times: Count | None = key("횟수", "몇 번.", example="7")
    people: Count | None = key("인원", "모두 몇 명.", example="140")
    bound: Bound = key("어림", "인원이 정확함, 약·여·내외, 이상, 이하·이내.", default=Bound.EXACT)
    recruited: Text | None = key("모은 방법", "공개 모집, 추천, 기존 모임.", example="공개 모집")
    decided: Text | None = key(
        "정한 것",
        "주민의 말로 정해지거나 바뀐 것.",
        example="응모하기 전에 쉬운 참여, 관광 문제, 공공데이터 세 갈래의 과제를 찾았다.",
    )


class Background(Cited):
    """A number that shows the size of the problem."""

    metric: Text = key("통계 이름", "예: 65세 이상 인구 비율.", required=True, example="65세 이상 인구 비율")
    value: Number = key("값", "숫자.", required=True, example="6000")
    unit: Text | None = key("단위", "명, 건, %.", example="명")
    bound: Bound = key("어림", "정확함, 약·여·내외, 이상, 이하·이내.", default=Bound.EXACT)
    date: When | None = key("기준 시점", "언제의 값인지.", example="2015")


class Funding(Cited):
    """One sum from one purse."""

    kind: FundKind = key(
        "돈의 출처", "자료에 적힌 대로. 국비와 특별교부세는 통계에서 '중앙 재원'으로 함께 셉니다.", required=True
    )
    amount: Won | None = key(
        "금액(원)", "원 단위 숫자. '1억 4,500만원', '145백만원'처럼 적어도 읽습니다.", example="120000000"
    )
    bound: Bound = key("어림", "정확함, 약·여·내외, 이상, 이하·이내.", default=Bound.EXACT)
    spent: Won | None = key("집행액(원)", "실제로 쓴 돈. 남은 돈(반납액)은 자동으로 셈합니다.", example="120000000")
    year: Year | None = key("회계연도", "여러 해에 걸쳐 받았을 때.", example="2021")
    shared_with: Ids = key(
        "함께 받은 사업",
        "한 금액을 여러 사업이 나눠 쓸 때 그 사업들. 통계에서는 한 번만 셉니다.",
        default=(),
        refers="project",
    )


class Spending(Cited):
    """What money was spent on."""

    kind: SpendingKind = key("비목", "개발, 장비, 데이터, 조사·연구, 홍보·교육, 인건비, 운영비, 그 밖.", required=True)
    what: Text | None = key("내용", "예: 정류소 단말 12대.", example="정류소 단말 12대")
    amount: Won | None = key("금액(원)", "원 단위.", example="1억 4,500만원")
    contract: Contract | None = key("계약 방법", "수의계약, 협상, 입찰, 조달 구매, 위탁·대행, 보조, 직접.")


class Step(Cited):
    """One thing that was done, or is planned."""

    date: When | None = key("때", "2021, 2021-05, 2021-05-03 또는 {start, end}. 모르면 비웁니다.", example="2021-11-25")
    stage: Stage | None = key("단계", "목록에서 고릅니다. 애매하면 비웁니다.")
    what: Text = key("한 일", "한 줄.", required=True, example="시범 운영 시작")
    planned: Flag = key("예정", "아직 하지 않은 일이거나, 계획만 알고 결과를 모르는 일.", default=False)
    detail: Markdown | None = key(
        "자세히",
        "다른 지자체가 되풀이할 수 있을 만큼.",
        example="보완할 점을 찾고 담당자가 장애인의 불편을 이해하는 기회로 삼았다.",
    )
    decision: Text | None = key(
        "정한 것과 까닭",
        "갈림길에서 무엇을 왜 골랐는지.",
        example="QR을 쓰기 어려운 사람이 있어 ARS 경로를 함께 두었다.",
    )
    obstacle: Text | None = key(
        "부딪힌 점",
        "어려웠거나 의견이 갈린 점. 그만둔 것은 해 보았으나 안 된 것에.",
        example="시작할 때 사용 편의를 두고 의견이 갈렸다.",
    )
    dead_end: Text | None = key(
        "해 보았으나 안 된 것",
        "시도했다가 그만둔 것과 그 까닭.",
        example="처음 고른 방식이 현장에 맞지 않아 그만두었다.",
    )
    produced: Texts = key("나온 산출물", "이때 만든 산출물의 식별 이름.", default=(), refers="deliverable")


class Reading(Cited):
    """One value at one time."""

    value: Number = key("값", "숫자만. '여 명', '이내'는 '어림'에.", required=True, example="97.3")
    bound: Bound = key("어림", "정확함, 약·여·내외, 이상, 이하·이내.", default=Bound.EXACT)
    date: When | None = key("기준 시점", "잰 때. 기간의 합이면 {start, end}.", example="2021-12")


class Outcome(Cited):
    """One metric: before, aim and readings in a row."""

    metric: Text = key("지표", "무엇을 쟀는지. 값은 넣지 않습니다.", required=True, example="시범 운영 사용자 만족")
    kind: OutcomeKind | None = key("지표의 종류", "만든 양, 이용, 만족, 효과, 비용.")
    unit: Text | None = key("단위", "명, 건, 곳, %, 분, 원.", example="%")
    baseline: Reading | None = key("사업 전 값", "시작하기 전의 값. 시작한 뒤의 첫 값은 '측정값'에 적습니다.")
    target: Reading | None = key("목표", "처음 계획한 값과 그 기한.")
    readings: tuple[Reading, ...] = key(
        "측정값", "같은 지표를 다시 잴 때마다 한 줄. 기간의 합이면 {start, end}.", default=()
    )
    change: Text | None = key(
        "변화(기준값 모름)", "'전년보다 235% 증가'처럼 비율만 알려진 때.", example="전년보다 235% 증가"
    )
    evidence: Evidence = key("근거 수준", "쟀는지, 알렸는지, 셈했는지, 계획인지.", required=True)
    method: Text | None = key("잰 방법", "누가 무엇으로 몇 명에게.", example="시범 운영 만족도 조사")


class Deliverable(Cited):
    """Something that another municipality can take."""

    id: Id = key("식별 이름", "영문 소문자와 줄표. 추진 과정에서 가리킵니다.", required=True, example="qr-sticker")
    title: Text = key("이름", "무엇인지 알 수 있게.", required=True, example="안심번호 QR 스티커")
    kind: DeliverableKind = key("종류", "목록에서 고릅니다.", required=True)
    state: DeliverableState = key(
        "얻을 수 있는지", "받을 수 있음, 요청하면 줌, 내부용, 만드는 중, 끝남, 모름.", default=DeliverableState.UNKNOWN
    )
    file: FilePath | None = key("보관 파일", "files/ 안의 파일.", example="files/manual.pdf")
    url: Url | None = key("주소", "다른 곳에 있을 때.", example="https://talk.daegu.go.kr")
    missing: Text | None = key(
        "없는 까닭",
        "파일도 주소도 없을 때. 공개 자료로 정리한 기록은 비워도 됩니다.",
        example="개인정보가 들어 있어 넣지 않음",
    )
    licence: Licence = key(
        "이용 조건", "공공누리 유형, CC, 소스 라이선스. 모르면 unknown.", default="unknown", example="KOGL-1"
    )
    reuse: Text | None = key("고쳐 쓰는 법", "무엇만 바꾸면 되는지.", example="소스와 함께 공개해 무료로 쓸 수 있다.")
    alt: Text | None = key(
        "그림 설명", "그림을 못 보는 사람을 위한 한 문장.", example="차 앞유리에 붙인 안심번호 QR 스티커"
    )


class Condition(Cited):
    """What must be there to copy the project."""

    kind: ConditionKind = key("종류", "목록에서 고릅니다.", required=True)
    need: Text = key("필요한 것", "한 줄.", required=True, example="알림을 받고 먼저 찾아갈 마을 이웃의 모임")
    value: Number | None = key("값", "숫자. 맞는지 견줄 때 씁니다.", example="24")
    unit: Text | None = key("단위", "원, 원/년, 명, 개월, 명(인구).", example="개월")
    compare: Compare = key(
        "견주는 법", "이만큼 이상이어야, 이만큼 이하여야. 적지 않으면 이상.", default=Compare.AT_LEAST
    )
    must: Flag = key("꼭 필요", "없으면 시작하지 않는 것이 나은 조건.", default=False)
    basis: Basis | None = key("근거", "겪은 것, 자료에 있는 것, 정리한 사람의 판단.")


class Procedure(Cited):
    """A review, consultation or report that came before."""

    kind: ProcedureKind = key("절차", "목록에서 고릅니다.", required=True)
    what: Text | None = key("내용", "무엇을 어디에.", example="여러 중앙부처·민간 회사와 업무협약")
    date: When | None = key("때", "언제 거쳤는지.", example="2021-05")
    days: Count | None = key("걸린 날", "신청부터 결과까지.", example="30")
    result: Text | None = key("결과", "통과, 조건부, 해당 없음.", example="통과")


class Operation(Cited):
    """Who runs it now, with what money and people."""

    office: Text | None = key("운영 부서·기관", "현재.", example="제주시 정보화지원과")
    yearly_cost: Won | None = key("해마다 드는 돈(원)", "통신비, 유지관리, 문자 요금 포함.", example="1,200만원")
    funding: FundKind | None = key("운영 재원", "돈의 출처 목록과 같음.")
    staff: Number | None = key("운영 인력", "겸직이면 0.2명처럼.", example="0.2")
    maintenance: Text | None = key(
        "유지관리",
        "고장·갱신을 누가 어떻게. 계약 기간.",
        example="고장 신고는 부서가 받고 수리는 업체와 해마다 계약한다.",
    )
    assets: Text | None = key(
        "자산의 주인",
        "기기·소스·도메인을 누가 가지고 있는지(물품 등록, 저작권).",
        example="기기는 시의 물품, 소스 저작권은 시와 업체가 함께",
    )
    as_of: PartialDate | None = key("기준일", "언제의 사정인지.", example="2026-11-22")


class Risk(Cited):
    """A difficulty that the next municipality will meet."""

    risk: Text = key("위험", "한 줄.", required=True, example="쓰기 편한지를 두고 의견이 갈릴 수 있다.")
    mitigation: Text | None = key(
        "대비",
        "어떻게 막거나 줄였는지. 아직 답이 없으면 비웁니다.",
        example="QR을 쓰기 어려운 사람을 위해 ARS 경로를 함께 둔다.",
    )
    basis: Basis | None = key("근거", "겪은 것, 자료에 있는 것, 정리한 사람의 판단.")


class ScheduleRow(Part):
    """What another municipality would do in which month."""

    month: Month = key("몇째 달", "1부터.", required=True, example="1")
    what: Text = key("할 일", "한 줄.", required=True, example="스스로해결단 꾸리기")


class Lesson(Cited):
    """One sentence for the next one who tries."""

    kind: LessonKind = key("종류", "할 것, 하지 말 것, 조심할 것.", required=True)
    text: Text = key(
        "내용", "한 문장.", required=True, example="기기의 알림을 이웃에게 먼저 보낸다. 마을이 먼저 돌보는 체계가 된다."
    )


class Advice(Cited):
    """What the panel said and what was changed."""

    date: When | None = key("날짜", "자문받은 날.", example="2021-05-03")
    panel: Text | None = key("자문단", "모임의 이름. 위원 이름은 적지 않습니다.", example="전문가 자문단")
    said: Text = key("들은 말", "요지.", required=True, example="어르신이 쓰기에 단계가 많다.")
    changed: Text | None = key("바꾼 것", "없으면 '바꾸지 않음'과 까닭.", example="첫 화면의 단계를 줄였다.")


class WorkshopVisit(Cited):
    """A workshop that the project took part in."""

    workshop: Id = key("행사", "행사 기록의 식별 이름.", required=True, refers="workshop")
    role: WorkshopRole | None = key("참여한 방식", "발표, 참석, 주최.")
    heard: Text | None = key("얻은 것", "다른 곳에서 배운 것.", example="다른 지자체가 주민을 모은 방법")
    changed: Text | None = key("바꾼 것", "그래서 바꾼 것.", example="모집 공고를 마을회관에도 붙였다.")


class OutsideProject(Part):
    """A project that has no record here."""

    title: Text = key("사업 이름", "널리 부르는 이름.", required=True, example="초정밀 실시간 버스정보서비스")
    municipality: Text | None = key("지자체", "어느 지자체의 사업인지.", refers="municipality")
    year: Year | None = key("연도", "시작한 해.", example="2019")
    url: Url | None = key("주소", "알아볼 수 있는 곳.", example="https://www.jeju.go.kr")


class Change(Part):
    """What the adopter did differently."""

    aspect: Aspect = key("무엇을", "범위, 기술, 대상, 운영, 비용, 추진체계, 법·조례.", required=True)
    from_: Text | None = key("원래", "본보기 사업에서는.", alias="from", example="웨어러블(심박)·GPS·비콘")
    to: Text | None = key("우리", "우리 지자체에서는.", example="호흡 센서·긴급호출 장비·군내버스 감지 장비")
    why: Text | None = key("까닭", "모르면 비웁니다.", example="이동약자가 관광지 안에서 바로 쓸 길안내 도구가 없었다.")


class Adaptation(Cited):
    """The project that this one followed."""

    project: Id | None = key("사업", "안내서의 식별 이름.", refers="project")
    outside: OutsideProject | None = key("목록 밖의 사업", "안내서가 없는 사업이면 이름, 기관, 주소.")
    kind: AdaptationKind = key("이어받은 방식", "목록에서 고릅니다.", required=True)
    received: Texts = key("건네받은 것", "소스, 과업지시서, 상담, 현장 방문 따위.", default=(), example="과업지시서")
    changes: tuple[Change, ...] = key("바꾼 것", "원래와 우리를 나란히.", default=())
    unrevised: Texts = key(
        "고쳐 쓸 곳",
        "본보기의 글을 옮겨 와 아직 고쳐 쓰지 않은 항목의 이름. 고쳐 쓴 항목은 지웁니다.",
        default=(),
        example="problem",
    )


class StatusEntry(Cited):
    """Where the project stood on a day."""

    date: PartialDate = key("때", "확인한 날.", required=True, example="2022-06-15")
    state: State = key("상태", "목록에서 고릅니다.", required=True)
    stopped_because: Annotated[tuple[StopReason, ...], BeforeValidator(as_list)] = key(
        "멈춘 까닭", "중단이면 꼭. 여럿 고를 수 있습니다.", default=()
    )


class KnownCopy(Cited):
    """A copy reported elsewhere that has no record here."""

    title: Text | None = key("사업 이름", "들여온 쪽이 부르는 이름.", example="휠내비길")
    who: Text = key("들여온 곳", "지자체나 기관의 이름.", required=True, example="제주특별자치도")
    municipality: Text | None = key(
        "지자체", "들여온 곳이 있는 지자체. 코드나 이름. 모르면 비웁니다.", refers="municipality"
    )
    year: Year | None = key("연도", "들여온 해.", example="2021")
    kind: AdaptationKind | None = key("이어받은 방식", "목록에서 고릅니다.")


class Award(Cited):
    """A prize, with its day."""

    date: When | None = key("날짜", "받은 날.", example="2022-11-11")
    what: Text = key("상", "행사와 상 이름.", required=True, example="행정안전부 지역혁신 우수기관 인증패")


class Discrepancy(Part):
    """Where the sources disagree."""

    what: Text = key(
        "무엇이",
        "한 문장.",
        required=True,
        example="온라인 주민총회를 연 읍면동이 14개라는 자료와 13개로 넓혔다는 자료가 있다.",
    )
    sources: SourceIds = key("어느 자료에서", "출처 식별 이름들.", default=(), refers="source")


class Owner(Part):
    """Whom to ask: an office, never a person."""

    office: Text = key("부서", "지금 맡은 부서. 조직이 바뀌면 고칩니다.", required=True, example="제주시 정보화지원과")
    contact: Text | None = key("연락처", "부서 대표번호나 부서 공용 전자우편.", example="064-○○○-○○○○")


class Project(Part):
    """What one project tells. Only the first five keys must be there."""

    title: Title = key(
        "사업 이름",
        "주민이 부르는 이름. 공식 과제 이름이 다르면 '공식 과제 이름'에 적습니다.",
        ask="사업 이름이 무엇입니까?",
        turn=1,
        required=True,
        example="제주 주차 안심번호",
    )
    summary: Summary = key(
        "한 줄 소개",
        "누구의 어떤 문제를 무엇으로 풀었는지 20~300자. '전국 최초' 같은 말은 뺍니다.",
        ask="처음 듣는 사람에게 한 문장으로 말하면?",
        turn=4,
        required=True,
        example="차에 남긴 전화번호가 범죄에 악용될 위험을 줄이려고, 운전자가 QR코드와 ARS로 번호를 드러내지 않고 연락을 받게 한다.",
    )
    year: Year = key(
        "연도",
        "공모에 뽑힌 해. 공모가 아니면 사업을 시작한 해. 앞선 활동이 더 일러도 바꾸지 않습니다.",
        ask="몇 년도 사업입니까?",
        turn=3,
        required=True,
        example="2021",
    )
    municipalities: Annotated[Texts, Field(min_length=1)] = key(
        "지자체",
        "주관한 지자체를 먼저, 함께 책임진 지자체를 다음에. 이름으로 적어도 됩니다(제주시). 시범만 한 곳은 '시행한 곳'에.",
        ask="어느 지자체의 사업입니까?",
        refers="municipality",
        turn=2,
        required=True,
    )
    origin: Origin = key(
        "기록한 쪽",
        "수행한 지자체가 직접 냈는지, 공개 자료로 정리했는지.",
        ask="이 기록을 누가 씁니까?",
        turn=5,
        required=True,
    )

    official_title: Title | None = key(
        "공식 과제 이름",
        "공모에 낸 이름이 널리 부르는 이름과 다를 때.",
        example="마을사업 결정을 위한 모바일 주민참여 플랫폼",
    )
    call: Id | None = key(
        "공모",
        "어느 해 어느 공모로 뽑혔는지. 목록에서 고릅니다.",
        ask="어느 공모로 뽑혔습니까? 공모가 아니면 비워 둡니다.",
        refers="call",
        turn=3,
    )
    track: Id | None = key("공모 구분", "공모가 나눈 갈래(예: 프로젝트, 도시). 공모에 있을 때만.", refers="track")
    field: Id | None = key(
        "공모 분야", "공모가 정한 분야. 공식으로 발표된 경우에만 적고 짐작하지 않습니다.", refers="field"
    )
    task: Id | None = key("공모 과제", "공모가 내놓은 과제 가운데 하나. 새로 제안한 과제면 비워 둡니다.", refers="task")
    topics: Ids = key(
        "주제",
        "우리 분류. 한 건에 1~3개. 해가 바뀌어도 같은 말을 씁니다.",
        ask="누구를 위한, 어떤 문제입니까?",
        refers="topic",
        turn=10,
        default=(),
    )
    technologies: Texts = key(
        "쓰인 기술", "목록의 말을 먼저 쓰고, 없으면 자유롭게 적습니다.", default=(), refers="technology"
    )
    part_of: Id | None = key("묶음 사업", "여러 과제를 한 번에 받은 사업이면 그 상위 기록.", refers="project")
    period: Period | None = key("사업 기간", "착수부터 사업 종료까지. 운영 기간은 '운영 상태'에.")
    lead: Lead | None = key("주관 기관", "공모를 낸 기관. 2020~2024년에는 민간 기업·단체가 주관했습니다.")
    partners: tuple[Partner, ...] = key(
        "함께한 기관", "예산·기술·현장·자료로 함께한 기관과 단체. 사람 이름은 적지 않습니다.", default=()
    )

    beneficiaries: tuple[Beneficiary, ...] = key(
        "대상 주민",
        "누구를 몇 명쯤 도우려 했는지. 사업계획서의 '사업대상'.",
        ask="누가 몇 명이나 씁니까?",
        turn=8,
        default=(),
    )
    sites: tuple[Site, ...] = key(
        "시행한 곳", "시범·설치·확대한 곳. 읍면동, 마을, 시설까지 적을 수 있습니다.", default=()
    )
    team: tuple[Member, ...] = key(
        "스스로해결단",
        "주민 단장, 공무원, 기술 전문가. 소속과 자리만 적고 이름은 적지 않습니다.",
        ask="스스로해결단은 누구누구로 꾸렸습니까?",
        turn=16,
        default=(),
    )
    team_size: Count | None = key("해결단 전체 인원", "자리별 인원을 몰라도 전체는 아는 때.", example="12")
    participation: tuple[Participation, ...] = key(
        "주민 참여",
        "회의·설문·시험·현장 조사처럼 주민이 함께한 일과 그 결과 바뀐 것.",
        ask="주민이 정하거나 바꾼 것이 있습니까?",
        turn=17,
        default=(),
    )

    problem: Markdown | None = key(
        "풀려던 문제",
        "사업 전에 누가 무엇을 겪었는지 두세 문장.",
        ask="사업 전에 주민이 무엇을 겪었습니까?",
        turn=6,
        example="휠체어 등을 쓰는 교통약자는 어느 가게에 들어갈 수 있는지 알기 어렵다.",
    )
    solution: Markdown | None = key(
        "해결 방법",
        "주민이 겪는 순서대로. 시스템 이름보다 쓰는 모습을 적습니다.",
        ask="이제 주민은 어떻게 합니까?",
        turn=7,
        example="교통과 주민이동 데이터를 분석하고 그 결과로 버스 배차 시간과 노선을 고친다.",
    )
    background: tuple[Background, ...] = key(
        "배경 통계", "문제의 크기를 보여 주는 숫자. 우리 사업의 성과가 아닌 것.", default=()
    )
    cited: dict[str, SourceIds] = key(
        "항목별 출처",
        "출처를 달 자리가 없는 항목(분야, 문제, 주관, 해결단)의 출처. 예: {field: s0, problem: s4}.",
        default={},
        refers="source",
    )

    budget: tuple[Funding, ...] = key(
        "재원",
        "누구 돈 얼마인지. 합계 줄은 적지 않습니다(자동으로 더합니다).",
        ask="사업비는 누가 얼마를 냈습니까?",
        turn=11,
        default=(),
    )
    spending: tuple[Spending, ...] = key(
        "쓴 곳",
        "돈을 무엇에 썼는지. 따라 할 지자체가 가장 알고 싶어 합니다.",
        ask="큰돈이 든 두세 가지는 무엇입니까?",
        turn=12,
        default=(),
    )
    process: tuple[Step, ...] = key(
        "추진 과정",
        "때와 한 일. 보도된 날이 아니라 일이 있은 날을 적습니다.",
        ask="큰일 다섯 가지를 날짜와 함께: 뽑힘, 해결단 꾸림, 계약, 시범, 정식 운영.",
        turn=13,
        default=(),
    )
    outcomes: tuple[Outcome, ...] = key(
        "성과",
        "지표마다 하나. 사업 전, 목표, 실제를 한 줄에.",
        ask="숫자로 달라진 것 두 가지. 사업 전 값이 있으면 함께.",
        turn=14,
        default=(),
    )
    deliverables: tuple[Deliverable, ...] = key(
        "산출물",
        "다른 지자체가 가져다 쓸 수 있는 것. 과업지시서·서식·조례도 넣습니다.",
        ask="과업지시서, 서식, 소스, 조례안처럼 그대로 줄 수 있는 파일이 있습니까?",
        turn=19,
        default=(),
    )

    conditions: tuple[Condition, ...] = key(
        "갖출 조건",
        "따라 하려면 있어야 하는 것.",
        ask="이것이 없으면 시작하지 말라고 말할 것이 있습니까?",
        turn=21,
        default=(),
    )
    procedures: tuple[Procedure, ...] = key(
        "사전 절차",
        "시작 전에 거친 심의·협의·신고와 걸린 시간. 해당 없음도 적으면 도움이 됩니다.",
        ask="개인정보·보안·조례·의회 절차 가운데 무엇을 거쳤습니까?",
        turn=20,
        default=(),
    )
    operation: Operation | None = key(
        "운영",
        "지금 누가 무슨 돈으로 돌리는지. 사업이 끝난 뒤가 더 깁니다.",
        ask="지금 누가 운영하고 해마다 얼마가 듭니까?",
        turn=15,
    )
    risks: tuple[Risk, ...] = key("위험과 대비", "다음 지자체가 만날 어려움과 막는 법.", default=())
    schedule: tuple[ScheduleRow, ...] = key(
        "도입 일정", "다른 지자체가 한다면 몇째 달에 무엇을. 비우면 추진 과정에서 셈해 보여 줍니다.", default=()
    )
    lessons: tuple[Lesson, ...] = key(
        "교훈",
        "하라, 하지 마라, 조심하라. 한 줄에 하나.",
        ask="다시 한다면 꼭 할 것 하나, 하지 않을 것 하나.",
        turn=18,
        default=(),
    )

    advice: tuple[Advice, ...] = key("자문과 반영", "자문단이 한 말과 그래서 바꾼 것.", default=())
    workshops: tuple[WorkshopVisit, ...] = key("연수회·공유회", "참여한 행사와 얻은 것.", default=())

    adapted_from: tuple[Adaptation, ...] = key(
        "본보기 사업", "어느 사업을 보고 했는지. 도입한 쪽이 적습니다.", default=()
    )
    status: tuple[StatusEntry, ...] = key(
        "운영 상태",
        "때마다 한 줄. 1년 넘게 새 줄이 없으면 '확인 필요'로 보입니다.",
        ask="지금도 운영합니까?",
        turn=9,
        default=(),
    )
    known_copies: tuple[KnownCopy, ...] = key(
        "알려진 도입", "다른 곳이 들여왔다고 보도됐으나 아직 그곳의 기록이 없는 것.", default=()
    )
    awards: tuple[Award, ...] = key("수상", "상 이름과 날. 상은 성과가 아닙니다.", default=())
    discrepancies: tuple[Discrepancy, ...] = key(
        "자료가 엇갈리는 곳", "서로 다른 값을 그대로 적고 고르지 않습니다.", default=()
    )

    owner: Owner | None = key(
        "담당 부서",
        "물어볼 곳. 부서와 대표번호만, 사람 이름은 적지 않습니다.",
        ask="다른 지자체가 물으면 어느 부서가 답합니까?",
        turn=22,
    )
    absent: dict[str, Absence] = key(
        "비운 까닭",
        "항목이 해당하지 않거나(not_applicable) 찾지 못했거나(not_found) 밝힐 수 없을(not_public) 때. 완성도 셈에서 뺍니다.",
        default={},
    )
    verified: PartialDate | None = key("마지막 확인일", "사실과 맞는지 누군가 확인한 날.", example="2026-11-22")
    licence: Licence | None = key(
        "글의 이용 조건", "안내서 글의 이용 조건. 공공누리는 공공기관이 낸 글에만.", example="CC-BY-4.0"
    )
    sources: tuple[Source, ...] = key("출처", "근거가 된 자료.", default=())
