"""Municipalities by code and by name, as they were in any year and as they are today."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

# How people shorten a province in front of a name ("충남 당진시") where it is not by the first two syllables.
_SHORT_PROVINCES = {
    "충청북도": "충북",
    "충청남도": "충남",
    "전라북도": "전북",
    "전라남도": "전남",
    "경상북도": "경북",
    "경상남도": "경남",
    "전북특별자치도": "전북",
    "전남광주통합특별시": "전남광주",
}


# 세종 has nothing below it, and two codes: as a province (36000) and as a municipality (36110). It counts once.
_SECOND_CODE = "single_tier"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One code: a province, a city, county or district, or an administrative city."""

    code: str
    province: str
    name: str
    full_name: str
    kind: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]

    @property
    def is_province(self) -> bool:
        """Whether it is one of the provinces and metropolitan cities."""
        return self.kind == "province"

    @property
    def is_city_district(self) -> bool:
        """Whether it is a district of a city (일반구), which answers for nothing by itself."""
        return self.kind == "city_district"

    @property
    def province_code(self) -> str:
        """The code of the province it belongs to (its own for a province)."""
        return self.code[:2] + "000"

    @property
    def short_province(self) -> str:
        """What people call its province for short: "충남"."""
        return _shorten_province(self.province)

    def is_valid_in(self, year: int) -> bool:
        """Tell whether the code was in force on any day of ``year``."""
        begins = self.valid_from is None or self.valid_from.year <= year
        return begins and (self.valid_to is None or self.valid_to.year >= year)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a written name or code means: one code, or why not."""

    code: str | None
    candidates: tuple[str, ...] = ()  # several when ambiguous, the nearest when unknown


@dataclass(frozen=True)
class Municipalities:
    """All codes, current and abolished."""

    by_code: Mapping[str, Municipality]
    codes_by_name: Mapping[str, tuple[str, ...]] = field(repr=False, default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Municipalities:
        """Return the municipalities of the CSV text of content/municipalities.csv.

        Raises KeyError, ValueError or csv.Error where it is not such a text.
        """
        by_code = {row["code"]: _read_row(row) for row in csv.DictReader(io.StringIO(text))}
        if not by_code:
            raise ValueError("empty")
        for place in by_code.values():
            for other in (*place.predecessors, *place.successors, *filter(None, [place.parent])):
                if other not in by_code:
                    raise ValueError(f"{place.code}: {other}")
        names: dict[str, list[str]] = {}
        for place in by_code.values():
            for name in _names_of(place):
                names.setdefault(name, []).append(place.code)
        return cls(by_code, {name: tuple(codes) for name, codes in names.items()})

    def resolve(self, text: str, year: int) -> Resolution:
        """Return what ``text`` (a code or a name) means in ``year``."""
        written = " ".join(text.split())
        if written.isdigit():
            return self._resolve_code(written)
        codes = self.codes_by_name.get(written, ())
        valid = tuple(code for code in codes if self.by_code[code].is_valid_in(year))
        meant = valid or codes
        # In a year of transition one place has two codes: the newer one counts.
        meant = tuple(code for code in meant if not set(meant) & set(self.by_code[code].successors))
        if len(meant) == 1:
            return Resolution(meant[0])
        if meant:
            return Resolution(None, meant)
        # 당진 can only be 당진시; 당진군 is nearer to it than to what looks alike.
        close = [name for name in self.codes_by_name if name[:-1] == written]
        if not close:
            close = [name for name in self.codes_by_name if name[:-1] == written[:-1]]
            close += difflib.get_close_matches(written, self.codes_by_name, n=3, cutoff=0.6)
        nearest = [code for name in close for code in self.codes_by_name[name] if self.by_code[code].valid_to is None]
        return Resolution(None, tuple(dict.fromkeys(nearest))[:3])

    def _resolve_code(self, code: str) -> Resolution:
        place = self.by_code.get(code)
        if place is None:
            close = difflib.get_close_matches(code, self.by_code, n=3, cutoff=0.7)
            return Resolution(None, tuple(close))
        if place.kind == _SECOND_CODE:
            place = self.by_code[place.parent]
        return Resolution(place.code)

    def today(self, code: str) -> tuple[Municipality, ...]:
        """Return what the place of ``code`` is now; several where it was split."""
        place = self.by_code[code]
        if place.kind == _SECOND_CODE:
            return self.today(place.parent)
        if place.valid_to is None or not place.successors:
            return (place,)
        found: dict[str, Municipality] = {}
        for successor in place.successors:
            for now in self.today(successor):
                found[now.code] = now
        return tuple(found.values())

    def in_year(self, code: str, year: int) -> tuple[Municipality, ...]:
        """Return what was in the place of ``code`` in ``year``: several where it was split, none if none is known."""
        place = self.by_code[code]
        if place.is_valid_in(year):
            return (place,)
        related = (self.by_code[other] for other in (*place.predecessors, *place.successors))
        return tuple(other for other in related if other.is_valid_in(year))

    def current(self) -> tuple[Municipality, ...]:
        """Return every municipality in force once, in the order of codes."""
        return tuple(place for place in self.by_code.values() if place.valid_to is None and place.kind != _SECOND_CODE)


def _read_row(row: Mapping[str, str | None]) -> Municipality:
    cells = {name: cell for name, cell in row.items() if cell is not None}

    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    def codes(text: str) -> tuple[str, ...]:
        return tuple(code for code in text.split("|") if code)

    return Municipality(
        code=cells["code"],
        province=cells["province"],
        name=cells["name"],
        full_name=cells["full_name"],
        kind=cells["kind"],
        parent=cells["parent"],
        valid_from=day(cells["valid_from"]),
        valid_to=day(cells["valid_to"]),
        predecessors=codes(cells["predecessor"]),
        successors=codes(cells["successor"]),
    )


def _names_of(place: Municipality) -> Iterable[str]:
    """Return the names people write for a place, each once."""
    if place.kind == _SECOND_CODE:
        return ()
    provinces = _names_of_province(place.province)
    if place.is_province:
        return sorted(provinces)
    names = {place.name, *(f"{province} {place.name}" for province in provinces)}
    if " " in place.name:
        names.add(place.name.split(" ")[-1])
    return sorted(names)


def _shorten_province(name: str) -> str:
    return _SHORT_PROVINCES.get(name, name[:2])


def _names_of_province(name: str) -> set[str]:
    """Return its full name, its short one, and the short one with 시 or 도 ("서울시", "제주도")."""
    short = _shorten_province(name)
    return {name, short, short + ("도" if name.endswith("도") else "시")}
