"""'cited'와 'absent'의 왼쪽에는 기록의 항목 이름을 적습니다.

'cited'는 어느 항목의 출처인지, 'absent'는 어느 항목을 왜 비웠는지 적는 곳입니다.
항목에 없는 이름을 적으면 어느 항목을 말하는지 알 수 없어 사이트에 나오지 않습니다.

틀린 예:

    absent: {운영: not_found}

바른 예:

    absent: {operation: not_found}
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.messages import keys_of, nearest
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "misnamed-key"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "'{where}'의 '{name}'{name:은/는} 기록의 항목이 아닙니다.",
    "guess": "혹시 '{guess}'({label})입니까?",
    "hint": "'topics', 'budget' 같은 항목 이름을 적어 주세요.",
}
LABELS = {name: info.title or name for name, info in keys_of(Project).items()}
KEYS_BY_LABEL = {label: name for name, label in LABELS.items()}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each name in ``cited`` and ``absent`` that is no key of a record."""
    for where, names in (("cited", record.project.cited), ("absent", record.project.absent)):
        for name in names:
            if name not in LABELS:
                guess = KEYS_BY_LABEL.get(name) or nearest(name, LABELS)
                message = say(WORDS["message"], where=where, name=name)
                hint = say(WORDS["guess"], guess=guess, label=LABELS[guess]) if guess else WORDS["hint"]
                yield record.find_key((where, name), CODE, SEVERITY, message, hint)
