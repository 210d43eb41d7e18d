"""Where Java for the HTML checker is; `python -m tests.java` brings one with apt where it may."""

import os
import shutil
import subprocess
import sys

MISSING = "no java: the HTML checker needs a Java runtime on PATH"


def install_java() -> None:
    """A Java runtime from the system's own packages, where this is root on a system that has apt; nothing elsewhere."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "default-jre-headless"]):
        subprocess.run(["apt-get", "--quiet", "--quiet", *arguments], env=environment, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    if shutil.which("java") is None:
        install_java()
    if shutil.which("java") is None:
        print(f"The HTML of the pages is not checked: {MISSING}.")
        sys.exit(1 if os.environ.get("CI") else 0)
