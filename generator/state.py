"""What a repository keeps between builds, where, and by which code it was made."""

from __future__ import annotations

from pathlib import Path

from generator.publish.artifact import digest_tree
from generator.resources import package_folder, templates_folder


def state_folder(root: Path) -> Path:
    """Return the folder of everything that can be made again: cache, shell, standby, manifests."""
    return root / ".bonbogi"


def store_file(root: Path) -> Path:
    """Return the file of the cache."""
    return state_folder(root) / "store.sqlite"


def find_generation() -> str:
    """Return the digest of the code and templates that pages are made with."""
    return digest_tree([package_folder(), templates_folder()])


def find_records_generation() -> str:
    """Return the digest of the code that records are read and checked with."""
    return digest_tree([package_folder() / "records"])
