"""Small sites for the tests of publishing: recipes that worker processes can import, ways to be interrupted."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.diagnostics import GeneratorError
from generator.publish.artifact import Artifact, Recipes, Ref, Resolve, Value
from generator.publish.exchange import Swap, rename_twice, swap_folders
from generator.publish.fill import Make, Report
from generator.publish.make import make_artifacts
from generator.publish.swap import SwappedSite

ROOT = Path(__file__).parent.parent
NOBODY = 65534


def render_page(inputs: Mapping[str, Value], resolve: Resolve) -> bytes:
    return f"<p>{inputs['text']}</p>\n".encode()


def show_record(inputs: Mapping[str, Value], resolve: Resolve) -> bytes:
    record = inputs["record"]
    assert isinstance(record, Ref)
    return f"{os.getpid()} {resolve(record)}".encode()


def break_down(inputs: Mapping[str, Value], resolve: Resolve) -> bytes:
    raise KeyError("no such slot")


def complain(inputs: Mapping[str, Value], resolve: Resolve) -> bytes:
    raise GeneratorError("기록을 찾을 수 없습니다. 다시 하십시오.")


def vanish(inputs: Mapping[str, Value], resolve: Resolve) -> bytes:
    os._exit(7)


def repeat(inputs: Mapping[str, Value], resolve: Resolve) -> bytes:
    size = inputs["size"]
    assert isinstance(size, int)
    return bytes(size)


RECIPES: Recipes = {
    "page": render_page,
    "record": show_record,
    "broken": break_down,
    "complaint": complain,
    "vanish": vanish,
    "repeat": repeat,
}
RECIPES_NAME = f"{__name__}:RECIPES"


def find_place(ref: Ref) -> str:
    """The resolver of these tests: a record is its place."""
    return ref.place


def find_place_beside(ballast: bytes, ref: Ref) -> str:
    """The same, of a resolver that is larger than a pipe."""
    return ref.place


def make(artifacts: Sequence[Artifact]) -> Iterator[tuple[Artifact, bytes]]:
    return make_artifacts(artifacts, RECIPES_NAME, find_place)


def pages(texts: Mapping[str, str]) -> list[Artifact]:
    """One page for each path."""
    return [Artifact(path, "page", {"text": text}) for path, text in texts.items()]


def content_of(texts: Mapping[str, str]) -> dict[str, bytes]:
    """What a site of these pages holds."""
    return {path: f"<p>{text}</p>\n".encode() for path, text in texts.items()}


def read_tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, and every folder with nothing in it, by path."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink():
            found[name] = path.read_bytes()
        elif path.is_symlink() or not any(path.iterdir()):
            found[name + "/"] = b""
    return found


def publish(base: Path, texts: Mapping[str, str], *, swap: Swap = swap_folders, make: Make = make) -> Report:
    """Publish these pages to base/site."""
    return SwappedSite(base / "site", base / "state", swap=swap).publish(pages(texts), make, generation="g1")


def make_nothing(artifacts: Sequence[Artifact]) -> Iterator[tuple[Artifact, bytes]]:
    """A way to make that must not be needed."""
    raise AssertionError(f"asked to make {[artifact.path for artifact in artifacts]}")


def stop_making(error: BaseException) -> Make:
    """A way to make that breaks off after the first artifact."""

    def make_one(artifacts: Sequence[Artifact]) -> Iterator[tuple[Artifact, bytes]]:
        yield from make(artifacts[:1])
        raise error

    return make_one


def stop_swap(live: Path, standby: Path, aside: Path) -> None:
    """A way to swap that must not be needed, or a Ctrl-C at that moment."""
    raise KeyboardInterrupt


BEFORE = {"index.html": "처음", "about.html": "그대로", "a/old.html": "없어질 쪽", "a/b/page.html": "하나"}
AFTER = {"index.html": "나중", "about.html": "그대로", "a/new.html": "새 쪽", "a/b/page.html": "둘"}


def _die(*_: object) -> None:
    os._exit(9)


def _die_while_making(artifacts: Sequence[Artifact]) -> Iterator[tuple[Artifact, bytes]]:
    for number, result in enumerate(make(artifacts)):
        if number == 1:
            _die()
        yield result


def _die_after(steps: int) -> Swap:
    """Plain renames that end with the process after so many of the three."""

    def swap(live: Path, standby: Path, aside: Path) -> None:
        for source, target in [(live, aside), (standby, live), (aside, standby)][:steps]:
            source.rename(target)
        _die()

    return swap


def _swap_and_die(live: Path, standby: Path, aside: Path) -> None:
    swap_folders(live, standby, aside)
    _die()


DEATHS: Mapping[str, tuple[Swap, Make]] = {
    "while making": (swap_folders, _die_while_making),
    "before the exchange": (_die, make),
    "after the exchange": (_swap_and_die, make),
    "after the first rename": (_die_after(1), make),
    "after the second rename": (_die_after(2), make),
    "after the third rename": (_die_after(3), make),
}


def publish_and_die(base: str, death: str) -> None:
    """Publish AFTER and end the process at the named point."""
    swap, mortal_make = DEATHS[death]
    publish(Path(base), AFTER, swap=swap, make=mortal_make)


def publish_forever(base: str) -> None:
    """Publish BEFORE and AFTER in turn, with plain renames every third time, and say when it has begun."""
    for number in range(100_000):
        publish(Path(base), (BEFORE, AFTER)[number % 2], swap=rename_twice if number % 3 == 0 else swap_folders)
        if number == 1:
            print("ready", flush=True)


def start_process(function: Callable[..., None], *arguments: object) -> subprocess.Popen[str]:
    """Run a function of a test module in a Python process of its own."""
    code = f"import sys; from {function.__module__} import {function.__name__} as f; f(*sys.argv[1:])"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """A folder that can be read and not written, with the rights of an ordinary user for the time of the block."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        is_root = os.geteuid() == 0
        try:
            if is_root:
                os.seteuid(NOBODY)
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)
