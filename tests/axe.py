"""What axe-core finds on a page that a browser shows."""

import os
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.repository import ROOT

SCRIPT = ROOT / "node_modules/axe-core/axe.min.js"
# A colour on its way from one scheme to the next is no colour of the page: wait until nothing moves.
RUN = """
async rules => {
  await Promise.all(document.getAnimations().map(animation => animation.finished));
  const options = { resultTypes: ["violations"], preload: false, ...(rules ? { runOnly: rules } : {}) };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).slice(0, 3).join(" | ")}`);
}
"""
View = tuple[ViewportSize, str]
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 800}
# Both widths in every scheme of colours.
VIEWS: tuple[View, ...] = tuple(
    (size, scheme) for size in (WIDE, NARROW) for scheme in ("default", "slate", "contrast")
)
# What a scheme changes; all other rules see the same page as in the others.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
# Under CI its absence is an error of the tests that need it.
CAN_RUN = SCRIPT.exists() or bool(os.environ.get("CI"))
needs_axe = pytest.mark.skipif(not CAN_RUN, reason="no axe-core: `npm ci` brings it into node_modules")


def find_violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page, by all rules or by those named; one line a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, rules)
    return found


def find_in(page: Page, views: Sequence[View] = VIEWS, *, all_rules: bool = False) -> dict[str, list[str]]:
    """What axe finds in each view: by the rules of colour beyond the first scheme, or by all."""
    found = {}
    for size, scheme in views:
        page.set_viewport_size(size)
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        rules = None if all_rules or scheme == "default" else RULES_OF_COLOUR
        if violations := find_violations(page, rules):
            found[f"{size['width']} {scheme}"] = violations
    return found
