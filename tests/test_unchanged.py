"""A build that finds nothing changed looks at files only from outside; whatever changes, it is not fooled."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import state
from generator.as_of import find_as_of
from generator.commands.build import execute
from generator.publish.swap import SwappedSite
from generator.signature import UnsureError, digest_signatures
from generator.state import find_sources, state_folder
from tests.publishing import AFTER, BEFORE, publish, read_tree, stop_making
from tests.repository import EPOCH
from tests.sites import copy_sources, make_site_repository

# Longer than a change may go unnoticed by the time of a file.
MOMENT_SECONDS = 2.1
RECORD = "jejusi-parking-qr"


def edit_in_place(root: Path) -> None:
    """Change a record without changing the size of its file, and put the old time back, as some programs do."""
    file = root / "projects" / RECORD / "project.yml"
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    with file.open("r+", encoding="utf-8") as stream:
        stream.write(text.replace("주차", "차주"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)


def touch_a_record(root: Path) -> None:
    (root / "projects" / RECORD / "project.yml").touch()


def add_a_record(root: Path) -> None:
    shutil.copytree(root / "projects" / RECORD, root / "projects" / "another")


def take_a_record(root: Path) -> None:
    shutil.rmtree(root / "projects" / RECORD)


def rename_a_record(root: Path) -> None:
    (root / "projects" / RECORD).rename(root / "projects" / "renamed")


def add_an_empty_folder(root: Path) -> None:
    (root / "projects" / "empty").mkdir()


def replace_a_file_by_a_link(root: Path) -> None:
    file = root / "projects" / RECORD / "project.yml"
    file.rename(root / "elsewhere.yml")
    file.symlink_to(root / "elsewhere.yml")


def edit_a_page(root: Path) -> None:
    with (root / "content" / "about.md").open("a", encoding="utf-8") as stream:
        stream.write("\n덧붙인 말.\n")


def edit_the_settings(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("\n# 덧붙인 말\n")


def lose_the_records(root: Path) -> None:
    shutil.rmtree(root / "projects")


CHANGES = (
    edit_in_place,
    touch_a_record,
    add_a_record,
    take_a_record,
    rename_a_record,
    add_an_empty_folder,
    replace_a_file_by_a_link,
    edit_a_page,
    edit_the_settings,
    lose_the_records,
)


def test_every_change_of_the_sources_shows_from_outside(tmp_path: Path) -> None:
    roots = {do: tmp_path / do.__name__ for do in CHANGES}
    for root in roots.values():
        (root / "content").mkdir(parents=True)
        (root / "content" / "about.md").write_text("# 소개\n", encoding="utf-8")
        (root / "mkdocs.yml").write_text("site_name: 본보기\n", encoding="utf-8")
        (root / "projects" / RECORD).mkdir(parents=True)
        (root / "projects" / RECORD / "project.yml").write_text("title: 주차\n", encoding="utf-8")
    time.sleep(MOMENT_SECONDS)
    before = {do: find_sources(root, "").digest for do, root in roots.items()}
    assert all(before.values())
    assert before == {do: find_sources(root, "").digest for do, root in roots.items()}
    for do, root in roots.items():
        do(root)
    # In the very moment nobody can be sure …
    unsure = [do for do in (edit_in_place, touch_a_record, edit_a_page) if find_sources(roots[do], "").digest]
    time.sleep(MOMENT_SECONDS)
    # … and later the change shows.
    after = {do: find_sources(root, "").digest for do, root in roots.items()}
    assert (unsure, [do for do in CHANGES if after[do] in ("", before[do])]) == ([], [])


def lose_a_published_file(base: Path) -> None:
    (base / "site" / "about.html").unlink()


def change_a_published_file(base: Path) -> None:
    (base / "site" / "about.html").write_text("아무나", encoding="utf-8")


def touch_a_published_file(base: Path) -> None:
    (base / "site" / "about.html").touch()


def put_a_stranger_into_the_site(base: Path) -> None:
    (base / "site" / "stranger").mkdir()


def put_a_link_into_the_site(base: Path) -> None:
    (base / "site" / "link").symlink_to(base)


def lose_the_site(base: Path) -> None:
    shutil.rmtree(base / "site")


def publish_other_sources(base: Path) -> None:
    publish(base, AFTER)


def break_off_in_the_exchange(base: Path) -> None:
    site_state = next((base / "state").glob("site-*"))
    shutil.copy(site_state / "live.json", site_state / "next.json")


def garble_the_stamp(base: Path) -> None:
    next((base / "state").glob("site-*/stamp")).write_bytes(b"\xff")


@pytest.mark.parametrize(
    "do",
    [
        lose_a_published_file,
        change_a_published_file,
        touch_a_published_file,
        put_a_stranger_into_the_site,
        put_a_link_into_the_site,
        lose_the_site,
        publish_other_sources,
        break_off_in_the_exchange,
        garble_the_stamp,
    ],
)
def test_a_stamped_site_stands_for_its_sources_until_it_is_touched(tmp_path: Path, do: Callable[[Path], None]) -> None:
    site = SwappedSite(tmp_path / "site", tmp_path / "state")
    assert not site.stands_for("sources")
    publish(tmp_path, BEFORE)
    assert not site.stands_for("sources")
    site.stamp("sources")
    (tmp_path / "site" / ".DS_Store").touch()  # a file browser looked at it
    assert site.stands_for("sources")
    assert not site.stands_for("other")
    do(tmp_path)
    assert not site.stands_for("sources")


def test_what_was_changed_before_the_stamp_is_not_stamped(tmp_path: Path) -> None:
    site = SwappedSite(tmp_path / "site", tmp_path / "state")
    publish(tmp_path, BEFORE)
    change_a_published_file(tmp_path)
    site.stamp("sources")
    assert not site.stands_for("sources")


def test_a_stamp_holds_when_a_later_build_breaks_off(tmp_path: Path) -> None:
    site = SwappedSite(tmp_path / "site", tmp_path / "state")
    publish(tmp_path, BEFORE)
    site.stamp("before")
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, AFTER, make=stop_making(KeyboardInterrupt()))
    assert site.stands_for("before")
    publish(tmp_path, AFTER)
    assert not site.stands_for("before")


def test_files_of_the_future_and_links_to_folders_are_no_ground_to_stand_on(tmp_path: Path) -> None:
    """A clock that was put back makes a change look older than it is: files are then newer than now."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("글", encoding="utf-8")
    os.utime(folder / "file", ns=(0, time.time_ns() + 10**13))
    time.sleep(MOMENT_SECONDS)
    with pytest.raises(UnsureError):
        digest_signatures([folder])
    os.utime(folder / "file", ns=(0, 10**18))
    time.sleep(MOMENT_SECONDS)
    assert digest_signatures([folder]) == digest_signatures([folder]) != digest_signatures([tmp_path / "nowhere"])
    (folder / "loop").symlink_to(folder)
    with pytest.raises(UnsureError):
        digest_signatures([folder])


