"""Where the browser of the browser tests is; `python -m tests.chromium` brings one with apt where it may."""

import os
import shutil
import subprocess
import sys

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MISSING = "no Chromium, Chrome or Edge: install one or name it in $CHROMIUM"


def find_chromium() -> str | None:
    """The path of $CHROMIUM, else of the first Chromium, Chrome or Edge on PATH; None where there is none."""
    names = (named,) if (named := os.environ.get("CHROMIUM")) else NAMES
    return next(filter(None, map(shutil.which, names)), None)


def install_chromium() -> None:
    """Chromium from the system's own packages, where this is root on a system that has apt; nothing elsewhere."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "--quiet", "--quiet", *arguments], env=environment, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    if find_chromium() is None:
        install_chromium()
    if find_chromium() is None:
        print(f"Browser tests cannot run: {MISSING}.")
        sys.exit(1 if os.environ.get("CI") else 0)
