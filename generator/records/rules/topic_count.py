"""주제는 한 건에 하나에서 셋까지 고릅니다.

주제가 없으면 주제별 목록에서 찾을 수 없고, 너무 많으면 그 주제를 찾는 사람에게 맞지 않는 안내서가 섞입니다.
누구를 위한, 어떤 문제인지를 가장 잘 나타내는 것만 남겨 주세요. 넷 이상이면 주의, 없으면 참고로 알립니다.

틀린 예:

    topics: [traffic-parking, privacy-safety, public-safety, complaints]

바른 예:

    topics: [traffic-parking, privacy-safety]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "topic-count"
SEVERITIES: tuple[Severity, ...] = ("warning", "note")
WORDS: Words = {
    "many": "주제가 {count}개입니다. {most}개까지 적습니다.",
    "many-hint": "누구를 위한, 어떤 문제인지를 가장 잘 나타내는 것만 남겨 주세요.",
    "none": "주제가 없어 주제별 목록에 나오지 않습니다.",
    "none-hint": "content/topics.yml에서 1~3개를 골라 'topics'에 적어 주세요. 예: topics: [traffic-parking]",
}
MOST = 3


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield a finding where a record has no topic or more than three."""
    count = len(record.project.topics)
    if count > MOST:
        message = say(WORDS["many"], count=count, most=MOST)
        yield record.find(("topics", MOST), CODE, "warning", message, WORDS["many-hint"])
    elif not count:
        yield record.find_key(("topics",), CODE, "note", WORDS["none"], WORDS["none-hint"])
