"""The programme's own records, as they are in content/."""

from pathlib import Path

import pytest

from generator.records.programme import Programme
from generator.records.programme_files import load_programme

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def programme() -> Programme:
    """The real calls, workshops, topics and municipalities."""
    loaded, findings = load_programme(ROOT, "")
    assert not findings
    return loaded
