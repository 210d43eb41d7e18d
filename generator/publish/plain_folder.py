"""Publishing into a folder that belongs to somebody else: our files are put among the others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.publish import tree as files
from generator.publish.artifact import RESERVED_PREFIX, Artifact
from generator.publish.exchange import only_one
from generator.publish.fill import Make, Report, fill, holds
from generator.publish.plan import Kept, make_plan
from generator.publish.tree import Entry, Tree


class PlainFolder:
    """A folder that somebody else owns and fills too: our files are put among the others, which stay.

    A tree of our own in the state folder holds what was made, so that a folder that its owner emptied is full again
    without anything being made. Each file is replaced at once; the folder as a whole is not.
    """

    def __init__(self, folder: Path, state_folder: Path) -> None:
        self._folder = folder
        self._state = state_folder / "plain"
        self._manifest = self._state / "kept.json"

    def publish(
        self, artifacts: Iterable[Artifact | Kept], make: Make, *, generation: str, verify: bool = True
    ) -> Report:
        """Put the artifacts into the folder, and take out those of the former build that are no longer wanted."""
        plan = make_plan(artifacts, generation)
        files.make_folder(str(self._state))
        with only_one(self._state / "lock", self._folder):
            former = files.read_manifest(self._manifest) or {}
            # First, for a build that breaks off forgets what the former one put there.
            removed = [path for path in sorted(former.keys() - plan.digests.keys()) if self._take(path, former[path])]
            kept = files.examine(files.root_of(self._state / "kept"), former)
            made, manifest = 0, kept.intact
            if not holds(kept, plan):
                files.remove_file(str(self._manifest))
                filling = fill(kept, Tree(""), plan, make, verify=verify)
                made, manifest = filling.made, filling.manifest
            if manifest != former:
                files.write_manifest(self._manifest, manifest)
            changed = [path for path in sorted(plan.digests) if self._put(path, manifest[path], kept.root)]
        return Report(made, len(plan) - made, len(changed), tuple(removed), tuple(changed))

    def _put(self, path: str, entry: Entry, kept_root: str) -> bool:
        """Put one file into the folder unless it is there; tell whether it was put."""
        target = self._folder / path
        if _is(target, entry):
            return False
        new = target.with_name(f"{RESERVED_PREFIX}new")
        files.make_folder(str(target.parent))
        files.remove_file(str(new))
        try:
            files.link_new(str(new), files.locate(kept_root, path), entry)
            files.explained(os.replace)(new, target)
        finally:
            files.remove_file(str(new))
        return True

    def _take(self, path: str, entry: Entry) -> bool:
        """Take one file of ours out of the folder, and the folders that it leaves empty; tell whether it was there."""
        target = self._folder / path
        if not _is(target, entry):
            return False
        files.remove_file(str(target))
        with suppress(OSError):
            for parent in target.relative_to(self._folder).parents[:-1]:
                (self._folder / parent).rmdir()
        return True


@files.explained
def _is(file: Path, entry: Entry) -> bool:
    """Tell whether ``file`` has the content of the entry."""
    try:
        status = file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not stat.S_ISREG(status.st_mode) or status.st_size != entry.size:
        return False
    return status.st_mtime_ns == entry.mtime_ns or files.hash_file(str(file)) == entry.content
