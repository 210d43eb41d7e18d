"""What lies in projects/: one folder per project, its files by name, size and digest; nothing is parsed here."""

from __future__ import annotations

import hashlib
import os
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from generator.diagnostics import Finding, GeneratorError
from generator.records.messages import final_consonant
from generator.records.reader import MAX_BYTES
from generator.records.record import KeptFile
from generator.records.scalars import MAX_ID_LENGTH, is_valid_id
from generator.resources import GUIDEBOOK_FILE, PROJECT_FILE
from generator.signature import Signature

HEAD_BYTES = 512


class Digests(Protocol):
    """Remembers the digests of files by their signatures, so that an unchanged file is not read again."""

    def known_digests(self, signatures: Mapping[str, Signature]) -> dict[str, str]:
        """Return the digests of those files, by path, that are as they were when they were remembered."""

    def remember_digests(self, rows: Iterable[tuple[str, Signature, str]]) -> None:
        """Remember (path, signature, digest) of files; the signature was taken before the file was read."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One project's folder."""

    id: str  # NFC
    projects: Path  # the folder that it lies in
    name: str  # as the disk has it
    digests: tuple[tuple[str, str], ...]  # (path inside the folder in NFC, SHA-256), sorted by path
    names: dict[str, str]  # path inside the folder in NFC -> as the disk has it
    escaping: frozenset[str]  # links that lead out of the folder, or nowhere
    unreadable: frozenset[str]  # files that could not be opened

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.projects / self.name

    @property
    def digest(self) -> str:
        """The digest of everything in the folder."""
        rows = "".join(f"{name}\0{digest}\0" for name, digest in self.digests)
        odd = f"{sorted(self.escaping)}{sorted(self.unreadable)}"
        return hashlib.sha256(f"{self.id}\0{rows}{odd}".encode()).hexdigest()

    def digest_of(self, name: str) -> str | None:
        """The digest of one file, None where it is missing."""
        return dict(self.digests).get(name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a text; of one that is larger than a text may be, enough to tell.

        GeneratorError where it is no longer what was scanned: what follows from it would be kept for the former one.
        """
        try:
            data, digest = _read_and_digest(self.path / self.names[name], wanted=MAX_BYTES + 1)
        except OSError:
            data, digest = b"", ""
        if digest != self.digest_of(name):
            raise GeneratorError(f"projects/{self.id}/{name} 파일이 읽는 사이에 바뀌었습니다. 다시 실행해 주세요.")
        return data

    def kept_files(self) -> dict[str, KeptFile]:
        """Return what lies in files/, by its path inside the project's folder."""
        kept = {name: "" for name in self.escaping if name.startswith("files/")}
        kept |= {name: digest for name, digest in self.digests if name.startswith("files/")}
        return {name: self._keep(name, digest) for name, digest in sorted(kept.items())}

    def _keep(self, name: str, digest: str) -> KeptFile:
        if name in self.escaping:
            return KeptFile(name, 0, "", b"", escapes=True)
        try:
            with (self.path / self.names[name]).open("rb") as file:
                return KeptFile(name, os.fstat(file.fileno()).st_size, digest, file.read(HEAD_BYTES))
        except OSError:
            sentence = f"projects/{self.id}/{name} 파일이 읽는 사이에 사라졌습니다. 다시 실행해 주세요."
            raise GeneratorError(sentence) from None


def scan_projects(
    root: Path, digests: Digests, unchanged: Mapping[str, Folder] = MappingProxyType({})
) -> tuple[list[Folder], list[Finding]]:
    """Return the folders of projects/ in the order of their ids, and what is wrong with them as folders.

    ``unchanged`` are the folders, by the name on the disk, that are known to be as they were, with nothing wrong; they
    are not looked into. GeneratorError where a folder cannot be looked into.
    """
    try:
        projects = root / "projects"
        scans, findings = _scan_folders(projects, _list_folders(projects), unchanged)
    except OSError as problem:
        sentence = f"{problem.filename} 폴더를 읽을 수 없습니다({problem.strerror}). 읽을 권한이 있는지 확인해 주세요."
        raise GeneratorError(_clean(sentence)) from problem
    files = [file for scan in scans if isinstance(scan, _Scan) for file in scan.files.values()]
    digest_by_path = _digest_files(files, digests)
    folders = []
    for scan in scans:
        if isinstance(scan, _Scan):
            folder = scan.finish(digest_by_path)
            findings += _check_folder(folder)
        else:
            folder = scan
        folders.append(folder)
    return folders, findings


def _list_folders(projects: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(projects) as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except FileNotFoundError:
        return []
    folders = [entry for entry in shown if entry.is_symlink() or entry.is_dir(follow_symlinks=False)]
    return sorted(folders, key=lambda entry: (_clean(entry.name), entry.name))


def _scan_folders(
    projects: Path, entries: list[os.DirEntry[str]], unchanged: Mapping[str, Folder]
) -> tuple[list[_Scan | Folder], list[Finding]]:
    """Return a scan for each id, and the findings about folders that are a link or have another's name."""
    scans: dict[str, _Scan | Folder] = {}
    findings: list[Finding] = []
    for entry in entries:
        id_ = _clean(entry.name)
        if entry.is_symlink():
            findings.append(_link(id_))
        elif id_ in scans:
            findings.append(_same_name(id_, id_))
        else:
            scans[id_] = unchanged.get(entry.name) or _scan_folder(id_, projects / entry.name)
    first_by_lower: dict[str, str] = {}
    for id_ in scans:
        other = first_by_lower.setdefault(id_.lower(), id_)
        if other != id_:
            findings.append(_same_name(id_, other))
    return list(scans.values()), findings


@dataclass(slots=True)
class _Scan:
    """A folder whose files have not been read yet."""

    id: str
    path: Path
    files: dict[str, tuple[str, Signature]]  # path inside the folder in NFC -> (path on the disk, signature)
    names: dict[str, str]
    escaping: set[str]

    def finish(self, digest_by_path: Mapping[str, str]) -> Folder:
        found = {name: digest_by_path[path] for name, (path, _) in self.files.items() if path in digest_by_path}
        unreadable = frozenset(self.files.keys() - found.keys())
        rows = tuple(sorted(found.items()))
        return Folder(self.id, self.path.parent, self.path.name, rows, self.names, frozenset(self.escaping), unreadable)


def _scan_folder(id_: str, path: Path) -> _Scan:
    scan = _Scan(id_, path, {}, {}, set())
    for name, item in _walk(str(path)):
        clean = _clean(name)
        scan.names[clean] = name
        if item.is_symlink() and not _stays_inside(scan.path, Path(item.path)):
            scan.escaping.add(clean)
        elif item.is_file():
            taken_ns = time.time_ns()
            scan.files[clean] = (item.path, Signature.of(item.stat(), taken_ns))
    return scan


def _clean(name: str) -> str:
    """Return a name from the disk in NFC, with a mark for each byte that is no text (a CP949 name on Linux)."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFC", os.fsencode(name).decode(errors="replace"))


def _walk(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield (relative path, entry) of the record's two files and of everything below files/."""
    waiting = [(folder, "")]
    while waiting:
        path, prefix = waiting.pop()
        with os.scandir(path) as entries:
            items = sorted(entries, key=lambda item: item.name)
        for item in items:
            if (prefix or item.name == "files") and item.is_dir(follow_symlinks=False):
                waiting.append((item.path, f"{prefix}{item.name}/"))
            elif prefix or item.name in (PROJECT_FILE, GUIDEBOOK_FILE, "files"):
                yield prefix + item.name, item


def _stays_inside(base: Path, link: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(base.resolve())
    except (OSError, RuntimeError):
        return False


def _digest_files(files: list[tuple[str, Signature]], digests: Digests) -> dict[str, str]:
    """Return SHA-256 by path; a file that is gone or cannot be read by now is left out."""
    known = digests.known_digests(dict(files))
    new = []
    for path, signature in files:
        if path not in known:
            try:
                _, known[path] = _read_and_digest(Path(path), wanted=0)
            except OSError:
                continue
            new.append((path, signature, known[path]))
    digests.remember_digests(new)
    return known


def _read_and_digest(path: Path, wanted: int) -> tuple[bytes, str]:
    """Return at least ``wanted`` bytes from the beginning of a file (all, where it has fewer), and its digest."""
    digest = hashlib.sha256()
    head = b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            if len(head) < wanted:
                head += piece
    return head, digest.hexdigest()


def _check_folder(folder: Folder) -> Iterator[Finding]:
    place = f"projects/{folder.id}"
    if not is_valid_id(folder.id):
        message = f"폴더 이름 '{folder.id}'{final_consonant(folder.id, '은', '는')} 사업의 주소로 쓸 수 없습니다."
        hint = f"영문 소문자와 숫자를 줄표(-)로 이어 {MAX_ID_LENGTH}자까지 적습니다. 예: jejusi-parking-qr"
        yield Finding(place, 1, 1, "bad-folder-name", "error", message, hint)
    if {PROJECT_FILE, GUIDEBOOK_FILE, "files"} & folder.escaping:
        yield _link(folder.id)
    elif "files" in folder.names:
        message, hint = "'files'가 폴더가 아닙니다.", "그 이름의 파일을 지우고, 폴더를 만들어 자료를 넣어 주세요."
        yield Finding(place, 1, 1, "file-link-outside", "error", message, hint)
    for name in sorted(folder.unreadable):
        hint = "파일이 열리는지, 읽을 권한이 있는지 확인해 주세요."
        yield Finding(f"{place}/{name}", 1, 1, "unreadable", "error", "파일을 읽을 수 없습니다.", hint)
    if folder.digest_of(PROJECT_FILE) is None and PROJECT_FILE not in folder.escaping | folder.unreadable:
        message = "이 폴더에 project.yml이 없습니다."
        hint = "templates/records/project.yml을 복사해 채우거나, 쓰지 않는 폴더면 지워 주세요."
        if PROJECT_FILE in folder.names:
            message, hint = "project.yml이 파일이 아닙니다.", "그 이름의 폴더를 지우고 파일을 넣어 주세요."
        yield Finding(place, 1, 1, "project-without-record", "error", message, hint)


def _link(id_: str) -> Finding:
    message, hint = "폴더 밖을 가리키는 바로 가기(링크)가 있습니다.", "바로 가기를 지우고 파일을 그대로 넣어 주세요."
    return Finding(f"projects/{id_}", 1, 1, "file-link-outside", "error", message, hint)


def _same_name(id_: str, other: str) -> Finding:
    message = (
        f"'{other}'{final_consonant(other, '과', '와')} 대소문자만 다른 폴더입니다. 윈도우에서는 한 폴더가 됩니다."
    )
    if id_ == other:
        message = f"이름이 '{id_}'인 폴더가 둘입니다. 한쪽은 한글이 풀어져 저장되어 있습니다(맥에서 흔합니다)."
    hint = "둘 가운데 하나의 이름을 바꿔 주세요."
    return Finding(f"projects/{id_}", 1, 1, "same-name-but-case", "error", message, hint)
