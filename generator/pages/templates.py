"""The one Jinja environment of the pages: everything is escaped, and a name that nobody gave a value is an error."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from generator.pages.results import draw_result
from generator.pages.signs import draw_sign
from generator.resources import templates_folder


def render_template(name: str, **values: Any) -> Markup:
    """Return the template at ``name`` ("pages/guidebook.html") filled with ``values``."""
    return Markup(_template(name).render(values))


def render_macro(name: str, macro: str, *values: Any) -> Markup:
    """Return what one macro of a template makes of ``values``."""
    return Markup(getattr(_template(name).module, macro)(*values))


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
    environment.filters["result"] = draw_result
    environment.filters["sign"] = lambda sign: Markup(draw_sign(sign))
    return environment
