"""What axe-core finds on a page that a browser shows."""

import os

import pytest
from playwright.sync_api import Page

from tests.repository import ROOT

SCRIPT = ROOT / "node_modules/axe-core/axe.min.js"
# A colour on its way from one scheme to the next is no colour of the page: wait until nothing moves.
RUN = """
async ({ within, rules }) => {
  await Promise.all(document.getAnimations().map(animation => animation.finished));
  const options = { resultTypes: ["violations"], preload: false, ...(rules ? { runOnly: rules } : {}) };
  const { violations } = await axe.run(within || document, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).slice(0, 3).join(" | ")}`);
}
"""
# Under CI its absence is an error of the tests that need it.
CAN_RUN = SCRIPT.exists() or bool(os.environ.get("CI"))
needs_axe = pytest.mark.skipif(not CAN_RUN, reason="no axe-core: `npm ci` brings it into node_modules")


def find_violations(page: Page, rules: list[str] | None = None, *, within: str | None = None) -> list[str]:
    """What axe finds on the whole page or `within` a selector, by all rules or by those named; one line a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, {"within": within, "rules": rules})
    return found
