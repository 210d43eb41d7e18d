"""The command line: the group of commands and the boundary where errors become sentences."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from generator.commands.usage import Group, explain_usage
from generator.diagnostics import GeneratorError

# Name -> what it is for. A command's module is imported only when it is used: starting takes half the time.
COMMANDS = {
    "adopt": "안내서를 본보기로 삼아 우리 지자체의 기록을 시작합니다.",
    "build": "사이트를 만들어 site/에 내놓습니다.",
    "check": "기록을 검사해 고칠 곳을 모두 알려 줍니다.",
    "find": "안내서를 찾습니다.",
    "new": "새 사업의 기록을 만듭니다. 물어보거나, 채운 엑셀을 읽습니다.",
    "serve": "사이트를 보여 주고, 고치면 바로 다시 보여 줍니다.",
    "template": "사업 한 건을 적는 엑셀 서식을 만듭니다.",
}


class _Commands(Group):
    """Loads each command when it is asked for."""

    purposes = COMMANDS

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"generator.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bonbogi", message="본보기 %(version)s", help="판 번호를 보이고 끝냅니다.")
def bonbogi() -> None:
    """본보기: 지자체 디지털 사회혁신 안내서를 기록에서 사이트로 만듭니다."""


def run() -> NoReturn:
    """Run the command line in a process of its own, and end that at once.

    Taking a library of a million objects apart, only to go, took a tenth of a build after one change.
    """
    # Looking for plugins of pydantic, of which we have none, opens a file of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code: object = 0
    try:
        main()
    except SystemExit as stop:
        code = stop.code or 0
    for stream in (sys.stdout, sys.stderr):
        # Nobody may be listening any more.
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else 1)


def main() -> None:
    """Run the command line; errors of the world end in one sentence, Ctrl-C in another.

    Exits with 0, with 1 where records have to be mended, with 2 where the command could not do its work.
    """
    for stream in (sys.stdout, sys.stderr):
        # A Korean Windows console writes CP949, which lacks some of what findings show.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Reading and checking records leaves no cycles behind, and a library is a million objects that stay: looking
    # through them took a third of an unchanged check and a fifth of a build after one change.
    gc.set_threshold(2_000_000, 50, 50)
    try:
        bonbogi(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _leave("멈췄습니다. 내놓은 사이트는 그대로입니다.", 130)
    except click.ClickException as problem:
        _leave(explain_usage(problem), problem.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except GeneratorError as problem:
        _leave(str(problem), 2)
    except OSError as problem:
        from generator.publish.tree import explain

        _leave(str(explain(problem, "알 수 없는 파일")), 2)


def _leave(sentence: str, code: int) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)
