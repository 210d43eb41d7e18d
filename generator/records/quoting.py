"""A text as it stands in a YAML file: plain where every reader takes it for that text, else in quotes."""

from __future__ import annotations

import re
import unicodedata

import yaml

# Beginnings that mean something to YAML, and what ends or begins something in the midst of a text.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=~")
_BREAKS_PLAIN = re.compile(r":(?=\s|$)|\s#|[\t\n]|://|^\.\.\.")
_FLOW_INDICATORS = re.compile(r"[,?\[\]{}]|:(?=[,\[\]{}\"'])")
# What YAML 1.1 or 1.2 readers could take for a number, a date or a time: codes, years in titles, telephone numbers.
_LIKE_NUMBER = re.compile(r"[-+.]?\d[0-9A-Fa-fxXoO_.,:eE+\-TZ ]*")
_NUMBER_OF_ANY_YAML = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Most texts of a record: they begin with a Korean letter and have nothing in them that any check below asks about.
_SURELY_PLAIN, _SURELY_PLAIN_IN_FLOW = (
    re.compile(rf"[가-힣](?:[^:#\t\n{more}{UNPRINTABLE.pattern[1:-1]}]*[^\s:#{more}{UNPRINTABLE.pattern[1:-1]}])?")
    for more in ("", r",?\[\]{}")
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_RESOLVER = yaml.resolver.Resolver()


def clean_text(text: str) -> str:
    """Return the text in NFC with line ends as files here have them; half a character (from a bad name) is marked."""
    if text.isascii() and "\r" not in text:
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))


def is_surely_plain(text: str, *, in_flow: bool) -> bool:
    """Tell at one look that a clean text needs no quotes; of some texts that need none it cannot tell."""
    return bool((_SURELY_PLAIN_IN_FLOW if in_flow else _SURELY_PLAIN).fullmatch(text))


def can_be_block(text: str) -> bool:
    """Tell whether a text of several lines stays what it is as a block: no blank edges, nothing to be escaped."""
    return text == text.strip() and not UNPRINTABLE.search(text)


def is_plain(text: str, *, in_flow: bool) -> bool:
    """Tell whether a clean text needs no quotes; ``in_flow`` where it stands between brackets."""
    if not text or text != text.strip() or text[0] in _INDICATORS or UNPRINTABLE.search(text):
        return False
    if _BREAKS_PLAIN.search(text) or (in_flow and _FLOW_INDICATORS.search(text)):
        return False
    return not _LIKE_NUMBER.fullmatch(text) and not is_misread(text)


def is_misread(text: str) -> bool:
    """Tell whether some YAML reader takes the text for a number, a date, a flag or nothing where it is not quoted."""
    return bool(_NUMBER_OF_ANY_YAML.fullmatch(text)) or not _resolves_to_text(text)


def _resolves_to_text(text: str) -> bool:
    """Tell whether YAML readers take the plain text for a text: not for ``no``, ``null`` or a number."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag == "tag:yaml.org,2002:str"


def quote(text: str) -> str:
    """Return the text in single quotes where that spares it escapes, else in double ones."""
    if ('"' in text or "\\" in text) and "'" not in text and not UNPRINTABLE.search(text) and "\n" not in text:
        return f"'{text}'"
    return double_quote(text)


def double_quote(text: str) -> str:
    """Return the text in double quotes, on one line."""

    def escape(found: re.Match[str]) -> str:
        return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"

    return '"' + re.sub(rf'[\\"\n\t]|{UNPRINTABLE.pattern}', escape, text) + '"'
