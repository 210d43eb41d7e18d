"""What stands in a kept file that nobody sees from outside: personal data in its text, who and where in its pictures.

A file is read once, and only what was found is kept, masked: no text of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.personal import find_personal
from generator.records.archive import RefusedArchiveError
from generator.records.kept_texts import PREVIEW, TEXTS
from generator.records.picture_notes import PICTURES, read_notes

# Larger files are refused by their size before anybody asks what is in them.
MAX_BYTES = 12 * 1024 * 1024
_MOST_TRACES = 20


class Trace(NamedTuple):
    """One find in a file: ``kind`` is a kind of personal data, "place" or "who"; ``shown`` is masked."""

    kind: str
    shown: str
    where: str  # "2쪽", "사진 정보", "" where a file has no parts
    mark: str = ""  # of the mail address of a body: what ``mark_of`` gives, to know one that the record names


@dataclass(frozen=True, slots=True)
class Inside:
    """What is known of the content of a kept file."""

    traces: tuple[Trace, ...] = ()
    problem: str = ""  # why it cannot be taken, or not be looked at as a whole, in Korean

    def encode(self) -> bytes:
        """Return it as JSON."""
        return json.dumps([self.traces, self.problem], ensure_ascii=False).encode()

    @classmethod
    def decode(cls, data: bytes) -> Inside:
        """Return what ``encode`` wrote."""
        traces, problem = json.loads(data)
        return cls(tuple(Trace(*trace) for trace in traces), problem)


def look_inside(kind: str, data: bytes, allowed: Collection[str] = ()) -> Inside:
    """Return what is in a file of a kind (its extension); ``allowed`` are contacts that offices publish.

    Nothing is raised: why a file cannot be read is its ``problem``, beside what was found until then.
    """
    found: dict[Trace, None] = {}
    problem = ""
    try:
        for trace in _traces(kind, data, allowed):
            found[trace] = None
    except RefusedArchiveError as refused:
        problem = str(refused)
    except Exception:  # noqa: BLE001  strangers' files break those who read them in every way there is
        problem = "파일이 깨져 읽을 수 없습니다."
    return Inside(tuple(found)[:_MOST_TRACES], problem)


def is_allowed(text: str, allowed: Collection[str]) -> bool:
    """Tell whether a number or an address is one that an office publishes."""
    return bool(allowed) and normalise_contact(text) in allowed


def normalise_contact(text: str) -> str:
    """Return a number as its digits and an address in small letters, so that both are written in one way."""
    if "@" in text:
        return text.strip().lower()
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def mark_of(contact: str) -> str:
    """Return what tells whether two contacts are the same, and not what they are."""
    return hashlib.sha256(normalise_contact(contact).encode()).hexdigest()[:16]


def kinds_looked_into() -> frozenset[str]:
    """Return the extensions of the files whose content is looked at."""
    return PICTURES | TEXTS.keys()


def _traces(kind: str, data: bytes, allowed: Collection[str]) -> Iterator[Trace]:
    if kind in PICTURES:
        yield from _traces_of_picture(data, allowed)
    elif kind in TEXTS:
        found = set()
        for where, text in TEXTS[kind](data):
            for trace in _traces_of_text(where, text, allowed):
                # The preview repeats the first page.
                if where != PREVIEW or (trace.kind, trace.shown) not in found:
                    yield trace
                found.add((trace.kind, trace.shown))


def _traces_of_picture(data: bytes, allowed: Collection[str]) -> Iterator[Trace]:
    notes = read_notes(data)
    if notes.has_place:
        yield Trace("place", "찍은 곳(GPS)", "")
    for label in notes.who:
        yield Trace("who", label, "")
    for text in notes.texts:
        yield from _traces_of_text("사진 정보", text, allowed)


def _traces_of_text(where: str, text: str, allowed: Collection[str]) -> Iterator[Trace]:
    for match in find_personal(text):
        found = text[match.start : match.end]
        if not is_allowed(found, allowed):
            yield Trace(match.kind, match.masked, where, mark_of(found) if match.kind == "mail" else "")
