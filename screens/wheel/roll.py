"""Rolling the year on: what came once is asked about one by one, with a single key each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final

from data.commands.wheel import RollActivity
from data.dates.arithmetic import DAYS_IN_WEEK, iso_week
from data.dates.labels import day_label, short_date, weekday_date, weekday_name
from data.i18n import N_, _, ngettext
from data.text import shorten
from data.views.show import name_of
from data.views.wheel_roll import RollAnswer, next_day, roll_of
from screens.dialogs.prompt import Prompt
from screens.drawing import safe
from screens.keys.common import KEYS as COMMON
from screens.keys.key import bindings
from screens.wheel.keys import KEYS
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.binding import BindingType
    from textual.content import Content
    from textual.widget import Widget

    from data.model.document import Document
    from data.model.wheel import Activity
    from screens.frame.desk import Desk

_NAME: Final = 48
_LATER: Final = "later"
_PLACES: Final = (N_("first"), N_("second"), N_("third"), N_("fourth"), N_("last"))


class RollPrompt(Prompt[str]):
    """Asks what becomes of one activity next year."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMON["dialog"], KEYS["wheel_roll"])

    def __init__(self, title: str, details: str, answers: Iterable[tuple[str, str]]) -> None:
        """Make the prompt.

        Args:
            title: What is asked about, and how many are left.
            details: What there is to know about it.
            answers: Each answer with its text, which begins with its key.
        """
        super().__init__(title, details)
        self._answers = tuple(answers)

    def hint_drawn(self) -> Content:
        """See `Prompt`: what is told is what somebody wrote."""
        return safe.content(self.hint)

    def keys_told(self) -> str:
        """See `Prompt`."""
        return _("Enter: choose   s, d, h, n, v: at once   Esc: back")

    def compose_answer(self) -> Iterable[Widget]:
        """The answers."""
        yield RowList(id="options")

    def on_mount(self) -> None:
        """Show them."""
        listed = self.query_one(RowList)
        listed.show([Row(answer, text) for answer, text in self._answers])
        self.set_focus(listed)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take the answer under the cursor."""
        event.stop()
        self.dismiss(event.key)

    def action_answer(self, answer: str) -> None:
        """Take the answer of a key."""
        self.dismiss(answer)


async def roll_year(desk: Desk, start: date) -> bool:
    """Ask about everything of a year that came once; whether all was answered. From `start`.

    Each answer is an edit of its own. Who leaves goes on another day where it was left.

    Args:
        desk: Where it is asked.
        start: The year's first day.
    """
    roll = roll_of(desk.document, start)
    counts: Counter[str] = Counter()
    for number, (activity, day) in enumerate(roll.ask, 1):
        title = _("{number} of {count}: {what}, {day}").format(
            number=number,
            count=len(roll.ask),
            what=shorten(activity.title, _NAME),
            day=weekday_date(day),
        )
        details = _details(desk.document, activity)
        answer = await desk.ask(RollPrompt(title, details, _answers(day)))
        if answer is None:
            left = len(roll.ask) - number + 1
            text = ngettext("{n} is left to decide on.", "{n} are left to decide on.", left)
            desk.say(text.format(n=left))
            return False
        if answer == _LATER:
            counts[_LATER] += 1
            continue
        command = RollActivity(activity.id, day, RollAnswer(answer))
        if await desk.run(command) is None:
            return False
        counts[answer] += 1
    desk.say(_summary(len(roll.recurring), counts))
    return not counts[_LATER]


def _answers(day: date) -> tuple[tuple[str, str], ...]:
    week, later = (next_day(day, answer) for answer in (RollAnswer.WEEK, RollAnswer.DATE))
    place = _(_PLACES[(day.day - 1) // DAYS_IN_WEEK])
    return (
        (
            RollAnswer.WEEK,
            _("s  again in week {week}: {day}").format(week=iso_week(week), day=weekday_date(week)),
        ),
        (RollAnswer.DATE, _("d  again on the date: {day}").format(day=day_label(later))),
        (
            RollAnswer.YEARLY,
            _("h  every year, the {place} {weekday} of the month").format(
                place=place, weekday=weekday_name(day)
            ),
        ),
        (RollAnswer.NOT, _("n  not again")),
        (_LATER, _("v  decide later")),
    )


def _details(document: Document, activity: Activity) -> str:
    owner = name_of(document, "person", activity.owner)
    parts = [owner, activity.why]
    if activity.until is not None and activity.until != activity.day:
        parts.insert(0, _("until {day}").format(day=short_date(activity.until)))
    return "  ".join(filter(None, parts))


def _summary(recurring: int, counts: Counter[str]) -> str:
    """What became of all of them, in a line."""
    again = counts[RollAnswer.WEEK] + counts[RollAnswer.DATE]
    parts = [ngettext("{n} comes by itself", "{n} come by themselves", recurring)]
    parts[0] = parts[0].format(n=recurring)
    for count, text in (
        (again, _("{n} again")),
        (counts[RollAnswer.YEARLY], _("{n} every year from now on")),
        (counts[RollAnswer.NOT], _("{n} not again")),
        (counts[_LATER], _("{n} to decide on later")),
    ):
        if count:
            parts.append(text.format(n=count))
    return _("Next year: {what}.").format(what=", ".join(parts))
