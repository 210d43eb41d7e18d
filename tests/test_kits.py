"""Documents beside a guidebook's page and the kit with all of them, on a small real site that is really built."""

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hwpx.tools.package_validator import validate_package
from PIL import Image
from pypdf import PdfReader

from generator.build import Site, plan_site
from generator.commands.publishing import current_shell
from generator.commands.workplace import open_store
from generator.diagnostics import GeneratorError
from generator.publish.artifact import artifact_digest
from generator.publish.plan import Plan, make_plan
from generator.records.library import load_library
from generator.search_files import update_index
from generator.state import find_documents_generation, store_file
from tests.html_pages import find_dead_links, parse_page
from tests.sites import AS_OF, append, build, change, copy_built, copy_sources, make_site_repository

IDS = ("daejeon-parking-qr", "jejusi-parking-qr")
ID = "jejusi-parking-qr"
FORMS = (".hwpx", ".pdf", ".md")
SUFFIXES = (*(kind + form for kind in ("", ".plan", ".report") for form in FORMS), ".kit.zip")
FORM = "신청 서식 '가' (고침).txt"
PHOTO = "사진 1.jpg"


def big_photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    buffer = io.BytesIO()
    Image.new("RGB", (5472, 3648), "#0b50d0").save(buffer, "JPEG", quality=60, exif=exif)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, shell_folder: Path) -> Path:
    """A repository of two projects, one with a form and a photograph, built with documents."""
    root = make_site_repository(tmp_path_factory.mktemp("kits"), shell_folder, IDS)
    files = root / "projects" / ID / "files"
    files.mkdir()
    (files / FORM).write_text("이름:\n", encoding="utf-8")
    (files / PHOTO).write_bytes(big_photo())
    change(
        root,
        ID,
        "deliverables:\n",
        "deliverables:\n"
        f'  - {{id: blank-form, title: 신청 서식, kind: form, state: available, licence: KOGL-1, file: "files/{FORM}"}}\n'
        f'  - {{id: photo, title: 사진, kind: printed, file: "files/{PHOTO}", alt: 주차한 차의 QR 스티커}}\n',
    )
    build(root, documents=True)
    return root


def of_project(root: Path, id_: str = ID) -> dict[str, bytes]:
    return {suffix: (root / "site" / "guidebooks" / f"{id_}{suffix}").read_bytes() for suffix in SUFFIXES}


def plan(root: Path) -> Plan:
    with open_store(root) as store:
        library = load_library(root, store, "test")
        site = Site(library, current_shell(root, strict=True), AS_OF, "test", store_file(root), documents=True)
        return make_plan(plan_site(site, update_index(library, store), store), "test")


def test_every_document_lies_beside_its_page_which_leads_there(root: Path) -> None:
    made = of_project(root)
    for suffix, data in made.items():
        if suffix.endswith(".hwpx"):
            assert validate_package(data).ok
    assert PdfReader(io.BytesIO(made[".pdf"])).metadata.title == "제주 주차 안심번호 안내서"  # type: ignore[union-attr]
    assert made[".plan.md"].decode().startswith("# ")
    assert "\n사업계획서 초안\n" in made[".plan.md"].decode()
    # Beside the page kept pictures lie in a folder of the project's name.
    assert f"]({'<'}{ID}/{PHOTO}>)" in made[".md"].decode()
    page = parse_page((root / "site" / "guidebooks" / f"{ID}.html").read_text(encoding="utf-8"))
    assert {f"{ID}{suffix}" for suffix in SUFFIXES} <= set(page.links)
    assert [link for link in find_dead_links(root / "site") if any(suffix in link for suffix in SUFFIXES)] == []


