"""The shell of the site: frames into which pages are poured, content pages and assets, kept by their digest.

MkDocs and Material make a shell once (``generator.plugin``); everything else only pours. A slot is marked in the page
while it is rendered, the page is split at the marks once, and values are joined in without ever being looked at: a mark
inside a value is text like any other.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.resources import assets_folder, package_folder, templates_folder

FOLDER_BY_KIND: Mapping[str, str] = {
    "guidebook": "guidebooks",
    "municipality": "municipalities",
    "call": "calls",
    "field": "fields",
    "task": "tasks",
    "topic": "topics",
    "workshop": "workshops",
    "rule": "rules",
}
# No day in them: a new day must not make 10,000 pages anew.
RECORD_SLOTS = ("title", "head", "breadcrumb", "toc", "content", "edit")
PUBLISHED_ASSETS = ("css", "fonts", "images", "js", "vendor")
# The style sheets that every page wears, laid together: a page that waits for ten files shows itself late.
SITE_SHEET = "assets/css/site.css"
# The site's own files and nothing else. A page opened from a disk has no origin, and not every browser takes 'self' for
# its folder, so `file:` stands beside it; no browser lets a page from the network load a file, so this opens nothing
# there. No script of ours asks for anything (connect-src), but tools that look over a page ask for its robots.txt.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "font-src 'self' file:; media-src 'self' file:; connect-src 'self'; form-action 'self' file:; base-uri 'none'"
)

# Plane 16's private use: old Hangul is written with the private use characters of plane 0.
_OPEN, _CLOSE = "\U0010f0b0", "\U0010f0b1"
_SLOT = re.compile(f"{_OPEN}([a-z-]+){_CLOSE}")

# What MkDocs never sees of content/: the programme's own records.
_RECORD_FOLDERS = ("calls", "workshops")
_RECORD_SUFFIXES = (".csv", ".yml")
_RENDERERS = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "pymdown-extensions")
_KEPT_SHELLS = 4
_SHELL_FILE = "shell.json"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page with ``slots`` between its ``parts``; there is always one part more than slots."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]

    def pour(self, values: Mapping[str, str]) -> str:
        """Return the page with a value in every slot; ``values`` names exactly the slots that there are."""
        if values.keys() != set(self.slots):
            missing, unknown = sorted(set(self.slots) - values.keys()), sorted(values.keys() - set(self.slots))
            raise KeyError(f"slots without a value: {missing}, values without a slot: {unknown}")
        pieces = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            pieces += (values[slot], part)
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything on the site that does not come from records.

    ``frames`` by record kind, with the slots of RECORD_SLOTS; content ``pages`` and ``assets`` by their address on the
    site, an asset as the file to copy; ``sheets`` names those of them that are laid together into SITE_SHEET, in their
    order. ``site_url`` is the public address, and ``projects_edit_url`` that of the folder
    projects/ where a repository lets people edit. ``new_file_url`` and ``mail_address`` are where the form sends new
    records. "" where mkdocs.yml gives none.
    """

    frames: Mapping[str, Frame]
    pages: Mapping[str, Frame]
    assets: Mapping[str, Path]
    digest: str
    sheets: tuple[str, ...] = ()
    site_url: str = ""
    projects_edit_url: str = ""
    new_file_url: str = ""
    mail_address: str = ""


def mark_slot(name: str) -> str:
    """Return the mark that ``split_page`` finds again."""
    return f"{_OPEN}{name}{_CLOSE}"


def split_page(html: str) -> Frame:
    """Return the rendered page, split at its marks."""
    pieces = _SLOT.split(html)
    return Frame(parts=tuple(pieces[::2]), slots=tuple(pieces[1::2]))


def shell_digest(config_file: Path, *, serve: bool = False) -> str:
    """Return the digest of all that a shell is made from; ``serve`` tells apart the one without a security policy."""
    digest = hashlib.blake2b(digest_size=20)
    sources = {"config": config_file, **_named_files("content", config_file.parent / "content", _is_content)}
    sources |= _named_files("theme", templates_folder() / "theme")
    for folder in PUBLISHED_ASSETS:
        sources |= _named_files(f"assets/{folder}", assets_folder() / folder)
    sources |= {name: package_folder() / name for name in ("plugin.py", "pages/frame.py")}
    for name, path in sources.items():
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    digest.update(json.dumps([_renderer_versions(), serve]).encode())
    return digest.hexdigest()


def save_shell(shell: Shell, folder: Path) -> None:
    """Keep ``shell`` in ``folder`` with copies of its assets, beside the few that were made last."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder, prefix=".new-"))
    try:
        for address, source in shell.assets.items():
            target = made / "files" / address
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        plain = {
            "frames": {kind: [frame.parts, frame.slots] for kind, frame in shell.frames.items()},
            "pages": {address: [frame.parts, frame.slots] for address, frame in shell.pages.items()},
            "assets": sorted(shell.assets),
            "sheets": shell.sheets,
            "urls": [shell.site_url, shell.projects_edit_url, shell.new_file_url, shell.mail_address],
        }
        (made / _SHELL_FILE).write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(folder / shell.digest, ignore_errors=True)
        made.rename(folder / shell.digest)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    kept = sorted((path.parent for path in folder.glob(f"*/{_SHELL_FILE}")), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-_KEPT_SHELLS]:
        shutil.rmtree(old, ignore_errors=True)


def load_shell(folder: Path, digest: str) -> Shell | None:
    """Return the kept shell of this digest; None where there is none or it is damaged."""
    home = folder / digest
    try:
        plain = json.loads((home / _SHELL_FILE).read_text(encoding="utf-8"))
        frames, pages = (
            {name: Frame(tuple(parts), tuple(slots)) for name, (parts, slots) in plain[group].items()}
            for group in ("frames", "pages")
        )
        assets = {address: home / "files" / address for address in plain["assets"]}
        sheets = tuple(map(str, plain["sheets"]))
        site_url, projects_edit_url, new_file_url, mail_address = map(str, plain["urls"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if not all(path.is_file() for path in assets.values()) or not assets.keys() >= set(sheets):
        return None
    return Shell(frames, pages, assets, digest, sheets, site_url, projects_edit_url, new_file_url, mail_address)


def find_assets() -> dict[str, Path]:
    """Return the project's own published css, js, fonts and images by their address on the site."""
    return {
        address: path
        for name in PUBLISHED_ASSETS
        for address, path in _named_files(f"assets/{name}", assets_folder() / name).items()
    }


def join_sheets(sheets: Iterable[str]) -> str:
    """Return style sheets as one; they lie in folders of the same depth, so what they name keeps its address."""
    return "\n".join(sheet.removeprefix('@charset "UTF-8";').strip() for sheet in sheets) + "\n"


def _named_files(prefix: str, folder: Path, wanted: Callable[[Path], bool] = lambda _: True) -> dict[str, Path]:
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        f"{prefix}/{relative.as_posix()}": path
        for relative, path in sorted(found.items())
        if wanted(relative) and not any(part.startswith(".") for part in relative.parts)
    }


def _is_content(relative: Path) -> bool:
    return relative.parts[0] not in _RECORD_FOLDERS and relative.suffix not in _RECORD_SUFFIXES


def _renderer_versions() -> list[str]:
    versions = []
    for name in _RENDERERS:
        try:
            versions.append(version(name))
        except PackageNotFoundError:
            versions.append("")
    return versions
