"""Series and shares as small inline SVG: from zero, with the values written on the marks."""

from __future__ import annotations

from collections.abc import Iterable

from generator.pages.escaping import escape
from generator.reading.blocks import Bar, Mark, Plot

# Text is at least 12 px high at this width; a Korean syllable is as wide as it is high.
_WIDTH = 270
_SYLLABLE, _LATIN = 12.0, 6.8
_BOLD = 1.2
_ROW = 30
_BAR_HEIGHT = 20
_BAR_WIDTH = 600
# The fills of a bar's segments and of their keys, told apart by pattern before colour.
_FILLS = 5


def draw_plot(plot: Plot, key: str) -> str:
    """Return the drawing; ``key`` tells its patterns apart from those of other plots on the page."""
    match plot.kind:
        case "bar100":
            return _draw_share(plot)
        case "slope":
            return _draw_slope(plot)
        case _:
            return _draw_bars(plot, key)


def draw_bar(bar: Bar) -> str:
    """Return the bar of a budget; its segments are filled like the keys of the table below."""
    shapes, left = [], 0.0
    for index, segment in enumerate(bar.segments):
        width = segment.share * _BAR_WIDTH / 1000
        if width:
            shapes.append(f'<rect x="{left:g}" width="{width:g}" height="34" fill="{_fill(index)}"/>')
            if left:
                shapes.append(f'<path d="M{left:g} 0V34" stroke="var(--bb-bg)" stroke-width="3"/>')
        left += width
    svg = f'<svg viewBox="0 0 {_BAR_WIDTH} 34" preserveAspectRatio="none"'
    return _label(svg, bar.title, _patterns() + "".join(shapes))


def draw_key(index: int) -> str:
    """Return the small square that says which segment of the bar a row is."""
    square = f'<rect width="16" height="16" fill="{_fill(index)}"/>'
    return f'<svg viewBox="0 0 16 16" preserveAspectRatio="none" focusable="false">{square}</svg>'


def _fill(index: int) -> str:
    return ("var(--bb-d1)", "url(#bb-f1)", "var(--bb-d3)", "url(#bb-f3)", "var(--bb-dbase)")[index % _FILLS]


def _patterns() -> str:
    parts = []
    for name, ground, line in (("bb-f1", "var(--bb-d3)", "var(--bb-d2)"), ("bb-f3", "var(--bb-bg)", "var(--bb-d1)")):
        parts.append(_pattern(name, ground, line, 10, 4))
    return f"<defs>{''.join(parts)}</defs>"


def _pattern(name: str, ground: str, line: str, size: int, width: int) -> str:
    box = f'width="{size}" height="{size}"'
    return (
        f'<pattern id="{name}" {box} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect {box} fill="{ground}"/><rect width="{width}" height="{size}" fill="{line}"/></pattern>'
    )


def _label(opening: str, title: str, body: str) -> str:
    said = escape(title)
    return f'{opening} role="img" aria-label="{said}"><title>{said}</title>{body}</svg>'


def _text(x: float, y: float, words: str, kind: str, anchor: str = "") -> str:
    placed = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:g}" y="{y:g}"{placed} class="{kind}">{escape(words)}</text>'


def _width_of(words: str) -> float:
    return sum(_LATIN if character.isascii() else _SYLLABLE for character in words)


def _draw_share(plot: Plot) -> str:
    mark = plot.marks[0]
    whole = _WIDTH - 40
    width = round(mark.value * whole / 100, 1)
    # The value stands above the end of its bar, or above the start of one that is too short for it.
    value = _text(width, 15, mark.text, "b", "end")
    if width < _width_of(mark.text) * _BOLD:
        value = _text(1, 15, mark.text, "b")
    body = (
        f'<rect x="1" y="22" width="{whole}" height="18" fill="none" stroke="var(--bb-control)"/>'
        f'<rect x="1" y="22" width="{width:g}" height="18" fill="var(--bb-d1)"/>'
        + value
        + _text(1, 57, "0", "q")
        + _text(whole + 1, 57, "100%", "q", "end")
    )
    return _label(f'<svg viewBox="0 0 {_WIDTH} 62"', plot.title, body)


def _draw_slope(plot: Plot) -> str:
    first, last = plot.marks
    top = max(first.value, last.value)
    xs, (y1, y2) = (60, 205), (_height(first, top), _height(last, top))
    # The line runs under half of the word at its lower end, which makes way upwards.
    up1, up2 = (_rise(mark, fall / (xs[1] - xs[0])) for mark, fall in ((first, y1 - y2), (last, y2 - y1)))
    body = (
        '<path d="M30 78H240" stroke="var(--bb-line)"/>'
        f'<path d="M{xs[0]} {y1:g}L{xs[1]} {y2:g}" stroke="var(--bb-d1)" stroke-width="2.5"/>'
        f'<circle cx="{xs[0]}" cy="{y1:g}" r="5" fill="var(--bb-bg)" stroke="var(--bb-d1)" stroke-width="2.5"/>'
        f'<circle cx="{xs[1]}" cy="{y2:g}" r="6" fill="var(--bb-d1)"/>'
        + _text(xs[0], y1 - 10 - up1, first.text, "q", "middle")
        + _text(xs[1], y2 - 11 - up2, last.text, "b", "middle")
        + "".join(_text(x, 98, mark.label, "q", "middle") for x, mark in zip(xs, plot.marks, strict=True))
    )
    return _label(f'<svg viewBox="0 0 {_WIDTH} 108"', plot.title, body)


def _rise(mark: Mark, steepness: float) -> float:
    return round(max(steepness, 0) * _width_of(mark.text) / 2, 1)


def _height(mark: Mark, top: float) -> float:
    return round(78 - 52 * mark.value / top, 1)


def _draw_bars(plot: Plot, key: str) -> str:
    labels = max(_width_of(mark.label) for mark in plot.marks)
    left = min(labels + 8, _WIDTH * 0.5)
    room = _WIDTH - left - _longest(plot.marks) - 8
    top = max(mark.value for mark in plot.marks)
    pattern = f"bb-part-{key}"
    parts = []
    if any(mark.partial for mark in plot.marks):
        parts.append(f"<defs>{_pattern(pattern, 'var(--bb-bg)', 'var(--bb-d1)', 6, 3)}</defs>")
    for row, mark in enumerate(plot.marks):
        y = 6 + row * _ROW
        width = round(max(room, 20) * mark.value / top, 1)
        fill = f"url(#{pattern})" if mark.partial else "var(--bb-d1)"
        parts.append(_text(left - 8, y + 15, mark.label, "q", "end"))
        parts.append(
            f'<rect x="{left:g}" y="{y}" width="{width:g}" height="{_BAR_HEIGHT}" fill="{fill}" stroke="var(--bb-d1)"/>'
        )
        parts.append(_text(left + width + 6, y + 15, mark.text, "b"))
    return _label(f'<svg viewBox="0 0 {_WIDTH} {8 + len(plot.marks) * _ROW}"', plot.title, "".join(parts))


def _longest(marks: Iterable[Mark]) -> float:
    return max(_width_of(mark.text) for mark in marks) + 6
