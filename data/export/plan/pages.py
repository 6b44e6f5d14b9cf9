"""The action plan as Markdown: to hang up, to bring to a meeting, to show at an inspection.

Nothing confidential is in it, and nothing tells that there was something confidential.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import local_day
from data.dates.labels import long_date, short_date
from data.export.text.markdown import bullet, heading, inside, joined, strong, table
from data.export.text.parts import NOTHING, bullets, fact, goal_field, listed, made_on, section
from data.facts.notes import open_notes_by_subject
from data.facts.plan import done_among, is_overdue
from data.i18n import N_, _, ngettext
from data.model.base import label_of, specs
from data.model.choices import ActionStatus, choice_label
from data.model.plan import Action, Goal
from data.rules.plan import lacking
from data.views.action_state import ActionStates
from data.views.show import name_of, show_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from data.model.discussion import Note
    from data.model.document import Document

NEEDED: Final = ("owner", "due", "follow_up")
"""What an open action cannot do without: the law asks who, when and how it is followed up."""

_MISSING: Final = {
    "owner": N_("nobody is responsible"),
    "due": N_("no deadline"),
    "follow_up": N_("no follow-up"),
}
_OPEN_COLUMNS: Final = ("problem", "owner", "due", "follow_up", "status")
_OF_THE_CLOSED: Final = ("closed_on", "carried_out", "effect", "effect_note", "holds")
_DETAILS: Final = (
    "cause", "source", "source_note", "condition", "improves", "helpers", "start", "percent",
    "priority", "level", "topic", "resources", "success", "mapping_method", "follow_up_how",
    "evaluation_method", "effect_due", "effect_on", "discussion", "agenda_item", "idea", "follows",
    "step_of", "postponed",
)  # fmt: skip
"""What is told below the tables, where it says more than nothing."""


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """The actions by where the plan tells about them."""

    document: Document
    today: date
    open: tuple[Action, ...]
    permanent: tuple[Action, ...]
    closed: tuple[Action, ...]
    notes: Mapping[str, tuple[Note, ...]]
    states: ActionStates

    def late(self, action: Action) -> bool:
        """Whether something about it is overdue, as every other part has it."""
        return is_overdue(action, self.today)


def action_plan(document: Document, *, today: date, brief: bool = False) -> str:
    """The plan in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: where the actions are.
        today: the day the plan is made; an earlier deadline is late.
        brief: for an inspection: tell of what is closed only what the table of it says, and not
            what is missing.
    """
    plan = plan_of(document, today)
    title = _("Action plan")
    return joined(
        (
            heading(1, title),
            _summary(plan),
            *section(_("What is missing"), "" if brief else _gaps(plan)),
            *_goals(plan),
            *section(_("Actions without a goal"), _open_table(plan, without_goal(plan))),
            *section(_("Permanent risks"), _permanent(plan)),
            *section(_("Closed actions and their effect"), _closed_table(plan)),
            *section(_("The actions one by one"), _one_by_one(plan, brief=brief)),
            "---",
            made_on(today),
        )
    )


def plan_in_one_table(document: Document, *, today: date) -> str:
    """The plan as `action_plan` has it, with every action in one table and the details behind it.

    Args:
        document: where the actions are.
        today: the day the plan is made; an earlier deadline is late.
    """
    plan = plan_of(document, today)
    return joined(
        (
            heading(1, _("Action plan")),
            _summary(plan),
            _one_table(plan),
            *section(_("What is missing"), _gaps(plan)),
            *section(_("Goals"), joined(_goals(plan, tables=False)).rstrip("\n")),
            *section(_("The actions one by one"), _one_by_one(plan, brief=False, one_table=True)),
            "---",
            made_on(today),
        )
    )


def _one_table(plan: ToldPlan) -> str:
    """Every action, what is open by goal; columns as people read the plan."""
    names = ("measure", *_OPEN_COLUMNS, "effect")
    groups = [(goal_titled(goal), still) for goal, _serving, still in goals_of(plan)]
    groups += [
        (_("Without a goal"), without_goal(plan)),
        (_("Permanent risks"), list(plan.permanent)),
        (_("Closed"), list(plan.closed)),
    ]
    rows: list[list[str]] = []
    for title, actions in groups:
        if actions:
            rows.append([title])
        for action in actions:
            told = closed_cell_told if action in plan.closed else cell_told
            cells = (told(plan, action, name) if name == "effect" else
                     cell_told(plan, action, name) for name in names)  # fmt: skip
            rows.append([action.code, *cells])
    return table([_("No."), *(label_of(Action, name) for name in names)], rows) if rows else ""


def plan_of(document: Document, today: date) -> ToldPlan:
    """The actions as the plan tells about them on a day."""
    actions = document.all(Action)
    return ToldPlan(
        document,
        today,
        open=tuple(sorted((a for a in actions if a.is_open and not a.permanent), key=_by_day)),
        # What cannot be removed stays on the agenda, also when an action about it is done.
        permanent=tuple(
            sorted((a for a in actions if a.permanent), key=lambda a: (not a.is_open, _by_day(a)))
        ),
        closed=tuple(
            sorted(
                (a for a in actions if not a.is_open and not a.permanent),
                key=lambda a: (-(a.closed_on or date.min).toordinal(), a.number),
            )
        ),
        notes=open_notes_by_subject(document),
        states=ActionStates(document, today),
    )


def _by_day(action: Action) -> tuple[date, int]:
    return (action.due or date.max, action.number)


def _summary(plan: ToldPlan) -> str:
    still = [a for a in (*plan.open, *plan.permanent) if a.is_open]
    late = sum(plan.late(action) for action in still)
    to_judge = sum(plan.late(action) for action in plan.document.all(Action)) - late
    workplace = plan.document.workplace
    open_count = str(len(still))
    if late:
        open_count = _("{count}, {late} of them late").format(count=len(still), late=late)
    closed = str(len(plan.closed) or "")
    if to_judge:
        text = _("{count}, {late} of them not followed up in time")
        closed = text.format(count=len(plan.closed), late=to_judge)
    return listed(
        (
            fact(_("Workplace"), workplace.name if workplace else ""),
            fact(_("As it stands"), long_date(plan.today)),
            fact(_("Open actions"), open_count),
            fact(_("Closed actions"), closed),
        )
    )


def _gaps(plan: ToldPlan) -> str:
    lines = []
    for action in (a for a in (*plan.open, *plan.permanent) if a.is_open):
        missing = [_(_MISSING[name]) for name in lacking(action, NEEDED)]
        if missing:
            lines.append(f"{action.code} {action.measure}: {', '.join(missing)}")
    return bullets(lines)


def goals_of(plan: ToldPlan) -> Iterator[tuple[Goal, list[Action], list[Action]]]:
    """The goals the plan tells about, each with all actions that serve it and the open ones."""
    for goal in sorted(plan.document.all(Goal), key=lambda g: (g.year, g.number)):
        serving = [a for a in plan.document.all(Action) if a.goal == goal.id]
        still = [a for a in plan.open if a.goal == goal.id]
        if goal.outcome is None or still:
            yield goal, serving, still


def progress_told(serving: Sequence[Action]) -> str:
    """How many of a goal's actions are done, in a sentence."""
    if not serving:
        return _("No action serves this goal yet.")
    progress = ngettext(
        "{done} of {count} action is done.", "{done} of {count} actions are done.", len(serving)
    )
    return progress.format(done=done_among(serving), count=len(serving))


