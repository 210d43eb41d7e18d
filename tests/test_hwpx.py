"""HWPX: a valid package that another program reads back to the same text, with real headings, lists and tables."""

import io
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hwpx.tools.package_validator import validate_package
from hwpx.tools.text_extractor import TextExtractor
from hwpx.tools.validator import validate_document
from PIL import Image

from generator.exports.flow import Flowing, Listing, Para, Picture, Span
from generator.exports.hwpx.package import text_lines, write_hwpx
from generator.exports.pictures import Prepared, prepare_picture
from generator.reading.documents.outline import KINDS
from tests.hostile_documents import HOSTILE
from tests.subjects import Subjects, flowing, real_subjects, small_subject

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
HH = "{http://www.hancom.co.kr/hwpml/2011/head}"
HC = "{http://www.hancom.co.kr/hwpml/2011/core}"


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Subjects:
    return real_subjects(tmp_path_factory.mktemp("subjects"))


def read_back(data: bytes) -> list[str]:
    with ZipFile(io.BytesIO(data)) as archive, TextExtractor(archive) as extractor:
        text: str = extractor.extract_text()
    return [line.strip() for line in text.split("\n") if line.strip()]


def expected(document: Flowing) -> list[str]:
    first, *rest = text_lines(document)
    lines = [first, document.running, *rest]
    return [line.strip() for text in lines for line in text.split("\n") if line.strip()]


def problems(data: bytes) -> list[str]:
    package = validate_package(data)
    schema = validate_document(io.BytesIO(data))
    return [str(issue) for issue in package.issues] + [str(issue) for issue in schema.issues]


def part(data: bytes, name: str) -> ElementTree.Element:
    with ZipFile(io.BytesIO(data)) as archive:
        return ElementTree.fromstring(archive.read(name))


def test_the_guidebook_of_every_project_is_valid_and_reads_back_in_order(subjects: Subjects) -> None:
    for subject in subjects.values():
        document = flowing("guidebook", subject)
        data = write_hwpx(document, {})
        assert read_back(data) == expected(document)
        assert [str(issue) for issue in validate_package(data).issues] == []


@pytest.mark.parametrize("kind", ["report", "plan"])
def test_reports_and_plans_are_valid_and_read_back_in_order(subjects: Subjects, kind: str) -> None:
    document = flowing(kind, subjects["jangseong-iot-eomni"])
    data = write_hwpx(document, {})
    assert read_back(data) == expected(document)
    assert problems(data) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_desk_should_send_is_printed_as_written(kind: str) -> None:
    document = flowing(kind, HOSTILE)
    data = write_hwpx(document, {})
    assert problems(data) == []
    assert read_back(data) == expected(document)


def test_the_same_document_is_the_same_bytes(subjects: Subjects) -> None:
    document = flowing("guidebook", subjects["jejusi-parking-qr"])
    data = write_hwpx(document, {})
    assert data == write_hwpx(document, {})
    with ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        assert infos[0].filename == "mimetype"
        assert infos[0].compress_type == 0
        assert archive.read("mimetype") == b"application/hwp+zip"
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("Preview/PrvText.txt").decode().startswith("안내서\r\n제주 주차 안심번호")
        for info in infos:
            if info.filename.endswith((".xml", ".hpf")):
                assert b'standalone="yes"' in archive.read(info.filename)[:80]


def styles_of(data: bytes) -> dict[str, tuple[str, ElementTree.Element]]:
    """Name and paragraph shape of every style, by its number."""
    header = part(data, "Contents/header.xml")
    shapes = {shape.attrib["id"]: shape for shape in header.iter(f"{HH}paraPr")}
    return {
        style.attrib["id"]: (style.attrib["name"], shapes[style.attrib["paraPrIDRef"]])
        for style in header.iter(f"{HH}style")
    }


def test_headings_are_styles_of_the_outline(subjects: Subjects) -> None:
    data = write_hwpx(flowing("report", subjects["gwangju-barosotong"]), {})
    styles = styles_of(data)
    outlined: dict[str, list[str]] = {}
    for paragraph in part(data, "Contents/section0.xml").iter(f"{HP}p"):
        name, shape = styles[paragraph.attrib["styleIDRef"]]
        if name.startswith("개요"):
            heading = shape.find(f"{HH}heading")
            assert heading is not None
            assert (heading.attrib["type"], int(heading.attrib["level"])) == ("OUTLINE", int(name[-1]) - 1)
            outlined.setdefault(name, []).append("".join(paragraph.itertext()))
    assert outlined["개요 1"][0] == "1. 사업 개요"
    assert len(outlined["개요 1"]) == 14
    assert "왜 시작했나" in outlined["개요 2"]


