"""What follows from one project alone: when it began, how long until it ran, what it cost, how well it is known."""

from __future__ import annotations

from collections.abc import Iterable

from generator.records.choices import Evidence, Stage
from generator.records.model import Outcome, Project, StatusEntry, Step
from generator.records.scalars import PartialDate, Span, When

_BEST_EVIDENCE_FIRST = (Evidence.MEASURED, Evidence.REPORTED, Evidence.ESTIMATED, Evidence.PLANNED)
_RUNNING_STAGES = (Stage.PILOT, Stage.OPERATE)


def start_of(when: When | None) -> PartialDate | None:
    """Return the day, month or year in which ``when`` begins; None when that is not known."""
    return when.start if isinstance(when, Span) else when


def first_step(project: Project) -> Step | None:
    """Return the step that the project is counted from where its period is not known.

    Being selected comes first: what happened earlier (a former service, a group of residents) was not yet the project.
    """
    selected = _earliest(project, (Stage.SELECT,))
    return selected or _earliest(project, tuple(Stage), without_stage=True)


def first_day(project: Project) -> str:
    """Return when the project began, as exactly as it is known ('2018', '2018-06', '2018-06-21'); '' when unknown."""
    if project.period and project.period.start:
        return str(project.period.start)
    step = first_step(project)
    return str(start_of(step.date)) if step else ""


def pilot_step(project: Project) -> Step | None:
    """Return the first dated step in which people used it, as a trial or for good, after the project began."""
    steps = _dated_steps(project, _RUNNING_STAGES)
    if steps and (began := first_day(project)):
        earliest = PartialDate(began).first
        steps = [step for step in steps if _when(step).last >= earliest]
    return min(steps, key=lambda step: _when(step).first, default=None)


def months_between(start: str, end: str) -> int | None:
    """Return the months from one half-known date to another; None where a month is not known or they run backwards."""
    if len(start) < len("2021-05") or len(end) < len("2021-05"):
        return None
    months = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
    return months if months >= 0 else None


def months_to_pilot(project: Project) -> int | None:
    """Return the months from the beginning to the first trial or operation; None where one of them is not known."""
    step = pilot_step(project)
    return months_between(first_day(project), str(start_of(step.date))) if step else None


def budget_total(project: Project) -> int | None:
    """Return the sum of the budget's lines in won; None where no amount is known."""
    amounts = [line.amount for line in project.budget if line.amount is not None]
    return sum(amounts) if amounts else None


def has_result(outcome: Outcome) -> bool:
    """Tell whether the outcome says what came about, not only what was planned."""
    return outcome.evidence is not Evidence.PLANNED and bool(outcome.readings or outcome.change)


def best_evidence(project: Project) -> Evidence | None:
    """Return how well the best known outcome is known; None without outcomes."""
    known = {outcome.evidence if has_result(outcome) else Evidence.PLANNED for outcome in project.outcomes}
    return next((evidence for evidence in _BEST_EVIDENCE_FIRST if evidence in known), None)


def stages_done(project: Project) -> tuple[Stage, ...]:
    """Return the stages that have a step done, in their order."""
    done = {step.stage for step in project.process if not step.planned}
    return tuple(stage for stage in Stage if stage in done)


def in_order(status: Iterable[StatusEntry]) -> list[StatusEntry]:
    """Return the entries by the last day that their dates can mean; those of one day stay in their order."""
    # A missing month or day sorts behind every real one, as its last day would.
    return sorted(status, key=lambda entry: f"{entry.date}-99-99"[: len("2021-05-03")])


def latest_status(project: Project) -> StatusEntry | None:
    """Return the newest entry of the status."""
    entries = in_order(project.status)
    return entries[-1] if entries else None


def _earliest(project: Project, stages: tuple[Stage, ...], *, without_stage: bool = False) -> Step | None:
    steps = _dated_steps(project, stages, without_stage=without_stage)
    return min(steps, key=lambda step: _when(step).first, default=None)


def _dated_steps(project: Project, stages: tuple[Stage, ...], *, without_stage: bool = False) -> list[Step]:
    return [
        step
        for step in project.process
        if not step.planned and start_of(step.date) and (step.stage in stages or (without_stage and not step.stage))
    ]


def _when(step: Step) -> PartialDate:
    date = start_of(step.date)
    assert date is not None  # only dated steps come here
    return date
