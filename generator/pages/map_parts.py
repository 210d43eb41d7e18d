"""The pieces that maps are drawn of, as SVG: areas, lines and names, and how counts become shades."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from markupsafe import Markup

from generator.pages.escaping import escape
from generator.pages.labels import Label
from generator.pages.map_counts import Count
from generator.pages.outlines import Box, Outline, Point, Ring

LEVELS = 3


def level_of(count: int, most: int) -> int:
    """Return which of the shades a count gets: 0 for none, LEVELS for the upper part of up to ``most``."""
    return -(-count * LEVELS // max(most, LEVELS)) if count else 0


def level_ranges(most: int) -> list[tuple[int, int]]:
    """Return from which to which count each shade goes, the lightest first."""
    tops = [level * max(most, LEVELS) // LEVELS for level in range(LEVELS + 1)]
    return [(low + 1, high) for low, high in pairwise(tops)]


def tell_counts(count: Count) -> str:
    """Return what the counts of a place are, in words."""
    parts = [f"안내서 {count.projects}건"]
    parts += [f"들여온 사업 {count.taken}건"] if count.taken else []
    parts += [f"{count.given}곳에 퍼짐"] if count.given else []
    return ", ".join(parts)


def numbers_of(count: Count) -> tuple[tuple[str, int], ...]:
    """Return what can be looked at of a place, by the letter that styles and scripts know it by."""
    return (("p", count.projects), ("t", count.taken), ("g", count.given))


def draw_marks(count: Count, most: int) -> str:
    """Return the attributes that tell styles and scripts its shade for each number."""
    return "".join(f' data-{name}="{level_of(number, most)}"' for name, number in numbers_of(count) if number)


def draw_code(count: Count) -> str:
    """Return the attribute that tells which place a link or a row stands for; its address tells where none is."""
    return f' data-code="{count.code}"' if count.code != count.page else ""


def draw_numbers(count: Count, *, even_none: bool = False) -> str:
    """Return the numbers of a place behind its name; styles show the one that is looked at."""
    shown = ((name, number) for name, number in numbers_of(count) if number or even_none)
    return "".join(f'<tspan class="{name}"> {number}</tspan>' for name, number in shown)


def draw_path(rings: Iterable[Ring]) -> str:
    """Return rings as the data of an SVG path, from point to point in whole units."""
    return "".join(_draw_ring(ring) for ring in rings)


def draw_text(label: Label, name: str, *, numbers: str = "", quiet: bool = False) -> str:
    """Return a name where it stands, with the numbers behind it."""
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    style = ' class="bb-q"' if quiet else ""
    return f'<text x="{label.x}" y="{label.y}"{anchor}{style}>{escape(name)}{numbers}</text>'


def draw_line(point: Point, label: Label) -> str:
    """Return the line from a place to its name; nothing where the name stands on the place."""
    if label.line is None:
        return ""
    return f'<path d="M{point[0]} {point[1]}L{label.line[0]} {label.line[1]}"/>'


def draw_box(box: Box) -> str:
    """Return a rectangle."""
    return f'<rect x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}"/>'


def draw_patterns() -> str:
    """Return the patterns of the shades, so that none is known by its colour alone; the darkest is plain."""
    box = 'width="42" height="42"'
    dots = (
        f'<rect {box} class="m1"/><circle cx="12" cy="12" r="6" class="m2"/><circle cx="33" cy="33" r="6" class="m2"/>'
    )
    stripes = f'<rect {box} class="m2"/><rect width="9" height="42" class="m0"/>'
    turn = ' patternTransform="rotate(45)"'
    return (
        f'<defs><pattern id="bb-map-1" {box} patternUnits="userSpaceOnUse">{dots}</pattern>'
        f'<pattern id="bb-map-2" {box} patternUnits="userSpaceOnUse"{turn}>{stripes}</pattern></defs>'
    )


def draw_swatch(level: int) -> Markup:
    """Return the small square of the legend for a shade."""
    mark = f' data-p="{level}" data-t="{level}" data-g="{level}"' if level else ""
    return Markup(
        '<svg viewBox="0 0 140 140" aria-hidden="true" focusable="false">'
        f'<g class="bb-map__shapes bb-map__fill"><path d="M0 0h140v140H0z"{mark}/></g></svg>'
    )


def view_box(box: Box) -> str:
    """Return a box as the value of a viewBox."""
    return f"{box.left:g} {box.top:g} {box.width:g} {box.height:g}"


def move_outline(outline: Outline, origin: Point, scale: float, to: Point) -> Outline:
    """Return the outline enlarged, with ``origin`` moved to ``to``."""

    def move(x: float, y: float) -> Point:
        return round((x - origin[0]) * scale) + to[0], round((y - origin[1]) * scale) + to[1]

    left, top, right, bottom = outline.box
    rings = tuple(tuple(move(x, y) for x, y in ring) for ring in outline.rings)
    return Outline(rings, Box(*move(left, top), *move(right, bottom)), move(*outline.centre))


def _draw_ring(ring: Ring) -> str:
    (x, y), *rest = ring
    steps = []
    for next_x, next_y in rest:
        # A sign parts numbers as well as a space does.
        steps.append(f"{next_x - x} {next_y - y}".replace(" -", "-"))
        x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps).replace(' -', '-')}z"
