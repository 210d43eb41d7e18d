"""Findings for people and for machines: each format to the byte."""

import json
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.diagnostics import (
    FORMATTERS,
    Finding,
    Severity,
    count_findings,
    format_github,
    format_gitlab,
    format_json,
    format_sarif,
    format_text,
    sort_findings,
    summarise,
)

FILE = "projects/a/project.yml"


def finding(
    line: int = 1,
    column: int = 1,
    message: str = "재원이 없습니다.",
    hint: str = "",
    severity: Severity = "error",
    file: str = FILE,
) -> Finding:
    return Finding(file, line, column, "missing-key", severity, message, hint)


def shown(folder: Path, data: str | bytes, line: int, column: int) -> list[str]:
    """The lines that the text format shows of a file with this content, and the caret under them."""
    target = folder / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data.encode() if isinstance(data, str) else data)
    return format_text([finding(line, column)], folder).splitlines()[1:]


def test_text_shows_place_message_line_caret_and_hint(tmp_path: Path) -> None:
    (tmp_path / "projects/a").mkdir(parents=True)
    (tmp_path / FILE).write_text("title: 안심번호\nyear: 2021\n", encoding="utf-8")
    second = finding(2, 7, "'연도'가 이상합니다.", severity="note")
    text = format_text([finding(1, 8, hint="다시 적어 주세요."), second], tmp_path)
    assert text == (
        "projects/a/project.yml:1:8: 오류[missing-key] 재원이 없습니다.\n"
        "    1 | title: 안심번호\n"
        "      |        ^\n"
        "      → 다시 적어 주세요.\n"
        "\n"
        "projects/a/project.yml:2:7: 참고[missing-key] '연도'가 이상합니다.\n"
        "    2 | year: 2021\n"
        "      |       ^\n"
    )


def test_the_caret_stands_under_its_character_after_korean(tmp_path: Path) -> None:
    assert shown(tmp_path, "제목: 안심번호\n", 1, 5) == ["    1 | 제목: 안심번호", "      |       ^"]
    assert shown(tmp_path, "제목: 안심번호\n", 1, 7) == ["    1 | 제목: 안심번호", "      |           ^"]


@pytest.mark.parametrize("data", ["a:\r\n\tb: 1\r\n", "a:\r\tb: 1\r", "\ufeffa:\n\tb: 1\n"])
def test_a_tab_takes_one_cell_and_any_line_end_counts(tmp_path: Path, data: str) -> None:
    assert shown(tmp_path, data, 2, 2) == ["    2 |  b: 1", "      |  ^"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16", "utf-8-sig"])
def test_a_line_is_shown_from_any_encoding(tmp_path: Path, encoding: str) -> None:
    assert shown(tmp_path, "제목: 나\n".encode(encoding), 1, 5) == ["    1 | 제목: 나", "      |       ^"]


def test_text_from_macs_is_shown_as_the_places_count_it(tmp_path: Path) -> None:
    decomposed = "\u110c\u1166: \u1102\u1161\n"
    assert shown(tmp_path, decomposed, 1, 4) == ["    1 | 제: 나", "      |     ^"]


def test_a_line_that_fits_is_not_cut(tmp_path: Path) -> None:
    line = "가" * 50
    assert shown(tmp_path, line, 1, 50) == [f"    1 | {line}", "      | " + " " * 98 + "^"]


@pytest.mark.parametrize(
    ("line", "column", "piece", "before"),
    [
        ("가" * 51, 1, "가" * 50 + "…", 0),
        ("x" * 300, 1, "x" * 100 + "…", 0),
        ("x" * 300, 300, "…" + "x" * 34, 34),
        ("x" * 300, 150, "…" + "x" * 100 + "…", 34),
        ("가" * 300, 150, "…" + "가" * 50 + "…", 33),
    ],
)
def test_a_long_line_is_cut_around_the_place(tmp_path: Path, line: str, column: int, piece: str, before: int) -> None:
    assert shown(tmp_path, line, 1, column) == [f"    1 | {piece}", "      | " + " " * before + "^"]


@pytest.mark.parametrize(("line", "column"), [(1, 99), (9, 1)])
def test_a_place_behind_the_end_is_no_trouble(tmp_path: Path, line: int, column: int) -> None:
    assert len(shown(tmp_path, "a: 1\n", line, column)) == (2 if line == 1 else 0)


def test_a_place_without_a_readable_file_is_told_without_a_line(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    assert format_text([finding()], tmp_path) == f"{FILE}:1:1: 오류[missing-key] 재원이 없습니다.\n"
    assert shown(tmp_path / "other", b"\x80\x81\xff", 1, 1) == []


def test_nothing_in_a_finding_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    (tmp_path / "projects/a").mkdir(parents=True)
    (tmp_path / FILE).write_text("a: \x1b[2J\u202e1\n", encoding="utf-8")
    text = format_text([finding(message="값 '\x1b[31m\u202e'", hint="a\nb", file=FILE)], tmp_path)
    assert text == (
        f"{FILE}:1:1: 오류[missing-key] 값 '\ufffd[31m\ufffd'\n    1 | a: \ufffd[2J\ufffd1\n      | ^\n      → a\ufffdb\n"
    )


def test_github_gets_one_command_a_finding(tmp_path: Path) -> None:
    odd = finding(3, 5, "100%\n::error::", "고쳐 주세요.", "note", "projects/a,b:c/project.yml")
    assert format_github([finding(severity="warning"), odd], tmp_path) == (
        f"::warning file={FILE},line=1,col=1,title=missing-key::재원이 없습니다.\n"
        "::notice file=projects/a%2Cb%3Ac/project.yml,line=3,col=5,title=missing-key"
        "::100%25%0A::error:: 고쳐 주세요.\n"
    )


def test_gitlab_gets_a_code_quality_report(tmp_path: Path) -> None:
    (row,) = json.loads(format_gitlab([finding(4, 2, hint="고쳐 주세요.")], tmp_path))
    assert row == {
        "description": "재원이 없습니다. 고쳐 주세요.",
        "check_name": "missing-key",
        "fingerprint": row["fingerprint"],
        "severity": "major",
        "location": {"path": FILE, "lines": {"begin": 4}},
    }


def test_gitlab_tells_findings_apart_by_their_fingerprint(tmp_path: Path) -> None:
    findings = [finding(), finding(2), finding(1, 2), finding(message="다름")]
    rows = json.loads(format_gitlab(findings, tmp_path))
    assert len({row["fingerprint"] for row in rows}) == len(findings)
    assert rows == json.loads(format_gitlab(findings, tmp_path))


def test_sarif_names_rules_places_and_how_columns_count(tmp_path: Path) -> None:
    log = json.loads(format_sarif([finding(4, 2, file="projects/a/files/사진 1.png", severity="note")], tmp_path))
    assert log == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "bonbogi", "rules": [{"id": "missing-key"}]}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "missing-key",
                        "level": "note",
                        "message": {"text": "재원이 없습니다."},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "projects/a/files/%EC%82%AC%EC%A7%84%201.png"},
                                    "region": {"startLine": 4, "startColumn": 2},
                                }
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_json_has_one_object_a_finding(tmp_path: Path) -> None:
    assert format_json([finding(hint="고쳐 주세요.")], tmp_path) == (
        '[\n {\n  "file": "projects/a/project.yml",\n  "line": 1,\n  "column": 1,\n  "code": "missing-key",\n'
        '  "severity": "error",\n  "message": "재원이 없습니다.",\n  "hint": "고쳐 주세요."\n }\n]\n'
    )


