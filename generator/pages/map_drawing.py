"""The map as inline SVG: the whole country, and the metropolitan districts in insets where they can be told apart.

All drawings share one scale of letters and lines: a unit is as many pixels on the page in an inset as in the country.
Colour lies below, links above it: they repeat an area unseen, so that no area covers the name of its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.pages.escaping import escape
from generator.pages.labels import Label, Wanted, place_labels, stand_above
from generator.pages.map_counts import Count
from generator.pages.map_parts import (
    draw_box,
    draw_code,
    draw_line,
    draw_marks,
    draw_numbers,
    draw_path,
    draw_patterns,
    draw_text,
    move_outline,
    tell_counts,
    view_box,
)
from generator.pages.outlines import Box, Outline, Ring, around, district_outlines, province_outlines

# The country with room for names at its sides; what lies further east has a box of its own.
_FRAME = Box(-120, -60, 5080, 6060)
_EAST = 5000
_ISLANDS = Box(4000, 240, 5040, 880)
_ULLEUNG = "47940"
# Sizes of letters: 13 px where the map is 600 px wide, 12 px where it is 310; names without a number are smaller.
_WIDE, _NARROW, _QUIET = 112, 205, 0.88
_INSET_WIDTH, _INSET_HEIGHT, _INSET_EDGE = 2600, 2300, 60


class District(NamedTuple):
    """A district of today as the map knows it."""

    code: str
    name: str
    kind: str


class Country:
    """What all drawings of one page have in common."""

    def __init__(
        self,
        names: Sequence[District],
        short_names: Mapping[str, str],
        districts: Sequence[Count],
        provinces: Sequence[Count],
    ) -> None:
        self.names = {one.code: one.name for one in names}
        self.short_names = short_names  # of provinces
        self.districts = {count.code: count for count in districts}  # with records, most first
        self.provinces = {count.code: count for count in provinces}
        self.most = max((count.projects for count in districts), default=0)
        self.most_in_province = max((count.projects for count in provinces), default=0)
        # The districts to enlarge, by the code of their province.
        self.enlarged: dict[str, list[str]] = {}
        for one in names:
            if one.kind == "district":
                self.enlarged.setdefault(f"{one.code[:2]}000", []).append(one.code)


def draw_country(country: Country) -> Markup:
    """Return the map of the whole country."""
    outlines = district_outlines()
    enlarged = {code for codes in country.enlarged.values() for code in codes}
    base = "".join(
        _draw_area(country, code, outline.rings, "d", told=code not in enlarged)
        for code, outline in outlines.items()
        if code != _ULLEUNG
    )
    areas = "".join(
        f'<path id="p{code}" d="{draw_path(_mainland(outline))}"'
        f"{draw_marks(country.provinces[code], country.most_in_province)}/>"
        for code, outline in province_outlines().items()
    )
    own = {
        code: outlines[code] for code in country.districts if code not in enlarged and outlines[code].box.left < _EAST
    }
    return Markup(
        f'<svg viewBox="{view_box(_FRAME)}" role="group" aria-labelledby="map-title map-desc">'
        '<title id="map-title">전국 지도</title><desc id="map-desc">안내서가 있는 곳은 그 지자체의 쪽으로 가는 링크입니다. '
        f"같은 내용이 아래 표에 있습니다.</desc>{draw_patterns()}"
        f'<g class="bb-map__shapes bb-map__fill" aria-hidden="true">{base}</g>'
        f'<g class="bb-map__areas bb-map__fill" aria-hidden="true">{areas}</g>'
        f'<g class="bb-map__links bb-map__links--district">{_draw_links(country, own)}</g>'
        f'<g class="bb-map__links bb-map__links--province">{_draw_province_links(country)}</g>'
        f"{_draw_islands(country)}</svg>"
    )


def draw_inset(country: Country, province: str) -> Markup:
    """Return the enlarged map of a province's districts, every one with its name."""
    outlines, codes = district_outlines(), country.enlarged[province]
    box = around(outlines[code].box for code in codes)
    scale = min((_INSET_WIDTH - 2 * _INSET_EDGE) / box.width, _INSET_HEIGHT / box.height)
    to = (round(_INSET_WIDTH - box.width * scale) // 2, _INSET_EDGE)
    moved = {code: move_outline(outlines[code], (int(box.left), int(box.top)), scale, to) for code in codes}
    frame = Box(0, 0, _INSET_WIDTH, round(box.height * scale) + 2 * _INSET_EDGE)
    base = "".join(_draw_area(country, code, outline.rings, "i") for code, outline in moved.items())
    labels = _place(country, moved, frame, _WIDE)
    taken = [label.box for label in labels.values()]
    rest = [Wanted(code, country.names[code], moved[code].centre, frame) for code in codes if code not in labels]
    quiet = place_labels(rest, frame, _WIDE * _QUIET, taken=taken, beside=False)
    names = "".join(draw_text(label, country.names[code], quiet=True) for code, label in quiet.items())
    links = "".join(
        _link(country.districts[code], country.most, f"i{code}", _draw_name(country, code, labels, moved))
        for code in codes
        if code in country.districts
    )
    return Markup(
        f'<svg viewBox="{view_box(frame)}" role="group" aria-label="{escape(country.short_names[province])} 확대 지도">'
        f'<g class="bb-map__shapes bb-map__fill" aria-hidden="true">{base}{names}</g><g class="bb-map__links">{links}</g></svg>'
    )


def _draw_area(country: Country, code: str, rings: Iterable[Ring], key: str, *, told: bool = True) -> str:
    """Return a district; where it has records, a link repeats it by ``key`` and its code, and tells its name."""
    count = country.districts.get(code)
    if count:
        return f'<path id="{key}{code}"{draw_marks(count, country.most)} d="{draw_path(rings)}"/>'
    title = f"<title>{escape(country.names[code])}</title>" if told else ""
    return f'<path d="{draw_path(rings)}">{title}</path>' if title else f'<path d="{draw_path(rings)}"/>'


def _draw_links(country: Country, areas: Mapping[str, Outline]) -> str:
    """Return the links of the districts in ``areas``, and of the boxes that lead to the insets."""
    outlines = district_outlines()
    boxes = {}
    for code, codes in country.enlarged.items():
        left, top, right, bottom = around(outlines[one].box for one in codes)
        boxes[code] = Box(left - 25, top - 25, right + 25, bottom + 25)
    signs = [_place_signs(country, boxes, size * _QUIET) for size in (_WIDE, _NARROW)]
    names = [
        _place(country, areas, _FRAME, size, [_ISLANDS, *boxes.values(), *(label.box for label in sign.values())])
        for size, sign in zip((_WIDE, _NARROW), signs, strict=True)
    ]
    links = []
    for code in sorted([*areas, *boxes]):
        if code in areas:
            body = _both(_draw_name(country, code, labels, areas) for labels in names)
            links.append(_link(country.districts[code], country.most, f"d{code}", body))
        else:
            name = country.short_names[code]
            body = _both(draw_text(sign[code], name, quiet=True) if code in sign else "" for sign in signs)
            links.append(
                f'<a class="bb-map__zoom" href="#inset-{code}"><title>{escape(name)}의 구: 아래 확대 지도로</title>'
                f"{draw_box(boxes[code])}{body}</a>"
            )
    return "".join(links)


def _place_signs(country: Country, boxes: Mapping[str, Box], size: float) -> dict[str, Label]:
    placed: dict[str, Label] = {}
    for code, box in boxes.items():
        others = [other for other in boxes.values() if other != box]
        taken = [_ISLANDS, *others, *(label.box for label in placed.values())]
        label = stand_above(country.short_names[code], box, _FRAME, size, taken)
        if label:
            placed[code] = label
    return placed


def _draw_province_links(country: Country) -> str:
    outlines = province_outlines()
    wanted = [
        Wanted(code, f"{country.short_names[code]} {count.projects}", outlines[code].centre, outlines[code].box)
        for code, count in country.provinces.items()
    ]
    placed = [place_labels(wanted, _FRAME, size, taken=[_ISLANDS]) for size in (_WIDE, _NARROW)]
    links = []
    for code, count in sorted(country.provinces.items()):
        body = _both(
            draw_line(outlines[code].centre, labels[code])
            + draw_text(labels[code], country.short_names[code], numbers=draw_numbers(count, even_none=True))
            if code in labels
            else ""
            for labels in placed
        )
        links.append(_link(count, country.most_in_province, f"p{code}", body))
    return "".join(links)


def _draw_islands(country: Country) -> str:
    """Return the box of the islands in the east: one enlarged, the other a point, for there is no outline of it."""
    island, count = district_outlines()[_ULLEUNG], country.districts.get(_ULLEUNG)
    left, top, right, bottom = (int(edge) for edge in _ISLANDS)
    moved = move_outline(island, (int(island.box.left), int(island.box.top)), 2.6, (left + 110, top + 210))
    name = f'<text x="{left + 250}" y="{bottom - 50}" text-anchor="middle">울릉도{draw_numbers(count) if count else ""}</text>'
    link = f'<g class="bb-map__links">{_link(count, country.most, f"d{_ULLEUNG}", name)}</g>' if count else name
    return (
        f'<g class="bb-map__islands">{draw_box(_ISLANDS)}'
        f'<g class="bb-map__shapes bb-map__fill" aria-hidden="true">{_draw_area(country, _ULLEUNG, moved.rings, "d")}</g>{link}'
        f'<text class="bb-q" x="{left + 40}" y="{top + 130}">축척이 다름</text>'
        f'<circle cx="{right - 220}" cy="{top + 380}" r="22"/>'
        f'<text x="{right - 220}" y="{bottom - 50}" text-anchor="middle">독도</text></g>'
    )


def _place(
    country: Country, areas: Mapping[str, Outline], frame: Box, size: float, taken: Iterable[Box] = ()
) -> dict[str, Label]:
    """Return where the names of the places with records stand; those with most records choose first."""
    wanted = [
        Wanted(code, f"{country.names[code]} {count.projects}", areas[code].centre, areas[code].box)
        for code, count in country.districts.items()
        if code in areas
    ]
    return place_labels(wanted, frame, size, taken=taken)


def _draw_name(country: Country, code: str, labels: Mapping[str, Label], areas: Mapping[str, Outline]) -> str:
    if code not in labels:
        return ""
    numbers = draw_numbers(country.districts[code])
    return draw_line(areas[code].centre, labels[code]) + draw_text(labels[code], country.names[code], numbers=numbers)


def _link(count: Count, most: int, area: str, body: str) -> str:
    return (
        f'<a href="municipalities/{count.page}.html"{draw_code(count)}{draw_marks(count, most)}>'
        f'<title>{escape(count.name)}: {tell_counts(count)}</title><use href="#{area}"/>{body}</a>'
    )


def _both(drawn: Iterable[str]) -> str:
    """Return what is drawn for wide pages and for narrow ones, of which styles show one."""
    pairs = zip(("wide", "narrow"), drawn, strict=True)
    return "".join(f'<g class="bb-{name[0]}">{one}</g>' for name, one in pairs if one)


def _mainland(outline: Outline) -> list[Ring]:
    return [ring for ring in outline.rings if ring[0][0] < _EAST]
