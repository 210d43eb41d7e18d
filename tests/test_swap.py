"""The site changes from one whole state to the next, whatever is done to it meanwhile."""

import os
import random
import shutil
import tempfile
import tracemalloc
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError
from generator.publish.artifact import Ref, copy_artifact
from generator.publish.exchange import Swap, rename_twice, swap_folders
from generator.publish.swap import SwappedSite
from tests.publishing import (
    AFTER,
    BEFORE,
    content_of,
    make,
    make_nothing,
    pages,
    publish,
    read_tree,
    stop_making,
    stop_swap,
)

SWAPS = pytest.mark.parametrize("swap", [swap_folders, rename_twice])


@SWAPS
def test_the_site_holds_what_was_published_and_nothing_else(tmp_path: Path, swap: Swap) -> None:
    report = publish(tmp_path, BEFORE, swap=swap)
    assert read_tree(tmp_path / "site") == content_of(BEFORE)
    assert (report.made, report.kept, report.changed, report.removed) == (4, 0, tuple(sorted(BEFORE)), ())
    report = publish(tmp_path, AFTER, swap=swap)
    assert read_tree(tmp_path / "site") == content_of(AFTER)
    assert (report.made, report.kept, report.linked) == (3, 1, 0), "the standby was made beside the first site"
    assert report.changed == ("a/b/page.html", "a/new.html", "index.html")
    assert report.removed == ("a/old.html",)
    report = publish(tmp_path, BEFORE, make=make_nothing, swap=swap)
    assert read_tree(tmp_path / "site") == content_of(BEFORE)
    assert (report.made, report.kept) == (0, 4)
    report = publish(tmp_path, {}, swap=swap)
    assert read_tree(tmp_path / "site") == {}
    assert report.removed == tuple(sorted(BEFORE))


