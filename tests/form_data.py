"""What the form's scripts are tested with: `python -m tests.form_data` writes it as JSON, for node --test."""

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import Finding, mask_finding, sort_findings
from generator.exports.form import form_codes, form_model, form_municipalities, form_programme
from generator.records.completeness import answers
from generator.records.messages import keys_of, nearest
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.programme_files import load_programme
from generator.records.reader import comments_of
from generator.records.record import Record, read_part
from generator.records.rules import check_record
from generator.records.scalars import parse_won

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / "tests" / "records"
EXPECTED = RECORDS / "expected.json"
# The day on which records are looked at.
DAY = date(2026, 11, 22)

# What people write as amounts, and as keys.
AMOUNTS = """
120000000 | 120,000,000 | 1억2000만원 | 145백만원 | 145,000천원 | 1.5억 | 4천5백만 | -5 | 1,23 | 1억원정 | 3백만 | 0 | 0.5만 | 0.00005억 | 일억 | 원
만 | 억 | 1만억 | 2.55백만 | 12,345.6천원 | 99999999999999999999 | 999999999999999999999 | ㎡ | 5천 | 1십만 | 1억 4,500만원 | 1억 4500 | 1억 4500원
3 백만 원 | 1 2 | 1.123456789만 | 0.1원
"""
WORDS = """
buget titel municipality sorces owners stat status_ outcome delivrables zzz summry year2 call_ 재원 process. lesson adopted cited_ absnt
"""

Row = list[Any]


def amount_of(text: str) -> int | None:
    """Won, or None where it is no amount."""
    try:
        return parse_won(text)
    except ValueError:
        return None


def form_findings(data: bytes, programme: Programme, guidebook: str = "") -> list[Row]:
    """Line, column, code, severity, message and hint of what a project.yml has that the form finds too."""
    project, tree, findings = read_part(data, "project.yml", Project)
    if project is not None and tree is not None:
        comments = comments_of(data.decode())
        record = Record("sample", "project.yml", project, tree, guidebook, comments=comments, allowed=programme.allowed)
        findings += check_record(record, programme)
    return [row_of(finding) for finding in sort_findings(findings) if is_of_form(finding)]


def is_of_form(finding: Finding) -> bool:
    """Whether the form finds it too, in project.yml on the day."""
    return finding.code in form_codes() and finding.holds_on(DAY)


def row_of(finding: Finding) -> Row:
    finding = mask_finding(finding)
    return [finding.line, finding.column, finding.code, finding.severity, finding.message, finding.hint]


def expected_findings(programme: Programme) -> dict[str, list[Row]]:
    """What is found in every record of tests/records/."""
    return {path.name: form_findings(path.read_bytes(), programme) for path in sorted(RECORDS.glob("*.yml"))}


def real_records(programme: Programme) -> dict[str, Any]:
    """Every real record with what is found in it and which questions it answers."""
    records = {}
    for path in sorted((ROOT / "projects").glob("*/project.yml")):
        story = path.parent / "guidebook.md"
        guidebook = story.read_text(encoding="utf-8") if story.is_file() else ""
        project, _, _ = read_part(path.read_bytes(), "project.yml", Project)
        records[path.parent.name] = {
            "text": path.read_text(encoding="utf-8"),
            "guidebook": guidebook,
            "findings": form_findings(path.read_bytes(), programme, guidebook),
            "answers": answers(project) if project else None,
        }
    return records


def main() -> None:
    """Write everything as JSON; with --expect write tests/records/expected.json anew."""
    programme, _ = load_programme(ROOT, "")
    if "--expect" in sys.argv:
        rows = json.dumps(expected_findings(programme), ensure_ascii=False, indent=1)
        EXPECTED.write_text(rows + "\n", encoding="utf-8")
        return
    data = {
        "model": form_model({}),
        "codes": sorted(form_codes()),
        "programme": form_programme(programme),
        "municipalities": form_municipalities(programme.municipalities),
        "real": real_records(programme),
        "amounts": {text: amount_of(text) for text in map(str.strip, re.split(r"[|\n]", AMOUNTS.strip()))},
        "keys": list(keys_of(Project)),
        "meant": {word: nearest(word, keys_of(Project)) for word in WORDS.split()},
    }
    sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
