"""Guidebooks side by side: the rows of the page, and the script with one guidebook's cells that the page loads."""

from __future__ import annotations

import json
from typing import Any

from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.listing import Shown
from generator.reading.blocks import Run, Sign, Target
from generator.reading.comparison import COMPARISON, read_comparison
from generator.reading.context import Context
from generator.reading.lines import municipality_line
from generator.records.derive import budget_total
from generator.records.model import Project

COMPARE_FOLDER = "compare"


def show_rows() -> Shown:
    """Return the groups of rows that the page's template needs."""
    return {
        "groups": [
            {"title": group.title, "rows": [{"id": row.id, "label": row.label} for row in group.rows]}
            for group in COMPARISON
        ]
    }


def compare_script(project: Project, context: Context) -> bytes:
    """Return the script that hands one guidebook over to the page.

    A cell is a list of lines, a line a list of pieces: a text, a sign as [shape, word], or {text, tone, to}.
    """
    told = {
        "id": context.id,
        "title": project.title,
        "place": _places(project, context),
        "year": project.year,
        "budget": budget_total(project),
        "cells": {
            row: [[_piece(piece) for piece in line] for line in lines]
            for row, lines in read_comparison(project, context).items()
        },
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"bonbogi.compareData({text})\n".encode("utf-8", "replace")


def _places(project: Project, context: Context) -> str:
    lines = [municipality_line(context, written) for written in project.municipalities]
    return ", ".join("".join(piece.text for piece in line) for line in lines)


def _piece(piece: Run | Sign) -> Any:
    if isinstance(piece, Sign):
        return [piece.shape, piece.text]
    told = {"text": piece.text, "tone": piece.tone, "to": _address(piece.to)}
    rest = {name: value for name, value in told.items() if value}
    return rest if len(rest) > 1 else piece.text


def _address(target: Target | None) -> str:
    return f"{FOLDER_BY_KIND[target.kind]}/{target.id}.html" if target and target.kind in FOLDER_BY_KIND else ""
