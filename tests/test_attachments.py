"""What stands in kept files: found, masked, told at their place, read once; harmful containers are refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from korean_pii import detect  # type: ignore[import-untyped]
from openpyxl import Workbook
from PIL import Image, PngImagePlugin
from pypdf._encryption import AlgV4

from generator.diagnostics import Finding
from generator.personal import find_personal
from generator.records.attachments import Inside, Trace, look_inside, normalise_contact
from tests.repository import Memory, load, make_repository
from tests.test_pictures import png_head

MOBILE, RESIDENT = "010-1234-5678", "000101-3234567"
HEAD = """\
title: 제주 주차 안심번호
summary: 차에 남기던 전화번호 대신 QR코드와 ARS로 연락하게 해 개인정보를 지킨다.
year: 2021
municipalities: [제주특별자치도 제주시]
origin: public_sources
topics: [traffic-parking]
sources: [{id: s1, title: 차량 번호 대신 QR코드}]
"""


def packed(**entries: str | bytes) -> bytes:
    """A container with these entries; the type of an open format stands first and plain."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return data.getvalue()


def docx(text: str, **more: str) -> bytes:
    half = len(text) // 2
    # A word processor cuts a text where it likes.
    body = f'<w:p><w:r><w:t>{text[:half]}</w:t></w:r><w:r><w:t xml:space="preserve">{text[half:]}</w:t></w:r></w:p>'
    return packed(**{"word/document.xml": f"<w:document>{body}</w:document>", **more})


def hwpx(text: str) -> bytes:
    section = f"<hs:sec><hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p></hs:sec>"
    return packed(
        **{"mimetype": "application/hwp+zip", "Contents/header.xml": "<h/>", "Contents/section0.xml": section}
    )


