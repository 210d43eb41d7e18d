"""What is kept of the plans of projects and lists is what planning them again would give, whatever has changed."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import list_plans, project_plans
from generator.build import Site, plan_site
from generator.commands.publishing import current_shell
from generator.commands.workplace import open_store
from generator.pages.frame import Frame, Shell
from generator.pages.listing import Inputs
from generator.pages.record_pages import RecordPage, page_inputs
from generator.pages.shelf import Shelf
from generator.publish.artifact import Ref, artifact_digest
from generator.publish.plan import Plan, make_plan
from generator.publish.store import Store
from generator.records.card import Card
from generator.records.library import load_library
from generator.search_files import update_index
from generator.state import store_file
from generator.subjects import subject_inputs
from tests.publishing import read_tree
from tests.sites import AS_OF, PNG, SAMPLE, append, build, make_site_repository

ORIGIN, ADOPTER = "jejusi-parking-qr", "daejeon-parking-qr"
# Before the states that records tell had become older than a year.
EARLIER = date(2023, 1, 1)


@pytest.fixture
def root(tmp_path: Path, shell_folder: Path) -> Path:
    return make_site_repository(tmp_path / "root", shell_folder)


def plan(root: Path, store: Store, **changed: object) -> Plan:
    """The plan of the site; ``changed`` are other values of it."""
    library = load_library(root, store, "test", leave_out_broken=True)
    site = Site(library, current_shell(root, strict=True), AS_OF, "test", store_file(root))
    site = replace(site, **changed)  # type: ignore[arg-type]
    return make_plan(plan_site(site, update_index(library, store), store), "test")


def recall_all(plan: Plan) -> None:
    """Look that every artifact, planned again, has the digest that was kept."""
    for path, digest in plan.digests.items():
        artifact = plan.artifact(path)
        row = artifact.inputs.get("row")
        if artifact.recipe == "stored" and isinstance(row, Ref):
            # What lies in the cache by its digest needs no other.
            assert digest == f"stored {row.digest}"
        else:
            assert artifact_digest(artifact, "test") == digest, path


def replan(root: Path, **changed: object) -> dict[str, str]:
    """The digests with what is kept of former plans, after a look that planning everything anew gives the same."""
    with open_store(root) as store:
        kept = plan(root, store, **changed)
        recall_all(kept)
        store.prune(project_plans.KIND, ())
        store.prune(list_plans.KIND, ())
        fresh = plan(root, store, **changed)
    assert list(kept.digests.items()) == list(fresh.digests.items())
    return kept.digests


def put(file: Path, old: str, new: str) -> None:
    """Put ``new`` in the first place of ``old`` in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def rename_the_origin(root: Path) -> None:
    put(root / "projects" / ORIGIN / "project.yml", "title: ", "title: 새 ")


def tell_another_state_of_the_origin(root: Path) -> None:
    put(root / "projects" / ORIGIN / "project.yml", "state: running", "state: pilot")


def lose_a_follower(root: Path) -> None:
    shutil.rmtree(root / "projects" / "sinan-1004-care")


def break_the_origin(root: Path) -> None:
    append(root, ORIGIN, "unknown: [\n")


def add_another_adopter(root: Path) -> None:
    shutil.copytree(root / "projects" / ADOPTER, root / "projects" / "another")


def keep_a_file(root: Path) -> None:
    (root / "projects" / ADOPTER / "files").mkdir(exist_ok=True)
    (root / "projects" / ADOPTER / "files" / "a.png").write_bytes(PNG)


def tell_a_story(root: Path) -> None:
    (root / "projects" / ADOPTER / "guidebook.md").write_text("## 더\n\n이야기\n", encoding="utf-8")


def rename_a_call(root: Path) -> None:
    for call in (root / "content" / "calls").iterdir():
        put(call, "title: ", "title: 새 ")


def rename_a_municipality(root: Path) -> None:
    put(root / "content" / "municipalities.csv", "대전광역시", "새대전광역시")


