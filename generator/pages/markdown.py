"""Free text as HTML: Markdown without raw HTML, with links between projects, kept pictures and source notes.

What Markdown makes is cleaned against an explicit list before anybody sees it. Python-Markdown's attr_list stays off:
it would let a text put any attribute on any element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from functools import cache
from xml.etree import ElementTree

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.pages.anchors import Anchors, anchor_of, draw_source_mark
from generator.pages.escaping import escape
from generator.pages.shortcut import render_simple
from generator.reading.admonitions import ADMONITIONS
from generator.reading.indent import indent_lists
from generator.reading.sources import SOURCE_MARK

# Without these signs, and these at the beginning of a line, a text is paragraphs of words.
_SIGNS = re.compile(r"[*_`\[\]<>&|\\#~\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
_OPENINGS = re.compile(r"^(?: |!!!|[-+=]|\d+[.)])", re.MULTILINE)
# Without any of these no pattern for a part of a line can begin.
_INLINE_MARKUP = re.compile(r"[`\\\[<&*_]|  \n")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
_PROJECT = re.compile(r"project:([a-z0-9-]+)")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
# What Python-Markdown put aside stands in the tree as a number between these.
_STASHED = re.compile("\x02[^\x03]*\x03")
# What "##" becomes: a story stands below the heading of its section, other texts below a heading within one.
_STORY_LEVEL, _PROSE_LEVEL = 3, 4

_TAGS = {
    *("h3", "h4", "h5", "h6", "p", "pre", "blockquote", "hr", "ul", "ol", "li", "div"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("a", "br", "code", "em", "img", "span", "strong", "sup"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "rel", "id"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "th": {"align", "scope"},
    "td": {"align"},
    "ol": {"start"},
    "div": {"tabindex", "role", "aria-label"},
    **{name: {"id"} for name in ("h3", "h4", "h5", "h6", "li", "sup")},
}
_CLASSES = {
    "div": {"admonition", "footnote", "bb-frame", *ADMONITIONS},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref", "bb-cite"},
    "span": {"bb-vh"},
    "table": {"bb-table"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=set(),
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A kept picture: its address from the page, and its size in pixels where that is known."""

    address: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What a text may point to.

    ``projects``: address by id, for [글](project:id). ``pictures`` and ``files``: by path as written (files/…).
    ``notes``: number and anchor by source id, for marks like [s2] or [s2, s5].
    """

    projects: Mapping[str, str] = default(default_factory=dict)
    pictures: Mapping[str, Picture] = default(default_factory=dict)
    files: Mapping[str, str] = default(default_factory=dict)
    notes: Mapping[str, tuple[int, str]] = default(default_factory=dict)


def render_markdown(text: str, *, links: Links, story: bool = False) -> str:
    """Return clean HTML; a ``story`` (guidebook.md) has headings from h3 with ids, footnotes and source notes."""
    if is_words(text):
        return _render_words(text)
    notes, top_level = (links.notes, _STORY_LEVEL) if story else ({}, _PROSE_LEVEL)
    simple = render_simple(text, notes=notes, top_level=top_level, with_anchors=story)
    if simple is not None:
        return simple
    return parse_markdown(text, links=links, story=story)


def parse_markdown(text: str, *, links: Links, story: bool) -> str:
    """Return clean HTML for any text, by Python-Markdown."""
    renderer = _renderer(story)
    renderer.links.current = links
    try:
        html = renderer.markdown.convert(indent_lists(text))
    except RecursionError:  # thousands of quotes or lists within each other: no text that a person wrote
        return _render_words(text)
    finally:
        renderer.markdown.reset()
    return _CLEANER.clean(html)


def is_words(text: str) -> bool:
    """Tell whether there is surely no markup in the text."""
    return not (_SIGNS.search(text) or _OPENINGS.search(text) or "  \n" in text)


def _render_words(text: str) -> str:
    paragraphs = [words.strip() for words in text.split("\n\n")]
    return "\n".join([f"<p>{escape(words)}</p>" for words in paragraphs if words])


class _CurrentLinks:
    """The links of the text that is being rendered."""

    def __init__(self) -> None:
        self.current = Links()


@dataclass(frozen=True, slots=True)
class _Renderer:
    markdown: Markdown
    links: _CurrentLinks


@cache
def _renderer(story: bool) -> _Renderer:
    links = _CurrentLinks()
    extensions: list[Extension] = [
        TableExtension(use_align_attribute=True),
        AdmonitionExtension(),
        SaneListExtension(),
        FencedCodeExtension(),
        _HouseRules(links, story),
    ]
    if story:
        extensions.append(FootnoteExtension(BACKLINK_TEXT="↩", BACKLINK_TITLE="글의 각주 {}번 자리로 돌아가기"))
    return _Renderer(Markdown(extensions=extensions, output_format="html"), links)


class _HouseRules(Extension):
    """No raw HTML; source notes; every link, picture, heading and table as this site has them."""

    def __init__(self, links: _CurrentLinks, story: bool) -> None:
        super().__init__()
        self._links, self._story = links, story

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name is Python-Markdown's
        """Take out and put in."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        if self._story:
            md.inlinePatterns.register(_SourceNotes(SOURCE_MARK, md, self._links), "source-notes", 175)
        md.treeprocessors.register(_SetWordsApart(md), "words", 21)  # right before the patterns are tried
        # Last of all, when footnotes are in their place.
        md.treeprocessors.register(_Arrange(md, self._links, self._story), "arrange", -10)


