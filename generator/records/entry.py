"""One record as the library keeps it: its findings, its card, and its facts as JSON; and the way there and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from generator.diagnostics import Finding, finding_row, read_finding
from generator.records import completeness, derive, reader
from generator.records.attachments import MAX_BYTES, Inside, kinds_looked_into, look_inside
from generator.records.card import Card, Fund, Origin
from generator.records.folders import Folder
from generator.records.model import Project
from generator.records.passage import place_in_text
from generator.records.programme import Programme
from generator.records.record import Record, read_part
from generator.records.rules import check_record
from generator.records.rules.kept_files import extension
from generator.resources import GUIDEBOOK_FILE, PROJECT_FILE

_MENTION = re.compile(r"\]\(project:([a-z0-9-]+)\)")

_ORIGINS = Card._fields.index("origins")
_FUNDS = Card._fields.index("funds")


# Hears of each record when it is read: who needs more of it than its card then need not read it again.
Listener: TypeAlias = Callable[[Record, Card, Programme], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one project's folder. ``card`` and ``facts`` are None where the record cannot be read."""

    card: Card | None
    findings: tuple[Finding, ...]
    facts: bytes | None = None  # Project as JSON; not kept with the entry, see library.py


class Known(NamedTuple):
    """An entry as it is kept: notes, three a record and hardly ever looked at, stay as JSON until somebody asks."""

    card: Card | None
    serious: tuple[Finding, ...]  # errors and warnings
    notes: bytes

    @property
    def findings(self) -> list[Finding]:
        """Everything that was found, the notes last."""
        return [*self.serious, *(read_finding(row) for row in json.loads(self.notes))]


def read_entries(
    folders: Sequence[Folder],
    programme: Programme,
    look: Callable[[Folder], Mapping[str, Inside]],
    listen: Listener = lambda *_: None,
) -> list[Entry]:
    """Return the entries of folders that have a project.yml: read, checked by their own rules, summed up.

    ``look`` tells what is in the kept files of a folder. ``listen`` hears each record that can be read. Some twenty
    folders at once take a sixth less time than one by one, since the same code runs again while the processor has it at
    hand (2026-11-26); their trees are in memory together.
    """
    read = [_read_record(folder, programme, look) for folder in folders]
    found = [[] if record is None else check_record(record, programme) for record, _ in read]
    cards = [
        None if record is None else make_card(record, folder.digest, programme)
        for folder, (record, _) in zip(folders, read, strict=True)
    ]
    facts = [None if record is None else encode_facts(record.project) for record, _ in read]
    for card, (record, _) in zip(cards, read, strict=True):
        if record is not None and card is not None:
            listen(record, card, programme)
    return [
        Entry(card, (*form, *rules), encoded)
        for card, (_, form), rules, encoded in zip(cards, read, found, facts, strict=True)
    ]


def _read_record(
    folder: Folder, programme: Programme, look: Callable[[Folder], Mapping[str, Inside]]
) -> tuple[Record | None, list[Finding]]:
    """Return what is in a folder, None where it is no record, and what is wrong with its form."""
    file = f"projects/{folder.id}/{PROJECT_FILE}"
    data = folder.read(PROJECT_FILE)
    project, tree, findings = read_part(data, file, Project)
    guidebook = ""
    if folder.digest_of(GUIDEBOOK_FILE) is not None:
        guidebook, odd = reader.decode(folder.read(GUIDEBOOK_FILE), f"projects/{folder.id}/{GUIDEBOOK_FILE}")
        findings += odd
    if project is None or tree is None:
        return None, findings
    comments = reader.comments_of(reader.decode(data, file)[0]) if b"#" in data else ""
    kept, inside, allowed = folder.kept_files(), look(folder), programme.allowed
    return Record(folder.id, file, project, tree, guidebook, kept, inside, comments, allowed), findings


def files_to_look_into(folder: Folder) -> dict[str, str]:
    """Return the digests of the kept files whose content is looked at, by their path inside the folder."""
    kinds = kinds_looked_into()
    return {name: digest for name, digest in folder.digests if name.startswith("files/") and extension(name) in kinds}


def look_into(folder: Folder, name: str, programme: Programme) -> Inside:
    """Return what is in a kept file; nothing where it is larger than a kept file may be."""
    with (folder.path / folder.names[name]).open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return look_inside(extension(name), data, programme.allowed) if len(data) <= MAX_BYTES else Inside()


def read_project(folder: Folder) -> Project:
    """Return the facts of a record that is known to be readable."""
    project, _, _ = read_part(folder.read(PROJECT_FILE), PROJECT_FILE, Project)
    assert project is not None
    return project


