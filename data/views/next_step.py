"""What a workplace that is new to AMIS does next: one step, told on the front page.

Once a discussion is approved and its actions are followed up, what is due says what to do, and
there is nothing to tell here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.facts.discussion import discussion_to_open
from data.facts.meetings import latest_held
from data.model.choices import MeetingState
from data.model.discussion import Note
from data.model.plan import Action
from data.model.status import StatusMeeting
from data.strenum import StrEnum

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document


class NextStep(StrEnum):
    """Where a new workplace has come to."""

    PREPARE = "prepare"
    """There is no annual discussion yet."""
    DATE = "date"
    """It is prepared, and has no day."""
    COLLECT = "collect"
    """It is to come: what people bring can be written down beforehand."""
    HOLD = "hold"
    """It is today, or has begun: it is held and approved."""
    ACT = "act"
    """It is approved, and there is nothing to be done yet."""
    FOLLOW_UP = "follow_up"
    """There are actions, and no status meeting has looked at them."""
    NONE = "none"
    """It is not new any more."""


def next_step(document: Document, today: date) -> NextStep:
    """The next step on a day.

    A workplace that has held a status meeting, or two discussions, is not new.
    """
    discussion = discussion_to_open(document, today.year)
    held = latest_held(document, today)
    settled = held is not None and held.state is MeetingState.APPROVED
    if document.all(StatusMeeting) or (held is not None and held != discussion):
        return NextStep.NONE
    if discussion is None:
        return NextStep.NONE if settled else NextStep.PREPARE
    if discussion.state is MeetingState.RUNNING:
        return NextStep.HOLD
    if discussion.state is MeetingState.APPROVED:
        return NextStep.FOLLOW_UP if document.all(Action) else NextStep.ACT
    if discussion.held_on is None:
        return NextStep.DATE
    if discussion.held_on > today and not document.all(Note):
        return NextStep.COLLECT
    return NextStep.HOLD if discussion.held_on <= today else NextStep.NONE
