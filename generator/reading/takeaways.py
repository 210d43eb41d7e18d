"""What can be taken over: deliverables with their terms of use, and where to get them or why not."""

from __future__ import annotations

import re

from generator.reading.blocks import Download, Item, Items, Line, Run, Section, Sign, Target
from generator.reading.context import Context
from generator.reading.lines import lead_place, plain, short
from generator.reading.sources import Notes
from generator.records.choices import LICENCE_LABELS
from generator.records.model import Deliverable, Project

# People write the name with spaces: CC BY 4.0.
_CREATIVE_COMMONS = re.compile(r"^(CC)-(BY(?:-[A-Z]{2})*)-(\d\.\d)$")
_UNITS = ("B", "KB", "MB", "GB")


def read_takeaways(project: Project, context: Context, notes: Notes) -> Section | None:
    """Return the deliverables; None without any."""
    if not project.deliverables:
        return None
    ask = project.owner.office if project.owner else lead_place(project, context)
    items = tuple(_item(item, context, ask, notes) for item in project.deliverables)
    kept = sum(item.download is not None for item in items)
    count = f"{len(items)}건 · 여기서 내려받을 수 있는 것 {kept}건"
    return Section("takeaways", "가져다 쓸 것", (Items(items),), count, notes.take_used())


def format_size(size: int) -> str:
    """Return the size of a file as people read it."""
    value, unit = float(size), _UNITS[0]
    for unit in _UNITS:
        if value < 1000 or unit == _UNITS[-1]:
            break
        value /= 1000
    return f"{value:.0f} {unit}" if value >= 10 or unit == _UNITS[0] else f"{value:.1f} {unit}"


def format_licence(licence: str) -> Line:
    """Return the terms of use in words."""
    if licence == "unknown":
        return (Sign("unknown", "모름"),)
    return plain(LICENCE_LABELS.get(licence) or _CREATIVE_COMMONS.sub(r"\1 \2 \3", licence))


def _item(item: Deliverable, context: Context, ask: str, notes: Notes) -> Item:
    about = []
    if item.note:
        about.append(plain(item.note))
    if item.reuse:
        about.append(plain(f"고쳐 쓰는 법: {item.reuse}"))
    return Item(
        id=item.id,
        kind=short(item.kind),
        title=(Run(item.title, notes.cite(item.source)),),
        about=tuple(about),
        licence=format_licence(item.licence),
        get=_ways(item, context, ask),
        download=_download(item, context),
        alt=item.alt or "",
    )


def _download(item: Deliverable, context: Context) -> Download | None:
    file = context.files.get(item.file) if item.file else None
    if file is None or item.file is None:
        return None
    return Download(item.file, format_size(file.size), file.digest, file.width, file.height)


def _ways(item: Deliverable, context: Context, ask: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    if item.url:
        lines.append((Run("다른 곳에서 보기", to=Target("web", item.url)),))
    kept = item.file in context.files if item.file else False
    if not kept and not item.url:
        lines.append(plain(item.missing or "받을 파일 없음", "missing"))
    lines.append(plain(f"얻을 수 있는지: {short(item.state)}", "quiet"))
    if not kept and ask:
        lines.append(plain(f"물어볼 곳: {ask}", "quiet"))
    return tuple(lines)
