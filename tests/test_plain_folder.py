"""Our files stand among those of somebody else, and only ours are ever touched."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.publish.artifact import Artifact, Ref, copy_artifact
from generator.publish.fill import Make, Report
from generator.publish.plain_folder import PlainFolder
from generator.publish.swap import SwappedSite
from tests.publishing import AFTER, BEFORE, content_of, make, make_nothing, ordinary_user, pages, read_tree, stop_making

THEIRS = {"sitemap.xml": b"<urlset/>", "a/theirs.html": b"theirs", ".nojekyll": b""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files of somebody else."""
    folder = tmp_path / "out"
    for path, content in THEIRS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def put(folder: Path, texts: Mapping[str, str], make: Make = make) -> Report:
    return PlainFolder(folder, folder.parent / "state").publish(pages(texts), make, generation="g1")


def test_our_files_come_and_go_and_theirs_stay(folder: Path) -> None:
    report = put(folder, BEFORE)
    assert read_tree(folder) == THEIRS | content_of(BEFORE)
    assert (report.made, report.kept, report.changed, report.removed) == (4, 0, tuple(sorted(BEFORE)), ())
    report = put(folder, AFTER)
    assert read_tree(folder) == THEIRS | content_of(AFTER)
    assert (report.made, report.kept) == (3, 1)
    assert report.changed == ("a/b/page.html", "a/new.html", "index.html")
    assert report.removed == ("a/old.html",)
    report = put(folder, {"about.html": "그대로"})
    assert read_tree(folder) == THEIRS | content_of({"about.html": "그대로"})
    assert report.removed == ("a/b/page.html", "a/new.html", "index.html")


def test_unchanged_files_are_neither_made_nor_written(folder: Path) -> None:
    put(folder, BEFORE)
    inodes = {path: (folder / path).stat().st_ino for path in BEFORE}
    report = put(folder, BEFORE, make_nothing)
    assert (report.made, report.kept, report.linked, report.changed) == (0, 4, 0, ())
    assert {path: (folder / path).stat().st_ino for path in BEFORE} == inodes


def test_a_folder_that_its_owner_emptied_is_full_again_without_making(folder: Path) -> None:
    put(folder, BEFORE)
    shutil.rmtree(folder)
    report = put(folder, BEFORE, make_nothing)
    assert (report.made, report.linked, report.changed) == (0, 4, tuple(sorted(BEFORE)))
    assert read_tree(folder) == content_of(BEFORE)


@pytest.mark.parametrize("is_in_place", [True, False])
def test_a_file_that_its_owner_changed_is_as_it_was(folder: Path, is_in_place: bool) -> None:
    put(folder, BEFORE)
    if not is_in_place:
        (folder / "index.html").unlink()
    (folder / "index.html").write_bytes(b"minified")
    assert put(folder, BEFORE).changed == ("index.html",)
    assert read_tree(folder) == THEIRS | content_of(BEFORE)


def test_a_file_that_somebody_put_in_the_place_of_ours_is_not_taken_away(folder: Path) -> None:
    put(folder, BEFORE)
    (folder / "a/old.html").unlink()
    (folder / "a/old.html").write_bytes(b"theirs now")
    assert put(folder, AFTER).removed == ()
    assert (folder / "a/old.html").read_bytes() == b"theirs now"


def test_a_link_in_the_place_of_our_file_is_replaced_and_its_target_left_alone(folder: Path) -> None:
    (folder / "index.html").symlink_to("sitemap.xml")
    put(folder, BEFORE)
    assert read_tree(folder) == THEIRS | content_of(BEFORE)


def test_a_folder_in_the_place_of_our_file_is_told_in_a_sentence(folder: Path) -> None:
    (folder / "index.html").mkdir()
    with pytest.raises(GeneratorError, match=r"index\.html"):
        put(folder, BEFORE)
    assert not list(folder.rglob(".bonbogi-*"))


def test_a_build_that_breaks_off_leaves_what_is_there(folder: Path) -> None:
    put(folder, BEFORE)
    with pytest.raises(KeyboardInterrupt):
        put(folder, BEFORE | {"more.html": "더"}, stop_making(KeyboardInterrupt()))
    assert read_tree(folder) == THEIRS | content_of(BEFORE)
    put(folder, AFTER)
    assert read_tree(folder).items() >= (THEIRS | content_of(AFTER)).items()


def test_files_are_copied_and_theirs_with_the_same_content_stay(folder: Path, tmp_path: Path) -> None:
    original = tmp_path / "report.pdf"
    original.write_bytes(b"report")
    (folder / "files").mkdir()
    (folder / "files/report.pdf").write_bytes(b"report")
    inode = (folder / "files/report.pdf").stat().st_ino
    artifact = copy_artifact("files/report.pdf", Ref("file", sha256(b"report").hexdigest(), str(original)))
    report = PlainFolder(folder, tmp_path / "state").publish([artifact], make, generation="g1")
    assert (report.made, report.changed) == (1, ())
    assert (folder / "files/report.pdf").stat().st_ino == inode


def test_two_builds_at_once_do_not_meet(folder: Path) -> None:
    def make_with_visitor(artifacts: Sequence[Artifact]) -> Iterator[tuple[Artifact, bytes]]:
        with pytest.raises(GeneratorError, match=r"^다른 명령이 지금 .* 짓고 있습니다"):
            put(folder, AFTER)
        yield from make(artifacts)

    put(folder, BEFORE, make_with_visitor)
    assert read_tree(folder) == THEIRS | content_of(BEFORE)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence() -> None:
    with ordinary_user() as folder, tempfile.TemporaryDirectory() as state:
        with pytest.raises(GeneratorError, match=r"^읽거나 쓸 수 없습니다"):
            PlainFolder(folder, Path(state)).publish(pages(BEFORE), make, generation="g1")
        assert not list(folder.iterdir())


def test_a_folder_on_another_disk_will_do(tmp_path: Path) -> None:
    other = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=other if other.is_dir() else None) as name:
        target = PlainFolder(Path(name), tmp_path / "state")
        for texts in (BEFORE, AFTER):
            target.publish(pages(texts), make, generation="g1")
            assert read_tree(Path(name)) == content_of(texts)
        assert target.publish(pages(AFTER), make_nothing, generation="g1").changed == ()


def test_a_site_may_follow_in_a_folder_that_was_filled_this_way(folder: Path) -> None:
    put(folder, BEFORE)
    SwappedSite(folder, folder.parent / "state").publish(pages(AFTER), make, generation="g1")
    assert read_tree(folder) == content_of(AFTER)


def test_this_way_may_follow_in_a_site(tmp_path: Path) -> None:
    site = SwappedSite(tmp_path / "out", tmp_path / "state")
    site.publish(pages(BEFORE), make, generation="g1")
    shutil.rmtree(tmp_path / "out")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/sitemap.xml").write_bytes(b"<urlset/>")
    put(tmp_path / "out", BEFORE)
    os.utime(tmp_path / "out/index.html", ns=(1, 1))
    report = site.publish(pages(BEFORE), make_nothing, generation="g1")
    assert report.removed == ("sitemap.xml",)
    assert read_tree(tmp_path / "out") == content_of(BEFORE)
