"""What stands in a kept file that nobody sees from outside: personal data in its text, who and where in its pictures.

A file is read once, and only what was found is kept, masked: no text of it.
"""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.personal import find_personal
from generator.records.archive import RefusedArchiveError
from generator.records.kept_texts import TEXTS

# Larger files are refused by their size before anybody asks what is in them.
MAX_BYTES = 12 * 1024 * 1024
_MOST_TRACES = 20
# Where EXIF says who made a picture and with whose camera, and where it was taken.
_GPS, _EXIF = 0x8825, 0x8769
_WHO = {0x013B: "찍은 사람", 0x9C9D: "만든 사람", 0xA430: "카메라 주인", 0x8298: "저작권자"}
_PICTURES = frozenset({"png", "jpg", "jpeg", "webp"})


class Trace(NamedTuple):
    """One find in a file: ``kind`` is a kind of personal data, "place" or "who"; ``shown`` is masked."""

    kind: str
    shown: str
    where: str  # "2쪽", "시트 '명단'", "" where a file has no parts


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


def kinds_looked_into() -> frozenset[str]:
    """Return the extensions of the files whose content is looked at."""
    return _PICTURES | TEXTS.keys()


def _traces(kind: str, data: bytes, allowed: Collection[str]) -> Iterator[Trace]:
    if kind in _PICTURES:
        yield from _traces_of_picture(data)
    elif kind in TEXTS:
        for where, text in TEXTS[kind](data):
            for match in find_personal(text):
                if not is_allowed(text[match.start : match.end], allowed):
                    yield Trace(match.kind, match.masked, where)


def _traces_of_picture(data: bytes) -> Iterator[Trace]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data)) as picture:
            exif = picture.getexif()
            inner = exif.get_ifd(_EXIF)
            has_place = bool(exif.get_ifd(_GPS))
    if has_place:
        yield Trace("place", "찍은 곳(GPS)", "")
    for tag, label in _WHO.items():
        if exif.get(tag) or inner.get(tag):
            yield Trace("who", label, "")
