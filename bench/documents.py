"""What documents cost: python bench/documents.py [PROJECTS] [--workers N].

Makes records as the other benchmarks do. Then one HWPX of every project, one PDF of every project, a build without
documents, one that adds all documents and kits, and one without a change. Nothing outside a temporary folder is
written; the figures go to standard output as a Markdown table.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from compare import Cost, make_repository, measure

from generator.documents import plan_documents
from generator.pages.shelf import Shelf
from generator.publish.artifact import Artifact
from generator.publish.make import make_artifacts
from generator.publish.store import Store
from generator.recipes import Resolver
from generator.records.library import load_library
from generator.subjects import municipalities_ref, subject_inputs

RECIPES = "generator.recipes:RECIPES"
DAY = date(2026, 11, 22)


def cpu_seconds() -> float:
    """Return the user and system seconds of this process and of those that it started and that have ended."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def make_all(artifacts: Sequence[Artifact], root: Path, store_path: Path, workers: int) -> int:
    """Make the artifacts and return their size in bytes."""
    with closing(Resolver(root, store_path, None)) as resolver:
        return sum(len(data) for _, data in make_artifacts(artifacts, RECIPES, resolver, workers=workers))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", type=int, nargs="?", default=1000)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    bonbogi = str(Path(sys.executable).parent / "bonbogi")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        make_repository(arguments.projects, root)
        store_path = Path(folder) / "store.sqlite"
        with Store(store_path) as store:
            library = load_library(root, store, "bench")
        shelf, table = Shelf(library, DAY), municipalities_ref(library)
        subjects = (subject_inputs(shelf, card, table) for card in library.cards.values())
        artifacts = [one for subject in subjects for one in plan_documents(library, subject, "", "bench")]
        print(f"| {arguments.projects} projects, {arguments.workers} processes | CPU s | wall s | MB |")
        print("| --- | ---: | ---: | ---: |", flush=True)
        for name, suffix in (("HWPX, one a project", ".hwpx"), ("PDF, one a project", ".pdf")):
            ids = {f"guidebooks/{id_}{suffix}" for id_ in library.cards}
            chosen = [artifact for artifact in artifacts if artifact.path in ids]
            began, spent = time.perf_counter(), cpu_seconds()
            size = make_all(chosen, root, store_path, arguments.workers)
            wall, cpu = time.perf_counter() - began, cpu_seconds() - spent
            print(f"| {name} | {cpu:.1f} | {wall:.1f} | {size / 1e6:.1f} |", flush=True)
        commands: list[tuple[str, list[str]]] = [
            ("`bonbogi build --no-documents`", [bonbogi, "build", "--no-documents"]),
            ("`bonbogi build`: nine documents and a kit a project added", [bonbogi, "build"]),
            ("`bonbogi build`, no change", [bonbogi, "build"]),
        ]
        for name, command in commands:
            cost: Cost = measure(command, root)
            print(f"| {name} | {cost.cpu:.1f} | {cost.wall:.1f} | |", flush=True)


if __name__ == "__main__":
    main()
