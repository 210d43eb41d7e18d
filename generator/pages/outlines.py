"""Where today's municipalities lie: the rings of their outlines, from the boundaries that lie in assets/map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from generator.resources import assets_folder

# One unit of the map is 100 m: as exact as the boundaries are.
_METRES = 100

Point = tuple[int, int]
Ring = tuple[Point, ...]


class Box(NamedTuple):
    """A rectangle, in units of the map; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Tell whether the two have more than an edge in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: Box) -> bool:
        """Tell whether the other lies wholly within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


class Outline(NamedTuple):
    """One area: its closed rings without their last point, and the middle of the largest."""

    rings: tuple[Ring, ...]
    box: Box
    centre: Point


@cache
def district_outlines() -> Mapping[str, Outline]:
    """Return the outline of every city, county, district and administrative city by its code of today."""
    arcs, areas = _boundaries()
    return {code: _make_outline(_join(arcs, ring) for ring in rings) for code, rings in areas.items()}


@cache
def province_outlines() -> Mapping[str, Outline]:
    """Return the outline of every province by its code: what is left where the borders between its districts go."""
    arcs, areas = _boundaries()
    members: dict[str, list[int]] = {}
    for code, rings in areas.items():
        members.setdefault(f"{code[:2]}000", []).extend(number for ring in rings for number in ring)
    return {code: _make_outline(_stitch(arcs, numbers)) for code, numbers in members.items()}


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@cache
def _boundaries() -> tuple[Sequence[Ring], Mapping[str, Sequence[Sequence[int]]]]:
    """Return the arcs, and the rings of every district as numbers of arcs (~n is arc n backwards)."""
    topology = json.loads((assets_folder() / "map" / "districts.topojson").read_text(encoding="utf-8"))
    wide, high = topology["transform"]["scale"]
    tracks = [_add_up(arc) for arc in topology["arcs"]]
    north = max(y for track in tracks for _, y in track)
    arcs = [
        tuple((round(x * wide / _METRES), round((north - y) * high / _METRES)) for x, y in track) for track in tracks
    ]
    areas = {area["id"]: _rings_of(area) for area in topology["objects"]["districts"]["geometries"]}
    return arcs, areas


def _add_up(arc: Sequence[Sequence[int]]) -> list[Point]:
    x = y = 0
    track = []
    for right, up in arc:
        x, y = x + right, y + up
        track.append((x, y))
    return track


def _rings_of(area: Mapping[str, Any]) -> list[list[int]]:
    polygons = area["arcs"] if area["type"] == "MultiPolygon" else [area["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def _arc(arcs: Sequence[Ring], number: int) -> Ring:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _join(arcs: Sequence[Ring], numbers: Iterable[int]) -> Ring:
    points: list[Point] = []
    for number in numbers:
        for point in _arc(arcs, number):
            if not points or points[-1] != point:
                points.append(point)
    # Rounding leaves some islands a single point.
    return tuple(points[:-1] if len(points) > 1 and points[0] == points[-1] else points)


def _stitch(arcs: Sequence[Ring], numbers: Sequence[int]) -> list[Ring]:
    """Return the rings that the arcs with only one side inside form."""
    every = set(numbers)
    edges = dict.fromkeys(number for number in numbers if ~number not in every)
    begins: dict[Point, list[int]] = {}
    for number in edges:
        begins.setdefault(_arc(arcs, number)[0], []).append(number)
    rings = []
    while edges:
        number = next(iter(edges))
        ring = []
        while True:
            del edges[number]
            ring.append(number)
            following = [other for other in begins[_arc(arcs, number)[-1]] if other in edges]
            if not following:
                break
            number = following[0]
        rings.append(_join(arcs, ring))
    return rings


def _make_outline(rings: Iterable[Ring]) -> Outline:
    kept = tuple(ring for ring in rings if len(ring) > 2)
    box = around(Box(x, y, x, y) for ring in kept for x, y in ring)
    return Outline(kept, box, _centre(max(kept, key=lambda ring: abs(_area(ring)))))


def _area(ring: Ring) -> float:
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)) / 2


def _centre(ring: Ring) -> Point:
    area = _area(ring)
    if not area:
        return ring[0]
    across = down = 0
    for (x, y), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        part = x * y2 - x2 * y
        across, down = across + (x + x2) * part, down + (y + y2) * part
    return round(across / (6 * area)), round(down / (6 * area))
