"""Markdown without its marks."""

from __future__ import annotations

import re
import unicodedata

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_CITATION = re.compile(r"\[\^?[A-Za-z0-9_-]{1,20}\](?:: ?)?")
_TAG = re.compile(r"<[/]?[A-Za-z][^>\n]*>")
_LINE_START = re.compile(r"^[ \t]*(?:#{1,6}[ \t]|>[ \t]?|[-*+][ \t]|\d+\.[ \t]|!!!.*$|[-=|: ]+$)", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__|~~|`+|(?<!\\)[*|]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPACE = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*")
# Without any of these there is nothing to take out; most texts of a record are so.
_MARKUP = re.compile(r"[\[<*_~`|\\\n\t]|  |^ *(?:#{1,6} |>|[-+] |\d+\. |!!!|[-=: ]+$)")


def plain_text(markdown: str) -> str:
    """Return the words of a Markdown text, a paragraph a line."""
    return _without_markup(markdown) if _MARKUP.search(markdown) else unicodedata.normalize("NFC", markdown.strip())


def _without_markup(markdown: str) -> str:
    text = _LINK.sub(r"\1", markdown)
    text = _CITATION.sub("", text)
    text = _TAG.sub("", text)
    text = _LINE_START.sub("", text)
    text = _EMPHASIS.sub(" ", text)
    text = _ESCAPE.sub(r"\1", text)
    return unicodedata.normalize("NFC", _LINES.sub("\n", _SPACE.sub(" ", text)).strip())
