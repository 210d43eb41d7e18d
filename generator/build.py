"""The conductor: a library and a shell become artifacts, and a destination publishes them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from generator.as_of import find_as_of
from generator.diagnostics import GeneratorError
from generator.documents import plan_documents
from generator.exports import form
from generator.list_plans import PlanOne, plan_lists
from generator.pages.comparing import COMPARE_FOLDER
from generator.pages.frame import SITE_SHEET, Frame, Shell
from generator.pages.listing import Inputs
from generator.pages.lists import ListPage, list_pages, slot_inputs
from generator.pages.map_counts import map_rows
from generator.pages.names import suggested_names
from generator.pages.record_pages import RecordPage, page_inputs, page_paths
from generator.pages.shelf import Shelf
from generator.project_plans import plan_projects
from generator.publish.artifact import Artifact, Ref, Value, copy_artifact
from generator.publish.fill import Report
from generator.publish.make import Progress, make_artifacts
from generator.publish.plain_folder import PlainFolder
from generator.publish.plan import Kept
from generator.publish.store import Store
from generator.publish.swap import SwappedSite
from generator.recipes import Resolver
from generator.records.library import Library, load_library
from generator.records.schema import KINDS, schema_file
from generator.search_files import FOLDER, SearchIndex, plan_search, plan_search_record, prune_store, update_index
from generator.state import (
    find_documents_generation,
    find_generation,
    find_records_generation,
    state_folder,
    store_file,
)
from generator.subjects import kept_files, municipalities_ref, subject_inputs, subject_key

RECIPES = "generator.recipes:RECIPES"
NAMES_FILE = f"{FOLDER}/names.js"


@dataclass(frozen=True)
class Site:
    """Everything a site is made from."""

    library: Library
    shell: Shell
    as_of: date
    generation: str  # digest of the code and templates
    store_path: Path
    documents: bool = False  # whether guidebooks have documents and kits beside them

    @cached_property
    def shelf(self) -> Shelf:
        """The library as the lists show it."""
        return Shelf(self.library, self.as_of)

    @cached_property
    def municipalities(self) -> Ref:
        """The table of municipalities."""
        return municipalities_ref(self.library)

    @cached_property
    def frames(self) -> dict[str, Ref]:
        """The frames of record pages by kind."""
        return {kind: Ref("frame", _digest_frame(frame), kind) for kind, frame in self.shell.frames.items()}

    @cached_property
    def pages(self) -> dict[str, Ref]:
        """The content pages by path."""
        return {path: Ref("page", _digest_frame(page), path) for path, page in self.shell.pages.items()}


def build_site(
    site: Site, destination: SwappedSite | PlainFolder, *, workers: int = 1, progress: Progress | None = None
) -> Report:
    """Bring the destination to what the records say; only what has changed is made."""
    with closing(Resolver(site.library.root, site.store_path, site.shell)) as resolver, Store(site.store_path) as store:
        index = update_index(site.library, store)

        def make(wanted: Sequence[Artifact]) -> Iterator[tuple[Artifact, bytes]]:
            return make_artifacts(wanted, RECIPES, resolver, workers=workers, progress=progress)

        report = destination.publish(plan_site(site, index, store), make, generation=site.generation)
        if report.made or report.removed:
            prune_store(site.library, index, store)
        return report


def build_into(root: Path, shell: Shell, site_dir: Path) -> None:
    """Build into MkDocs' own folder, for plain ``mkdocs build`` and ``mkdocs serve``; broken records are an error."""
    with Store(store_file(root)) as store:
        library = load_library(root, store, find_records_generation())
        wrong = dict.fromkeys(finding.file for finding in library.serious if finding.severity == "error")
        if wrong:
            raise GeneratorError(f"오류가 있는 기록: {', '.join(wrong)}. 'bonbogi check'로 고칠 곳을 보세요.")
        site = Site(library, shell, find_as_of(root), find_generation(), store_file(root))
        build_site(site, PlainFolder(site_dir, state_folder(root)))


def plan_site(site: Site, index: SearchIndex, store: Store) -> list[Artifact | Kept]:
    """Return all that the site consists of."""
    lists, projects = _plan_lists(site, index, store), _plan_projects(site, index, store)
    schemas = [Artifact(f"schema/{schema_file(kind)}", "schema", {"kind": kind}) for kind in KINDS]
    artifacts: list[Artifact | Kept] = [lists, projects, *_plan_assets(site.shell), *_plan_kept_files(site.library)]
    artifacts += [plan_search(index), *schemas, *_plan_form(site)]
    artifacts.append(Artifact("fit/places.js", "fit_places", {"municipalities": site.municipalities}))
    if site.shell.site_url:
        pages = [*lists.digests, *projects.digests]
        paths = [path for path in pages if path.endswith(".html") and path != "404.html"]
        artifacts.append(Artifact("sitemap.xml", "sitemap", {"paths": paths, "site_url": site.shell.site_url}))
    return artifacts


def _plan_lists(site: Site, index: SearchIndex, store: Store) -> Kept:
    """Return what lists, counts and names of many projects."""
    shelf, library = site.shelf, site.library
    # All that can make a difference to any of them, beside what a row tells of one project.
    common = (
        *(site.as_of.isoformat(), library.programme.digest),
        *(f"{path} {ref.digest}" for path, ref in (*site.frames.items(), *site.pages.items())),
        *(f"{id_} {traits}" for id_, traits in index.traits.items()),
    )

    def plans() -> dict[str, PlanOne]:
        return {
            **_content_pages(site),
            **_record_pages(site),
            "map/records.js": lambda: Artifact("map/records.js", "map_records", {"rows": map_rows(shelf)}),
            NAMES_FILE: lambda: Artifact(NAMES_FILE, "search_names", {"rows": suggested_names(shelf)}),
        }

    return plan_lists(plans, shelf.rows, index.cards, _digest_texts(common), site.generation, store)