def xlsx(text: str) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active["B3"] = text
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def open_document(text: str, kind: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return packed(
        **{"mimetype": mimetype, "content.xml": f"<text:p>전화 <text:span>{text[:5]}</text:span>{text[5:]}</text:p>"}
    )


def pptx(text: str) -> bytes:
    return packed(
        **{"ppt/presentation.xml": "<p/>", "ppt/slides/slide1.xml": f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"}
    )


def pdf(text: str, coding: bytes = b"", locked: bytes = b"") -> bytes:
    """A page with one line of text, in the smallest file that readers take; ``locked`` stands in its trailer."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), coding, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, content)
    table = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (locked, table)


def barred(version: int) -> bytes:
    """What a PDF says of itself that needs no password, but must not be changed: AES of 128 (4) or 256 bits (6)."""
    id_ = bytes(16)
    if version == 6:
        hashes = "/O<{0}>/U<{0}>/OE<{1}>/UE<{1}>/Perms<{2}>".format("00" * 48, "00" * 32, "00" * 16)
        method = "/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>"
    else:
        owner = AlgV4.compute_O_value(AlgV4.compute_O_value_key(b"owner", 4, 128), b"", 4)
        key = AlgV4.compute_key(b"", 4, 128, owner, 0xFFFFFFFF, id_, True)
        hashes = f"/O<{owner.hex()}>/U<{AlgV4.compute_U_value(key, 4, id_).ljust(32, bytes(1)).hex()}>"
        method = "/V 4/R 4/Length 128/CF<</StdCF<</CFM/AESV2/AuthEvent/DocOpen/Length 16>>>>"
    rest = f"/Encrypt<</Filter/Standard/P -1/StmF/StdCF/StrF/StdCF{method}{hashes}>>"
    return f"/ID[<{id_.hex()}><{id_.hex()}>]{rest}".encode()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "docx": docx,
    "hwpx": hwpx,
    "xlsx": xlsx,
    "pptx": pptx,
    "odt": lambda text: open_document(text, "text"),
    "ods": lambda text: open_document(text, "spreadsheet"),
    "pdf": pdf,
    "csv": lambda text: f"\ufeff이름,전화\n가,{text}\n".encode(),
    "txt": lambda text: f"전화 {text}".encode("cp949"),
    "md": str.encode,
    "json": lambda text: f'{{"tel": "{text}"}}'.encode(),
    "geojson": lambda text: f'{{"tel": "{text}"}}'.encode(),
}


def numbers(value: int, form: str) -> bytes:
    """A workbook in which somebody typed a number into a cell that writes it so."""
    book = Workbook()
    assert book.active is not None
    book.active["B3"] = value
    book.active["B3"].number_format = form
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def jpeg(**exif: object) -> bytes:
    data = io.BytesIO()
    picture = Image.new("RGB", (2, 2))
    tags = picture.getexif()
    for name, value in exif.items():
        if name == "gps":
            tags.get_ifd(0x8825)[1] = value
        else:
            tags[{"artist": 0x013B, "maker": 0x010F}[name]] = value
    picture.save(data, "JPEG", exif=tags)
    return data.getvalue()


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize(
    ("number", "found"), [(MOBILE, ("mobile", "010-****-**78")), (RESIDENT, ("resident", "00****-*******"))]
)
def test_text_in_documents_is_looked_at(kind: str, number: str, found: tuple[str, str]) -> None:
    inside = look_inside(kind, MAKERS[kind](number))
    assert inside.problem == ""
    assert [(trace.kind, trace.shown) for trace in inside.traces] == [found]
    assert Inside.decode(inside.encode()) == inside
    assert number not in inside.encode().decode()
    assert look_inside(kind, MAKERS[kind]("02-2100-0000")).traces == ()


@pytest.mark.parametrize(
    ("value", "form", "found"),
    [
        (1012345678, "000-0000-0000", ["010-****-**78"]),
        (1012345678, "[<=9999999]###-####;(0##) ####-####", ["010) ****-**78"]),
        (1012345678, '"전화" 000\\-0000\\-0000;@', ["010-****-**78"]),
        (1012345678, "00000000000", ["010******78"]),
        (8001011234567, "000000-0000000", ["80****-*******"]),
        (1013234567, "000000-0000000", ["00****-*******"]),
        (1012345678, "#,##0", []),
        (1012345678, "General", []),
        (21000000, "0000-0000", []),
        (221000000, "00-0000-0000", []),
    ],
)
def test_a_number_is_looked_at_as_its_cell_shows_it(value: int, form: str, found: list[str]) -> None:
    assert [trace.shown for trace in look_inside("xlsx", numbers(value, form)).traces] == found


@pytest.mark.parametrize(
    ("kind", "name", "content", "where"),
    [
        ("xlsx", "xl/drawings/drawing1.xml", f"<a:p><a:r><a:t>{MOBILE}</a:t></a:r></a:p>", ""),
        ("xlsx", "xl/threadedComments/threadedComment1.xml", f"<text>{MOBILE}</text>", ""),
        ("docx", "word/diagrams/data1.xml", "<dgm:pt><a:p><a:t>010-1234</a:t><a:t>-5678</a:t></a:p></dgm:pt>", ""),
        ("docx", "docProps/core.xml", f"<dc:title>7</dc:title><dc:description>{MOBILE}</dc:description>", "문서 정보"),
        ("pptx", "ppt/diagrams/data1.xml", f"<a:p><a:t>{MOBILE}</a:t></a:p>", ""),
        ("pptx", "ppt/slideMasters/slideMaster1.xml", f"<a:p><a:t>{MOBILE}</a:t></a:p>", ""),
        ("hwpx", "Preview/PrvText.txt", f"<이름><{MOBILE}>", "미리 보기"),
        ("hwpx", "Contents/content.hpf", f"<opf:title>{MOBILE}</opf:title>", "문서 정보"),
        ("odt", "meta.xml", f"<dc:description>{MOBILE}</dc:description>", "문서 정보"),
    ],
)
def test_corners_of_a_document_are_looked_at(kind: str, name: str, content: str, where: str) -> None:
    needed = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
    needed |= {"hwpx": "Contents/header.xml", "odt": "content.xml"}
    data = packed(**{needed[kind]: "<a/>", name: content})
    assert look_inside(kind, data) == Inside((Trace("mobile", "010-****-**78", where),))


def test_what_stands_apart_in_a_document_is_no_number() -> None:
    """Where a drawing begins and ends, a formula and its value, two remarks: figures that only the marks divide."""
    anchor = "<xdr:rowOff>180101</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:colOff>123456</xdr:colOff>"
    cells = "<c><f>010</f><v>12345678</v></c>"
    remarks = "<text>010-1234-</text><text>5678</text>"
    parts = {"xl/drawings/drawing1.xml": anchor, "xl/worksheets/sheet1.xml": cells}
    parts |= {"xl/threadedComments/threadedComment1.xml": remarks, "xl/workbook.xml": "<w/>"}
    assert look_inside("xlsx", packed(**parts)) == Inside()
    assert look_inside(
        "docx", packed(**{"word/document.xml": "<w/>", "docProps/app.xml": "<a>010</a><b>12345678</b>"})
    ) == (Inside())


def test_what_a_pdf_says_of_itself_is_looked_at() -> None:
    data = pdf("x", locked=f"/Info<</Author({MOBILE})>>".encode())
    assert look_inside("pdf", data) == Inside((Trace("mobile", "010-****-**78", "문서 정보"),))


def test_what_the_preview_repeats_is_told_once() -> None:
    data = packed(
        **{
            "Preview/PrvText.txt": MOBILE,
            "Contents/header.xml": "<h/>",
            "Contents/section0.xml": f"<hp:p>{MOBILE}</hp:p>",
        }
    )
    assert [trace.where for trace in look_inside("hwpx", data).traces] == [""]


def test_a_mail_address_in_a_document_is_told_unless_the_record_names_it(tmp_path: Path) -> None:
    rows = "deliverables: [{id: a, title: 자료, kind: report, file: files/a.docx}]\n"
    owner = "owner: {office: 제주시 정보화지원과, contact: '02-2100-0000, Office@korea.kr'}\n"
    files: dict[str, str | bytes] = {"project.yml": HEAD + rows, "files/a.docx": docx("문의 office@korea.kr")}
    root = make_repository(
        tmp_path / "root",
        {"told": files, "named": {**files, "project.yml": HEAD.replace("번호", "번호 둘") + rows + owner}},
    )
    (finding,) = [f for f in load(root).findings if f.code == "mail-address"]
    assert (finding.file, finding.severity) == ("projects/told/project.yml", "warning")
    assert finding.message == "'files/a.docx' 안: 전자우편 주소 'o***@korea.kr'이(가) 있습니다."
    assert "allowed-contacts.txt" in finding.hint


def test_pages_of_a_pdf_are_named() -> None:
    assert look_inside("pdf", pdf(MOBILE)).traces[0].where == "1쪽"


def test_pictures_tell_where_and_by_whom() -> None:
    assert [trace.shown for trace in look_inside("jpg", jpeg(gps="N", artist="A")).traces] == [
        "찍은 곳(GPS)",
        "찍은 사람",
    ]
    assert look_inside("jpg", jpeg(maker="B")) == Inside()


def in_exif(tag: int, value: object, ifd: int = 0, form: str = "JPEG") -> bytes:
    tags = Image.Exif()
    (tags.get_ifd(ifd) if ifd else tags)[tag] = value
    return saved(form, exif=tags)


def in_png(*, international: bool = False) -> bytes:
    notes = PngImagePlugin.PngInfo()
    (notes.add_itxt if international else notes.add_text)("Comment", f"call {MOBILE}", zip=True)
    return saved("PNG", pnginfo=notes)


def saved(form: str, **options: Any) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (2, 2)).save(data, form, **options)
    return data.getvalue()


WIDE = MOBILE.encode("utf-16-le")
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description xmpMM:DocumentID="xmp.did:01012345678"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="call {MOBILE}"/></x:xmpmeta>"""
CAPTION = b"\x1c\x02\x78\0\x0d" + MOBILE.encode()
IPTC = b"8BIM\x04\x04\0\0" + len(CAPTION).to_bytes(4, "big") + CAPTION


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("jpg", in_exif(0x010E, f"call {MOBILE}")),
        ("webp", in_exif(0x010E, f"call {MOBILE}", form="WEBP")),
        ("jpg", in_exif(0x9286, b"ASCII\0\0\0" + MOBILE.encode(), 0x8769)),
        ("jpg", in_exif(0x9286, b"UNICODE\0" + WIDE, 0x8769)),
        ("jpg", in_exif(0x9C9B, WIDE)),
        ("jpg", in_exif(0x9C9C, WIDE)),
        ("jpg", saved("JPEG", comment=MOBILE.encode())),
        ("gif", saved("GIF", comment=MOBILE.encode())),
        ("webp", saved("WEBP", xmp=XMP.encode())),
        ("png", in_png()),
        ("png", in_png(international=True)),
        ("png", in_exif(0x010E, f"call {MOBILE}", form="PNG")),
    ],
)
def test_what_people_wrote_into_a_picture_is_looked_at(kind: str, data: bytes) -> None:
    assert look_inside(kind, data) == Inside((Trace("mobile", "010-****-**78", "사진 정보"),))
    assert look_inside(kind, data, {"01012345678"}) == Inside()