def test_a_standby_that_is_gone_is_linked_anew(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    (standby,) = (tmp_path / "state").glob("*/standby")
    assert read_tree(standby) == content_of(BEFORE)
    shutil.rmtree(standby)
    report = publish(tmp_path, AFTER)
    assert read_tree(tmp_path / "site") == content_of(AFTER)
    assert (report.made, report.kept, report.linked) == (3, 1, 1)


def test_a_disk_without_links_gets_its_standby_with_the_first_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for texts in (BEFORE, AFTER, BEFORE):
        publish(tmp_path, texts)
        assert read_tree(tmp_path / "site") == content_of(texts)


def look_from_before(tmp_path: Path, *meanwhile: Mapping[str, str]) -> SwappedSite:
    """A site with a look at it that was taken before other builds came."""
    looked = SwappedSite(tmp_path / "site", tmp_path / "state").look()
    for texts in meanwhile:
        publish(tmp_path, texts)
    return SwappedSite(tmp_path / "site", tmp_path / "state", looked=lambda: looked)


# Folders that only a build in between has made.
ELSEWHERE = {"index.html": "처음", "c/d/page.html": "다른 곳"}


@pytest.mark.parametrize("meanwhile", [(), (AFTER,), (AFTER, BEFORE), (ELSEWHERE,), (ELSEWHERE, BEFORE), (AFTER, {})])
def test_a_look_that_was_taken_before_other_builds_is_not_believed(
    tmp_path: Path, meanwhile: tuple[dict[str, str], ...]
) -> None:
    for texts in (AFTER, BEFORE):
        publish(tmp_path, texts)
    for texts in (AFTER | {"more.html": "더"}, BEFORE):
        site = look_from_before(tmp_path, *meanwhile)
        site.publish(pages(texts), make, generation="g1")
        assert read_tree(tmp_path / "site") == content_of(texts)
        assert all(site.look()), "both trees are what their manifests say"


@pytest.mark.parametrize("place", ["site", "state/*/standby"])
def test_a_look_sees_what_somebody_did_to_a_tree(tmp_path: Path, place: str) -> None:
    for texts in (BEFORE, AFTER):
        publish(tmp_path, texts)
    (tree,) = tmp_path.glob(place)
    (tree / "about.html").unlink()
    (tree / "about.html").write_text("아무나")
    site = look_from_before(tmp_path)
    assert [whole is None for whole in site.look()] == [place == "site", place != "site"]
    site.publish(pages(AFTER | {"more.html": "더"}), make, generation="g1")
    assert read_tree(tmp_path / "site") == content_of(AFTER | {"more.html": "더"})


def test_an_unchanged_site_is_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    folder = (tmp_path / "site").stat()
    report = publish(tmp_path, BEFORE, swap=stop_swap, make=make_nothing)
    assert (report.made, report.kept, report.linked, report.changed) == (0, 4, 0, ())
    after = (tmp_path / "site").stat()
    assert (after.st_ino, after.st_mtime_ns) == (folder.st_ino, folder.st_mtime_ns)


def test_pages_made_again_and_found_the_same_change_nothing(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    times = {path: (tmp_path / "site" / path).stat().st_mtime_ns for path in BEFORE}
    site = SwappedSite(tmp_path / "site", tmp_path / "state", swap=stop_swap)
    report = site.publish(pages(BEFORE), make, generation="g2")
    assert (report.made, report.changed, report.removed) == (4, (), ())
    assert site.publish(pages(BEFORE), make_nothing, generation="g2").kept == 4
    SwappedSite(tmp_path / "site", tmp_path / "state").publish(pages(AFTER), make, generation="g3")
    assert (tmp_path / "site/about.html").stat().st_mtime_ns == times["about.html"]


def test_a_page_that_moves_is_not_made_again(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    texts = {f"moved/{path}": text for path, text in BEFORE.items()}
    report = publish(tmp_path, texts, make=make_nothing)
    assert report.linked == len(texts)
    assert read_tree(tmp_path / "site") == content_of(texts)


def test_live_files_are_never_written_into(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    with (tmp_path / "site/index.html").open("rb") as reader:
        for texts in (AFTER, BEFORE, AFTER, BEFORE):
            publish(tmp_path, texts)
        assert reader.read() == content_of(BEFORE)["index.html"]


def replace_by_link(path: Path, target: str) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.symlink_to(target)


def replace_folder_by_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("폴더 자리의 파일", encoding="utf-8")


def replace_file_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def write_same_size(path: Path) -> None:
    path.write_bytes(b"X" * path.stat().st_size)
    os.utime(path, ns=(1, 1))


def add_folder(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "file").touch()


HARMS: dict[str, Callable[[Path], object]] = {
    "a file is gone": lambda site: (site / "index.html").unlink(),
    "a file is another": lambda site: (site / "index.html").write_text("다른 글", encoding="utf-8"),
    "a file of the same size is another": lambda site: write_same_size(site / "index.html"),
    "a file is new": lambda site: (site / "new.html").touch(),
    "a folder is gone": lambda site: shutil.rmtree(site / "a"),
    "everything is gone": shutil.rmtree,
    "a folder is a file": lambda site: replace_folder_by_file(site / "a"),
    "a file is a folder": lambda site: replace_file_by_folder(site / "index.html"),
    "a file is a link": lambda site: replace_by_link(site / "index.html", "about.html"),
    "a folder is a link": lambda site: replace_by_link(site / "a", ".."),
    "a folder is new": lambda site: add_folder(site / "more/deep"),
    "a pipe is there": lambda site: os.mkfifo(site / "pipe"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_somebody_did_to_the_site_is_undone(tmp_path: Path, harm: str) -> None:
    for texts in (AFTER, BEFORE):
        publish(tmp_path, texts)
    HARMS[harm](tmp_path / "site")
    publish(tmp_path, BEFORE)
    assert read_tree(tmp_path / "site") == content_of(BEFORE)
    assert publish(tmp_path, BEFORE, make=make_nothing).changed == ()
    publish(tmp_path, AFTER)
    assert read_tree(tmp_path / "site") == content_of(AFTER)


def test_a_site_that_was_copied_or_looked_at_is_as_good_as_before(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    shutil.copytree(tmp_path / "site", tmp_path / "copy", copy_function=shutil.copyfile)
    shutil.rmtree(tmp_path / "site")
    (tmp_path / "copy").rename(tmp_path / "site")
    (tmp_path / "site/a/.DS_Store").write_bytes(b"litter")
    assert publish(tmp_path, BEFORE, make=make_nothing, swap=stop_swap).changed == ()
    publish(tmp_path, AFTER)
    assert read_tree(tmp_path / "site") == content_of(AFTER)


def test_a_project_that_was_moved_knows_its_site(tmp_path: Path) -> None:
    publish(tmp_path / "here", BEFORE)
    (tmp_path / "here").rename(tmp_path / "there")
    assert publish(tmp_path / "there", BEFORE, make=make_nothing).kept == 4


def test_two_sites_share_a_state_folder(tmp_path: Path) -> None:
    for name, texts in [("one", BEFORE), ("two", AFTER), ("one", AFTER), ("two", BEFORE)]:
        SwappedSite(tmp_path / name, tmp_path / "state").publish(pages(texts), make, generation="g1")
        assert read_tree(tmp_path / name) == content_of(texts)


def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("내 집", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(GeneratorError, match=r"^본보기가 지은 폴더가 아닙니다"):
            publish(tmp_path, BEFORE)
    assert read_tree(tmp_path / "site") == {"index.html": "내 집".encode()}


def test_a_folder_of_somebody_else_in_the_place_of_our_site_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    shutil.rmtree(tmp_path / "site")
    test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.DS_Store").write_bytes(b"litter")
    publish(tmp_path, BEFORE)
    assert read_tree(tmp_path / "site") == content_of(BEFORE)


def test_folders_that_must_not_be_swapped_are_refused(tmp_path: Path) -> None:
    publish(tmp_path, BEFORE)
    (tmp_path / "site/.git").mkdir()
    with pytest.raises(GeneratorError, match="git 저장소"):
        publish(tmp_path, AFTER)
    (tmp_path / "file").touch()
    for folder, state, reason in [
        ("file", "state", "자리에 파일이 있습니다"),
        (".", "state", "이 폴더에는 지을 수 없습니다"),
        ("state", "state", "이 폴더에는 지을 수 없습니다"),
        ("/", "state", "이 폴더에는 지을 수 없습니다"),
        ("/dev", "state", "디스크가 연결된 자리"),
    ]:
        with pytest.raises(GeneratorError, match=reason):
            SwappedSite(tmp_path / folder, tmp_path / state).publish(pages(AFTER), make, generation="g1")
    assert read_tree(tmp_path / "site") == {**content_of(BEFORE), ".git/": b""}


def test_a_link_to_the_site_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to("elsewhere")
    for texts in (BEFORE, AFTER):
        publish(tmp_path, texts)
    assert (tmp_path / "site").is_symlink()
    assert read_tree(tmp_path / "elsewhere") == content_of(AFTER)


@pytest.mark.parametrize("name", ["live.json", "standby.json"])
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 1, "entries": {"a": [1]}}', b'{"version": 0}', b"\xff"]
)
def test_a_damaged_manifest_costs_time_and_nothing_else(tmp_path: Path, name: str, content: bytes) -> None:
    for texts in (BEFORE, AFTER):
        publish(tmp_path, texts)
    (manifest,) = (tmp_path / "state").glob(f"*/{name}")
    manifest.write_bytes(content)
    report = publish(tmp_path, AFTER | {"more.html": "더"})
    assert read_tree(tmp_path / "site") == content_of(AFTER | {"more.html": "더"})
    assert report.made == (1 if name == "standby.json" else 4)


def file_ref(path: Path) -> Ref:
    return Ref("file", sha256(path.read_bytes()).hexdigest(), str(path))


def test_files_are_copied_in_pieces_and_then_linked(tmp_path: Path) -> None:
    original = tmp_path / "report.pdf"
    original.write_bytes(random.Random(1).randbytes(10_000_000))
    artifacts = [*pages(BEFORE), copy_artifact("files/report.pdf", file_ref(original))]
    site = SwappedSite(tmp_path / "site", tmp_path / "state")
    tracemalloc.start()
    try:
        site.publish(artifacts, make, generation="g1")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    published = tmp_path / "site/files/report.pdf"
    assert published.read_bytes() == original.read_bytes()
    # Somebody who edits the published copy in place must not change the original.
    assert not published.samefile(original)
    inode = published.stat().st_ino
    site.publish([*artifacts, *pages({"more.html": "더"})], make, generation="g2")
    assert published.stat().st_ino == inode


def test_a_file_that_changes_or_goes_while_the_site_is_built_is_not_published(tmp_path: Path) -> None:
    original = tmp_path / "report.pdf"
    original.write_bytes(b"one")
    artifact = copy_artifact("files/report.pdf", file_ref(original))
    original.write_bytes(b"two")
    publish(tmp_path, BEFORE)
    site = SwappedSite(tmp_path / "site", tmp_path / "state")
    with pytest.raises(GeneratorError, match=r"바뀌었습니다: .*report\.pdf"):
        site.publish([*pages(BEFORE), artifact], make, generation="g1")
    original.unlink()
    with pytest.raises(GeneratorError, match=r"report\.pdf"):
        site.publish([*pages(BEFORE), artifact], make, generation="g1")
    assert read_tree(tmp_path / "site") == content_of(BEFORE)


@SWAPS
def test_a_state_folder_on_another_disk_will_do(tmp_path: Path, swap: Swap) -> None:
    other = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=other if other.is_dir() else None) as state:
        for texts in (BEFORE, AFTER, BEFORE):
            SwappedSite(tmp_path / "site", Path(state), swap=swap).publish(pages(texts), make, generation="g1")
            assert read_tree(tmp_path / "site") == content_of(texts)
        if Path(state).stat().st_dev != tmp_path.stat().st_dev:
            assert {path.name for path in tmp_path.iterdir()} == {"site", ".bonbogi-site-standby"}


PATHS = st.sampled_from(["a.html", "b.html", "x", "x/a.html", "x/y/c.html", "한글/글.html", "B.html", "z/z"])
TEXTS = st.sampled_from(["하나", "둘", "셋"])


def is_possible(texts: dict[str, str]) -> bool:
    """Leave out sites that no file system takes: a file and a folder of one name, names equal but for case."""
    folders = {str(parent) for path in texts for parent in Path(path).parents}
    return not folders & texts.keys() and len({path.casefold() for path in texts}) == len(texts)


def harm_one(site: Path, harm: str, chance: random.Random) -> None:
    """Do something to one file of the site; the anchor keeps the folder recognisable as ours."""
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.name != "anchor.html")
    if harm == "stranger":
        add_folder(site / f"stranger{chance.random()}")
    elif paths and harm == "delete":
        chance.choice(paths).unlink()
    elif paths and harm == "change":
        write_same_size(chance.choice(paths))
    elif paths and harm == "touch":
        os.utime(chance.choice(paths), ns=(2, 2))


STEPS = st.tuples(
    st.dictionaries(PATHS, TEXTS).filter(is_possible),
    st.sampled_from(["nothing", "delete", "change", "stranger", "touch"]),
    st.sampled_from([swap_folders, rename_twice]),
    st.booleans(),
)


@settings(deadline=None, max_examples=80)
@given(st.lists(STEPS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_any_row_of_edits_gives_what_a_cold_build_gives(
    steps: list[tuple[dict[str, str], str, Swap, bool]], chance: random.Random
) -> None:
    anchor = {"anchor.html": "닻"}
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        publish(base, anchor)
        for texts, harm, swap, breaks_off in steps:
            harm_one(base / "site", harm, chance)
            if breaks_off:
                fresh = texts | anchor | {"fresh.html": str(chance.random())}
                with pytest.raises(KeyboardInterrupt):
                    publish(base, fresh, make=stop_making(KeyboardInterrupt()))
            publish(base, texts | anchor, swap=swap)
            assert read_tree(base / "site") == content_of(texts | anchor)
        publish(base / "cold", steps[-1][0] | anchor)
        assert read_tree(base / "site") == read_tree(base / "cold/site")
