"""The plan of a guidebook with gaps, which the page 우리 지자체에 맞추기 fills in as fit.py says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.exports.fit import FULL_NAME, fit_file, inherit_with_gaps, inherited_conditions
from generator.exports.flow import Field, Flow, Flowing, Heading, text_of
from generator.exports.lower import Addresses, lower_document
from generator.exports.markdown import write_markdown
from generator.reading.context import Context
from generator.reading.documents.make import make_document
from generator.reading.documents.subject import Adopter
from generator.records.model import Project

# Where in the texts what belongs; fit-core.js knows them by the same names.
TITLE, OFFICE = "\ue011", "\ue012"
# The plan counts months on from its year, so a number has to stand for it: one that no text has.
PLAN_YEAR = 987600


def plan_script(project: Project, context: Context, addresses: Addresses) -> bytes:
    """Return the classic script that hands over ``plan_data``."""
    return fit_file(f"plans/{context.id}", plan_data(project, context, addresses))


def plan_data(project: Project, context: Context, addresses: Addresses) -> dict[str, Any]:
    """Return the plan as Markdown: what stands above its parts, and each part with its empty places."""
    conditions = inherited_conditions(inherit_with_gaps(project, context.id))
    asked = project.model_copy(update={"conditions": tuple(conditions)})
    adopter = Adopter(municipality=FULL_NAME, year=PLAN_YEAR, title=TITLE, office=OFFICE)
    document = make_document("plan", asked, context, adopter)
    flowing = lower_document(document, addresses)
    notices: list[Flow] = []
    groups: list[list[Flow]] = []
    for flow in flowing.body:
        if isinstance(flow, Heading) and flow.level == 1:
            groups.append([])
        (groups[-1] if groups else notices).append(flow)
    # A part by itself: what stands above it without a cover is cut off again.
    bare = Flowing(name="", title="", about="", cover=(), foot=(), body=())
    above = len(_markdown(bare, [])) + len("\n\n")
    return {
        "head": _markdown(flowing, notices),
        "parts": [
            {
                "id": part.id,
                "title": part.title,
                "text": _markdown(bare, group)[above:],
                "blanks": [[flow.label, text_of(flow.hint)] for flow in group if isinstance(flow, Field)],
            }
            for part, group in zip(document.parts, groups, strict=True)
        ],
    }


def _markdown(flowing: Flowing, body: list[Flow]) -> str:
    return write_markdown(replace(flowing, body=tuple(body)))[:-1]
