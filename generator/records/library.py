"""Folders -> the Library: a card a record, what follows from all of them together, and every finding."""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from generator.diagnostics import Finding, finding_row, read_finding, sort_findings
from generator.records.attachments import Inside
from generator.records.card import Card
from generator.records.choices import AdaptationKind
from generator.records.entry import (
    Known,
    Listener,
    decode_known,
    encode_facts,
    encode_known,
    files_to_look_into,
    keep_entry,
    look_into,
    read_entries,
    read_project,
)
from generator.records.facets import FacetColumns, FacetValues
from generator.records.folders import Digests, Folder, scan_projects
from generator.records.known import KnownFolders
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.programme_files import check_programme, load_programme
from generator.records.rules import check_library
from generator.resources import PROJECT_FILE
from generator.shards import Rows
from generator.signature import describe_folders

# Parsed records are handed to the cache in pieces of this many, so that 10,000 are never in memory together.
BATCH = 500
# Records that are read together, stage by stage; divides BATCH.
TOGETHER = 25
# The kind of row in the cache for what was read by a run that has not come to its end yet.
UNFINISHED = "entry"

Ids = tuple[str, ...]
Key = TypeVar("Key")


class Cache(Digests, Rows, Protocol):
    """Keeps what was worked out, by kind and digest; everything in it can be made again."""


