"""One project as lists and results show it: what is told of it beside its title, and the HTML of its entry."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from generator.pages.escaping import escape
from generator.pages.shelf import Row
from generator.pages.signs import draw_sign
from generator.reading.blocks import Sign
from generator.reading.lines import evidence_sign, state_sign
from generator.reading.money import format_won
from generator.records.choices import Evidence, State

NO_RESULT = Sign("no-result", "성과 기록 없음")
NO_STATE = Sign("unknown", "상태 모름")
UNCONFIRMED = Sign("confirm", "확인 필요")


class Fact(NamedTuple):
    """One thing that lists tell of a project: signs, or a text; some labels are for those only who cannot see signs."""

    label: str
    is_named: bool
    signs: tuple[Sign, ...] = ()
    text: str = ""


def list_facts(row: Row) -> tuple[Fact, ...]:
    """Return what a list tells of a project beside its title, place and summary."""
    evidence = evidence_sign(Evidence(row.evidence)) if row.evidence else NO_RESULT
    state = state_sign(State(row.state)) if row.state else NO_STATE
    budget = "모름" if row.budget is None else format_won(row.budget)
    shared = " (여러 사업이 함께)" if row.budget is not None and row.shares_budget else ""
    return (
        Fact("근거 수준", False, (evidence,)),
        Fact("알려진 상태", False, (state, UNCONFIRMED) if row.unconfirmed else (state,)),
        Fact("사업비", True, text=budget + shared),
        Fact("도입", True, text=f"{row.adopters}곳" if row.adopters else "기록 없음"),
        Fact("답한 물음", True, text=f"{row.answered}/{row.applicable}"),
    )


def place_text(row: Row) -> str:
    """Return the municipalities of a project as they were called, and today's names where they differ."""
    return f"{row.place} (지금 {row.place_now})" if row.place_now else row.place


def draw_result(row: Row, base: str, level: str = "h3") -> Markup:
    """Return the entry of a project; ``base`` leads from the page to the root of the site.

    A page of a list has a hundred of them, which took a template 11 ms and take this 2 (2026-11-26); each project
    stands on five such pages and more.
    """
    id_ = escape(row.id)
    facts = "".join([_draw_fact(fact) for fact in list_facts(row)])
    return Markup(
        f'<li class="bb-res" data-bb-guidebook="{id_}"><article>\n'
        f'<{level}><a href="{base}guidebooks/{id_}.html">{escape(row.title)}</a></{level}>\n'
        f'<p class="bb-res__where">{escape(place_text(row))} · <span class="bb-num">{row.year}</span></p>\n'
        f'<p class="bb-res__snip">{escape(row.summary)}</p>\n'
        f'<dl class="bb-res__facts">{facts}</dl>\n</article></li>'
    )


# Most facts are among a few hundred.
@lru_cache(maxsize=4096)
def _draw_fact(fact: Fact) -> str:
    hidden = "" if fact.is_named else ' class="bb-vh"'
    signs = "".join([f"{draw_sign(sign)} " for sign in fact.signs])
    text = f'<span class="bb-num">{escape(fact.text)}</span>' if fact.text else ""
    return f"<div><dt{hidden}>{escape(fact.label)}</dt><dd>{signs}{text}</dd></div>"
