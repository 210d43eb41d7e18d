"""The site's own sitemap: MkDocs would list the content pages only."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from generator.pages.escaping import escape

# What may stand in an address as it is; anything else is written in percent, as the sitemap protocol wants it.
_ADDRESS = ":/?#[]@!$&'()*+,;=%"


def make_sitemap(paths: Iterable[str], site_url: str) -> bytes:
    """Return the sitemap of the pages at ``paths`` below the address of the site."""
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    addresses = sorted(quote(base + ("" if path == "index.html" else path), safe=_ADDRESS) for path in paths)
    rows = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()
