"""Files that a record keeps or names: there, inside, of a known type, small, described and named once."""

from pathlib import Path

import pytest

from generator.records.folders import scan_projects
from generator.records.programme import Programme
from generator.records.record import KeptFile, Record
from generator.records.rules import (
    duplicate_deliverable_id,
    file_link_outside,
    file_name_case,
    file_size,
    file_type,
    missing_file,
    picture_without_alt,
    unused_file,
)
from generator.records.story import Link, find_links
from tests.rules.samples import NoDigests, complete, places_of, read_folder, sample_record

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04" + bytes(26)
RECORD = """\
deliverables:
  - {id: sticker, title: 스티커, kind: printed, file: files/sticker.gif, alt: 스티커}
  - {id: manual, title: 안내, kind: manual, file: files/manual.txt}
"""
FILES = {"files/sticker.gif": "GIF89a", "files/manual.txt": "…"}


def with_files(*files: KeptFile, text: str = "title: 가\n", guidebook: str = "") -> Record:
    bare = sample_record(text)
    return Record(bare.id, bare.file, bare.project, bare.tree, guidebook, {file.path: file for file in files})


def test_files_that_are_there_and_named_are_fine(programme: Programme) -> None:
    guidebook = "![스티커](files/sticker.gif)과 [안내](files/manual.txt#2쪽)\n"
    for rule in (missing_file, file_link_outside, file_type, file_size, picture_without_alt, unused_file):
        assert places_of(rule, {"project.yml": RECORD, "guidebook.md": guidebook, **FILES}, programme) == []


def test_a_missing_file_is_found_where_it_is_named(programme: Programme) -> None:
    guidebook = "## 지금은\n\n그림 ![설명](files/Sticker.gif)\n[안내](./files/a%20b.pdf)\n![설명](sticker.gif)\n"
    record = sample_record({"project.yml": RECORD, "guidebook.md": guidebook, "files/sticker.gif": "GIF89a"})
    found = list(missing_file.check_record(record, programme))
    assert [(f.file.rsplit("/", 1)[1], f.line, f.column) for f in found] == [
        ("project.yml", 3, 49),
        ("guidebook.md", 3, 4),
        ("guidebook.md", 4, 1),
        ("guidebook.md", 5, 1),
    ]
    assert "files/sticker.gif" in found[1].hint
    assert "files/a b.pdf" in found[2].message
    assert "files/sticker.gif" in found[3].hint


@pytest.mark.parametrize(
    "link",
    [
        "[글](../a.pdf)",
        "[글](files/../../a.pdf)",
        "[글](files/%2e%2e/a.pdf)",
        "[글](/etc/hosts)",
        "[글](//example.kr/a)",
        "[글](C:/a.pdf)",
        "[글](..\\a.pdf)",
        "[글](file:///a.pdf)",
        "[글](javascript:alert(1))",
        "[글](data:text/html,a)",
        "[글](<../가 나.pdf>)",
        "![그림](../a.png)",
        "![그림](https://example.kr/a.png)",
        "![그림](data:image/png;base64,AAAA)",
        "[![그림](../a.png)](https://example.kr)",
        "[글][가]\n\n[가]: ../a.pdf",
        "![그림][가]\n\n[가]: https://example.kr/a.png '제목'",
        '[글](../a.pdf "제목")',
    ],
)
def test_what_leads_out_of_the_folder_is_refused(link: str, programme: Programme) -> None:
    found = places_of(file_link_outside, {"project.yml": "title: 가\n", "guidebook.md": f"이야기 {link}\n"}, programme)
    assert [(line, severity) for line, _, severity in found] == [(1, "error")]


