"""The real projects with their surroundings, and small ones, as documents are made from them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from generator.exports.flow import Flowing
from generator.exports.lower import Addresses, lower_document
from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.shelf import Shelf
from generator.publish.store import Store
from generator.reading.context import Context
from generator.reading.documents.make import make_document
from generator.reading.documents.subject import Adopter
from generator.recipes import Resolver
from generator.records.library import load_library
from generator.records.model import Project
from generator.records.record import read_part
from generator.subjects import municipalities_ref, read_subject, subject_inputs
from tests.repository import ROOT

AS_OF = date(2026, 11, 22)
ADDRESSES = Addresses("https://bonbogi.example/site/", FOLDER_BY_KIND)
Subjects = dict[str, tuple[Project, Context]]


def read_subjects(root: Path, store_path: Path) -> Subjects:
    """Every project of a repository with its surroundings."""

    def read() -> Iterator[tuple[str, tuple[Project, Context]]]:
        with Store(store_path) as store:
            library = load_library(root, store, "test")
        shelf, municipalities = Shelf(library, AS_OF), municipalities_ref(library)
        with closing(Resolver(root, store_path, None)) as resolve:
            for card in library.cards.values():
                yield card.id, read_subject(subject_inputs(shelf, card, municipalities), resolve)

    return dict(read())


def real_subjects(folder: Path) -> Subjects:
    """The project's own records."""
    return read_subjects(ROOT, folder / "store.sqlite")


def small_subject(text: str, guidebook: str = "") -> tuple[Project, Context]:
    """A record of the five keys that must be there, and what ``text`` adds."""
    required = "title: 이름\nsummary: 누구의 어떤 문제를 무엇으로 풀었는지 적은 한 줄이다.\nyear: 2021\n"
    required += "municipalities: [제주시]\norigin: public_sources\n"
    given = {line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()}
    kept = "".join(f"{line}\n" for line in required.splitlines() if line.partition(":")[0] not in given)
    project, _, findings = read_part((kept + text).encode(), "project.yml", Project)
    assert project is not None, findings
    return project, Context("small", guidebook=guidebook)


def flowing(kind: str, subject: tuple[Project, Context], adopter: Adopter | None = None) -> Flowing:
    """A document of a subject, ready to be written."""
    pictures = [path for path, file in subject[1].files.items() if file.width]
    return lower_document(make_document(kind, *subject, adopter), ADDRESSES, pictures)
