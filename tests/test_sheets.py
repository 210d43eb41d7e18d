"""The Excel form: nothing is lost on the way there and back, and mistakes are named by sheet and cell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from generator.cli import bonbogi
from generator.diagnostics import GeneratorError
from generator.publish.artifact import Ref
from generator.recipes import RECIPES, Resolver
from generator.records.archive import RefusedArchiveError, open_archive
from generator.records.messages import explain, keys_of
from generator.records.model import Funding, Project
from generator.records.programme import Programme
from generator.records.programme_files import load_programme
from generator.records.record import read_part
from generator.records.sheet_form import make_form
from generator.records.sheet_reader import Filled, read_form, text_of_cell
from generator.records.sheets import Layout
from generator.records.writer import write_record
from tests.repository import EPOCH, PROJECT, ROOT, make_repository

RECORDS = sorted((ROOT / "projects").glob("*/project.yml"))
VALUES: dict[str, Any] = {
    "title": "섬마을 배표 예매",
    "summary": "섬 어르신이 배표를 사려고 뭍에 나가지 않도록 마을회관에서 표를 끊게 했다.",
    "year": 2021,
    "municipalities": ["전라남도 신안군"],
    "origin": "public_sources",
    "sources": [{"id": "s1", "title": "배표 기사"}],
}
Edit = Callable[[Workbook], None]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(ROOT, "test")[0]


@pytest.fixture(scope="module")
def form(programme: Programme) -> bytes:
    return make_form(programme, VALUES)


def edited(form: bytes, edit: Edit) -> bytes:
    book = load_workbook(io.BytesIO(form))
    edit(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def fact(book: Workbook, key: str) -> int:
    """The row of a fact."""
    return next(row for row in range(1, 200) if book["사업"].cell(row, 6).value == key)


def column(book: Workbook, sheet: str, key: str) -> int:
    """The column of a key in a sheet of rows."""
    return next(number for number in range(1, 60) if book[sheet].cell(4, number).value == key)


def put(book: Workbook, sheet: str, row: int, **cells: Any) -> None:
    for key, value in cells.items():
        book[sheet].cell(row, column(book, sheet, key.replace("__", "."))).value = value


def read(filled: Filled) -> Project:
    assert filled.values is not None, filled.findings
    project, _, findings = read_part(write_record(filled.values).encode(), "project.yml", Project)
    assert project is not None, findings
    return project


def told(filled: Filled) -> list[tuple[str, str]]:
    """Code and cell of each error."""
    return [(f.code, f.message.split(":")[0]) for f in filled.findings if f.severity == "error"]


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_real_records_come_back_whole(path: Path, programme: Programme) -> None:
    project, _, _ = read_part(path.read_bytes(), path.name, Project)
    assert project is not None
    values = project.model_dump(by_alias=True, exclude_unset=True)
    filled = read_form(make_form(programme, values, path.parent.name), "cases.xlsx", programme)
    assert told(filled) == []
    assert filled.id == path.parent.name
    assert read(filled) == project


def test_every_key_has_its_cell(programme: Programme) -> None:
    layout = Layout(programme)
    there = {field.path[0] for field in layout.facts} | {sheet.path[0] for sheet in layout.row_sheets}
    assert there | {"cited", "absent"} == set(keys_of(Project))
    names = [sheet.name for sheet in layout.row_sheets]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    for sheet in layout.row_sheets:
        labels = [field.label for field in sheet.fields]
        assert len(set(labels)) == len(labels)


def test_the_form_explains_and_offers_what_can_be_chosen(programme: Programme) -> None:
    book = load_workbook(io.BytesIO(make_form(programme)))
    assert book.sheetnames[:3] == ["읽어 주세요", "사업", "함께한 기관"]
    assert book.sheetnames[-1] == "목록"
    budget = book["재원"]
    assert [budget.cell(2, n).value for n in range(1, 4)] == ["돈의 출처 (꼭)", "금액(원)", "어림"]
    rules = {str(rule.sqref): rule.formula1 for rule in budget.data_validations.dataValidation}
    sheet, cells = str(rules["A5:A300"]).replace("$", "").split("!")
    assert sheet == "'목록'"
    first, last = cells.split(":")
    offered = [row[0].value for row in book["목록"][f"{first}:{last}"]]
    assert offered[:2] == ["특별교부세", "국비(국고보조금)"]
    assert budget["B3"].value == explain(keys_of(Funding)["amount"])
    assert str(budget["D3"].value).endswith("예: 120000000")
    assert budget.row_dimensions[4].hidden


def test_the_same_values_give_the_same_bytes(programme: Programme) -> None:
    data = make_form(programme, VALUES)
    assert make_form(programme, VALUES) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_cells_are_read_as_people_fill_them(form: bytes, programme: Programme) -> None:
    def edit(book: Workbook) -> None:
        facts = book["사업"]
        facts.cell(fact(book, "period.start"), 2).value = datetime.fromisoformat("2021-05-01")
        facts.cell(fact(book, "period.start"), 2).number_format = "mmm-yy"
        facts.cell(fact(book, "topics"), 2).value = "주차, privacy-safety"
        facts.cell(fact(book, "topics"), 3).value = "s1"
        facts.cell(fact(book, "team"), 4).value = "찾지 못함"
        facts.cell(fact(book, "operation.staff"), 2).value = 0.2
        facts.cell(fact(book, "verified"), 2).value = date(2026, 11, 22)
        put(book, "재원", 5, kind="국비", amount="1억 2,000만원", year=2021.0, source="s1")
        put(book, "재원", 7, kind="특별교부세", amount=50_000_000, source="s1; s1")
        put(book, "성과", 5, metric="만족", kind="만족", evidence="발표값", baseline__value="10", unit="%")
        put(book, "성과 - 측정값", 5, **{"#": 1}, value=0.973, date="2021. 12", source="s1")
        book["성과 - 측정값"].cell(5, column(book, "성과 - 측정값", "value")).number_format = "0.0%"
        put(book, "추진 과정", 6, date="2021.5.3 ~ 2022", what="시범", planned=True, source="s1")
        put(book, "산출물", 5, id="app", title="앱", kind="모바일 앱", url="https://example.org/a=1")

    project = read(read_form(edited(form, edit), "cases.xlsx", programme))
    assert project.period is not None
    assert (project.period.start, project.verified) == ("2021-05", "2026-11-22")
    assert project.topics == ("traffic-parking", "privacy-safety")
    assert project.cited == {"topics": ("s1",)}
    assert project.absent == {"team": "not_found"}
    assert project.operation is not None
    assert project.operation.staff == 0.2
    assert [(line.kind, line.amount, line.year) for line in project.budget] == [
        ("national", 120_000_000, 2021),
        ("special_grant", 50_000_000, None),
    ]
    outcome = project.outcomes[0]
    assert outcome.baseline is not None
    assert (outcome.kind, outcome.evidence, outcome.baseline.value) == ("satisfaction", "reported", 10)
    assert (outcome.readings[0].value, outcome.readings[0].date) == (97.3, "2021-12")
    step = project.process[0]
    assert step.planned
    assert step.date is not None
    assert step.date.model_dump() == {"start": "2021-05-03", "end": "2022"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (50110, "General", "50110"),
        (120000000.0, "#,##0", "120000000"),
        (97.3, "General", "97.3"),
        (0.973, "0.0%", "97.3"),
        (1e-7, "General", "0.0000001"),
        (1e20, "General", "100000000000000000000"),
        (True, "General", "예"),
        (datetime.fromisoformat("2021-05-03"), "yyyy-mm-dd", "2021-05-03"),
        (datetime.fromisoformat("2021-05-03T09:30"), "General", "2021-05-03"),
        (date(2021, 5, 1), 'yyyy"년" m"월"', "2021-05"),
        (date(2021, 5, 1), 'yyyy"년" m"월" d"일"', "2021-05-01"),
        (" 글\n둘 ", "@", "글\n둘"),
    ],
)
def test_what_a_cell_shows(value: Any, number_format: str, text: str) -> None:
    assert text_of_cell(value, number_format) == text


def test_mistakes_are_named_by_sheet_and_cell(form: bytes, programme: Programme) -> None:
    def edit(book: Workbook) -> None:
        facts = book["사업"]
        facts.cell(fact(book, "title"), 2).value = '="섬"&"마을"'
        facts.cell(fact(book, "year"), 2).value = "#N/A"
        facts.cell(fact(book, "budget"), 2).value = "1억"
        facts.cell(fact(book, "team"), 4).value = "그냥"
        put(book, "재원", 5, kind="국가 돈", amount=1_000_000)
        put(book, "재원", 6, amount="많이", kind="국비")
        put(book, "재원", 7, amount=1_000_000)
        put(book, "추진 과정", 9, date="작년", what="시범")
        put(book, "성과", 5, **{"#": 1}, metric="가", evidence="발표값")
        put(book, "성과", 6, **{"#": 1}, metric="나", evidence="발표값")
        put(book, "성과 - 측정값", 5, value=3)
        book["교훈"].merge_cells("A5:B5")
        book["교훈"].cell(6, 40).value = "메모"
        book["교훈"].cell(5000, 1).value = "할 것"
        book.create_sheet("교후")["A1"] = "할 것"

    filled = read_form(edited(form, edit), "cases.xlsx", programme)
    assert filled.values is None
    assert told(filled) == [
        ("missing-key", "시트 '사업' B3"),  # the title is a formula, the year an error value
        ("missing-key", "시트 '사업' B3"),
        ("wrong-shape", "시트 '사업' B4"),
        ("wrong-shape", "시트 '사업' B6"),
        ("unknown-value", f"시트 '사업' D{fact(load_workbook(io.BytesIO(form)), 'team')}"),
        ("unknown-key", f"시트 '사업' B{fact(load_workbook(io.BytesIO(form)), 'budget')}"),
        ("unknown-value", "시트 '재원' A5"),
        ("bad-number", "시트 '재원' B6"),
        ("missing-key", "시트 '재원' B7"),
        ("bad-date", "시트 '추진 과정' A9"),
        ("duplicate-key", "시트 '성과' A6"),
        ("missing-key", "시트 '성과 - 측정값' A5"),
        ("wrong-shape", "시트 '교훈' A5"),
        ("unknown-key", "시트 '교훈' AN6"),
        ("wrong-shape", "시트 '교훈' A5000"),
        ("unknown-key", "시트 '교후' A1"),
    ]


def test_every_rule_looks_at_the_cells(form: bytes, programme: Programme) -> None:
    def edit(book: Workbook) -> None:
        book["사업"].cell(fact(book, "municipalities"), 2).value = "신안시"
        put(book, "교훈", 5, kind="할 것", text="010-1234-5678로 묻는다", source="s1")

    filled = read_form(edited(form, edit), "cases.xlsx", programme)
    assert told(filled) == [("unknown-municipality", "시트 '사업' B7"), ("mobile-number", "시트 '교훈' B5")]
    assert "1234" not in str(filled.findings)
    assert read(filled).lessons[0].text == "010-1234-5678로 묻는다"


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (30 * 1024 * 1024))
    return data.getvalue()


def packed(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "깨졌거나"),
        (b"PK\x03\x04 no zip", "깨졌거나"),
        (packed("a.txt"), ".xlsx 파일이 아닙니다"),
        (packed("xl/workbook.xml"), "깨졌거나"),
        (packed("xl/workbook.xml", "xl/vbaProject.bin"), "매크로"),
        (packed("xl/workbook.xml", "../evil"), "폴더 밖"),
        (packed("xl/workbook.xml", "/etc/passwd"), "폴더 밖"),
        (packed("xl/workbook.xml", "C:\\evil"), "폴더 밖"),
        (packed(*(f"x{n}" for n in range(2001))), "2000개보다"),
        (bomb(), "압축률"),
        (b"x" * (5 * 1024 * 1024 + 1), "5MB보다"),
    ],
)
def test_files_that_are_no_form_or_could_do_harm_are_refused(data: bytes, reason: str, programme: Programme) -> None:
    filled = read_form(data, "cases.xlsx", programme)
    assert filled.values is None
    assert [finding.code for finding in filled.findings] == ["unreadable"]
    assert reason in filled.findings[0].message


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(50):
            archive.writestr(f"{number}", b"0" * 1024 * 1000)
    with pytest.raises(RefusedArchiveError, match="40MB보다"):
        open_archive(data.getvalue())


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    root = make_repository(tmp_path / "root", {"first": PROJECT})

    def run(*arguments: str) -> Result:
        return CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH}).invoke(bonbogi, [*arguments, "--root", str(root)])

    return run


def test_a_form_goes_out_and_comes_back(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "cases.xlsx"
    result = run("template", str(file), "--from", "first")
    assert result.output == f"{file}을(를) 만들었습니다. 채운 뒤 'bonbogi new --from {file}'로 기록을 만듭니다.\n"
    # The record is there already, so another name is asked for.
    refused = run("new", "--from", str(file))
    assert isinstance(refused.exception, GeneratorError)
    assert str(refused.exception) == "projects/first 폴더가 이미 있습니다. 다른 이름을 적어 주세요."
    assert run("new", "--from", str(file), "--id", "second").exit_code == 0
    first, second = (
        read_part((tmp_path / f"root/projects/{id_}/project.yml").read_bytes(), id_, Project)[0]
        for id_ in ("first", "second")
    )
    assert first == second


def test_a_form_with_mistakes_makes_no_folder(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "cases.xlsx"
    run("template", str(file))
    result = run("new", "--from", str(file))
    assert result.exit_code == 1
    assert "cases.xlsx:3:2: 오류[missing-key] 시트 '사업' B3: 'title'(사업 이름)이 없습니다." in result.output
    assert "기록을 만들지 않았습니다." in result.output
    assert [path.name for path in (tmp_path / "root/projects").iterdir()] == ["first"]


def test_a_form_is_never_written_over(run: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "cases.xlsx"
    file.write_bytes(b"mine")
    assert "이미 있습니다" in str(run("template", str(file)).exception)
    assert file.read_bytes() == b"mine"
    assert run("template", str(file), "--force").exit_code == 0
    assert "혹시 'first'입니까?" in str(run("template", str(tmp_path / "b.xlsx"), "--from", "firts").exception)
    assert ".xlsx로 끝나야" in str(run("template", str(tmp_path / "b.xls")).exception)


def test_the_site_offers_the_blank_form(programme: Programme) -> None:
    resolve = Resolver(ROOT, ROOT, None)
    made = RECIPES["sheet_form"]({"programme": Ref("programme", "any", "")}, resolve)
    assert made == make_form(programme)
