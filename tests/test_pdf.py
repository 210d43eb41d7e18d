"""PDF: tagged, in reading order, with every sign printed as written, the same bytes every time."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from generator.exports.flow import Flowing, Heading, Para, Picture, Span
from generator.exports.hwpx.package import text_lines
from generator.exports.pdf.write import printable, write_pdf
from generator.exports.pictures import prepare_picture
from tests.hostile_documents import HOSTILE, SIGNS
from tests.subjects import Subjects, flowing, real_subjects

# One of each document; all are made by the same template.
SAMPLE = [("guidebook", "gwangju-barosotong"), ("report", "jejusi-parking-qr"), ("plan", "jangseong-iot-eomni")]


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Subjects:
    return real_subjects(tmp_path_factory.mktemp("subjects"))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def text_of_pages(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def tags_of(data: bytes) -> dict[str, int]:
    """How often each kind of tag stands in the tree."""
    counts: dict[str, int] = {}

    def walk(node: Any) -> Iterator[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            if "/K" in node:
                yield from walk(node["/K"])

    root = PdfReader(io.BytesIO(data)).trailer["/Root"]
    for tag in walk(root["/StructTreeRoot"]["/K"]):  # type: ignore[index]
        counts[tag] = counts.get(tag, 0) + 1
    return counts


@pytest.mark.parametrize(("kind", "id_"), SAMPLE)
def test_text_stands_in_reading_order(subjects: Subjects, kind: str, id_: str) -> None:
    document = flowing(kind, subjects[id_])
    found = squeeze(text_of_pages(write_pdf(document, {})))
    found = found.replace(squeeze(document.running), "")
    place, missing = 0, []
    for line in text_lines(document):
        next_place = found.find(squeeze(line), place)
        if next_place < 0:
            missing.append(line)
        else:
            place = next_place + len(squeeze(line))
    # A line that goes on over the next page has the number of the page in its middle.
    assert len(missing) <= len(text_lines(document)) // 50, missing


@pytest.mark.parametrize(("kind", "id_"), SAMPLE)
def test_a_document_is_tagged_titled_and_the_same_twice(subjects: Subjects, kind: str, id_: str) -> None:
    document = flowing(kind, subjects[id_])
    data = write_pdf(document, {})
    assert data == write_pdf(document, {})
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "ko-KR"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in data or b"pdfuaid" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    assert reader.metadata is not None
    assert reader.metadata.title == " ".join(filter(None, (document.title, document.name)))
    tags = tags_of(data)
    headings = [flow.level for flow in document.body if isinstance(flow, Heading)]
    assert tags["/H1"] == headings.count(1)
    assert tags["/H2"] == headings.count(2)
    assert tags["/TH"] > 5
    assert tags["/TD"] > 10
    assert len(reader.outline) == headings.count(1) + sum(isinstance(item, list) for item in reader.outline)


def test_fonts_are_embedded(subjects: Subjects) -> None:
    reader = PdfReader(io.BytesIO(write_pdf(flowing(*(SAMPLE[0][0], subjects[SAMPLE[0][1]])), {})))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    names = {font["/BaseFont"].partition("+")[2] for font in fonts}
    assert names == {"BonbogiSans-Regular-Identity-H", "BonbogiSans-Bold-Identity-H"}
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile3", "/FontFile2"} & descriptor.keys()


@pytest.mark.parametrize("kind", ["guidebook", "plan"])
def test_what_no_desk_should_send_is_printed_as_written(kind: str) -> None:
    # PDF/UA lets no character pass that no font draws: an empty box would be an error here.
    found = squeeze(text_of_pages(write_pdf(flowing(kind, HOSTILE), {})))
    assert squeeze(SIGNS) in found
    if kind == "guidebook":
        assert "[U+20000]" in found
        assert "값값값29" in found
        assert "A" * 60 in found


@pytest.mark.parametrize("text", ["한글 漢字 ㎡ ①", "ABC 123", "👍🏽 👨\u200d👩\u200d👧", "→ ☐ ✓ “따옴표”"])
def test_what_the_fonts_draw_is_left_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_what_no_font_draws_is_told_by_its_code() -> None:
    assert printable("가𠀀나ༀ") == "가[U+20000]나[U+0F00]"


def test_pictures_have_their_description() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 300), "#0b50d0").save(buffer, "PNG")
    pictures = {"files/그림 '1'.png": prepare_picture(buffer.getvalue(), "그림")}
    shown = (
        Heading(1, (Span("1. 사진"),)),
        Picture("files/그림 '1'.png", "두 사람 #이 $찍는다$"),
        Picture("files/x.png", "없는 그림"),
    )
    data = write_pdf(Flowing("안내서", "이름", "", (), (), (*shown, Para((Span("끝"),)))), pictures)
    assert tags_of(data)["/Figure"] == 1
    assert "두 사람 #이 $찍는다$".encode("utf-16-be") in data or b"/Alt" in data
    assert squeeze(text_of_pages(data)).endswith("두사람#이$찍는다$없는그림끝-2-")
