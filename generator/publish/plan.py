"""What a site is to hold: each artifact's digest by path, and the artifact itself where somebody has to make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics import GeneratorError
from generator.publish.artifact import COPY, Artifact, artifact_digest
from generator.publish.tree import folders_of


@dataclass(frozen=True, slots=True)
class Kept:
    """Artifacts of which a former build has worked out the digests, by path.

    ``recall`` gives the artifact at a path, for one that has to be made all the same.
    """

    digests: Mapping[str, str]
    recall: Callable[[str], Artifact] = field(compare=False)


class Plan:
    """All artifacts of a site.

    ``digests`` has those of all, by path, in the order in which they were planned; ``folders`` are those in which the
    paths lie.
    """

    def __init__(
        self, digests: dict[str, str], folders: set[str], artifacts: Mapping[str, Artifact], kept: Sequence[Kept]
    ) -> None:
        self.digests = digests
        self.folders = folders
        self._artifacts = artifacts
        self._kept = kept

    def __len__(self) -> int:
        return len(self.digests)

    def artifact(self, path: str) -> Artifact:
        """Return the artifact at a path."""
        if path in self._artifacts:
            return self._artifacts[path]
        return next(part.recall(path) for part in self._kept if path in part.digests)

    def copies(self) -> list[Artifact]:
        """Return the artifacts that are files taken over as they are."""
        return [artifact for artifact in self._artifacts.values() if artifact.recipe == COPY]


def make_plan(artifacts: Iterable[Artifact | Kept], generation: str) -> Plan:
    """Return the artifacts with their digests; GeneratorError if two of them want one place."""
    paths: list[str] = []
    digests: dict[str, str] = {}
    own: dict[str, Artifact] = {}
    kept: list[Kept] = []
    for one in artifacts:
        if isinstance(one, Kept):
            paths += one.digests
            digests.update(one.digests)
            kept.append(one)
        else:
            paths.append(one.path)
            digests[one.path] = artifact_digest(one, generation)
            own[one.path] = one
    return Plan(digests, check_paths(paths), own, kept)


def check_paths(paths: Sequence[str]) -> set[str]:
    """Return the folders in which the paths lie.

    Raises GeneratorError, naming both, where two of them cannot stand beside each other on every file system.
    """
    folders = folders_of(paths)
    path_by_key = {path.casefold(): path for path in paths}
    folder_by_key = {folder.casefold(): folder for folder in folders}
    if len(path_by_key) < len(paths):
        first, second = _same_key(paths)
        raise GeneratorError(f"사이트의 두 파일이 같은 자리를 씁니다: {first}, {second}. 하나의 이름을 바꾸십시오.")
    if len(folder_by_key) < len(folders):
        first, second = _same_key(sorted(folders))
        raise GeneratorError(f"사이트의 두 폴더가 대소문자만 다릅니다: {first}/, {second}/. 하나의 이름을 바꾸십시오.")
    for key, folder in folder_by_key.items():
        if key in path_by_key:
            raise GeneratorError(
                f"사이트의 파일과 폴더가 이름이 같습니다: {path_by_key[key]}, {folder}/. 하나의 이름을 바꾸십시오."
            )
    return folders


def _same_key(names: Iterable[str]) -> tuple[str, str]:
    """Return the first two names, of which there are some, that differ in case at most."""
    first: dict[str, str] = {}
    return next(
        (first[key], name) for name in names if (key := name.casefold()) in first or first.setdefault(key, name) is None
    )