@pytest.mark.parametrize("name", FORMATTERS)
def test_every_format_takes_no_findings(name: str, tmp_path: Path) -> None:
    text = FORMATTERS[name]([], tmp_path)
    assert text == "" or text.endswith("\n")


def test_findings_come_once_and_by_place() -> None:
    a, b, c = finding(2), finding(1, 9), finding(1, 10)
    assert sort_findings([a, c, b, a]) == [b, c, a]


def test_findings_are_counted_by_severity() -> None:
    findings = [finding(), finding(2), finding(severity="note")]
    assert count_findings(findings) == {"error": 2, "warning": 0, "note": 1}
    assert summarise(findings, 27) == "기록 27건을 검사했습니다: 오류 2건, 주의 0건, 참고 1건"


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 5, 31), True), (date(2026, 6, 1), False)],
)
def test_a_finding_may_hold_for_a_time_only(day: date, holds: bool) -> None:
    bounded = Finding(FILE, 1, 1, "a", "note", "…", since=date(2026, 1, 1), until=date(2026, 6, 1))
    assert bounded.holds_on(day) is holds
    assert finding().holds_on(day)


NUMBER = "010-1234-5678"


@pytest.mark.parametrize("form", FORMATTERS)
def test_no_format_shows_a_number_of_a_person(form: str, tmp_path: Path) -> None:
    """In a message, a hint, the name of a file, and in the line that is shown; whatever rule it was."""
    file = "projects/a/files/명단_01012345678.csv"
    (tmp_path / "projects/a/files").mkdir(parents=True)
    (tmp_path / file).write_text(f"이름 '가, {NUMBER}, 000101-3234567\n", encoding="utf-8")
    shown = FORMATTERS[form]([finding(1, 4, f"값 '{NUMBER}'", f"'## {NUMBER}'로", file=file)], tmp_path)
    assert "010******78" in unquote(shown)
    assert shown.count("010-****-**78") == (3 if form == "text" else 2)
    assert not any(number in shown for number in ("1234", "3234567"))


def test_the_caret_stands_where_it_did_in_a_masked_line(tmp_path: Path) -> None:
    line = f"메일: long.name@naver.com, {NUMBER} [s9]"
    assert shown(tmp_path, line, 1, line.index("[") + 1) == [
        "    1 | 메일: l********@naver.com, 010-****-**78 [s9]",
        "      | " + " " * (line.index("[") + 2) + "^",
    ]
    far = "가" * 95 + NUMBER + "나" * 400
    assert NUMBER[:9] not in "".join(shown(tmp_path, far, 1, 150))
