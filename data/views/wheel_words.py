"""What stands on the wheel, in words: when, how often, from where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import DAYS_IN_WEEK, iso_week
from data.dates.labels import month_name, short_date, week_label, weekday_date, weekday_name
from data.i18n import N_, _, ngettext
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity
from data.views.wheel_entry import Origin, origin_label

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.views.wheel import WheelMonth
    from data.views.wheel_entry import WheelEntry

_PLACES: Final = (N_("first"), N_("second"), N_("third"), N_("fourth"), N_("last"))


def recurrence_label(activity: Activity) -> str:
    """How often an activity comes, as people say it; empty for what comes once."""
    if activity.repeat is Repeat.NONE or activity.day is None:
        return ""
    told = _how_often(activity)
    on = _on_what(activity, activity.day)
    if on:
        told = f"{told}, {on}"
    if activity.repeat_until is not None:
        told = _("{how_often} until {day}").format(
            how_often=told, day=short_date(activity.repeat_until)
        )
    return told


def _how_often(activity: Activity) -> str:
    n = activity.every
    if activity.repeat is Repeat.MONTHLY:
        return ngettext("every month", "every {n} months", n).format(n=n)
    if activity.repeat is Repeat.QUARTERLY:
        return ngettext("every quarter", "every {n} quarters", n).format(n=n)
    return ngettext("every year", "every {n} years", n).format(n=n)


def _on_what(activity: Activity, first: date) -> str:
    if activity.anchor is Anchor.WEEKDAY:
        place = _(_PLACES[(first.day - 1) // DAYS_IN_WEEK])
        if activity.repeat is Repeat.YEARLY:
            return _("the {place} {weekday} of {month}").format(
                place=place, weekday=weekday_name(first), month=month_name(first.month)
            )
        return _("the {place} {weekday}").format(place=place, weekday=weekday_name(first))
    if activity.anchor is Anchor.WEEK and activity.repeat is Repeat.YEARLY:
        return _("in week {number}").format(number=iso_week(first))
    if activity.anchor is Anchor.WEEK:
        return _("on the {weekday} of the week").format(weekday=weekday_name(first))
    return ""


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
    told = [entry.category]
    if entry.origin is not Origin.ACTIVITY:
        told.append(origin_label(entry.origin))
    activity = document.get(Activity, entry.id) if entry.origin is Origin.ACTIVITY else None
    if activity is not None:
        told.append(recurrence_label(activity))
    if entry.moved and entry.intended is not None:
        told.append(_("moved from {day}").format(day=short_date(entry.intended)))
    if entry.done:
        told.append(_("done"))
    return tuple(word for word in told if word)


def month_label(first: date) -> str:
    """`November 2026`."""
    return _("{month} {year}").format(month=month_name(first.month), year=first.year)


def load_label(month: WheelMonth) -> str:
    """How much a month holds, and that it is more than the others where that is so."""
    if not month.load:
        return _("nothing")
    count = ngettext("{n} thing", "{n} things", month.load).format(n=month.load)
    return _("{count}, busy").format(count=count) if month.heavy else count
