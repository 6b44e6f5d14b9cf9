"""The action plan as one table to print: what is open by goal, then what is closed and its effect.

Nothing confidential is in it. Where something came from, how it was mapped, and who changed it when
is left to the plan as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import local_day
from data.dates.labels import long_date, short_date
from data.export.pdf.columns import kept_whole
from data.export.pdf.paper import Printout
from data.export.plan.pages import cell_told, goals_of, plan_of, progress_told, without_goal
from data.facts.plan import ActionDay, open_days
from data.i18n import N_, _, ngettext
from data.model.base import label_of
from data.model.choices import ActionStatus
from data.model.plan import Action, Goal
from data.views.show import name_of, show_field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.export.pdf.paper import Json
    from data.export.plan.pages import ToldPlan
    from data.model.document import Document

WIDTHS: Final = (10.5, 78.0, 33.0, 22.5, 43.0, 24.5, 59.5)
"""Of the columns, in millimetres: A4 across without its margins."""
_SIZE: Final = 9.0
_CLOSED: Final = {
    "effect": N_("Solved: {told}"),
    "effect_note": "{told}",
    "holds": N_("Kept in place: {told}"),
    "effect_due": N_("Effect to be evaluated {told}"),
}
"""What is told of how it went, in so few words that a row stays low."""
_ENDS: Final = (".", "!", "?", "…")


def plan_paper(document: Document, today: date) -> Printout:
    """The plan in the language in use.

    Args:
        document: Where the actions are.
        today: The day it is printed; an earlier deadline is late.
    """
    plan = plan_of(document, today)
    workplace = document.workplace
    place = workplace.name if workplace is not None else ""
    title, stands = _("Action plan"), _("as it stands {day}").format(day=long_date(today))
    return Printout(
        "plan",
        {
            "title": title,
            "place": place,
            "stands": f"{stands[:1].upper()}{stands[1:]}",
            "foot": " · ".join(filter(None, (place, title, stands))),
            "counts": _counts(plan),
            "widths": list(WIDTHS),
            "heads": [
                _("No."),
                _("What we do, problem and cause"),
                *(label_of(Action, n) for n in ("owner", "due", "follow_up", "status")),
                _("Written last; of what is closed: did it help?"),
            ],
            "groups": _groups(plan),
            "nothing": _("There are no actions in the plan yet."),
        },
    )


def _counts(plan: ToldPlan) -> list[Json]:
    still = [a for a in (*plan.open, *plan.permanent) if a.is_open]
    late = sum(plan.late(action) for action in still)
    stalled = sum(_stalled(plan, action) for action in still)
    closed = len(plan.closed)
    counts = (
        (len(still), ngettext("open action", "open actions", len(still)), False),
        (late, _("past the deadline"), True),
        (stalled, ngettext("stalled action", "stalled actions", stalled), False),
        (closed, ngettext("closed action", "closed actions", closed), False),
    )
    return [
        {"count": str(count), "word": word, "bad": bad}
        for count, word, bad in counts
        if count or not bad
    ]


def _groups(plan: ToldPlan) -> list[Json]:
    groups: list[Json] = []
    for goal, serving, still in goals_of(plan):
        told = _goal_told(plan, goal, serving)
        title = _("Goal {code}: {title}").format(code=goal.code, title=goal.title)
        groups.append({"title": title, "told": told, "rows": _rows(plan, still)})
    rest = (
        (_("Without a goal"), without_goal(plan)),
        (_("Permanent risks"), plan.permanent),
        (_("Closed"), plan.closed),
    )
    groups += [{"title": t, "told": "", "rows": _rows(plan, rows)} for t, rows in rest if rows]
    return groups


def _goal_told(plan: ToldPlan, goal: Goal, serving: list[Action]) -> str:
    facts = [show_field(plan.document, goal, name) for name in ("owner", "due")]
    measure = _("reached when: {measure}").format(measure=goal.measure) if goal.measure else ""
    done = progress_told(serving).rstrip(".")
    return " · ".join(filter(None, [", ".join(filter(None, facts)), done, measure]))


def _rows(plan: ToldPlan, actions: Iterable[Action]) -> list[Json]:
    return [_row(plan, action) for action in actions]


def _row(plan: ToldPlan, action: Action) -> Json:
    late = {field for field, day in open_days(action) if day < plan.today}
    due = show_field(plan.document, action, "due")
    shown: dict[str, Json] = {
        "code": action.code,
        "measure": action.measure,
        "problem": _problem(action),
        "owner": cell_told(plan, action, "owner"),
        "helpers": _helpers(plan, action),
        "due": due or (cell_told(plan, action, "due") if action.is_open else ""),
        "due_late": _late(ActionDay.DUE in late),
        **_follow_up(plan, action, bool(late - {ActionDay.DUE})),
        "status": cell_told(plan, action, "status"),
        "stalled": action.is_open and _stalled(plan, action),
        "percent": action.percent if action.is_open else 0,
        **_last(plan, action),
    }
    cells = (
        "", f"{shown['measure']}\n{shown['problem']}", f"{shown['owner']}\n{shown['helpers']}", "",
        f"{shown['follow_up']} {shown['follow_how']}", "", f"{shown['last_by']} {shown['last']}",
    )  # fmt: skip
    return {**shown, "whole": kept_whole(cells, WIDTHS, _SIZE)}


def _problem(action: Action) -> str:
    parts = [action.problem.strip()]
    if action.cause.strip() and action.is_open:
        cause = _("Cause: {cause}").format(cause=action.cause.strip())
        parts.append(cause)
    return " ".join(filter(None, parts))


def _helpers(plan: ToldPlan, action: Action) -> str:
    names = [name_of(plan.document, "person", helper) for helper in action.helpers]
    named = ", ".join(filter(None, names))
    return _("with {names}").format(names=named) if named else ""


def _late(late: bool) -> str:
    return _("past the deadline") if late else ""


def _follow_up(plan: ToldPlan, action: Action, late: bool) -> dict[str, Json]:
    day = show_field(plan.document, action, "follow_up")
    if not day and action.is_open:
        day = cell_told(plan, action, "follow_up")
    return {"follow_up": day, "follow_late": _late(late), "follow_how": action.follow_up_how}


def _last(plan: ToldPlan, action: Action) -> dict[str, Json]:
    """What was written last of what is open; of what is closed how it went."""
    notes = plan.notes.get(action.reference, ())
    if action.is_open and notes:
        note = max(notes, key=lambda note: note.created_at)
        by = f"{short_date(local_day(note.created_at))} {note.created_by}:"
        return {"last_by": by, "last": note.text.strip()}
    if action.is_open:
        return {"last_by": "", "last": ""}
    facts = []
    for name, text in _CLOSED.items():
        value = show_field(plan.document, action, name).strip()
        if value:
            told = _(text).format(told=value)
            facts.append(told if value.endswith(_ENDS) else f"{told}.")
    if not action.effect and action.status is ActionStatus.DONE and not action.effect_due:
        facts.insert(0, f"{label_of(Action, 'effect')}: {_('not evaluated yet')}.")
    closed = short_date(action.closed_on) if action.closed_on else ""
    return {"last_by": closed, "last": " ".join(facts)}


def _stalled(plan: ToldPlan, action: Action) -> bool:
    return plan.states.stalls.status(action) is ActionStatus.STALLED
