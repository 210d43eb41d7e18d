"""A folder of published files: what it holds, whether that is still so, and the few ways to write into it."""

from __future__ import annotations

import errno
import functools
import hashlib
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeAlias, TypeVar

from generator.diagnostics import GeneratorError

# A manifest with another number is unknown; a site without one is known again by what lies in it.
MANIFEST_VERSION = 2
PIECE = 1 << 20
# What file browsers leave behind by merely looking at a folder.
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})

P = ParamSpec("P")
T = TypeVar("T")


class Entry(NamedTuple):
    """What a manifest knows of one file: digest of its artifact, SHA-256 of its content, size, time of change."""

    artifact: str
    content: str
    size: int
    mtime_ns: int


Manifest: TypeAlias = dict[str, Entry]


def explain(error: OSError, path: str = "") -> GeneratorError:
    """Return the sentence that tells a person what the system refused, and what to do."""
    # Of a rename the target is what a person knows; the source is a name of our own.
    place = error.filename2 or error.filename or path
    place = os.fsdecode(place) if isinstance(place, (str, bytes)) else path
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return GeneratorError(f"디스크에 빈 자리가 없습니다: {place}. 자리를 비운 뒤 다시 하십시오.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return GeneratorError(
            f"읽거나 쓸 수 없습니다: {place}. 권한, 읽기 전용 여부, 다른 프로그램이 열고 있는지를 확인하십시오."
        )
    if error.errno == errno.ENOENT:
        return GeneratorError(f"파일이 없습니다: {place}. 짓는 동안 옮기거나 지우지 않았는지 확인하십시오.")
    if error.errno == errno.ENAMETOOLONG:
        return GeneratorError(f"이름이 너무 깁니다: {place}. 파일 이름을 줄이거나 더 짧은 폴더에 지으십시오.")
    if error.errno == errno.EFBIG:
        return GeneratorError(f"이 시스템이 허락하는 것보다 큰 파일입니다: {place}. 파일을 줄이십시오.")
    return GeneratorError(f"파일을 다룰 수 없습니다: {place} ({error.strerror or error}). 고친 뒤 다시 하십시오.")


def explained(function: Callable[P, T]) -> Callable[P, T]:
    """Return the function with each OSError turned into a GeneratorError; its first argument is the path."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except OSError as error:
            raise explain(error, str(args[0])) from error

    return call


def root_of(folder: Path) -> str:
    """Return the folder's absolute name in the form that also takes long names on Windows."""
    name = os.path.abspath(folder)
    if sys.platform == "win32" and not name.startswith("\\\\"):
        return "\\\\?\\" + name
    return name


def locate(root: str, path: str) -> str:
    """Return the system's name of the file at ``path`` below ``root``."""
    return root + os.sep + (path if os.sep == "/" else path.replace("/", os.sep))


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return all folders, ancestors too, in which the paths lie; not the root itself."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


@dataclass
class Listing:
    """What one pass over a folder found: files with size and time, folders, and all that is neither."""

    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, manifest: Manifest, folders: list[str]) -> Listing:
        """Return the listing of a tree that is what the manifest says."""
        return cls({path: entry[2:] for path, entry in manifest.items()}, folders)

    def is_all_of(self, manifest: Mapping[str, Entry]) -> bool:
        """Tell whether these are all files of the manifest, in their sizes and of their times, and no others."""
        return not self.others and self.files == {path: entry[2:] for path, entry in manifest.items()}


@explained
def scan(root: str) -> Listing:
    """Return what lies below ``root``, links not followed; nothing if there is no such folder."""
    found = Listing()
    for path, entry in _walk(root):
        if entry.is_file(follow_symlinks=False):
            status = entry.stat(follow_symlinks=False)
            found.files[path] = (status.st_size, status.st_mtime_ns)
        elif entry.is_dir(follow_symlinks=False):
            found.folders.append(path)
        else:
            found.others.append(path)
    return found


@explained
def list_files(root: str, sized: Collection[str]) -> tuple[dict[str, int], list[str]]:
    """Return the files below ``root`` with the sizes of those in ``sized``, the others with -1; and what is no file.

    Names cost a third of what names and sizes cost.
    """
    found: dict[str, int] = {}
    others = []
    for path, entry in _walk(root):
        if entry.is_file(follow_symlinks=False):
            found[path] = entry.stat(follow_symlinks=False).st_size if path in sized else -1
        elif not entry.is_dir(follow_symlinks=False):
            others.append(path)
    return found, others


def _walk(root: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below ``root`` by its path, the folders too; links are not followed."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            entries = os.scandir(locate(root, prefix) if prefix else root)
        except FileNotFoundError:
            if prefix:
                raise
            return
        with entries:
            for entry in entries:
                name = entry.name
                if sys.platform == "darwin" and not name.isascii():
                    # HFS+ hands names back with the syllables taken apart.
                    name = unicodedata.normalize("NFC", name)
                path = prefix + name
                yield path, entry
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")


def digest_listing(found: Listing) -> str:
    """Return the digest of everything that a pass over a folder found."""
    lines = [f"{path}:{size}:{mtime_ns}" for path, (size, mtime_ns) in found.files.items()]
    lines += [f"{folder}/" for folder in found.folders] + [f"{other}?" for other in found.others]
    text = "\0".join(sorted(lines))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


@dataclass
class Tree:
    """A folder compared with its manifest: ``intact`` files are what the manifest says, ``strange`` ones are not."""

    root: str
    found: Listing = field(default_factory=Listing)
    intact: Manifest = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)


