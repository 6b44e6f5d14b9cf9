"""Minutes of the annual discussion as Markdown: for colleagues to read, for an inspector to accept.

Nothing confidential is in them, and nothing tells that there was something confidential.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from data.dataclass import replace
from data.dates.labels import long_date
from data.export.competence.minutes_section import COMPETENCE_ITEMS, competence_told
from data.export.meetings.parts import (
    approval,
    as_approved,
    held,
    next_day,
    participants,
    where,
)
from data.export.meetings.signed import signatures
from data.export.text.markdown import block, emphasised, heading, inside, item, joined, strong
from data.export.text.parts import (
    action_line,
    action_table,
    activity_line,
    bullets,
    fact,
    goal_field,
    goal_table,
    listed,
    made_on,
    named,
    section,
)
from data.facts.discussion import discussion_view
from data.facts.meetings import EVALUATION_ITEM
from data.facts.notes import without_confidential
from data.i18n import _, listing, ngettext
from data.model.base import label_of
from data.model.choices import MeetingState, NoteForm, choice_label
from data.model.discussion import Discussion
from data.model.plan import Action, Goal
from data.model.profile import Profile
from data.model.wheel import Activity
from data.views.action_state import ActionStates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.facts.discussion import DiscussionView, GoalView, ItemView
    from data.model.discussion import AgendaItem
    from data.model.document import Document

P = TypeVar("P", Action, Activity)

_LAST_NUMBER: Final = re.compile(r"(.*\D)(\d+)(\)?)")


def discussion_minutes(
    document: Document, discussion: Discussion, *, today: date, live: bool = False
) -> str:
    """The minutes in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: where the discussion is.
        discussion: what to tell about.
        today: the day the minutes are made.
        live: tell how things stand now, also for an approved discussion. Otherwise that gives the
            minutes as they were approved.
    """
    if discussion.state is MeetingState.APPROVED and discussion.minutes and not live:
        return discussion.minutes
    view = _open_only(discussion_view(document, discussion))
    states = ActionStates(document, today)
    return joined(
        (
            heading(1, _("Annual work-environment discussion {year}").format(year=discussion.year)),
            _frame(document, view),
            *section(_("Participants"), participants(view.attendance)),
            *_looked_back_on(states, view),
            *section(_("What has stalled"), _stalled(states, view)),
            *section(_("Agenda"), _agenda(states, view, competence_told(document, today))),
            *section(_("Goals for the coming year"), _goals(states, view)),
            *section(_("Action plan from this discussion"), _actions(states, view)),
            *section(_("In the year wheel"), _activities(document, view)),
            *section(_("Next discussion"), next_day(discussion.next_on)),
            *section(_("Approval"), approval(discussion, view.reopenings)),
            *section(_("Signatures"), signatures(document, discussion)),
            "---",
            made_on(today),
        )
    )


def minutes_for_approval(
    document: Document,
    discussion: Discussion,
    *,
    approved_by: str,
    approved_on: date,
    ends: str = "",
) -> str:
    """The minutes as they will read once approved: what `ApproveDiscussion` keeps."""
    approved = as_approved(discussion, approved_by, approved_on, ends)
    return discussion_minutes(document, approved, today=approved_on, live=True)


def _open_only(view: DiscussionView) -> DiscussionView:
    """The view as it would be if nothing confidential had ever been noted."""
    return replace(
        view,
        items=tuple(
            replace(item_view, notes=without_confidential(item_view.notes))
            for item_view in view.items
        ),
        reopenings=without_confidential(view.reopenings),
    )


def _frame(document: Document, view: DiscussionView) -> str:
    discussion = view.discussion
    size = f"{discussion.employees} ({choice_label(discussion.profile)})"
    # "1–9 employees, direct dialogue" says it.
    said = discussion.employees and discussion.forum.casefold() in size.casefold()
    forum = () if said else ("forum",)
    plain = ("place", "form", *forum, "chair", "note_taker")
    return listed(
        (
            where(document),
            *held(document, discussion, plain),
            fact(label_of(Discussion, "employees"), size if discussion.employees else ""),
            fact(_("Held under"), _held_under(document, view)),
        )
    )


def _held_under(document: Document, view: DiscussionView) -> str:
    rules = dict.fromkeys(v.item.rule for v in view.items if v.item.statutory and v.item.rule)
    # The sections of the Act first, since it is named before them; then those of the order.
    ordered = sorted(rules, key=lambda rule: not rule.startswith("§"))
    named_rules = _cited(ordered)
    if view.discussion.profile is Profile.MED:
        return _agreement(document, named_rules)
    if not named_rules:
        return _("the Working Environment Act")
    return _("the Working Environment Act, {rules}").format(rules=named_rules)


def _cited(rules: Iterable[str]) -> str:
    """`§ 6 d, stk. 1 og 3`: what differs in its last number only is named once."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        found = _LAST_NUMBER.fullmatch(rule)
        before, number, after = found.groups() if found else (rule, "", "")
        numbers.setdefault((before, after), []).append(number)
    return listing(f"{before}{listing(last)}{after}" for (before, after), last in numbers.items())


