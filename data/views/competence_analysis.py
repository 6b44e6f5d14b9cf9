"""The analysis before the matrix: where it has come to, and what challenges there are already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.facts.competence import focus_areas
from data.model.choices import IdeaState, MeetingState, Outcome, Source
from data.model.competence import Challenge
from data.model.plan import Action, Condition, Goal, Idea
from data.model.status import StatusAnswer, StatusMeeting
from data.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.base import Record
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something written down elsewhere that may be a challenge."""

    text: str
    source: Source | None
    record: Record


def step_reached(document: Document) -> str:
    """The first step of the analysis that lacks something; the last one when none does."""
    areas = focus_areas(document)
    if not areas:
        return "choose" if document.all(Challenge) else "gather"
    if any(area.backed_on is None or not area.backed_by for area in areas):
        return "back"
    return "form"


def finished(document: Document) -> bool:
    """Whether every focus area has backing and a form of development."""
    areas = focus_areas(document)
    return bool(areas) and all(
        area.backed_by and area.backed_on and area.form is not None for area in areas
    )


def ranked(document: Document) -> tuple[Challenge, ...]:
    """The challenges, the heaviest first."""
    return tuple(sorted(document.all(Challenge), key=lambda one: (-one.weight, one.number)))


def is_chosen(challenge: Challenge) -> bool:
    """Whether a challenge is a focus area; one whose area was deleted is none any more."""
    return challenge.chosen and challenge.focus_area is not None


def candidates(document: Document) -> tuple[Candidate, ...]:
    """What actions, APV conditions, goals, ideas, the last status meeting tell of; no text twice.

    What is a challenge already is left out.
    """
    seen = {fold(challenge.text) for challenge in document.all(Challenge)}
    candidates = []
    for record in _all(document):
        key = fold(record.text)
        if key and key not in seen:
            seen.add(key)
            candidates.append(record)
    return tuple(candidates)


def _all(document: Document) -> Iterator[Candidate]:
    for condition in document.all(Condition):
        yield Candidate(_first(condition.problem) or condition.title, Source.APV, condition)
    for action in document.all(Action):
        if action.is_open:
            text = _first(action.problem) or action.measure
            yield Candidate(clean_line(text), action.source, action)
    for goal in document.all(Goal):
        if goal.outcome in {Outcome.PARTIAL, Outcome.MISSED}:
            yield Candidate(goal.title, Source.DISCUSSION, goal)
    for idea in document.all(Idea):
        if idea.state is IdeaState.OPEN:
            yield Candidate(idea.text, Source.IDEA, idea)
    meeting = _last_meeting(document)
    for answer in document.all(StatusAnswer):
        if meeting is not None and answer.meeting == meeting.id:
            yield Candidate(_first(answer.text), Source.STATUS_MEETING, answer)


def _last_meeting(document: Document) -> StatusMeeting | None:
    held = [m for m in document.all(StatusMeeting) if m.state is not MeetingState.PLANNED]
    return max(held, key=lambda m: (str(m.held_on or ""), m.number), default=None)


def _first(text: str) -> str:
    """The first line of a text."""
    return clean_line(text.strip().partition("\n")[0])
