"""The one day that everything which depends on today is told for."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from generator.diagnostics import GeneratorError


def find_as_of(root: Path) -> date:
    """Return SOURCE_DATE_EPOCH's day (UTC), else the day of the newest commit in ``root``, else today.

    So a build of the same commit says the same on every day and every machine.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), tz=UTC).date()
        except (ValueError, OverflowError, OSError):
            raise GeneratorError(
                f"환경 변수 SOURCE_DATE_EPOCH를 읽을 수 없습니다: '{epoch}'. 1970년부터 센 초를 숫자로 적어 주세요."
            ) from None
    return _newest_commit_day(root) or datetime.now(tz=UTC).date()


def _newest_commit_day(root: Path) -> date | None:
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-C", str(root), "log", "-1", "--format=%cs"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return date.fromisoformat(answer.stdout.strip())
    except ValueError:
        return None
