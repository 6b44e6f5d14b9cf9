"""Pieces that minutes and plans share: facts, records on a line, tables of goals and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import day_label, long_date, weekday_name
from data.export.text.markdown import block, bullet, heading, inside, item, joined, strong, table
from data.facts.due import late_besides_deadline
from data.i18n import _
from data.model.base import label_of
from data.model.choices import Priority, Repeat, choice_label
from data.model.plan import Action, Goal
from data.rules.plan import not_agreed
from data.views.show import name_of, show_field

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document
    from data.model.wheel import Activity
    from data.views.action_state import ActionStates

NOTHING: Final = "–"
"""In a table's cell, so that a gap is seen to be one."""

_OF_A_GOAL: Final = ("measure", "owner", "due")
"""What a goal needs for somebody to tell next year whether it was reached."""


def fact(label: str, value: str) -> str:
    """An item of a list: a name in bold and what is to be said about it; empty without that."""
    text = block(value)
    if not text:
        return ""
    if "\n" in text:
        return item(joined([strong(f"{label}:"), text]).rstrip("\n"))
    return item(f"{strong(f'{label}:')} {inside(value)}")


def section(title: str, markdown: str) -> tuple[str, ...]:
    """A heading and what is under it; nothing when that is empty."""
    return (heading(2, title), markdown) if markdown else ()


def made_on(today: date) -> str:
    """When the text was made."""
    return inside(_("Made with AMIS on {day}.").format(day=long_date(today)))


def bullets(texts: Iterable[str]) -> str:
    """A list of texts as typed; empty for none."""
    return "\n".join(bullet(text) for text in texts if text.strip())


def listed(items: Iterable[str]) -> str:
    """A list of items that are Markdown already; empty ones are left out."""
    return "\n".join(filter(None, items))


def weekday_and_date(day: date) -> str:
    """`Tuesday 3 March 2026`, as minutes name a day."""
    return _("{weekday} {date}").format(weekday=weekday_name(day), date=long_date(day))


def named(record: Record) -> str:
    """`Goal M3: Less noise`: what was made, on a line of its own."""
    name = f"{_(type(record).label)} {record.code}"
    return f"{name}: {record.heading}" if record.heading else name


def owner_and_date(document: Document, record: Action | Activity, day: str) -> str:
    """`responsible Jonas Lind, deadline 1/4/2026`: whatever is known of the two."""
    owner = name_of(document, "person", record.owner)
    known = [_("responsible {name}").format(name=owner)] if owner else []
    return ", ".join([*known, *filter(None, [day])])


def action_line(states: ActionStates, action: Action, *, lacks: bool = True) -> str:
    """An action, how far it has come and what is late about it, on one line.

    Args:
        states: How the actions stand on the day.
        action: It.
        lacks: Whether owner and deadline that are not agreed on are named: not where that is said.
    """
    day = states.field(action, "due")
    due = _("deadline {date}").format(date=day) if day else ""
    late = [_("{day} (late)").format(day=d) for d in late_besides_deadline(action, states.today)]
    ends = owner_and_date(states.document, action, due)
    lacking = _lacking(action) if lacks else ()
    first = f"{action.code} {action.measure} – {states.word(action)}"
    return ", ".join([first, *filter(None, [ends]), *lacking, *late])


def _lacking(action: Action) -> Iterator[str]:
    """What should be agreed on and is not: who answers for it, and by when."""
    for name in not_agreed(action):
        if name in {"owner", "due"}:
            yield _("{field} missing").format(field=label_of(Action, name).lower())


def agreed(action: Action, name: str, shown: str) -> str:
    """A field as it is told, or that it should be agreed on and is not."""
    return shown or (_("missing") if name in not_agreed(action) else "")


def activity_line(document: Document, activity: Activity) -> str:
    """A wheel activity: what, when, who."""
    when = [day_label(activity.day)] if activity.day else []
    if activity.repeat is not Repeat.NONE:
        when.append(choice_label(activity.repeat))
    line = ", ".join([*when, *filter(None, [owner_and_date(document, activity, "")])])
    return (
        f"{activity.code} {activity.title} – {line}"
        if line
        else f"{activity.code} {activity.title}"
    )


def goal_field(document: Document, goal: Goal, name: str, today: date) -> str:
    """A field of a goal on paper: a deadline that passed before the goal was judged is late."""
    shown = show_field(document, goal, name)
    if name == "due" and goal.outcome is None and goal.due is not None and goal.due < today:
        return _("{day} (late)").format(day=shown)
    return shown


def goal_table(document: Document, goals: Iterable[Goal], today: date) -> str:
    """Goals: number, goal, how it is seen, responsible, deadline."""
    columns = ("title", "measure", "owner", "due")
    header = [_("No."), *(label_of(Goal, name) for name in columns)]
    rows = []
    for goal in goals:
        shown = [goal_field(document, goal, name, today) for name in columns]
        before = document.get(Goal, goal.continues)
        if before is not None:
            shown[0] = _("{goal} (continues {code})").format(goal=shown[0], code=before.code)
        missing = _OF_A_GOAL if goal.outcome is None else ()
        rows.append([goal.code, *_cells(columns, shown, missing)])
    return table(header, rows) if rows else ""


def action_table(states: ActionStates, actions: Iterable[Action], *, stands: bool = False) -> str:
    """Actions: number, what, the problem, responsible, deadline, follow-up.

    Args:
        states: How they stand on the day.
        actions: What is told.
        stands: Tell how far they have come, too: of what is new nobody asks.
    """
    columns = ("measure", "problem", "owner", "due", *(("status",) if stands else ()))
    header = [_("No."), *(label_of(Action, name) for name in (*columns, "follow_up"))]
    rows = []
    for action in actions:
        shown = [states.field(action, name) for name in columns]
        shown[0] = _what(states.document, action)
        shown.append(_follow_up(states, action))
        told = _cells((*columns, "follow_up"), shown, not_agreed(action))
        rows.append([action.code, *told])
    return table(header, rows) if rows else ""


def _what(document: Document, action: Action) -> str:
    """The measure, and in brackets the goal it serves and a priority that is not the usual one."""
    goal, usual = document.get(Goal, action.goal), action.priority is Priority.NORMAL
    if goal is None and usual:
        return action.measure
    text = _("{what} (for {goal}, priority: {level})")
    if usual:
        text = _("{what} (for {goal})")
    elif goal is None:
        text = _("{what} (priority: {level})")
    code = goal.code if goal is not None else ""
    return text.format(what=action.measure, goal=code, level=choice_label(action.priority))


def _cells(names: Iterable[str], shown: Iterable[str], missing: Container[str]) -> Iterator[str]:
    """The cells of a row; one that is empty says so, and that it should not be where it is."""
    for name, text in zip(names, shown, strict=True):
        yield text or (_("missing") if name in missing else NOTHING)


def _follow_up(states: ActionStates, action: Action) -> str:
    # A day set for judging the effect is a follow-up too.
    day = states.field(action, "follow_up") or states.field(action, "effect_due")
    return ": ".join(filter(None, [day, action.follow_up_how]))
