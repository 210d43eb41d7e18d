"""Classic scripts that hand data to the page: what opens from a disk, where fetch() does not."""

from __future__ import annotations

import json

from generator.search.document import SearchDocument


def record_text(document: SearchDocument) -> bytes:
    """Return one record's text as JSON, for snippets and the last ranking."""
    data = [document.id, document.title, document.place, document.year, document.text]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def record_script(number: int, text: bytes, facts: object = None) -> bytes:
    """Return the script that hands over what ``record_text`` wrote of the record with this number.

    ``facts`` is plain data that a list shows beside it; it stands last.
    """
    if facts is not None:
        told = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        text = b"%s,%s]" % (text.removesuffix(b"]"), told)
    return f'bonbogi.searchData("r/{number}",{text.decode()})\n'.encode()


def script(name: str, data: object) -> bytes:
    """Return a classic script that hands ``data`` to the page under ``name``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'bonbogi.searchData("{name}",{text})\n'.encode("utf-8", "replace")


def read_script(data: bytes) -> object:
    """Return what a script hands over."""
    text = data.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
