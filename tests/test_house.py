"""What holds for the repository as a whole: layers, commands, documents, lock files."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "generator"

# What each part of the package may import from it. A part that is not named here has no place in the house yet.
BELOW_SITE = {"personal", "diagnostics", "resources", "signature", "records", "reading"}
BELOW_BUILD = BELOW_SITE | {"search", "pages", "exports", "publish"}
MAY_IMPORT = {
    "personal": set[str](),
    "diagnostics": {"personal"},
    "resources": {"diagnostics"},
    "signature": set[str](),
    "shards": set[str](),
    "as_of": {"diagnostics"},
    "records": {"personal", "diagnostics", "resources", "signature", "shards"},
    "reading": {"diagnostics", "resources", "records"},
    "search": BELOW_SITE,
    "pages": BELOW_SITE,
    "exports": BELOW_SITE,
    "publish": {"diagnostics", "signature"},
    "state": {"resources", "publish", "signature"},
    "search_files": BELOW_BUILD,
    "subjects": BELOW_BUILD,
    "documents": BELOW_BUILD | {"subjects"},
    "document_recipes": BELOW_BUILD | {"subjects", "documents"},
    "project_plans": BELOW_BUILD | {"shards"},
    "list_plans": BELOW_BUILD,
    "recipes": BELOW_BUILD | {"search_files", "subjects", "documents", "document_recipes"},
    "build": BELOW_BUILD
    | {"search_files", "subjects", "documents", "list_plans", "project_plans", "recipes", "as_of", "state"},
    "plugin": BELOW_BUILD | {"build"},
    "commands": BELOW_BUILD | {"as_of", "search_files", "build", "plugin", "state"},
    "cli": BELOW_BUILD | {"build", "plugin", "commands"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))
DOCUMENTS = ["README.md", "README.ko.md", "CONTRIBUTING.md"]
# Brackets keep this file from holding what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~:/}-])/(?:tm[p]|wor[k]|roo[t]|hom[e])/\w")
REGISTRY = re.compile(r"npmjs[.]|npmmirro[r]|pypi[.]org|pythonhoste[d]|deb[.]debian[.]")


def imports_of(module: Path) -> Iterator[str]:
    """Every module that a module imports, dotted, with the names taken from a package."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative import"
            assert node.module is not None
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from names if node.module == "generator" else [node.module]


def part_of(module: Path) -> str:
    """The part of the house that a module belongs to: "records" for generator/records/reader.py."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tracked_files() -> list[Path]:
    """Every file that is in git or would be added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def locked_versions(name: str) -> dict[str, set[str]]:
    """Every version of every package in a lock file; one package may have several, by marker."""
    text = (ROOT / name).read_text(encoding="utf-8")
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE):
        versions.setdefault(canonicalize_name(package), set()).add(version)
    return versions


def declared_requirements(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for, with the named extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return [Requirement(line) for lines in lists for line in lines]


def all_commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Every command of a group and of the groups in it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from all_commands(command)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_point_downward(module: Path) -> None:
    part = part_of(module)
    if part == "__init__":
        assert not [name for name in imports_of(module) if name.startswith("generator")]
        return
    allowed = MAY_IMPORT[part] | {part}
    used = {name.split(".")[1] for name in imports_of(module) if name.startswith("generator.")}
    assert used <= allowed


def test_only_the_plugin_imports_mkdocs() -> None:
    doors = {part_of(module) for module in MODULES for name in imports_of(module) if name.split(".")[0] == "mkdocs"}
    assert doors <= {"plugin"}


def test_every_command_and_option_has_help() -> None:
    groups = [value for value in vars(import_module("generator.cli")).values() if isinstance(value, click.Group)]
    assert groups
    silent = []
    for group in groups:
        for name, command in all_commands(group):
            if not command.help:
                silent.append(name)
            silent += [
                f"{name} {option.opts[0]}"
                for option in command.params
                if isinstance(option, click.Option) and not option.help
            ]
    assert not silent


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_only_targets_that_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets


def test_both_readmes_have_the_same_parts_and_commands() -> None:
    english, korean = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ko.md"))
    for pattern in (r"^#+ ", r"^make [a-z]+", r"`bonbogi [a-z]+`", r"^\| `[^`]+`", r"^\.venv.*$"):
        assert re.findall(pattern, english, re.MULTILINE) == re.findall(pattern, korean, re.MULTILINE)


def test_tracked_files_name_no_machine_path_and_no_registry() -> None:
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["editable"]), ("requirements-dev.lock", ["editable", "dev"])],
)
def test_lock_files_hold_what_pyproject_asks_for(lock: str, extras: list[str]) -> None:
    versions = locked_versions(lock)
    for requirement in declared_requirements(*extras):
        locked = versions.get(canonicalize_name(requirement.name), set())
        assert locked, f"{requirement} is not locked"
        assert all(version in requirement.specifier for version in locked)


def test_both_lock_files_name_the_same_versions() -> None:
    development = locked_versions("requirements-dev.lock")
    runtime = locked_versions("requirements.lock")
    assert runtime == {name: versions for name, versions in development.items() if name in runtime}


def test_lock_files_carry_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index-url" not in text
        blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in block for block in blocks)
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = reasons.split("## 의존성마다 쓰는 까닭", 1)[1]
    named = {canonicalize_name(name) for name in re.findall(r"[a-z0-9@/_-]+", section)}
    missing = [r.name for r in declared_requirements("editable", "dev") if canonicalize_name(r.name) not in named]
    assert not missing


def test_the_wheel_carries_templates_and_assets(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in ZipFile(wheel).namelist() if name.startswith("generator/")}
    kept = {path.relative_to(ROOT).as_posix() for path in tracked_files()}
    assert packed == {name for name in kept if name.startswith("generator/")} | {
        f"generator/{name}" for name in kept if name.startswith("templates/")
    }