class _SetWordsApart(Treeprocessor):
    """Has no pattern tried on what is words only: most texts are, and trying takes half of the time of a story."""

    def run(self, root: ElementTree.Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if element.text and not _INLINE_MARKUP.search(element.text):
                element.text = AtomicString(element.text)


class _SourceNotes(InlineProcessor):
    """[s2, s5] becomes numbered notes, where all of these are sources."""

    def __init__(self, pattern: str, md: Markdown, links: _CurrentLinks) -> None:
        super().__init__(pattern, md)
        self._links = links

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        """Return the notes, or nothing where the brackets hold something else."""
        made = draw_source_mark(m, self._links.current.notes)
        if made is None:
            return None, None, None
        # Stashed: as elements, their words would be searched for markup again.
        return self.md.htmlStash.store(made), m.start(0), m.end(0)


class _Arrange(Treeprocessor):
    """Puts what Markdown made into the order of this site."""

    def __init__(self, md: Markdown, links: _CurrentLinks, story: bool) -> None:
        super().__init__(md)
        self._links, self._story = links, story

    def run(self, root: ElementTree.Element) -> None:
        """Change the tree in place."""
        ids: dict[str, str] = {}
        if self._story:
            anchors = Anchors()
            for element in root.iter():
                self._name(element, anchors, ids)
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                self._arrange(parent, position, child, ids)

    def _name(self, element: ElementTree.Element, anchors: Anchors, ids: dict[str, str]) -> None:
        """Give headings and footnotes an id of their own; ``ids`` leads from what a text calls them to it."""
        written = element.get("id", "")
        if element.tag in _HEADINGS:
            written = _STASHED.sub("", "".join(element.itertext()))
        if written:
            name = anchors.give(written)
            ids.setdefault(written if element.get("id") else anchor_of(written), name)
            element.set("id", name)

    def _arrange(
        self, parent: ElementTree.Element, position: int, child: ElementTree.Element, ids: dict[str, str]
    ) -> None:
        if child.tag in _HEADINGS:
            least = _STORY_LEVEL if self._story else _PROSE_LEVEL
            child.tag = f"h{min(6, max(least, int(child.tag[1]) + least - 2))}"
        elif child.tag == "a":
            self._lead(child, ids)
        elif child.tag == "img":
            self._show(child)
        elif child.tag == "th":
            child.set("scope", "col")
        elif child.tag == "table":
            frame = ElementTree.Element(
                "div", {"class": "bb-frame", "tabindex": "0", "role": "region", "aria-label": "표"}
            )
            frame.tail, child.tail = child.tail, None
            child.set("class", "bb-table")
            parent[position] = frame
            frame.append(child)
        elif child.get("class") == "admonition-title" and (name := (child.text or "").lower()) in ADMONITIONS:
            child.text = ADMONITIONS[name]

    def _lead(self, link: ElementTree.Element, ids: dict[str, str]) -> None:
        """Give the link an address that this site knows; without one it stays as plain text."""
        target = link.get("href", "")
        links = self._links.current
        if project := _PROJECT.fullmatch(target):
            address = links.projects.get(project[1], "")
        elif target in links.files:
            address = links.files[target]
        elif target.startswith("#"):
            found = ids.get(target[1:]) or ids.get(anchor_of(target[1:]))
            address = f"#{found}" if found else ""
        else:
            address = target if _WEB.fullmatch(target) else ""
            if address and not address.lower().startswith("mailto:"):
                link.set("rel", "noopener noreferrer")
        if address:
            link.set("href", address)
        else:
            link.attrib.clear()
            link.tag = "span"

    def _show(self, image: ElementTree.Element) -> None:
        """Give the picture its address and size; one that is not kept gives way to its description."""
        picture = self._links.current.pictures.get(image.get("src", ""))
        if picture is None:
            image.tag, image.text = "span", image.get("alt", "")
            image.attrib.clear()
            return
        image.set("src", picture.address)
        image.set("loading", "lazy")
        if picture.width and picture.height:
            image.set("width", str(picture.width))
            image.set("height", str(picture.height))
