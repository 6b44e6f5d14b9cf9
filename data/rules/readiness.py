"""Is the annual discussion ready to be shown? What an inspector would miss, named one by one.

Only what the minutes show counts: a passage that is confidential documents nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.content.library import agenda
from data.dates.arithmetic import add_months
from data.dates.labels import clock_label, long_date
from data.facts.discussion import discussion_view
from data.facts.meetings import EVALUATION_ITEM
from data.facts.notes import without_confidential
from data.facts.once import once
from data.facts.organised import LEADERS, REPRESENTATIVES, discussion_months, members_at
from data.facts.people import called, sits
from data.i18n import _, language, ngettext
from data.model.base import label_of
from data.model.choices import MeetingState, Regime, Role
from data.model.discussion import Discussion
from data.model.plan import Action, Goal
from data.model.profile import Profile
from data.model.workplace import Person
from data.rules.agreement import facts_missing
from data.rules.finding import WEIGHTS, Finding, Severity
from data.rules.plan import not_agreed
from data.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.discussion import DiscussionView, ItemView
    from data.model.discussion import AgendaItem, Attendance
    from data.model.document import Document

__all__ = ["Finding", "Severity", "readiness"]

_EMPLOYER: Final = frozenset(
    {Role.CHAIR, Role.DAILY_LEAD, Role.MANAGER, Role.SUPERVISOR, Role.ADVISER}
)
"""Roles that do not speak for the employees."""

_COMPETENCE: Final = "training_expertise"
_GOALS: Final = "goals"
"""Agenda templates with a rule of their own."""


def readiness(document: Document, discussion: Discussion, today: date) -> tuple[Finding, ...]:
    """What is missing, weightiest first, else in the order of the minutes; nothing when ready.

    Args:
        document: where the discussion is.
        discussion: the discussion, held or being held.
        today: who counts as a member when the discussion has no date.
    """
    return _found(document, discussion, today, language())


@once
def _found(
    document: Document, discussion: Discussion, today: date, _in: str
) -> tuple[Finding, ...]:
    """As `readiness`, in the language that is given: it is worked out for five of the rules."""
    view = discussion_view(document, discussion)
    findings = (
        *_frame(view),
        *_times(document, discussion, today),
        *_participants(document, view, discussion.held_on or today),
        *_earlier_goals(document, view),
        *_items(document, view),
        *_new_goals(view),
        *_actions(document, view),
        *_agreement(document, discussion),
    )
    return tuple(sorted(findings, key=lambda finding: WEIGHTS[finding.severity]))


def _severity(discussion: Discussion) -> Severity:
    """The law asks for the discussion, unless a MED agreement stands in its place."""
    return Severity.AGREEMENT if discussion.profile is Profile.MED else Severity.LAW


def _law(discussion: Discussion) -> Severity:
    """What the law asks for; what of it stands beside a MED agreement is our reading."""
    return Severity.READING if discussion.profile is Profile.MED else Severity.LAW


def _frame(view: DiscussionView) -> Iterator[Finding]:
    discussion = view.discussion
    here, severity = discussion.reference, _severity(discussion)
    if discussion.held_on is None:
        text, hint = _("The discussion has no date."), _("Write the day it was held.")
        yield Finding("R03", severity, text, here, hint, field="held_on")
    if not view.present:
        text, hint = _("Nobody is noted as present."), _("Mark who took part.")
        yield Finding("R03", severity, text, here, hint)
    if discussion.chair is None:
        text, hint = _("It is not said who chaired the discussion."), _("Choose a chair.")
        yield Finding("R03", Severity.ADVICE, text, here, hint, field="chair")
    if discussion.note_taker is None:
        text, hint = _("It is not said who took the minutes."), _("Choose a note-taker.")
        yield Finding("R03", Severity.ADVICE, text, here, hint, field="note_taker")


def _times(document: Document, discussion: Discussion, today: date) -> Iterator[Finding]:
    """Days and times that cannot be, and a next discussion later than it may be (R01)."""
    here, severity = discussion.reference, _severity(discussion)
    day, following = discussion.held_on, discussion.next_on
    if day is not None and day > today and discussion.state is not MeetingState.PLANNED:
        text = _("It is to have been held on {day}, which has not come yet.")
        sentence, hint = text.format(day=long_date(day)), _("Write the day it was held.")
        yield Finding("R03", severity, sentence, here, hint, field="held_on")
    if discussion.starts and discussion.ends and discussion.ends < discussion.starts:
        text = _("It ends at {ends}, before it began at {starts}.")
        sentence = text.format(
            ends=clock_label(discussion.ends), starts=clock_label(discussion.starts)
        )
        hint = _("Write when it began and when it ended.")
        yield Finding("R03", Severity.ADVICE, sentence, here, hint, field="ends")
    if day is None or following is None:
        return
    months = discussion_months(document, today)
    if following <= day:
        text = _("The next discussion is on {day}, not after this one.")
        sentence, hint = text.format(day=long_date(following)), _("Choose a later day.")
        yield Finding("R01", Severity.ADVICE, sentence, here, hint, field="next_on")
    elif following > add_months(day, months):
        text = ngettext(
            "The next discussion is on {day}, more than {n} month after this one.",
            "The next discussion is on {day}, more than {n} months after this one.",
            months,
        )
        sentence = text.format(day=long_date(following), n=months)
        weight = severity if severity is Severity.AGREEMENT else Severity.READING
        hint = _("Choose an earlier day.")
        yield Finding("R01", weight, sentence, here, hint, field="next_on")


def _participants(document: Document, view: DiscussionView, day: date) -> Iterator[Finding]:
    if not view.present:
        return
    discussion = view.discussion
    here, severity = discussion.reference, _severity(discussion)
    if not any(row.decides for row in view.present):
        text = _("Nobody present could decide for the employer.")
        hint = _("Mark who could, or hold the discussion with somebody who can.")
        yield Finding("R04", severity, text, here, hint)
    if discussion.profile is Profile.DIRECT:
        if not any(_speaks_for_employees(document, row) for row in view.present):
            text = _("No employee took part.")
            hint = _("Add the employees who were there.")
            yield Finding("R04", severity, text, here, hint)
        return
    members = members_at(document, discussion, day)
    yield from _not_invited(view, members, severity)
    yield from _seats_empty(document, view, members, severity)


def _roles(document: Document, row: Attendance) -> frozenset[Role]:
    """The roles of somebody at the meeting: those kept with it, and by their names in old ones.

    Until the minutes are approved what is put right about a person counts too.
    """
    names = {fold(part) for part in row.role.split(", ")}
    kept = frozenset(row.roles) or frozenset(r for r in Role if not names.isdisjoint(called(r)))
    meeting, person = document.resolve(row.meeting), document.get(Person, row.person)
    if person is None:
        return kept
    if isinstance(meeting, Discussion) and meeting.state is MeetingState.APPROVED and kept:
        return kept
    day = meeting.held_on if isinstance(meeting, Discussion) else None
    now = person.roles if day is None or sits(person, day) or not kept else ()
    return kept | frozenset(now)


def _speaks_for_employees(document: Document, row: Attendance) -> bool:
    roles = _roles(document, row)
    return not row.decides and (not roles or not roles <= _EMPLOYER)


def _not_invited(
    view: DiscussionView, members: tuple[Person, ...], severity: Severity
) -> Iterator[Finding]:
    invited = {row.person for row in view.attendance}
    for person in members:
        if person.id not in invited:
            text = _("{name} was not invited.").format(name=person.name)
            hint = _("Add everybody who has a seat to the attendance, also those who were away.")
            yield Finding("R04", severity, text, view.discussion.reference, hint)


def _seats_empty(
    document: Document, view: DiscussionView, members: tuple[Person, ...], severity: Severity
) -> Iterator[Finding]:
    here = view.discussion.reference
    held = [_roles(document, row) for row in view.present]
    hint = _("Mark those who took part, or hold the discussion with them.")
    # Where nobody is elected there is nobody to take part: R05 tells of that.
    sits_there = [_roles(document, row) for row in view.attendance]
    sits_there += [frozenset(person.roles) for person in members]
    elected = any(not REPRESENTATIVES.isdisjoint(roles) for roles in sits_there)
    if elected and all(REPRESENTATIVES.isdisjoint(roles) for roles in held):
        text = _("No work-environment representative took part.")
        yield Finding("R04", severity, text, here, hint)
    # Where nobody else leads, the employer does; how the organisation is made up is R06 and R07.
    led = any(not LEADERS.isdisjoint(person.roles) for person in members)
    if led and all(LEADERS.isdisjoint(roles) for roles in held):
        text = _("No supervisor took part.")
        yield Finding("R04", severity, text, here, hint)


def _earlier_goals(document: Document, view: DiscussionView) -> Iterator[Finding]:
    """Goals of the year before that nobody judged: those that a discussion set.

    One that was written down between two discussions, or without a year, is no goal of the
    discussion before; from before AMIS was begun its year tells.
    """
    here = view.discussion
    before = [d for d in document.all(Discussion) if d.id != here.id and d.year < here.year]
    for earlier in view.previous_goals:
        goal = earlier.goal
        if goal.outcome is not None:
            continue
        at = document.get(Discussion, goal.discussion)
        if at.year < here.year if at is not None else bool(goal.year) and not before:
            text = _("Last year's goal {code} “{title}” has no outcome.")
            sentence = text.format(code=goal.code, title=clean_line(goal.title))
            hint = _("Say whether it was reached, and why.")
            yield Finding("R02", _severity(view.discussion), sentence, goal.reference, hint)


def _items(document: Document, view: DiscussionView) -> Iterator[Finding]:
    discussion = view.discussion
    there = {item_view.item.item for item_view in view.items}
    for item_view in view.items:
        if _required(item_view.item, discussion):
            yield from _item(view, item_view)
    templates = agenda(document.workplace.language if document.workplace else "")
    for template in templates.for_profile(discussion.profile, discussion.employees):
        if template.statutory and template.id not in there:
            text = _("“{title}” is not on the agenda.").format(title=template.title)
            hint = _("Add it to the agenda and discuss it.")
            severity = _law(discussion)
            yield Finding(_code(template.id), severity, text, discussion.reference, hint)


def _required(item: AgendaItem, discussion: Discussion) -> bool:
    """Statutory, or with a provision behind it that the agreement stands in place of."""
    return item.statutory or (discussion.profile is Profile.MED and bool(item.rule))


def _code(template: str) -> str:
    return "R18" if template == _COMPETENCE else "R02"


def _item(view: DiscussionView, item_view: ItemView) -> Iterator[Finding]:
    item = item_view.item
    severity = _law(view.discussion) if item.statutory else Severity.AGREEMENT
    title = clean_line(item.title)
    hint = _("Write a line about what was said or decided.")
    if item.skipped:
        reason = clean_line(item.skip_reason) or _("no reason given")
        text = _("“{title}” was left out: {reason}").format(title=title, reason=reason)
        hint = _("Take it up, now or at a meeting soon.")
    elif _told(view, item_view):
        return
    elif item.done:
        text = _("Nothing is noted for the minutes under “{title}”.").format(title=title)
    else:
        text = _("“{title}” has not been discussed.").format(title=title)
    yield Finding(_code(item.item), severity, text, item.reference, hint)


def _told(view: DiscussionView, item_view: ItemView) -> bool:
    """Whether the minutes have anything to say about the item."""
    if item_view.made or any(note.text.strip() for note in without_confidential(item_view.notes)):
        return True
    if item_view.item.item == EVALUATION_ITEM:
        # Of goals there never were nothing can be said.
        return not view.previous_goals or any(
            earlier.goal.outcome is not None for earlier in view.previous_goals
        )
    return item_view.item.item == _GOALS and bool(view.new_goals)


def _new_goals(view: DiscussionView) -> Iterator[Finding]:
    made = {goal.id: goal for item_view in view.items for goal in item_view.goals}
    goals = {item_view.goal.id: item_view.goal for item_view in view.new_goals} | made
    if not goals:
        item = next(
            (item_view.item for item_view in view.items if item_view.item.item == _GOALS), None
        )
        target = item.reference if item else view.discussion.reference
        text = _("No goals have been set for the coming year.")
        hint = _("Set at least one goal.")
        yield Finding("R02", _severity(view.discussion), text, target, hint)
    for goal in sorted(goals.values(), key=lambda goal: goal.number):
        missing = [name for name in ("measure", "owner", "due") if not getattr(goal, name)]
        if missing:
            # One finding a goal: three of the same length hide what else is missing.
            labels = (_("“{text}”").format(text=label_of(Goal, name)) for name in missing)
            text = _("Goal {code} “{title}” lacks {fields}.")
            sentence = text.format(
                code=goal.code, title=clean_line(goal.title), fields=", ".join(labels)
            )
            hint = _("Fill it in, so that you can tell next year whether the goal was reached.")
            yield Finding("R02", Severity.ADVICE, sentence, goal.reference, hint, field=missing[0])


def _actions(document: Document, view: DiscussionView) -> Iterator[Finding]:
    """What was agreed on here, and by whom, by when or when it is looked at again is not said."""
    items = {item_view.item.id for item_view in view.items}
    for action in document.all(Action):
        here = action.discussion == view.discussion.id or action.agenda_item in items
        missing = not_agreed(action) if here else ()
        if missing:
            names = ", ".join(label_of(Action, name).lower() for name in missing)
            title = _("“{text}”").format(text=clean_line(action.measure))
            name = f"{action.code} {title}"
            sentence = _("{action} lacks: {fields}.").format(action=name, fields=names)
            hint = _("Fill it in; a row says what, who, when, and when you look again.")
            yield Finding(
                "R16", Severity.ADVICE, sentence, action.reference, hint, field=missing[0]
            )


def _agreement(document: Document, discussion: Discussion) -> Iterator[Finding]:
    """Under MED an inspector asks for the agreement itself."""
    workplace = document.workplace
    if workplace is None or workplace.regime is not Regime.MED:
        return
    if discussion.profile is Profile.MED:
        yield from facts_missing(workplace, whole=False)