@dataclass(frozen=True)
class Library:
    """All records that can be read, and everything derived from them together."""

    root: Path
    programme: Programme
    cards: Mapping[str, Card]  # by id, in the order of ids
    folders: Mapping[str, Folder]
    serious: list[Finding] = field(repr=False)  # errors and warnings, sorted
    facts_keys: Mapping[str, str] = field(repr=False)  # id -> key of its facts in the cache
    _notes: Iterable[bytes] = field(repr=False)  # the rest of the findings, as JSON
    _cache: Cache = field(repr=False)

    def facts(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return the records' facts as JSON by id, as the cache keeps them."""
        keys = {self.facts_keys[id_]: id_ for id_ in ids}
        kept = self._cache.get_many("facts", keys)
        # A cache may lose what it keeps; the record itself says the same.
        return {
            id_: kept[key] if key in kept else encode_facts(read_project(self.folders[id_]))
            for key, id_ in keys.items()
        }

    def project(self, id_: str) -> Project:
        """Return the whole record."""
        return Project.model_validate_json(self.facts([id_])[id_])

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that was found, the notes too, sorted."""
        notes = [read_finding(row) for rows in self._notes for row in json.loads(rows)]
        return sort_findings([*self.serious, *notes])

    @cached_property
    def facets(self) -> FacetValues:
        """What every record can be chosen by: facet -> id -> values."""
        return FacetColumns(self)

    @cached_property
    def broken(self) -> frozenset[str]:
        """The ids of folders that have an error."""
        prefix = "projects/"
        files = (finding.file for finding in self.serious if finding.severity == "error")
        return frozenset(file.removeprefix(prefix).split("/")[0] for file in files if file.startswith(prefix))

    @cached_property
    def adopted_by(self) -> Mapping[str, Ids]:
        """Who was adapted from a project: id -> ids, by year, then id."""
        return self._group(lambda card: [origin.project for origin in card.origins if origin.project])

    @cached_property
    def adopters(self) -> Mapping[str, int]:
        """How many projects of other municipalities took a project over, for those that some did."""
        counts = {}
        for id_, followers in self.adopted_by.items():
            ties = (self.cards[follower].origins for follower in followers)
            counts[id_] = sum(
                any(origin[:2] == (id_, AdaptationKind.ADOPTION) for origin in origins) for origins in ties
            )
        return {id_: count for id_, count in counts.items() if count}

    @cached_property
    def children(self) -> Mapping[str, Ids]:
        """The projects that are part of a project."""
        return self._group(lambda card: [card.part_of] if card.part_of else [])

    @cached_property
    def by_call(self) -> Mapping[str, Ids]:
        """The projects of a call."""
        return self._group(lambda card: [card.call] if card.call else [])

    @cached_property
    def by_field(self) -> Mapping[tuple[str, str], Ids]:
        """The projects of a call's field: (call, field) -> ids."""
        return self._group(lambda card: [(card.call, card.field)] if card.call and card.field else [])

    @cached_property
    def by_task(self) -> Mapping[tuple[str, str], Ids]:
        """The projects of a call's task: (call, task) -> ids."""
        return self._group(lambda card: [(card.call, card.task)] if card.call and card.task else [])

    @cached_property
    def by_topic(self) -> Mapping[str, Ids]:
        """The projects of a topic."""
        return self._group(lambda card: card.topics)

    @cached_property
    def by_municipality(self) -> Mapping[str, Ids]:
        """The projects that answer to a municipality of today: code -> ids."""
        return self._group(lambda card: self.codes_today(card.municipalities))

    @cached_property
    def by_site_municipality(self) -> Mapping[str, Ids]:
        """The projects that were tried in a municipality of today which does not answer for them."""

        def tried(card: Card) -> list[str]:
            if not card.site_municipalities:
                return []
            led = self.codes_today(card.municipalities)
            return [code for code in self.codes_today(card.site_municipalities) if code not in led]

        return self._group(tried)

    @cached_property
    def by_workshop(self) -> Mapping[str, Ids]:
        """The projects that took part in a workshop, by its record or by theirs."""
        grouped: dict[str, list[str]] = {}
        for id_, workshop in self.programme.workshops.items():
            named = {card.id for card in self.cards.values() if id_ in card.workshops}
            grouped[id_] = sorted(named | {project for project in workshop.presented if project in self.cards})
        return {id_: tuple(self._in_order(ids)) for id_, ids in grouped.items() if ids}

    def codes_today(self, codes: Iterable[str]) -> Ids:
        """Return today's codes of municipalities as they were."""
        return self._codes_today(tuple(codes))

    def place_names(self, codes: Ids) -> tuple[str, str]:
        """Return the names of municipalities as they were, and those of today's, joined by commas."""
        return self._place_names(codes)

    @cached_property
    def _place_names(self) -> Callable[[Ids], tuple[str, str]]:
        known = self.programme.municipalities.by_code

        def join(codes: Iterable[str]) -> str:
            return ", ".join(known[code].full_name for code in codes)

        return cache(lambda codes: (join(codes), join(self.codes_today(codes))))

    @cached_property
    def _codes_today(self) -> Callable[[Ids], Ids]:
        """The same, each row of codes looked up once: many projects have the same few."""
        today = self.programme.municipalities.today
        return cache(lambda codes: tuple(dict.fromkeys(place.code for code in codes for place in today(code))))

    def _in_order(self, ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=lambda id_: (self.cards[id_].year, id_))

    def _group(self, keys_of: Callable[[Card], Sequence[Key]]) -> dict[Key, Ids]:
        grouped: dict[Key, list[str]] = {}
        for card in self._by_year:
            keys = keys_of(card)
            for key in keys if len(keys) < 2 else dict.fromkeys(keys):
                grouped.setdefault(key, []).append(card.id)
        return {key: tuple(ids) for key, ids in grouped.items()}

    @cached_property
    def _by_year(self) -> list[Card]:
        return sorted(self.cards.values(), key=lambda card: (card.year, card.id))


def load_library(
    root: Path,
    cache: Cache,
    generation: str,
    *,
    leave_out_broken: bool = False,
    seen: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    listen: Listener = lambda *_: None,
) -> Library:
    """Return the library of a repository; what the cache knows is not read again.

    ``generation`` is the digest of the code that reads and checks. ``leave_out_broken`` takes records with errors out;
    their findings stay. ``seen`` is what ``describe_folders`` has just said of projects/, where that is known.
    ``progress`` hears (records read, to read), ``listen`` each record that is read.
    Raises GeneratorError where content/ itself cannot be used.
    """
    projects = root / "projects"
    seen = describe_folders(projects) if seen is None else seen
    programme, programme_findings = load_programme(root, generation)
    former = KnownFolders(projects, cache, _key(generation, programme.digest), seen)
    folders, folder_findings = scan_projects(root, cache, former.unchanged)
    readable = [folder for folder in folders if folder.digest_of(PROJECT_FILE) is not None]
    programme = replace(programme, projects=frozenset(folder.id for folder in readable))
    recalled = former.recall(readable)
    read = _read_entries(
        [folder for folder in readable if folder.id not in recalled], programme, cache, generation, progress, listen
    )
    known = {folder.id: recalled.get(folder.id) or read[folder.id] for folder in readable}
    former.keep(readable, known, {finding.file.split("/")[1] for finding in folder_findings})
    if read:
        cache.prune(UNFINISHED, ())
    cards = {id_: one.card for id_, one in known.items() if one.card is not None}
    facts_keys = {folder.id: _key(generation, cards[folder.id].digest) for folder in readable if folder.id in cards}
    base = [*programme_findings, *folder_findings, *(finding for one in known.values() for finding in one.serious)]

    def make(cards: Mapping[str, Card]) -> Library:
        found = [*base, *check_library(cards, programme), *check_programme(programme)]
        serious = sort_findings(finding for finding in found if finding.severity != "note")
        rest = [finding_row(finding) for finding in found if finding.severity == "note"]
        notes = [*(one.notes for one in known.values()), json.dumps(rest).encode()]
        return Library(root, programme, cards, {f.id: f for f in readable}, serious, facts_keys, notes, cache)

    library = make(cards)
    while leave_out_broken and library.broken & library.cards.keys():
        rest = {id_: card for id_, card in library.cards.items() if id_ not in library.broken}
        base += [finding for finding in library.serious if finding.severity == "error"]
        library = make(rest)
    return library


def _read_entries(
    folders: list[Folder],
    programme: Programme,
    cache: Cache,
    generation: str,
    progress: Callable[[int, int], None],
    listen: Listener,
) -> dict[str, Known]:
    """Return what is in the folders; takes up what a run that did not end has read of them."""
    keys = {folder.id: _key(generation, programme.digest, folder.digest) for folder in folders}
    unfinished = cache.get_many(UNFINISHED, keys.values()) if keys else {}
    known = {id_: decode_known(marshal.loads(unfinished[key])) for id_, key in keys.items() if key in unfinished}
    missing = [folder for folder in folders if folder.id not in known]
    new_rows: dict[str, bytes] = {}
    new_facts: dict[str, bytes] = {}
    for start in range(0, len(missing), TOGETHER):
        batch = missing[start : start + TOGETHER]
        done = start + len(batch)
        entries = read_entries(
            batch, programme, lambda folder: _look_inside(folder, programme, cache, generation), listen
        )
        for folder, entry in zip(batch, entries, strict=True):
            known[folder.id] = one = keep_entry(entry)
            if entry.facts is not None:
                new_facts[_key(generation, folder.digest)] = entry.facts
            new_rows[keys[folder.id]] = marshal.dumps(encode_known(one))
        progress(done, len(missing))
        if done == len(missing):
            # What the entries come to is kept as a whole next.
            cache.put_many("facts", new_facts.items())
        elif done % BATCH == 0:
            # Facts first: an entry that is kept promises that its facts are.
            cache.put_many("facts", new_facts.items())
            cache.put_many(UNFINISHED, new_rows.items())
            new_facts, new_rows = {}, {}
    return known


def _look_inside(folder: Folder, programme: Programme, cache: Cache, generation: str) -> dict[str, Inside]:
    """Return what is in the kept files of a folder; each file is looked into once, whatever else changes beside it."""
    allowed = "\n".join(sorted(programme.allowed))
    keys = {
        name: _key(generation, allowed, PurePosixPath(name).suffix, digest)
        for name, digest in files_to_look_into(folder).items()
    }
    kept = cache.get_many("inside", keys.values()) if keys else {}
    found = {name: Inside.decode(kept[key]) for name, key in keys.items() if key in kept}
    new = {name: look_into(folder, name, programme) for name in keys if name not in found}
    if new:
        cache.put_many("inside", {keys[name]: inside.encode() for name, inside in new.items()}.items())
    return found | new


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
