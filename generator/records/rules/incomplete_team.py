"""스스로해결단을 꼭 두는 공모에서는 단장이 주민이고, 주민·공무원·기술 전문가가 모두 있어야 합니다.

공모가 그렇게 정한 해의 사업에만 적용합니다. 누가 이끌고 누가 함께했는지가 따라 할 지자체에 큰 물음입니다.
소속과 자리만 적고 사람 이름은 적지 않습니다.
지자체가 직접 낸 기록에서는 오류, 공개 자료로 정리한 기록에서는 참고로 알립니다.
자료에 없으면 'absent: {team: not_found}'라고 적습니다.

틀린 예:

    call: 2019-gonggam
    team:
      - {role: leader, kind: official, source: s1}
      - {role: member, kind: resident, source: s1}

바른 예:

    call: 2019-gonggam
    team:
      - {role: leader, kind: resident, source: s1}
      - {role: member, kind: official, source: s1}
      - {role: member, kind: expert, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.choices import MemberKind, Origin, TeamRole
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "incomplete-team"
SEVERITIES: tuple[Severity, ...] = ("error", "note")
WORDS: Words = {
    "none": "이 공모는 스스로해결단을 두게 했는데 해결단이 적혀 있지 않습니다.",
    "none-hint": "단장, 주민, 공무원, 기술 전문가의 자리와 소속을 'team'에 적어 주세요.",
    "none-hint-public": " 자료에서 찾지 못했으면 'absent: {{team: not_found}}'라고 적습니다.",
    "leader": "스스로해결단의 단장이 주민이 아닙니다: {kind}",
    "leader-hint": "이 공모는 주민 단장을 두게 했습니다. 단장의 구성(kind)을 확인해 주세요.",
    "missing": "스스로해결단에 {missing} 자리가 없습니다.",
    "missing-hint": "이 공모는 주민 단장, 공무원, 기술 전문가를 두게 했습니다. 있었으면 'team'에 한 줄로 더해 주세요.",
    "place": "단장",
}
NEEDED = {MemberKind.RESIDENT: "주민", MemberKind.OFFICIAL: "공무원", MemberKind.EXPERT: "기술 전문가"}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield what the team lacks where the call asks for one."""
    project = record.project
    call = programme.calls.get(project.call or "")
    if call is None or not call.requires_team:
        return
    is_public = project.origin is Origin.PUBLIC_SOURCES
    if is_public and not project.team and "team" in project.absent:
        return
    severity: Severity = "note" if is_public else "error"
    if not project.team:
        hint = WORDS["none-hint"] + (say(WORDS["none-hint-public"]) if is_public else "")
        yield record.find(("call",), CODE, severity, WORDS["none"], hint)
        return
    leaders = [(n, member) for n, member in enumerate(project.team) if member.role is TeamRole.LEADER]
    if leaders and not any(member.kind is MemberKind.RESIDENT for _, member in leaders):
        n, member = leaders[0]
        message = say(WORDS["leader"], kind=member.kind.label)
        yield record.find(("team", n, "kind"), CODE, severity, message, WORDS["leader-hint"])
    kinds = {member.kind for member in project.team}
    missing = [label for kind, label in NEEDED.items() if kind not in kinds]
    if not leaders:
        missing.insert(0, WORDS["place"])
    if missing:
        message = say(WORDS["missing"], missing=", ".join(missing))
        yield record.find_key(("team",), CODE, severity, message, WORDS["missing-hint"])
