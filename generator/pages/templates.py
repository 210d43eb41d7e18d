"""The one Jinja environment of the pages: everything is escaped, and a name that nobody gave a value is an error."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from generator.pages.signs import draw_sign
from generator.resources import templates_folder


def render_template(name: str, **values: Any) -> Markup:
    """Return the template at ``name`` ("pages/guidebook.html") filled with ``values``."""
    return Markup(_template(name).render(values))


def render_macro(name: str, macro: str, *values: Any) -> Markup:
    """Return what one macro of a template makes of ``values``."""
    return Markup(getattr(_template(name).module, macro)(*values))


def find_macros(name: str) -> Any:
    """Return the macros of a template as attributes."""
    return _template(name).module


def _by_pen(name: str) -> Callable[[Any, Any], Markup]:
    def write(value: Any, pen: Any) -> Markup:
        return cast(Markup, getattr(pen, name)(value))

    return write


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Filters, not methods of the pen: a template calls them directly.
    environment.filters["sign"] = draw_sign
    for name in ("grounds", "line", "notes", "pieces", "rows"):
        environment.filters[name] = _by_pen(name)
    return environment