def examine(root: str, manifest: Mapping[str, Entry]) -> Tree:
    """Return what of the manifest still stands below ``root``.

    A file with another time but the right size is read: a tree that was copied or restored is as good as before.
    """
    found = scan(root)
    if found.is_all_of(manifest):
        return Tree(root, found, dict(manifest))
    tree = Tree(root, found)
    for path, (size, mtime_ns) in found.files.items():
        entry = manifest.get(path)
        if entry and entry.size == size:
            if entry.mtime_ns == mtime_ns:
                tree.intact[path] = entry
                continue
            if hash_file(locate(root, path)) == entry.content:
                tree.intact[path] = entry._replace(mtime_ns=mtime_ns)
                continue
        if entry or path.rpartition("/")[2] not in LITTER:
            tree.strange.append(path)
    tree.strange += found.others
    return tree


@explained
def is_bare(root: str) -> bool:
    """Tell whether there is no such folder, or nothing in it that a person would call something."""
    return not os.path.exists(root) or LITTER.issuperset(os.listdir(root))


@explained
def read_manifest(file: Path) -> Manifest | None:
    """Return the manifest, or None if there is none that this version understands."""
    try:
        data = json.loads(file.read_bytes())
        if data["version"] != MANIFEST_VERSION:
            return None
        columns = [data[name] for name in Entry._fields]
        return dict(zip(data["path"], map(Entry._make, zip(*columns, strict=True)), strict=True))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError):
        # Cut off or scribbled over: as good as none.
        return None


def write_manifest(file: Path, manifest: Mapping[str, Entry]) -> None:
    """Put the manifest into ``file``, whole or not at all, also if the power fails.

    A list a column, which is read in a third of the time that a row a file takes.
    """
    columns = list(zip(*manifest.values(), strict=True)) or [()] * len(Entry._fields)
    named = dict(zip(Entry._fields, columns, strict=True))
    data = {"version": MANIFEST_VERSION, "path": list(manifest), **named}
    write_whole(file, json.dumps(data, separators=(",", ":")))


@explained
def write_whole(file: Path, text: str) -> None:
    """Put the text into ``file``, whole or not at all, also if the power fails."""
    new = file.with_name(file.name + ".new")
    with new.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)


@explained
def hash_file(name: str) -> str:
    """Return the SHA-256 of the file, read in pieces."""
    with open(name, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@explained
def write_new(name: str, data: bytes) -> int:
    """Write a file that must not be there yet; return its time of change in nanoseconds."""
    number = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(number, rest) :]
        return os.fstat(number).st_mtime_ns
    finally:
        os.close(number)


@explained
def copy_new(name: str, source: str) -> tuple[str, int, int]:
    """Copy ``source`` in pieces to a file that must not be there yet; return SHA-256, size and time of change."""
    digest = hashlib.sha256()
    size = 0
    with open(source, "rb") as incoming, open(name, "xb") as outgoing:
        while piece := incoming.read(PIECE):
            digest.update(piece)
            outgoing.write(piece)
            size += len(piece)
        outgoing.flush()
        return digest.hexdigest(), size, os.fstat(outgoing.fileno()).st_mtime_ns


@explained
def link_new(name: str, source: str, entry: Entry) -> Entry:
    """Give the file ``source`` a second name, or copy it where links are refused; return its entry there."""
    try:
        os.link(source, name)
    except OSError:
        # Links are refused for many reasons (FAT, network, rights, too many of them); a copy's error is the true one.
        content, size, _ = copy_new(name, source)
        if (content, size) != (entry.content, entry.size):
            raise GeneratorError(f"파일이 짓는 동안 바뀌었습니다: {source}. 다시 지으십시오.") from None
        os.utime(name, ns=(entry.mtime_ns, entry.mtime_ns))
        return entry._replace(mtime_ns=os.stat(name).st_mtime_ns)
    return entry


@explained
def make_folder(name: str) -> None:
    """Make the folder and those above it, where they are not there yet."""
    os.makedirs(name, exist_ok=True)


@explained
def remove_file(name: str) -> None:
    """Remove one file or link; it may be gone already."""
    try:
        os.unlink(name)
    except FileNotFoundError:
        return


@explained
def remove_folder(name: str) -> None:
    """Remove the folder with all that is in it; it may be gone already."""
    if os.path.lexists(name):
        shutil.rmtree(name)


def clear(tree: Tree, kept: Collection[str], folders: Collection[str]) -> None:
    """Remove from the tree all but the kept files and the folders given."""
    unwanted = [folder for folder in tree.found.folders if folder not in folders]
    gone = set(unwanted)
    for folder in unwanted:
        if folder.rpartition("/")[0] not in gone:
            remove_folder(locate(tree.root, folder))
    for path in [*tree.found.files, *tree.found.others]:
        if path not in kept and path.rpartition("/")[0] not in gone:
            remove_file(locate(tree.root, path))
