"""What every project has on the site by itself, planned anew only where something that it depends on has changed.

Planning a project is to write down all that its pages say of it and of its relatives, and to take digests of that.
Those digests are kept with the digest of all that they depend on; what they are taken of is only worked out again for
an artifact that has to be made.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeAlias

from generator.publish.artifact import Artifact, Later, Value, artifact_digest
from generator.publish.store import Store

# The kind of row under which plans lie in the cache, by the number of a part: one edit writes one part or a few.
KIND = "plans"
_PARTS = 64

PlanOne: TypeAlias = Callable[[str], Iterable[Artifact]]
# By id: the digest of all that a project's plan depends on, and its artifacts without their inputs.
_Part: TypeAlias = dict[str, list[Any]]


def plan_projects(keys: Mapping[str, str], plan: PlanOne, generation: str, store: Store) -> list[Artifact]:
    """Return the artifacts of all projects, each with its digest.

    ``plan`` gives those of one id; ``keys`` has by id the digest of everything that can make a difference to them.
    """
    names = [f"{generation} {number}" for number in range(_PARTS)]
    former = {name: json.loads(data) for name, data in store.get_many(KIND, names).items()}
    parts: dict[str, _Part] = {}
    artifacts: list[Artifact] = []
    for id_, key in keys.items():
        name = names[zlib.crc32(id_.encode()) % _PARTS]
        known = former.get(name, {}).get(id_)
        if known is not None and known[0] == key:
            own = _recall(known[1], _Fresh(plan, id_))
        else:
            own = [replace(one, digest=artifact_digest(one, generation)) for one in plan(id_)]
            known = [key, [[one.path, one.recipe, one.code, one.weight, one.group, one.digest] for one in own]]
        parts.setdefault(name, {})[id_] = known
        artifacts += own
    changed = {name: part for name, part in parts.items() if former.get(name) != part}
    if changed or former.keys() - parts.keys():
        store.put_many(KIND, ((name, json.dumps(part, ensure_ascii=False).encode()) for name, part in changed.items()))
        store.prune(KIND, parts.keys())
    return artifacts


class _Fresh:
    """One project's plan, worked out when the inputs of one of its artifacts are asked for."""

    def __init__(self, plan: PlanOne, id_: str) -> None:
        self._plan = plan
        self._id = id_

    @cached_property
    def _inputs(self) -> Mapping[str, Mapping[str, Value]]:
        return {artifact.path: artifact.inputs for artifact in self._plan(self._id)}

    def later(self, path: str) -> Later:
        """Return the inputs of the artifact at ``path``."""
        return Later(lambda: self._inputs[path])


def _recall(rows: Iterable[list[Any]], fresh: _Fresh) -> list[Artifact]:
    return [
        Artifact(path, recipe, fresh.later(path), code, weight, group, digest)
        for path, recipe, code, weight, group, digest in rows
    ]
