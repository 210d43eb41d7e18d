"""At a large site another process looks at what is there; what it tells is what this one would see."""

import shutil
import sys
import time
from pathlib import Path

import pytest

from generator.commands.build import execute
from generator.commands.lookout import Lookout
from generator.publish import swap
from generator.state import state_folder
from tests.publishing import read_tree
from tests.repository import EPOCH
from tests.sites import copy_sources, make_site_repository

# Longer than a change may go unnoticed by the time of a file.
MOMENT_SECONDS = 2.1
RECORD = "jejusi-parking-qr"


@pytest.fixture
def root(tmp_path: Path, shell_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built repository, large enough to be looked at by another process."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setattr(swap, "_LARGE", 0)
    root = make_site_repository(tmp_path / "root", shell_folder)
    time.sleep(MOMENT_SECONDS)
    assert build(root) == 0
    return root


def build(root: Path) -> int:
    return execute(root, strict=False, skip_invalid=False, documents=False, workers=1)


def look(root: Path) -> Lookout:
    return Lookout(root, root / "site", state_folder(root), "settings")


def change_a_word(root: Path) -> None:
    file = root / "projects" / RECORD / "project.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: 새 ", 1), encoding="utf-8")


def test_another_process_tells_what_this_one_would_see(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with look(root) as elsewhere, monkeypatch.context() as patch:
        assert elsewhere._process is not None
        patch.setattr("generator.commands.lookout.find_sources", None)
        told = elsewhere.is_unchanged, elsewhere.sources, elsewhere._look()
    monkeypatch.setattr(swap, "_LARGE", sys.maxsize)
    with look(root) as here:
        assert here._process is None
        assert told == (here.is_unchanged, here.sources, here.destination.look())
    assert told[1].digest
    assert all(told[2])


@pytest.mark.parametrize("interpreter", [sys.executable, "/nonexistent", "/bin/false"])
def test_a_build_is_the_same_whoever_looked(
    root: Path,
    interpreter: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "executable", interpreter)
    capsys.readouterr()
    assert build(root) == 0
    assert capsys.readouterr().out == f"바뀐 것이 없습니다. {root / 'site' / 'index.html'}\n"
    change_a_word(root)
    (root / "site" / "about.html").write_text("아무나", encoding="utf-8")
    (root / "site" / "stranger.html").write_text("아무나", encoding="utf-8")
    assert build(root) == 0
    cold = copy_sources(root, tmp_path / "cold")
    assert build(cold) == 0
    assert read_tree(root / "site") == read_tree(cold / "site")


def test_a_change_is_expected_where_a_record_is_newer_than_the_site(root: Path) -> None:
    """And only at a large site; elsewhere the look itself is as fast as this guess."""
    with look(root) as lookout:
        assert not lookout.expects_change
    change_a_word(root)
    with look(root) as lookout:
        assert lookout.expects_change
    assert build(root) == 0
    with look(root) as lookout:
        assert lookout.expects_change, "its files are too new to be sure"
    time.sleep(MOMENT_SECONDS)
    assert build(root) == 0
    with look(root) as lookout:
        assert not lookout.expects_change
    shutil.rmtree(root / "projects" / "sinan-1004-care")
    with look(root) as lookout:
        assert lookout.expects_change


def test_the_process_ends_with_the_lookout(root: Path) -> None:
    with look(root) as lookout:
        process = lookout._process
        assert process is not None
    assert process.poll() is not None
