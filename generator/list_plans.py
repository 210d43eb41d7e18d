"""The pages of lists and counts, planned anew only where something that they depend on has changed.

Planning such a page is to gather what it tells of a hundred projects, and to take the digest of that. What lists
choose and count by decides about all of them together; what else they tell of a project they ask ``Shelf.rows`` for,
which notes it. So where other words stand in one record, only the pages that asked for it are planned anew.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TypeAlias

from generator.pages.shelf import Rows
from generator.publish.artifact import Artifact, artifact_digest
from generator.publish.plan import Kept
from generator.publish.store import Store

# The kind of row under which plans lie in the cache.
KIND = "lists"

PlanOne: TypeAlias = Callable[[], Artifact]
# Digest of the artifact, and the ids of the projects whose rows it tells.
_Told: TypeAlias = tuple[str, tuple[str, ...]]


def plan_lists(
    plans: Callable[[], Mapping[str, PlanOne]],
    rows: Rows,
    cards: Mapping[str, str],
    common: str,
    generation: str,
    store: Store,
) -> Kept:
    """Return the artifacts of all lists.

    ``plans`` gives for each path what plans it, asking ``rows`` for projects; ``cards`` has the digests of these by id.
    ``common`` is the digest of all else that can make a difference, to the paths too.
    """
    planned = _Planned(plans, rows, generation)
    key = f"{marshal.version} {generation} {common}"
    kept = store.get(KIND, key)
    if kept is None:
        table = planned.anew(planned.functions())
    else:
        former_cards, table = marshal.loads(kept)
        changed = {id_ for id_, digest in cards.items() if former_cards.get(id_) != digest}
        table |= planned.anew(path for path, (_, told) in table.items() if not changed.isdisjoint(told))
    if kept is None or changed:
        store.put_many(KIND, [(key, marshal.dumps((dict(cards), table)))])
        store.prune(KIND, [key])
    return Kept({path: digest for path, (digest, _) in table.items()}, planned.recall)


class _Planned:
    """The artifacts by path, planned when they are asked for."""

    def __init__(self, plans: Callable[[], Mapping[str, PlanOne]], rows: Rows, generation: str) -> None:
        self.functions = cache(plans)
        self._rows = rows
        self._generation = generation
        self._artifacts: dict[str, Artifact] = {}

    def anew(self, paths: Iterable[str]) -> dict[str, _Told]:
        """Plan these, and return what is kept of them."""
        return {path: self._plan(path) for path in paths}

    def recall(self, path: str) -> Artifact:
        """Return the artifact at a path."""
        return self._artifacts.get(path) or self.functions()[path]()

    def _plan(self, path: str) -> _Told:
        self._rows.asked.clear()
        artifact = self._artifacts[path] = self.functions()[path]()
        return artifact_digest(artifact, self._generation), tuple(self._rows.asked)