CHANGES = (
    rename_the_origin,
    tell_another_state_of_the_origin,
    add_another_adopter,
    keep_a_file,
    tell_a_story,
    rename_a_call,
    lose_a_follower,
    break_the_origin,
    rename_a_municipality,
)


def test_whatever_changes_kept_plans_are_those_of_a_fresh_plan(root: Path) -> None:
    before = replan(root)
    for do in CHANGES:
        do(root)
        after = replan(root)
        assert after != before, do
        before = after


def other_frames(shell: Shell) -> Shell:
    return replace(
        shell, frames={kind: Frame((*frame.parts[:-1], "끝"), frame.slots) for kind, frame in shell.frames.items()}
    )


def test_what_all_projects_share_counts_too(root: Path) -> None:
    with open_store(root) as store:
        before = plan(root, store).digests
    shell = current_shell(root, strict=True)
    sites: tuple[dict[str, object], ...] = (
        {"as_of": EARLIER},
        {"documents": True},
        {"shell": replace(shell, projects_edit_url="https://example.org/edit/")},
        {"shell": other_frames(shell)},
    )
    pages = {path for path in before if path.startswith("guidebooks/") and path.endswith(".html")}
    for changed in sites:
        after = replan(root, **changed)
        assert any(before[path] != after[path] for path in pages), changed
    assert replan(root) == before
    documents = replan(root, documents=True)
    addressed = replan(root, documents=True, shell=replace(shell, site_url="https://example.org/"))
    assert documents[f"guidebooks/{ADOPTER}.pdf"] != addressed[f"guidebooks/{ADOPTER}.pdf"]


def test_an_edit_plans_only_what_it_concerns(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[str] = []

    def note(shelf: Shelf, card: Card, municipalities: Ref) -> dict[str, Any]:
        planned.append(card.id)
        return subject_inputs(shelf, card, municipalities)

    monkeypatch.setattr("generator.build.subject_inputs", note)
    with open_store(root) as store:
        plan(root, store)
        assert sorted(planned) == sorted(SAMPLE)
        planned.clear()
        rename_the_origin(root)
        plan(root, store)
    assert set(planned) == {ORIGIN, ADOPTER}


def test_other_words_plan_only_the_lists_that_tell_them(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[RecordPage] = []

    def note(shelf: Shelf, page: RecordPage) -> Inputs:
        planned.append(page)
        return page_inputs(shelf, page)

    monkeypatch.setattr("generator.build.page_inputs", note)
    with open_store(root) as store:
        plan(root, store)
        everything = len(planned)
        planned.clear()
        rename_the_origin(root)
        after = plan(root, store)
        assert 0 < len(planned) < everything / 4
        for page in planned:
            assert ORIGIN in repr(after.artifact(page.path).inputs), page
        planned.clear()
        put(root / "projects" / ORIGIN / "project.yml", "year: 20", "year: 19")
        plan(root, store)
    assert len(planned) > everything / 2, "years are chosen by"


def test_a_lost_page_is_made_from_a_kept_plan(root: Path) -> None:
    build(root)
    whole = read_tree(root / "site")
    for tree in (root / "site", *(root / ".bonbogi").glob("site-*/standby")):
        for path in (f"guidebooks/{ADOPTER}.html", f"fit/guidebooks/{ADOPTER}.js"):
            (tree / path).unlink(missing_ok=True)
    assert build(root).made == 2
    assert read_tree(root / "site") == whole


def test_the_sitemap_has_the_pages_and_nothing_else(root: Path) -> None:
    shell = replace(current_shell(root, strict=True), site_url="https://example.org/")
    with open_store(root) as store:
        planned = plan(root, store, shell=shell)
    pages = {path for path in planned.digests if path.endswith(".html")}
    paths = planned.artifact("sitemap.xml").inputs["paths"]
    assert isinstance(paths, list)
    assert sorted(map(str, paths)) == sorted(pages - {"404.html"})
