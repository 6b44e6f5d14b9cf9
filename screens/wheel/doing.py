"""The keys that change things on the wheel: add, tick, move, leave out, delete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.capture import complete, echo_line, read_line
from data.commands.captured import Place, record_from
from data.commands.plan import Before
from data.commands.wheel import EndActivity, MoveEntry, SkipOccurrence, TickOccurrence
from data.dates import is_workday, short_date, weekday_date, workday_after
from data.dates.arithmetic import add_months
from data.edits.records import DeleteRecord
from data.i18n import _, language, ngettext
from data.model.plan import Action
from data.model.wheel import Activity
from data.text import shorten
from data.views.vocabulary import vocabulary
from data.views.wheel import Origin, emptier_neighbour, wheel_year
from data.views.wheel_words import load_label, month_label
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt
from screens.drawing.glyphs import glyphs
from screens.shared.editing import edit_field
from screens.wheel.base import WheelBase
from screens.wheel.cursor import Cursor, kept

if TYPE_CHECKING:
    from data.capture import Captured
    from data.edits.records import Command
    from data.views.wheel import WheelEntry

_NAME: Final = 40
_NEEDS_ENTRY: Final = frozenset(
    {"tick", "shift", "set_date", "skip", "delete", "edit", "open", "set_owner", "set_category",
     "set_how_often"}
)  # fmt: skip
_NEEDS_ACTIVITY: Final = frozenset({"tick", "skip", "delete", "set_category", "set_how_often"})
_OWNED: Final = frozenset({"activity", "action", "goal", "development"})
_SATURDAY: Final = 6
_HALF: Final = 6
"""Months of a year around one month that come before it."""


class WheelDoing(WheelBase):
    """What is done with the entry under the cursor, and new activities."""

    _before: tuple[str, date, Before] | None = None
    """A deadline being moved: its entry, where the last press left it, what stood there first."""
    _gone: Cursor | None = None
    """What was left out or deleted last."""
    _missed = False
    """Whether it has been away since."""

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        name, entry = action.partition("(")[0].removeprefix("screen."), self.entry
        if name in _NEEDS_ENTRY and entry is None:
            return _("There is nothing here. n: add something")
        if entry is None:
            return super().unable(action, *args)
        if name in _NEEDS_ACTIVITY and entry.origin is not Origin.ACTIVITY:
            return _("This comes from another record. Enter: go there")
        if name in {"shift", "set_date"} and not entry.movable:
            return _("This day follows from something else and cannot be moved here.")
        if name == "skip" and not entry.recurring:
            return _("It comes only once. D: delete it")
        if name == "set_owner" and entry.kind not in _OWNED:
            return _("This comes from another record. Enter: go there")
        return super().unable(action, *args)

    def came_back(self) -> Cursor | None:
        """What was taken away here and has been there again since: undo shows what it undid."""
        if self._gone is None:
            return None
        here = any(entry.key == self._gone.key for entry in self.whole.entries())
        if not here:
            self._missed = True
        elif self._missed:
            found, self._gone, self._missed = self._gone, None, False
            return found
        return None

    async def _take_away(self, command: Command, entry: WheelEntry, said: str) -> None:
        self._gone, self._missed = Cursor(entry.day, entry.key), False
        await self._do(command, entry, said)

    async def _do(self, command: Command, entry: WheelEntry, said: str) -> bool:
        text = self.news_of(entry.title, said)
        return await self.run(command, text) is not None

    # -- ticking and moving ----------------------------------------------------------------

    def action_tick(self) -> None:
        """Tick the occurrence off, or take the tick away."""
        entry = self.entry
        if not self.refuse("tick") and entry is not None:
            said = _("not done after all") if entry.done else _("done")
            self.start(self._do(TickOccurrence(entry), entry, said))

    def action_shift(self, days: int, months: int) -> None:
        """Move it by so many days and months."""
        entry = self.entry
        if not self.refuse("shift") and entry is not None:
            self.start(self._move(entry.key, days=days, months=months))

    async def _move(
        self, key: str, *, days: int = 0, months: int = 0, to: date | None = None
    ) -> None:
        entry = self.entry
        if entry is None or entry.key != key:
            return
        before = self._stood(entry)
        command = MoveEntry(entry, days, months, to, before)
        day = command.target(entry.day)
        if day == entry.day:
            return
        there = self.cursor = Cursor(day, command.key())
        told = weekday_date(day)
        if entry.recurring:
            told = _("only this one, {day}").format(day=told)
        if not await self._do(command, entry, told):
            self.cursor = Cursor(entry.day, entry.key)
            self.draw()
            return
        if before is not None:
            self._before = (entry.key, day, before)
        self._follow(there)

    def _stood(self, entry: WheelEntry) -> Before | None:
        """For a deadline, what stood there before the first of several presses."""
        action = self.document.get(Action, entry.id)
        if entry.origin is not Origin.DEADLINE or action is None:
            return None
        if self._before is not None and self._before[:2] == (entry.key, entry.day):
            return self._before[2]
        return Before(action.due, action.postponed)

    def action_set_date(self) -> None:
        """Ask for the day it is moved to."""
        if not self.refuse("set_date"):
            self.start(self._set_date())

    async def _set_date(self) -> None:
        entry = self.entry
        if entry is None:
            return
        title = _("Move to which day?  {what}").format(what=shorten(entry.title, _NAME))
        answer = await self.ask(DatePrompt(title, self.session.today(), entry.day))
        if answer is not None and answer.day is not None:
            await self._move(entry.key, to=answer.day)

    # -- leaving out, deleting -------------------------------------------------------------

    def action_skip(self) -> None:
        """Leave this one out; the others come as before."""
        entry = self.entry
        if not self.refuse("skip") and entry is not None:
            said = _("left out on {day}").format(day=short_date(entry.day))
            self.start(self._take_away(SkipOccurrence(entry), entry, said))

    def action_delete(self) -> None:
        """Delete the activity; of what recurs one may take one, those to come, or all."""
        if not self.refuse("delete"):
            self.start(self._delete())

    async def _delete(self) -> None:
        entry = self.entry
        if entry is None:
            return
        answer: str | None = "all"
        if entry.recurring:
            options = [
                Option("one", _("only this one, {day}").format(day=short_date(entry.day))),
                Option("rest", _("this one and all that come after it")),
                Option("all", _("the whole activity, also what has been")),
            ]
            answer = await self.ask(ChoicePrompt(_("Delete what?"), options))
        if answer == "one":
            said = _("left out on {day}").format(day=short_date(entry.day))
            await self._take_away(SkipOccurrence(entry), entry, said)
        elif answer == "rest":
            await self._take_away(EndActivity(entry), entry, _("comes no more"))
        elif answer == "all":
            command = DeleteRecord(entry.kind, entry.id)
            await self._take_away(command, entry, _("deleted from the wheel"))

    # -- what it is ------------------------------------------------------------------------

    def action_set_owner(self) -> None:
        """Ask who is responsible."""
        record = self.document.resolve(self.entry.record) if self.entry is not None else None
        if not self.refuse("set_owner") and record is not None:
            name = "person" if record.kind == "development" else "owner"
            self.start(edit_field(self.desk, record, name))

    def action_set_category(self) -> None:
        """Ask for the category: one of ours, or one's own."""
        entry = self.entry
        record = self.document.resolve(entry.record) if entry is not None else None
        if not self.refuse("set_category") and record is not None:
            self.start(edit_field(self.desk, record, "category"))

    def action_set_how_often(self) -> None:
        """Ask how often it comes."""
        entry = self.entry
        activity = self.document.get(Activity, entry.id) if entry is not None else None
        if not self.refuse("set_how_often") and activity is not None:
            self.start(edit_field(self.desk, activity, "repeat"))

    # -- adding ----------------------------------------------------------------------------

    def action_new_activity(self) -> None:
        """Write an activity down in one line; without a day in it, it comes where the cursor is."""
        self.start(self._new())

    def new_day(self) -> date:
        """The day of a new activity when none is written: today, or the month's first weekday."""
        day, today = self.cursor.day, self.session.today()
        if self.zoomed:
            return day
        if (day.year, day.month) == (today.year, today.month):
            return today
        first = day.replace(day=1)
        weekend = first.isoweekday() >= _SATURDAY
        return first + timedelta(days=8 - first.isoweekday()) if weekend else first

    async def _new(self) -> None:
        day = self.new_day()
        today = self.session.today()
        words = vocabulary(self.document, today)

        def read(text: str) -> Captured:
            return read_line(text, words, today, default_kind="activity", language=language())

        def reading(text: str) -> str:
            if not text.strip():
                return ""
            found = read(text)
            told = echo_line(found, words, today)
            # Where no day was read it says which one it will be.
            dated = found.kind != Activity.kind or "day" in found.values
            return told if dated else f"{told} {glyphs().separator} {weekday_date(day)}"

        hint = _("date:week 12 or date:15/3 for another day than {day}. Tab completes")
        text = await self.ask(
            TextPrompt(
                _("New activity in {month}").format(month=month_label(day)),
                hint=hint.format(day=weekday_date(day)),
                reading=reading,
                accept=lambda text: "" if read(text).text else _("Write what is to be done."),
                complete=lambda text, cursor, turn: complete(
                    text, cursor, words, turn=turn, default_kind="activity"
                ),
                drafts=self.desk.drafts,
                place="wheel.new",
            )
        )
        if text is None:
            return
        captured = read(text)
        command = record_from(captured, Place(), today)
        there = self.cursor
        if command.kind == Activity.kind:
            day = command.values.get("day") or day
            # Who points at a day, or writes one on a single month's page, means that day.
            better = day if self.zoomed else await self._lighter(day)
            if better is None:
                return
            command = replace(command, values={**command.values, "day": better})
            there = self.cursor = Cursor(
                better, f"{Activity.kind}:{command.id}@{better.isoformat()}"
            )
        change = await self.run(command)
        record = change.after.record(command.kind, command.id) if change else None
        if record is None:
            return
        told = _("{code} is written down: {text}").format(code=record.code, text=record.heading)
        if command.kind == Activity.kind:
            told = f"{told}  " + _("h: how often")
        problems = " ".join(captured.problems)
        if self.session.trouble is None:
            self.say(f"{told}  {problems}".strip(), alert=bool(problems))
        self._follow(there)

    def _follow(self, there: Cursor) -> None:
        """Put the cursor on what was moved or added: into another year, out of a filter."""
        if self.start_of(there.day) != self.year.start:
            self.cursor = there
            self.show_year(self.start_of(there.day))
        if self.wanted and there.key and all(e.key != there.key for e in self.year.entries()):
            self.narrow("")
            self.foot.tell_filter("")
            self.cursor = kept(self.year, there)
            self.draw()

    async def _lighter(self, day: date) -> date | None:
        """The day to use: as written, or in a busy month's emptier neighbour; None when left."""
        today = self.session.today()
        year = wheel_year(self.document, self.start_of(day), today)
        number = year.month_of(day)
        earliest = min(today, day).replace(day=1)
        other = emptier_neighbour(year, number, earliest) if number is not None else None
        if other is None and number is not None and year.months[number].heavy:
            # The year's first and last month have a neighbour in another year.
            around = add_months(day.replace(day=1), -_HALF)
            year = wheel_year(self.document, around, today)
            number, other = _HALF, emptier_neighbour(year, _HALF, earliest)
        index = year.month_of(other) if other is not None else None
        if number is None or index is None:
            return day
        moved = add_months(day, index - number)
        moved = moved if is_workday(moved) or not is_workday(day) else workday_after(moved)
        month, beside = year.months[number], year.months[index]
        title = _("{month} holds more than the others: {load}").format(
            month=month_label(month.first), load=_things(month.load)
        )
        options = [
            Option("here", weekday_date(day), load_label(month)),
            Option("there", weekday_date(moved), load_label(beside)),
        ]
        answer = await self.ask(ChoicePrompt(title, options, value="there"))
        return {"here": day, "there": moved, None: None}[answer]


def _things(count: int) -> str:
    return ngettext("{n} thing", "{n} things", count).format(n=count)
