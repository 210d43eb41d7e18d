"""The kit: one ZIP with all that another municipality takes home, and what it may do with each piece."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from generator.exports.hwpx.package import pack
from generator.reading.takeaways import format_licence
from generator.records.model import Project

LICENCES, MANIFEST = "LICENCES.txt", "MANIFEST.txt"
_NOT_TOLD = "적혀 있지 않음"


def make_kit(id_: str, project: Project, documents: Mapping[str, bytes], files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP: a folder named by the id with documents, the record's own files, LICENCES and MANIFEST.

    The manifest is what ``sha256sum --check`` reads.
    """
    members = {**documents, **files, LICENCES: list_licences(project, files).encode()}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(members.items()))
    members[MANIFEST] = sums.encode()
    return pack({}, stored=False, more={f"{id_}/{name}": data for name, data in sorted(members.items())})


def list_licences(project: Project, files: Mapping[str, bytes]) -> str:
    """Return what may be done with each piece of the kit, as a text."""
    of_text = _words(project.licence) if project.licence else _NOT_TOLD
    lines = [
        f"{project.title}: 이 묶음의 이용 조건",
        "",
        f"안내서 글(guidebook.*, project.yml, guidebook.md): {of_text}",
        "사업계획서 초안(plan.hwpx)의 빈칸과 차례: 자유롭게 씁니다. 본보기에서 옮긴 글은 안내서 글과 같습니다.",
        "PDF에 든 글꼴: SIL Open Font License 1.1",
        "",
        "보관 파일",
    ]
    told = {item.file: item for item in project.deliverables if item.file}
    kept = [name for name in sorted(files) if name.startswith("files/")]
    for name in kept:
        item = told.get(name)
        lines.append(f"- {name}: {f'{item.title}, {_words(item.licence)}' if item else _NOT_TOLD}")
    if not kept:
        lines.append("- 없음")
    return "\n".join(lines) + "\n"


def _words(licence: str) -> str:
    return "".join(piece.text for piece in format_licence(licence))
