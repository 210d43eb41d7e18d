"""Terms of all records -> the files of the index."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.search.codec import encode_postings
from generator.search.layout import ROWS_PER_BLOCK, Layout
from generator.search.lengths import lengths_file
from generator.search.numbering import number_records
from generator.search.script import read_script, script
from generator.search.terms import Terms, is_word
from generator.search.vocabulary import choose_words, shard_of, start_shards, start_words
from generator.search.weights import average_step, length_of

if TYPE_CHECKING:
    from generator.search.postings import Inverter


@dataclass(frozen=True)
class IndexState:
    """An index: what is published, and what is kept beside it to change it.

    ``files`` has every published script by its name without ``.js``; ``tables`` has the counts of written words.
    Both may be mappings that load on demand.
    """

    layout: Layout
    total_length: int
    numbers: Mapping[str, int] = field(repr=False)  # of the records, by id
    files: Mapping[str, bytes] = field(repr=False)
    tables: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def restore(
        cls, total_length: int, numbers: Mapping[str, int], files: Mapping[str, bytes], tables: Mapping[str, bytes]
    ) -> IndexState:
        """Return the index that had these."""
        return cls(Layout.of(len(numbers)), total_length, numbers, files, tables)

    @property
    def average(self) -> int:
        """The step of the average length."""
        return average_step(self.total_length, len(self.numbers))


def build_index(terms_by_id: Mapping[str, bytes]) -> IndexState:
    """Return the index of all records, from what ``document_terms`` made of each."""
    # Brings numpy along, which patching does without.
    from generator.search.postings import Inverter

    numbers = number_records(terms_by_id)
    layout = Layout.of(len(numbers))
    inverter = Inverter()
    lengths: dict[int, int] = {}
    titles: defaultdict[str, list[int]] = defaultdict(list)
    rows: defaultdict[int, list[object]] = defaultdict(list)
    headline: Counter[str] = Counter()
    for id_, number in numbers.items():
        terms = Terms.read(terms_by_id[id_])
        inverter.add(number, terms)
        lengths[number] = terms.length
        headline.update(terms.headline())
        for word in terms.title_words():
            titles[word].append(number)
        rows[number // ROWS_PER_BLOCK].append([number, *terms.row])
    words = {run: count for run, count in inverter.count_records().items() if is_word(run)}
    tables = _write_tables(words, headline, layout)
    files = dict(_posting_files(inverter, layout))
    for name, table in tables.items():
        files[f"v/{name}"] = vocabulary_file(name, table)
    files.update(list(start_files(files, layout, tables)))
    files.update(_title_files(titles, layout))
    last = max(numbers.values(), default=0) // ROWS_PER_BLOCK
    files.update((f"n/{block}", script(f"n/{block}", rows[block])) for block in range(last + 1))
    files["lengths"] = lengths_file(lengths)
    return IndexState(layout, sum(map(length_of, lengths.values())), numbers, files, tables)


def _posting_files(inverter: Inverter, layout: Layout) -> Iterator[tuple[str, bytes]]:
    files: dict[str, dict[str, str]] = {f"p/{number}": {} for number in range(layout.shards)}
    for term, packed in inverter.postings():
        files[layout.posting_file(term)][term] = packed
    for name, rows in files.items():
        yield name, script(name, rows)


def _write_tables(words: Mapping[str, int], headline: Mapping[str, int], layout: Layout) -> dict[str, bytes]:
    tables: dict[str, tuple[dict[str, int], dict[str, int]]] = {name: ({}, {}) for name in layout.word_files()}
    for place, counts in enumerate((words, headline)):
        for word in sorted(counts):
            tables[shard_of(word, layout.depth)][place][word] = counts[word]
    return {name: write_table(*table) for name, table in tables.items()}


def write_table(words: Mapping[str, int], headline: Mapping[str, int]) -> bytes:
    """Return a table of written words, in the order of the words."""
    rows = [{word: counts[word] for word in sorted(counts) if counts[word]} for counts in (words, headline)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def vocabulary_file(name: str, table: bytes) -> bytes:
    """Return the published words of a table."""
    return script(f"v/{name}", choose_words(*json.loads(table)))


def start_files(files: Mapping[str, bytes], layout: Layout, changed: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of words for one letter, as far as the vocabulary in files of these names changed."""
    for first, names in start_shards(layout.depth).items():
        if not set(names).isdisjoint(changed):
            rows: Any = [read_script(files[f"v/{name}"]) for name in names]
            yield f"s/{first}", script(f"s/{first}", start_words(rows))


def _title_files(titles: Mapping[str, list[int]], layout: Layout) -> Iterator[tuple[str, bytes]]:
    files: dict[str, dict[str, str]] = {name: {} for name in layout.word_files()}
    for word in sorted(titles):
        files[shard_of(word, layout.depth)][word] = encode_postings([(1, titles[word])])
    for name, rows in files.items():
        yield f"t/{name}", script(f"t/{name}", rows)
