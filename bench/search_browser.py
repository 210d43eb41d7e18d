"""Score a built site's search as a visitor has it: python bench/search_browser.py SITE QUERIES [--fresh | --typed]

SITE is a built site, opened from the disk in headless Chromium; QUERIES a folder with a file a set, a line each:
{"query": …, "relevant": [ids]}. ``--fresh`` loads the page again before every query: what a first visitor pays.
``--typed`` types every query into the box of find.html and measures, a second later, from Enter to what the page shows.
``--half 0`` or ``--half 1`` takes every other query, to see whether a tuned constant holds for the rest.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, Request, sync_playwright

from tests.chromium import find_chromium

ASK = """
async (query) => {
  const start = performance.now();
  const found = await bonbogi.search(query, { limit: 10 });
  return [found.map(({ id }) => id), performance.now() - start];
}
"""

LOADED = """
async () => {
  while (!window.bonbogi?.search) await new Promise(requestAnimationFrame);
}
"""
TYPE = """
(query) => {
  const box = document.querySelector("[data-bb-search] input");
  box.value = query;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
"""
ENTER = """
async () => {
  const start = performance.now();
  document.querySelector("[data-bb-search] [type=submit]").click();
  const whole = document.querySelector(".bb-found");
  if (whole.hasAttribute("aria-busy")) {
    await new Promise((resolve) => new MutationObserver(resolve).observe(whole, { attributeFilter: ["aria-busy"] }));
  }
  const took = performance.now() - start;
  return [[...whole.querySelectorAll(".bb-res")].slice(0, 10).map(({ dataset }) => dataset.bbGuidebook), took];
}
"""
# For somebody who looks at what was typed before the key is pressed.
THINKING = 1000


class Visitor:
    """One page of the browser, and the bytes of the files it has asked for; what every page has is left out."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.bytes = page, address, 0
        page.on("requestfinished", self._count)

    def _count(self, request: Request) -> None:
        path = unquote(urlsplit(request.url).path)
        if "/search/" in path or "/js/search-" in path:
            self.bytes += Path(path).stat().st_size

    def open(self) -> None:
        """Load the page from nothing."""
        self.page.goto("about:blank")
        self.page.goto(self.address)
        self.page.evaluate(LOADED)

    def enter(self, query: str) -> tuple[list[str], float, int]:
        """Return the same for a query that is typed into the box of the page and entered after a moment."""
        self.page.evaluate(TYPE, query)
        self.page.wait_for_timeout(THINKING)
        before = self.bytes
        ids, took = self.page.evaluate(ENTER)
        return ids, took, self.bytes - before

    def ask(self, query: str) -> tuple[list[str], float, int]:
        """Return the ids that are found, the milliseconds and the bytes that it took."""
        before = self.bytes
        ids, took = self.page.evaluate(ASK, query)
        return ids, took, self.bytes - before


def at(values: Sequence[float], percent: int) -> float:
    """Return the value below which so many percent lie."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def score(
    visitor: Visitor, rows: list[dict[str, object]], *, fresh: bool, typed: bool
) -> tuple[str, list[float], list[int]]:
    """Return what is said of a set, and what its queries took."""
    reciprocal, empty = 0.0, 0
    times: list[float] = []
    loads: list[int] = []
    for row in rows:
        if fresh:
            visitor.open()
        ids, took, loaded = (visitor.enter if typed else visitor.ask)(str(row["query"]))
        relevant = set(map(str, row["relevant"]))  # type: ignore[call-overload]
        reciprocal += next((1 / place for place, id_ in enumerate(ids, 1) if id_ in relevant), 0)
        empty += not ids
        times.append(took)
        loads.append(loaded)
    said = f"n {len(rows):4}  MRR@10 {reciprocal / len(rows):.3f}  empty {empty / len(rows):.3f}"
    return said + f"  ms {at(times, 50):6.1f} / {at(times, 95):6.1f}", times, loads


def main() -> None:
    """Print a line for every set, and what a query takes over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--sets", default="")
    parser.add_argument("--max", type=int, default=300)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--typed", action="store_true")
    arguments = parser.parse_args()
    times: list[float] = []
    loads: list[int] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        visitor = Visitor(
            browser.new_page(), (arguments.site.resolve() / ("find.html" if arguments.typed else "index.html")).as_uri()
        )
        visitor.open()
        print(f"loaded before a query: {visitor.bytes / 1000:.1f} KB")
        for file in sorted(arguments.queries.glob("*.jsonl")):
            if arguments.sets and file.stem not in arguments.sets.split(","):
                continue
            lines = file.read_text(encoding="utf-8").splitlines()[: arguments.max]
            rows = [json.loads(line) for line in lines if line]
            if arguments.half is not None:
                rows = rows[arguments.half :: 2]
            said, took, loaded = score(visitor, rows, fresh=arguments.fresh, typed=arguments.typed)
            print(f"{file.stem:12} {said}  KB {at(loaded, 50) / 1000:6.1f} / {at(loaded, 95) / 1000:6.1f}", flush=True)
            times += took
            loads += loaded
        browser.close()
    print(
        f"{'all':12} ms {at(times, 50):.1f} / {at(times, 95):.1f}  KB {at(loads, 50) / 1000:.1f} / {at(loads, 95) / 1000:.1f}"
    )


if __name__ == "__main__":
    main()