def _agreement(document: Document, rules: str) -> str:
    workplace = document.workplace
    title = (workplace.agreement_title if workplace else "") or _("the local MED agreement")
    if workplace and workplace.agreement_on:
        day = long_date(workplace.agreement_on)
        title = _("{agreement} of {day}").format(agreement=title, day=day)
    if workplace and workplace.agreement_place:
        kept = workplace.agreement_place
        title = _("{agreement} (kept: {place})").format(agreement=title, place=kept)
    if rules:
        both = _("{agreement}, and the Working Environment Act, {rules}")
        title = both.format(agreement=title, rules=rules)
    return title


def _looked_back_on(states: ActionStates, view: DiscussionView) -> tuple[str, ...]:
    """What came from before, as a section of its own: only where no item is about it."""
    if any(_looks_back(each) for each in view.items):
        return ()
    return (
        *section(_("Last year's goals"), joined(_goals_before(states, view, 3)).rstrip("\n")),
        *section(_("Still open from earlier discussions"), _carried(states, view)),
    )


def _looks_back(each: ItemView) -> bool:
    return each.item.item == EVALUATION_ITEM and not each.item.skipped


def _goals_before(states: ActionStates, view: DiscussionView, level: int) -> Iterator[str]:
    """Last year's goals one by one, or that there were none."""
    if not view.previous_goals:
        yield inside(_("There were no earlier goals to look back on."))
    for earlier in view.previous_goals:
        yield _evaluated(states, earlier, level)


def _evaluated(states: ActionStates, view: GoalView, level: int) -> str:
    document, goal = states.document, view.goal
    outcome = choice_label(goal.outcome) if goal.outcome else _("not evaluated yet")
    facts = [
        fact(_("How we would see it"), goal.measure),
        fact(label_of(Goal, "outcome"), outcome),
        fact(label_of(Goal, "outcome_reason"), goal.outcome_reason),
        *(
            fact(label_of(Goal, n), goal_field(document, goal, n, states.today))
            for n in ("owner", "due")
        ),
    ]
    after = listing(f"{g.code} {g.title}" for g in document.all(Goal) if g.continues == goal.id)
    facts.append(fact(_("Carried on as"), after))
    if view.actions:
        lines = bullets(action_line(states, action) for action in view.actions)
        label = _("Actions")
        facts.append(item(f"{strong(f'{label}:')}\n{lines}"))
    return f"{heading(level, f'{goal.code} {goal.title}')}\n\n{listed(facts)}"


def _agenda(states: ActionStates, view: DiscussionView, competence: tuple[str, ...]) -> str:
    """The items, and once at the end under which of them nothing was noted."""
    blocks: list[str] = []
    silent: list[str] = []
    untouched: list[str] = []
    for number, each in enumerate(view.items, 1):
        stands = competence if each.item.item in COMPETENCE_ITEMS else ()
        before = tuple(_before(states, view)) if _looks_back(each) else ()
        blocks.append(_item(number, each, before, stands))
        told = each.touched or each.item.skipped or (before and view.previous_goals)
        if not told and not each.item.done:
            untouched.append(str(number))
        elif not told and not before:
            silent.append(str(number))
    for text, numbers in zip(talked_about_titles(), (silent, untouched), strict=True):
        if numbers:
            blocks.append(inside(text.format(numbers=listing(numbers))))
    return joined(blocks).rstrip("\n")


