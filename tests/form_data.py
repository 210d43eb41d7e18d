"""What the form's scripts are tested with: `python -m tests.form_data` writes it as JSON, for node --test."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import Finding, sort_findings
from generator.exports.form import form_codes, form_model, form_municipalities, form_programme
from generator.records.completeness import answers
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.programme_files import load_programme
from generator.records.record import Record, read_part
from generator.records.rules import check_record

ROOT = Path(__file__).parent.parent
RECORDS = ROOT / "tests" / "records"
EXPECTED = RECORDS / "expected.json"
# The day on which records are looked at.
DAY = date(2026, 11, 22)

Row = list[Any]


def form_findings(data: bytes, programme: Programme, guidebook: str = "") -> list[Row]:
    """Line, column, code, severity, message and hint of what a project.yml has that the form finds too."""
    project, tree, findings = read_part(data, "project.yml", Project)
    if project is not None and tree is not None:
        findings += check_record(Record("sample", "project.yml", project, tree, guidebook), programme)
    return [row_of(finding) for finding in sort_findings(findings) if is_of_form(finding)]


def is_of_form(finding: Finding) -> bool:
    """Whether the form finds it too, in project.yml on the day."""
    return finding.code in form_codes() and finding.holds_on(DAY)


def row_of(finding: Finding) -> Row:
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
    }
    sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
