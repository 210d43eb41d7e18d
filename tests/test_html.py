"""The HTML of one page of every kind, by the checker of the W3C (vnu)."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.java import MISSING
from tests.kinds import ONE_OF_EVERY_KIND
from tests.repository import ROOT

VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
IS_CI = bool(os.environ.get("CI"))


@pytest.mark.skipif(shutil.which("java") is None and not IS_CI, reason=MISSING)
@pytest.mark.skipif(not VNU.exists() and not IS_CI, reason="no vnu-jar: `npm ci` brings it into node_modules")
def test_one_page_of_every_kind_is_sound_html(every_kind: Path) -> None:
    checked = subprocess.run(
        ["java", "-Xss4m", "-jar", VNU, "--errors-only", "--format", "json", *ONE_OF_EVERY_KIND],
        cwd=every_kind,
        capture_output=True,
        encoding="utf-8",
    )
    found = json.loads(checked.stderr)["messages"]
    errors = [f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']}" for one in found]
    assert errors == []
    assert checked.returncode == 0