def build(root: Path, *, strict: bool = False) -> int:
    return execute(root, strict=strict, skip_invalid=False, documents=False, workers=1)


def stands(root: Path) -> bool:
    """Whether the next build would do nothing, without looking into a file."""
    sources = find_sources(root, f"{find_as_of(root)} False False").digest
    return bool(sources) and SwappedSite(root / "site", state_folder(root)).stands_for(sources)


def test_a_current_repository_is_left_alone_until_day_code_libraries_or_a_record_change(
    tmp_path: Path, shell_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    root = make_site_repository(tmp_path / "root", shell_folder)
    assert build(root) == 0
    assert not stands(root), "its files are too new"
    shutil.copytree(root / "projects" / "sinan-1004-care", root / "projects" / "sinan-again")
    time.sleep(MOMENT_SECONDS)
    assert build(root) == 0
    assert stands(root)
    capsys.readouterr()
    assert build(root) == 0
    assert capsys.readouterr().out == f"바뀐 것이 없습니다. {root / 'site' / 'index.html'}\n"
    # A warning is told by every strict build.
    assert build(root, strict=True) == 1
    assert "repeated-project" in capsys.readouterr().err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 86400))
    assert not stands(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert stands(root)
    for name in ("package_folder", "templates_folder"):
        folder = tmp_path / name
        shutil.copytree(getattr(state, name)(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        with monkeypatch.context() as patch:
            patch.setattr(state, name, lambda folder=folder: folder)
            assert not stands(root)
    (tmp_path / "libraries" / "markdown-99.dist-info").mkdir(parents=True)
    with monkeypatch.context() as patch:
        patch.setattr("sysconfig.get_path", lambda name: str(tmp_path / "libraries"))
        assert not stands(root)
    edit_in_place(root)
    time.sleep(MOMENT_SECONDS)
    assert build(root) == 0
    assert stands(root)
    cold = copy_sources(root, tmp_path / "cold")
    assert build(cold) == 0
    assert read_tree(root / "site") == read_tree(cold / "site")
