"""What people type or choose -> values as records have them: Korean words for ids, loose dates, one cell for a list.

Terminal, spreadsheet and issue form all come through here. What cannot be read stays as it was written, so that the
model refuses it in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.records.choices import Choice
from generator.records.messages import choice_of_annotation, leaves_of_annotation, part_of_annotation
from generator.records.programme import Programme
from generator.records.scalars import PartialDate, Span, tidy_date

Shape = Literal["text", "number", "flag", "date", "when", "choice", "part"]

_YES = frozenset({"예", "네", "true", "y", "yes", "o", "1"})
_NO = frozenset({"아니요", "아니오", "false", "n", "no", "x", "0"})
_SPAN = re.compile(r"([^~∼～]*)[~∼～]([^~∼～]*)")
# In lists of ids, where no value has a comma; in lists of words a comma counts only where there is no line end.
_BETWEEN = re.compile(r"\s*[\n;]+\s*")
_BETWEEN_IDS = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Asked:
    """A key as somebody who asks for its value sees it."""

    name: str
    info: FieldInfo
    shape: Shape
    many: bool
    choice: type[Choice] | None
    words: Mapping[str, str] = field(default_factory=dict)  # what people call the values -> the values

    @property
    def label(self) -> str:
        """The Korean word for the key."""
        return self.info.title or self.name


def describe_key(name: str, info: FieldInfo, programme: Programme | None = None) -> Asked:
    """Return what a key wants; with the programme's names for the keys that hold their ids."""
    leaves = leaves_of_annotation(info.annotation)
    choice = choice_of_annotation(info.annotation)
    many = get_origin(info.annotation) is tuple or any(get_origin(arg) is tuple for arg in get_args(info.annotation))
    if part_of_annotation(info.annotation):
        shape: Shape = "part"
    elif choice:
        shape = "choice"
    elif Span in leaves:
        shape = "when"
    elif PartialDate in leaves:
        shape = "date"
    elif bool in leaves:
        shape = "flag"
    else:
        shape = "number" if {int, float} & leaves else "text"
    words = _words_of_choice(choice) if choice else _words_of_programme(name, programme)
    return Asked(name, info, shape, many, choice, words)


def read_answer(text: str, asked: Asked) -> Any:
    """Return the value that somebody means by ``text``; None where nothing is written."""
    text = text.strip()
    if not text:
        return None
    if asked.many:
        return [asked.words.get(piece, piece) for piece in _split(text, asked)]
    if asked.words:
        return asked.words.get(text, text)
    match asked.shape:
        case "flag":
            lower = text.lower()
            return True if lower in _YES else False if lower in _NO else text
        case "date":
            return tidy_date(text)
        case "when":
            return _read_when(text)
    return text


def show_answer(value: Any, asked: Asked) -> str:
    """Return the text that ``read_answer`` reads back as ``value``, in Korean words where there are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, Mapping):
        return f"{value.get('start') or ''} ~ {value.get('end') or ''}".strip()
    said: dict[str, str] = {}
    for word, meant in asked.words.items():
        said.setdefault(meant, word)
    if isinstance(value, list | tuple):
        pieces = [said.get(piece, str(piece)) for piece in value]
        # A line end tells that the commas belong to the words.
        return "\n".join(pieces) + ("\n" if len(pieces) == 1 and "," in pieces[0] else "")
    return said.get(value, str(value))


def _words_of_choice(choice: type[Choice]) -> dict[str, str]:
    words = {member.label: member.value for member in choice}
    words |= {member.label.split("(")[0]: member.value for member in choice}
    return words | {member.value: member.value for member in choice}


def _words_of_programme(name: str, programme: Programme | None) -> dict[str, str]:
    if programme is None:
        return {}
    match name:
        case "call":
            return _unambiguous((call.title, id_) for id_, call in programme.calls.items())
        case "workshop":
            return _unambiguous((workshop.title, id_) for id_, workshop in programme.workshops.items())
        case "topics":
            return _unambiguous((topic.name, id_) for id_, topic in programme.topics.items())
        case "technologies":
            return _unambiguous((topic.name, id_) for id_, topic in programme.technologies.items())
    return {}


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the words for ids; two of the same name are told apart by their ids."""
    rows = list(pairs)
    names = [name for name, _ in rows]
    return {name if names.count(name) == 1 else f"{name} ({id_})": id_ for name, id_ in rows}


def _split(text: str, asked: Asked) -> list[str]:
    if asked.name in ("source", "sources", "produced", "shared_with"):
        pieces = _BETWEEN_IDS.split(text)
    else:
        pieces = _BETWEEN.split(text)
        if len(pieces) == 1 and text not in asked.words:
            pieces = text.split(",")
    return [piece.strip() for piece in pieces if piece.strip()]


def _read_when(text: str) -> Any:
    found = _SPAN.fullmatch(text)
    if not found:
        return tidy_date(text)
    ends = {"start": tidy_date(found[1]), "end": tidy_date(found[2])}
    return {name: end for name, end in ends.items() if end}