def talked_about_titles() -> tuple[str, str]:
    """What is said of items about which nothing was noted: talked about, and not talked about."""
    return _("Talked about, nothing noted: item {numbers}."), _("Not talked about: item {numbers}.")


def _before(states: ActionStates, view: DiscussionView) -> Iterator[str]:
    """What came from before, under the item that looks back on it."""
    yield from _goals_before(states, view, 4)
    carried = _carried(states, view)
    if carried:
        title = _("Still open from earlier discussions")
        yield strong(f"{title}:")
        yield carried


def _item(number: int, view: ItemView, before: tuple[str, ...], stands: tuple[str, ...]) -> str:
    """An item: what the law says of it, what came from before, what was said, how it stands."""
    title = heading(3, f"{number}. {view.item.title}")
    # What was left out was not looked at.
    shown = () if view.item.skipped else stands
    return joined((title, *_duty(view.item), *before, *_said(view), *shown)).rstrip("\n")


def _duty(agenda_item: AgendaItem) -> Iterator[str]:
    if agenda_item.statutory:
        yield emphasised(_statutory(agenda_item))
    if agenda_item.skipped:
        reason = agenda_item.skip_reason or _("no reason given")
        yield inside(_("Left out: {reason}").format(reason=reason))


def _said(view: ItemView) -> Iterator[str]:
    notes = [note.text for note in view.notes if note.form is NoteForm.NOTE and note.text.strip()]
    yield block(notes[0]) if len(notes) == 1 else bullets(notes)
    if view.decisions:
        yield strong(_("Decided:"))
        yield bullets(note.text for note in view.decisions)
    if view.made:
        yield strong(_("Came of it:"))
        yield bullets(map(named, view.made))


def _statutory(agenda_item: AgendaItem) -> str:
    if not agenda_item.rule:
        return _("Required by law")
    return _("Required by law: {rule}").format(rule=agenda_item.rule)


def _goals(states: ActionStates, view: DiscussionView) -> str:
    made = [goal for item_view in view.items for goal in item_view.goals]
    goals = {goal.id: goal for goal in (*(item_view.goal for item_view in view.new_goals), *made)}
    rows = sorted(goals.values(), key=lambda goal: goal.number)
    return goal_table(states.document, rows, states.today) or inside(_("No goals have been set."))


def _actions(states: ActionStates, view: DiscussionView) -> str:
    made = action_table(states, _of_discussion(states.document.all(Action), view))
    going_on = [*view.carried, *(a for g in view.previous_goals for a in g.actions if a.is_open)]
    if made or not going_on:
        return made or inside(_("No actions have been agreed."))
    text = ngettext(
        "No new actions have been agreed. {n} action from earlier goes on.",
        "No new actions have been agreed. {n} actions from earlier go on.",
        len(going_on),
    )
    return inside(text.format(n=len(going_on)))


def _carried(states: ActionStates, view: DiscussionView) -> str:
    """Actions of earlier years that no goal brings along; empty where there are none."""
    return action_table(states, view.carried, stands=True)


def _stalled(states: ActionStates, view: DiscussionView) -> str:
    """What stands still, and why; empty where nothing does. What is told above is only named."""
    besides = {stall.record.id for stall in states.stalled_besides(view)}
    above = {action.id for action in view.carried}
    above |= {action.id for goal in view.previous_goals for action in goal.actions}
    lines = []
    for stall in states.stalls.stalled():
        action, why = stall.record, " ".join(stall.reasons)
        if isinstance(action, Action) and action.id in besides:
            lines.append(f"{action_line(states, action, lacks=False)}. {why}")
        elif isinstance(action, Action) and action.id in above:
            lines.append(f"{action.code} {action.measure}: {why}")
    return bullets(lines)


def _activities(document: Document, view: DiscussionView) -> str:
    rows = _of_discussion(document.all(Activity), view)
    return bullets(activity_line(document, activity) for activity in rows)


def _of_discussion(records: Iterable[P], view: DiscussionView) -> list[P]:
    items = {item_view.item.id for item_view in view.items}
    meeting = view.discussion.id
    return [r for r in records if r.discussion == meeting or r.agenda_item in items]
