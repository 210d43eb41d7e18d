"""content/ -> the Programme: calls, workshops, topics and municipalities, with what is wrong with them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.diagnostics import Finding, GeneratorError
from generator.records import reader
from generator.records.attachments import normalise_contact
from generator.records.messages import final_consonant, nearest
from generator.records.municipalities import Municipalities
from generator.records.programme import Call, Programme, Topics, Workshop
from generator.records.record import Path as KeyPath
from generator.records.record import read_part
from generator.records.scalars import is_valid_id

Read = TypeVar("Read", bound=BaseModel)

MUNICIPALITIES_FILE = "content/municipalities.csv"
TOPICS_FILE = "content/topics.yml"
ALLOWED_FILE = "content/allowed-contacts.txt"
CALLS_FOLDER = "content/calls"
WORKSHOPS_FOLDER = "content/workshops"


def load_programme(root: Path, generation: str) -> tuple[Programme, list[Finding]]:
    """Return the programme's records and their findings; GeneratorError where a file that all need cannot be used."""
    files = _Files(root, generation)
    calls = files.read_folder(CALLS_FOLDER, Call)
    workshops = files.read_folder(WORKSHOPS_FOLDER, Workshop)
    topics = files.read_yaml(TOPICS_FILE, Topics) or Topics(topics=())
    try:
        municipalities = Municipalities.read(files.read_bytes(MUNICIPALITIES_FILE).decode("utf-8-sig"))
    except (KeyError, ValueError, csv.Error) as problem:
        raise GeneratorError(
            f"{MUNICIPALITIES_FILE} 파일을 읽을 수 없습니다({problem}). 저장소에 있던 파일로 되돌려 주세요."
        ) from problem
    allowed = files.read_allowed()
    programme = Programme(
        calls=calls,
        workshops=workshops,
        topics={topic.id: topic for topic in topics.topics},
        technologies={technology.id: technology for technology in topics.technologies},
        municipalities=municipalities,
        digest=files.digest.hexdigest(),
        trees=files.trees,
        allowed=allowed,
    )
    return programme, files.findings


class _Files:
    """Reads the files of content/, and keeps what all of them add up to."""

    def __init__(self, root: Path, generation: str) -> None:
        self.root = root
        self.digest = hashlib.sha256(generation.encode())
        self.findings: list[Finding] = []
        self.trees: dict[str, reader.Mapping] = {}

    def read_bytes(self, file: str) -> bytes:
        try:
            data = (self.root / file).read_bytes()
        except OSError as problem:
            raise GeneratorError(
                f"{file} 파일을 읽을 수 없습니다({problem.strerror}). 저장소에 있던 파일로 되돌려 주세요."
            ) from problem
        self.digest.update(f"{file}\0{len(data)}\0".encode(errors="surrogateescape") + data)
        return data

    def read_allowed(self) -> frozenset[str]:
        """Return the published numbers and addresses, in the one way that they are compared in; none without a file."""
        if not (self.root / ALLOWED_FILE).is_file():
            return frozenset()
        text = self.read_bytes(ALLOWED_FILE).decode("utf-8-sig", "replace")
        lines = (line.split("#", 1)[0] for line in text.splitlines())
        return frozenset(contact for line in lines if (contact := normalise_contact(line)))

    def read_yaml(self, file: str, model: type[Read]) -> Read | None:
        part, tree, found = read_part(self.read_bytes(file), file, model)
        self.findings += found
        if tree is not None:
            self.trees[file] = tree
        return part

    def read_folder(self, folder: str, model: type[Read]) -> dict[str, Read]:
        parts = {}
        for path in sorted((self.root / folder).glob("*.yml")):
            file = f"{folder}/{path.name}"
            part = self.read_yaml(file, model)
            if not is_valid_id(path.stem):
                message = (
                    f"파일 이름 '{path.stem}'{final_consonant(path.stem, '을', '를')} 식별 이름으로 쓸 수 없습니다."
                )
                hint = "영문 소문자와 숫자를 줄표(-)로 이어 적습니다. 예: 2019-gonggam.yml"
                self.findings.append(Finding(file, 1, 1, "bad-id", "error", message, hint))
            elif part is not None:
                parts[path.stem] = part
        return parts


def check_programme(programme: Programme) -> list[Finding]:
    """Return what the programme's own records point to that does not exist."""
    findings = list(_check_calls(programme))
    for id_, workshop in programme.workshops.items():
        file = f"{WORKSHOPS_FOLDER}/{id_}.yml"
        pointing = _Pointing(programme, file)
        if workshop.call and workshop.call not in programme.calls:
            findings.append(pointing.unknown(("call",), "공모", workshop.call, programme.calls))
        for n, project in enumerate(workshop.presented):
            if project not in programme.projects:
                findings.append(pointing.unknown(("presented", n), "발표한 사업", project, programme.projects))
        cited: list[tuple[KeyPath, tuple[str, ...]]] = []
        cited += [(("sessions", n, "source"), row.source) for n, row in enumerate(workshop.sessions)]
        cited += [(("discrepancies", n, "sources"), row.sources) for n, row in enumerate(workshop.discrepancies)]
        findings += pointing.unknown_sources(cited, [source.id for source in workshop.sources])
    return findings


def _check_calls(programme: Programme) -> Iterator[Finding]:
    for id_, call in programme.calls.items():
        pointing = _Pointing(programme, f"{CALLS_FOLDER}/{id_}.yml")
        fields = [field.id for field in call.fields]
        for n, task in enumerate(call.tasks):
            if task.field and task.field not in fields:
                yield pointing.unknown(("tasks", n, "field"), "과제의 분야", task.field, fields)
        cited: list[tuple[KeyPath, tuple[str, ...]]] = []
        for name, rows in (("tracks", call.tracks), ("fields", call.fields), ("tasks", call.tasks)):
            cited += [((name, n, "source"), row.source) for n, row in enumerate(rows)]
        for name, part in (("budget", call.budget), ("per_project", call.per_project)):
            cited += [((name, "source"), part.source)] if part else []
        cited += [(("cited", name), sources) for name, sources in call.cited.items()]
        cited += [(("discrepancies", n, "sources"), row.sources) for n, row in enumerate(call.discrepancies)]
        yield from pointing.unknown_sources(cited, [source.id for source in call.sources])


class _Pointing:
    """What one file of the programme points to."""

    def __init__(self, programme: Programme, file: str) -> None:
        self.file = file
        self.tree = programme.trees[file]

    def unknown_sources(
        self, cited: list[tuple[KeyPath, tuple[str, ...]]], known: Collection[str]
    ) -> Iterator[Finding]:
        """Yield each citation of a source that is not among the ``known``."""
        for path, sources in cited:
            for n, source in enumerate(sources):
                if source not in known:
                    yield self.unknown((*path, n), "출처", source, known, code="unknown-source")

    def unknown(
        self, path: KeyPath, label: str, value: str, known: Collection[str], code: str = "unknown-reference"
    ) -> Finding:
        """Return the finding that ``value`` at ``path`` is not among the ``known``."""
        guess = nearest(value, known)
        message = f"'{label}'의 '{value}'{final_consonant(value, '을', '를')} 찾을 수 없습니다."
        hint = f"혹시 '{guess}'입니까?" if guess else "식별 이름을 확인해 주세요."
        return Finding(self.file, *reader.find_place(self.tree, path), code, "error", message, hint)
