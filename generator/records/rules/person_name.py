"""사람 이름은 적지 않고 부서와 자리로 적습니다.

기록은 오래 남고 사람은 자리를 옮깁니다. 이름은 개인정보이기도 합니다.
'○○과 주무관', '마을 이장'처럼 부서와 자리만 적어 주세요.
주관 기관, 함께한 기관, 스스로해결단, 담당 부서, 자문단, 그리고 guidebook.md에서
직급이나 직함과 나란히 적힌 이름을 찾습니다.

틀린 예:

    partners: [{name: 홍길동 교수, role: 기술 자문}]

바른 예:

    partners: [{name: 제주대학교 연구진, role: 기술 자문}]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.diagnostics import Finding, Severity
from generator.records.names import find_names
from generator.records.programme import Programme
from generator.records.record import Path, Record
from generator.records.wording import Words, say

CODE = "person-name"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "사람 이름으로 보이는 '{masked}'{masked:이/가} 있습니다.",
    "hint": "이름을 빼고 부서와 자리만 적어 주세요. 예: 정보화지원과 주무관",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each name of a person beside a rank or a role."""
    texts = list(_texts(record))
    # Most records name nobody: a name within one of the texts is also one within all of them, a line each.
    if any(find_names("\n".join([text for _, text in texts]))):
        yield from _in_texts(record, texts)
    if any(find_names(record.guidebook)):
        yield from _in_guidebook(record)


def _in_texts(record: Record, texts: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    for path, text in texts:
        for masked in find_names(text):
            finding = record.find(path, CODE, SEVERITY, say(WORDS["message"], masked=masked), WORDS["hint"])
            yield replace(finding, private=True)


def _in_guidebook(record: Record) -> Iterator[Finding]:
    for number, line in enumerate(record.guidebook.split("\n"), 1):
        for masked in find_names(line):
            message = say(WORDS["message"], masked=masked)
            finding = record.find_in_guidebook(number, 1, CODE, SEVERITY, message, WORDS["hint"])
            yield replace(finding, private=True)


def _texts(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield the texts in which bodies and seats are named."""
    project = record.project
    if project.lead:
        yield ("lead", "name"), project.lead.name
    for number, partner in enumerate(project.partners):
        for key in ("name", "role", "agreement", "note"):
            if text := getattr(partner, key):
                yield ("partners", number, key), text
    for number, member in enumerate(project.team):
        for key in ("organisation", "contribution", "note"):
            if text := getattr(member, key):
                yield ("team", number, key), text
    if project.owner:
        yield ("owner", "office"), project.owner.office
        if project.owner.contact:
            yield ("owner", "contact"), project.owner.contact
    for number, advice in enumerate(project.advice):
        if advice.panel:
            yield ("advice", number, "panel"), advice.panel
