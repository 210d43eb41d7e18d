"""First load of pages: bytes over the wire, compressed, and how much the layout shifts when fonts come late.

    .venv/bin/python -m bench.first_load [SITE] [PAGE …]

Serves the built site on this machine and opens every page in a fresh Chromium; fonts are counted apart and held back
for half a second, which is the worst case for shifts. Prints figures and keeps nothing.
"""

import gzip
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Route, sync_playwright

from tests.chromium import find_chromium
from tests.serving import serve_folder

PAGES = (
    "index.html",
    "guidebooks/gwangju-barosotong.html",
    "guidebooks/jejusi-parking-qr.html",
    "find.html",
    "map.html",
)
SHIFTS = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value; }))
  .observe({type: "layout-shift", buffered: true});
"""


def measure(browser: Browser, address: str, page_path: str, site: Path, width: int) -> tuple[int, int, float]:
    """Return the compressed bytes without fonts, those of fonts, and the sum of layout shifts."""
    loaded: set[str] = set()

    def pass_on(route: Route) -> None:
        path = route.request.url.removeprefix(f"{address}/").partition("?")[0]
        loaded.add(path)
        if path.endswith(".woff2"):
            time.sleep(0.5)
        route.continue_()

    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.route("**/*", pass_on)
        page.add_init_script(SHIFTS)
        page.goto(f"{address}/{page_path}", wait_until="networkidle")
        page.wait_for_timeout(800)
        moved = float(page.evaluate("window.moved"))
    fonts = sum((site / path).stat().st_size for path in loaded if path.endswith(".woff2"))
    rest = sum(len(gzip.compress((site / path).read_bytes(), 6)) for path in loaded if not path.endswith(".woff2"))
    return rest, fonts, moved


def main(site: Path, pages: tuple[str, ...]) -> None:
    """Print a line for each page and width."""
    with sync_playwright() as playwright, serve_folder(site) as address:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for path in pages:
            for width in (1280, 360):
                rest, fonts, moved = measure(browser, address, path, site, width)
                print(f"{path} at {width}: {rest / 1000:.0f} KB and {fonts / 1000:.0f} KB of fonts, shifts {moved:.4f}")
        browser.close()


if __name__ == "__main__":
    arguments = sys.argv[1:] or ["site"]
    main(Path(arguments[0]).resolve(), tuple(arguments[1:]) or PAGES)
