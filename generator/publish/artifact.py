"""What the site consists of: artifacts, each a path, a recipe and plain inputs, and digests that say which are new."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from generator.diagnostics import GeneratorError


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to something stored elsewhere: a record, a frame, a file.

    Identity is ``kind`` and ``digest`` (of the content, hexadecimal); ``place`` only tells the resolver where to look.
    """

    kind: str
    digest: str
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Shared:
    """Inputs that several artifacts have in common; their digest is taken once, by ``share``."""

    value: Mapping[str, Any] = field(compare=False)
    digest: str


Value: TypeAlias = "bool | int | float | str | Ref | Shared | Sequence[Value] | Mapping[str, Value] | None"
Resolve: TypeAlias = Callable[[Ref], Any]
Recipe: TypeAlias = Callable[[Mapping[str, Value], Resolve], bytes]
Recipes: TypeAlias = Mapping[str, Recipe]

# The one recipe that publishing runs itself: the file goes over in pieces and is never a value in memory.
COPY = "copy"

# Windows refuses these characters and a final dot or space (which takes care of "." and ".."), and the site must
# survive being copied to any disk. Control and direction characters would make one name look like another.
_PART = (
    r"[^/\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff<>:\"|?*\\]*"
    r"[^/\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff<>:\"|?*\\. ]"
)
_PATH = re.compile(rf"{_PART}(?:/{_PART})*")
_DEVICE = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.[^/]*)?(?:/|$)", re.IGNORECASE)
# Names under which publishing itself keeps what is not finished.
RESERVED_PREFIX = ".bonbogi-"
# ext4, APFS and NTFS all refuse longer names; a Hangul syllable takes three bytes of it.
_PART_BYTES = 255


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: where it goes, the recipe's name, and all that the recipe will see.

    ``path`` is relative to the site, with "/" on every system. Lists and tuples of inputs count as equal. ``code`` is
    the digest of the code and templates that make it, '' for all of the package. ``weight`` is about how many pages
    could be made meanwhile. Artifacts of one ``group`` that follow each other are made in one process, which then makes
    once what they share. Raises GeneratorError for a path that could leave the site or that some system cannot store.
    """

    path: str
    recipe: str
    inputs: Mapping[str, Value]
    code: str = ""
    weight: int = 1
    group: str = ""

    def __post_init__(self) -> None:
        reason = _path_fault(self.path)
        if reason:
            raise GeneratorError(f"사이트 안의 경로로 쓸 수 없습니다: {self.path!r} ({reason}). 이름을 바꾸십시오.")


def copy_artifact(path: str, file: Ref) -> Artifact:
    """Return the artifact that is the file at ``file.place`` itself; ``file.digest`` is its SHA-256."""
    return Artifact(path, COPY, {"file": file})


def copied_file(artifact: Artifact) -> Ref:
    """Return the file that a copy artifact consists of."""
    file = artifact.inputs.get("file")
    if not isinstance(file, Ref):
        raise TypeError(f"{artifact.path}: the recipe {COPY!r} takes a Ref named 'file'")
    return file


def _path_fault(path: str) -> str:
    """Return why ``path`` will not do, or nothing."""
    if not _PATH.fullmatch(path):
        return "빈 부분, '..', 절대 경로, 제어 문자, 끝의 점이나 빈칸, \\ : * ? \" < > | 은 쓸 수 없음"
    if _DEVICE.search(path):
        return "Windows가 장치 이름으로 쓰는 말이 있음"
    if RESERVED_PREFIX in path and any(part.startswith(RESERVED_PREFIX) for part in path.split("/")):
        return f"{RESERVED_PREFIX} 로 시작하는 이름은 짓는 동안 쓰는 이름임"
    if not path.isascii() and not unicodedata.is_normalized("NFC", path):
        return "한글이 낱자로 풀려 있음(NFD)"
    if len(path) * 3 > _PART_BYTES and any(len(part.encode()) > _PART_BYTES for part in path.split("/")):
        return f"이름 하나가 {_PART_BYTES}바이트보다 김"
    return ""


# JSON writes the NUL as \u0000 and a quote within text as \", so these characters come from a key of this name only.
_REF_KEY = "\0ref"
_REF_MARK = '"\\u0000ref":'


def artifact_digest(artifact: Artifact, generation: str) -> str:
    """Return the digest of all that decides the artifact's bytes: recipe, inputs and the generation.

    ``generation`` is the digest of the package's own files and templates, for those that name no ``code`` of their
    own; a copied file depends on neither.
    Keys of mappings count in any order. Raises TypeError or ValueError for inputs that are not plain data.
    """
    whole = ["" if artifact.recipe == COPY else artifact.code or generation, artifact.recipe, artifact.inputs]
    return _digest_plain(whole, artifact.path)


def share(value: Mapping[str, Value]) -> Shared:
    """Return the inputs with their digest. Raises TypeError or ValueError for what is not plain data."""
    return Shared(value, _digest_plain(value, "shared"))


def _digest_plain(whole: object, path: str) -> str:
    refs = 0

    def encode(value: object) -> object:
        nonlocal refs
        if isinstance(value, Ref):
            refs += 1
            return {_REF_KEY: [value.kind, value.digest]}
        if isinstance(value, Shared):
            refs += 1
            return {_REF_KEY: [value.digest]}
        if isinstance(value, Mapping):
            return dict(value)
        if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray, memoryview)):
            return list(value)
        raise TypeError(f"{path}: {type(value).__name__} is not plain data")

    text = json.dumps(whole, default=encode, sort_keys=True, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    if text.count(_REF_MARK) != refs:
        raise ValueError(f"{path}: the key {_REF_KEY!r} is taken")
    # Names read from a disk may hold lone surrogates; they are as good as any other text here.
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def digest_tree(folders: Iterable[Path]) -> str:
    """Return the digest of all files below the folders, by relative path and content, wherever the folders lie.

    Compiled and hidden files do not count. Raises FileNotFoundError for a folder that is not there.
    """
    digest = hashlib.blake2b(digest_size=20)
    for number, folder in enumerate(folders):
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        rows = sorted((file.relative_to(folder).as_posix(), file) for file in folder.rglob("*"))
        for name, file in rows:
            if "__pycache__" in name or "/." in f"/{name}" or name.endswith(".pyc") or not file.is_file():
                continue
            data = file.read_bytes()
            digest.update(f"{number}\0{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            digest.update(data)
    return digest.hexdigest()
