"""The search index of a library, kept in the cache from build to build, and the files of it that a site publishes."""

from __future__ import annotations

import hashlib
import json
import marshal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import compress
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import GeneratorError
from generator.publish.artifact import Artifact, Ref, Value, digest_tree
from generator.publish.plan import Kept
from generator.publish.store import SIGNATURE, Store
from generator.records.card import Card
from generator.records.library import BATCH, Library
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.reader import decode
from generator.records.record import Record
from generator.resources import GUIDEBOOK_FILE, package_folder
from generator.search.columns import labels_script
from generator.search.document import SearchDocument, search_document
from generator.search.facets import facet_files
from generator.search.index import IndexState, build_index
from generator.search.meta import meta_script
from generator.search.patch import Overlay, patch_index
from generator.search.script import record_script, record_text
from generator.search.terms import document_terms

FOLDER = "search"
# Kinds of rows in the cache: bytes by their SHA-256; what a record's terms and text are; the index as it was last.
STORED, _TERMS, _INDEX = "stored", "terms", "index"
# What nobody can choose or count by: the rest of a card are its traits.
WORDS = ("digest", "title", "summary", "mentions", "starts", "state_date", "verified", "places")
_ARE_TRAITS = [name not in WORDS for name in Card._fields]
# Each record has terms in a third of the files, so from here on nearly all of them are written again anyway.
_MOST_PATCHED = 24

