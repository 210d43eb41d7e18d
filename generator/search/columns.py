"""The words of facet values that the browser shows."""

from __future__ import annotations

from generator.reading.facets import facet_words
from generator.records.facets import count_values
from generator.records.library import Library
from generator.search.script import script


def labels_script(library: Library) -> bytes:
    """Return the script of facet -> [value, word], in the order of showing; only values that records have."""
    shown = {}
    for facet, words in facet_words(library).items():
        used = count_values(library.facets[facet])
        shown[facet] = [[value, word] for value, word in words.items() if value in used]
    return script("f/labels", shown)
