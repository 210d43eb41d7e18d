"""The command line as a person runs it: arguments in, exit code and what was said out."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from tests.repository import EPOCH

Said = tuple[int, str, str]
Run = Callable[..., Said]


def make_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs `bonbogi` in a folder and says exit code, output and errors; ``lines`` are typed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def run(folder: Path, *arguments: str, lines: tuple[str, ...] = ()) -> Said:
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sys.argv", ["bonbogi", *arguments])
        typed = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return run
