"""The documents of every guidebook, and the kit that holds them, planned as artifacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from generator.publish.artifact import Artifact, Ref, share
from generator.records.library import Library
from generator.resources import GUIDEBOOK_FILE, PROJECT_FILE
from generator.subjects import kept_files

# What lies beside the page of a guidebook, in every format: the kind of document and what stands behind the id.
BESIDE = (("guidebook", ""), ("plan", ".plan"), ("report", ".report"))
FORMS = ("hwpx", "pdf", "md")
_KIT_SUFFIX = ".kit.zip"
_WEIGHTS = {"pdf": 40, "hwpx": 6, "md": 2}


def plan_documents(library: Library, subject: Mapping[str, Any], site_url: str, code: str) -> Iterator[Artifact]:
    """Yield the documents and the kit of a project.

    ``subject`` are the inputs of ``read_subject``, ``code`` is the digest of all that makes documents.
    """
    id_ = subject["id"]
    shared = share({**subject, "site_url": site_url, "kept": kept_files(library, id_)})
    path = f"guidebooks/{id_}"
    for (kind, suffix), form in product(BESIDE, FORMS):
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
