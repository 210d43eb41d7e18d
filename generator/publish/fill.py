"""One tree on its way to what is wanted: what stays, what is brought over, what is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from generator.diagnostics import GeneratorError
from generator.publish import tree as files
from generator.publish.artifact import COPY, Artifact, artifact_digest, check_paths, copied_file
from generator.publish.tree import Entry, Manifest, Tree, locate

# Takes the artifacts whose bytes are wanted; yields each with its bytes, in any order.
Make: TypeAlias = Callable[[Sequence[Artifact]], Iterable[tuple[Artifact, bytes]]]


@dataclass(frozen=True, slots=True)
class Report:
    """What publishing did: ``made`` + ``kept`` are all artifacts, ``linked`` are those brought over without being made.

    ``changed`` and ``removed`` are the paths, sorted, that a visitor finds different or gone.
    """

    made: int
    kept: int
    linked: int
    removed: tuple[str, ...]
    changed: tuple[str, ...]


class Wanted(NamedTuple):
    """An artifact and its digest."""

    artifact: Artifact
    digest: str


Plan: TypeAlias = dict[str, Wanted]


def make_plan(artifacts: Iterable[Artifact], generation: str) -> Plan:
    """Return the artifacts with their digests, by path; GeneratorError if two of them want one place."""
    artifacts = list(artifacts)
    check_paths(artifacts)
    return {artifact.path: Wanted(artifact, artifact_digest(artifact, generation)) for artifact in artifacts}


def holds(tree: Tree, plan: Plan) -> bool:
    """Tell whether the tree is exactly what the plan asks for."""
    return (
        not tree.strange
        and files.folders_of(plan).issuperset(tree.found.folders)
        and len(tree.intact) == len(plan)
        and all(path in tree.intact and tree.intact[path].artifact == wanted.digest for path, wanted in plan.items())
    )


class Filling:
    """One tree on its way to a plan; ``manifest`` grows with it."""

    def __init__(self, tree: Tree, live: Tree, plan: Plan) -> None:
        self.tree = tree
        self.live = live
        self.plan = plan
        self.made = 0
        self.linked = 0
        self.manifest: Manifest = {
            path: entry
            for path, wanted in plan.items()
            if (entry := tree.intact.get(path)) is not None and entry.artifact == wanted.digest
        }

    def run(self, make: Make) -> None:
        """Remove what is not wanted, then link, copy and make what is missing."""
        folders = files.folders_of(self.plan)
        files.clear(self.tree, self.manifest, folders)
        files.make_folder(self.tree.root)
        for folder in sorted(folders.difference(self.tree.found.folders)):
            files.make_folder(locate(self.tree.root, folder))
        self._link()
        missing = [wanted for path, wanted in self.plan.items() if path not in self.manifest]
        for wanted in missing:
            if wanted.artifact.recipe == COPY:
                self._copy(wanted)
        self._make(make, {w.artifact.path: w for w in missing if w.artifact.recipe != COPY})

    def _link(self) -> None:
        path_by_digest = {entry.artifact: path for path, entry in self.live.intact.items()}
        for path, wanted in self.plan.items():
            if path in self.manifest:
                continue
            entry = self.live.intact.get(path)
            source = path if entry and entry.artifact == wanted.digest else path_by_digest.get(wanted.digest)
            if source is not None:
                self._link_one(path, wanted.digest, source)
                self.linked += 1

    def _link_one(self, path: str, digest: str, source: str) -> None:
        entry = self.live.intact[source]._replace(artifact=digest)
        self.manifest[path] = files.link_new(locate(self.tree.root, path), locate(self.live.root, source), entry)

    def _copy(self, wanted: Wanted) -> None:
        path, file = wanted.artifact.path, copied_file(wanted.artifact)
        content, size, mtime_ns = files.copy_new(locate(self.tree.root, path), file.place)
        if content != file.digest:
            raise GeneratorError(f"파일이 짓는 동안 바뀌었습니다: {file.place}. 다시 지으십시오.")
        self.manifest[path] = Entry(wanted.digest, content, size, mtime_ns)
        self.made += 1

    def _make(self, make: Make, missing: dict[str, Wanted]) -> None:
        if not missing:
            return
        results = make([wanted.artifact for wanted in missing.values()])
        try:
            for artifact, data in results:
                self._write(missing.pop(artifact.path), data)
        finally:
            # A generator may hold worker processes; they end now, not when somebody collects it.
            getattr(results, "close", lambda: None)()
        if missing:
            raise RuntimeError(f"{len(missing)} artifacts were asked for and not made, the first: {min(missing)}")

    def _write(self, wanted: Wanted, data: bytes) -> None:
        path, content = wanted.artifact.path, hashlib.sha256(data).hexdigest()
        former = self.live.intact.get(path)
        if former and former.content == content:
            # Made again and found the same: the old file keeps its time, and a browser its copy.
            self._link_one(path, wanted.digest, path)
        else:
            mtime_ns = files.write_new(locate(self.tree.root, path), data)
            self.manifest[path] = Entry(wanted.digest, content, len(data), mtime_ns)
        self.made += 1

    def verify(self) -> None:
        """Raise GeneratorError unless the tree holds exactly the files of the manifest in their sizes."""
        found = files.scan(self.tree.root)
        sizes = {path: size for path, (size, _) in found.files.items()}
        expected = {path: entry.size for path, entry in self.manifest.items()}
        wrong = {path for path, _ in sizes.items() ^ expected.items()}.union(found.others)
        if wrong:
            place = locate(self.tree.root, min(wrong))
            raise GeneratorError(f"짓는 동안 다른 프로그램이 손댄 파일이 있습니다: {place}. 다시 지으십시오.")


def fill(tree: Tree, live: Tree, plan: Plan, make: Make, *, verify: bool) -> Filling:
    """Bring the tree to the plan with what it has itself, what ``live`` has and what ``make`` makes."""
    filling = Filling(tree, live, plan)
    filling.run(make)
    if verify:
        filling.verify()
    return filling