def test_packets_of_editors_are_looked_at_too() -> None:
    app13 = b"Photoshop 3.0\0" + IPTC
    jpeg_data = saved("JPEG")
    data = jpeg_data[:2] + b"\xff\xed" + (len(app13) + 2).to_bytes(2, "big") + app13 + jpeg_data[2:]
    assert [trace.kind for trace in look_inside("jpg", data).traces] == ["mobile"]
    place = '<rdf:Description exif:GPSLatitude="35,1N"/><dc:creator><rdf:li>A</rdf:li></dc:creator>'
    assert [trace.kind for trace in look_inside("webp", saved("WEBP", xmp=place.encode())).traces] == ["place", "who"]


def test_what_a_camera_counts_is_no_number_of_a_person() -> None:
    assert look_inside("jpg", in_exif(0xA431, "01012345678", 0x8769)) == Inside()


BOMB = packed(**{"word/document.xml": b"0" * (30 * 1024 * 1024)})


@pytest.mark.parametrize(
    ("kind", "data", "reason"),
    [
        ("docx", b"PK\x03\x04", "깨졌거나"),
        ("docx", packed(**{"xl/workbook.xml": ""}), "이름과 다릅니다"),
        ("docx", BOMB, "압축률"),
        ("docx", docx("가", **{"word/vbaProject.bin": ""}), "매크로"),
        ("docx", docx("가", **{"word/embeddings/a.zip": ""}), "다른 압축 파일"),
        ("docx", docx("가", **{"../../evil": ""}), "폴더 밖"),
        ("hwpx", packed(**{"Contents/header.xml": "", "Scripts/a.js": ""}), "매크로"),
        ("pdf", b"%PDF-1.7\nnothing", "깨져"),
        ("pdf", pdf(MOBILE, locked=barred(4)), "암호화되어"),
        ("pdf", pdf(MOBILE, locked=barred(6)), "암호화되어"),
        ("pdf", pdf(MOBILE, coding=b"/Filter/JBIG2Decode"), "1쪽의 글을 읽을 수 없습니다."),
        ("pdf", pdf(MOBILE, coding=b"/Filter/Unheard"), "1쪽의 글을 읽을 수 없습니다."),
        ("png", b"\x89PNG no picture", "열 수 없습니다"),
        ("jpg", saved("JPEG")[:200], "열 수 없습니다"),
        ("png", png_head(30_000, 30_000), "너무 큽니다"),
        ("csv", b"a,b\n" + b"x" * 600 + b"\x00\x01", "글이 아닌"),
        ("csv", b"\xff\xff\xff\x81", "글자를"),
    ],
)
def test_containers_that_could_do_harm_are_refused(kind: str, data: bytes, reason: str) -> None:
    inside = look_inside(kind, data)
    assert inside.traces == ()
    assert reason in inside.problem


