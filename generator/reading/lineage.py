"""Who took it over: what this project followed, who followed it, what each changed, and how they fared."""

from __future__ import annotations

from collections.abc import Iterable

from generator.reading.blocks import Block, Bullets, Line, Node, Run, Section, Sign, SubHeading, Target, Tree
from generator.reading.context import Context, Relative
from generator.reading.glance import needs_confirmation
from generator.reading.lines import (
    join_lines,
    lead_place,
    make_table,
    plain,
    quiet_note,
    relative_line,
    relative_title,
    short,
    state_sign,
    status_line,
)
from generator.reading.sources import Notes
from generator.records.choices import Aspect, LessonKind, State
from generator.records.derive import in_order, latest_status
from generator.records.model import Adaptation, Change, KnownCopy, Project, StatusEntry

# A line of copies longer than this tells nothing on one page; those guidebooks show the rest.
_DEEPEST = 6
_ENDED_EARLY = frozenset({State.STOPPED, State.DECLINED})


def read_lineage(project: Project, context: Context, notes: Notes) -> Section | None:
    """Return origins, adopters, their changes, and copies only reported; None without any."""
    adopters = [context.relatives[name] for name in _followers(context, context.id)]
    blocks: list[Block] = []
    if project.adapted_from or adopters:
        blocks.append(Tree(_tree(project, context)))
    if project.adapted_from:
        blocks.append(_origins(project, context, notes))
    if own := _own_changes(project, context, notes):
        blocks.append(own)
    if others := _changes_of(project, context, adopters):
        blocks.append(others)
    blocks += _warnings(context)
    if project.known_copies:
        rows = [_known_copy(copy, notes) for copy in project.known_copies]
        caption = "이어받았다고 알려진 곳. 자료에 나온 것으로, 아직 여기에 기록이 없습니다."
        blocks.append(make_table(caption, ("이어받은 곳", "사업 이름", "연도", "방식", "덧붙임"), rows))
    if not blocks:
        return None
    return Section("lineage", "누가 이어받았나", tuple(blocks), _count(project, context, adopters), notes.take_used())


def _followers(context: Context, project_id: str) -> list[str]:
    return [name for name in context.adopters.get(project_id, ()) if name in context.relatives]


def _count(project: Project, context: Context, adopters: list[Relative]) -> str:
    parts = [f"이어받은 곳 {len(adopters)}곳"] if adopters else []
    if project.known_copies:
        parts.append(f"알려진 곳 {len(project.known_copies)}곳")
    latest = [_latest(adopter.status) for adopter in adopters]
    stopped = sum(entry is not None and entry.state is State.STOPPED for entry in latest)
    unsure = sum(needs_confirmation(entry, context.as_of) for entry in latest)
    if stopped:
        parts.append(f"멈춘 곳 {stopped}곳")
    if unsure:
        parts.append(f"지금 상태 확인 필요 {unsure}곳")
    if project.adapted_from:
        parts.append(f"본보기로 삼은 사업 {len(project.adapted_from)}건")
    return " · ".join(parts)


def _tree(project: Project, context: Context) -> Node:
    """Return the whole lineage, from the earliest origin that is known here."""
    root, climbed = context.id, [context.id]
    while origins := [name for name in _origins_of(root, project, context) if name not in climbed]:
        root = origins[0]
        climbed.append(root)
    return _branch(root, "", project, context, frozenset(), _DEEPEST + len(climbed) - 1)


def _origins_of(name: str, project: Project, context: Context) -> list[str]:
    adapted = project.adapted_from if name == context.id else context.relatives[name].adapted_from
    return [item.project for item in adapted if item.project and item.project in context.relatives]


def _branch(name: str, origin: str, project: Project, context: Context, seen: frozenset[str], depth: int) -> Node:
    """Return a project of the lineage that followed ``origin``, with what followed it."""
    seen = seen | {name}
    every = [follower for follower in context.adopters.get(name, ()) if follower not in seen]
    shown = [follower for follower in every if follower == context.id or follower in context.relatives] if depth else []
    children = tuple(_branch(follower, name, project, context, seen, depth - 1) for follower in shown)
    hidden = len(every) - len(shown)
    rest = (plain(f"여기에 보이지 않는 이어받은 곳 {hidden}곳", "quiet"),) if hidden else ()
    if name == context.id:
        return _this(project, context, origin, rest, children)
    return _node(context.relatives[name], origin, context, rest, children)


def _this(project: Project, context: Context, origin: str, rest: tuple[Line, ...], children: tuple[Node, ...]) -> Node:
    latest = latest_status(project)
    return Node(
        title=plain(f"{lead_place(project, context)} · {project.title}"),
        year=str(project.year),
        sign=_sign(latest, context),
        about=(plain("이 안내서", "quiet"), *_how(project.adapted_from, origin), *rest),
        series=tuple(status_line(entry, ()) for entry in in_order(project.status)) if origin else (),
        children=children,
        is_this=True,
    )


