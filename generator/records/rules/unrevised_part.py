"""본보기에서 옮겨 온 글은 우리 사정에 맞게 고쳐 씁니다.

'bonbogi adopt'나 '우리 지자체에 맞추기'로 만든 기록은 본보기의 글로 시작합니다. 아직 고쳐 쓰지 않은 항목의 이름이
'adapted_from'의 'unrevised'에 있고, 안내서에도 본보기의 글이라고 보입니다. 고쳐 썼거나 그대로 맞는지 확인한 항목은
거기서 이름을 지워 주세요. 다 지웠으면 'unrevised'도 지웁니다.

틀린 예:

    adapted_from:
      - {outside: {title: 제주 주차 안심번호}, kind: adoption, unrevised: [problem, risks], source: s1}

바른 예:

    adapted_from:
      - {outside: {title: 제주 주차 안심번호}, kind: adoption, source: s1}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.inheritance import TASKS
from generator.records.messages import keys_of
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "unrevised-part"
SEVERITY: Severity = "note"
WORDS: Words = {
    "message": "아직 고쳐 쓰지 않은 곳: '{label}'({name}){name:이/가} 본보기의 글 그대로입니다.",
    "hint": "{task} 고쳤으면 adapted_from의 unrevised에서 '{name}'{name:을/를} 지워 주세요.",
    "look": "우리 사정에 맞게 고칩니다.",
    "unknown": "'unrevised'에 적힌 '{name}' 항목은 없습니다.",
    "unknown-hint": "기록의 항목 이름만 적습니다. 지워 주세요.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each key that is named as not rewritten yet, at the place of its text."""
    keys = keys_of(Project)
    for n, item in enumerate(record.project.adapted_from):
        for m, name in enumerate(item.unrevised):
            if name not in keys:
                message = say(WORDS["unknown"], name=name)
                path = ("adapted_from", n, "unrevised", m)
                yield record.find(path, CODE, SEVERITY, message, WORDS["unknown-hint"])
                continue
            message = say(WORDS["message"], label=keys[name].title or name, name=name)
            hint = say(WORDS["hint"], task=TASKS.get(name, WORDS["look"]), name=name)
            yield record.find_key((name,), CODE, SEVERITY, message, hint)