def goal_titled(goal: Goal) -> str:
    """A goal as the plan calls it."""
    return _("Goal {code}: {title}").format(code=goal.code, title=goal.title)


def _goals(plan: ToldPlan, *, tables: bool = True) -> Iterator[str]:
    for goal, serving, still in goals_of(plan):
        yield heading(2 if tables else 3, goal_titled(goal))
        yield listed(
            fact(label_of(Goal, name), goal_field(plan.document, goal, name, plan.today))
            for name in ("measure", "owner", "due", "outcome")
        )
        yield inside(progress_told(serving))
        if tables:
            yield _open_table(plan, still)


def without_goal(plan: ToldPlan) -> list[Action]:
    """The open actions that serve no goal, by day."""
    return [a for a in plan.open if plan.document.get(Goal, a.goal) is None]


def _permanent(plan: ToldPlan) -> str:
    if not plan.permanent:
        return ""
    why = _("Risks that cannot be removed; they stay in the plan so that they are not forgotten.")
    return joined((inside(why), _open_table(plan, plan.permanent))).rstrip("\n")


def _open_table(plan: ToldPlan, actions: Iterable[Action]) -> str:
    header = [_("No."), *(label_of(Action, name) for name in ("measure", *_OPEN_COLUMNS))]
    rows = [
        [action.code, action.measure, *(cell_told(plan, action, name) for name in _OPEN_COLUMNS)]
        for action in actions
    ]
    return table(header, rows) if rows else ""


