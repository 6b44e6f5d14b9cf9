"""Which status meeting is held or looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import weekday_date
from data.i18n import _
from data.model.choices import MeetingState, choice_label
from data.model.status import StatusMeeting
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from screens.status.held import HeldStatus

_PREPARE: Final = "prepare"


async def choose_meeting(held: HeldStatus) -> str | None:
    """Ask which meeting is to be in sight, or prepare one; the id of the one that was chosen."""
    found = sorted(held.desk.document.all(StatusMeeting), key=lambda m: m.number, reverse=True)
    options = [
        Option(
            meeting.id,
            weekday_date(meeting.held_on) if meeting.held_on else meeting.code,
            choice_label(meeting.state),
        )
        for meeting in found
    ]
    if all(meeting.state is MeetingState.APPROVED for meeting in found):
        options.insert(0, Option(_PREPARE, _("Prepare a status meeting for today")))
    now = held.meeting
    prompt = ChoicePrompt(_("Which meeting?"), options, value=now.id if now is not None else "")
    answer = await held.desk.ask(prompt)
    if answer == _PREPARE:
        await held.prepare()
        return None
    return answer