WHOLE = {**{kind: make(MOBILE) for kind, make in MAKERS.items()}, "jpg": jpeg(gps="N", artist="A")}


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_whatever_is_broken_in_a_file_is_told_and_not_raised(kind: str, data: st.DataObject) -> None:
    whole = WHOLE[kind]
    at = data.draw(st.integers(0, len(whole) - 1))
    until = data.draw(st.integers(at, min(len(whole), at + 40)))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[until:]
    inside = look_inside(kind, broken)
    assert Inside.decode(inside.encode()) == inside


def test_a_declaration_that_multiplies_itself_is_not_followed() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document><w:p>&b;</w:p></w:document>'
    assert look_inside("docx", packed(**{"word/document.xml": laughs})) == Inside()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    rows = ", ".join(
        f"{{id: f{n}, title: 자료, kind: dataset, file: files/a.{kind}, alt: 그림}}"
        for n, kind in enumerate([*MAKERS, "jpg"])
    )
    files: dict[str, str | bytes] = {f"files/a.{kind}": make(MOBILE) for kind, make in MAKERS.items()}
    files["files/a.jpg"] = jpeg(gps="N")
    comment = f"# 담당 {MOBILE}\n"
    files["project.yml"] = f"{HEAD}{comment}problem: '색 #1'  # {RESIDENT}\ndeliverables: [{rows}]\n"
    return make_repository(tmp_path / "root", {"sample": files})


