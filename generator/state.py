"""What a repository keeps between builds, where, and from what it was made."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.publish.artifact import digest_tree
from generator.resources import package_folder, templates_folder
from generator.signature import UnsureError, describe_folders, digest_signatures


def state_folder(root: Path) -> Path:
    """Return the folder of everything that can be made again: cache, shell, standby, manifests."""
    return root / ".bonbogi"


def store_file(root: Path) -> Path:
    """Return the file of the cache."""
    return state_folder(root) / "store.sqlite"


def kept_shells(root: Path) -> Path:
    """Return the folder of the shells."""
    return state_folder(root) / "shell"


def find_generation() -> str:
    """Return the digest of the code and templates that pages are made with."""
    return digest_tree([package_folder(), templates_folder()])


def find_records_generation() -> str:
    """Return the digest of the code that records are read and checked with."""
    return digest_tree([package_folder() / "records"])


def find_documents_generation() -> str:
    """Return the digest of the code, templates, fonts and libraries that documents are made with.

    Pages have more of their own: what they look like makes no document anew.
    """
    from importlib.metadata import version  # takes as long to import as all else here

    package = package_folder()
    folders = [package / "records", package / "reading", package / "exports", templates_folder() / "documents"]
    modules = [(package / name).read_bytes() for name in ("documents.py", "document_recipes.py", "subjects.py")]
    libraries = [f"{name} {version(name)}" for name in ("typst", "pillow", "markdown")]
    digest = hashlib.sha256("\0".join([digest_tree(folders), *libraries]).encode())
    for data in modules:
        digest.update(data)
    return digest.hexdigest()


class Sources(NamedTuple):
    """All that a site is made from, by what the system says of the files; none of them is read for it."""

    digest: str  # of everything; "" where that is unsure
    projects: Mapping[str, str]  # what ``describe_folders`` says of projects/


def find_sources(root: Path, settings: str) -> Sources:
    """Return records, pages, settings, code, templates and the installed libraries; ``settings`` has what is no file.

    Not a file is read, so this is fast, and says that something changed where it was only touched.
    """
    projects = describe_folders(root / "projects")
    try:
        files = digest_signatures([root / "mkdocs.yml", root / "content", package_folder(), templates_folder()])
    except (UnsureError, OSError):
        return Sources("", projects)
    if not all(projects.values()):
        return Sources("", projects)
    records = [f"{name}\0{projects[name]}" for name in sorted(projects)]
    # Each library has a folder here that is named by its version.
    libraries = sorted(folder.name for folder in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    parts = [files, settings, sys.version, str(len(records)), *records, *libraries]
    return Sources(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest(), projects)
