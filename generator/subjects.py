"""A project with its surroundings as the inputs of a recipe, and read from them again where the recipe runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from generator.diagnostics import GeneratorError
from generator.pages.shelf import Shelf
from generator.publish.artifact import Ref, Resolve
from generator.reading.context import CallName, Context, File, PlaceName, Relative
from generator.reading.dates import stale_from
from generator.records.card import Card
from generator.records.library import Library
from generator.records.model import Project
from generator.records.municipalities import Municipalities
from generator.records.pictures import is_picture, measure_picture
from generator.records.programme_files import MUNICIPALITIES_FILE
from generator.records.scalars import PartialDate
from generator.resources import GUIDEBOOK_FILE

# Of a large lineage a guidebook shows its own line, and of the others no more than this.
_FAMILY = 60


def read_subject(inputs: Mapping[str, Any], resolve: Resolve) -> tuple[Project, Context]:
    """Return the project and its surroundings from what ``subject_inputs`` made."""
    project: Project = resolve(inputs["facts"])
    municipalities: Municipalities = resolve(inputs["municipalities"])
    context = Context(
        id=inputs["id"],
        as_of=inputs["as_of"],
        call=CallName(*inputs["call"]) if inputs["call"] else None,
        track=inputs["track"],
        field=inputs["field"],
        task=inputs["task"],
        places=_name_places(project, municipalities),
        topics=inputs["topics"],
        technologies=inputs["technologies"],
        workshops=inputs["workshops"],
        relatives={row[0]: _read_relative(row, resolve) for row in inputs["relatives"]},
        adopters={id_: tuple(ids) for id_, ids in inputs["adopters"].items()},
        children=tuple(inputs["children"]),
        guidebook=resolve(inputs["story"]) if inputs["story"] else "",
        files={row[0]: _read_file(row, resolve) for row in inputs["files"]},
    )
    return project, context


def _name_places(project: Project, municipalities: Municipalities) -> dict[str, PlaceName]:
    """Return the names of the municipalities that the record writes, by the text that it writes."""
    places = {}
    written = [*project.municipalities, *(site.municipality for site in project.sites if site.municipality)]
    for text in written:
        code = municipalities.resolve(text, project.year).code
        if code is not None:
            then = municipalities.by_code[code]
            today = municipalities.today(code)
            now = tuple((place.code, place.full_name) for place in today) if today != (then,) else ()
            places[text] = PlaceName(code, then.full_name, now)
    return places


def _read_relative(row: list[Any], resolve: Resolve) -> Relative:
    id_, title, year, place, facts = row
    if facts is None:
        return Relative(id_, title, year, place)
    project: Project = resolve(facts)
    return Relative(id_, title, year, place, project.status, project.adapted_from, project.lessons)


def _read_file(row: list[Any], resolve: Resolve) -> File:
    _, size, digest, picture = row
    if picture is None:
        return File(size, digest)
    data: bytes = resolve(picture)
    width, height = measure_picture(data) or (None, None)
    return File(len(data), hashlib.sha256(data).hexdigest(), width, height)


def municipalities_ref(library: Library) -> Ref:
    """Return the table of municipalities, which is the same for all subjects."""
    table = (library.root / MUNICIPALITIES_FILE).read_bytes()
    return Ref("municipalities", hashlib.sha256(table).hexdigest(), MUNICIPALITIES_FILE)


def subject_inputs(shelf: Shelf, card: Card, municipalities: Ref) -> dict[str, Any]:
    """Return what a project and its surroundings say, as inputs of a recipe, for ``read_subject``."""
    library = shelf.library
    call = library.programme.calls.get(card.call or "")
    relatives = _relatives(library, card)
    return {
        "id": card.id,
        "as_of": _day_that_counts(shelf.as_of, [card, *(library.cards[id_] for id_ in relatives)]),
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
        "relatives": [_relative_row(shelf, id_, tied=tied) for id_, tied in relatives.items()],
        "adopters": {id_: library.adopted_by[id_] for id_ in [card.id, *relatives] if id_ in library.adopted_by},
        "children": library.children.get(card.id, ()),
        "files": _file_rows(library, card.id),
        "municipalities": municipalities,
    }


def subject_key(library: Library, card: Card) -> str:
    """Return a text that differs where one of the records does that ``subject_inputs``, or its row in lists, tells of.

    What these say beside the records follows from the programme, the day and the code.
    """
    keys, adopted_by = library.facts_keys, library.adopted_by
    if not (card.origins or card.part_of or card.shared_with or card.mentions) and not (
        card.id in adopted_by or card.id in library.children
    ):
        return keys[card.id]
    relatives = _relatives(library, card)
    parts = [keys[card.id]]
    for id_, is_tied in relatives.items():
        parts += (id_, str(is_tied), keys[id_])
    for id_ in (card.id, *relatives):
        parts += ("", *adopted_by.get(id_, ()))
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=20).hexdigest()


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


def _relative_row(shelf: Shelf, id_: str, *, tied: bool) -> list[Any]:
    row = shelf.rows[id_]
    return [id_, row.title, row.year, row.place, _facts_ref(shelf.library, id_) if tied else None]


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
    rows = []
    for name, ref in kept_files(library, id_):
        is_seen = ref.kind == "picture"
        # A picture is published without the notes of its camera: how large it is then is known when it is made.
        rows.append([name, None, None, ref] if is_seen else [name, _size_of(ref, id_, name), ref.digest, None])
    return rows


def _size_of(ref: Ref, id_: str, name: str) -> int:
    try:
        return Path(ref.place).stat().st_size
    except OSError:
        raise changed_file(f"projects/{id_}/{name}") from None


def kept_files(library: Library, id_: str) -> list[tuple[str, Ref]]:
    """Return the kept files of a project by their path in the record: pictures without notes, others as they lie."""
    folder = library.folders[id_]
    return [
        (name, Ref("picture" if is_picture(name) else "bytes", digest, str(folder.path / folder.names[name])))
        for name, digest in folder.digests
        if name.startswith("files/")
    ]


def changed_file(place: str) -> GeneratorError:
    """Return what to say of a file that is not what it was when the records were read."""
    return GeneratorError(f"{place} 파일이 짓는 사이에 바뀌었거나 사라졌습니다. 다시 지으십시오.")


def _name_of(rows: Iterable[Any], id_: str | None) -> str:
    return next((row.name for row in rows if row.id == id_), "")


def _names_in(topics: Mapping[str, Any], ids: Iterable[str]) -> dict[str, str]:
    return {id_: topics[id_].name for id_ in ids if id_ in topics}
