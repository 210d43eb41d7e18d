"""Seeded synthetic projects for measuring: python bench/make_records.py COUNT FOLDER [--markdown FOLDER].

Writes FOLDER/<id>/project.yml and guidebook.md, about 7 KB a project. With --markdown the same content is also
written as one plain page a project, <province>/<id>.md, with one index page a province: what MkDocs alone gets
to build. Words are random syllables, so no person, place or fact in it is real. Same count, same bytes.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

PROVINCES = {
    "11000": "서울", "26000": "부산", "27000": "대구", "28000": "인천", "30000": "대전", "31000": "울산", "36000": "세종", "41000": "경기",
    "43000": "충북", "44000": "충남", "47000": "경북", "48000": "경남", "50000": "제주", "42000": "강원", "45000": "전북", "46000": "전남",
}  # fmt: skip
TOPICS = [
    "older-people",
    "dementia",
    "disability",
    "children-youth",
    "childcare",
    "welfare-care",
    "health",
    "public-safety",
    "fire-disaster",
    "privacy-safety",
    "traffic-parking",
    "public-transport",
    "environment",
    "waste",
    "civic-participation",
    "digital-divide",
    "tourism-culture",
    "island",
]
STAGES = {
    "discover": "문제 찾기",
    "organise": "해결단 구성",
    "design": "설계",
    "build": "개발",
    "pilot": "시범 운영",
    "operate": "운영",
    "evaluate": "평가",
    "spread": "확산",
}
JOSA = ["을", "를", "이", "가", "은", "는", "에", "에서", "으로", "와", "과", "의", "도", ""]
ENDINGS = ["합니다.", "하였습니다.", "할 수 있습니다.", "해야 합니다.", "되었습니다.", "이어졌습니다.", "확인했습니다."]
CALL_YEARS = (2018, 2019)

Record = dict[str, Any]


def _make_vocabulary(seed: int = 7, size: int = 6000) -> list[str]:
    rng = random.Random(seed)
    syllables = [
        chr(0xAC00 + (initial * 21 + vowel) * 28 + final)
        for initial in range(19)
        for vowel in (0, 1, 4, 5, 6, 8, 9, 13, 16, 18, 20)
        for final in (0, 0, 0, 0, 1, 4, 8, 16, 17, 21)
    ]
    words: set[str] = set()
    while len(words) < size:
        words.add("".join(rng.choice(syllables) for _ in range(rng.choice([2, 2, 2, 3, 3, 4]))))
    ordered = sorted(words)
    rng.shuffle(ordered)
    return ordered


WORDS = _make_vocabulary()
# Words of a language are not equally frequent: about Zipf's law.
WEIGHTS = list(itertools.accumulate(1 / (rank + 3) ** 0.9 for rank in range(len(WORDS))))


class Author:
    """Writes Korean-looking text; the same number writes the same text."""

    def __init__(self, number: int) -> None:
        self.rng = random.Random(1000003 * number + 11)

    def word(self) -> str:
        """Return a word."""
        return WORDS[bisect.bisect(WEIGHTS, self.rng.random() * WEIGHTS[-1])]

    def phrase(self, words: int) -> str:
        """Return words with particles."""
        return " ".join(self.word() + self.rng.choice(JOSA) for _ in range(words)).strip()

    def sentence(self) -> str:
        """Return a sentence."""
        return f"{self.phrase(self.rng.randint(6, 11))} {self.word()}{self.rng.choice(ENDINGS)}"

    def paragraph(self, low: int = 2, high: int = 3) -> str:
        """Return sentences."""
        return " ".join(self.sentence() for _ in range(self.rng.randint(low, high)))


def make_project(number: int) -> tuple[Record, str]:
    """Return the record and the story of project ``number``."""
    author = Author(number)
    rng = author.rng
    year = 2018 + number % 8
    call = {"call": f"{year}-gonggam"} if year in CALL_YEARS else {}
    project: Record = {
        "title": f"{author.phrase(3)} {number}",
        "summary": author.paragraph(1, 1),
        "year": year,
        "municipalities": [list(PROVINCES)[number % len(PROVINCES)]],
        "origin": "submitted",
        **call,
        "topics": rng.sample(TOPICS, rng.randint(1, 3)),
        "technologies": [author.word() for _ in range(3)],
        "period": {"start": f"{year}-03", "end": f"{year}-12"},
        "team": [
            {"role": "leader", "kind": "resident", "count": 1},
            {"role": "member", "kind": "official", "organisation": author.word() + "과", "count": 2},
            {"role": "member", "kind": "expert", "organisation": author.word(), "count": 2},
        ],
        "problem": author.paragraph(),
        "solution": author.paragraph(),
        "budget": [
            {"kind": "special_grant", "amount": rng.randrange(50, 200) * 1000000, "source": "s1"},
            {"kind": "municipal", "amount": rng.randrange(5, 50) * 1000000, "source": "s1"},
        ],
        **_make_results(author, year, number),
        **_make_advice(author, year, number),
    }
    if number % 10 == 9:
        origin = number - 9 + rng.randrange(9)
        if 2018 + origin % 8 < year:
            project["adapted_from"] = [{"project": f"p{origin:05d}", "kind": "adoption", "source": "s1"}]
    return project, _make_story(author)


def _make_results(author: Author, year: int, number: int) -> Record:
    rng = author.rng
    return {
        "process": [
            {
                "date": f"{year}-{month:02d}",
                "stage": stage,
                "what": author.phrase(4),
                "detail": author.sentence(),
                "source": "s1",
            }
            for month, stage in zip(range(3, 11), STAGES, strict=True)
        ],
        "outcomes": [
            {
                "metric": author.phrase(2),
                "kind": "effect",
                "unit": "건",
                "evidence": "measured",
                "method": author.phrase(3),
                "baseline": {"value": rng.randrange(100), "date": f"{year}-03"},
                "readings": [{"value": rng.randrange(100, 999), "date": f"{year}-12", "source": "s1"}],
            }
            for _ in range(4)
        ],
        "deliverables": [
            {
                "id": f"d{index}",
                "title": author.phrase(2),
                "kind": kind,
                "url": f"https://example.org/{number}/{index}",
                "licence": "KOGL-1",
            }
            for index, kind in enumerate(["app", "dataset", "manual"])
        ],
    }


def _make_advice(author: Author, year: int, number: int) -> Record:
    return {
        "conditions": [
            {"kind": "budget", "need": author.phrase(3), "value": 30000000, "unit": "원"},
            {"kind": "staff", "need": author.phrase(3), "value": 2, "unit": "명", "must": True, "basis": "experienced"},
        ],
        "risks": [{"risk": author.sentence(), "mitigation": author.sentence()} for _ in range(2)],
        "lessons": [{"kind": kind, "text": author.sentence(), "source": "s1"} for kind in ("do", "avoid", "caution")],
        "sources": [
            {
                "id": "s1",
                "title": author.phrase(4),
                "publisher": author.word(),
                "date": f"{year}-12-01",
                "url": f"https://example.org/s/{number}",
            }
        ],
        "status": [{"date": f"{year}-12", "state": "running", "source": "s1"}],
        "owner": {"office": author.word() + "과"},
        "verified": "2026-01-02",
        "licence": "KOGL-1",
    }


def _make_story(author: Author) -> str:
    rng = author.rng
    story: list[str] = []
    for heading in ("배경", "우리가 한 일", "어려웠던 점", "다음 지자체에게"):
        story += [f"## {heading}", "", author.paragraph(), ""]
        if heading == "우리가 한 일":
            story += [f"{index}. **{author.word()}** {author.sentence()}" for index in range(1, 6)] + [""]
        if heading == "어려웠던 점":
            rows = [f"| {author.word()} | {author.phrase(3)} | {rng.randint(1, 9999):,} |" for _ in range(5)]
            story += ["| 항목 | 내용 | 수치 |", "| --- | --- | ---: |", *rows, ""]
    return "\n".join(story)


def render_plain_page(project: Record, story: str) -> str:
    """Return the same guidebook as one Markdown page, its parts as tables and lists."""
    return "\n".join(_plain_lines(project, story))


def _plain_lines(project: Record, story: str) -> Iterator[str]:
    yield from ["---", f'title: "{project["title"]}"', "---", "", f"# {project['title']}", "", project["summary"], ""]
    yield from ["## 문제", "", project["problem"], "", "## 해결", "", project["solution"], ""]
    yield from ["## 예산", "", "| 재원 | 금액 |", "| --- | ---: |"]
    yield from (f"| {row['kind']} | {row['amount']:,} |" for row in project["budget"])
    yield from ["", "## 추진 과정", "", "| 때 | 단계 | 내용 |", "| --- | --- | --- |"]
    for row in project["process"]:
        yield f"| {row['date']} | {STAGES[row['stage']]} | {row['what']} {row['detail']} |"
    yield from ["", "## 성과", "", "| 지표 | 전 | 후 | 단위 |", "| --- | ---: | ---: | --- |"]
    for row in project["outcomes"]:
        yield f"| {row['metric']} | {row['baseline']['value']} | {row['readings'][0]['value']} | {row['unit']} |"
    yield from ["", "## 산출물", ""]
    yield from (f"- [{row['title']}]({row['url']}) {row['kind']}" for row in project["deliverables"])
    yield from ["", "## 조건과 위험", ""]
    yield from (f"- {row['need']} {row['value']}{row['unit']}" for row in project["conditions"])
    yield from (f"- {row['risk']} {row['mitigation']}" for row in project["risks"])
    yield from ["", "## 교훈", "", *(f"- {row['text']}" for row in project["lessons"]), "", story, ""]


def write_records(count: int, folder: Path) -> None:
    """Write ``count`` projects below ``folder``."""
    for number in range(count):
        project, story = make_project(number)
        place = folder / f"p{number:05d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / "project.yml").write_text(dump_record(project), encoding="utf-8")
        (place / "guidebook.md").write_text(story, encoding="utf-8")


def dump_record(project: Record) -> str:
    """Return the record as YAML."""
    text = yaml.dump(project, allow_unicode=True, sort_keys=False, width=120, Dumper=yaml.CSafeDumper)
    assert isinstance(text, str)
    return text


def write_plain_pages(count: int, folder: Path) -> None:
    """Write the same ``count`` projects as pages below ``folder``, with index pages of plain lists."""
    lists: dict[str, list[str]] = {code: [] for code in PROVINCES}
    for number in range(count):
        project, story = make_project(number)
        code = project["municipalities"][0]
        page = folder / code / f"p{number:05d}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(render_plain_page(project, story), encoding="utf-8")
        lists[code].append(f"- [{project['title']}]({page.name})")
    names = [f"- [{name}]({code}/index.md)" for code, name in PROVINCES.items() if lists[code]]
    (folder / "index.md").write_text("# 안내서\n\n" + "\n".join(names) + "\n", encoding="utf-8")
    for code, rows in lists.items():
        if rows:
            text = f"# {PROVINCES[code]}\n\n" + "\n".join(rows) + "\n"
            (folder / code / "index.md").write_text(text, encoding="utf-8")


def main() -> None:
    """Write what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--markdown", type=Path)
    arguments = parser.parse_args()
    write_records(arguments.count, arguments.folder)
    if arguments.markdown:
        write_plain_pages(arguments.count, arguments.markdown)


if __name__ == "__main__":
    main()
