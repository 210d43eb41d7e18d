"""The page of a call: its facts with their sources, its fields and tasks, what came of it, and what is not known."""

from __future__ import annotations

from generator.pages.citing import Notes
from generator.pages.listing import Inputs, Shown, fill_frame, link, show_listing, take_rows
from generator.pages.programme_pages import CALLS_PAGE, call_name, dump, field_key
from generator.pages.shelf import Shelf
from generator.reading.dates import format_span, format_when
from generator.reading.money import format_range, format_won
from generator.records.messages import final_consonant
from generator.records.programme import Call, CallField, Track

# What a reader of a call asks for; each is named as unknown where it is missing.
_EXPECTED = (
    "announced",
    "closes",
    "selected_on",
    "budget",
    "per_project",
    "matching",
    "planned",
    "applied",
    "selected",
    "lead_by",
    "fields",
)


def call_inputs(shelf: Shelf, id_: str, number: int = 1) -> Inputs:
    """Return what the page of a call shows."""
    library = shelf.library
    calls = library.programme.calls
    call = calls[id_]
    return {
        "id": id_,
        "call": dump(call),
        "fields": [len(library.by_field.get((id_, field.id), ())) for field in call.fields],
        "tasks": [len(library.by_task.get((id_, task.id), ())) for task in call.tasks],
        "series": [
            [other_id, call_name(other), len(library.by_call.get(other_id, ()))]
            for other_id, other in calls.items()
            if call.programme and other.programme == call.programme and other_id != id_
        ],
        "workshops": [
            [workshop_id, workshop.title, format_when(workshop.date)]
            for workshop_id, workshop in library.programme.workshops.items()
            if workshop.call == id_
        ],
        "listing": take_rows(shelf, shelf.in_order(library.by_call.get(id_, ())), number),
    }


def call_values(inputs: Inputs) -> dict[str, str]:
    """Return the slots of a call's page."""
    call = Call.model_validate(inputs["call"])
    notes = Notes(call.sources)
    total = inputs["listing"]["total"]
    return fill_frame(
        "call",
        call.title,
        f"{call.title}: 공고와 금액, 분야와 과제, 거기에서 나온 안내서 {total}건",
        [CALLS_PAGE],
        call=call,
        told=_tell_facts(call, notes),
        tracks=_show_tracks(call, notes),
        fields=_show_fields(inputs, call, notes),
        loose_tasks=_show_tasks(inputs, call, notes, None),
        duties=call.duties,
        duties_cited=notes.cite(call.cited.get("duties", ())),
        criteria=call.criteria,
        criteria_cited=notes.cite(call.cited.get("criteria", ())),
        notes_cited=notes.cite(call.cited.get("notes", ())),
        share=f"뽑힌 {call.selected}개 가운데 {total}개의 안내서가 있습니다." if call.selected else "",
        workshops=[
            link(title, f"../workshops/{id_}.html", date or "날짜 모름") for id_, title, date in inputs["workshops"]
        ],
        series=[link(name, f"{id_}.html", f"{count}건") for id_, name, count in inputs["series"]],
        conflicts=notes.tell(call.discrepancies),
        unknown=_tell_unknown(call),
        entries=notes.entries,
        **show_listing(inputs["listing"], inputs["id"]),
    )


def _tell_facts(call: Call, notes: Notes) -> list[Shown]:
    """Return what is known of the call, each with the sources that carry it."""
    budget = call.budget
    shares = call.per_project
    texts = {
        "ministry": call.ministry,
        "agency": call.agency,
        "announced": call.announced,
        "closes": format_span(call.opens, call.closes),
        "review": call.review,
        "selected_on": call.selected_on,
        "budget": budget and _join(format_won(budget.amount), budget.kind and budget.kind.label),
        "per_project": shares and format_range(shares.amount, shares.amount_min, shares.amount_max),
        "matching": call.matching,
        "planned": _tell_count(call.planned),
        "applied": _tell_count(call.applied),
        "selected": _tell_count(call.selected),
        "lead_by": call.lead_by and call.lead_by.label,
        "requires_team": "반드시 꾸림" if call.requires_team else "",
        "tasks_announced": _tell_count(call.tasks_announced),
        "new_tasks_allowed": _tell_flag(call.new_tasks_allowed),
    }
    cited = {
        "closes": call.cited.get("opens", ()),
        "budget": budget.source if budget else (),
        "per_project": shares.source if shares else (),
    }
    remarks = {"budget": budget and budget.note, "per_project": shares and shares.note}
    return [
        {
            "label": "접수" if key == "closes" else _label(key),
            "text": text,
            "note": remarks.get(key) or "",
            "cited": notes.cite((*cited.get(key, ()), *call.cited.get(key, ()))),
        }
        for key, text in texts.items()
        if text
    ]


def _tell_unknown(call: Call) -> list[str]:
    """Return a sentence for each thing that a reader would ask and the sources did not tell."""
    unknown = [_label(key) for key in _EXPECTED if getattr(call, key) in (None, ())]
    if call.tasks_announced and not call.tasks:
        unknown.append(f"과제 {call.tasks_announced}개의 이름")
    elif call.tasks_announced and call.tasks_announced > len(call.tasks):
        unknown.append(f"과제 {call.tasks_announced}개 가운데 {call.tasks_announced - len(call.tasks)}개의 이름")
    return [f"{name}{final_consonant(name, '은', '는')} 확인하지 못함" for name in unknown]


def _show_tracks(call: Call, notes: Notes) -> list[Shown]:
    """Return the branches of the call."""
    return [link(track.name, "") | _show_offer(track, notes) | {"what": track.what or ""} for track in call.tracks]


def _show_fields(inputs: Inputs, call: Call, notes: Notes) -> list[Shown]:
    """Return the fields, each with its tasks."""
    return [
        link(field.name, f"../fields/{field_key(inputs['id'], field.id)}.html", f"{count}건")
        | _show_offer(field, notes)
        | {"tasks": _show_tasks(inputs, call, notes, field.id)}
        for field, count in zip(call.fields, inputs["fields"], strict=True)
    ]


def _show_offer(offer: Track | CallField, notes: Notes) -> Shown:
    """Return the amount, the size and the sources of a track or field."""
    return {
        "amount": format_range(offer.amount, offer.amount_min, offer.amount_max),
        "planned": _tell_count(offer.planned),
        "note": offer.note or "",
        "cited": notes.cite(offer.source),
    }


def _show_tasks(inputs: Inputs, call: Call, notes: Notes, field: str | None) -> list[Shown]:
    """Return the tasks of a field; those of no field for None."""
    return [
        link(task.name, f"../tasks/{field_key(inputs['id'], task.id)}.html", f"{count}건")
        | {"cited": notes.cite(task.source)}
        for task, count in zip(call.tasks, inputs["tasks"], strict=True)
        if task.field == field
    ]


def _tell_count(count: int | None) -> str:
    return "" if count is None else f"{count:,}개"


def _tell_flag(flag: bool | None) -> str:
    return "" if flag is None else ("낼 수 있음" if flag else "낼 수 없음")


def _join(amount: str, kind: str | None) -> str:
    return f"{amount} ({kind})" if kind else amount


def _label(key: str) -> str:
    return Call.model_fields[key].title or key
