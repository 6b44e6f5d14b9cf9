"""Asking how often an activity comes: every answer said in full, with the day it comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dates.arithmetic import LAST_DAY
from data.dates.labels import short_date
from data.dates.line import choices_of, echo, read_when
from data.dates.recurrence import Recurrence
from data.edits.records import SetFields
from data.facts.year import intended_days
from data.i18n import _, language
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity
from data.text import shorten
from data.views.vocabulary import next_meeting
from data.views.wheel_words import recurrence_label
from screens.dialogs.prompt import ChoicePrompt, Option, TextPrompt

if TYPE_CHECKING:
    from datetime import date

    from data.dates.line import Choice, Reading
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
_IN_WORDS: Final = "words"
_NAME: Final = 40
_FAR: Final = timedelta(days=366 * 60)
"""As far ahead as the rarest activity comes again."""


async def ask_how_often(desk: Desk, activity: Activity) -> bool:
    """Ask how often an activity with a day comes and save it; whether it was. From `start`."""
    while True:
        answer = await desk.ask(_prompt(activity, activity.every, desk.today))
        if answer is None:
            return False
        if answer != _IN_WORDS:
            break
        values = await _read_when(desk, activity)
        if values is not None:
            return await _save(desk, activity, values)
    repeat, anchor = _RULES[int(answer)]
    every = activity.every if repeat is not Repeat.NONE else 1
    return await _save(desk, activity, {"repeat": repeat, "every": every, "anchor": anchor})


async def ask_when(desk: Desk, activity: Activity) -> bool:
    """Ask in words when and how often an activity comes and save it; whether it was."""
    values = await _read_when(desk, activity)
    return values is not None and await _save(desk, activity, values)


async def _read_when(desk: Desk, activity: Activity) -> dict[str, Any] | None:
    """The fields that say when it comes, asked for in words; None when that was left."""
    start, meeting = activity.day or desk.today, next_meeting(desk.document, desk.today)

    def read(text: str) -> Reading:
        return read_when(text, start, meeting=meeting, language=language())

    def problem(text: str) -> str:
        reading = read(text)
        return reading.problem if reading.day is None and not reading.choices else ""

    text = await desk.ask(
        TextPrompt(
            _("When, and how often?  {what}").format(what=shorten(activity.title, _NAME)),
            hint=_(
                "e.g. every 2 weeks, last Friday of the month, odd weeks on Monday, every 3rd year"
            ),
            reading=lambda text: echo(read(text), start) if text.strip() else "",
            accept=problem,
        )
    )
    choice = await _choice(desk, read(text), activity) if text is not None else None
    if choice is None:
        return None
    rule = choice.rule or Recurrence(choice.day, Repeat.NONE)
    values: dict[str, Any] = {
        "day": choice.day, "until": _last_day(activity, choice), "repeat": rule.repeat,
        "every": rule.every, "anchor": rule.anchor,
    }  # fmt: skip
    if rule.until is not None:
        values["repeat_until"] = rule.until
    return values


async def _choice(desk: Desk, reading: Reading, activity: Activity) -> Choice | None:
    """What was meant: asked for where the activity's own day does not say it."""
    choices = choices_of(reading)
    if reading.day is not None:
        return choices[0]
    own = [choice for choice in choices if choice.rule and choice.day == activity.day]
    if own:
        return own[0]
    options = [Option(str(number), choice.label) for number, choice in enumerate(choices)]
    answer = await desk.ask(ChoicePrompt(_("Which one?"), options))
    return choices[int(answer)] if answer is not None else None


def _last_day(activity: Activity, choice: Choice) -> date | None:
    """The last day: of the period that was said, or as long after the first as before."""
    if choice.span is not None:
        return choice.span[1]
    if activity.day is None or activity.until is None:
        return activity.until if activity.until and activity.until > choice.day else None
    return choice.day + (activity.until - activity.day)


async def _save(desk: Desk, activity: Activity, chosen: dict[str, Any]) -> bool:
    changed = {name: value for name, value in chosen.items() if getattr(activity, name) != value}
    if not changed:
        return False
    told = activity.revised(**chosen)
    how_often = recurrence_label(told) or _("only once")
    if "day" in changed and told.day is not None:
        how_often = f"{how_often}, {short_date(told.day)}"
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
    options.append(
        Option(
            _IN_WORDS, _("in words: every 2 weeks, the last Friday, odd weeks, every 3rd year …")
        )
    )
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
