"""One tree on its way to what is wanted: what stays, what is brought over, what is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.diagnostics import GeneratorError
from generator.publish import tree as files
from generator.publish.artifact import COPY, Artifact, copied_file
from generator.publish.plan import Plan
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


def holds(tree: Tree, plan: Plan) -> bool:
    """Tell whether the tree is exactly what the plan asks for."""
    return (
        not tree.strange
        and plan.folders.issuperset(tree.found.folders)
        and {path: entry.artifact for path, entry in tree.intact.items()} == plan.digests
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
            for path, digest in plan.digests.items()
            if (entry := tree.intact.get(path)) is not None and entry.artifact == digest
        }
        # What was put into the tree on this way.
        self._new: set[str] = set()

    def run(self, make: Make) -> None:
        """Remove what is not wanted, then link, copy and make what is missing."""
        folders = self.plan.folders
        files.clear(self.tree, self.manifest, folders)
        files.make_folder(self.tree.root)
        for folder in sorted(folders.difference(self.tree.found.folders)):
            files.make_folder(locate(self.tree.root, folder))
        self._link()
        missing = [self.plan.artifact(path) for path in self.plan.digests if path not in self.manifest]
        for artifact in missing:
            if artifact.recipe == COPY:
                self._copy(artifact)
        self._make(make, {artifact.path: artifact for artifact in missing if artifact.recipe != COPY})

    def _link(self) -> None:
        wanted = {path: digest for path, digest in self.plan.digests.items() if path not in self.manifest}
        if not wanted:
            return
        path_by_digest = {entry.artifact: path for path, entry in self.live.intact.items()}
        for path, digest in wanted.items():
            entry = self.live.intact.get(path)
            source = path if entry and entry.artifact == digest else path_by_digest.get(digest)
            if source is not None:
                self._link_one(path, source)
                self.linked += 1

    def _link_one(self, path: str, source: str) -> None:
        entry = self.live.intact[source]._replace(artifact=self.plan.digests[path])
        self._note(path, files.link_new(locate(self.tree.root, path), locate(self.live.root, source), entry))

    def _note(self, path: str, entry: Entry) -> None:
        self.manifest[path] = entry
        self._new.add(path)

    def _copy(self, artifact: Artifact) -> None:
        path, file = artifact.path, copied_file(artifact)
        content, size, mtime_ns = files.copy_new(locate(self.tree.root, path), file.place)
        if content != file.digest:
            raise GeneratorError(f"파일이 짓는 동안 바뀌었습니다: {file.place}. 다시 지으십시오.")
        self._note(path, Entry(self.plan.digests[path], content, size, mtime_ns))
        self.made += 1

    def _make(self, make: Make, missing: dict[str, Artifact]) -> None:
        if not missing:
            return
        results = make(list(missing.values()))
        try:
            for artifact, data in results:
                del missing[artifact.path]
                self._write(artifact.path, data)
        finally:
            # A generator may hold worker processes; they end now, not when somebody collects it.
            getattr(results, "close", lambda: None)()
        if missing:
            raise RuntimeError(f"{len(missing)} artifacts were asked for and not made, the first: {min(missing)}")

    def _write(self, path: str, data: bytes) -> None:
        content = hashlib.sha256(data).hexdigest()
        former = self.live.intact.get(path)
        if former and former.content == content:
            # Made again and found the same: the old file keeps its time, and a browser its copy.
            self._link_one(path, path)
        else:
            mtime_ns = files.write_new(locate(self.tree.root, path), data)
            self._note(path, Entry(self.plan.digests[path], content, len(data), mtime_ns))
        self.made += 1

    def verify(self) -> None:
        """Raise GeneratorError unless the tree holds exactly the files of the manifest, the new ones in their sizes.

        The sizes and times of the others were looked at when filling began.
        """
        found, others = files.list_files(self.tree.root, self._new)
        expected = dict.fromkeys(self.manifest, -1) | {path: self.manifest[path].size for path in self._new}
        wrong = {path for path, _ in found.items() ^ expected.items()}.union(others)
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
