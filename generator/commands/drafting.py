"""New folders in projects/: written whole or not at all, and never over what is there."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import GeneratorError
from generator.records.blank import SCHEMA_LINE, blank_guidebook
from generator.records.scalars import MAX_ID_LENGTH, is_valid_id
from generator.records.writer import write_record
from generator.resources import GUIDEBOOK_FILE, PROJECT_FILE


def write_folder(
    root: Path,
    id_: str,
    values: Mapping[str, Any],
    *,
    comments: Mapping[tuple[str | int, ...], str] | None = None,
    story: str = "",
    files: Mapping[str, Path] | None = None,
) -> Path:
    """Write projects/<id>/ and return it; ``files`` are copied to files/ by the names they are given.

    ``comments`` are set above what their path names, as ``write_record`` does.
    GeneratorError where the id cannot be used, the folder is there already or the disk does not play along.
    """
    folder = root / "projects" / id_
    if reason := refuse_id(root, id_):
        raise GeneratorError(reason)
    text = write_record(values, comments=comments)
    try:
        folder.parent.mkdir(exist_ok=True)
        # A name with a dot in front is no project: what a crash leaves behind is not taken for a record.
        staging = Path(tempfile.mkdtemp(prefix=f".{id_}-", dir=folder.parent))
        try:
            (staging / PROJECT_FILE).write_text(SCHEMA_LINE + text, encoding="utf-8", newline="\n")
            (staging / GUIDEBOOK_FILE).write_text(story or blank_guidebook(), encoding="utf-8", newline="\n")
            for name, source in (files or {}).items():
                (staging / "files").mkdir(exist_ok=True)
                shutil.copyfile(source, staging / "files" / name)
            staging.chmod(0o755)
            staging.rename(folder)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
    except OSError as problem:
        raise GeneratorError(
            f"{folder}에 적을 수 없습니다({problem.strerror}). 적을 권한과 빈자리를 확인해 주세요."
        ) from problem
    return folder


def refuse_id(root: Path, id_: str) -> str:
    """Return in a sentence why a new project cannot have this id; "" where it can."""
    if not is_valid_id(id_):
        return (
            f"'{id_}'은(는) 폴더 이름으로 쓸 수 없습니다. 영문 소문자와 숫자를 줄표(-)로 이어 {MAX_ID_LENGTH}자까지 "
            "적습니다. 예: jejusi-parking-qr"
        )
    projects = root / "projects"
    names = os.listdir(projects) if projects.is_dir() else []  # noqa: PTH208  names are all that is needed
    if id_ in {unicodedata.normalize("NFC", name).lower() for name in names}:
        return f"projects/{id_} 폴더가 이미 있습니다. 다른 이름을 적어 주세요."
    return ""


def suggest_id(root: Path, year: Any, municipality_code: str) -> str:
    """Return an id that nobody has yet: year and municipality, counted up."""
    base = "-".join(piece for piece in (str(year or ""), municipality_code) if piece.isalnum() and piece.isascii())
    base = base.lower() or "new-project"
    number = 1
    while refuse_id(root, id_ := base if number == 1 else f"{base}-{number}"):
        number += 1
    return id_
