"""Whatever is done to records, the site that grew by small builds is the site that is built from nothing."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.publishing import read_tree
from tests.repository import ROOT
from tests.sites import ALL, PNG, SAMPLE, build, copy_sources, make_site_repository

STATES = ("preparing", "pilot", "running", "planned", "completed")
TOPICS = ("older-people", "traffic-parking", "island", "waste", "disability")


class Editor:
    """Does one thing after another to the records of a repository, as chance will have it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.projects = root / "projects"
        self.content = root / "content"
        self.chance = random.Random(seed)
        self.number = 0

    def edit(self) -> str:
        """Do one thing; return what it was."""
        self.number += 1
        actions: tuple[Callable[[Path], None], ...] = (
            self._add,
            self._add,
            self._remove,
            self._rename,
            self._change_text,
            self._change_text,
            self._change_year,
            self._change_topics,
            self._add_state,
            self._add_origin,
            self._drop_line,
            self._break,
            self._write_story,
            self._drop_story,
            self._keep_file,
            self._drop_files,
            self._touch,
            self._change_call,
        )
        action, project = self.chance.choice(actions), self.chance.choice(sorted(self.projects.iterdir()))
        action(project)
        return f"{self.number}: {action.__name__} {project.name}"

    def _add(self, _: Path) -> None:
        id_ = self.chance.choice(ALL)
        shutil.copytree(ROOT / "projects" / id_, self.projects / f"{id_}-{self.number}")

    def _remove(self, project: Path) -> None:
        shutil.rmtree(project)

    def _rename(self, project: Path) -> None:
        project.rename(self.projects / f"renamed-{self.number}")

    def _lines(self, project: Path) -> list[str]:
        return (project / "project.yml").read_text(encoding="utf-8").splitlines(keepends=True)

    def _write(self, project: Path, lines: list[str]) -> None:
        (project / "project.yml").write_text("".join(lines), encoding="utf-8")

    def _put(self, project: Path, key: str, value: str) -> None:
        """Give a key that stands on one line another value."""
        lines = [f"{key}: {value}\n" if line.startswith(f"{key}: ") else line for line in self._lines(project)]
        self._write(project, lines)

    def _change_text(self, project: Path) -> None:
        key = self.chance.choice(("title", "summary", "problem", "solution"))
        self._put(project, key, f"{self.number}번째로 고쳐 적은 글 <b> & 따옴표' 그리고 조금 더")

    def _change_year(self, project: Path) -> None:
        self._put(project, "year", str(self.chance.randint(2018, 2024)))

    def _change_topics(self, project: Path) -> None:
        self._put(project, "topics", f"[{', '.join(self.chance.sample(TOPICS, 2))}]")

    def _add_state(self, project: Path) -> None:
        row = f"status: [{{date: 20{self.chance.randint(20, 26)}, state: {self.chance.choice(STATES)}, source: s1}}]\n"
        rest = [line for line in self._lines(project) if not line.startswith("status:") and ", state: " not in line]
        self._write(project, [*rest, row])

    def _add_origin(self, project: Path) -> None:
        origin = self.chance.choice(sorted(self.projects.iterdir())).name
        self._put(project, "adapted_from", f"[{{project: {origin}, kind: adoption, source: s1}}]")
        if not any(line.startswith("adapted_from:") for line in self._lines(project)):
            row = f"adapted_from: [{{project: {origin}, kind: adoption, source: s1}}]\n"
            self._write(project, [*self._lines(project), row])

    def _drop_line(self, project: Path) -> None:
        lines = self._lines(project)
        lines.pop(self.chance.randrange(len(lines)))
        self._write(project, lines)

    def _break(self, project: Path) -> None:
        self._write(project, [*self._lines(project), "unknown: [\n"])

    def _write_story(self, project: Path) -> None:
        other = self.chance.choice(sorted(self.projects.iterdir())).name
        text = f"## {self.number}번째 이야기\n\n[다른 사업](project:{other})을 보고 적었다[^1].\n\n[^1]: 각주\n"
        (project / "guidebook.md").write_text(text, encoding="utf-8")

    def _drop_story(self, project: Path) -> None:
        (project / "guidebook.md").unlink(missing_ok=True)

    def _keep_file(self, project: Path) -> None:
        (project / "files").mkdir(exist_ok=True)
        (project / "files" / self.chance.choice(("a.png", "나.png"))).write_bytes(PNG + bytes([self.number]))

    def _drop_files(self, project: Path) -> None:
        shutil.rmtree(project / "files", ignore_errors=True)

    def _touch(self, project: Path) -> None:
        (project / "project.yml").touch()

    def _change_call(self, _: Path) -> None:
        call = self.chance.choice(sorted((self.content / "calls").iterdir()))
        lines = call.read_text(encoding="utf-8").splitlines(keepends=True)
        title = f"title: {self.number}번째로 고친 공모 이름\n"
        call.write_text("".join(title if line.startswith("title: ") else line for line in lines), encoding="utf-8")


def test_fifty_random_edits_give_the_site_of_a_cold_build(tmp_path: Path, shell_folder: Path) -> None:
    root = make_site_repository(tmp_path / "root", shell_folder, sorted({*SAMPLE, *ALL[::5]}))
    build(root)
    editor = Editor(root, 2026)
    done: list[str] = []
    for number in range(1, 51):
        done.append(editor.edit())
        build(root, skip_invalid=True)
        if number % 5 == 0:
            cold = copy_sources(root, tmp_path / f"cold-{number}")
            build(cold, skip_invalid=True)
            assert read_tree(root / "site") == read_tree(cold / "site"), done
            shutil.rmtree(cold)
