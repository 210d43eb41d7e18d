"""What every command stands on: the repository's folder, the cache, the library, and a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.diagnostics import GeneratorError
from generator.publish.store import Store
from generator.state import store_file

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    help="저장소의 맨 위 폴더. 적지 않으면 지금 폴더에서 위로 찾습니다.",
)


def find_root(given: Path | None) -> Path:
    """Return the repository: the given folder, else the nearest one upwards that has content/ and mkdocs.yml."""
    start = (given or Path.cwd()).resolve()
    for folder in [start] if given else [start, *start.parents]:
        if (folder / "content").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    raise GeneratorError(
        f"{start}에서 본보기 저장소를 찾지 못했습니다. content 폴더와 mkdocs.yml이 있는 폴더에서 실행하거나 "
        "--root로 그 폴더를 알려 주세요."
    )


@contextmanager
def open_store(root: Path) -> Iterator[Store]:
    """Open the repository's cache."""
    with Store(store_file(root)) as store:
        yield store


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that takes (done, total); it draws a bar on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    # Takes 0.1 s, a tenth of a whole check.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(label, total=None)

        def advance(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield advance
