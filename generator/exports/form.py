"""What the form on the site is made of: every key from the model, the words of the findings, and what can be chosen.

The form knows no key by itself. Each function returns plain data; ``form_script`` makes of it a classic script that
hands it to the page, because a page from a disk can load nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from generator import personal
from generator.diagnostics import SEVERITY_LABELS
from generator.records import messages, names, scalars
from generator.records.blank import blank_guidebook
from generator.records.choices import Choice
from generator.records.completeness import QUESTIONS
from generator.records.inheritance import TASKS
from generator.records.messages import keys_of
from generator.records.model import Project
from generator.records.municipalities import Municipalities
from generator.records.programme import Programme
from generator.records.reader import COMMENT, MAX_BYTES
from generator.records.record import SHORTEST_TELLING
from generator.records.rules import (
    RULES,
    direction_character,
    incomplete_team,
    percent_out_of_range,
    personal_number,
    record_rules,
    sightings,
    superlative,
    topic_count,
    total_line,
    unlikely_amount,
)
from generator.records.rules.page import rule_pages, severities_of

FOLDER = "form"
Data = dict[str, Any]

# How a value is written, by the type that the model gives it.
_TYPES: tuple[tuple[Any, str], ...] = (
    (scalars.Summary, "text"),
    (scalars.Title, "text"),
    (scalars.Markdown, "markdown"),
    (scalars.Text, "text"),
    (scalars.Id, "id"),
    (scalars.Url, "url"),
    (scalars.FilePath, "file"),
    (scalars.Licence, "licence"),
    (scalars.Won, "won"),
    (scalars.Number, "number"),
    (scalars.Year, "count"),
    (scalars.Month, "count"),
    (scalars.Count, "count"),
    (scalars.Flag, "flag"),
    (scalars.When, "when"),
    (scalars.PartialDate, "date"),
    (scalars.SourceIds, "texts"),
    (scalars.Ids, "ids"),
)
_LIMITS_OF_TEXT = {"min_length": "shortest", "max_length": "longest"}
_LIMITS = {"ge": "least", "le": "most", "min_length": "fewest"}
# The parts of a usual 결과보고서, and the keys that can be copied from each.
_REPORT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("사업 개요", ("title", "summary", "period", "beneficiaries")),
    ("추진 배경과 문제", ("problem", "background")),
    ("추진체계", ("lead", "partners", "team", "participation")),
    ("추진 내용과 경과", ("solution", "process", "procedures")),
    ("예산 집행", ("budget", "spending")),
    ("성과", ("outcomes", "awards")),
    ("잘된 점과 아쉬운 점", ("lessons", "risks")),
    ("향후 계획", ("operation", "status")),
    ("붙임", ("deliverables", "sources")),
)


def form_model(addresses: Mapping[str, str]) -> Data:
    """Return everything about records that does not depend on this site's; ``addresses`` are where they are sent."""
    parts: dict[str, list[Data]] = {}
    choices: dict[str, list[list[str]]] = {}
    _describe(Project, parts, choices)
    return {
        "parts": parts,
        "choices": choices,
        "questions": [
            {"text": question.text, "topic": question.topic, "needs": question.needs} for question in QUESTIONS
        ],
        "report": [[name, keys] for name, keys in _REPORT],
        "story": blank_guidebook(),
        "words": {"model": messages.WORDS, "scalars": scalars.WORDS}
        | {rule.CODE: rule.WORDS for rule in record_rules() if hasattr(rule, "WORDS")},
        "severities": messages.SEVERITIES
        | {rule.CODE: severities_of(rule)[0] for rule in RULES if hasattr(rule, "WORDS")},
        "severityLabels": SEVERITY_LABELS,
        "elsewhere": [[page.code, page.title] for page in rule_pages() if page.code not in form_codes()],
        "patterns": {name: _script_pattern(pattern) for name, pattern in _patterns()},
        "lists": {
            "freeMail": sorted(personal.FREE_MAIL),
            "noMail": sorted(personal.NO_MAIL),
            "noNames": sorted(names.NO_NAMES),
            "onlyAfter": sorted(names.ONLY_AFTER),
            "devices": sorted(scalars.WINDOWS_DEVICES),
        },
        "facts": {
            "seats": {kind.value: name for kind, name in incomplete_team.NEEDED.items()},
            "heldNumbers": {kind: list(told) for kind, told in personal_number.KINDS.items()},
            "percent": percent_out_of_range.PERCENT,
            "totalWords": total_line.TOTAL_WORDS,
            "mostTopics": topic_count.MOST,
            "likelyAmounts": [unlikely_amount.LEAST, unlikely_amount.MOST],
            "inName": sightings.IN_NAME,
            "inside": sightings.INSIDE,
            "shortestTelling": SHORTEST_TELLING,
            "revisionTasks": TASKS,
        },
        "limits": {
            "bytes": MAX_BYTES,
            "id": scalars.MAX_ID_LENGTH,
            "number": scalars.LONGEST_NUMBER,
            "firstYear": scalars.FIRST_YEAR,
            "lastYear": scalars.LAST_YEAR,
            "keysNamed": messages.MOST_KEYS_NAMED,
        },
        "addresses": dict(addresses),
    }


def form_codes() -> frozenset[str]:
    """Return the codes that the form finds by itself; all others only ``bonbogi check`` does.

    Of the rules those that have WORDS, of the model everything it refuses.
    """
    return frozenset(messages.SEVERITIES) | {rule.CODE for rule in record_rules() if hasattr(rule, "WORDS")}


