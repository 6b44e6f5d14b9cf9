"""New activities on the wheel: typed in a line, in an emptier month where theirs is busy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.captured import CapturePlace, record_from
from data.dataclass import replace
from data.dates.arithmetic import add_months
from data.dates.holidays import is_workday, workday_after
from data.dates.labels import weekday_date
from data.facts.year import intended_days
from data.i18n import _, ngettext
from data.model.wheel import Activity
from data.views.wheel import emptier_neighbour, wheel_year
from data.views.wheel_entry import occurrence_key
from data.views.wheel_words import load_label, month_label
from screens.dialogs.prompt import ChoicePrompt, Option, TextPrompt
from screens.drawing.glyphs import glyphs
from screens.shared.how_often import ask_when
from screens.shared.line_reader import LineReader
from screens.wheel.cursor import Cursor

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.views.wheel import WheelYear
    from screens.frame.desk import Desk
    from screens.wheel.shown_year import ShownYear

_HALF: Final = 6
"""Months of a year around one month that come before it."""


async def add_activity(desk: Desk, shown: ShownYear) -> None:
    """Ask for an activity in one line; without a day in it, it comes where the cursor is."""
    reader, day = LineReader(desk, Activity.kind), shown.day_for_new()
    text = await desk.ask(_prompt(desk, reader, day))
    if text is None:
        return
    captured = reader.read(text)
    command = record_from(captured, CapturePlace(), desk.today)
    there, more = shown.cursor, ""
    if command.kind == Activity.kind:
        more = _("I: how often")
        chosen: date | None = command.values.get("day") or day
        # Who points at a day, or writes one on a single month's page, means that day; and what
        # recurs keeps the day that its words say.
        recurs = "repeat" in command.values
        if chosen is not None and not shown.zoomed and not recurs:
            chosen = await _lighter(desk, shown, chosen)
        if chosen is None:
            return
        command = replace(command, values={**command.values, "day": chosen})
        key = occurrence_key(f"{Activity.kind}:{command.id}", chosen)
        there = shown.cursor = Cursor(chosen, key)
    kept = await reader.save(command, captured.problems, more)
    if kept is None:
        return
    if desk.session.trouble is None:
        desk.say(kept.news, alert=kept.alert)
    shown.follow(there)


async def give_day(desk: Desk, shown: ShownYear) -> None:
    """Ask when something without a day comes; which, where there are several."""
    found = {activity.id: activity for activity in shown.undated}
    if not found:
        desk.say(_("Everything on the wheel has a day."))
        return
    answer: str | None = next(iter(found))
    if len(found) > 1:
        options = [
            Option(activity.id, activity.title, activity.code) for activity in found.values()
        ]
        answer = await desk.ask(ChoicePrompt(_("Which one gets a day?"), options))
    if answer is None or not await ask_when(desk, found[answer]):
        return
    kept = desk.document.get(Activity, answer)
    if kept is not None and kept.day is not None:
        shown.follow(Cursor(kept.day, occurrence_key(kept.reference, kept.day)))


def _prompt(desk: Desk, reader: LineReader, day: date) -> TextPrompt:
    def reading(text: str) -> str:
        if not text.strip():
            return ""
        captured, (echo, _problem) = reader.read(text), reader.echo(text)
        # Where no day was read it says which one it will be.
        dated = captured.kind != Activity.kind or "day" in captured.values
        return echo if dated else f"{echo} {glyphs().separator} {weekday_date(day)}"

    hint = _("date:week 12 or date:15/3 for another day than {day}. Tab completes")
    return TextPrompt(
        _("New activity in {month}").format(month=month_label(day)),
        hint=hint.format(day=weekday_date(day)),
        reading=reading,
        accept=reader.accept,
        asks=reader.asks,
        complete=reader.complete,
        drafts=desk.drafts,
        place="wheel.new",
    )


async def _lighter(desk: Desk, shown: ShownYear, day: date) -> date | None:
    """The day to use: as written, or in a busy month's emptier neighbour; None when left."""
    year, number, index = _neighbours(desk.document, shown.start_of(day), day, desk.today)
    if number is None or index is None:
        return day
    moved = add_months(day, index - number)
    moved = moved if is_workday(moved) or not is_workday(day) else workday_after(moved)
    month, beside = year.months[number], year.months[index]
    load = ngettext("{n} thing", "{n} things", month.load).format(n=month.load)
    title = _("{month} holds more than the others: {load}").format(
        month=month_label(month.first), load=load
    )
    options = [
        Option("here", weekday_date(day), load_label(month)),
        Option("there", weekday_date(moved), load_label(beside)),
    ]
    answer = await desk.ask(ChoicePrompt(title, options, value="there"))
    return {"here": day, "there": moved, None: None}[answer]


def _neighbours(
    document: Document, start: date, day: date, today: date
) -> tuple[WheelYear, int | None, int | None]:
    """A year with the day in it, which of its months that is, and which beside it is emptier.

    Args:
        document: What is on the wheel.
        start: The first day of the workplace's year that the day is in.
        day: The day.
        today: Nothing is put off to a month before this one.
    """
    year = wheel_year(document, start, today)
    number = year.month_of(day)
    earliest = min(today, day).replace(day=1)
    other = emptier_neighbour(year, number, earliest) if number is not None else None
    if other is None and number is not None and year.months[number].heavy:
        # The year's first and last month have a neighbour in another year.
        year = wheel_year(document, add_months(day.replace(day=1), -_HALF), today)
        number, other = _HALF, emptier_neighbour(year, _HALF, earliest)
    return year, number, year.month_of(other) if other is not None else None


def first_added(before: Document, now: Document, today: date) -> Cursor | None:
    """What comes first of the activities that are new in a document; None for none.

    Args:
        before: The document without them.
        now: The document with them.
        today: The day they come after.
    """
    known = {activity.id for activity in before.all(Activity)}
    coming = [
        (day, activity.reference)
        for activity in now.all(Activity)
        if activity.id not in known
        for day in list(intended_days(activity, today, add_months(today, 12)))[:1]
    ]
    if not coming:
        return None
    day, reference = min(coming)
    return Cursor(day, occurrence_key(reference, day))
