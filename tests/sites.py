"""Whole small sites for the end-to-end tests: a few of the real projects with the real content/, built for real."""

import re
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.build import Site, build_site
from generator.commands.publishing import current_shell
from generator.commands.workplace import open_store
from generator.publish.fill import Report
from generator.publish.swap import SwappedSite
from generator.records.library import load_library
from generator.state import state_folder, store_file
from tests.repository import ROOT

AS_OF = date(2026, 11, 22)
# Two that were taken over by the two others, years later.
SAMPLE = ("daejeon-parking-qr", "jangseong-iot-eomni", "jejusi-parking-qr", "sinan-1004-care")
ALL = tuple(sorted(folder.name for folder in (ROOT / "projects").iterdir() if (folder / "project.yml").is_file()))

# A red dot of one by one.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090"
    "7753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def make_site_repository(folder: Path, shell_folder: Path, ids: Iterable[str] = SAMPLE) -> Path:
    """A repository of real projects and all of content/, with a shell that is already rendered."""
    ids = tuple(ids)
    copy_content(folder)
    for workshop in (folder / "content" / "workshops").iterdir():
        _name_only(workshop, ids)
    for id_ in ids:
        shutil.copytree(ROOT / "projects" / id_, folder / "projects" / id_)
    shutil.copytree(shell_folder, state_folder(folder) / "shell")
    return folder


def copy_content(folder: Path) -> None:
    """The real content/ and settings, with the theme where it is."""
    shutil.copytree(ROOT / "content", folder / "content")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    theme = (ROOT / "templates" / "theme").as_posix()
    text = text.replace("custom_dir: templates/theme", f"custom_dir: {theme}")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _name_only(workshop: Path, ids: tuple[str, ...]) -> None:
    """Take projects that are not there out of the list of those that were presented."""

    def choose(match: re.Match[str]) -> str:
        there = [id_ for id_ in re.findall(r"[a-z0-9-]+", match[1]) if id_ in ids]
        return f"presented: [{', '.join(there)}]"

    text = workshop.read_text(encoding="utf-8")
    workshop.write_text(re.sub(r"^presented: \[(.*?)\].*$", choose, text, flags=re.MULTILINE), encoding="utf-8")


def add_task(root: Path) -> None:
    """Let a call offer a task that one of the sample answers to: none of the real calls has its tasks recorded yet."""
    call = root / "content" / "calls" / "2019-gonggam.yml"
    text = call.read_text(encoding="utf-8")
    call.write_text(f"{text}tasks: [{{id: care, name: 섬마을 어르신 돌봄, source: s1}}]\n", encoding="utf-8")
    change(root, "sinan-1004-care", "call: 2019-gonggam\n", "call: 2019-gonggam\ntask: care\n")


def build(
    root: Path, day: date = AS_OF, *, workers: int = 1, skip_invalid: bool = False, documents: bool = False
) -> Report:
    """Build root/site as `bonbogi build` does, with documents only where they are asked for, and tell what was made."""
    shell = current_shell(root, strict=True)
    with open_store(root) as store:
        library = load_library(root, store, "test", leave_out_broken=skip_invalid)
        errors = [finding for finding in library.findings if finding.severity == "error"]
        assert skip_invalid or not errors, errors
        site = Site(library, shell, day, "test", store_file(root), documents)
        return build_site(site, SwappedSite(root / "site", state_folder(root)), workers=workers)


def copy_sources(root: Path, folder: Path) -> Path:
    """A repository with the same sources and shell, and nothing else that was made from them."""
    for name in ("content", "projects", ".bonbogi/shell"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "mkdocs.yml", folder)
    return folder


def copy_built(root: Path, folder: Path) -> Path:
    """A repository with everything that was made from its sources too."""
    return Path(shutil.copytree(root, folder, symlinks=True))


def change(root: Path, id_: str, old: str, new: str, file: str = "project.yml") -> None:
    """Put ``new`` in the one place of ``old`` in a file of a project."""
    path = root / "projects" / id_ / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def append(root: Path, id_: str, text: str) -> None:
    """Add lines at the end of a project.yml."""
    with (root / "projects" / id_ / "project.yml").open("a", encoding="utf-8") as stream:
        stream.write(text)