def form_programme(programme: Programme) -> Data:
    """Return the calls, workshops, topics and technologies that a record can name, and what offices publish."""
    calls = sorted(programme.calls.items(), key=lambda item: (-item[1].year, item[0]))
    return {
        "calls": [
            {
                "id": id_,
                "name": call.title,
                "year": call.year,
                "brand": call.brand or "",
                "requiresTeam": call.requires_team,
                "tracks": [[track.id, track.name] for track in call.tracks],
                "fields": [[field.id, field.name] for field in call.fields],
                "tasks": [[task.id, task.name] for task in call.tasks],
            }
            for id_, call in calls
        ],
        "workshops": [[id_, workshop.title] for id_, workshop in programme.workshops.items()],
        "topics": [[id_, topic.name, *topic.synonyms] for id_, topic in programme.topics.items()],
        "technologies": [[id_, topic.name, *topic.synonyms] for id_, topic in programme.technologies.items()],
        "allowedContacts": sorted(programme.allowed),
    }


def form_municipalities(municipalities: Municipalities) -> Data:
    """Return every municipality with its years, and the codes that each written name can mean."""
    return {
        "places": [
            [
                place.code,
                place.full_name,
                place.kind,
                place.parent,
                place.valid_from.year if place.valid_from else 0,
                place.valid_to.year if place.valid_to else 0,
                list(place.predecessors),
                list(place.successors),
            ]
            for place in municipalities.by_code.values()
        ],
        "names": {name: list(codes) for name, codes in municipalities.codes_by_name.items()},
    }


def form_script(name: str, data: Data) -> bytes:
    """Return the classic script that hands ``data`` to the form under ``name``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'bonbogi.formData("{name}",{text})\n'.encode("utf-8", "replace")


def _describe(model: type[BaseModel], parts: dict[str, list[Data]], choices: dict[str, list[list[str]]]) -> None:
    """Put the keys of ``model`` and of all parts below it into ``parts``, and the lists they choose from."""
    if model.__name__ in parts:
        return
    rows = parts[model.__name__] = []
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        shape = _shape(hints[name])
        for part in shape.pop("models", ()):
            _describe(part, parts, choices)
        if choice := shape.pop("members", None):
            choices[choice.__name__] = [[member.value, member.label] for member in choice]
        rows.append(_describe_key(info.alias or name, info) | shape)


def _describe_key(key: str, info: FieldInfo) -> Data:
    described: Data = {"key": key, "label": info.title, "explain": info.description}
    if info.examples and messages.explain(info) != info.description:
        described["example"] = info.examples[0]
    if info.is_required():
        described["required"] = True
    elif isinstance(info.default, Enum):
        described["default"] = info.default.value
    elif isinstance(info.default, str):
        described["default"] = info.default
    extra = info.json_schema_extra
    return described | (dict(extra) if isinstance(extra, dict) else {})


def _shape(annotation: Any) -> Data:
    """Return how the values of a type are written, with the models and choices that it leads to."""
    if get_origin(annotation) in (Union, UnionType):
        options = [option for option in get_args(annotation) if option is not NoneType]
        if len(options) == 1:
            return _shape(options[0])
    limits = _limits(annotation)
    for known, kind in _TYPES:
        if annotation == known:
            return {"type": kind} | limits | ({"models": (scalars.Span,)} if kind == "when" else {})
    origin = get_origin(annotation)
    if origin is Annotated:
        return _shape(get_args(annotation)[0]) | limits
    if origin is tuple:
        inner = _shape(get_args(annotation)[0])
        return inner | {"type": {"part": "rows", "choice": "choices", "text": "texts"}[inner["type"]]}
    if origin is dict:
        inner = _shape(get_args(annotation)[1])
        return inner | {"type": {"texts": "texts-by-key", "choice": "choice-by-key"}[inner["type"]]}
    if issubclass(annotation, Choice):
        return {"type": "choice", "choice": annotation.__name__, "members": annotation}
    assert issubclass(annotation, BaseModel), annotation
    return {"type": "part", "part": annotation.__name__, "models": (annotation,)}


def _limits(annotation: Any) -> Data:
    """Return the least and most characters, entries or value that a type allows."""
    found: Data = {}
    for extra in getattr(annotation, "__metadata__", ()):
        for limit in extra.metadata if isinstance(extra, FieldInfo) else [extra]:
            names_of_limits = _LIMITS_OF_TEXT if isinstance(limit, StringConstraints) else _LIMITS
            values = {name: getattr(limit, attribute, None) for attribute, name in names_of_limits.items()}
            found |= {name: value for name, value in values.items() if value is not None}
    return found


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    yield from personal.PATTERNS.items()
    yield from names.PATTERNS.items()
    yield "boast", superlative.BOAST
    yield "direction", direction_character.DIRECTION
    yield "comment", COMMENT


def _script_pattern(pattern: re.Pattern[str]) -> list[str]:
    """Return a pattern as JavaScript writes it, with its flags."""
    source = pattern.pattern.replace("(?P<", "(?<").replace(r"\Z", "$")
    source = re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", source)
    return [source, "g" + ("m" if pattern.flags & re.MULTILINE else "")]


# Keys that the table of a report names must be keys of a record.
assert {key for _, keys in _REPORT for key in keys} <= keys_of(Project).keys()