def _node(
    relative: Relative, origin: str, context: Context, rest: tuple[Line, ...], children: tuple[Node, ...]
) -> Node:
    series = tuple(status_line(entry, ()) for entry in in_order(relative.status))
    title = (Run(relative_title(relative), to=Target("guidebook", relative.id)),)
    about = (*_how(relative.adapted_from, origin), *rest)
    return Node(title, str(relative.year), _sign(_latest(relative.status), context), about, series, children)


def _sign(latest: StatusEntry | None, context: Context) -> Sign | None:
    if needs_confirmation(latest, context.as_of):
        return Sign("confirm", "확인 필요")
    return state_sign(latest.state) if latest else None


def _how(adapted: Iterable[Adaptation], origin: str) -> tuple[Line, ...]:
    """Return how a project followed ``origin``, and what it was handed."""
    adaptation = next((item for item in adapted if origin and item.project == origin), None)
    if adaptation is None:
        return ()
    received = plain(f"건네받은 것: {', '.join(adaptation.received)}", "quiet") if adaptation.received else ()
    return tuple(line for line in (plain(adaptation.kind.label, "quiet"), received) if line)


def _warnings(context: Context) -> list[Block]:
    """Return why others of the lineage stopped or declined, and what they say not to do."""
    items: list[Line] = []
    for relative in context.relatives.values():
        latest = _latest(relative.status)
        if latest is None or latest.state not in _ENDED_EARLY:
            continue
        title = Run(relative_title(relative), to=Target("guidebook", relative.id))
        items.append((title, Run(" "), *status_line(latest, ())))
        for lesson in relative.lessons:
            if lesson.kind is not LessonKind.DO:
                sign = Sign("avoid" if lesson.kind is LessonKind.AVOID else "caution", lesson.kind.label)
                items.append((title, Run(" "), sign, Run(f" {lesson.text}")))
    return [SubHeading("멈춘 곳이 남긴 말"), Bullets(tuple(items))] if items else []


def _latest(status: Iterable[StatusEntry]) -> StatusEntry | None:
    entries = in_order(status)
    return entries[-1] if entries else None


def _origins(project: Project, context: Context, notes: Notes) -> Block:
    rows: list[tuple[Line, ...]] = []
    for item in project.adapted_from:
        name = (*_origin_name(item, context), Run("", notes.cite(item.source)))
        received = plain(", ".join(item.received))
        rows.append((name, plain(item.kind.label), received, plain(item.note or "")))
    return make_table("본보기로 삼은 사업", ("사업", "이어받은 방식", "건네받은 것", "덧붙임"), rows)


def _origin_name(item: Adaptation, context: Context) -> Line:
    if item.project:
        return relative_line(context, item.project)
    if item.outside is None:
        return plain("사업 이름 기록 없음", "missing")
    outside = item.outside
    told = " · ".join(filter(None, (outside.municipality, outside.title)))
    told += f" ({outside.year})" if outside.year else ""
    return (Run(told, to=Target("web", outside.url) if outside.url else None),)


def _own_changes(project: Project, context: Context, notes: Notes) -> Block | None:
    rows: list[tuple[Line, ...]] = []
    several = len(project.adapted_from) > 1
    for item in project.adapted_from:
        numbers = notes.cite(item.source)
        for change in item.changes:
            of = join_lines([_origin_name(item, context)]) if several else ()
            rows.append((
                (Run(short(change.aspect), numbers),), of, plain(change.from_ or ""), plain(change.to or ""),
                plain(change.why or ""),
            ))  # fmt: skip
    if not rows:
        return None
    return make_table("이 사업이 바꾼 것", ("무엇을", "본보기", "원래", "이 사업", "까닭"), rows)


def _changes_of(project: Project, context: Context, adopters: list[Relative]) -> Block | None:
    """Return what the adopters changed, side by side by aspect."""
    changes = {
        adopter.id: [c for item in adopter.adapted_from if item.project == context.id for c in item.changes]
        for adopter in adopters
    }
    telling = [adopter for adopter in adopters if changes[adopter.id]]
    if not telling:
        return None
    rows: list[tuple[Line, ...]] = []
    for aspect in Aspect:
        found = [[c for c in changes[adopter.id] if c.aspect is aspect] for adopter in telling]
        if any(found):
            before = dict.fromkeys(c.from_ for group in found for c in group if c.from_)
            rows.append((plain(short(aspect)), plain(" / ".join(before)), *(_told(group) for group in found)))
    titles = ["무엇을", f"{lead_place(project, context)} {project.year}"]
    titles += [f"{adopter.place or adopter.title} {adopter.year}" for adopter in telling]
    return make_table("이어받은 곳이 바꾼 것. 근거는 그 안내서에 있습니다.", titles, rows)


def _told(changes: list[Change]) -> Line:
    lines = []
    for change in changes:
        why = quiet_note(f"(까닭: {change.why})" if change.why else None)
        lines.append((*plain(change.to or "바꿈"), *why))
    return join_lines(lines, " / ")


def _known_copy(copy: KnownCopy, notes: Notes) -> tuple[Line, ...]:
    return (
        (Run(copy.who, notes.cite(copy.source)),),
        plain(copy.title or ""),
        plain(str(copy.year or "")),
        plain(copy.kind.label if copy.kind else ""),
        plain(copy.note or ""),
    )
