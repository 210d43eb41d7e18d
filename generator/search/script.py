"""Classic scripts that hand data to the page: what opens from a disk, where fetch() does not."""

from __future__ import annotations

import json

from generator.search.document import SearchDocument


def record_script(number: int, document: SearchDocument) -> bytes:
    """Return the script that hands over one record's text, for snippets and the last ranking."""
    data = [document.id, document.title, document.place, document.year, document.text]
    return script(f"r/{number}", data)


def script(name: str, data: object) -> bytes:
    """Return a classic script that hands ``data`` to the page under ``name``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'bonbogi.searchData("{name}",{text})\n'.encode("utf-8", "replace")


def read_script(data: bytes) -> object:
    """Return what a script hands over."""
    text = data.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
