"""Facet columns: for every record, in the order of numbers, which values it has; a file a facet."""

from __future__ import annotations

from collections.abc import Mapping

from generator.search.codec import pack_bits
from generator.search.script import script


def facet_files(
    numbers: Mapping[str, int], values_by_facet: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> dict[str, bytes]:
    """Return the scripts of the columns by name, for facet -> record id -> values.

    A column has the values, the different sets of them that occur (as places among the values), the width of a set's
    number, and such a number for each record.
    ``f/numbers`` tells which numbers records have.
    """
    taken = bytearray(max(numbers.values(), default=0) + 1)
    for number in numbers.values():
        taken[number] = 1
    ids = sorted(numbers, key=numbers.__getitem__)
    files = {"f/numbers": script("f/numbers", pack_bits(taken, 1))}
    for facet, values_by_id in values_by_facet.items():
        rows = [values_by_id.get(id_, ()) for id_ in ids]
        # Few different ones among many, so each is looked at once.
        different = set(rows)
        values = sorted({value for row in different for value in row})
        place_of = {value: place for place, value in enumerate(values)}
        places_of = {row: tuple([place_of[value] for value in row]) for row in different}
        kinds = sorted(places_of.values())
        number_of = {places: number for number, places in enumerate(kinds)}
        kind_of = {row: number_of[places] for row, places in places_of.items()}
        width = max(0, len(kinds) - 1).bit_length()
        data = [values, kinds, width, pack_bits([kind_of[row] for row in rows], width)]
        files[f"f/{facet}"] = script(f"f/{facet}", data)
    return files
