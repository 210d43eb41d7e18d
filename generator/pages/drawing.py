"""Each type of block as HTML.

Whatever a record says goes through ``escape`` or the pen, which escapes it. Functions and not templates: a guidebook
has some fifty blocks, and templates take three times as long because they escape at every step what they put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.pages.escaping import escape
from generator.pages.pen import Pen, keep_dates
from generator.pages.plots import draw_bar, draw_key
from generator.pages.signs import draw_sign
from generator.reading import blocks

_ARROW = (
    '<svg viewBox="0 0 22 16" aria-hidden="true" focusable="false">'
    '<path d="M1 8h18M13 2l6 6-6 6" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
)
_NOT_RECORDED = '<span class="bb-none">기록 없음</span>'
_TERMS_CLASSES = {"facts": "bb-spec", "people": "bb-roles", "plain": "bb-roles"}
_TURN_CLASSES = {"decision": " bb-turn--dec", "dead-end": " bb-turn--dead"}


def draw_blocks(group: Iterable[blocks.Block], pen: Pen) -> str:
    """Return the blocks as HTML, below each other."""
    return "".join([_DRAW[type(block)](block, pen) for block in group])


def _prose(block: blocks.Prose, pen: Pen) -> str:
    return f"{pen.prose(block)}\n"


def _story(block: blocks.Story, pen: Pen) -> str:
    return f'<div class="md-typeset">{pen.story(block)}</div>\n'


def _paragraph(block: blocks.Paragraph, pen: Pen) -> str:
    return f'<p class="bb-small">{pen.line(block.line)}</p>\n'


def _sub_heading(block: blocks.SubHeading, pen: Pen) -> str:
    return f'<h3 class="bb-sub">{escape(block.text)}</h3>\n'


def _note(block: blocks.Note, pen: Pen) -> str:
    warning = " bb-note--warn" if block.warns else ""
    return f'<p class="bb-note{warning}"><strong>{escape(block.title)}</strong> {pen.line(block.line)}</p>\n'


def _terms(block: blocks.Terms, pen: Pen) -> str:
    rows = [
        f"<div><dt>{escape(row.word)}</dt><dd>{'<br>'.join(map(pen.line, row.lines))}</dd></div>\n"
        for row in block.rows
    ]
    return f'<dl class="{_TERMS_CLASSES[block.kind]}">\n{"".join(rows)}</dl>\n'


def _figures(block: blocks.Figures, pen: Pen) -> str:
    return f'<dl class="bb-figs">\n{"".join([_figure(item, pen) for item in block.items])}</dl>\n'


def _figure(item: blocks.Figure, pen: Pen) -> str:
    value = f'<span class="v bb-num">{_amount(item.value, item.unit)}</span>' if item.value else ""
    sign = draw_sign(item.sign) if item.sign else ""
    note = f'<span class="n">{pen.line(item.note)}</span>' if item.note else ""
    return f"<div><dt>{escape(item.label)}</dt><dd>{value}{sign}{note}</dd></div>\n"


def _amount(value: str, unit: str) -> str:
    return f"{escape(value)}<small>{escape(unit)}</small>" if unit else escape(value)


def _problem_solution(block: blocks.ProblemSolution, pen: Pen) -> str:
    problem, solution = (
        pen.prose(prose) if prose else f"<p>{_NOT_RECORDED}</p>" for prose in (block.problem, block.solution)
    )
    return f'<div class="bb-ps">\n<div><h3>문제</h3>{problem}</div>\n{_ARROW}\n<div><h3>해결</h3>{solution}</div>\n</div>\n'


def _results(block: blocks.Results, pen: Pen) -> str:
    return f'<div class="bb-outs">\n{"".join([_result(item, pen) for item in block.items])}</div>\n'


def _result(item: blocks.Result, pen: Pen) -> str:
    before = _value(item.before, ' class="old"' if item.before.text else ' class="gap"', pen)
    plot = f'<div class="bb-plot">{pen.plot(item.plot)}</div>' if item.plot else ""
    return (
        f'<article class="bb-out"><div>\n<h3>{escape(item.metric)}{pen.notes(item.numbers)}</h3>\n'
        f'<div class="bb-ba">{before}<div class="arr">{_ARROW}</div>{_value(item.after, "", pen)}</div>\n'
        f'<div class="bb-out__foot">{pen.pieces(item.foot)}</div>\n</div>{plot}</article>\n'
    )


def _value(item: blocks.Value, attributes: str, pen: Pen) -> str:
    if item.text:
        told = f'<span class="v bb-num">{_amount(item.text, item.unit)}{pen.notes(item.numbers)}</span>'
    else:
        told = '<span class="v">기준값 없음</span>'
    return f'<div{attributes}><span class="k">{keep_dates(item.label)}</span>{told}</div>'


def _table(block: blocks.Table, pen: Pen) -> str:
    caption = escape(block.caption)
    titles = [
        f'<th scope="col"{_column_class(column.is_number)}>{escape(column.title)}</th>' for column in block.columns
    ]
    openings = [f"<td{_column_class(column.is_number)}>" for column in block.columns[1:]]
    rows = []
    for index, cells in enumerate(block.rows):
        key = f'<span class="bb-key" aria-hidden="true">{draw_key(index)}</span>' if block.has_keys else ""
        told = [f"{start}{pen.line(cell)}</td>" for start, cell in zip(openings, cells[1:], strict=True)]
        rows.append(f'<tr><th scope="row">{key}{pen.line(cells[0])}</th>{"".join(told)}</tr>\n')
    return (
        f'<div class="bb-frame" tabindex="0" role="region" aria-label="{caption}"><table class="bb-table">\n'
        f"<caption>{caption}</caption>\n<thead><tr>{''.join(titles)}</tr></thead>\n"
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


def _column_class(is_number: bool) -> str:
    return ' class="r"' if is_number else ""


def _pairs(block: blocks.Pairs, pen: Pen) -> str:
    left, right = escape(block.left_title), escape(block.right_title)
    return "".join(
        [
            f'<div class="bb-pair"><div><h4>{left}</h4><p>{pen.line(pair.left)}</p></div>'
            f"<div><h4>{right}</h4><p>{pen.line(pair.right)}</p></div></div>\n"
            for pair in block.items
        ]
    )


def _bar(block: blocks.Bar, pen: Pen) -> str:
    return f'<div class="bb-bar">{draw_bar(block)}</div>\n'


def _total(block: blocks.Total, pen: Pen) -> str:
    return f'<p class="bb-total bb-num">{escape(block.text)}<small>{escape(block.note)}</small></p>\n'


def _beside(block: blocks.Beside, pen: Pen) -> str:
    left, right = draw_blocks(block.left, pen), draw_blocks(block.right, pen)
    return f'<div class="bb-two"><div>{left}</div><div>{right}</div></div>\n'


def _stages(block: blocks.Stages, pen: Pen) -> str:
    items = [
        f"<li>{escape(stage.label)}<span>{stage.count}건</span></li>\n"
        if stage.count
        else f'<li class="off">{escape(stage.label)}<span>기록 없음</span></li>\n'
        for stage in block.items
    ]
    return f'<ol class="bb-stages" aria-label="단계마다 기록된 일">\n{"".join(items)}</ol>\n'


def _timeline(block: blocks.Timeline, pen: Pen) -> str:
    return f'<ol class="bb-line">\n{"".join([_event(event, pen) for event in block.items])}</ol>\n'


def _event(event: blocks.Event, pen: Pen) -> str:
    date = keep_dates(event.date)
    when = f'<time datetime="{escape(event.day)}">{date}</time>' if event.day else date
    stage = f"<b>{escape(event.stage)}</b>" if event.stage else ""
    detail = pen.prose(event.detail) if event.detail else ""
    turns = "".join([_turn(turn, pen) for turn in event.turns])
    return (
        f'<li><div class="when">{when}{stage}</div>\n<div class="what"><p>{pen.line(event.what)}</p>'
        f"{detail}{turns}</div></li>\n"
    )


def _turn(turn: blocks.Turn, pen: Pen) -> str:
    kind = _TURN_CLASSES.get(turn.sign.shape, "")
    return f'<div class="bb-turn{kind}">{draw_sign(turn.sign)}<p>{pen.line(turn.line)}</p></div>'


def _feedbacks(block: blocks.Feedbacks, pen: Pen) -> str:
    return f'<ul class="bb-feedback">\n{"".join([_feedback(item, pen) for item in block.items])}</ul>\n'


def _feedback(item: blocks.Feedback, pen: Pen) -> str:
    parts = [f"<li><p><strong>{pen.line(item.who)}</strong></p>"]
    if item.heard:
        said = pen.line(item.heard)
        parts.append(f'<div class="bb-turn"><span class="bb-ev bb-ev--none">들은 말</span><p>{said}</p></div>')
    if item.heard or item.changed:
        changed = pen.line(item.changed) if item.changed else _NOT_RECORDED
        parts.append(
            '<div class="bb-turn bb-turn--dec"><span class="bb-ev bb-ev--reported">바꾼 것</span>'
            f"<p>{changed}</p></div>"
        )
    return "\n".join(parts) + "</li>\n"


def _items(block: blocks.Items, pen: Pen) -> str:
    return f'<div class="bb-dels">\n{"".join([_item(item, pen) for item in block.items])}</div>\n'


def _item(item: blocks.Item, pen: Pen) -> str:
    about = "".join([f'<p class="bb-small">{pen.line(line)}</p>' for line in item.about])
    picture = checksum = fetching = ""
    if file := item.download:
        address, name = pen.file(file.path), escape(file.path.rpartition("/")[2])
        checksum = f'<br>SHA-256 <code class="bb-sum">{file.checksum}</code>'
        fetching = (
            f'<a class="bb-btn bb-btn--s" href="{address}" download>내려받기<span class="bb-vh">: {name}</span></a>'
            f'<br><span class="bb-cap">{name}, {file.size}</span><br>'
        )
        if file.width:
            picture = (
                f'<img src="{address}" width="{file.width}" height="{file.height}" alt="{escape(item.alt)}"'
                ' loading="lazy">'
            )
    return (
        f'<article class="bb-del" id="take-{escape(item.id)}"><span class="bb-tag">{escape(item.kind)}</span>'
        f"<div><h3>{pen.line(item.title)}</h3>{about}{picture}</div>\n"
        f'<p class="lic">이용 조건: {pen.line(item.licence)}{checksum}</p>\n'
        f'<p class="get">{fetching}{"<br>".join(map(pen.line, item.get))}</p></article>\n'
    )


def _tree(block: blocks.Tree, pen: Pen) -> str:
    return f'<ul class="bb-tree">{_node(block.root, pen)}</ul>\n'


def _node(item: blocks.Node, pen: Pen) -> str:
    this = " bb-node--this" if item.is_this else ""
    about = "".join([f'<p class="bb-cap">{pen.line(line)}</p>' for line in item.about])
    series = "".join([f"<li>{pen.line(line)}</li>" for line in item.series])
    children = "".join([_node(child, pen) for child in item.children])
    return (
        f'<li><div class="bb-node{this}"><div class="bb-node__h"><strong>{pen.line(item.title)}</strong>'
        f'<span class="bb-cap bb-num">{escape(item.year)}</span>{draw_sign(item.sign) if item.sign else ""}</div>{about}'
        + (f'<ol class="bb-series">{series}</ol>' if series else "")
        + "</div>"
        + (f"<ul>{children}</ul>" if children else "")
        + "</li>"
    )


def _lessons(block: blocks.Lessons, pen: Pen) -> str:
    items = [f"<li><h3>{draw_sign(item.sign)}</h3><p>{pen.line(item.line)}</p></li>\n" for item in block.items]
    return f'<ul class="bb-lessons">\n{"".join(items)}</ul>\n'


def _bullets(block: blocks.Bullets, pen: Pen) -> str:
    items = "".join([f"<li>{pen.line(line)}</li>" for line in block.items])
    if not block.gaps:
        return f'<ul class="bb-list">{items}</ul>\n'
    return (
        '<div class="bb-unknown"><p>아시는 분은 알려 주세요. <a class="noprint" href="../contribute.html#correct">고칠 점 알리기</a></p>'
        f"<ul>{items}</ul></div>\n"
    )


def _source_list(block: blocks.SourceList, pen: Pen) -> str:
    return f'<ol class="bb-src">\n{"".join(map(_source, block.items))}</ol>\n'


def _source(source: blocks.SourceEntry) -> str:
    title, url = escape(source.title), escape(source.url)
    parts = [f'<a href="{url}" rel="noopener noreferrer">{title}</a>' if url else title]
    if source.gist:
        parts.append(' <span class="bb-cap">(제목은 요지)</span>')
    if source.published:
        parts.append(f'<br><span class="p">{keep_dates(source.published)}</span>')
    if source.archived:
        copy = f'보관된 사본<span class="bb-vh">: {title}</span>'
        parts.append(f' · <a href="{escape(source.archived)}" rel="noopener noreferrer">{copy}</a>')
    if source.note:
        parts.append(f'<br><span class="p">{escape(source.note)}</span>')
    if url:
        parts.append(f'<span class="u">{url}</span>')
    return f'<li id="{source.anchor}"><span class="n">{source.number}</span><span>{"".join(parts)}</span></li>\n'


_DRAW: Mapping[type[Any], Callable[[Any, Pen], str]] = {
    blocks.Bar: _bar, blocks.Beside: _beside, blocks.Bullets: _bullets, blocks.Feedbacks: _feedbacks,
    blocks.Figures: _figures, blocks.Items: _items, blocks.Lessons: _lessons, blocks.Note: _note,
    blocks.Pairs: _pairs, blocks.Paragraph: _paragraph, blocks.ProblemSolution: _problem_solution,
    blocks.Prose: _prose, blocks.Results: _results, blocks.SourceList: _source_list, blocks.Stages: _stages,
    blocks.Story: _story, blocks.SubHeading: _sub_heading, blocks.Table: _table, blocks.Terms: _terms,
    blocks.Timeline: _timeline, blocks.Total: _total, blocks.Tree: _tree,
}  # fmt: skip
