"""The conductor: a library and a shell become artifacts, and a destination publishes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.as_of import find_as_of
from generator.diagnostics import GeneratorError
from generator.pages.frame import FOLDER_BY_KIND, Frame, Shell
from generator.pages.lists import list_pages, slot_inputs
from generator.pages.programme_pages import call_name
from generator.pages.record_pages import page_inputs, page_paths
from generator.pages.shelf import Shelf, fill_shelf
from generator.publish.artifact import Artifact, Ref, copy_artifact
from generator.publish.fill import Report
from generator.publish.make import Progress, make_artifacts
from generator.publish.store import Store
from generator.publish.swap import PlainFolder, SwappedSite
from generator.reading.dates import stale_from
from generator.recipes import Resolver
from generator.records.card import Card
from generator.records.folders import GUIDEBOOK_FILE
from generator.records.library import Library, load_library
from generator.records.pictures import is_picture
from generator.records.programme_files import MUNICIPALITIES_FILE
from generator.records.scalars import PartialDate
from generator.search_files import FOLDER, SearchIndex, plan_search, prune_store, update_index
from generator.state import find_generation, find_records_generation, state_folder, store_file

RECIPES = "generator.recipes:RECIPES"
# Of a large lineage a guidebook shows its own line, and of the others no more than this.
_FAMILY = 60


@dataclass(frozen=True)
class Site:
    """Everything a site is made from."""

    library: Library
    shell: Shell
    as_of: date
    generation: str  # digest of the code and templates
    store_path: Path

    @cached_property
    def shelf(self) -> Shelf:
        """The library as the lists show it."""
        return fill_shelf(self.library, self.as_of)


def build_site(
    site: Site, destination: SwappedSite | PlainFolder, *, workers: int = 1, progress: Progress | None = None
) -> Report:
    """Bring the destination to what the records say; only what has changed is made."""
    with closing(Resolver(site.library.root, site.store_path, site.shell)) as resolver, Store(site.store_path) as store:
        index = update_index(site.library, store)

        def make(wanted: Sequence[Artifact]) -> Iterator[tuple[Artifact, bytes]]:
            return make_artifacts(wanted, RECIPES, resolver, workers=workers, progress=progress)

        report = destination.publish(plan_site(site, index), make, generation=site.generation)
        if report.made or report.removed:
            prune_store(site.library, index, store)
        return report


def build_into(root: Path, shell: Shell, site_dir: Path) -> None:
    """Build into MkDocs' own folder, for plain ``mkdocs build`` and ``mkdocs serve``; broken records are an error."""
    with Store(store_file(root)) as store:
        library = load_library(root, store, find_records_generation())
        wrong = dict.fromkeys(finding.file for finding in library.findings if finding.severity == "error")
        if wrong:
            raise GeneratorError(f"오류가 있는 기록: {', '.join(wrong)}. 'bonbogi check'로 고칠 곳을 보세요.")
        site = Site(library, shell, find_as_of(root), find_generation(), store_file(root))
        build_site(site, PlainFolder(site_dir, state_folder(root)))


def plan_site(site: Site, index: SearchIndex) -> list[Artifact]:
    """Return all that the site consists of."""
    pages = [*_plan_content_pages(site), *_plan_guidebooks(site), *_plan_record_pages(site)]
    search = [*plan_search(index), _plan_names(site)]
    artifacts = [*pages, *_plan_assets(site.shell), *_plan_kept_files(site.library), *search]
    if site.shell.site_url:
        paths = [artifact.path for artifact in pages if artifact.path != "404.html"]
        artifacts.append(Artifact("sitemap.xml", "sitemap", {"paths": paths, "site_url": site.shell.site_url}))
    return artifacts


