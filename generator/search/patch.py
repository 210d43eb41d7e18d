"""An index and a change of records -> the index that a cold build would make, byte for byte."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.search.codec import decode_postings, encode_postings
from generator.search.index import IndexState, build_index, start_files, vocabulary_file, write_table
from generator.search.layout import ROWS_PER_BLOCK, Layout
from generator.search.lengths import lengths_file, read_lengths
from generator.search.numbering import number_records
from generator.search.script import read_script, script
from generator.search.terms import Terms, read_length
from generator.search.vocabulary import shard_of
from generator.search.weights import length_of, level_of

Records = Mapping[int, Terms]  # by number


class Overlay(Mapping[str, bytes]):
    """Files as they were, with those that changed; None for a file that is gone."""

    def __init__(self, below: Mapping[str, bytes], changed: Mapping[str, bytes | None]) -> None:
        self.below: Mapping[str, bytes] = below.below if isinstance(below, Overlay) else below
        self.changed: Mapping[str, bytes | None] = (
            {**below.changed, **changed} if isinstance(below, Overlay) else changed
        )

    def __getitem__(self, name: str) -> bytes:
        data = self.changed[name] if name in self.changed else self.below[name]
        if data is None:
            raise KeyError(name)
        return data

    def __iter__(self) -> Iterator[str]:
        yield from (name for name, data in self.changed.items() if data is not None)
        yield from (name for name in self.below if name not in self.changed)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class _Change:
    """Records that leave their number and records that take one; a record that only moves is in both."""

    before: Records
    after: Records
    removed: list[Terms]
    added: list[Terms]


def patch_index(
    previous: IndexState, removed: Mapping[str, bytes], added: Mapping[str, bytes], kept: Mapping[str, bytes]
) -> IndexState:
    """Return the index after records have gone and come; a changed record does both.

    All three have the records' terms by id: ``removed`` as they were, ``kept`` at least of every record that stays.
    It may load on demand, for only a few move; all are asked for when the layout changes, which a cold build follows.
    """
    staying = previous.numbers.keys() - removed.keys()
    ids = staying | added.keys()
    layout = Layout.of(len(ids))
    if layout != previous.layout:
        return build_index({id_: added[id_] if id_ in added else kept[id_] for id_ in ids})
    numbers = previous.numbers if ids == previous.numbers.keys() else number_records(ids)
    moved = {id_: Terms.read(kept[id_]) for id_ in staying - added.keys() if numbers[id_] != previous.numbers[id_]}
    leaving = {id_: Terms.read(data) for id_, data in removed.items()}
    coming = {id_: Terms.read(data) for id_, data in added.items()}
    change = _Change(
        {previous.numbers[id_]: terms for id_, terms in {**moved, **leaving}.items()},
        {numbers[id_]: terms for id_, terms in {**moved, **coming}.items()},
        list(leaving.values()),
        list(coming.values()),
    )
    tables = dict(_patch_tables(previous, change))
    files: dict[str, bytes | None] = {}
    files.update(_patch_postings(previous, change))
    words = {f"v/{name}": vocabulary_file(name, table) for name, table in tables.items()}
    files.update(words)
    files.update(start_files(Overlay(previous.files, words), layout, tables))
    files.update(_patch_titles(previous, change))
    files.update(_patch_rows(previous, change, max(numbers.values(), default=0)))
    files["lengths"] = _patch_lengths(previous, change)
    changed = {name: data for name, data in files.items() if data is None or data != previous.files.get(name)}
    total = previous.total_length + _length(added.values()) - _length(removed.values())
    return IndexState(layout, total, numbers, Overlay(previous.files, changed), Overlay(previous.tables, tables))


def _length(terms: Iterable[bytes]) -> int:
    return sum(length_of(read_length(data)) for data in terms)


def _patch_lengths(previous: IndexState, change: _Change) -> bytes:
    steps = read_lengths(read_script(previous.files["lengths"]))
    lengths = {number: step for number, step in enumerate(steps) if step}
    for number in change.before:
        lengths.pop(number, None)
    return lengths_file({**lengths, **{number: terms.length for number, terms in change.after.items()}})


def _levels_of(terms: Terms | None) -> dict[str, int]:
    return {term: level_of(weight) for term, weight in terms.weights().items()} if terms else {}


def _patch_postings(previous: IndexState, change: _Change) -> Iterator[tuple[str, bytes]]:
    layout = previous.layout
    changes: defaultdict[str, defaultdict[str, list[tuple[int, int, int]]]] = defaultdict(lambda: defaultdict(list))
    for number in sorted(change.before.keys() | change.after.keys()):
        old = _levels_of(change.before.get(number))
        new = _levels_of(change.after.get(number))
        for term in old.keys() | new.keys():
            was, is_now = old.get(term, 0), new.get(term, 0)
            if was != is_now:
                changes[layout.posting_file(term)][term].append((number, was, is_now))
    for name, changed_terms in sorted(changes.items()):
        rows = _rows(previous, name)
        for term, moves in changed_terms.items():
            rows[term] = _move(rows.get(term, ""), moves)
        yield name, _write_rows(name, rows)


def _move(packed: str, moves: list[tuple[int, int, int]]) -> str:
    """Return postings after numbers went from one level to another; level 0 is nowhere."""
    levels = decode_postings(packed)
    for number, was, is_now in moves:
        if was:
            levels[was].remove(number)
        if is_now:
            levels.setdefault(is_now, []).append(number)
    return encode_postings(
        (level, sorted(numbers)) for level, numbers in sorted(levels.items(), reverse=True) if numbers
    )


def _rows(previous: IndexState, name: str) -> dict[str, str]:
    rows: Any = read_script(previous.files[name])
    return dict(rows)


def _write_rows(name: str, rows: Mapping[str, str]) -> bytes:
    return script(name, {term: rows[term] for term in sorted(rows) if rows[term]})


def _patch_titles(previous: IndexState, change: _Change) -> Iterator[tuple[str, bytes]]:
    changes: defaultdict[str, defaultdict[str, list[tuple[int, int, int]]]] = defaultdict(lambda: defaultdict(list))
    for records, was, is_now in ((change.before, 1, 0), (change.after, 0, 1)):
        for number, terms in records.items():
            for word in terms.title_words():
                changes[f"t/{shard_of(word, previous.layout.depth)}"][word].append((number, was, is_now))
    for name, changed_words in changes.items():
        rows = _rows(previous, name)
        for word, moves in changed_words.items():
            rows[word] = _move(rows.get(word, ""), moves)
        yield name, _write_rows(name, rows)


def _patch_rows(previous: IndexState, change: _Change, last: int) -> Iterator[tuple[str, bytes | None]]:
    last_before = max(previous.numbers.values(), default=0)
    touched = {number // ROWS_PER_BLOCK for number in (*change.before, *change.after)}
    for block in range(min(last, last_before) // ROWS_PER_BLOCK + 1, max(last, last_before) // ROWS_PER_BLOCK + 1):
        touched.add(block)
    for block in sorted(touched):
        name = f"n/{block}"
        if block > last // ROWS_PER_BLOCK:
            yield name, None
            continue
        found: Any = read_script(previous.files[name]) if block <= last_before // ROWS_PER_BLOCK else []
        rows = {row[0]: row for row in found if row[0] not in change.before}
        rows.update(
            (number, [number, *terms.row])
            for number, terms in change.after.items()
            if number // ROWS_PER_BLOCK == block
        )
        yield name, script(name, [rows[number] for number in sorted(rows)])


def _patch_tables(previous: IndexState, change: _Change) -> Iterator[tuple[str, bytes]]:
    changes: defaultdict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for records, sign in ((change.removed, -1), (change.added, 1)):
        for terms in records:
            for place, words in enumerate((terms.words(), terms.headline())):
                for word in words:
                    changes[shard_of(word, previous.layout.depth)][place][word] += sign
    for name, deltas in sorted(changes.items()):
        if not any(count for delta in deltas for count in delta.values()):
            continue
        counts = [Counter(table) for table in json.loads(previous.tables[name])]
        for table, delta in zip(counts, deltas, strict=True):
            table.update(delta)
        yield name, write_table(*counts)
