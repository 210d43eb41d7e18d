"""The site of all the real projects: pages sound, links and sources reachable, everything as MkDocs would make it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import Site, plan_site
from generator.commands.publishing import current_shell
from generator.commands.workplace import open_store
from generator.pages.frame import FOLDER_BY_KIND, RECORD_SLOTS, Frame, Shell
from generator.publish.artifact import Artifact
from generator.publish.make import make_artifacts
from generator.publish.plan import make_plan
from generator.recipes import Resolver
from generator.records.library import load_library
from generator.search_files import update_index
from generator.state import store_file
from tests.html_pages import HtmlPage, find_dead_links, find_foreign_loads, read_pages
from tests.rendering import render_with_mkdocs
from tests.repository import ROOT
from tests.sites import ALL, AS_OF

BETWEEN = "\N{INFORMATION SEPARATOR ONE}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, every_kind: Path) -> Path:
    """A repository of all the real projects, its site built; a copy, in which more is made."""
    return Path(shutil.copytree(every_kind.parent, tmp_path_factory.mktemp("all") / "root"))


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, HtmlPage]:
    return read_pages(root / "site")


def test_every_link_leads_to_a_file_and_a_place_in_it(root: Path) -> None:
    assert find_dead_links(root / "site") == []


def test_nothing_is_loaded_from_elsewhere(root: Path) -> None:
    assert list(find_foreign_loads(root / "site")) == []


def test_every_page_is_korean_and_has_one_first_heading(pages: dict[str, HtmlPage]) -> None:
    assert [path for path, page in pages.items() if (page.language, page.headings.count(1)) != ("ko", 1)] == []


def test_no_heading_is_of_a_rank_too_deep(pages: dict[str, HtmlPage]) -> None:
    steps = {path: zip(page.headings, page.headings[1:], strict=False) for path, page in pages.items()}
    assert [path for path, pairs in steps.items() if any(after > before + 1 for before, after in pairs)] == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, HtmlPage]) -> None:
    assert [path for path, page in pages.items() if len(set(page.ids)) != len(page.ids)] == []


def test_every_image_has_its_size_and_a_text(pages: dict[str, HtmlPage]) -> None:
    images = [image for page in pages.values() for image in page.images]
    assert [image for image in images if not {"alt", "width", "height"} <= image.keys()] == []


def named_sources(value: Any, *, is_cited: bool = False) -> Iterator[str]:
    """Every id that a record names as the source of something."""
    if isinstance(value, str) and is_cited:
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from named_sources(item, is_cited=is_cited)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from named_sources(item, is_cited=is_cited or key in ("source", "cited"))


@pytest.mark.parametrize("id_", ALL)
def test_every_source_of_a_fact_is_a_note_beside_it_and_an_entry_at_the_end(
    pages: dict[str, HtmlPage], id_: str
) -> None:
    record = yaml.safe_load((ROOT / "projects" / id_ / "project.yml").read_text(encoding="utf-8"))
    page = pages[f"guidebooks/{id_}.html"]
    anchors = {f"src-{name}" for name in named_sources(record)}
    assert anchors
    assert anchors <= set(page.ids)
    assert {f"#{anchor}" for anchor in anchors} <= set(page.links)
    urls = {source["url"] for source in record["sources"] if "url" in source}
    assert urls <= set(page.links)


def test_every_poured_page_is_byte_for_byte_what_mkdocs_renders(root: Path, tmp_path: Path) -> None:
    pages = dict(pour_apart(root))
    assert {kind for kind, _ in pages.values()} == FOLDER_BY_KIND.keys()
    render_with_mkdocs(root / "mkdocs.yml", tmp_path, pages)
    for address in pages:
        assert (tmp_path / address).read_bytes() == (root / "site" / address).read_bytes(), address


def pour_apart(root: Path) -> Iterator[tuple[str, tuple[str, dict[str, str]]]]:
    """Every guidebook and two pages of every other kind: address, kind and the values of the slots."""
    shell = current_shell(root, strict=True)
    with open_store(root) as store:
        library = load_library(root, store, "test")
        site = Site(library, with_bare_frames(shell), AS_OF, "test", store_file(root))
        resolver = Resolver(root, site.store_path, site.shell)
        plan = make_plan(plan_site(site, update_index(library, store), store), "test")
        wanted = choose_pages([plan.artifact(path) for path in plan.digests])
        for artifact, data in make_artifacts(wanted, "generator.recipes:RECIPES", resolver):
            values = dict(zip(RECORD_SLOTS, data.decode().split(BETWEEN), strict=True))
            yield artifact.path, (str(artifact.inputs.get("kind", "guidebook")), values)
        resolver.close()


def with_bare_frames(shell: Shell) -> Shell:
    """The shell with frames that are nothing but their slots."""
    parts = ("", *[BETWEEN] * (len(RECORD_SLOTS) - 1), "")
    return replace(shell, frames=dict.fromkeys(shell.frames, Frame(parts, RECORD_SLOTS)))


def choose_pages(artifacts: list[Artifact]) -> list[Artifact]:
    chosen = [artifact for artifact in artifacts if artifact.recipe == "guidebook"]
    for kind in FOLDER_BY_KIND:
        chosen += [artifact for artifact in artifacts if artifact.inputs.get("kind") == kind][:2]
    return chosen
