"""Small real sites, built: what there is, what is made again and what is not, and always the same bytes."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from hashlib import sha256
from html import escape
from os import environ
from pathlib import Path

import pytest

from generator.pages.frame import FOLDER_BY_KIND
from generator.records.rules.page import rule_pages
from tests.publishing import read_tree
from tests.repository import EPOCH, ROOT
from tests.sites import ALL, AS_OF, PNG, SAMPLE, append, build, change, copy_built, copy_sources, make_site_repository

# Where a list shows this project's row.
LISTS_OF_JEJUSI = {
    "calls/2021-field-problem.html",
    "find--evidence-measured.html",
    "find--state-running.html",
    "find.html",
    "municipalities/50000.html",
    "municipalities/50110.html",
    "topics/privacy-safety.html",
    "topics/traffic-parking.html",
    "workshops/2022-spread-sharing.html",
}
LISTS_OF_JANGSEONG = {
    "calls/2018-gonggam.html",
    "find--evidence-reported.html",
    "find--state-pilot.html",
    "find.html",
    "municipalities/12000.html",
    "municipalities/12840.html",
    "topics/dementia.html",
    "topics/older-people.html",
    "topics/welfare-care.html",
    "workshops/2018-hanmadang.html",
}
JEJUSI, DAEJEON, JANGSEONG, SINAN = (
    f"guidebooks/{id_}.html"
    for id_ in ("jejusi-parking-qr", "daejeon-parking-qr", "jangseong-iot-eomni", "sinan-1004-care")
)


def pages_of(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths without the files of the search, of which an edit changes whichever its words fall into.

    The data for fitting and for comparing a guidebook changes along with the guidebook; it is looked at by itself.
    """
    return tuple(path for path in paths if not path.startswith(("search/", "fit/", "compare/")))


@pytest.fixture
def root(tmp_path: Path, built_sample: Path) -> Path:
    """A small repository whose site is built."""
    return copy_built(built_sample, tmp_path / "repository")


def test_a_site_has_a_page_of_every_kind_and_every_guidebook(root: Path) -> None:
    site = read_tree(root / "site")
    assert {path.partition("/")[0] for path in site if "/" in path} == {
        *FOLDER_BY_KIND.values(),
        "assets",
        "compare",
        "form",
        "map",
        "fit",
        "schema",
        "search",
    }
    assert {path for path in site if path.startswith("guidebooks/")} == {f"guidebooks/{id_}.html" for id_ in SAMPLE}
    assert {path for path in site if path.startswith("fit/")} == {
        "fit/places.js",
        *(f"fit/guidebooks/{id_}.js" for id_ in SAMPLE),
    }
    assert {path for path in site if path.startswith("rules/")} == {f"rules/{rule.code}.html" for rule in rule_pages()}
    content = {path.with_suffix(".html").name for path in (root / "content").glob("*.md")}
    lists = {path for path in site if path.startswith("find--")}
    assert {path for path in site if "/" not in path} == content | lists
    assert {path for path in lists if path.startswith("find--state")} == {
        "find--state-pilot.html",
        "find--state-planned.html",
        "find--state-running.html",
    }


def test_an_unchanged_site_is_left_alone(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    report = build(root)
    assert (report.made, report.changed, report.removed) == (0, (), ())
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == before


@pytest.mark.parametrize("key", ["title", "summary"])
def test_a_changed_text_changes_the_pages_that_show_it(root: Path, key: str) -> None:
    record = (root / "projects" / "jejusi-parking-qr" / "project.yml").read_text(encoding="utf-8")
    line = next(line for line in record.splitlines() if line.startswith(f"{key}: "))
    first, second = "다른 어디에도 없는 <첫 번째> 글 한 줄", "다른 어디에도 없는 <두 번째> 글 한 줄"
    change(root, "jejusi-parking-qr", line, f"{key}: {first}")
    build(root)
    shown = {path for path, data in read_tree(root / "site").items() if escape(first).encode() in data}
    assert shown >= {JEJUSI, *LISTS_OF_JEJUSI}
    change(root, "jejusi-parking-qr", first, second)
    report = build(root)
    assert set(pages_of(report.changed)) == shown
    assert report.removed == ()


def add_state(root: Path) -> None:
    line = "  - {date: 2022, state: running, source: s2}"
    change(root, "jejusi-parking-qr", line, f"{line}\n  - {{date: 2026-11, state: running, source: s2}}")


def add_origin(root: Path) -> None:
    row = "project: jejusi-parking-qr, kind: adoption, source: s2}"
    change(root, "daejeon-parking-qr", row, f"{row}, {{project: jangseong-iot-eomni, kind: adoption, source: s2}}")


def add_to_story(root: Path) -> None:
    with (root / "projects" / "jejusi-parking-qr" / "guidebook.md").open("a", encoding="utf-8") as stream:
        stream.write("\n한 줄을 더 적었다.\n")


def add_award(root: Path) -> None:
    line = "awards: [{date: 2022-11-11,"
    change(root, "jejusi-parking-qr", line, f"awards: [{{date: 2023, what: 시장 표창, source: s2}}, {line[9:]}")


def add_comment(root: Path) -> None:
    append(root, "jejusi-parking-qr", "# 아무것도 바꾸지 않는 설명\n")


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        # Whoever took it over tells how its origin stands today.
        (add_state, {JEJUSI, DAEJEON, *LISTS_OF_JEJUSI}),
        # One more place took it over: its lists count that, its other adopter has it in its lineage; the home page, the
        # spread page, the map and the adopter's place show it.
        (
            add_origin,
            {
                *(DAEJEON, JANGSEONG, SINAN, "index.html", "spread.html", "municipalities/30000.html"),
                *("map.html", "map/records.js"),
                *LISTS_OF_JANGSEONG,
            },
        ),
        (add_to_story, {JEJUSI}),
        (add_award, {JEJUSI}),
        (add_comment, set()),
    ],
)
def test_an_edit_changes_exactly_the_pages_that_show_it(
    root: Path, edit: Callable[[Path], None], changed: set[str]
) -> None:
    edit(root)
    report = build(root)
    assert set(pages_of(report.changed)) == changed
    assert report.removed == ()
    # What is made and turns out the same: two guidebooks that hang together, and what is handed down.
    assert report.made <= len(report.changed) + 5


