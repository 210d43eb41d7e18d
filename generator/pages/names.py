"""What is suggested beside words and titles while somebody types."""

from __future__ import annotations

from collections.abc import Sequence

from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.programme_pages import call_name
from generator.pages.shelf import Shelf


def suggested_names(shelf: Shelf) -> Sequence[tuple[str, str, str]]:
    """Return the names that have a page: kind, name, address on the site."""
    library = shelf.library
    places = [place for place in shelf.places if place.code in shelf.led or place.code in shelf.tried]
    topics = [(id_, topic) for id_, topic in library.programme.topics.items() if id_ in library.by_topic]
    calls = library.programme.calls.items()
    return [
        *(("municipality", place.full_name, f"{FOLDER_BY_KIND['municipality']}/{place.code}.html") for place in places),
        *(("topic", topic.name, f"{FOLDER_BY_KIND['topic']}/{id_}.html") for id_, topic in topics),
        *(("call", call_name(call), f"{FOLDER_BY_KIND['call']}/{id_}.html") for id_, call in calls),
    ]
