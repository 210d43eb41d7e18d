"""What comes from real desks and from hostile ones: a finding with its place or one sentence, never a traceback."""

import os
import unicodedata
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.records.folders import scan_projects
from tests.repository import PROJECT, Memory, load, make_repository, places_of, run_check, write_project

FILE = "a/project.yml"
LAST = PROJECT.count("\n") + 1
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"


def with_line(line: str) -> str:
    """A record that ends in this line."""
    return f"{PROJECT}{line}\n"


def instead(key: str, line: str) -> str:
    """A record with this line in the place of a key's own."""
    return "".join(f"{line}\n" if row.startswith(f"{key}:") else f"{row}\n" for row in PROJECT.splitlines())


TEXTS: dict[str, tuple[str | bytes, list[tuple[int, int, str]]]] = {
    "nothing wrong": (PROJECT, []),
    "empty file": (b"", [(1, 1, "empty-file")]),
    "only a comment": (b"# \n\n", [(1, 1, "empty-file")]),
    "CP949": (PROJECT.encode("cp949"), [(1, 1, "encoding")]),
    "UTF-16": (PROJECT.encode("utf-16"), [(1, 1, "encoding")]),
    "no text at all": (b"\x89PNG\r\n\x1a\n\xff\xff\xff", [(1, 1, "unreadable")]),
    "BOM": (PROJECT.encode("utf-8-sig"), []),
    "CRLF": (PROJECT.replace("\n", "\r\n"), []),
    "CR": (PROJECT.replace("\n", "\r"), []),
    "NFD": (unicodedata.normalize("NFD", PROJECT), [(1, 1, "not-nfc")]),
    "tabs": (with_line("lead:\n\tname: 제주시"), [(LAST + 1, 1, "tab")]),
    "control characters": (with_line("solution: 가\x1b[2J"), [(LAST, 12, "control-character")]),
    "duplicate keys": (with_line("title: 다른 이름"), [(LAST, 1, "duplicate-key")]),
    "30,000 nested lists": (with_line("lead: " + "[" * 30_000), [(LAST, 26, "too-deep")]),
    "30,000 nested rows": ("- " * 30_000, [(1, 41, "too-deep")]),
    "anchors and aliases": (with_line("lead: &x {name: 가}\npartners: [*x]"), [(LAST, 7, "anchor")]),
    "a billion laughs": (with_line("solution: [*a, *a]"), [(LAST, 12, "anchor")]),
    "tags": (with_line("lead: !!python/object/apply:os.system [ls]"), [(LAST, 7, "tag")]),
    "two records": (with_line("---\ntitle: 둘째"), [(LAST, 1, "several-documents")]),
    "10 MB": ("# " + "가" * 3_500_000, [(1, 1, "too-large")]),
    "a list for the whole": ("- title: 가\n", [(1, 1, "wrong-shape")]),
    "a text for the whole": ("안심번호\n", [(1, 1, "wrong-shape")]),
    "a list for a mapping": (with_line("lead: [제주시]"), [(LAST, 7, "wrong-shape")]),
    "a mapping for a list": (with_line("budget: {kind: national}"), [(LAST, 9, "wrong-shape")]),
    "an unknown key": (with_line("budjet: []"), [(LAST, 1, "unknown-key")]),
    "an unknown key far below": (
        with_line("outcomes: [{metric: 가, evidence: reported, readings: [{value: 1, source: s1, valeu: 2}]}]"),
        [(LAST, 78, "unknown-key")],
    ),
    "an unknown value": (instead("origin", "origin: public"), [(5, 9, "unknown-value")]),
    "an unknown municipality": (instead("municipalities", "municipalities: [제주군]"), [(4, 18, "unknown-municipality")]),
    "an ambiguous municipality": (instead("municipalities", "municipalities: [중구]"), [(4, 18, "ambiguous-municipality")]),
    "a district of a city": (instead("municipalities", "municipalities: [분당구]"), [(4, 18, "city-district")]),
    "no municipality": (instead("municipalities", "municipalities: []"), [(4, 17, "text-length")]),
    "month 13": (instead("verified", "verified: 2021-13"), [(10, 11, "bad-date")]),
    "30 February": (with_line("period: {start: 2021-02-30}"), [(LAST, 17, "bad-date")]),
    "the year 9999": (instead("status", "status: [{date: 9999, state: running, source: s1}]"), [(9, 17, "bad-date")]),
    "a negative amount": (with_line("budget: [{kind: national, amount: -5, source: s1}]"), [(LAST, 35, "bad-number")]),
    "an endless amount": (with_line(f"budget: [{{kind: national, amount: {'9' * 5000}}}]"), [(LAST, 35, "bad-number")]),
    "an endless number": (
        with_line(f"background: [{{metric: 가, value: {'9' * 400}.5, source: s1}}]"),
        [(LAST, 33, "bad-number")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_bad_record_has_a_finding_at_its_place(tmp_path: Path, name: str) -> None:
    text, places = TEXTS[name]
    root = make_repository(tmp_path, {"a": text})
    assert places_of(load(root)) == [(FILE, *place) for place in places]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../b/project.yml", "file-outside"),
        ("files/../../b/project.yml", "file-outside"),
        ("/etc/passwd", "file-outside"),
        ("C:\\Windows\\win.ini", "file-outside"),
        ("files\\a.png", "file-outside"),
        ("files/none.png", "missing-file"),
        ("files/", "file-outside"),
    ],
)
def test_a_file_that_is_not_in_the_folder_is_told(tmp_path: Path, path: str, code: str) -> None:
    line = f"deliverables: [{{id: a, title: 가, kind: map, file: '{path}', alt: 그림, source: s1}}]"
    root = make_repository(tmp_path, {"a": with_line(line)})
    assert places_of(load(root)) == [(FILE, LAST, 51, code)]


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../b/project.yml", "nowhere", "self.png"])
def test_a_link_out_of_the_folder_is_told_and_not_followed(tmp_path: Path, target: str) -> None:
    line = "deliverables: [{id: a, title: 가, kind: map, file: files/self.png, alt: 그림, source: s1}]"
    other = PROJECT.replace("안심번호", "안심번호 2")
    root = make_repository(tmp_path, {"a": with_line(line), "b": other})
    (root / "projects/a/files").mkdir()
    (root / "projects/a/files/self.png").symlink_to(target)
    library = load(root)
    assert places_of(library) == [(FILE, LAST, 51, "file-link-outside")]
    kept = library.folders["a"].kept_files()["files/self.png"]
    assert (kept.escapes, kept.size, kept.head) == (True, 0, b"")


def test_a_link_within_the_folder_is_a_file(tmp_path: Path) -> None:
    line = "deliverables: [{id: a, title: 가, kind: map, file: files/b.png, alt: 그림, source: s1}]"
    root = make_repository(tmp_path, {"a": {"project.yml": with_line(line), "files/a.png": PICTURE}})
    (root / "projects/a/files/b.png").symlink_to("a.png")
    kept = load(root).folders["a"].kept_files()
    assert kept["files/b.png"].digest == kept["files/a.png"].digest


@pytest.mark.parametrize("name", ["project.yml", "guidebook.md", "files"])
def test_a_link_in_the_place_of_a_part_is_told(tmp_path: Path, name: str) -> None:
    root = make_repository(tmp_path / "repository", {"a": PROJECT})
    (root / "projects/a" / name).unlink(missing_ok=True)
    (root / "projects/a" / name).symlink_to(tmp_path)
    assert places_of(load(root)) == [("a", 1, 1, "file-link-outside")]


def test_a_folder_that_is_a_link_is_told_and_not_followed(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "repository", {"a": PROJECT})
    (root / "projects/b").symlink_to(root / "projects/a")
    (root / "projects/c").symlink_to("c")
    library = load(root)
    assert places_of(library) == [("b", 1, 1, "file-link-outside"), ("c", 1, 1, "file-link-outside")]
    assert list(library.cards) == ["a"]


def test_a_missing_picture_of_the_guidebook_is_told(tmp_path: Path) -> None:
    text = "## 까닭\n\n![QR 스티커](files/sticker.png)\n"
    root = make_repository(tmp_path, {"a": {"project.yml": PROJECT, "guidebook.md": text}})
    assert [place for place in places_of(load(root)) if place[3] == "missing-file"] == [
        ("a/guidebook.md", 3, 1, "missing-file")
    ]


@pytest.mark.parametrize(("name", "size"), [("guidebook.md", 10_000_000), ("files/a.txt", 11_000_000)])
def test_a_file_of_more_than_10_mb_is_told(tmp_path: Path, name: str, size: int) -> None:
    root = make_repository(tmp_path, {"a": {"project.yml": PROJECT, name: b"a" * size}})
    places = places_of(load(root))
    assert [code for _, _, _, code in places if code in ("too-large", "file-size")] != []
    assert len(places) <= 2


@pytest.mark.parametrize("data", ["## 가\n".encode("cp949"), "## 가\r\n".encode("utf-8-sig"), b"", b"\0"])
def test_a_guidebook_from_any_desk_is_read(tmp_path: Path, data: bytes) -> None:
    root = make_repository(tmp_path, {"a": {"project.yml": PROJECT, "guidebook.md": data}})
    codes = {code for _, _, _, code in places_of(load(root))}
    assert codes <= {"encoding", "control-character"}


def test_a_folder_without_a_record_is_told(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": {"files/b.png": PICTURE}, "b": PROJECT})
    (root / "projects/c").mkdir()
    (root / "projects/d/project.yml").mkdir(parents=True)
    (root / "projects/note.txt").write_text("가", encoding="utf-8")
    (root / "projects/.hidden").mkdir()
    library = load(root)
    assert places_of(library) == [(id_, 1, 1, "project-without-record") for id_ in ("a", "c", "d")]
    assert [finding.message for finding in library.findings if finding.file == "projects/d"] == [
        "project.yml이 파일이 아닙니다."
    ]
    assert list(library.cards) == ["b"]


def test_a_project_file_that_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    root = make_repository(tmp_path)
    (root / "projects/a").mkdir()
    os.mkfifo(root / "projects/a/project.yml")
    assert places_of(load(root)) == [("a", 1, 1, "project-without-record")]


def test_files_has_to_be_a_folder(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": {"project.yml": PROJECT, "files": "가"}})
    (finding,) = [finding for finding in load(root).findings if finding.severity == "error"]
    assert (finding.file, finding.message) == ("projects/a", "'files'가 폴더가 아닙니다.")


def test_two_ids_that_differ_in_case_only_are_told(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"Parking": PROJECT, "parking": PROJECT.replace("안심번호", "안심번호 2")})
    library = load(root)
    assert places_of(library) == [("Parking", 1, 1, "bad-folder-name"), ("parking", 1, 1, "same-name-but-case")]
    assert library.broken == {"Parking", "parking"}


@pytest.mark.parametrize("id_", ["주차", "a b", "a_b", "index", "con", "a" * 61, "a\nb", "a'b", "<b>"])
def test_a_folder_name_that_is_no_address_is_told(tmp_path: Path, id_: str) -> None:
    assert (id_, 1, 1, "bad-folder-name") in places_of(load(make_repository(tmp_path, {id_: PROJECT})))


def test_names_from_macs_are_the_same_names(tmp_path: Path) -> None:
    line = "deliverables: [{id: a, title: 가, kind: map, file: files/사진.png, alt: 그림, source: s1}]"
    picture = "files/" + unicodedata.normalize("NFD", "사진.png")
    root = make_repository(tmp_path, {"a": {"project.yml": with_line(line), picture: PICTURE}})
    folder = load(root).folders["a"]
    assert list(folder.kept_files()) == ["files/사진.png"]
    assert "missing-file" not in {code for _, _, _, code in places_of(load(root))}


def test_two_folders_with_one_name_are_told(tmp_path: Path) -> None:
    name = "주차"
    root = make_repository(tmp_path, {name: PROJECT, unicodedata.normalize("NFD", name): PROJECT})
    assert places_of(load(root)) == [(name, 1, 1, "bad-folder-name"), (name, 1, 1, "same-name-but-case")]


def test_names_that_are_no_text_are_told(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"b": PROJECT})
    (root / "projects" / os.fsdecode("주차".encode("cp949"))).mkdir()
    write_project(root, "b", {"files/" + os.fsdecode("사진.png".encode("cp949")): PICTURE})
    result = run_check(root, "--format", "github")
    assert "Traceback" not in result.stderr
    assert "title=bad-folder-name" in result.stdout
    assert result.returncode == 1


def test_a_very_deep_folder_is_walked_or_told(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT})
    folder = os.open(root / "projects/a", os.O_RDONLY)
    for name in ["files", *["d" * 100] * 60]:
        os.mkdir(name, dir_fd=folder)
        inner = os.open(name, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    result = run_check(root)
    assert (result.returncode, result.stdout) == (2, "")
    assert "폴더를 읽을 수 없습니다" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_record_that_changes_while_it_is_read_is_one_sentence(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": {"project.yml": PROJECT, "files/a.png": PICTURE}})
    (folder,), _ = scan_projects(root, Memory())
    write_project(root, "a", PROJECT + "# 고침\n")
    sentence = "projects/a/project.yml 파일이 읽는 사이에 바뀌었습니다. 다시 실행해 주세요."
    with pytest.raises(GeneratorError) as changed:
        folder.read("project.yml")
    (root / "projects/a/project.yml").unlink()
    with pytest.raises(GeneratorError) as gone:
        folder.read("project.yml")
    assert str(changed.value) == str(gone.value) == sentence
    (root / "projects/a/files/a.png").unlink()
    with pytest.raises(GeneratorError) as picture_gone:
        folder.kept_files()
    assert str(picture_gone.value) == "projects/a/files/a.png 파일이 읽는 사이에 사라졌습니다. 다시 실행해 주세요."


class Vanishing(Memory):
    """A cache during whose first question a file is taken away."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def known_digests(self, signatures):  # type: ignore[no-untyped-def]
        self.path.unlink()
        return super().known_digests(signatures)


def test_a_file_that_vanishes_between_two_looks_is_a_finding(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT, "b": PROJECT.replace("안심번호", "안심번호 2")})
    library = load(root, Vanishing(root / "projects/a/project.yml"))
    assert places_of(library) == [("a/project.yml", 1, 1, "unreadable")]
    assert list(library.cards) == ["b"]


@pytest.mark.parametrize("name", ["30,000 nested lists", "30,000 nested rows", "10 MB", "no text at all", "CP949"])
def test_the_command_outlives_it(tmp_path: Path, name: str) -> None:
    text, places = TEXTS[name]
    root = make_repository(tmp_path, {"a": text, "b": PROJECT})
    result = run_check(root, "--format", "github", "projects/a")
    assert [f"line={line},col={column},title={code}" in result.stdout for line, column, code in places] == [True]
    assert result.returncode == (0 if name == "CP949" else 1)
    assert result.stderr == ""


def test_findings_about_hostile_text_can_be_printed(tmp_path: Path) -> None:
    text = with_line("'\x1b]0;x\x07\u202e': '\u2028::error::'\nbudjet: \ud7ff\U0001f600")
    result = run_check(make_repository(tmp_path, {"a": text}))
    assert result.returncode == 1
    assert result.stderr == ""
    assert not set(result.stdout) & {"\x1b", "\x07", "\u202e", "\u2028"}


@pytest.mark.parametrize("name", ["projects", ".bonbogi"])
def test_a_file_where_a_folder_is_needed_is_one_sentence(tmp_path: Path, name: str) -> None:
    root = make_repository(tmp_path)
    if name == "projects":
        (root / name).rmdir()
    (root / name).write_text("", encoding="utf-8")
    result = run_check(root)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert name in result.stderr


def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    root = make_repository(tmp_path, {"a": PROJECT})
    first = run_check(root)
    (store,) = (root / ".bonbogi").glob("*.sqlite")
    store.write_bytes(b"\0" * 5_000)
    second = run_check(root)
    assert (second.returncode, second.stdout, second.stderr) == (0, first.stdout, "")
