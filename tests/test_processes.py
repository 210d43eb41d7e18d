"""`bonbogi` as a process among others: interrupted, without room or rights, on a terminal, and behind MkDocs."""

import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.publishing import read_tree
from tests.repository import EPOCH, ROOT
from tests.sites import ALL, append, build, make_site_repository

BONBOGI = [sys.executable, "-c", "from generator.cli import main; main()"]
ENVIRONMENT = {
    **os.environ,
    "SOURCE_DATE_EPOCH": EPOCH,
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
    "NO_MKDOCS_2_WARNING": "1",
    "TERM": "xterm-256color",
}


@pytest.fixture
def root(tmp_path: Path, shell_folder: Path) -> Path:
    return make_site_repository(tmp_path / "root", shell_folder)


# Documents take ten times as long as all the rest.
BUILD = ("build", "--no-documents")


def run(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([*BONBOGI, *arguments], cwd=root, env=ENVIRONMENT, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


@contextmanager
def disk(folder: Path, size: str) -> Iterator[bool]:
    """A disk of its own at the folder; yields whether the system allowed it."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    is_mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=True)


def can_mount() -> bool:
    with tempfile.TemporaryDirectory() as folder, disk(Path(folder), "100k") as is_mounted:
        return is_mounted


@pytest.mark.parametrize("room", [0, 100_000, 500_000] if can_mount() else [])
def test_a_full_disk_is_one_sentence_and_the_site_stays(tmp_path: Path, shell_folder: Path, room: int) -> None:
    (tmp_path / "disk").mkdir()
    with disk(tmp_path / "disk", "50m"):
        root = make_site_repository(tmp_path / "disk" / "root", shell_folder)
        build(root)
        before = read_tree(root / "site")
        for file in (root / ".bonbogi").glob("store.sqlite*"):
            file.unlink()
        shutil.rmtree(root / ".bonbogi" / "shell")
        (root / "ballast").write_bytes(bytes(shutil.disk_usage(root).free - room))
        code, out, err = run(root, *BUILD)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("디스크에 빈 자리가 없습니다: ")
        assert err.endswith(". 자리를 비운 뒤 다시 하십시오.\n")
        assert read_tree(root / "site") == before
        (root / "ballast").unlink()
        assert run(root, *BUILD)[0] == 0


@contextmanager
def read_only(folder: Path, shell_folder: Path) -> Iterator[Path]:
    """A repository that cannot be written: on a disk that is read only for root, by its rights for others."""
    folder.mkdir()
    with disk(folder, "50m") as is_mounted:
        root = make_site_repository(folder / "root", shell_folder)
        shutil.rmtree(root / ".bonbogi")
        if is_mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        root.chmod(0o555) if not is_mounted else None
        yield root
        root.chmod(0o755) if not is_mounted else None


@pytest.mark.parametrize("command", ["build", "check", "serve"] if os.geteuid() or can_mount() else [])
def test_a_read_only_folder_is_one_sentence(tmp_path: Path, shell_folder: Path, command: str) -> None:
    with read_only(tmp_path / "disk", shell_folder) as root:
        code, out, err = run(root, command)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"읽거나 쓸 수 없습니다: {root}")


def test_ctrl_c_leaves_the_site_as_it_was(root: Path) -> None:
    build(root)
    before = read_tree(root / "site")
    for number in range(2):
        for id_ in ALL:
            shutil.copytree(ROOT / "projects" / id_, root / "projects" / f"{id_}-{number}")
    with subprocess.Popen(
        [*BONBOGI, "build", "--skip-invalid"],
        cwd=root,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        while process.poll() is None and not list((root / ".bonbogi").glob("site-*/standby/guidebooks/*-1.html")):
            time.sleep(0.02)
        # As a terminal does it: to the whole group, workers too.
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert err.rstrip("\n").splitlines()[-1] == "멈췄습니다. 내놓은 사이트는 그대로입니다."
    assert "Traceback" not in err
    assert read_tree(root / "site") == before
    assert run(root, *BUILD, "--skip-invalid")[0] == 0
    assert len(list((root / "site" / "guidebooks").glob("*.html"))) > len(ALL) * 3 // 2


def run_on_terminal(root: Path, *arguments: str) -> tuple[int, str]:
    """The exit code, and what a person's terminal received."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*BONBOGI, *arguments], cwd=root, env=ENVIRONMENT, stdout=theirs, stderr=theirs)
    os.close(theirs)
    received = b""
    try:
        while piece := os.read(ours, 65536):
            received += piece
    except OSError:
        # The way in which Linux says that the other end is closed.
        pass
    os.close(ours)
    return process.wait(), received.decode()


def test_a_terminal_sees_progress_and_a_file_does_not(root: Path) -> None:
    code, seen = run_on_terminal(root, *BUILD)
    assert code == 0
    assert "쪽과 문서를 만드는 중" in seen
    assert "개를 만들고" in seen
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".bonbogi")
    code, _, err = run(root, *BUILD)
    assert (code, err) == (0, "")


def test_a_reader_that_leaves_early_is_no_error_to_tell(root: Path) -> None:
    with subprocess.Popen(
        [*BONBOGI, "check"], cwd=root, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_plain_mkdocs_tells_a_broken_record_in_a_sentence(root: Path) -> None:
    append(root, "sinan-1004-care", "colour: red\nyear: 2020\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "오류가 있는 기록: projects/sinan-1004-care/project.yml. 'bonbogi check'로 고칠 곳을 보세요." in done.stderr
    assert "Traceback" not in done.stderr
