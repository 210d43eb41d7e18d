"""Record pages rendered by MkDocs and Material themselves, values and all: what pouring has to be equal to."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.plugin import BonbogiPlugin, place_record_page

# Address on the site -> kind of page, and the values of its slots.
Poured = Mapping[str, tuple[str, Mapping[str, str]]]


class _RecordPages(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    def __init__(self, pages: Poured) -> None:
        self.pages = {address.removesuffix(".html") + ".md": page for address, page in pages.items()}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for uri in self.pages:
            files.append(File.generated(config, uri, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        for uri, (kind, _) in self.pages.items():
            place_record_page(kind, uri, files)
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if page.file.src_uri in self.pages:
            kind, slots = self.pages[page.file.src_uri]
            page.meta["bonbogi"] = {"kind": kind} | dict(slots)
        return html


def render_with_mkdocs(config_file: Path, folder: Path, pages: Poured) -> None:
    """Have MkDocs render these record pages into ``folder``."""
    config = load_config(str(config_file), site_dir=str(folder))
    plugin = config.plugins["bonbogi"]
    assert isinstance(plugin, BonbogiPlugin)
    # MkDocs keeps a plugin for the life of the process: this one may have served before.
    plugin.on_startup(command="build", dirty=False)
    plugin.publishing = False
    config.plugins["records"] = _RecordPages(pages)
    build(config)