def _content_pages(site: Site) -> dict[str, PlanOne]:
    shelf = site.shelf

    def plan(path: str, frame: str, take: Callable[[], Mapping[str, Inputs]]) -> Artifact:
        own = take()
        slots = {name: own.get(name) or slot_inputs(shelf, name) for name in site.shell.pages[frame].slots}
        return Artifact(path, "content_page", {"page": site.pages[frame], "slots": slots})

    pages = {path: ListPage(path, path, dict) for path in site.pages} | {one.path: one for one in list_pages(shelf)}
    return {path: partial(plan, *page) for path, page in pages.items()}


def _record_pages(site: Site) -> dict[str, PlanOne]:
    def plan(page: RecordPage) -> Artifact:
        shown = page_inputs(site.shelf, page)
        return Artifact(page.path, "record_page", {"frame": site.frames[page.kind], "kind": page.kind, "shown": shown})

    return {page.path: partial(plan, page) for page in page_paths(site.shelf) if page.kind != "guidebook"}


def _plan_form(site: Site) -> Iterator[Artifact]:
    """Yield what the form on the site is made of."""
    addresses = {"newFile": site.shell.new_file_url, "mail": site.shell.mail_address}
    yield Artifact(f"{form.FOLDER}/model.js", "form_model", {"addresses": addresses})
    programme = {"programme": form.form_programme(site.library.programme)}
    yield Artifact(f"{form.FOLDER}/programme.js", "form_programme", programme)
    places = {"municipalities": site.municipalities}
    yield Artifact(f"{form.FOLDER}/municipalities.js", "form_municipalities", places)
    whole = Ref("programme", site.library.programme.digest, "")
    yield Artifact(f"{form.FOLDER}/case.xlsx", "sheet_form", {"programme": whole})


def _plan_assets(shell: Shell) -> Iterator[Artifact]:
    for path, source in shell.assets.items():
        if path not in shell.sheets:
            yield copy_artifact(path, _file_ref("file", source))
    yield Artifact(
        SITE_SHEET, "site_sheet", {"sheets": [_file_ref("bytes", shell.assets[path]) for path in shell.sheets]}
    )


def _file_ref(kind: str, file: Path) -> Ref:
    return Ref(kind, hashlib.sha256(file.read_bytes()).hexdigest(), str(file))


def _plan_kept_files(library: Library) -> Iterator[Artifact]:
    for id_ in library.cards:
        for name, ref in kept_files(library, id_):
            path = f"guidebooks/{id_}/{name.removeprefix('files/')}"
            if ref.kind == "picture":
                yield Artifact(path, "kept_picture", {"picture": ref})
            else:
                yield copy_artifact(path, Ref("file", ref.digest, ref.place))


def _plan_projects(site: Site, index: SearchIndex, store: Store) -> Kept:
    """Return what every project has by itself; of those that nothing has changed of, only the digests are looked up."""
    library, shell = site.library, site.shell
    documents = find_documents_generation() if site.documents else ""
    # All that is the same for all projects and could change what is planned for one.
    common = (
        *(documents, site.as_of.isoformat(), library.programme.digest, site.municipalities.digest),
        *(site.frames["guidebook"].digest, shell.site_url, shell.projects_edit_url),
    )
    keys = {
        id_: f"{index.numbers[id_]} {index.texts[id_]} {subject_key(library, card)}"
        for id_, card in library.cards.items()
    }

    def plan(id_: str) -> Iterator[Artifact]:
        subject = subject_inputs(site.shelf, library.cards[id_], site.municipalities)
        yield from _plan_guidebook(site, subject)
        yield plan_search_record(index, id_, site.shelf.rows[id_])
        if documents:
            yield from plan_documents(library, subject, shell.site_url, documents)

    return plan_projects(keys, plan, _digest_texts(common), site.generation, store)


def _plan_guidebook(site: Site, subject: Mapping[str, Any]) -> Iterator[Artifact]:
    """Yield the page of a guidebook and, right behind it so that the record is not read again, what is made of it."""
    id_ = subject["id"]
    page: dict[str, Value] = {
        "frame": site.frames["guidebook"],
        "edit_url": _edit_url(site.shell, id_),
        "documents": site.documents,
    }
    yield Artifact(f"guidebooks/{id_}.html", "guidebook", {**subject, **page})
    # Nothing of the story goes into these.
    facts = {**subject, "story": None}
    yield Artifact(f"{COMPARE_FOLDER}/{id_}.js", "comparison", facts)
    place = site.shelf.rows[id_].place
    yield Artifact(f"fit/guidebooks/{id_}.js", "fit", {"id": id_, "facts": subject["facts"], "place": place})
    if site.documents:
        yield Artifact(f"fit/plans/{id_}.js", "fit_plan", facts | {"site_url": site.shell.site_url})


def _edit_url(shell: Shell, id_: str) -> str:
    base = shell.projects_edit_url
    return f"{base.rstrip('/')}/{id_}/project.yml" if base else ""


def _digest_frame(frame: Frame) -> str:
    return _digest_texts((*frame.slots, "", *frame.parts))


def _digest_texts(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
