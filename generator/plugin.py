"""MkDocs' door, the only module that imports mkdocs: the shell is rendered here, with documented events only.

A frame is a generated page outside the navigation whose content is marks. The HTML that MkDocs makes of it, and of
every content page, is kept instead of written; ``build_into`` then pours the records in. Files are handed over as they
lie.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from generator.diagnostics import GeneratorError
from generator.pages.frame import (
    CONTENT_SECURITY_POLICY,
    FOLDER_BY_KIND,
    RECORD_SLOTS,
    SITE_SHEET,
    Frame,
    Shell,
    find_assets,
    load_shell,
    mark_slot,
    save_shell,
    shell_digest,
    split_page,
)
from generator.resources import templates_folder

if TYPE_CHECKING:
    import jinja2

# The list page under which a record stands: its tab is the active one.
_LIST_PAGE_BY_KIND = {
    "guidebook": "find.md",
    "municipality": "municipalities.md",
    "call": "calls.md",
    "field": "calls.md",
    "task": "calls.md",
    "topic": "topics.md",
    "workshop": "workshops.md",
    "rule": "rules.md",
}
# All that is used of Material's 2.9 MB: the rest is its search, its maps, and scripts for what these pages do not have.
_THEME_SHEET = "assets/stylesheets/main.*.min.css"
# The theme's own switches, of which no browser keeps the state anyway: the attribute is not allowed on a checkbox.
_SWITCH = re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"')
_TABLE_PART = re.compile(r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|<table>|</table>|<th(?P<align>[ >])", re.DOTALL)
_SLOT_COMMENT = re.compile(r"^<!-- slot: ([a-z-]+) -->[ \t]*$", re.MULTILINE)


class BonbogiPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Renders the shell; in a plain ``mkdocs build`` or ``mkdocs serve`` it also has the site built from it."""

    def __init__(self) -> None:
        self.serving = False
        self.publishing = True
        self.shell: Shell | None = None
        self._frames: dict[str, Frame] = {}
        self._pages: dict[str, Frame] = {}
        self._assets: dict[str, Path] = {}
        self._sheets: tuple[str, ...] = ()
        self._digest = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether the pages are only looked at while they are written."""
        self.serving = command == "serve"
        logging.getLogger("mkdocs.commands.build").addFilter(_is_not_about_kept_pages)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what the offline site cannot be built with."""
        if config.use_directory_urls:
            raise PluginError(
                "mkdocs.yml에 `use_directory_urls: false`가 있어야 합니다. 디스크에서 바로 열리는 주소입니다."
            )
        self._frames, self._pages, self._assets = {}, {}, {}
        # Those of the project itself come in one file; others may name files by addresses that hold where they lie.
        own = find_assets()
        self._sheets = tuple(sheet for sheet in config.extra_css if sheet in own)
        config.extra_css = [sheet for sheet in config.extra_css if sheet not in own]
        # Before anything is read: what changes while MkDocs runs then belongs to the next shell.
        self._digest = shell_digest(Path(config.config_file_path), serve=self.serving)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what the theme brings and nothing uses; add our own assets and one page for each frame."""
        for file in list(files):
            is_theme_file = file.src_dir is not None and Path(file.src_dir) != Path(config.docs_dir)
            if is_theme_file and fnmatch(file.src_uri, _THEME_SHEET):
                self._sheets = (file.dest_uri, *self._sheets)
            elif is_theme_file:
                files.remove(file)
        for address, path in find_assets().items():
            files.append(File.generated(config, address, abs_src_path=str(path)))
        for kind in FOLDER_BY_KIND:
            files.append(File.generated(config, _frame_uri(kind), content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang every frame under its list page."""
        for kind in FOLDER_BY_KIND:
            place_record_page(kind, _frame_uri(kind), files)
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put marks where values go: all over a frame, at the comments of a content page."""
        kind = _kind_of_frame(page)
        if kind is None:
            # A comment of its own paragraph stands between blocks, so the text around it can be closed and opened.
            return _SLOT_COMMENT.sub(
                lambda m: f'</div>\n<div class="bb">{mark_slot(m[1])}</div>\n<div class="md-typeset">',
                frame_tables(html),
            )
        page.meta["bonbogi"] = {"kind": kind} | {slot: mark_slot(slot) for slot in RECORD_SLOTS}
        return html

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Give the theme what it needs and take the files, so that MkDocs copies none."""
        env.globals["slot"] = mark_slot
        # The live reload of `mkdocs serve` is an inline script that no policy can know.
        env.globals["policy"] = "" if self.serving else CONTENT_SECURITY_POLICY
        env.globals["site_sheet"] = SITE_SHEET
        for file in list(files):
            if not file.is_documentation_page() and file.abs_src_path is not None:
                if file.inclusion.value > InclusionLevel.DRAFT.value:
                    self._assets[file.dest_uri] = Path(file.abs_src_path)
                files.remove(file)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme which record it renders, if it is one, and what the contents of a text are."""
        headings = [heading for first in page.toc for heading in (first.children if first.level == 1 else [first])]
        # The theme's own skip link leads to the first heading of these, ours stands on every page.
        page.toc = TableOfContents([])
        names = cast("dict[str, object]", context)
        names["record"] = page.meta.get("bonbogi")
        names["headings"] = headings
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep frames and content pages; a record page that somebody else generated is left to MkDocs."""
        output = _SWITCH.sub(r"\1", output)
        kind = _kind_of_frame(page)
        if kind is not None:
            self._frames[kind] = split_page(output)
        elif "bonbogi" in page.meta:
            return output
        else:
            self._pages[page.file.dest_uri] = split_page(output)
        return ""

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Keep 404.html where its links can work; no sitemap, it would know content pages only."""
        if template_name == "404.html" and config.site_url:
            self._pages[template_name] = split_page(_SWITCH.sub(r"\1", output_content))
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Bring the shell together; without ``make_shell`` also build the site."""
        self.shell = Shell(
            frames=self._frames,
            pages=self._pages,
            assets=self._assets,
            digest=self._digest,
            sheets=self._sheets,
            site_url=config.site_url or "",
            projects_edit_url=str(config.extra.get("projects_edit_url") or ""),
            new_file_url=str(config.extra.get("new_file_url") or ""),
            mail_address=str(config.extra.get("mail_address") or ""),
        )
        if self.publishing:
            from generator.build import build_into

            root = Path(config.config_file_path).parent
            try:
                build_into(root, self.shell, Path(config.site_dir))
            except GeneratorError as error:
                # MkDocs shows its own errors as a sentence and others with a traceback.
                raise PluginError(str(error)) from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch what MkDocs does not know of."""
        for folder in (Path(config.config_file_path).parent / "projects", templates_folder()):
            if folder.is_dir():
                server.watch(str(folder))
        return server


def frame_tables(html: str) -> str:
    """Return the text with its tables in frames that scroll by keyboard, each with a caption: the heading above it."""
    heading = "표"

    def frame(part: re.Match[str]) -> str:
        nonlocal heading
        if part["heading"] is not None:
            heading = f"{re.sub('<[^>]*>', '', part['heading'])} 표"
            return part[0]
        if part["align"] is not None:
            return f'<th scope="col"{part["align"]}'
        if part[0] == "</table>":
            return "</table></div>"
        name = heading.replace('"', "&quot;")
        opening = f'<div class="bb-frame" tabindex="0" role="region" aria-label="{name}">'
        return f'{opening}<table class="bb-table"><caption class="bb-vh">{heading}</caption>'

    return _TABLE_PART.sub(frame, html)


def place_record_page(kind: str, src_uri: str, files: Files) -> None:
    """Hang the page of a generated file under the list page of its kind."""
    file, list_page = files.get_file_from_path(src_uri), files.get_file_from_path(_LIST_PAGE_BY_KIND[kind])
    if list_page is None:
        raise PluginError(f"content/{_LIST_PAGE_BY_KIND[kind]} 파일이 없습니다. 기록의 쪽이 그 아래에 놓입니다.")
    assert file is not None
    assert file.page is not None
    # A page stands for a section as well: what is active passes from parent to parent.
    file.page.parent = list_page.page  # type: ignore[assignment]


def make_shell(config_file: Path, folder: Path, *, strict: bool, serve: bool = False) -> Shell:
    """Run MkDocs once and return the shell, kept in ``folder`` unless MkDocs warned.

    Raises GeneratorError when MkDocs fails, and with ``strict`` also when it warns.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    folder.mkdir(parents=True, exist_ok=True)
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".mkdocs-") as site_dir:
            plugin = _render(config_file, site_dir, serve=serve)
    except MkDocsException as error:
        reason = " ".join(warnings.messages) or error.message
        raise GeneratorError(f"MkDocs가 쪽을 만들지 못했습니다: {reason}") from error
    finally:
        logger.removeHandler(warnings)
    if strict and warnings.messages:
        raise GeneratorError(f"MkDocs가 주의를 줍니다. 고치거나 --strict 없이 만드세요: {' '.join(warnings.messages)}")
    for message in warnings.messages:
        logging.getLogger("bonbogi").warning(message)
    assert plugin.shell is not None
    if warnings.messages:
        # Not kept, so that the next build tells them again, and a strict one stops.
        return plugin.shell
    save_shell(plugin.shell, folder)
    return load_shell(folder, plugin.shell.digest) or plugin.shell


def _render(config_file: Path, site_dir: str, *, serve: bool) -> BonbogiPlugin:
    config = load_config(str(config_file), site_dir=site_dir, strict=False)
    plugin = config.plugins.get("bonbogi")
    if not isinstance(plugin, BonbogiPlugin):
        raise GeneratorError("mkdocs.yml의 plugins에 bonbogi가 없습니다. `plugins: [bonbogi]`를 적어 주세요.")
    plugin.publishing = False
    config.plugins.on_startup(command="serve" if serve else "build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return plugin


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _is_not_about_kept_pages(record: logging.LogRecord) -> bool:
    """Hold back "Page skipped": what MkDocs does not write, ``build_into`` does."""
    return not record.getMessage().startswith(("Page skipped", "Template skipped"))


def _frame_uri(kind: str) -> str:
    return f"{FOLDER_BY_KIND[kind]}/frame.md"


def _kind_of_frame(page: Page) -> str | None:
    return next((kind for kind in FOLDER_BY_KIND if page.file.src_uri == _frame_uri(kind)), None)