def cell_told(plan: ToldPlan, action: Action, name: str) -> str:
    """A field of an action as the tables tell it; what is missing is said."""
    shown = plan.states.field(action, name)
    if name in NEEDED and action.is_open and lacking(action, (name,)):
        return _("missing")
    if name == "follow_up" and not shown and action.effect_due:
        return cell_told(plan, action, "effect_due")
    return shown or NOTHING


def _closed_table(plan: ToldPlan) -> str:
    columns = ("measure", "owner", "status", *_OF_THE_CLOSED)
    header = [_("No."), *(label_of(Action, name) for name in columns)]
    rows = [
        [action.code, *(closed_cell_told(plan, action, name) for name in columns)]
        for action in plan.closed
    ]
    return table(header, rows) if rows else ""


def closed_cell_told(plan: ToldPlan, action: Action, name: str) -> str:
    """A field of a closed action as the table of them tells it."""
    shown = show_field(plan.document, action, name)
    if not shown and name == "effect" and plan.late(action):
        return _("not evaluated in time")
    if shown or name != "effect" or action.status is not ActionStatus.DONE:
        return shown or NOTHING
    if action.effect_due:
        return _("to be evaluated {day}").format(day=short_date(action.effect_due))
    return _("not evaluated yet")


def _one_by_one(plan: ToldPlan, *, brief: bool, one_table: bool = False) -> str:
    actions = (*plan.open, *plan.permanent, *(() if brief else plan.closed))
    blocks = (_one(plan, action, one_table=one_table) for action in actions)
    return joined(blocks).rstrip("\n")


def _one(plan: ToldPlan, action: Action, *, one_table: bool) -> str:
    """What the tables leave out about an action; empty where they have said it all."""
    facts = [*(_not_in_the_table(plan, action) if one_table else _facts(plan, action))]
    notes = plan.notes.get(action.reference, ())
    if not facts and not notes:
        return ""
    lines = [bullet(_note(note)) for note in notes]
    return joined(
        (
            heading(3, f"{action.code} {action.measure}"),
            listed(facts),
            *((strong(f"{_('Notes')}:"), "\n".join(lines)) if lines else ()),
        )
    ).rstrip("\n")


def _facts(plan: ToldPlan, action: Action) -> Iterator[str]:
    goal = name_of(plan.document, "goal", action.goal)
    if goal and (action.permanent or not action.is_open):
        yield fact(label_of(Action, "goal"), goal)
    # A table's cell runs lines together, and the closed have no problem in theirs.
    if not action.is_open or "\n" in action.problem.strip():
        yield from filter(None, [fact(label_of(Action, "problem"), action.problem)])
    if action.permanent or action.is_open:
        # The table of the closed tells it of the others.
        for name in _OF_THE_CLOSED:
            yield from _said(plan, action, name)
    if not action.permanent and not action.is_open:
        for name in ("due", "follow_up"):
            yield from _said(plan, action, name)
    yield from _details(plan, action)


def _not_in_the_table(plan: ToldPlan, action: Action) -> Iterator[str]:
    """What the one table of all actions leaves out."""
    goal = name_of(plan.document, "goal", action.goal)
    if goal and (action.permanent or not action.is_open):
        yield fact(label_of(Action, "goal"), goal)
    if "\n" in action.problem.strip():  # a table's cell runs lines together
        yield fact(label_of(Action, "problem"), action.problem)
    for name in _OF_THE_CLOSED:
        if name != "effect":
            yield from _said(plan, action, name)
    yield from _details(plan, action)


def _details(plan: ToldPlan, action: Action) -> Iterator[str]:
    for name in _DETAILS:
        # What is over is so to a hundred per cent, or given up.
        if name != "percent" or action.is_open:
            yield from _said(plan, action, name)


def _said(plan: ToldPlan, action: Action, name: str) -> Iterator[str]:
    # Nought per cent, never postponed and a normal priority say nothing.
    value = getattr(action, name)
    if value and value != specs(Action)[name].default:
        yield fact(label_of(Action, name), plan.states.field(action, name))


def _note(note: Note) -> str:
    day = short_date(local_day(note.created_at))
    sentence = _("{day}, {who}: {text}").format(
        day=day, who=note.created_by, text=note.text.strip()
    )
    decided = choice_label(note.form) if note.form != "note" else ""
    return f"{decided}, {sentence}" if decided else sentence
