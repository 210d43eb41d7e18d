"""Signs as small drawings with their word: the shape tells, colour comes last."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.pages.escaping import escape
from generator.reading.blocks import Shape, Sign

_SVG = '<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>'
_SQUARE = '<rect x="2" y="2" width="12" height="12" fill="none" stroke="currentColor" stroke-width="2"{}/>'
_RING = '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"{}/>'
_CROSS = '<path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.6"/>'
_DIAMOND = "M8 1l7 7-7 7-7-7z"
_DASHES = ' stroke-dasharray="3 2.3"'

# Circles tell evidence, squares what is filled or unknown, triangles states, diamonds decisions and needs.
_DRAWINGS: Mapping[Shape, tuple[str, str]] = {
    "measured": ("measured", '<circle cx="8" cy="8" r="7" fill="currentColor"/>'),
    "reported": ("reported", _RING.format("") + '<path d="M8 2a6 6 0 000 12z" fill="currentColor"/>'),
    "estimated": ("reported", _RING.format("") + '<path d="M8 8V2a6 6 0 016 6z" fill="currentColor"/>'),
    "planned": ("planned", _RING.format(_DASHES)),
    "no-result": ("none", _RING.format("")),
    "running": ("measured", '<path d="M4 2l10 6-10 6z" fill="currentColor"/>'),
    "preparing": ("none", '<path d="M4 3l9 5-9 5z" fill="none" stroke="currentColor" stroke-width="1.8"/>'),
    "intended": ("none", '<path d="M5 2.5l6.5 5.5L5 13.5" fill="none" stroke="currentColor" stroke-width="2"/>'),
    "stopped": ("bad", '<rect x="2" y="2" width="12" height="12" fill="currentColor"/>'),
    "ended": ("none", '<path d="M3 2l8 6-8 6zM13 2v12" fill="currentColor" stroke="currentColor" stroke-width="2"/>'),
    "confirm": (
        "planned",
        '<path d="M8 1.5L15.2 14.5H.8zM8 6v4M8 11.4v1.6" fill="none" stroke="currentColor" stroke-width="1.8"/>',
    ),
    "decision": ("reported", f'<path d="{_DIAMOND}" fill="currentColor"/>'),
    "obstacle": ("planned", '<path d="M8 2l7 12.5H1z" fill="currentColor"/>'),
    "dead-end": ("bad", _CROSS),
    "product": (
        "none",
        _SQUARE.format("") + '<path d="M5 8h6M5 11h6M5 5h6" stroke="currentColor" stroke-width="1.4"/>',
    ),
    "must": ("bad", f'<path d="{_DIAMOND}" fill="none" stroke="currentColor" stroke-width="2"/>'),
    "unknown": ("none", _SQUARE.format(' stroke-dasharray="3 2"')),
    "do": ("measured", '<path d="M2.5 8.5l3.8 4L13.5 4" fill="none" stroke="currentColor" stroke-width="2.4"/>'),
    "avoid": ("bad", _CROSS),
    "caution": ("planned", '<path d="M8 2l7 12.5H1z" fill="currentColor"/>'),
    "full": ("none", '<rect x="1.5" y="1.5" width="13" height="13" fill="currentColor"/>'),
    "empty": ("none", _SQUARE.format("")),
}

SHAPES = tuple(_DRAWINGS)


@cache
def _opening(shape: Shape) -> str:
    tone, drawing = _DRAWINGS[shape]
    return f'<span class="bb-ev bb-ev--{tone}">{_SVG.format(drawing)}'


def draw_sign(sign: Sign) -> str:
    """Return the shape with its word beside it."""
    return f"{_opening(sign.shape)}{escape(sign.text)}</span>"