def _plan_content_pages(site: Site) -> Iterator[Artifact]:
    shelf, pages = site.shelf, site.shell.pages
    digests = {path: _digest_frame(page) for path, page in pages.items()}
    for path, page in pages.items():
        slots = {name: slot_inputs(shelf, name) for name in page.slots}
        yield Artifact(path, "content_page", {"page": Ref("page", digests[path], path), "slots": slots})
    for further in list_pages(shelf):
        page = pages[further.frame]
        slots = {name: further.inputs if name == further.slot else slot_inputs(shelf, name) for name in page.slots}
        ref = Ref("page", digests[further.frame], further.frame)
        yield Artifact(further.path, "content_page", {"page": ref, "slots": slots})


def _plan_record_pages(site: Site) -> Iterator[Artifact]:
    frames = _frame_refs(site.shell)
    for page in page_paths(site.shelf):
        if page.kind != "guidebook":
            inputs: dict[str, Any] = {
                "frame": frames[page.kind],
                "kind": page.kind,
                "shown": page_inputs(site.shelf, page),
            }
            yield Artifact(page.path, "record_page", inputs)


def _plan_names(site: Site) -> Artifact:
    """Return the names to suggest while somebody types, with their pages."""
    shelf, library = site.shelf, site.library
    places = [place for place in shelf.places if place.code in shelf.led or place.code in shelf.tried]
    topics = [(id_, topic) for id_, topic in library.programme.topics.items() if id_ in library.by_topic]
    calls = library.programme.calls.items()
    rows = [
        *(("municipality", place.full_name, f"{FOLDER_BY_KIND['municipality']}/{place.code}.html") for place in places),
        *(("topic", topic.name, f"{FOLDER_BY_KIND['topic']}/{id_}.html") for id_, topic in topics),
        *(("call", call_name(call), f"{FOLDER_BY_KIND['call']}/{id_}.html") for id_, call in calls),
    ]
    return Artifact(f"{FOLDER}/names.js", "search_names", {"rows": rows})


def _plan_assets(shell: Shell) -> Iterator[Artifact]:
    for path, source in shell.assets.items():
        yield copy_artifact(path, Ref("file", hashlib.sha256(source.read_bytes()).hexdigest(), str(source)))


def _plan_kept_files(library: Library) -> Iterator[Artifact]:
    for id_ in library.cards:
        folder = library.folders[id_]
        for name, digest in folder.digests:
            if name.startswith("files/"):
                place = str(folder.path / folder.names[name])
                yield copy_artifact(f"guidebooks/{id_}/{name.removeprefix('files/')}", Ref("file", digest, place))


def _plan_guidebooks(site: Site) -> Iterator[Artifact]:
    frame = _frame_refs(site.shell)["guidebook"]
    table = (site.library.root / MUNICIPALITIES_FILE).read_bytes()
    municipalities = Ref("municipalities", hashlib.sha256(table).hexdigest(), MUNICIPALITIES_FILE)
    for card in site.library.cards.values():
        inputs = _guidebook_inputs(site, card) | {"frame": frame, "municipalities": municipalities}
        yield Artifact(f"guidebooks/{card.id}.html", "guidebook", inputs)


def _guidebook_inputs(site: Site, card: Card) -> dict[str, Any]:
    library = site.library
    call = library.programme.calls.get(card.call or "")
    relatives = _relatives(library, card)
    edit_url = site.shell.projects_edit_url
    return {
        "id": card.id,
        "as_of": _day_that_counts(site.as_of, [card, *(library.cards[id_] for id_ in relatives)]),
        "facts": _facts_ref(library, card.id),
        "story": _story_ref(library, card.id),
        "call": [call.title, call.brand or "", call.programme or ""] if call else None,
        "track": _name_of(call.tracks if call else (), card.track),
        "field": _name_of(call.fields if call else (), card.field),
        "task": _name_of(call.tasks if call else (), card.task),
        "topics": _names_in(library.programme.topics, card.topics),
        "technologies": _names_in(library.programme.technologies, card.technologies),
        "workshops": {
            id_: library.programme.workshops[id_].title for id_ in card.workshops if id_ in library.programme.workshops
        },
        "relatives": [_relative_row(site, id_, tied=tied) for id_, tied in relatives.items()],
        "adopters": {id_: library.adopted_by[id_] for id_ in [card.id, *relatives] if id_ in library.adopted_by},
        "children": library.children.get(card.id, ()),
        "files": _file_rows(library, card.id),
        "edit_url": f"{edit_url.rstrip('/')}/{card.id}/project.yml" if edit_url else "",
    }