@pytest.mark.parametrize(
    "text",
    [
        "[글](https://example.kr/a/../b)",
        "[글](http://example.kr)",
        "[메일](mailto:office@korea.kr)",
        "[전화](tel:02-2100-1234)",
        "[안내](files/a.pdf)",
        "[다른 사업](jejusi-parking-qr)",
        "[위로](#지금은)",
        "사실입니다. [s1] [s2]",
        "각주[^1]\n\n[^1]: ../는 위 폴더라는 뜻입니다.",
        "`[글](../a.pdf)`",
        "```\n[글](../a.pdf)\n```",
        "보기:\n\n    [글](../a.pdf)",
        r"\[글](../a.pdf)",
    ],
)
def test_other_links_are_fine(text: str, programme: Programme) -> None:
    files = {"project.yml": "title: 가\n", "guidebook.md": f"{text}\n", "files/a.pdf": "%PDF-1.7"}
    assert places_of(file_link_outside, files, programme) == []
    assert places_of(missing_file, files, programme) == []


def test_a_link_of_the_disk_that_leads_out_is_refused_and_not_read(tmp_path: Path, programme: Programme) -> None:
    (tmp_path / "secret.txt").write_text("비밀", encoding="utf-8")
    folder = tmp_path / "projects" / "sample"
    (folder / "files").mkdir(parents=True)
    (folder / "project.yml").write_text(complete("title: 가\n"), encoding="utf-8")
    (folder / "files" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "files" / "b.txt").write_text("자료", encoding="utf-8")
    (folder / "files" / "c.txt").symlink_to("b.txt")
    ((scanned,), _) = scan_projects(tmp_path, NoDigests())
    found = [finding for finding in read_folder(scanned, programme).findings if finding.code == "file-link-outside"]
    assert [(finding.line, finding.severity) for finding in found] == [(1, "error")]
    assert "files/a.txt" in found[0].message


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("A.JPEG", b"\xff\xd8\xff\xe1"),
        ("a.gif", b"GIF89a"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.hwpx", ZIP + b"mimetypeapplication/hwp+zip"),
        ("a.odt", ZIP + b"mimetypeapplication/vnd.oasis.opendocument.text"),
        ("a.ods", ZIP + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        ("a.docx", ZIP + b"[Content_Types].xml"),
        ("a.xlsx", ZIP + b"[Content_Types].xml"),
        ("a.pptx", ZIP + b"[Content_Types].xml"),
        ("a.csv", "이름,위도\n".encode("cp949")),
        ("a.csv", "이름\t위도\n".encode("utf-16")),
        ("a.txt", b""),
        ("a.md", "# 안내".encode()),
        ("a.json", b'\xef\xbb\xbf {"a": 1}'),
        ("a.geojson", b'{"type": "FeatureCollection"}'),
    ],
)
def test_a_known_type_is_taken(name: str, head: bytes, programme: Programme) -> None:
    assert not list(file_type.check_record(with_files(KeptFile(f"files/{name}", 9, "", head)), programme))


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.svg", b"<svg/>"),
        ("a.html", b"<html>"),
        ("a.htm", b"<html>"),
        ("a.zip", ZIP),
        ("a.exe", b"MZ"),
        ("a.docm", ZIP),
        ("a.xlsm", ZIP),
        ("a.doc", OLE),
        ("a.xls", OLE),
        ("a.ppt", OLE),
        ("a", b"text"),
        (".DS_Store", b"\0\0"),
        ("a.png.exe", b"MZ"),
        ("a.png", b"<svg/>"),
        ("a.png", b"\xff\xd8\xff"),
        ("a.png", b""),
        ("a.webp", b"RIFF\x00\x00\x00\x00WAVEfmt "),
        ("a.pdf", b"MZ\x90"),
        ("a.pdf", b"<html>"),
        ("a.docx", OLE),
        ("a.hwpx", OLE),
        ("a.hwpx", ZIP + b"[Content_Types].xml"),
        ("a.odt", ZIP + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        ("a.hwp", ZIP),
        ("a.csv", ZIP),
        ("a.txt", b"MZ\x90\x00\x03"),
        ("a.txt", b"%PDF-1.7"),
        ("a.json", b"<html>"),
    ],
)
def test_another_type_or_another_content_is_refused(name: str, head: bytes, programme: Programme) -> None:
    (found,) = file_type.check_record(with_files(KeptFile(f"files/{name}", 9, "", head)), programme)
    assert (found.code, found.severity) == ("file-type", "error")
    assert name in found.message
    assert found.hint


