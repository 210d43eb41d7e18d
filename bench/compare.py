"""What 본보기 costs beside plain MkDocs with Material on the same content: python bench/compare.py [COUNT …].

For each count: `bonbogi check` and `bonbogi build` cold, without a change, with one record changed, added and
removed, and `mkdocs build` of the same content as Markdown (nav of index pages only). With --hugo PROGRAM also Hugo on
that Markdown, with layouts of a few lines and no search; it makes every page anew each time. User plus system seconds
and peak memory are those of the whole process tree as wait4 tells them. Machines are noisy: read the ratios within one
run. Nothing outside the given folder is written; the figures go to standard output as a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from compileall import compile_dir
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from make_records import PROVINCES, dump_record, make_project, write_plain_pages, write_records

PROJECT = Path(__file__).resolve().parent.parent
# Until then a file could change again and look the same, so nothing is kept of what it was found to hold.
MOMENT_SECONDS = 2.1

MKDOCS_CONFIG = """\
site_name: 안내서
theme: {{name: material, language: ko, font: false}}
markdown_extensions: [tables, footnotes, admonition]
plugins: [{{search: {{lang: ko}}}}]
nav: [index.md, {nav}]
validation: {{omitted_files: ignore}}
"""


HUGO_CONFIG = """\
baseURL = "/"
title = "안내서"
languageCode = "ko"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
"""
HUGO_PAGE = """\
<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{{{{ .Title }}}}</title></head>
<body><h1>{{{{ .Title }}}}</h1>{middle}</body></html>
"""
HUGO_LAYOUTS = {
    "single": "{{ .Content }}",
    "list": '{{ .Content }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>',
}


@dataclass(frozen=True)
class Cost:
    """What one command took."""

    cpu: float  # user + system seconds of the process tree
    wall: float
    peak: float  # MB, of the largest process


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder and return its cost; stop here when it fails."""
    began = time.perf_counter()
    process = os.fork()
    if process == 0:
        os.chdir(folder)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        os.execv(command[0], list(command))
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def make_repository(count: int, folder: Path) -> None:
    """Make a repository with this project's own content and theme and ``count`` synthetic projects."""
    folder.mkdir(parents=True)
    shutil.copytree(PROJECT / "content", folder / "content")
    for workshop in (folder / "content" / "workshops").glob("*.yml"):
        workshop.unlink()  # they name projects that are not here
    (folder / "templates").symlink_to(PROJECT / "templates")
    shutil.copy(PROJECT / "mkdocs.yml", folder / "mkdocs.yml")
    write_records(count, folder / "projects")


def make_plain_site(count: int, folder: Path) -> None:
    """Make the same content as a plain MkDocs project."""
    write_plain_pages(count, folder / "docs")
    codes = [code for code in PROVINCES if (folder / "docs" / code).is_dir()]
    nav = ", ".join(f"{code}/index.md" for code in codes)
    (folder / "mkdocs.yml").write_text(MKDOCS_CONFIG.format(nav=nav), encoding="utf-8")


def make_hugo_site(count: int, folder: Path) -> None:
    """Make the same content as a Hugo project with the least of layouts."""
    write_plain_pages(count, folder / "content")
    for index in (folder / "content").rglob("index.md"):
        index.rename(index.with_name("_index.md"))
    (folder / "hugo.toml").write_text(HUGO_CONFIG, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, middle in HUGO_LAYOUTS.items():
        (layouts / f"{name}.html").write_text(HUGO_PAGE.format(middle=middle), encoding="utf-8")


def change_one_record(folder: Path, number: int) -> None:
    """Give one record another summary."""
    project, _ = make_project(number)
    project["summary"] = "한 건만 고친 뒤 다시 만드는 데 드는 시간을 재려고 바꾼 한 줄 소개입니다."
    (folder / "projects" / f"p{number:05d}" / "project.yml").write_text(dump_record(project), encoding="utf-8")


def run(count: int, place: Path, *, plain: bool, hugo: str) -> None:
    """Measure one count and print its rows."""
    bonbogi = shutil.which("bonbogi", path=str(Path(sys.executable).parent))
    assert bonbogi, "install the project first: make site"
    ours = place / f"bonbogi-{count}"
    make_repository(count, ours)
    time.sleep(MOMENT_SECONDS)
    rows = {"`bonbogi check`, first": measure([bonbogi, "check"], ours)}
    rows["`bonbogi check`, no change"] = measure([bonbogi, "check"], ours)
    shutil.rmtree(ours / ".bonbogi")
    rows["`bonbogi build`, cold"] = measure([bonbogi, "build", "--no-documents"], ours)
    rows["`bonbogi build`, no change"] = measure([bonbogi, "build", "--no-documents"], ours)
    change_one_record(ours, count // 2)
    rows["`bonbogi build`, one record changed"] = measure([bonbogi, "build", "--no-documents"], ours)
    shutil.copytree(ours / "projects" / "p00000", ours / "projects" / "another")
    rows["`bonbogi build`, one record added"] = measure([bonbogi, "build", "--no-documents"], ours)
    shutil.rmtree(ours / "projects" / "another")
    rows["`bonbogi build`, one record removed"] = measure([bonbogi, "build", "--no-documents"], ours)
    if hugo:
        peer = place / f"hugo-{count}"
        make_hugo_site(count, peer)
        rows["`hugo`, every build"] = measure([hugo, "--quiet"], peer)
        shutil.rmtree(peer)
    base: Cost | None = None
    if plain:
        theirs = place / f"mkdocs-{count}"
        make_plain_site(count, theirs)
        base = measure([str(Path(bonbogi).parent / "mkdocs"), "build", "--quiet"], theirs)
        rows["plain `mkdocs build`"] = base
        shutil.rmtree(theirs)
    for name, cost in rows.items():
        ratio = f"{cost.cpu / base.cpu:.3f}" if base else "-"
        print(f"| {count:,} | {name} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.peak:.0f} | {ratio} |", flush=True)
    shutil.rmtree(ours)


def main() -> None:
    """Measure the counts that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--no-mkdocs", action="store_true", help="leave plain MkDocs out (it takes minutes at 10,000)")
    parser.add_argument("--hugo", default="", metavar="PROGRAM", help="the path of Hugo, to measure it too")
    arguments = parser.parse_args()
    # As MkDocs was when it was installed; otherwise each process compiles them where Python may not write beside them.
    compile_dir(PROJECT / "generator", quiet=1)
    names = ("mkdocs", "mkdocs-material", "pydantic", "PyYAML", "Markdown", "Jinja2")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"{datetime.now(tz=UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.machine()}, {platform.system()},")
    print(f"Python {platform.python_version()}, {versions}\n")
    print("| records | command | CPU s | wall s | peak MB | CPU / plain MkDocs |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |", flush=True)
    with tempfile.TemporaryDirectory() as place:
        for count in arguments.counts:
            run(count, Path(place), plain=not arguments.no_mkdocs, hugo=arguments.hugo)


if __name__ == "__main__":
    main()
