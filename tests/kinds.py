"""One page of every kind, and the site of all real projects that has them."""

from pathlib import Path

from generator.pages.frame import FOLDER_BY_KIND
from tests.repository import ROOT
from tests.sites import ALL, PNG, add_task, build, change, make_site_repository

ONE_OF_EVERY_KIND = (
    *(path.with_suffix(".html").name for path in sorted((ROOT / "content").glob("*.md"))),
    "find--state-running.html",
    "guidebooks/jejusi-parking-qr.html",
    "guidebooks/gwangsan-parking-onestop.html",
    "municipalities/50000.html",
    "calls/2019-gonggam.html",
    "fields/2019-gonggam--disability-rights.html",
    "tasks/2019-gonggam--care.html",
    "topics/older-people.html",
    "workshops/2018-hanmadang.html",
    "rules/unknown-key.html",
)
# What sticks out of the screen or scrolls sideways, and is neither a frame made for that nor an example to be copied.
STICKING_OUT = """
() => [...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  if (element.closest(".bb-frame, pre, svg, .md-sidebar, .bb-vh, .bb-skip") || !box.width) return false;
  const scrolls = ["auto", "scroll"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  return scrolls || box.right > innerWidth + 1;
}).map(element => element.outerHTML.slice(0, 120))
"""


def build_every_kind(folder: Path, shell_folder: Path) -> None:
    """The site of all real projects, with a task and a picture added: no real record has one yet."""
    root = make_site_repository(folder, shell_folder, ALL)
    add_task(root)
    (root / "projects" / "jejusi-parking-qr" / "files").mkdir()
    (root / "projects" / "jejusi-parking-qr" / "files" / "점.png").write_bytes(PNG)
    row = "  - {id: dot, title: 점, kind: other, file: files/점.png, alt: 점 하나, source: s1}\n"
    change(root, "jejusi-parking-qr", "deliverables:\n", f"deliverables:\n{row}")
    build(root)
    assert {path.partition("/")[0] for path in ONE_OF_EVERY_KIND if "/" in path} == set(FOLDER_BY_KIND.values())
