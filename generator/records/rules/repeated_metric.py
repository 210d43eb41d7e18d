"""같은 지표는 한 번만 적고, 다시 잰 값은 그 안에 이어 적습니다.

한 지표의 값이 나뉘어 있으면 얼마나 달라졌는지 이어 볼 수 없습니다.
'readings'에 잰 때마다 한 줄씩 모아 주세요. 다른 것을 잰 값이면 지표 이름을 다르게 적습니다.

틀린 예:

    outcomes:
      - {metric: 가입자, unit: 명, readings: [{value: 390, date: 2019, source: s1}], evidence: reported}
      - {metric: 가입자, unit: 명, readings: [{value: 629, date: 2020, source: s1}], evidence: reported}

바른 예:

    outcomes:
      - metric: 가입자
        unit: 명
        readings:
          - {value: 390, date: 2019, source: s1}
          - {value: 629, date: 2020, source: s1}
        evidence: reported
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Finding, Severity
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.wording import Words, say

CODE = "repeated-metric"
SEVERITY: Severity = "warning"
WORDS: Words = {
    "message": "성과 '{metric}'{metric:은/는} {first}번째에 이미 있습니다.",
    "hint": "앞의 것에 'readings' 한 줄로 더해 주세요. 다른 것을 쟀으면 지표 이름을 다르게 적습니다.",
}


def check_record(record: Record, programme: Programme) -> Iterator[Finding]:
    """Yield each outcome whose metric and unit an earlier one has."""
    first_by_metric: dict[tuple[str, str | None], int] = {}
    for n, outcome in enumerate(record.project.outcomes):
        metric = "".join(outcome.metric.split()).casefold()
        first = first_by_metric.setdefault((metric, outcome.unit), n)
        if first != n:
            message = say(WORDS["message"], metric=outcome.metric, first=first + 1)
            yield record.find(("outcomes", n, "metric"), CODE, SEVERITY, message, WORDS["hint"])
