"""Publishing a site that appears at once, from one whole state to the next."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from generator.diagnostics import GeneratorError
from generator.publish import tree as files
from generator.publish.artifact import RESERVED_PREFIX, Artifact, copied_file
from generator.publish.exchange import Swap, finish_renames, only_one, swap_folders
from generator.publish.fill import Filling, Make, Report, fill, holds
from generator.publish.plan import Kept, Plan, make_plan
from generator.publish.tree import Manifest, Tree


def _state_of(folder: Path, state_folder: Path) -> Path:
    """Return where the state of this site lies; a project that is moved with its site finds it again."""
    try:
        place = os.path.relpath(folder, state_folder)
    except ValueError:
        # Two drives on Windows.
        place = str(folder)
    key = hashlib.blake2b(os.fsencode(place), digest_size=4).hexdigest()
    return state_folder / f"site-{key}"


# Bytes of the manifest of some 10,000 files, from where on looking at them takes longer than starting a process for it.
_LARGE = 2_000_000


class Whole(NamedTuple):
    """A tree that was found to hold exactly what its manifest says."""

    manifest: tuple[int, int, int]  # number, size and time of the manifest's file: every other one has others
    folders: list[str]


# What ``SwappedSite.look`` finds: the live tree and the standby, None for one that has to be looked at more closely.
Looked: TypeAlias = tuple[Whole | None, Whole | None]


class SwappedSite:
    """A folder that is a published site and nothing else; it changes from one whole state to the next at once.

    Beside it lies a standby tree, one build behind. The standby is brought to what is wanted, by differences, and the
    two change places. A crash leaves the folder as it was; what is half done is thrown away. After a power failure
    the next build finds by their sizes the files that the disk lost, and makes them again.

    ``looked`` gives, when it comes to publishing, what ``look`` of the same site has found elsewhere since the build
    began; it counts unless another build came between.
    """

    def __init__(
        self,
        folder: Path,
        state_folder: Path,
        *,
        swap: Swap = swap_folders,
        looked: Callable[[], Looked] = lambda: (None, None),
    ) -> None:
        # A link stays a link: what it points to is the site.
        self._live = Path(os.path.realpath(folder))
        state_folder = Path(os.path.realpath(state_folder))
        self._state = _state_of(self._live, state_folder)
        self._swap = swap
        self._looked = looked
        if self._live == state_folder or self._live in state_folder.parents:
            raise GeneratorError(f"이 폴더에는 지을 수 없습니다: {folder}. 소스가 들어 있지 않은 폴더를 고르십시오.")
        self._live_manifest = self._state / "live.json"
        self._standby_manifest = self._state / "standby.json"
        # While this is there the standby is whole, and the exchange is due or just done.
        self._next_manifest = self._state / "next.json"
        self._plain_manifest = state_folder / "plain" / "kept.json"
        # What the live tree was made from, and its listing.
        self._stamp = self._state / "stamp"

    @property
    def is_large(self) -> bool:
        """Whether it is worth while to look at it in a process of its own."""
        try:
            return self._live_manifest.stat().st_size > _LARGE
        except OSError:
            return False

    def is_older_than(self, places: Iterable[str]) -> bool:
        """Tell whether one of these files changed since ``stamp`` was called last, or in that moment, or is gone."""
        try:
            stamped_ns = self._stamp.stat().st_mtime_ns
            return any(os.stat(place).st_mtime_ns >= stamped_ns for place in places)
        except OSError:
            return True

    def look(self) -> Looked:
        """Return which of the two trees are what their manifests say."""
        standby, _ = self._places()
        return _look(self._live, self._live_manifest), _look(standby, self._standby_manifest)

    def stands_for(self, sources: str) -> bool:
        """Tell whether the folder is, untouched, what was published when ``stamp`` was given the same sources.

        As sure as a whole build is: that looks at names, sizes and times of the published files, too. A stamp cannot be
        out of date: it says what came of its sources, which stays true whatever is published or breaks off later.
        """
        try:
            stamp = self._stamp.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return False
        if not stamp.startswith(f"{sources} ") or self._next_manifest.exists():
            return False
        found = files.scan(files.root_of(self._live))
        found.files = {path: row for path, row in found.files.items() if path.rpartition("/")[2] not in files.LITTER}
        return stamp == f"{sources} {files.digest_listing(found)}"

    def stamp(self, sources: str) -> None:
        """Remember that what is published now is what comes of the sources."""
        # Of the manifest and not of the folder: what somebody changed there meanwhile must not count as published.
        manifest = files.read_manifest(self._live_manifest) or {}
        found = files.Listing.of(manifest, [*files.folders_of(manifest)])
        files.write_whole(self._stamp, f"{sources} {files.digest_listing(found)}")

    def publish(
        self, artifacts: Iterable[Artifact | Kept], make: Make, *, generation: str, verify: bool = True
    ) -> Report:
        """Bring the folder to the artifacts; only what is not known by its digest is made."""
        plan = make_plan(artifacts, generation)
        standby, aside = self._prepare()
        with only_one(self._state / "lock", self._live):
            self._recover(standby, aside)
            looked_live, looked_standby = self._looked()
            former = files.read_manifest(self._live_manifest)
            live = self._examine_own(former, plan, looked_live)
            if holds(live, plan):
                if live.intact != former:
                    files.write_manifest(self._live_manifest, live.intact)
                return Report(0, len(plan), 0, (), ())
            filling = self._fill_standby(standby, live, plan, make, looked_standby, verify=verify)
            changed = {
                p for p, e in filling.manifest.items() if p not in live.intact or live.intact[p].content != e.content
            }
            removed = set(former or {}).union(live.strange).difference(plan.digests)
            stray_folders = plan.folders.symmetric_difference(live.found.folders)
            if changed or removed or stray_folders:
                self._appear(standby, aside, filling.manifest)
                self._follow(standby, filling.manifest)
            else:
                self._rename_entries(live, filling.manifest)
        made = filling.made
        return Report(made, len(plan) - made, filling.linked, tuple(sorted(removed)), tuple(sorted(changed)))

    @files.explained
    def _prepare(self) -> tuple[Path, Path]:
        """Return the standby folder and the free name beside it, on the file system of the site."""
        files.make_folder(str(self._state))
        files.make_folder(str(self._live.parent))
        if self._live.exists() and not self._live.is_dir():
            raise GeneratorError(f"사이트 폴더 자리에 파일이 있습니다: {self._live}. 옮기거나 다른 폴더를 고르십시오.")
        if self._live.is_mount():
            raise GeneratorError(
                f"디스크가 연결된 자리는 통째로 바꿀 수 없습니다: {self._live}. 그 안의 폴더를 고르십시오."
            )
        return self._places()

    def _places(self) -> tuple[Path, Path]:
        if self._state.stat().st_dev == self._live.parent.stat().st_dev:
            return self._state / "standby", self._state / "aside"
        hidden = f"{RESERVED_PREFIX}{self._live.name}"
        return self._live.with_name(f"{hidden}-standby"), self._live.with_name(f"{hidden}-aside")

    def _recover(self, standby: Path, aside: Path) -> None:
        """Bring what a crash interrupted to an end: an exchange by two renames, and the manifests after an exchange."""
        files.explained(finish_renames)(self._live, standby, aside)
        incoming = files.read_manifest(self._next_manifest)
        if incoming is None:
            return
        former = files.read_manifest(self._live_manifest) or {}
        found = set(files.scan(files.root_of(self._live)).files.items())

        def distance(manifest: Manifest) -> int:
            return len(found.symmetric_difference((path, entry[2:]) for path, entry in manifest.items()))

        if distance(incoming) <= distance(former):
            # Nobody saw the exchange: let examine() read each file before it is believed.
            doubtful = {path: entry._replace(mtime_ns=-1) for path, entry in incoming.items()}
            self._forget_standby()
            files.write_manifest(self._live_manifest, doubtful)
            files.remove_file(str(self._next_manifest))
        else:
            self._replace(self._next_manifest, self._standby_manifest)

    def _examine_own(self, former: Manifest | None, plan: Plan, looked: Whole | None) -> Tree:
        """Return the live tree; GeneratorError if it holds things and nothing says that a former build put them there.

        Where the state is lost, the tree itself still says so.
        """
        root = files.root_of(self._live)
        if os.path.lexists(self._live / ".git"):
            raise GeneratorError(
                f"사이트 폴더에 git 저장소가 있습니다: {self._live}. 지워질 수 있으니 먼저 옮기십시오."
            )
        # A folder that is nobody's output may be a whole home folder: no walk through it.
        if former or files.is_bare(root):
            live = _examine(root, self._live_manifest, former or {}, looked)
            if live.intact or not live.strange:
                return live
        for file in (self._standby_manifest, self._plain_manifest):
            manifest = files.read_manifest(file)
            if manifest and (live := files.examine(root, manifest)).intact:
                return live
        if _looks_like(root, plan):
            return files.examine(root, {})
        raise GeneratorError(
            f"본보기가 지은 폴더가 아닙니다: {self._live}. 옮기거나 지우십시오. 다른 폴더에 지어도 됩니다."
        )

    def _fill_standby(
        self, standby: Path, live: Tree, plan: Plan, make: Make, looked: Whole | None, *, verify: bool
    ) -> Filling:
        manifest = files.read_manifest(self._standby_manifest)
        root = files.root_of(standby)
        if manifest is None:
            files.remove_folder(root)
        tree = _examine(root, self._standby_manifest, manifest or {}, looked)
        # From here on the standby is dirty until its manifest is written.
        self._forget_standby()
        return fill(tree, live, plan, make, verify=verify)

    def _forget_standby(self) -> None:
        files.remove_file(str(self._standby_manifest))

    def _appear(self, standby: Path, aside: Path, manifest: Manifest) -> None:
        files.write_manifest(self._next_manifest, manifest)
        if self._live.exists():
            files.explained(self._swap)(self._live, standby, aside)
            if self._live_manifest.exists():
                self._replace(self._live_manifest, self._standby_manifest)
        else:
            self._replace(standby, self._live)
        self._replace(self._next_manifest, self._live_manifest)

    def _follow(self, standby: Path, manifest: Manifest) -> None:
        """Make the standby that a first build lacks, now that the site is there, so that the first change need not.

        Where the system refuses links, that change copies the files.
        """
        if standby.exists():
            return
        root, source = files.root_of(standby), files.root_of(self._live)
        try:
            for folder in ["", *sorted(files.folders_of(manifest))]:
                os.mkdir(files.locate(root, folder))
            for path in manifest:
                os.link(files.locate(source, path), files.locate(root, path))
        except OSError:
            # Without its manifest it is thrown away by the next build.
            return
        files.write_manifest(self._standby_manifest, manifest)

    def _rename_entries(self, live: Tree, manifest: Manifest) -> None:
        """Note that the live tree, as it is, answers to the new digests."""
        entries = {p: live.intact[p]._replace(artifact=entry.artifact) for p, entry in manifest.items()}
        files.write_manifest(self._live_manifest, entries)
        files.write_manifest(self._standby_manifest, manifest)

    @staticmethod
    def _replace(source: Path, target: Path) -> None:
        files.explained(os.replace)(source, target)


def _look(folder: Path, file: Path) -> Whole | None:
    """Return the tree where it is what the manifest in ``file`` says; None where it is not, or has none."""
    # First: a build that comes between puts another manifest there.
    identity = _identity(file)
    manifest = files.read_manifest(file)
    if identity is None or manifest is None:
        return None
    found = files.scan(files.root_of(folder))
    return Whole(identity, found.folders) if found.is_all_of(manifest) else None


def _examine(root: str, file: Path, manifest: Manifest, looked: Whole | None) -> Tree:
    if looked is not None and looked.manifest == _identity(file):
        return Tree(root, files.Listing.of(manifest, looked.folders), manifest)
    return files.examine(root, manifest)


def _identity(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


@files.explained
def _looks_like(root: str, plan: Plan) -> bool:
    """Tell whether a site like the plan lies in ``root``: pages and folders of its kind only, and one of its files.

    A stranger's folder has no file of ours, byte for byte, in the very place. Nothing below the first level is listed.
    """
    own = {path.partition("/")[0] for path in plan.digests} | files.LITTER
    if not all(name in own or name.endswith(".html") for name in os.listdir(root)):
        return False
    return any(_has_content(files.locate(root, copy.path), copied_file(copy).digest) for copy in plan.copies())


def _has_content(name: str, content: str) -> bool:
    return os.path.isfile(name) and not os.path.islink(name) and files.hash_file(name) == content
