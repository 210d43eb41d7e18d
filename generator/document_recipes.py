"""How documents and kits are made. What PDF, HWPX and pictures need takes a third of a second to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from generator.documents import BESIDE, FORMS
from generator.exports.flow import pictures_of
from generator.exports.hwpx.package import write_hwpx
from generator.exports.kit import make_kit
from generator.exports.lower import Addresses, lower_document
from generator.exports.markdown import write_markdown
from generator.exports.pdf.write import write_pdf
from generator.exports.pictures import Prepared, prepare_picture
from generator.pages.frame import FOLDER_BY_KIND
from generator.publish.artifact import Resolve, Shared
from generator.reading.context import Context
from generator.reading.documents.make import make_document
from generator.records.model import Project
from generator.subjects import read_subject

Inputs = Mapping[str, Any]

_IN_KIT = {
    "guidebook.hwpx": ("guidebook", "hwpx"),
    "guidebook.pdf": ("guidebook", "pdf"),
    "plan.hwpx": ("plan", "hwpx"),
}
# A project's documents are made one after the other.
_KEPT_SUBJECTS, _KEPT_DOCUMENTS = 2, len(BESIDE) * len(FORMS)


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


def document_file(inputs: Inputs, resolve: Resolve) -> bytes:
    """Return a document in one of its formats."""
    return _write(inputs["kind"], inputs["form"], _Subject(inputs["subject"], resolve))


def kit_file(inputs: Inputs, resolve: Resolve) -> bytes:
    """Return the kit of a project."""
    subject = _Subject(inputs["subject"], resolve)
    project = _read(subject)[0]
    documents = {name: _write(kind, form, subject) for name, (kind, form) in _IN_KIT.items()}
    files = {name: resolve(ref) for name, ref in [*inputs["sources"], *subject.inputs["kept"]]}
    return make_kit(subject.inputs["id"], project, documents, files)
