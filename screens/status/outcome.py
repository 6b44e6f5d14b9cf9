"""What is said of an action at a status meeting: how it stands, a new deadline, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.commands.status import RecordOutcome
from data.dates.arithmetic import move
from data.dates.labels import day_label
from data.edits.edits import UNSEEN, Set
from data.i18n import _
from data.model.choices import Source, StatusOutcome, choice_label
from screens.status.held import begin_meeting, begin_or_prepare

if TYPE_CHECKING:
    from datetime import date

    from data.model.plan import Action
    from data.model.status import StatusMeeting
    from data.views.status import ActionView
    from screens.frame.desk import Desk

_AS_IT_WAS: Final = object()
"""A deadline that stays."""


async def say_outcome(
    desk: Desk, meeting: StatusMeeting, action: Action, outcome: StatusOutcome
) -> None:
    """Keep how the action stands, with what that asks for: its effect, or a new deadline."""
    started = await begin_meeting(desk, meeting)
    if started is None:
        return
    due: Any = UNSEEN
    then = None
    if outcome is StatusOutcome.DONE:
        from screens.shared.close_action import Closing

        then = await Closing(desk, action, Source.STATUS_MEETING).effect()
        if then is None:
            desk.say(_("Nothing was changed."))
            return
    elif outcome is StatusOutcome.BEHIND:
        due = await _ask_deadline(desk, action)
        due = UNSEEN if due is _AS_IT_WAS else due
    command = RecordOutcome(meeting.id, action.id, outcome, due=due, then=then)
    await desk.run(command, _news(action, outcome, desk.today, started))


def _news(action: Action, outcome: StatusOutcome, today: date, started: str) -> str:
    """What was said, and the key that belongs to it.

    That the meeting has begun is said instead of keys that the key bar has: there is one line.
    """
    news = _("{code}: {outcome}. Enter: next")
    if outcome is StatusOutcome.STALLED:
        news = _("{code}: {outcome}. c: checklist   Enter: next")
        if started:
            news = _("{code}: {outcome}. c: checklist   {begun}")
    elif outcome is StatusOutcome.ON_TRACK and action.due and action.due < today:
        news = _("{code}: {outcome}, but late. d: new deadline   Enter: next")
        if started:
            news = _("{code}: {outcome}, but late. {begun}")
    elif started:
        news = _("{code}: {outcome}. {begun}")
    return news.format(code=action.code, outcome=choice_label(outcome), begun=started)


async def _ask_deadline(desk: Desk, action: Action) -> Any:
    """Ask for a deadline; `_AS_IT_WAS` when the question was left or the old one stays."""
    from screens.dialogs.prompt import DatePrompt

    title = _("{code}  New deadline").format(code=action.code)
    given = await desk.ask(DatePrompt(title, desk.today, action.due))
    return _AS_IT_WAS if given is None or given.day == action.due else given.day


async def set_deadline(desk: Desk, meeting: StatusMeeting, action: Action) -> None:
    """Ask for a new deadline."""
    day = await _ask_deadline(desk, action)
    if day is _AS_IT_WAS or await begin_meeting(desk, meeting) is None:
        return
    news = _("{code}: new deadline. Enter: next").format(code=action.code)
    await desk.run(RecordOutcome(meeting.id, action.id, due=day), news)


async def shift_deadline(desk: Desk, meeting: StatusMeeting, action: Action, days: int) -> None:
    """Move the deadline there is by so many days."""
    if action.due is None or await begin_meeting(desk, meeting) is None:
        return
    due = move(action.due, days)
    day = day_label(due)
    if due < desk.today:
        day = f"{day}, {_('in the past')}"
    news = _("{code}: new deadline {day}. Enter: next").format(code=action.code, day=day)
    await desk.run(RecordOutcome(meeting.id, action.id, due=due), news)


async def write_remark(desk: Desk, meeting: StatusMeeting, each: ActionView) -> None:
    """Write what is said about the action; it stands in the minutes."""
    from screens.shared.note import ask_note, keep_in_confidence

    action = each.action
    title = _("{code}  Note for the minutes").format(code=action.code)
    now = each.entry.remark if each.entry is not None else ""
    note = await ask_note(desk, title, now, place=remark_place(meeting, action))
    if note is None:
        return
    if note.secret:
        # Never part of what the meeting says: it is a note about the action.
        entry = each.entry
        gone = [Set(entry.kind, entry.id, "remark", "", now)] if entry is not None and now else []
        await keep_in_confidence(desk, action.reference, note.text, *gone)
    elif (started := await begin_or_prepare(desk, meeting)) is not None:
        news = f"{_('Noted. Enter: next')}   {started}".rstrip()
        await desk.run(RecordOutcome(meeting.id, action.id, remark=note.text), news)


def remark_place(meeting: StatusMeeting, action: Action) -> str:
    """What the draft of a note belongs to."""
    return f"{meeting.reference}/{action.id}"
