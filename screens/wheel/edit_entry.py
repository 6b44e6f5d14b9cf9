"""What keys do to the thing under the cursor: tick, move, leave out, delete, edit a field.

A flow puts the cursor where the thing will be before it saves, so that what is drawn next has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.plan import Before
from data.commands.wheel import EndActivity, MoveEntry, SkipOccurrence, TickOccurrence
from data.dates.labels import short_date, weekday_date
from data.edits.records import DeleteRecord
from data.i18n import _
from data.model.plan import Action
from data.text import shorten
from data.views.wheel import Origin
from screens.wheel.cursor import Cursor, on

if TYPE_CHECKING:
    from datetime import date

    from data.edits.records import Command
    from data.views.wheel import WheelEntry
    from screens.frame.desk import Desk
    from screens.wheel.shown_year import ShownYear

_NAME: Final = 40
"""Characters of a thing's name above a question about it."""

_ON_ACTIVITIES: Final = frozenset({"tick", "set_status", "delete", "set_category", "set_how_often"})
"""What can be done to activities, and not to what another record holds."""
_ON_ENTRIES: Final = _ON_ACTIVITIES | {"shift", "set_date", "edit", "open", "set_owner"}
"""What is done to the thing under the cursor."""
_OWNED: Final = frozenset({"activity", "action", "goal", "development"})
"""Kinds of records that somebody is responsible for."""


def why_not(action: str, entry: WheelEntry | None) -> str:
    """Why an action cannot be done to what is under the cursor; empty when it can.

    Args:
        action: The action's name.
        entry: What is under the cursor.
    """
    if entry is None:
        return _("There is nothing here. a: add something") if action in _ON_ENTRIES else ""
    elsewhere = _("This comes from another record. Enter: go there")
    if action in _ON_ACTIVITIES and entry.origin is not Origin.ACTIVITY:
        return elsewhere
    if action in {"shift", "set_date"} and not entry.movable:
        return _("This day follows from something else and cannot be moved here.")
    if action == "set_owner" and entry.kind not in _OWNED:
        return elsewhere
    return ""


async def _save(desk: Desk, command: Command, entry: WheelEntry, what: str) -> bool:
    """Carry out a command on a thing and say what happened to it; whether it could be done."""
    return await desk.run(command, desk.news_of(entry.title, what)) is not None


async def tick(desk: Desk, entry: WheelEntry) -> None:
    """Tick the occurrence off, or take the tick away."""
    what = _("not done after all") if entry.done else _("done")
    await _save(desk, TickOccurrence(entry), entry, what)


class EntryMoves:
    """Moving things with single keys: several presses on a deadline put it off once."""

    def __init__(self, shown: ShownYear) -> None:
        self._shown = shown
        self._last: tuple[str, date, Before] | None = None
        """A deadline being moved: its entry, where the last press left it, what stood there
        first."""

    async def move(
        self,
        desk: Desk,
        entry: WheelEntry,
        *,
        days: int = 0,
        months: int = 0,
        to: date | None = None,
    ) -> None:
        """Move a thing by days and months, or to a day; the cursor goes with it."""
        before = self._before(desk, entry)
        command = MoveEntry(entry, days, months, to, before)
        day = command.target(entry.day)
        if day == entry.day:
            return
        there = self._shown.cursor = Cursor(day, command.key())
        what = weekday_date(day)
        if entry.recurring:
            what = _("only this one, {day}").format(day=what)
        if not await _save(desk, command, entry, what):
            self._shown.cursor = on(entry)
            return
        if before is not None:
            self._last = (entry.key, day, before)
        self._shown.follow(there)

    def _before(self, desk: Desk, entry: WheelEntry) -> Before | None:
        """For a deadline, what stood there before the first of several presses."""
        action = desk.document.get(Action, entry.id)
        if entry.origin is not Origin.DEADLINE or action is None:
            return None
        if self._last is not None and self._last[:2] == (entry.key, entry.day):
            return self._last[2]
        return Before(action.due, action.postponed)

    async def ask_day(self, desk: Desk, entry: WheelEntry) -> None:
        """Ask for the day a thing is moved to."""
        from screens.dialogs.prompt import DatePrompt

        title = _("Move to which day?  {what}").format(what=shorten(entry.title, _NAME))
        answer = await desk.ask(DatePrompt(title, desk.today, entry.day))
        if answer is not None and answer.day is not None:
            await self.move(desk, entry, to=answer.day)


async def set_status(desk: Desk, shown: ShownYear, entry: WheelEntry) -> None:
    """Ask whether it is done; of what recurs, one may be left out as well."""
    from screens.dialogs.prompt import ChoicePrompt, Option

    options = [Option("done", _("done")), Option("open", _("not done"))]
    if entry.recurring:
        left_out = _("left out, only this one, {day}").format(day=short_date(entry.day))
        options.append(Option("left_out", left_out))
    now = "done" if entry.done else "open"
    title = shorten(entry.title, _NAME)
    answer = await desk.ask(ChoicePrompt(title, options, value=now))
    if answer == "left_out":
        await skip(desk, shown, entry)
    elif answer not in {None, now}:
        await tick(desk, entry)


async def skip(desk: Desk, shown: ShownYear, entry: WheelEntry) -> None:
    """Leave one occurrence out; the others come as before."""
    shown.take_away(entry)
    what = _("left out on {day}").format(day=short_date(entry.day))
    await _save(desk, SkipOccurrence(entry), entry, what)


async def delete(desk: Desk, shown: ShownYear, entry: WheelEntry) -> None:
    """Delete the activity; of what recurs ask whether one, those to come, or all."""
    from screens.dialogs.prompt import ChoicePrompt, Option

    answer: str | None = "all"
    if entry.recurring:
        options = [
            Option("one", _("only this one, {day}").format(day=short_date(entry.day))),
            Option("rest", _("this one and all that come after it")),
            Option("all", _("the whole activity, also what has been")),
        ]
        answer = await desk.ask(ChoicePrompt(_("Delete what?"), options))
    match answer:
        case "one":
            await skip(desk, shown, entry)
        case "rest":
            shown.take_away(entry)
            await _save(desk, EndActivity(entry), entry, _("comes no more"))
        case "all":
            shown.take_away(entry)
            command = DeleteRecord(entry.kind, entry.id)
            await _save(desk, command, entry, _("deleted from the wheel"))


async def set_owner(desk: Desk, entry: WheelEntry) -> None:
    """Ask who is responsible."""
    name = "person" if entry.kind == "development" else "owner"
    await _edit(desk, entry, name)


async def set_category(desk: Desk, entry: WheelEntry) -> None:
    """Ask for the category: one of ours, or one's own."""
    await _edit(desk, entry, "category")


async def set_how_often(desk: Desk, entry: WheelEntry) -> None:
    """Ask how often an activity comes."""
    await _edit(desk, entry, "repeat")


async def _edit(desk: Desk, entry: WheelEntry, name: str) -> None:
    from screens.shared.fields import edit_field

    record = desk.document.resolve(entry.record)
    if record is not None:
        await edit_field(desk, record, name)
