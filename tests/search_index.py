"""A small index for tests, made of tests/fixtures/search-documents.json as the site's index is made of records."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter

from generator.records.municipalities import Municipalities
from generator.records.programme import Programme, Topic
from generator.search.document import SearchDocument
from generator.search.facets import facet_files
from generator.search.index import IndexState, build_index
from generator.search.meta import meta_script, names_script
from generator.search.script import read_script, record_script, record_text
from generator.search.terms import document_terms

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests/fixtures"


def sample_documents() -> list[SearchDocument]:
    """The documents of the fixture."""
    rows = json.loads((FIXTURES / "search-documents.json").read_text(encoding="utf-8"))
    return [TypeAdapter(SearchDocument).validate_python(row) for row in rows]


def sample_programme() -> Programme:
    """Two topics, with other words for them."""
    topics = [
        Topic(id="older-people", name="어르신", group="대상", synonyms=("노인", "고령자"), old=()),
        Topic(id="disability", name="장애인", group="대상", synonyms=("휠체어", "편의 시설"), old=("장애우",)),
    ]
    return Programme({}, {}, {topic.id: topic for topic in topics}, {}, Municipalities({}))


def build(documents: Iterable[SearchDocument]) -> IndexState:
    """The index of documents."""
    return build_index({document.id: document_terms(document) for document in documents})


def published_files(documents: list[SearchDocument], programme: Programme) -> dict[str, bytes]:
    """Everything that the browser may load, by name."""
    state = build(documents)
    facets = {"year": {document.id: (str(document.year),) for document in documents}}
    return {
        **state.files,
        **facet_files(state.numbers, facets),
        **{f"r/{state.numbers[one.id]}": record_script(state.numbers[one.id], record_text(one)) for one in documents},
        "meta": meta_script(state, programme),
        "names": names_script([("topic", "장애인", "topics/disability.html")]),
    }


def index_fixture() -> str:
    """The text of tests/fixtures/search-index.json, which the tests in JavaScript search."""
    files = {
        name: read_script(data)
        for name, data in sorted(published_files(sample_documents(), sample_programme()).items())
    }
    return json.dumps(files, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (FIXTURES / "search-index.json").write_text(index_fixture(), encoding="utf-8", newline="\n")
