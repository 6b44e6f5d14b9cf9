"""What stands on the wheel, in words: when, how often, from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.arithmetic import iso_week
from data.dates.labels import month_name, short_date, week_label, weekday_date
from data.dates.recurrence import in_words
from data.facts.year import recurrence_of
from data.i18n import _, ngettext
from data.model.choices import choice_label
from data.model.plan import Goal
from data.model.wheel import Activity
from data.views.wheel_entry import Origin, origin_label

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.views.wheel import WheelMonth
    from data.views.wheel_entry import WheelEntry


def recurrence_label(activity: Activity) -> str:
    """How often an activity comes, as people say it; empty for what comes once."""
    rule = recurrence_of(activity)
    return in_words(rule) if rule is not None else ""


def when_label(entry: WheelEntry) -> str:
    """`Friday 23/10/2026 (week 43)`, with the last day of what lasts."""
    if entry.until == entry.day:
        return f"{weekday_date(entry.day)} ({week_label(entry.day)})"
    weeks = week_label(entry.day)
    if iso_week(entry.until) != iso_week(entry.day):
        weeks = f"{weeks}–{iso_week(entry.until)}"
    return f"{weekday_date(entry.day)} – {weekday_date(entry.until)} ({weeks})"


def about(document: Document, entry: WheelEntry) -> tuple[str, ...]:
    """What there is to say of an entry besides title, day and person, each in a few words."""
    facts = [entry.category]
    if entry.origin is not Origin.ACTIVITY:
        facts.append(origin_label(entry.origin))
    activity = document.get(Activity, entry.id) if entry.origin is Origin.ACTIVITY else None
    if activity is not None:
        facts.append(recurrence_label(activity))
    if entry.moved and entry.intended is not None:
        facts.append(_("moved from {day}").format(day=short_date(entry.intended)))
    facts.append(standing_label(document, entry))
    return tuple(word for word in facts if word)


def standing_label(document: Document, entry: WheelEntry) -> str:
    """How it went, in a word: done, late, what a goal came to; empty for what is to come."""
    if entry.done:
        return _("done")
    if entry.late:
        return _("late")
    record = document.resolve(entry.record)
    if isinstance(record, Goal) and record.outcome is not None:
        return choice_label(record.outcome)
    return ""


def month_label(first: date) -> str:
    """`November 2026`."""
    return _("{month} {year}").format(month=month_name(first.month), year=first.year)


def load_label(month: WheelMonth) -> str:
    """How much a month holds, and that it is more than the others where that is so."""
    if not month.load:
        return _("nothing")
    count = ngettext("{n} thing", "{n} things", month.load).format(n=month.load)
    return _("{count}, busy").format(count=count) if month.heavy else count
