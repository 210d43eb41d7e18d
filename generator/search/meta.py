"""What the browser loads before a query: how the index is laid out, and which words mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.records.programme import Programme, Topic
from generator.search.index import IndexState
from generator.search.layout import ROWS_PER_BLOCK
from generator.search.script import script
from generator.search.text import cut_runs, fold


def meta_script(state: IndexState, programme: Programme) -> bytes:
    """Return the script that starts the search."""
    layout = state.layout
    data = {
        "records": len(state.numbers),
        "last": max(state.numbers.values(), default=0),
        "shards": layout.shards,
        "depth": layout.depth,
        "average": state.average,
        "block": ROWS_PER_BLOCK,
        "synonyms": [row for topic in programme.topics.values() if (row := _same_words(topic))],
        # Searched like the others, and never shown to anybody.
        "old": sorted({fold(word) for topic in programme.topics.values() for word in topic.old}),
    }
    return script("meta", data)


def names_script(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the script of names to suggest beside words and titles: kind, name, address on the site."""
    return script("names", [list(row) for row in rows])


def _same_words(topic: Topic) -> list[str]:
    """Return the single words of a topic that mean the same, its name first."""
    names = [*re.split("·", topic.name), *topic.old, *topic.synonyms]
    folded = [fold(name) for name in names]
    return list(dict.fromkeys(name for name in folded if cut_runs(name) == [name]))
