"""The part of `bonbogi check` that mends: which files, what changes in them, and writing them at once."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.diagnostics import GeneratorError, decode_text, make_visible
from generator.personal import mask_personal
from generator.records.mending import mend_record, mend_story
from generator.records.model import Project
from generator.records.programme import Call, Programme, Topics, Workshop
from generator.records.programme_files import CALLS_FOLDER, TOPICS_FILE, WORKSHOPS_FOLDER
from generator.resources import GUIDEBOOK_FILE, PROJECT_FILE

_MODELS = (
    (f"projects/*/{PROJECT_FILE}", Project),
    (f"{CALLS_FOLDER}/*.yml", Call),
    (f"{WORKSHOPS_FOLDER}/*.yml", Workshop),
    (TOPICS_FILE, Topics),
)
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


@dataclass(frozen=True)
class Mended:
    """A file that does not say what it says in the one right way."""

    file: str  # relative to the repository
    before: bytes
    after: bytes


def find_mended(root: Path, wanted: Sequence[str], programme: Programme) -> Iterator[Mended]:
    """Yield each file at or below the wanted paths (all where none is wanted) that has something to be mended."""
    files = [(path, model) for pattern, model in _MODELS for path in sorted(root.glob(pattern))]
    stories = [(path, None) for path in sorted(root.glob(f"projects/*/{GUIDEBOOK_FILE}"))]
    for path, model in [*files, *stories]:
        file = path.relative_to(root).as_posix()
        is_wanted = not wanted or any(one in (".", file) or file.startswith(f"{one}/") for one in wanted)
        # What a link points at may lie anywhere.
        if not is_wanted or path.is_symlink() or path.parent.is_symlink():
            continue
        try:
            before = path.read_bytes()
        except OSError:
            continue  # the check itself says so
        mended = mend_record(before, model, programme) if model else mend_story(before)
        if mended is not None and mended.encode() != before:
            yield Mended(file, before, mended.encode())


def show_difference(mended: Mended, *, err: bool) -> None:
    """Print what changes, line by line; numbers that belong to persons stay masked."""
    # decode_text gives CRLF up; a file of which nothing else changes has nothing to show but that.
    before, encoding = decode_text(mended.before)
    after = mended.after.decode()
    names = (f"a/{mended.file}", f"b/{mended.file}")
    lines = list(difflib.unified_diff(before.split("\n"), after.split("\n"), *names, lineterm="", n=1))
    for line in lines:
        click.secho(
            make_visible(mask_personal(line)),
            fg=None if line[:3] in ("---", "+++") else _COLOURS.get(line[:1]),
            err=err,
        )
    if not lines:
        click.echo(f"--- {mended.file}", err=err)
    if mended.before.startswith(b"\xef\xbb\xbf") or encoding != "utf-8" or b"\r" in mended.before:
        click.echo(f"# {mended.file}: 인코딩과 줄바꿈을 UTF-8과 LF로 바꿉니다.", err=err)


def write_mended(root: Path, mended: Mended) -> None:
    """Put the mended text in the place of the file, whole or not at all."""
    path = root / mended.file
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(mended.after)
            Path(name).chmod(path.stat().st_mode & 0o777)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise GeneratorError(
            f"{path}에 적을 수 없습니다({problem.strerror}). 적을 권한과 빈자리를 확인해 주세요."
        ) from problem
