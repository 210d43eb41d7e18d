"""Folders -> the Library: a card a record, what follows from all of them together, and every finding."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from generator.diagnostics import Finding, sort_findings
from generator.records.attachments import Inside
from generator.records.card import Card
from generator.records.entry import (
    Entry,
    Listener,
    decode_entry,
    encode_entry,
    encode_facts,
    files_to_look_into,
    look_into,
    read_entry,
    read_project,
)
from generator.records.facets import FacetValues, facet_values
from generator.records.folders import PROJECT_FILE, Digests, Folder, scan_projects
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.programme_files import check_programme, load_programme
from generator.records.rules import check_library

# Parsed records are handed to the cache in pieces of this many, so that 10,000 are never in memory together.
BATCH = 500

Ids = tuple[str, ...]
Key = TypeVar("Key")


class Cache(Digests, Protocol):
    """Keeps what was worked out, by kind and digest; everything in it can be made again."""

    def get_many(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the kept rows among ``keys``."""

    def put_many(self, kind: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keep rows."""


@dataclass(frozen=True)
class Library:
    """All records that can be read, and everything derived from them together."""

    root: Path
    programme: Programme
    cards: Mapping[str, Card]  # by id, in the order of ids
    folders: Mapping[str, Folder]
    findings: list[Finding] = field(repr=False)
    facts_keys: Mapping[str, str] = field(repr=False)  # id -> key of its facts in the cache
    entry_keys: Mapping[str, str] = field(repr=False)  # id -> key of its entry in the cache
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
    def facets(self) -> FacetValues:
        """What every record can be chosen by: facet -> id -> values."""
        return facet_values(self)

    @cached_property
    def broken(self) -> frozenset[str]:
        """The ids of folders that have an error."""
        prefix = "projects/"
        files = (finding.file for finding in self.findings if finding.severity == "error")
        return frozenset(file.removeprefix(prefix).split("/")[0] for file in files if file.startswith(prefix))

    @cached_property
    def adopted_by(self) -> Mapping[str, Ids]:
        """Who was adapted from a project: id -> ids, by year, then id."""
        return self._group(lambda card: [origin.project for origin in card.origins if origin.project])

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
        return self._group(
            lambda card: [
                code
                for code in self.codes_today(card.site_municipalities)
                if code not in self.codes_today(card.municipalities)
            ]
        )

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

    @cached_property
    def _codes_today(self) -> Callable[[Ids], Ids]:
        """The same, each row of codes looked up once: many projects have the same few."""
        today = self.programme.municipalities.today
        return cache(lambda codes: tuple(dict.fromkeys(place.code for code in codes for place in today(code))))

    def _in_order(self, ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=lambda id_: (self.cards[id_].year, id_))

    def _group(self, keys_of: Callable[[Card], Iterable[Key]]) -> dict[Key, Ids]:
        grouped: dict[Key, list[str]] = {}
        for card in self.cards.values():
            for key in dict.fromkeys(keys_of(card)):
                grouped.setdefault(key, []).append(card.id)
        return {key: tuple(self._in_order(ids)) for key, ids in grouped.items()}


def load_library(
    root: Path,
    cache: Cache,
    generation: str,
    *,
    leave_out_broken: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    listen: Listener = lambda *_: None,
) -> Library:
    """Return the library of a repository; what the cache knows is not read again.

    ``generation`` is the digest of the code that reads and checks. ``leave_out_broken`` takes records with errors out;
    their findings stay. ``progress`` hears (records read, to read), ``listen`` each record that is read.
    Raises GeneratorError where content/ itself cannot be used.
    """
    programme, programme_findings = load_programme(root, generation)
    folders, folder_findings = scan_projects(root, cache)
    readable = [folder for folder in folders if folder.digest_of(PROJECT_FILE) is not None]
    base = programme_findings + folder_findings
    programme = replace(programme, projects=frozenset(folder.id for folder in readable))
    entries, facts_keys, entry_keys = _read_entries(readable, programme, cache, generation, progress, listen)
    own = [finding for entry in entries.values() for finding in entry.findings]
    cards = {id_: entry.card for id_, entry in entries.items() if entry.card is not None}

    def make(cards: Mapping[str, Card]) -> Library:
        across = check_library(cards, programme) + check_programme(programme)
        findings = sort_findings([*base, *own, *across])
        return Library(root, programme, cards, {f.id: f for f in readable}, findings, facts_keys, entry_keys, cache)

    library = make(cards)
    while leave_out_broken and library.broken & library.cards.keys():
        rest = {id_: card for id_, card in library.cards.items() if id_ not in library.broken}
        own += [finding for finding in library.findings if finding.severity == "error"]
        library = make(rest)
    return library


def _read_entries(
    folders: list[Folder],
    programme: Programme,
    cache: Cache,
    generation: str,
    progress: Callable[[int, int], None],
    listen: Listener,
) -> tuple[dict[str, Entry], dict[str, str], dict[str, str]]:
    """Return each folder's entry, and the keys of the facts and of the entries; reads what the cache does not have."""
    entry_keys = {folder.id: _key(generation, programme.digest, folder.digest) for folder in folders}
    facts_keys = {folder.id: _key(generation, folder.digest) for folder in folders}
    kept = cache.get_many("entry", list(entry_keys.values()))
    entries = {
        folder.id: decode_entry(kept[entry_keys[folder.id]]) for folder in folders if entry_keys[folder.id] in kept
    }
    missing = [folder for folder in folders if folder.id not in entries]
    new_entries: dict[str, bytes] = {}
    new_facts: dict[str, bytes] = {}
    for done, folder in enumerate(missing, 1):
        entry = read_entry(folder, programme, _look_inside(folder, programme, cache, generation), listen)
        entries[folder.id] = Entry(entry.card, entry.findings)
        if entry.facts is not None:
            new_facts[facts_keys[folder.id]] = entry.facts
        new_entries[entry_keys[folder.id]] = encode_entry(entry)
        progress(done, len(missing))
        if done % BATCH == 0 or done == len(missing):
            # Facts first: an entry that is kept promises that its facts are.
            cache.put_many("facts", new_facts.items())
            cache.put_many("entry", new_entries.items())
            new_facts, new_entries = {}, {}
    return {folder.id: entries[folder.id] for folder in folders}, facts_keys, entry_keys


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
