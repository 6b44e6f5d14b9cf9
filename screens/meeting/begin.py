"""A meeting that was prepared for a day, and is begun on a later one: which day is it of?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import local_day
from data.dates.labels import weekday_date
from data.edits.records import SetField
from data.i18n import _
from data.model.choices import MeetingState

if TYPE_CHECKING:
    from data.model.discussion import Discussion
    from data.model.status import StatusMeeting
    from screens.frame.desk import Desk

TODAY: Final = "today"
"""It is held now, and is today's meeting."""

THEN: Final = "then"
"""It was held on its day, and is written down now."""

_NOT_YET: Final = "not_yet"


def is_forgotten(desk: Desk, meeting: Discussion | StatusMeeting) -> bool:
    """Whether it was prepared for a day that has passed, and nothing was said there.

    One made after its day was made to write down what was said.
    """
    day = meeting.held_on
    if meeting.state is not MeetingState.PLANNED or day is None:
        return False
    return local_day(meeting.created_at) <= day < desk.today


async def day_asked(desk: Desk, meeting: Discussion | StatusMeeting, *, waits: bool = False) -> str:
    """Which day a meeting is of that is begun after the one it was prepared for.

    Args:
        desk: What it works at.
        meeting: The meeting.
        waits: Whether what is written may also prepare it; its day is open again then.

    Returns:
        `TODAY` or `THEN`; empty where it does not begin.
    """
    from screens.dialogs.prompt import ChoicePrompt, Option

    day = meeting.held_on
    if day is None or not is_forgotten(desk, meeting):
        return THEN
    options = [
        Option(TODAY, _("Yes, today: {day}").format(day=weekday_date(desk.today))),
        Option(THEN, _("It was held on {day}, and is written down now").format(
            day=weekday_date(day)
        )),
    ]  # fmt: skip
    if waits:
        options.append(Option(_NOT_YET, _("Not yet: this prepares it, on a day to be found")))
    title = _("It was prepared for {day}. Are you holding it now?").format(day=weekday_date(day))
    answer = await desk.ask(ChoicePrompt(title, options))
    if answer == _NOT_YET:
        await desk.run(SetField(meeting.kind, meeting.id, "held_on", None, day))
    return answer if answer in {TODAY, THEN} else ""