def make_card(record: Record, digest: str, programme: Programme) -> Card:
    """Return the card of a record."""
    project = record.project
    answers = completeness.answers(project)
    newest = derive.latest_status(project)
    evidence = derive.best_evidence(project)
    kinds = dict.fromkeys(deliverable.kind.value for deliverable in project.deliverables)
    licences = dict.fromkeys(deliverable.licence for deliverable in project.deliverables)
    mentions = _places_of_mentions(record)
    sites = [site.municipality for site in project.sites if site.municipality]
    return Card(
        id=record.id,
        digest=digest,
        title=project.title,
        summary=project.summary,
        year=project.year,
        municipalities=_codes(project.municipalities, project.year, programme),
        origin=project.origin.value,
        call=project.call,
        track=project.track,
        field=project.field,
        task=project.task,
        topics=project.topics,
        technologies=project.technologies,
        site_municipalities=_codes(sites, project.year, programme),
        workshops=tuple(visit.workshop for visit in project.workshops),
        part_of=project.part_of,
        shared_with=tuple(dict.fromkeys(other for line in project.budget for other in line.shared_with)),
        origins=tuple(
            Origin(origin.project, origin.kind.value, origin.outside.title if origin.outside else "")
            for origin in project.adapted_from
        ),
        mentions=tuple(sorted({key.rpartition(".")[2] for key in mentions})),
        starts=derive.first_day(project),
        state=newest.state.value if newest else "",
        state_date=str(newest.date) if newest else "",
        stopped_because=tuple(reason.value for reason in newest.stopped_because) if newest else (),
        budget=derive.budget_total(project),
        funds=tuple(
            Fund(line.kind.value, line.year or project.year, line.amount, line.shared_with)
            for line in project.budget
            if line.amount is not None
        ),
        months=derive.months_to_pilot(project),
        evidence=evidence.value if evidence else "",
        stages=tuple(stage.value for stage in derive.stages_done(project)),
        deliverable_kinds=tuple(kinds),
        licences=tuple(licences),
        awards=len(project.awards),
        known_copies=len(project.known_copies),
        answered=sum(1 << n for n, answer in enumerate(answers) if answer),
        applicable=sum(1 << n for n, answer in enumerate(answers) if answer is not None),
        verified=str(project.verified or ""),
        places=_places(record) | mentions,
    )


def _codes(names: tuple[str, ...] | list[str], year: int, programme: Programme) -> tuple[str, ...]:
    """Return the codes of the names that mean one municipality; the rules tell about the others."""
    found = (programme.municipalities.resolve(name, year).code for name in names)
    return tuple(dict.fromkeys(code for code in found if code))


def _places(record: Record) -> dict[str, reader.Place]:
    """Return where the keys stand that rules across records point at."""
    project, tree = record.project, record.tree
    paths: list[tuple[str | int, ...]] = [("title",)]
    if project.part_of:
        paths.append(("part_of",))
    paths += [("adapted_from", n, "project") for n, origin in enumerate(project.adapted_from) if origin.project]
    places = {".".join(map(str, path)): reader.find_place(tree, path) for path in paths}
    for n, line in enumerate(project.budget):
        for m, other in enumerate(line.shared_with):
            places.setdefault(f"shared_with.{other}", reader.find_place(tree, ("budget", n, "shared_with", m)))
    return places


def _places_of_mentions(record: Record) -> dict[str, reader.Place]:
    """Return where texts first link to each project: "mentions.<id>", in guidebook.md "guidebook.mentions.<id>"."""
    places: dict[str, reader.Place] = {}
    for found in _MENTION.finditer(record.passage.text):
        scalar = record.passage.scalar(found.start())
        places.setdefault(f"mentions.{found[1]}", (scalar.line, scalar.column))
    for found in _MENTION.finditer(record.story):
        places.setdefault(f"guidebook.mentions.{found[1]}", place_in_text(record.story, found.start()))
    return places


def encode_facts(project: Project) -> bytes:
    """Return the facts as JSON, without what is as it would be anyway."""
    return project.model_dump_json(exclude_defaults=True).encode()


def keep_entry(entry: Entry) -> Known:
    """Return the entry, without its facts, as it is kept."""
    notes = [finding_row(finding) for finding in entry.findings if finding.severity == "note"]
    serious = tuple(finding for finding in entry.findings if finding.severity != "note")
    return Known(entry.card, serious, json.dumps(notes, ensure_ascii=False, separators=(",", ":")).encode())


def encode_known(known: Known) -> tuple[Any, ...]:
    """Return what is kept as plain tuples."""
    return (
        None if known.card is None else _encode_card(known.card),
        tuple([tuple(finding_row(finding)) for finding in known.serious]),
        known.notes,
    )


def decode_known(row: Sequence[Any]) -> Known:
    """Return what ``encode_known`` made plain tuples of."""
    card, serious, notes = row
    return Known(None if card is None else _decode_card(card), tuple([read_finding(one) for one in serious]), notes)


def _encode_card(card: Card) -> tuple[Any, ...]:
    row: list[Any] = [*card]
    row[_ORIGINS] = tuple(map(tuple, card.origins))
    row[_FUNDS] = tuple(map(tuple, card.funds))
    return tuple(row)


def _decode_card(row: Sequence[Any]) -> Card:
    # By position: 10,000 cards are decoded before anything else can happen.
    if row[_ORIGINS] or row[_FUNDS]:
        row = [*row]
        row[_ORIGINS] = tuple(map(Origin._make, row[_ORIGINS]))
        row[_FUNDS] = tuple(map(Fund._make, row[_FUNDS]))
    return Card._make(row)