def _relatives(library: Library, card: Card) -> dict[str, bool]:
    """Return the ids of the projects that a guidebook shows; True for those whose own status and changes it tells.

    These are its whole lineage: origins and theirs, all that followed it, and as many of the others as a page can hold.
    """
    origins = _origins(library, card)
    tied = dict.fromkeys(origins, True)
    climbed = origins[:1]
    while climbed:
        climbed = [id_ for id_ in _origins(library, library.cards[climbed[0]]) if id_ not in tied and id_ != card.id][
            :1
        ]
        tied |= dict.fromkeys(climbed, True)
    own = _followers(library, [card.id], tied)
    tied |= dict.fromkeys(own, True)
    others = _followers(library, list(tied), {card.id: True} | tied)
    tied |= dict.fromkeys(others[: max(0, _FAMILY - len(tied))], True)
    named = [card.part_of or "", *library.children.get(card.id, ()), *card.shared_with, *card.mentions]
    return tied | {id_: False for id_ in named if id_ in library.cards and id_ not in tied and id_ != card.id}


def _origins(library: Library, card: Card) -> list[str]:
    """Return the projects with a record that a project followed, itself never."""
    ids = dict.fromkeys(origin.project for origin in card.origins if origin.project)
    return [id_ for id_ in ids if id_ in library.cards and id_ != card.id]


def _followers(library: Library, ids: Sequence[str], known: Mapping[str, bool]) -> list[str]:
    """Return what followed these and what followed that, the nearest first, without what is known."""
    found: dict[str, None] = {}
    waiting = list(ids)
    while waiting:
        for id_ in library.adopted_by.get(waiting.pop(0), ()):
            if id_ not in known and id_ not in ids and id_ not in found:
                found[id_] = None
                waiting.append(id_)
    return list(found)


def _relative_row(site: Site, id_: str, *, tied: bool) -> list[Any]:
    row = site.shelf.rows[id_]
    return [id_, row.title, row.year, row.place, _facts_ref(site.library, id_) if tied else None]


def _day_that_counts(as_of: date, cards: Iterable[Card]) -> str:
    """Return the last day up to ``as_of`` on which one of the states became old; "" when none has.

    What a page shows depends on today only through that. So a new day does not make every page anew.
    """
    days = (stale_from(PartialDate(card.state_date)) for card in cards if card.state_date)
    return max((day for day in days if day <= as_of.isoformat()), default="")


def _facts_ref(library: Library, id_: str) -> Ref:
    return Ref("facts", library.facts_keys[id_], library.cards[id_].file)


def _story_ref(library: Library, id_: str) -> Ref | None:
    folder = library.folders[id_]
    digest = folder.digest_of(GUIDEBOOK_FILE)
    if digest is None:
        return None
    return Ref("story", digest, str(folder.path / folder.names[GUIDEBOOK_FILE]))


def _file_rows(library: Library, id_: str) -> list[Any]:
    folder = library.folders[id_]
    rows = []
    for name, digest in folder.digests:
        if name.startswith("files/"):
            path = folder.path / folder.names[name]
            picture = Ref("picture", digest, str(path)) if is_picture(name) else None
            rows.append([name, path.stat().st_size, digest, picture])
    return rows


def _name_of(rows: Iterable[Any], id_: str | None) -> str:
    return next((row.name for row in rows if row.id == id_), "")


def _names_in(topics: Mapping[str, Any], ids: Iterable[str]) -> dict[str, str]:
    return {id_: topics[id_].name for id_ in ids if id_ in topics}


def _frame_refs(shell: Shell) -> dict[str, Ref]:
    return {kind: Ref("frame", _digest_frame(frame), kind) for kind, frame in shell.frames.items()}


def _digest_frame(frame: Frame) -> str:
    text = "\0".join((*frame.slots, "", *frame.parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