def told(root: Path, cache: Memory | None = None) -> list[Finding]:
    return [f for f in load(root, cache).findings if f.private or f.code in ("file-type", "picture-trace")]


def test_findings_stand_where_the_file_is_named_and_show_no_number(root: Path) -> None:
    findings = told(root)
    inside = {f.message.split("'")[1] for f in findings if f.code == "mobile-number" and " 안: " in f.message}
    assert inside == {f"files/a.{kind}" for kind in MAKERS}
    assert [f.message for f in findings if f.code == "picture-trace"] == [
        "사진 'files/a.jpg'에 찍은 곳(GPS) 정보가 들어 있습니다."
    ]
    assert not [f for f in findings if "1234" in f.message + f.hint]
    assert {f.code for f in findings} == {"mobile-number", "personal-number", "picture-trace"}
    places = [(f.line, f.column, f.code) for f in findings if " 안: " not in f.message and f.code != "picture-trace"]
    assert places == [(8, 6, "mobile-number"), (9, 20, "personal-number")]


def test_a_file_that_cannot_be_looked_into_is_named_with_the_way_out(tmp_path: Path) -> None:
    rows = "deliverables: [{id: a, title: 자료, kind: report, file: files/a.pdf}]\n"
    root = make_repository(
        tmp_path / "root", {"sample": {"project.yml": HEAD + rows, "files/a.pdf": pdf("x", locked=barred(6))}}
    )
    (finding,) = told(root)
    assert (finding.severity, finding.message) == (
        "warning",
        "'files/a.pdf': 암호화되어 있어 속을 볼 수 없습니다.",
    )
    assert "풀고" in finding.hint


def test_published_contacts_are_passed_over(root: Path) -> None:
    (root / "content/allowed-contacts.txt").write_text("010 1234 5678  # 당직 전화\n", encoding="utf-8")
    assert {f.code for f in told(root)} == {"personal-number", "picture-trace"}
    assert normalise_contact("010-1234-5678 ") == "01012345678"
    assert normalise_contact(" Office@korea.kr") == "office@korea.kr"


def test_an_unchanged_file_is_read_once(root: Path) -> None:
    cache = Memory()
    before = told(root, cache)
    assert cache.put.count("inside") == len(MAKERS) + 1
    project = root / "projects/sample/project.yml"
    project.write_text(project.read_text(encoding="utf-8") + "# 끝\n", encoding="utf-8")
    (root / "projects/sample/files/a.csv").write_bytes(b"a,b\n")
    after = told(root, cache)
    assert cache.put.count("inside") == len(MAKERS) + 2
    assert len(after) == len(before) - 1


# Sentences in the forms that the independent detector knows, and whether it finds them.
SAMPLES = {
    "주민등록번호 000101-3234567입니다": "resident",
    "외국인 번호 000101-7234567": "foreigner",
    "연락처 010-1234-5678": "mobile",
    "연락처 01012345678": "mobile",
    "카드 4111-1111-1111-1111": "card",
    "메일 someone@naver.com": "free_mail",
    "여권번호 M12345678": "passport",
    "운전면허 11-22-333333-44": "licence",
    "국민은행 계좌 123456-12-123456": "account",
}
NO_SAMPLES = (
    "예산 120,000,000원",
    "행정코드 50110",
    "2021-05-03",
    "대표번호 1577-1000",
    "전국 229개 시군구 가운데 3위",
    "버전 1.2.3",
)


@pytest.mark.parametrize(("text", "kind"), SAMPLES.items())
def test_what_an_independent_detector_finds_is_found(text: str, kind: str) -> None:
    assert [match.kind for match in find_personal(text)] == [kind]
    assert detect(text), text


@pytest.mark.parametrize("text", NO_SAMPLES)
def test_what_an_independent_detector_passes_over_is_passed_over(text: str) -> None:
    assert not detect(text)
    assert not list(find_personal(text))