@pytest.mark.parametrize("head", [OLE, b"HWP Document File V3.00"])
def test_a_hwp_is_taken_with_a_note(head: bytes, programme: Programme) -> None:
    (found,) = file_type.check_record(with_files(KeptFile("files/a.hwp", 9, "", head)), programme)
    assert found.severity == "note"
    assert "hwpx" in found.hint


@pytest.mark.parametrize(("size", "count"), [(10 * 1024 * 1024, 0), (10 * 1024 * 1024 + 1, 1)])
def test_a_file_may_have_ten_megabytes(size: int, count: int, programme: Programme) -> None:
    record = with_files(KeptFile("files/a.pdf", size, "", b"%PDF-"))
    assert [finding.severity for finding in file_size.check_record(record, programme)] == ["error"] * count


def test_a_fault_of_a_file_stands_where_the_file_is_named_first(programme: Programme) -> None:
    record = with_files(
        KeptFile("files/manual.txt", 1 << 30, "", b"a"),
        KeptFile("files/b.txt", 1 << 30, "", b"a"),
        KeptFile("files/c.txt", 1 << 30, "", b"a"),
        text=RECORD,
        guidebook="글\n글 [b](files/b.txt)\n",
    )
    places = [(f.file.rsplit("/", 1)[1], f.line, f.column) for f in file_size.check_record(record, programme)]
    assert places == [("project.yml", 3, 49), ("guidebook.md", 2, 3), ("project.yml", 1, 1)]


def test_a_picture_needs_words(programme: Programme) -> None:
    record = RECORD.replace(", alt: 스티커", "")
    guidebook = "![](files/sticker.gif)\n![ ](files/sticker.gif) [![](files/sticker.gif)](https://example.kr)\n[](x)\n"
    found = places_of(picture_without_alt, {"project.yml": record, "guidebook.md": guidebook, **FILES}, programme)
    assert found == [(1, 1, "error"), (2, 1, "error"), (2, 26, "error"), (2, 52, "error")]


def test_names_that_differ_in_case_are_one_file_on_windows(programme: Programme) -> None:
    names = ["files/a.txt", "files/A.TXT", "files/b.txt", "files/가.txt", "files/sub/a.txt"]
    record = with_files(*(KeptFile(name, 1, "", b"a") for name in names))
    (found,) = file_name_case.check_record(record, programme)
    assert found.severity == "error"
    assert "files/A.TXT" in found.message
    assert "files/a.txt" in found.message


def test_a_file_that_nothing_names_is_noted(programme: Programme) -> None:
    files = {**FILES, "files/c.txt": "…", "files/d.txt": "…", "files/가 나.txt": "…"}
    guidebook = "[글][d] [글](<files/가 나.txt>)\n\n[d]: files/d.txt\n"
    record = sample_record({"project.yml": RECORD, "guidebook.md": guidebook, **files})
    (found,) = unused_file.check_record(record, programme)
    assert (found.line, found.column, found.severity) == (1, 1, "note")
    assert "files/c.txt" in found.message


def test_an_id_of_two_deliverables_is_refused(programme: Programme) -> None:
    text = RECORD.replace("id: manual", "id: sticker")
    assert places_of(duplicate_deliverable_id, text, programme) == [(3, 10, "error")]
    assert places_of(duplicate_deliverable_id, RECORD, programme) == []


def test_links_are_read_with_their_places() -> None:
    text = '[가](a) ![나 [다]](b "제목")\n- [라](<마 바>)\n[사](아_(자)_차)\n[s1] [차][]\n\n[차]: x\n'
    assert list(find_links(text)) == [
        Link(False, "가", "a", 1, 1),
        Link(True, "나 [다]", "b", 1, 8),
        Link(False, "라", "마 바", 2, 3),
        Link(False, "사", "아_(자)_차", 3, 1),
        Link(False, "차", "x", 4, 6),
    ]