def test_a_project_that_goes_takes_its_pages_along(root: Path) -> None:
    (root / "projects" / "daejeon-parking-qr" / "project.yml").unlink()
    (root / "projects" / "daejeon-parking-qr").rmdir()
    report = build(root)
    assert pages_of(report.removed) == ("find--evidence-none.html", "find--state-planned.html", DAEJEON)
    assert JEJUSI in report.changed
    assert SINAN not in report.changed
    assert b"daejeon-parking-qr" not in b"".join(read_tree(root / "site").values())


def test_a_kept_file_is_published_as_it_is_and_shown_with_what_a_reader_needs(root: Path) -> None:
    files = root / "projects" / "jejusi-parking-qr" / "files"
    (files / "그림").mkdir(parents=True)
    (files / "그림" / "점 하나.png").write_bytes(PNG)
    rows = '  - {id: dot, title: 점, kind: other, file: files/그림/점 하나.png, alt: "점 <하나>", source: s1}\n'
    change(root, "jejusi-parking-qr", "deliverables:\n", f"deliverables:\n{rows}")
    report = build(root)
    # The list counts kinds of deliverables.
    assert set(pages_of(report.changed)) == {JEJUSI, "find.html", "guidebooks/jejusi-parking-qr/그림/점 하나.png"}
    assert (root / "site/guidebooks/jejusi-parking-qr/그림/점 하나.png").read_bytes() == PNG
    page = (root / "site" / JEJUSI).read_text(encoding="utf-8")
    address = "jejusi-parking-qr/%EA%B7%B8%EB%A6%BC/%EC%A0%90%20%ED%95%98%EB%82%98.png"
    assert f'<img src="{address}" width="1" height="1" alt="점 &lt;하나&gt;" loading="lazy">' in page
    assert f'href="{address}"' in page
    assert sha256(PNG).hexdigest() in page
    assert f"점 하나.png, {len(PNG)} B" in page

    (files / "그림" / "점 하나.png").write_bytes(PNG + b"more")
    assert set(build(root).changed) == {JEJUSI, "guidebooks/jejusi-parking-qr/그림/점 하나.png"}
    change(root, "jejusi-parking-qr", rows, "")
    (files / "그림" / "점 하나.png").unlink()
    report = build(root)
    assert set(pages_of(report.changed)) == {JEJUSI, "find.html"}
    assert report.removed == ("guidebooks/jejusi-parking-qr/그림/점 하나.png",)
    assert not (root / "site/guidebooks/jejusi-parking-qr").exists()


def test_a_new_day_changes_the_pages_that_say_which_day_it_is(root: Path) -> None:
    before = read_tree(root / "site")
    report = build(root, AS_OF + timedelta(days=1))
    assert set(report.changed) == {path for path, data in before.items() if b'<time datetime="2026-11-22">' in data}
    assert all(b'<time datetime="2026-11-23">' in (root / "site" / path).read_bytes() for path in report.changed)
    assert not [path for path in report.changed if "/" in path]


def test_a_day_on_which_a_state_grows_old_changes_the_pages_that_tell_so(root: Path) -> None:
    build(root, date(2023, 12, 31))
    report = build(root, date(2024, 1, 1))
    lists = {path for path in LISTS_OF_JEJUSI if "/" in path}
    assert {path for path in pages_of(report.changed) if "/" in path} == {JEJUSI, DAEJEON, *lists}


def test_two_cold_builds_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = copy_sources(root, tmp_path / "다른 곳")
    build(other)
    assert read_tree(other / "site") == read_tree(root / "site")


def test_several_processes_give_the_same_bytes(tmp_path: Path, shell_folder: Path) -> None:
    one, two = (make_site_repository(tmp_path / name, shell_folder, ALL) for name in ("one", "two"))
    build(one)
    build(two, workers=2)
    assert read_tree(one / "site") == read_tree(two / "site")


def test_plain_mkdocs_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    output = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "plain"],
        cwd=root,
        env={**environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (output.returncode, output.stdout, output.stderr) == (0, "", "")
    assert read_tree(tmp_path / "plain") == read_tree(root / "site")
