"""Asking how often an activity comes: every answer said in full, with the day it comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dates.arithmetic import LAST_DAY
from data.dates.labels import short_date
from data.edits.records import SetFields
from data.facts.year import intended_days
from data.i18n import _
from data.model.base import specs
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity
from data.text import shorten
from data.views.wheel_words import recurrence_label
from screens.dialogs.prompt import ChoicePrompt, Option, TextPrompt
from screens.shared.field_text import read_text

if TYPE_CHECKING:
    from datetime import date

    from screens.frame.desk import Desk

RULE: Final = frozenset({"repeat", "every", "anchor"})
"""The fields that say together how often an activity comes."""

_RULES: Final = (
    (Repeat.NONE, Anchor.DATE),
    (Repeat.YEARLY, Anchor.DATE),
    (Repeat.YEARLY, Anchor.WEEKDAY),
    (Repeat.YEARLY, Anchor.WEEK),
    (Repeat.QUARTERLY, Anchor.DATE),
    (Repeat.QUARTERLY, Anchor.WEEKDAY),
    (Repeat.MONTHLY, Anchor.DATE),
    (Repeat.MONTHLY, Anchor.WEEKDAY),
)
_NAME: Final = 40
_FAR: Final = timedelta(days=366 * 60)
"""As far ahead as the rarest activity comes again."""


async def ask_how_often(desk: Desk, activity: Activity) -> bool:
    """Ask how often an activity with a day comes and save it; whether it was. From `start`."""
    every = activity.every
    while True:
        answer = await desk.ask(_prompt(activity, every, desk.today))
        if answer is None:
            return False
        if answer != "every":
            break
        given = await _ask_every(desk, every)
        every = given if given is not None else every
    repeat, anchor = _RULES[int(answer)]
    chosen: dict[str, Any] = {
        "repeat": repeat,
        "every": every if repeat is not Repeat.NONE else 1,
        "anchor": anchor,
    }
    changed = {name: value for name, value in chosen.items() if getattr(activity, name) != value}
    if not changed:
        return False
    how_often = recurrence_label(activity.revised(**chosen)) or _("only once")
    news = desk.news_of(activity.title, how_often)
    return await desk.run(SetFields(Activity.kind, activity.id, changed), news) is not None


def _prompt(activity: Activity, every: int, today: date) -> ChoicePrompt:
    options = []
    for number, (repeat, anchor) in enumerate(_RULES):
        with_rule = activity.revised(repeat=repeat, every=every, anchor=anchor)
        how_often = recurrence_label(with_rule) or _("only once")
        if repeat is not Repeat.NONE and anchor is Anchor.DATE:
            how_often = _("{how_often}, on the date").format(how_often=how_often)
        options.append(Option(str(number), how_often, _next(with_rule, today)))
    options.append(Option("every", _("more seldom: every 2 years, every 3 months, …")))
    now = (activity.repeat, activity.anchor)
    here = _RULES.index(now) if now in _RULES else next(
        (n for n, (repeat, _anchor) in enumerate(_RULES) if repeat is activity.repeat), 0
    )  # fmt: skip
    title = _("How often?  {what}").format(what=shorten(activity.title, _NAME))
    return ChoicePrompt(title, options, value=str(here))


def _next(activity: Activity, today: date) -> str:
    """The day it comes after today and after its first one."""
    if activity.day is None or activity.repeat is Repeat.NONE:
        return ""
    start = min(max(activity.day, today) + timedelta(days=1), LAST_DAY - _FAR)
    day = next(intended_days(activity, start, start + _FAR), None)
    return _("next {day}").format(day=short_date(day)) if day is not None else ""


async def _ask_every(desk: Desk, now: int) -> int | None:
    spec = specs(Activity)["every"]

    def problem(text: str) -> str:
        try:
            read_text(spec, text)
        except ValueError as error:
            return str(error)
        return ""

    hint = _("1: every time; 2: every second year or month, and so on. You choose which next")
    text = await desk.ask(TextPrompt(_("Every how many?"), str(now), hint=hint, accept=problem))
    return int(read_text(spec, text)) if text is not None else None