def test_a_kit_holds_what_its_manifest_says(root: Path) -> None:
    made = of_project(root)
    with ZipFile(io.BytesIO(made[".kit.zip"])) as kit:
        assert kit.testzip() is None
        members = {name.removeprefix(f"{ID}/"): kit.read(name) for name in kit.namelist()}
        # Without this sign Windows reads the names in its own code page.
        assert all(info.flag_bits & 0x800 for info in kit.infolist() if not info.filename.isascii())
        assert {info.date_time for info in kit.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(members) == {
        "guidebook.hwpx", "guidebook.pdf", "plan.hwpx", "project.yml", "guidebook.md", f"files/{FORM}", f"files/{PHOTO}",
        "LICENCES.txt", "MANIFEST.txt",
    }  # fmt: skip
    manifest = dict(line.split("  ", 1)[::-1] for line in members.pop("MANIFEST.txt").decode().splitlines())
    assert manifest == {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    assert members["guidebook.hwpx"] == made[".hwpx"]
    assert members["guidebook.pdf"] == made[".pdf"]
    assert members["plan.hwpx"] == made[".plan.hwpx"]
    folder = root / "projects" / ID
    for name in ("project.yml", "guidebook.md", f"files/{FORM}"):
        assert members[name] == (folder / name).read_bytes()
    licences = members["LICENCES.txt"].decode()
    assert "안내서 글(guidebook.*, project.yml, guidebook.md): CC BY 4.0" in licences
    assert f"- files/{FORM}: 신청 서식, 공공누리 제1유형" in licences
    assert f"- files/{PHOTO}: 사진, 모름" in licences


def test_a_photograph_goes_into_documents_without_what_the_camera_noted(root: Path) -> None:
    made = of_project(root)
    with ZipFile(io.BytesIO(made[".hwpx"])) as package:
        (name,) = (name for name in package.namelist() if name.startswith("BinData/"))
        data = package.read(name)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (1600, 1067)
        assert not picture.getexif()
    assert b"Camera" not in made[".pdf"]


def test_a_photograph_is_published_without_what_the_camera_noted_and_the_page_tells_its_digest(root: Path) -> None:
    beside = (root / "site/guidebooks" / ID / PHOTO).read_bytes()
    with ZipFile(io.BytesIO(of_project(root)[".kit.zip"])) as kit:
        assert kit.read(f"{ID}/files/{PHOTO}") == beside
    assert b"Camera" in (root / "projects" / ID / "files" / PHOTO).read_bytes()
    assert b"Camera" not in beside
    assert hashlib.sha256(beside).hexdigest() in (root / "site/guidebooks" / f"{ID}.html").read_text(encoding="utf-8")


def test_documents_are_the_same_in_a_cold_build_and_in_other_processes(root: Path, tmp_path: Path) -> None:
    cold = copy_sources(root, tmp_path)
    build(cold, documents=True, workers=2)
    for id_ in IDS:
        assert of_project(cold, id_) == of_project(root, id_)


def test_only_documents_of_what_changed_are_made_again(root: Path, tmp_path: Path) -> None:
    edited = copy_built(root, tmp_path / "edited")
    before = of_project(edited, "daejeon-parking-qr")
    assert build(edited, documents=True).made == 0
    append(edited, ID, "team_size: 12\n")
    report = build(edited, documents=True)
    # A plan does not tell how many were in the team: made again, it is the same.
    telling = {".html", *SUFFIXES} - {f".plan{form}" for form in FORMS}
    assert {path for path in report.changed if path.startswith(f"guidebooks/{ID}.")} == {
        f"guidebooks/{ID}{suffix}" for suffix in telling
    }
    assert of_project(edited, "daejeon-parking-qr") == before


def test_documents_are_left_out_where_they_are_not_wanted(root: Path, tmp_path: Path) -> None:
    without = copy_built(root, tmp_path / "without")
    report = build(without)
    plans = [f"fit/plans/{id_}.js" for id_ in IDS]
    assert sorted(report.removed) == sorted(
        [*plans, *(f"guidebooks/{id_}{suffix}" for id_ in IDS for suffix in SUFFIXES)]
    )
    page = parse_page((without / "site" / "guidebooks" / f"{ID}.html").read_text(encoding="utf-8"))
    assert not {f"{ID}{suffix}" for suffix in SUFFIXES} & set(page.links)


def test_what_pages_look_like_makes_no_document_anew(root: Path) -> None:
    planned = plan(root)
    artifacts = [planned.artifact(path) for path in planned.digests]
    documents = [artifact for artifact in artifacts if artifact.recipe in ("document", "kit")]
    assert len(documents) == len(IDS) * len(SUFFIXES)
    for artifact in documents:
        assert artifact.code == find_documents_generation()
        assert artifact_digest(artifact, "one") == artifact_digest(artifact, "other")
        assert artifact_digest(artifact, "one") != artifact_digest(replace(artifact, code="other"), "one")
        assert artifact_digest(artifact, "one") == planned.digests[artifact.path]


@pytest.mark.parametrize("gone", [True, False])
def test_a_file_that_changes_between_check_and_build_is_told_in_a_sentence(
    root: Path, tmp_path: Path, gone: bool
) -> None:
    from generator.recipes import RECIPES, Resolver

    moved = copy_built(root, tmp_path / "moved")
    kit = plan(moved).artifact(f"guidebooks/{ID}.kit.zip")
    form = moved / "projects" / ID / "files" / FORM
    if gone:
        form.unlink()
    else:
        form.write_text("다른 글", encoding="utf-8")
    resolver = Resolver(moved, store_file(moved), None)
    with pytest.raises(GeneratorError) as told:
        RECIPES["kit"](kit.inputs, resolver)
    resolver.close()
    assert str(told.value) == f"projects/{ID}/files/{FORM} 파일이 짓는 사이에 바뀌었거나 사라졌습니다. 다시 지으십시오."
