"""The closed lists of values: each with its Korean word."""

from __future__ import annotations

from enum import StrEnum


class Choice(StrEnum):
    """One value of a closed list, with the Korean word that people see."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Choice:
        """Make the value from the identifier in records and its Korean word; ``State("running")`` looks one up."""
        choice = str.__new__(cls, value)
        choice._value_ = value
        choice.label = label
        return choice


class Origin(Choice):
    """Who writes the record."""

    SUBMITTED = "submitted", "수행 지자체가 직접"
    PUBLIC_SOURCES = "public_sources", "공개 자료로 정리"


class LeadKind(Choice):
    """What kind of body leads."""

    MUNICIPALITY = "municipality", "지자체"
    COMPANY = "company", "기업"
    COOPERATIVE = "cooperative", "협동조합"
    NONPROFIT = "nonprofit", "비영리단체"
    UNIVERSITY = "university", "대학"
    PUBLIC_BODY = "public_body", "공공기관(출연기관 포함)"
    RESIDENT_GROUP = "resident_group", "주민 조직(주민자치회·마을)"
    CONSORTIUM = "consortium", "컨소시엄(주관 미상)"


class TeamRole(Choice):
    """The place in the team."""

    LEADER = "leader", "단장"
    COORDINATOR = "coordinator", "간사(실무 총괄)"
    MEMBER = "member", "단원"


class MemberKind(Choice):
    """What kind of person a team member is."""

    RESIDENT = "resident", "주민(당사자·상인·직장인·주민단체)"
    OFFICIAL = "official", "공무원"
    EXPERT = "expert", "기술 전문가"
    COMPANY = "company", "수행 기업"
    CIVIL = "civil", "시민단체·중간지원조직"
    OTHER = "other", "그 밖"


class FundKind(Choice):
    """Whose money it is."""

    SPECIAL_GRANT = "special_grant", "특별교부세"
    NATIONAL = "national", "국비(국고보조금)"
    LOCAL = "local", "지방비(시도·시군구 구분 모름)"
    PROVINCIAL = "provincial", "시·도비"
    MUNICIPAL = "municipal", "시·군·구비"
    PRIVATE = "private", "민간(자부담·후원)"
    FUND = "fund", "기금"
    PUBLIC_BODY = "public_body", "교육청·공공기관 부담"
    IN_KIND = "in_kind", "현물(사람·장소·장비)"
    UNSPECIFIED = "unspecified", "구분 모름"


class Stage(Choice):
    """The stage of a step."""

    SELECT = "select", "공모 신청·선정"
    ORGANISE = "organise", "추진단 꾸리기·협약"
    DISCOVER = "discover", "문제 찾기"
    DESIGN = "design", "설계·계획"
    BUILD = "build", "만들기·설치"
    PILOT = "pilot", "시범 운영"
    PROMOTE = "promote", "알리기·교육"
    OPERATE = "operate", "정식 운영"
    EVALUATE = "evaluate", "점검·평가"
    SPREAD = "spread", "확산·공유"


class Evidence(Choice):
    """How well an outcome is known."""

    MEASURED = "measured", "측정값(잰 방법이 있음)"
    REPORTED = "reported", "발표값(방법은 모름)"
    ESTIMATED = "estimated", "셈한 값(추정)"
    PLANNED = "planned", "계획·목표"


class OutcomeKind(Choice):
    """What an outcome counts."""

    OUTPUT = "output", "만든 양(설치·개발·참여)"
    USE = "use", "이용(가입·방문·신고)"
    SATISFACTION = "satisfaction", "만족"
    EFFECT = "effect", "효과(문제가 줄거나 늘어난 정도)"
    COST = "cost", "비용·시간 절감"


class Bound(Choice):
    """How exact a number is."""

    EXACT = "exact", "정확함"
    ABOUT = "about", "약·여·내외"
    AT_LEAST = "at_least", "이상"
    AT_MOST = "at_most", "이하·이내"


class DeliverableKind(Choice):
    """What a deliverable is."""

    APP = "app", "모바일 앱"
    PLATFORM = "platform", "웹 서비스·플랫폼"
    SYSTEM = "system", "업무·관제 시스템(연계·서버)"
    SOURCE_CODE = "source_code", "소스 코드"
    DATASET = "dataset", "데이터"
    DEVICE = "device", "기기(센서·키오스크·전광판)"
    MAP = "map", "지도"
    MANUAL = "manual", "설명서·매뉴얼"
    FORM = "form", "서식"
    CONTRACT = "contract", "과업지시서·계약·협약서"
    ORDINANCE = "ordinance", "조례·규칙·지침"
    SURVEY = "survey", "설문지·조사표"
    TRAINING = "training", "교육 자료"
    PRINTED = "printed", "인쇄물·홍보물"
    SPACE = "space", "공간·시설"
    REPORT = "report", "보고서"
    OTHER = "other", "그 밖"


class DeliverableState(Choice):
    """Whether a deliverable can be had."""

    AVAILABLE = "available", "받을 수 있음"
    ON_REQUEST = "on_request", "요청하면 줌"
    INTERNAL = "internal", "내부용"
    PLANNED = "planned", "만드는 중·계획"
    ENDED = "ended", "끝남(내려감)"
    UNKNOWN = "unknown", "모름"


class ConditionKind(Choice):
    """What a condition is about."""

    BUDGET = "budget", "예산"
    OPERATING_COST = "operating_cost", "해마다 드는 돈"
    STAFF = "staff", "인력"
    DURATION = "duration", "기간"
    INFRASTRUCTURE = "infrastructure", "기반 시설·기존 시스템"
    LEGAL = "legal", "법·조례"
    PARTNER = "partner", "협력 기관"
    POPULATION = "population", "인구·규모"
    DATA = "data", "데이터"
    RESIDENTS = "residents", "주민(나설 사람·모임)"
    PLACE = "place", "지역 여건(섬·농촌·도시)"


class Basis(Choice):
    """Where a condition or risk is known from."""

    EXPERIENCED = "experienced", "겪은 것"
    REPORTED = "reported", "자료에 있음"
    INFERRED = "inferred", "정리한 사람의 판단"


class Compare(Choice):
    """How a value is compared with the condition."""

    AT_LEAST = "at_least", "이만큼 이상"
    AT_MOST = "at_most", "이만큼 이하"


class ProcedureKind(Choice):
    """What a procedure is about."""

    PRIVACY = "privacy", "개인정보(영향평가·처리방침·동의)"
    SECURITY = "security", "보안성 검토"
    CONSULTATION = "consultation", "사전협의(정보화·사회보장 등)"
    LOCATION = "location", "위치정보·영상정보 신고·예고"
    ORDINANCE = "ordinance", "조례·지침 제정"
    COUNCIL = "council", "의회·예산 심의"
    CONTRACT = "contract", "계약·조달"
    AGREEMENT = "agreement", "협약·동의(기관·시설주)"
    OTHER = "other", "그 밖"


class SpendingKind(Choice):
    """What money was spent on."""

    DEVELOPMENT = "development", "개발"
    EQUIPMENT = "equipment", "장비·설치"
    DATA = "data", "데이터 구축"
    RESEARCH = "research", "조사·설계"
    PROMOTION = "promotion", "홍보·교육"
    LABOUR = "labour", "인건비·활동비"
    OPERATION = "operation", "운영비"
    OTHER = "other", "그 밖"


class Contract(Choice):
    """How the money was contracted."""

    NEGOTIATED = "negotiated", "협상에 의한 계약"
    BID = "bid", "경쟁 입찰"
    PRIVATE = "private", "수의계약"
    PROCUREMENT = "procurement", "조달 구매"
    ENTRUSTED = "entrusted", "위탁·대행"
    SUBSIDY = "subsidy", "보조금 교부"
    DIRECT = "direct", "직접 수행"


class Method(Choice):
    """How residents took part."""

    MEETING = "meeting", "회의·워크숍"
    SURVEY = "survey", "설문·면담"
    TEST = "test", "시험 사용"
    FIELDWORK = "fieldwork", "현장 조사·매핑"
    BRIEFING = "briefing", "설명회·교육"
    VOTE = "vote", "투표·총회"
    OTHER = "other", "그 밖"


class SiteRole(Choice):
    """What a site is for."""

    PILOT = "pilot", "시범"
    OPERATE = "operate", "운영"
    EXPAND = "expand", "확대"
    PLANNED = "planned", "예정"


class LessonKind(Choice):
    """What a lesson advises."""

    DO = "do", "할 것"
    AVOID = "avoid", "하지 말 것"
    CAUTION = "caution", "조심할 것"


class AdaptationKind(Choice):
    """How a project follows its origin."""

    ADOPTION = "adoption", "다른 지자체가 들여옴"
    CONTINUATION = "continuation", "같은 지자체의 후속·고도화"
    REUSE = "reuse", "소스·자료만 가져다 씀"
    REFERENCE = "reference", "생각만 참고"


class Aspect(Choice):
    """What an adopter changed."""

    SCOPE = "scope", "범위"
    TECHNOLOGY = "technology", "기술"
    TARGET = "target", "대상"
    OPERATION = "operation", "운영"
    COST = "cost", "비용"
    ORGANISATION = "organisation", "추진체계·협력"
    LEGAL = "legal", "법·조례"


class State(Choice):
    """Where a project stands."""

    PLANNED = "planned", "계획"
    PREPARING = "preparing", "준비 중"
    PILOT = "pilot", "시범 운영 중"
    RUNNING = "running", "운영 중"
    ESTABLISHED = "established", "정착(정규 예산·조례)"
    COMPLETED = "completed", "마침(기간을 채움)"
    STOPPED = "stopped", "중단"
    DECLINED = "declined", "검토 뒤 하지 않음"


class StopReason(Choice):
    """Why a project stopped."""

    BUDGET = "budget", "예산 끊김(편성 안 됨)"
    STAFF_CHANGE = "staff_change", "담당자 바뀜·인력 없음"
    APPROVAL = "approval", "결재·의회·공모에서 막힘"
    LAW_PRIVACY = "law_privacy", "법·개인정보"
    TECHNOLOGY = "technology", "기술 한계·오작동"
    MAINTENANCE = "maintenance", "유지관리 끊김(고장·갱신·업체)"
    PARTICIPATION = "participation", "주민·해결단이 나서지 않음"
    LOW_USE = "low_use", "이용 저조"
    REPLACED = "replaced", "다른 서비스로 합침·대체"
    PARTNER = "partner", "협력 기관·기업이 빠짐"
    OTHER = "other", "그 밖"


class WorkshopRole(Choice):
    """How a project took part in a workshop."""

    PRESENTED = "presented", "발표"
    ATTENDED = "attended", "참석"
    HOSTED = "hosted", "주최"


class Absence(Choice):
    """Why a key is empty."""

    NOT_APPLICABLE = "not_applicable", "해당 없음"
    NOT_FOUND = "not_found", "찾지 못함"
    NOT_PUBLIC = "not_public", "밝힐 수 없음"


class CallLead(Choice):
    """Who may apply to a call."""

    MUNICIPALITY = "municipality", "지자체 주관"
    COMPANY = "company", "민간 기업·단체 주관"


class WorkshopKind(Choice):
    """What a workshop is for."""

    KICKOFF = "kickoff", "착수"
    TRAINING = "training", "공동 연수회"
    CONSULTING = "consulting", "자문·상담"
    REVIEW = "review", "중간 점검"
    SHARING = "sharing", "성과 공유"


# Licences that have a Korean word. Others are written as they are: CC-*, an SPDX identifier.
LICENCE_LABELS: dict[str, str] = {
    "KOGL-0": "공공누리 제0유형",
    "KOGL-1": "공공누리 제1유형(출처 표시)",
    "KOGL-2": "제2유형(출처 표시·상업 이용 금지)",
    "KOGL-3": "제3유형(출처 표시·변경 금지)",
    "KOGL-4": "제4유형(출처 표시·상업 이용 금지·변경 금지)",
    "unknown": "모름",
}
