"""What a page of a built site holds as a browser would find it: headings, ids, links and everything it loads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

# What a browser fetches without being asked; an <a> it only follows.
_LOADING = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "form": ("action",),
}
_STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


@dataclass
class HtmlPage:
    """One page as parsed."""

    language: str = ""
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    images: list[dict[str, str]] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = HtmlPage()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, values = self.page, {name: value or "" for name, value in attrs}
        if tag == "html":
            page.language = values.get("lang", "")
        if re.fullmatch("h[1-6]", tag):
            page.headings.append(int(tag[1]))
        if tag == "img":
            page.images.append(values)
        if "id" in values:
            page.ids.append(values["id"])
        if tag in ("a", "area") and "href" in values:
            page.links.append(values["href"])
        page.loads += [values[name] for name in _LOADING.get(tag, ()) if name in values]
        page.loads += _addresses_in_style(values.get("style", ""))


def _addresses_in_style(text: str) -> list[str]:
    return [first or second for first, second in _STYLE_ADDRESS.findall(text) if not first.startswith("data:")]


@cache
def parse_page(html: str) -> HtmlPage:
    """The page that this text is."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.page


def read_pages(site: Path) -> dict[str, HtmlPage]:
    """Every page of a site by its address."""
    return {
        path.relative_to(site).as_posix(): parse_page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def find_dead_links(site: Path) -> list[str]:
    """Every link and every load within the site that leads to no file, or to no place in its page."""
    pages = read_pages(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return [
        f"{address}: {target}"
        for address, page in pages.items()
        for target in dict.fromkeys(page.links + page.loads)
        if not re.match(r"[a-z][a-z0-9+.-]*:", target) and not _leads_somewhere(address, target, pages, files)
    ]


def _leads_somewhere(address: str, target: str, pages: Mapping[str, HtmlPage], files: set[str]) -> bool:
    parts = urlsplit(target)
    path = normpath(join(dirname(address), unquote(parts.path))) if parts.path else address
    anchor = unquote(parts.fragment)
    return path in files and (not anchor or path not in pages or anchor in pages[path].ids)


def find_foreign_loads(site: Path) -> Iterator[str]:
    """Everything that a page or a style sheet would fetch from another place than the site's own files."""
    for address, page in read_pages(site).items():
        yield from (f"{address}: {target}" for target in page.loads if re.match(r"[a-z][a-z0-9+.-]*:|/", target))
    for path in site.rglob("*.css"):
        addresses = _addresses_in_style(path.read_text(encoding="utf-8"))
        yield from (f"{path.name}: {target}" for target in addresses if re.match(r"[a-z][a-z0-9+.-]*:|/", target))