Digests = dict[str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class SearchIndex:
    """An index as digests of rows in the cache; every row of it is there when it is handed out."""

    code: str  # digest of the code that made it
    whole: str  # digest of all that it was made from
    programme: str  # its digest
    total_length: int  # of all texts
    numbers: Mapping[str, int]  # of each record
    cards: Digests  # of what lies in the folder, by record
    terms: Digests  # by record
    texts: Digests  # by record
    files: Digests  # by name
    tables: Digests  # by name
    extras: Digests  # of what follows from all records and is not searched, by name
    columns: Digests  # of all values of a facet, by its name
    traits: Digests  # of all that can be chosen by or counted (see WORDS), by record

    def pack(self) -> bytes:
        """Return it as ``unpack`` takes it."""
        return marshal.dumps({field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def unpack(cls, data: bytes) -> SearchIndex:
        """Return what ``pack`` packed."""
        return cls(**marshal.loads(data))

    def rows(self) -> set[str]:
        """Return the keys of all that it consists of."""
        parts = (self.terms, self.texts, self.files, self.tables, self.extras)
        return {digest for part in parts for digest in part.values()}


class Rows(Mapping[str, bytes]):
    """Rows of the cache by name, read when they are asked for."""

    def __init__(self, store: Store, digests: Mapping[str, str]) -> None:
        self._store = store
        self._digests = digests

    def __getitem__(self, name: str) -> bytes:
        return read_row(self._store, self._digests[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)


class PublishedFiles(Mapping[str, bytes]):
    """The files of an index as the browser sees them, by name without ``.js``; read when they are asked for."""

    def __init__(self, index: SearchIndex, store: Store) -> None:
        self._rows = Rows(store, {**index.files, **index.extras})
        self._texts = Rows(store, {f"r/{number}": index.texts[id_] for id_, number in index.numbers.items()})

    def __getitem__(self, name: str) -> bytes:
        if name in self._rows:
            return self._rows[name]
        return record_script(int(name.removeprefix("r/")), self._texts[name])

    def __iter__(self) -> Iterator[str]:
        yield from self._rows
        yield from self._texts

    def __len__(self) -> int:
        return len(self._rows) + len(self._texts)


def read_row(store: Store, digest: str) -> bytes:
    """Return the bytes with this SHA-256; GeneratorError where another command has taken them away meanwhile."""
    data = store.get(STORED, digest)
    if data is None:
        raise GeneratorError("다른 명령이 그사이에 캐시를 바꾸었습니다. 끝난 뒤 다시 하십시오.")
    return data


class TermKeeper:
    """Keeps what is searched of records in the cache while these are read for something else anyway.

    What it does not hear of, ``update_index`` reads by itself.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._code = _digest_code()
        self._documents: dict[str, SearchDocument] = {}

    def __call__(self, record: Record, card: Card, programme: Programme) -> None:
        """Take in one record."""
        key = _terms_key(self._code, programme, card)
        self._documents[key] = search_document(record.id, record.project, record.guidebook, programme)
        if len(self._documents) == BATCH:
            self.flush()

    def flush(self) -> None:
        """Put what was taken in into the cache."""
        _keep_documents(self._store, self._documents)
        self._documents = {}


def update_index(library: Library, store: Store) -> SearchIndex:
    """Return the index of the library's records; of the former one what has not changed is kept."""
    code = _digest_code()
    whole = _digest(code, library.programme.digest, *(f"{card.id} {card.digest}" for card in library.cards.values()))
    former = _read_former(store, code)
    if former is not None and former.whole == whole:
        return former
    terms, texts = _gather_terms(library, store, former, code)
    state = _index_terms(former, terms, store)
    extras, columns, traits = _facet_rows(library, state, former, store)
    index = SearchIndex(
        code=code,
        whole=whole,
        programme=library.programme.digest,
        total_length=state.total_length,
        numbers=dict(state.numbers),
        cards={card.id: card.digest for card in library.cards.values()},
        terms=terms,
        texts=texts,
        files=_keep_changed(store, former.files if former else {}, state.files),
        tables=_keep_changed(store, former.tables if former else {}, state.tables),
        extras=extras,
        columns=columns,
        traits=traits,
    )
    store.put_many(_INDEX, [(code, index.pack())])
    return index


def plan_search(index: SearchIndex) -> Kept:
    """Return every file of the index but those of single records; they are there already, whatever code comes next."""
    files = {f"{FOLDER}/{name}.js": digest for name, digest in {**index.files, **index.extras}.items()}

    def recall(path: str) -> Artifact:
        return Artifact(path, "stored", {"row": Ref(STORED, files[path])})

    return Kept({path: f"{STORED} {digest}" for path, digest in files.items()}, recall)


def plan_search_record(index: SearchIndex, id_: str, row: Sequence[Value]) -> Artifact:
    """Return what the search shows of one record; ``row`` has what lists show of it."""
    number, text = index.numbers[id_], Ref(STORED, index.texts[id_])
    return Artifact(f"{FOLDER}/r/{number}.js", "search_record", {"number": number, "text": text, "row": row})


def prune_store(library: Library, index: SearchIndex, store: Store) -> None:
    """Forget what neither the library nor its index stands on, once that is a tenth of what they do stand on.

    Looking for the rows of a few edits among those of 10,000 records took longer than the rest of what an edit keeps.
    """
    cards, folders = library.cards, library.folders.values()
    wanted: Mapping[str, tuple[int, Callable[[], Collection[str]]]] = {
        STORED: (len(index.files) + len(index.tables) + len(index.extras) + 2 * len(cards), index.rows),
        _TERMS: (len(cards), lambda: frozenset(_terms_keys(library, index.code).values())),
        _INDEX: (1, lambda: [index.code]),
        "facts": (len(library.facts_keys), lambda: frozenset(library.facts_keys.values())),
        SIGNATURE: (
            sum(len(folder.names) for folder in folders),
            lambda: frozenset(str(folder.path / name) for folder in folders for name in folder.names.values()),
        ),
    }
    for kind, (count, keys) in wanted.items():
        if store.count(kind) > count + count // 10:
            store.prune(kind, keys())


def _digest_code() -> str:
    folders = [package_folder() / name for name in ("search", "records", "reading")]
    return _digest(digest_tree(folders), Path(__file__).read_text(encoding="utf-8"), str(marshal.version))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _read_former(store: Store, code: str) -> SearchIndex | None:
    data = store.get(_INDEX, code)
    if data is None:
        return None
    former = SearchIndex.unpack(data)
    return former if former.rows() <= store.keys(STORED) else None


def _terms_keys(library: Library, code: str) -> dict[str, str]:
    return {card.id: _terms_key(code, library.programme, card) for card in library.cards.values()}


def _terms_key(code: str, programme: Programme, card: Card) -> str:
    return _digest(code, programme.digest, card.digest)


def _gather_terms(library: Library, store: Store, former: SearchIndex | None, code: str) -> tuple[Digests, Digests]:
    """Return where every record's terms and text lie; reads the records that the cache does not know."""
    cards = library.cards.values()
    known = {}
    if former is not None and former.programme == library.programme.digest:
        known = {
            card.id: (former.terms[card.id], former.texts[card.id])
            for card in cards
            if former.cards.get(card.id) == card.digest
        }
    keys = {card.id: _terms_key(code, library.programme, card) for card in cards if card.id not in known}
    if keys:
        kept = [(id_, *value.decode().split(" ")) for id_, value in _by_id(keys, store.get_many(_TERMS, keys.values()))]
        there = store.known(STORED, (digest for _, *digests in kept for digest in digests))
        known |= {id_: (terms, text) for id_, terms, text in kept if {terms, text} <= there}
    missing = [id_ for id_ in keys if id_ not in known]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        new = _keep_documents(store, {keys[one.id]: one for one in _read_documents(library, batch)})
        known |= dict(_by_id(keys, new))
    return {card.id: known[card.id][0] for card in cards}, {card.id: known[card.id][1] for card in cards}


def _facet_rows(
    library: Library, state: IndexState, former: SearchIndex | None, store: Store
) -> tuple[Digests, Digests, Digests]:
    """Return where the files lie that follow from all records together, and what tells next time which of them change.

    That is the digest of each facet's column, and of what each record can be chosen by.
    """
    known = former.traits if former else {}
    stays = former.cards if former else {}
    traits = {
        card.id: known[card.id] if stays.get(card.id) == card.digest else _digest_traits(card)
        for card in library.cards.values()
    }
    meta = _keep(store, {"meta": meta_script(state, library.programme)})
    if former is not None and former.programme == library.programme.digest and former.traits == traits:
        return {**former.extras, **meta}, former.columns, traits
    ids = "\0".join(library.cards)
    columns = {facet: _digest(ids, json.dumps([*column.values()])) for facet, column in library.facets.items()}
    before = former.columns if former else {}
    changed = {facet: library.facets[facet] for facet, digest in columns.items() if before.get(facet) != digest}
    same = {f"f/{facet}": former.extras[f"f/{facet}"] for facet in columns.keys() - changed.keys()} if former else {}
    files = {**facet_files(state.numbers, changed), "f/labels": labels_script(library)}
    return dict(sorted({**same, **meta, **_keep(store, files)}.items())), columns, traits


def _digest_traits(card: Card) -> str:
    """Return the digest of a card without its words; what is new in cards counts until it is one of these."""
    traits = tuple(compress(card, _ARE_TRAITS))
    return hashlib.blake2b(repr(traits).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _by_id(keys: Mapping[str, str], rows: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    return ((id_, rows[key]) for id_, key in keys.items() if key in rows)


def _keep_documents(store: Store, documents: Mapping[str, SearchDocument]) -> dict[str, tuple[str, str]]:
    """Put terms and text of documents, by key, into the cache, and return where they lie."""
    terms = _keep(store, {key: document_terms(one) for key, one in documents.items()})
    texts = _keep(store, {key: record_text(one) for key, one in documents.items()})
    store.put_many(_TERMS, [(key, f"{terms[key]} {texts[key]}".encode()) for key in documents])
    return {key: (terms[key], texts[key]) for key in documents}


def _read_documents(library: Library, ids: Iterable[str]) -> Iterator[SearchDocument]:
    for id_, facts in library.facts(ids).items():
        folder = library.folders[id_]
        has_story = folder.digest_of(GUIDEBOOK_FILE) is not None
        story = decode(folder.read(GUIDEBOOK_FILE), library.cards[id_].guidebook_file)[0] if has_story else ""
        yield search_document(id_, Project.model_validate_json(facts), story, library.programme)


def _index_terms(former: SearchIndex | None, terms: Digests, store: Store) -> IndexState:
    """Return the index of all terms, from the former one where few records have changed."""
    rows = Rows(store, terms)
    if former is None:
        return build_index(rows)
    before = Rows(store, former.terms)
    removed = sorted(id_ for id_, digest in former.terms.items() if terms.get(id_) != digest)
    added = sorted(id_ for id_, digest in terms.items() if former.terms.get(id_) != digest)
    if len({*removed, *added}) > _MOST_PATCHED:
        return build_index(rows)
    files, tables = Rows(store, former.files), Rows(store, former.tables)
    previous = IndexState.restore(former.total_length, former.numbers, files, tables)
    return patch_index(previous, {id_: before[id_] for id_ in removed}, {id_: rows[id_] for id_ in added}, rows)


def _keep_changed(store: Store, former: Digests, files: Mapping[str, bytes]) -> Digests:
    """Put files into the cache and return where they lie; of patched ones, only those that changed are looked at."""
    if not isinstance(files, Overlay):
        return _keep(store, files)
    kept = {name: digest for name, digest in former.items() if name not in files.changed}
    return kept | _keep(store, {name: data for name, data in files.changed.items() if data is not None})


def _keep(store: Store, files: Mapping[str, bytes]) -> Digests:
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    store.put_many(STORED, ((digests[name], data) for name, data in files.items()))
    return digests
