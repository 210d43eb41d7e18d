"""The documents of every guidebook, and the kit that holds them: planned as artifacts, and how each is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

from generator.diagnostics import GeneratorError
from generator.exports.flow import pictures_of
from generator.exports.hwpx.package import write_hwpx
from generator.exports.kit import make_kit
from generator.exports.lower import Addresses, lower_document
from generator.exports.markdown import write_markdown
from generator.exports.pdf.write import write_pdf
from generator.exports.pictures import Prepared, prepare_picture
from generator.pages.frame import FOLDER_BY_KIND
from generator.publish.artifact import Artifact, Recipes, Ref, Resolve, Shared, share
from generator.reading.context import Context
from generator.reading.documents.make import make_document
from generator.records.folders import GUIDEBOOK_FILE, PROJECT_FILE
from generator.records.library import Library
from generator.records.model import Project
from generator.subjects import kept_files, read_subject

Inputs = Mapping[str, Any]

# What lies beside the page of a guidebook, in every format: the kind of document and what stands behind the id.
_BESIDE = (("guidebook", ""), ("plan", ".plan"), ("report", ".report"))
_FORMS = ("hwpx", "pdf", "md")
_IN_KIT = {
    "guidebook.hwpx": ("guidebook", "hwpx"),
    "guidebook.pdf": ("guidebook", "pdf"),
    "plan.hwpx": ("plan", "hwpx"),
}
_KIT_SUFFIX = ".kit.zip"
_WEIGHTS = {"pdf": 40, "hwpx": 6, "md": 2}
# A project's documents are made one after the other.
_KEPT_SUBJECTS, _KEPT_DOCUMENTS = 2, len(_BESIDE) * len(_FORMS)


def plan_documents(library: Library, subject: Inputs, site_url: str, code: str) -> Iterator[Artifact]:
    """Yield the documents and the kit of a project.

    ``subject`` are the inputs of ``read_subject``, ``code`` is the digest of all that makes documents.
    """
    id_ = subject["id"]
    shared = share({**subject, "site_url": site_url, "kept": kept_files(library, id_)})
    path = f"guidebooks/{id_}"
    for (kind, suffix), form in product(_BESIDE, _FORMS):
        inputs: dict[str, Any] = {"subject": shared, "kind": kind, "form": form}
        yield Artifact(f"{path}{suffix}.{form}", "document", inputs, code, _WEIGHTS[form], id_)
    kit: dict[str, Any] = {"subject": shared, "sources": _sources(library, id_)}
    yield Artifact(path + _KIT_SUFFIX, "kit", kit, code, _WEIGHTS["hwpx"], id_)


def _sources(library: Library, id_: str) -> list[list[Any]]:
    folder = library.folders[id_]
    digests = dict(folder.digests)
    return [
        [name, Ref("bytes", digests[name], str(folder.path / folder.names[name]))]
        for name in (PROJECT_FILE, GUIDEBOOK_FILE)
        if name in digests
    ]


@dataclass(frozen=True)
class _Subject:
    """One project, the same where its inputs are: what is made of it needs to be made once."""

    shared: Shared
    resolve: Resolve = field(repr=False, compare=False)

    @property
    def inputs(self) -> Inputs:
        """What the project and its surroundings say."""
        return self.shared.value


@lru_cache(maxsize=_KEPT_SUBJECTS)
def _read(subject: _Subject) -> tuple[Project, Context, Addresses, Mapping[str, Prepared]]:
    project, context = read_subject(subject.inputs, subject.resolve)
    refs = {name: ref for name, ref in subject.inputs["kept"] if name in context.files and context.files[name].width}
    pictures = {
        name: prepare_picture(subject.resolve(ref), f"projects/{context.id}/{name}") for name, ref in refs.items()
    }
    return project, context, Addresses(subject.inputs["site_url"], FOLDER_BY_KIND), pictures


@lru_cache(maxsize=_KEPT_DOCUMENTS)
def _write(kind: str, form: str, subject: _Subject) -> bytes:
    project, context, addresses, pictures = _read(subject)
    document = lower_document(make_document(kind, project, context), addresses, pictures)
    if form == "md":
        return write_markdown(document, context.id).encode()
    shown = {path: pictures[path] for path in pictures_of(document)}
    return write_pdf(document, shown) if form == "pdf" else write_hwpx(document, shown)


def _make_document(inputs: Inputs, resolve: Resolve) -> bytes:
    return _write(inputs["kind"], inputs["form"], _Subject(inputs["subject"], resolve))


def _make_kit(inputs: Inputs, resolve: Resolve) -> bytes:
    subject = _Subject(inputs["subject"], resolve)
    project = _read(subject)[0]
    documents = {name: _write(kind, form, subject) for name, (kind, form) in _IN_KIT.items()}
    files = {name: resolve(ref) for name, ref in [*inputs["sources"], *subject.inputs["kept"]]}
    return make_kit(subject.inputs["id"], project, documents, files)


def changed_file(place: str) -> GeneratorError:
    """Return what to say of a file that is not what it was when the records were read."""
    return GeneratorError(f"{place} 파일이 짓는 사이에 바뀌었거나 사라졌습니다. 다시 지으십시오.")


DOCUMENT_RECIPES: Recipes = {"document": _make_document, "kit": _make_kit}