def test_tables_repeat_their_head_and_mark_it(subjects: Subjects) -> None:
    section = part(write_hwpx(flowing("plan", subjects["jejusi-parking-qr"]), {}), "Contents/section0.xml")
    with_head = [table for table in section.iter(f"{HP}tbl") if table.attrib["repeatHeader"] == "1"]
    assert len(with_head) > 10
    for table in with_head:
        rows = [[cell.attrib["header"] for cell in row.iter(f"{HP}tc")] for row in table.iter(f"{HP}tr")]
        assert set(rows[0]) == {"1"}
        assert set().union(*rows[1:]) == {"0"}
        width = sum(
            int(size.attrib["width"]) for row in list(table.iter(f"{HP}tr"))[:1] for size in row.iter(f"{HP}cellSz")
        )
        assert width == int(next(table.iter(f"{HP}sz")).attrib["width"])
        # Tables that stand like a character cannot go on over the next page.
        assert next(table.iter(f"{HP}pos")).attrib["treatAsChar"] == "0"


def test_lists_are_lists_with_levels_and_numbers() -> None:
    story = "## 왜 시작했나\n\n- 하나\n    - 둘\n\n글\n\n3. 셋\n4. 넷\n\n글\n\n1. 새로\n"
    data = write_hwpx(flowing("guidebook", small_subject("", story)), {})
    header, section = part(data, "Contents/header.xml"), part(data, "Contents/section0.xml")
    shapes = {shape.attrib["id"]: shape.find(f"{HH}heading") for shape in header.iter(f"{HH}paraPr")}
    heads = {}
    for paragraph in section.iter(f"{HP}p"):
        heading = shapes[paragraph.attrib["paraPrIDRef"]]
        assert heading is not None
        heads["".join(paragraph.itertext())] = (
            heading.attrib["type"],
            heading.attrib["level"],
            heading.attrib["idRef"],
        )
    assert heads["하나"] == ("BULLET", "0", "1")
    assert heads["둘"] == ("BULLET", "1", "1")
    starts = {
        numbering.attrib["id"]: next(numbering.iter(f"{HH}paraHead")).attrib["start"]
        for numbering in header.iter(f"{HH}numbering")
    }
    assert heads["셋"] == heads["넷"]
    assert (heads["셋"][0], starts[heads["셋"][2]]) == ("NUMBER", "3")
    assert (heads["새로"][0], starts[heads["새로"][2]]) == ("NUMBER", "1")


def test_links_are_fields_whose_command_survives_its_own_signs() -> None:
    story = "## 왜 시작했나\n\n[글](https://example.invalid/a;b?c=1:2&d)\n"
    section = part(write_hwpx(flowing("guidebook", small_subject("", story)), {}), "Contents/section0.xml")
    (field,) = (begin for begin in section.iter(f"{HP}fieldBegin"))
    told = {parameter.attrib["name"]: parameter.text for parameter in field.iter(f"{HP}stringParam")}
    assert told["Path"] == "https://example.invalid/a;b?c=1:2&d"
    assert told["Command"] == "https\\://example.invalid/a\\;b?c=1\\:2&d;1;0;0;"
    ends = [end.attrib["beginIDRef"] for end in section.iter(f"{HP}fieldEnd")]
    assert ends == [field.attrib["id"]]


def picture(size: tuple[int, int]) -> Prepared:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#0b50d0").save(buffer, "PNG")
    return prepare_picture(buffer.getvalue(), "files/그림 1.png")


def test_pictures_lie_inside_with_their_description() -> None:
    pictures: Mapping[str, Prepared] = {"files/그림 1.png": picture((600, 300)), "files/b.png": picture((30, 900))}
    shown = (
        Picture("files/그림 1.png", "두 사람이 <QR>을 찍는다"),
        Picture("files/b.png", ""),
        Picture("files/none.png", "없음"),
    )
    listed = Listing(((Para((Span("글"),)), Picture("files/b.png", "목록 안")),))
    document = Flowing("안내서", "이름", "", (), (), (*shown, listed))
    data = write_hwpx(document, pictures)
    assert problems(data) == []
    comments = [comment.text or "" for comment in part(data, "Contents/section0.xml").iter(f"{HP}shapeComment")]
    assert comments == ["두 사람이 <QR>을 찍는다", "", "목록 안"]
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("BinData/image2.png") == pictures["files/그림 1.png"].data
        items = set(re.findall(r'id="(image\d)" href="(BinData/[^"]+)"', archive.read("Contents/content.hpf").decode()))
    used = {image.attrib["binaryItemIDRef"] for image in part(data, "Contents/section0.xml").iter(f"{HC}img")}
    assert used == {id_ for id_, _ in items} == {"image1", "image2"}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.hwpx").write_bytes(data)
        assert "없음" in read_back(data)
