"""What every project has on the site by itself, planned anew only where something that it depends on has changed.

Planning a project is to write down all that its pages say of it and of its relatives, and to take digests of that.
Those digests are kept with the digest of all that they depend on; what they are taken of is only worked out again for
an artifact that has to be made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from generator.publish.artifact import Artifact, artifact_digest
from generator.publish.plan import Kept
from generator.publish.store import Store
from generator.shards import Shards

# The kind of row under which plans lie in the cache.
KIND = "plans"

PlanOne: TypeAlias = Callable[[str], Iterable[Artifact]]


def plan_projects(keys: Mapping[str, str], plan: PlanOne, common: str, generation: str, store: Store) -> Kept:
    """Return the artifacts of all projects.

    ``plan`` gives those of one id; ``keys`` has by id all that can make a difference to them, ``common`` what can to
    those of every project.
    """
    table = Shards(store, KIND, f"{generation} {common}")
    former = table.load()
    rows: dict[str, Any] = {}
    digests: dict[str, str] = {}
    planned = _Planned(plan, rows)
    for id_, key in keys.items():
        row = former.get(id_)
        if row is None or row[0] != key:
            artifacts = planned.anew(id_)
            row = (key, {path: artifact_digest(artifact, generation) for path, artifact in artifacts.items()})
        rows[id_] = row
        digests.update(row[1])
    table.save(rows, [*planned.ids, *(former.keys() - keys.keys())])
    return Kept(digests, planned.recall)


class _Planned:
    """The artifacts of projects by path, planned when one of them is asked for."""

    def __init__(self, plan: PlanOne, rows: Mapping[str, Any]) -> None:
        self._plan = plan
        self._rows = rows
        self._artifacts: dict[str, Mapping[str, Artifact]] = {}

    @property
    def ids(self) -> Iterable[str]:
        """The projects that were planned."""
        return self._artifacts.keys()

    def anew(self, id_: str) -> Mapping[str, Artifact]:
        """Return the artifacts of one project."""
        if id_ not in self._artifacts:
            self._artifacts[id_] = {artifact.path: artifact for artifact in self._plan(id_)}
        return self._artifacts[id_]

    def recall(self, path: str) -> Artifact:
        """Return the artifact at a path."""
        return self.anew(self._owners[path])[path]

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        return {path: id_ for id_, (_, digests) in self._rows.items() for path in digests}
