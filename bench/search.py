"""Measure the search index: python bench/search.py PROJECTS [--queries FOLDER --max 300] [--out FOLDER]

PROJECTS is a folder of records; bench/make_records.py makes one. With known-item queries (one file a set, a line each:
{"query": …, "relevant": [ids]}) the ranking is scored by the browser's own code in Node.js, with what a first visitor
loads for a query. Times are CPU seconds of one process.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import process_time

from playwright._impl._driver import compute_driver_executable

from generator.records.model import Project
from generator.records.programme_files import load_programme
from generator.records.record import read_part
from generator.search.document import SearchDocument, search_document
from generator.search.index import IndexState, build_index
from generator.search.meta import meta_script
from generator.search.patch import patch_index
from generator.search.script import record_script, record_text
from generator.search.terms import document_terms

ROOT = Path(__file__).parent.parent
# Each kind of change is measured this many times, on records chosen by a fixed seed.
CHANGES = 5


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = process_time()
    yield
    print(f"{what:24} {process_time() - start:7.2f} s")


def read_documents(projects: Path) -> list[SearchDocument]:
    """Return what is searched of the records; they are read for the rest of a build too, so the two are timed apart."""
    programme = load_programme(ROOT, "bench")[0]
    documents = []
    reading = searching = 0.0
    for folder in sorted(projects.iterdir()):
        start = process_time()
        project = read_part((folder / "project.yml").read_bytes(), folder.name, Project)[0]
        guidebook = folder / "guidebook.md"
        text = guidebook.read_text(encoding="utf-8") if guidebook.exists() else ""
        middle = process_time()
        if project is not None:
            documents.append(search_document(folder.name, project, text, programme))
        reading, searching = reading + middle - start, searching + process_time() - middle
    print(f"{'reading the records':24} {reading:7.2f} s")
    print(f"{'what is searched of them':24} {searching:7.2f} s")
    return documents


def measure_changes(state: IndexState, documents: list[SearchDocument], terms: dict[str, bytes]) -> None:
    rng = random.Random(11)
    times: dict[str, list[float]] = {"changed": [], "added": [], "removed": []}
    for document in rng.sample(documents, min(CHANGES, len(documents))):
        old = {document.id: terms[document.id]}
        edited = replace(
            document, title=f"{document.title} 고친 제목", body=(*document.body[1:], "새로 적은 문단이다.")
        )
        copy = replace(document, id=f"{document.id}-copy")
        for kind, removed, added in (
            ("changed", old, {document.id: document_terms(edited)}),
            ("added", {}, {copy.id: document_terms(copy)}),
            ("removed", old, {}),
        ):
            start = process_time()
            patch_index(state, removed, added, terms)
            times[kind].append(process_time() - start)
    for kind, seconds in times.items():
        print(f"one record {kind:13} {sorted(seconds)[len(seconds) // 2]:7.2f} s (most {max(seconds):.2f})")


def report_sizes(state: IndexState) -> None:
    sizes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for name, data in state.files.items():
        sizes[name[0]] += len(data)
        counts[name[0]] += 1
    for kind, what in {"p": "postings", "v": "words", "s": "words by letter", "t": "title words", "n": "rows"}.items():
        print(f"{what:24} {sizes[kind] / 1e6:7.2f} MB in {counts[kind]} files")
    print(f"{'together':24} {sizes.total() / 1e6:7.2f} MB")


def write_index(folder: Path, state: IndexState, documents: list[SearchDocument]) -> None:
    files = dict(state.files) | {"meta": meta_script(state, load_programme(ROOT, "bench")[0])}
    for document in documents:
        number = state.numbers[document.id]
        files[f"r/{number}"] = record_script(number, record_text(document))
    for name, data in files.items():
        path = folder / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def score(folder: Path, queries: Path, most: int) -> None:
    node = compute_driver_executable()[0]
    told = subprocess.run(
        [node, ROOT / "bench/search.js", folder, queries, str(most)], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    for name, row in json.loads(told).items():
        first, warm = row["firstKB"], row["warmMs"]
        print(
            f"{name:12} n {row['n']:4}  MRR@10 {row['mrr10']:.3f}  empty {row['empty']:.3f}"
            f"  first query {first[0]:4.0f} / {first[1]:4.0f} KB  warm {warm[0]:5.1f} / {warm[1]:5.1f} ms"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--max", type=int, default=300)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    documents = read_documents(arguments.projects)
    print(f"{len(documents)} records, {sum(len(one.text) for one in documents) / len(documents):.0f} characters each")
    with timed("terms of all records"):
        terms = {document.id: document_terms(document) for document in documents}
    with timed("index, cold"):
        state = build_index(terms)
    measure_changes(state, documents, terms)
    report_sizes(state)
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.out or Path(temporary)
        write_index(folder, state, documents)
        if arguments.queries:
            score(folder, arguments.queries, arguments.max)


if __name__ == "__main__":
    main()
