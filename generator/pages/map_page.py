"""What the page of the map shows: drawings, legends and the tables that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.pages.listing import Inputs, Shown, link
from generator.pages.map_counts import Count
from generator.pages.map_drawing import Country, District, draw_country, draw_inset
from generator.pages.map_parts import draw_swatch, level_ranges


def show_map(inputs: Inputs) -> Shown:
    """Return the map as the template shows it."""
    districts, alone, provinces = (
        [Count(*row) for row in inputs[name]] for name in ("districts", "alone", "provinces")
    )
    short_names = {code: short for code, _, short in inputs["province_names"]}
    country = Country([District(*row) for row in inputs["names"]], short_names, districts, provinces)
    return {
        "total": inputs["total"],
        "alone_total": sum(count.projects for count in alone),
        "map": draw_country(country),
        "insets": [
            {"code": code, "name": short_names[code], "map": draw_inset(country, code)} for code in country.enlarged
        ],
        "legends": [
            {"view": "district", "name": "시·군·구마다", "shades": _shades(country.most)},
            {"view": "province", "name": "광역마다", "shades": _shades(country.most_in_province)},
        ],
        "districts": [_show_row(count) for count in sorted([*districts, *alone], key=_most_first)],
        "provinces": [_show_row(count) for count in provinces],
        "topics": inputs["topics"],
        "years": inputs["years"],
        "most": [country.most, country.most_in_province],
    }


def _most_first(count: Count) -> tuple[int, str]:
    return -count.projects, count.code


def _shades(most: int) -> list[Shown]:
    ranges = [(0, 0), *level_ranges(most)]
    last = len(ranges) - 1
    return [
        {"swatch": draw_swatch(level), "name": _tell_range(low, high, is_last=level == last)}
        for level, (low, high) in enumerate(ranges)
    ]


def _tell_range(low: int, high: int, *, is_last: bool) -> str:
    if is_last:
        return f"{low}건 이상"
    return f"{low}건" if low == high else f"{low}~{high}건"


def _show_row(count: Count) -> Shown:
    years: Sequence[Any] = count.years
    return link(
        count.name, f"municipalities/{count.page}.html", note=f"당시 {count.former}" if count.former else ""
    ) | {
        "code": "" if count.code == count.page else count.code,
        "projects": count.projects,
        "taken": count.taken,
        "given": count.given,
        "years": "~".join(str(year) for year in dict.fromkeys(years)),
    }
