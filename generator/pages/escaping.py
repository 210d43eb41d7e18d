"""Text on its way into HTML, as a plain ``str``."""

from __future__ import annotations

import re

import markupsafe

_SPECIAL = re.compile("[&<>\"']")


def escape(text: str) -> str:
    """Return ``text`` for use between tags and within quoted attributes.

    What ``markupsafe.escape`` returns, without its wrapper: a page has hundreds of texts, and joining wrappers is slow.
    """
    return str(markupsafe.escape(text)) if _SPECIAL.search(text) else text
