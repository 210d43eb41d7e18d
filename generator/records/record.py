"""One project's folder as read: its facts, its story, its files, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Finding, Severity
from generator.records import reader
from generator.records.attachments import Inside
from generator.records.messages import explain_errors
from generator.records.model import Project
from generator.records.passage import Passage, join_scalars
from generator.records.story import without_comments

Read = TypeVar("Read", bound=BaseModel)
Path = tuple[str | int, ...]

# Addresses hold digits that look like account and resident numbers; the names of files are looked at as they lie.
_ADDRESSES = frozenset({"url", "archived", "file"})
# The shortest of all kinds of personal data is a mail address: a@b.kr.
SHORTEST_TELLING = 6


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the project's files/ folder."""

    path: str  # as records write it: files/…, in NFC
    size: int
    digest: str  # SHA-256, hexadecimal
    head: bytes  # the first bytes, enough to tell its type
    escapes: bool = False  # a link that leads out of the folder


@dataclass(frozen=True)
class Record:
    """A project with the places of its keys: what a rule looks at."""

    id: str
    file: str  # projects/<id>/project.yml
    project: Project
    tree: reader.Mapping = field(repr=False)
    guidebook: str = ""  # the text of guidebook.md, "" without one
    files: Mapping[str, KeptFile] = field(default_factory=dict)
    inside: Mapping[str, Inside] = field(default_factory=dict)  # what is in the kept files, by path
    comments: str = ""  # the comments of project.yml, each where it stands
    allowed: frozenset[str] = frozenset()  # numbers and addresses that offices publish

    @property
    def passage(self) -> Passage:
        """What people wrote in project.yml as one text: no addresses, and nothing too short to hold personal data."""
        return self._passages[0]

    @property
    def rest(self) -> Passage:
        """The values of project.yml that are not in ``passage``."""
        return self._passages[1]

    @cached_property
    def _passages(self) -> tuple[Passage, Passage]:
        return join_scalars(self.tree, _ADDRESSES, SHORTEST_TELLING)

    @cached_property
    def story(self) -> str:
        """The text of guidebook.md with its comments blank: they are no part of what it says, cites and shows."""
        return without_comments(self.guidebook)

    @property
    def guidebook_file(self) -> str:
        """The path of guidebook.md."""
        return self.file.removesuffix("project.yml") + "guidebook.md"

    def find(self, path: Path, code: str, severity: Severity, message: str, hint: str = "") -> Finding:
        """Return a finding at the value that ``path`` names, e.g. ("budget", 0, "amount")."""
        line, column = reader.find_place(self.tree, path)
        return Finding(self.file, line, column, code, severity, message, hint)

    def find_key(self, path: Path, code: str, severity: Severity, message: str, hint: str = "") -> Finding:
        """Return a finding at the key that ``path`` ends in."""
        line, column = reader.find_key_place(self.tree, path)
        return Finding(self.file, line, column, code, severity, message, hint)

    def find_in_guidebook(
        self, line: int, column: int, code: str, severity: Severity, message: str, hint: str = ""
    ) -> Finding:
        """Return a finding at a line and column (from 1) of guidebook.md."""
        return Finding(self.guidebook_file, line, column, code, severity, message, hint)


def read_part(data: bytes, file: str, model: type[Read]) -> tuple[Read | None, reader.Mapping | None, list[Finding]]:
    """Return what a YAML file tells as ``model`` and as a tree (None where it cannot), with all that is wrong."""
    tree, findings = reader.read_yaml(data, file)
    if tree is None:
        return None, None, findings
    try:
        part = model.model_validate(reader.to_data(tree))
    except ValidationError as problem:
        return None, tree, findings + explain_errors(problem, model, tree, file)
    return part, tree, findings
