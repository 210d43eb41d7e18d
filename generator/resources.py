"""Where things are: the project's own templates and assets, and the two texts of a record."""

from __future__ import annotations

from pathlib import Path

# In the folder of a project.
PROJECT_FILE = "project.yml"
GUIDEBOOK_FILE = "guidebook.md"
_PACKAGE = Path(__file__).parent


def package_folder() -> Path:
    """Return the folder of the package's own code."""
    return _PACKAGE


def templates_folder() -> Path:
    """Return the folder of templates: inside an installed wheel, else beside the package in the repository."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def assets_folder() -> Path:
    """Return the folder of the site's own css, js, fonts and maps."""
    return _PACKAGE / "assets"
