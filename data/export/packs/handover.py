"""The handover pack: one person's open things, and what to know, for whoever takes over.

Nothing confidential is in it, and nothing tells that there was something confidential.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.content.library import agenda
from data.dates.arithmetic import LAST_DAY, local_day
from data.dates.labels import day_label, long_date, short_date, weekday_date
from data.export.packs.parts import members_table
from data.export.text.markdown import heading, inside, joined, strong, table
from data.export.text.parts import NOTHING, bullets, fact, goal_table, listed, made_on, section
from data.facts.due import distance
from data.facts.meetings import latest_held
from data.facts.notes import open_notes, open_notes_by_subject
from data.facts.occurrences import occurrences_of
from data.facts.people import is_member, owned, seats, term_ends
from data.facts.training import MISSING, open_clocks
from data.i18n import _, language, ngettext
from data.model.base import label_of
from data.model.choices import MeetingState, NoteForm, Repeat, choice_label
from data.model.discussion import Discussion, Note
from data.model.plan import Action, Goal, Idea
from data.model.status import StatusMeeting
from data.model.wheel import Activity
from data.model.workplace import Person, Workplace
from data.rules.clocks import ClockState, clocks
from data.rules.stalled import stalled
from data.views.action_state import ActionStates
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.model.document import Document

AHEAD: Final = 365
"""Days ahead for which activities are told."""

_LATEST_NOTES: Final = 3
"""Notes told per action, the newest."""


def title_of(person: Person) -> str:
    """What the pack is called."""
    return _("Handover: {name}").format(name=person.name)


def handover_pack(document: Document, person: Person, *, today: date) -> str:
    """The pack in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: the workplace's document.
        person: whose open things it tells.
        today: the day it is made.
    """
    mine = owned(document, person, today)
    actions = [record for record in mine if isinstance(record, Action)]
    goals = [record for record in mine if isinstance(record, Goal)]
    ideas = [record for record in mine if isinstance(record, Idea)]
    activities = [record for record in mine if isinstance(record, Activity)]
    return joined(
        (
            heading(1, title_of(person)),
            _frame(document, person, today),
            inside(_summary(len(actions), len(goals), len(ideas), len(activities))),
            *section(_("Open actions"), _actions(document, actions, today)),
            *section(_("What has stalled"), _stalled(document, person, today)),
            *section(_("Goals"), goal_table(document, goals, today)),
            *section(_("Ideas taken on"), _ideas(ideas, today)),
            *section(_("Helps with"), _helps(document, person)),
            *section(_("In the year wheel"), _activities(document, activities, today)),
            *section(_("Meetings to come"), _meetings(document, person, today)),
            *section(_("Training"), _training(document, person, today)),
            *section(_("What to know"), _to_know(document, today)),
            *section(_("Who is who"), members_table(document, today)),
            *section(_("Decided at the latest discussion"), _decided(document, today)),
            *section(_("First things to do"), _first(person)),
            "---",
            made_on(today),
        )
    )


def _frame(document: Document, person: Person, today: date) -> str:
    workplace = document.workplace
    ends = term_ends(person)
    return listed(
        (
            fact(_("Workplace"), workplace.name if workplace else ""),
            fact(label_of(Person, "title"), person.title),
            fact(label_of(Person, "roles"), ", ".join(map(choice_label, person.roles))),
            fact(label_of(Person, "bodies"), ", ".join(b.name for b in seats(document, person))),
            fact(_("Term ends"), long_date(ends) if ends else ""),
            fact(label_of(Person, "left_on"), long_date(person.left_on) if person.left_on else ""),
            fact(_("As it stands"), long_date(today)),
        )
    )


def _summary(actions: int, goals: int, ideas: int, activities: int) -> str:
    if not (actions or goals or ideas or activities):
        return _("Nothing is waiting for somebody to take it over.")
    parts = (
        ngettext("{n} action", "{n} actions", actions).format(n=actions),
        ngettext("{n} goal", "{n} goals", goals).format(n=goals),
        *([ngettext("{n} idea", "{n} ideas", ideas).format(n=ideas)] if ideas else ()),
        ngettext("{n} activity", "{n} activities", activities).format(n=activities),
    )
    return _("To take over: {what}.").format(what=", ".join(parts))


def _actions(document: Document, actions: Sequence[Action], today: date) -> str:
    if not actions:
        return ""
    names = ("measure", "problem", "due", "follow_up", "status")
    header = [_("No."), *(label_of(Action, name) for name in names)]
    ordered = sorted(actions, key=lambda a: (a.due is None, a.due or today, a.number))
    states = ActionStates(document, today)
    rows = [
        [action.code, *(states.field(action, name) or NOTHING for name in names)]
        for action in ordered
    ]
    blocks = [table(header, rows)]
    notes = open_notes_by_subject(document)
    for action in ordered:
        latest = notes.get(action.reference, ())[-_LATEST_NOTES:]
        if latest:
            blocks += [strong(f"{action.code} {action.measure}"), bullets(map(_note, latest))]
    return joined(blocks).strip()


def _note(note: Note) -> str:
    day = short_date(local_day(note.created_at))
    sentence = _("{day}, {who}: {text}")
    return sentence.format(day=day, who=note.created_by, text=note.text.strip())


def _stalled(document: Document, person: Person, today: date) -> str:
    return bullets(
        f"{stall.record.code} {stall.record.heading}: {' '.join(stall.reasons)}"
        for stall in stalled(document, today)
        if stall.record.owner == person.id
    )


def _ideas(ideas: Sequence[Idea], today: date) -> str:
    """What somebody took on at a status meeting, and when it is taken up next."""
    lines = []
    for idea in ideas:
        when = _("no day yet")
        if idea.next_on is not None:
            when = short_date(idea.next_on)
            when = _("{day} (late)").format(day=when) if idea.next_on < today else when
        lines.append(f"{idea.code} {idea.text}: {when}")
    return bullets(lines)


def _helps(document: Document, person: Person) -> str:
    return bullets(
        f"{action.code} {action.measure}"
        for action in document.all(Action)
        if action.is_open and person.id in action.helpers
    )


def _activities(document: Document, activities: Sequence[Activity], today: date) -> str:
    """When each comes next: whoever takes over has no use for the day it first came."""
    occurrences, end = occurrences_of(document), min(today + timedelta(days=AHEAD), LAST_DAY)
    lines = []
    for activity in activities:
        found = [day for day, _intended in occurrences.open(activity, today, end)]
        # Where a meeting has a day of its own, that is when it comes.
        found += [day for day in occurrences.meeting_days(activity) if today <= day <= end]
        coming = min(found, default=None)
        line = f"{activity.code} {activity.title}"
        if activity.repeat is not Repeat.NONE:
            line = f"{line}, {choice_label(activity.repeat)}"
        if coming is not None:
            line = f"{line}: {_('next {day}').format(day=day_label(coming))}"
        elif activity.day is not None and activity.repeat is Repeat.NONE:
            line = f"{line}: {day_label(activity.day)}"
        lines.append(line)
    return bullets(lines)


def _meetings(document: Document, person: Person, today: date) -> str:
    meetings: list[Discussion | StatusMeeting] = [
        *document.all(Discussion),
        *document.all(StatusMeeting),
    ]
    lines = []
    for meeting in meetings:
        part = {_("chair"): meeting.chair, _("note-taker"): meeting.note_taker}
        roles = [name for name, identity in part.items() if identity == person.id]
        if meeting.state is MeetingState.PLANNED and meeting.held_on and meeting.held_on >= today:
            kind = _(type(meeting).label)
            lines.append(", ".join([f"{kind} {weekday_date(meeting.held_on)}", *roles]))
    return bullets(lines)


def _training(document: Document, person: Person, today: date) -> str:
    if not is_member(person):
        return ""
    return bullets(
        f"{clock.title}: {clock.state_label}"
        + (f", {_('at the latest {day}').format(day=short_date(clock.due))}"
           if clock.state in MISSING else "")
        for clock in open_clocks(document, person, today)
    )  # fmt: skip


def _to_know(document: Document, today: date) -> str:
    workplace = document.workplace
    if workplace is None:
        return ""
    texts = agenda(language()).profiles[workplace.profile]
    latest = latest_held(document, today)
    facts = [
        fact(_("Rules"), choice_label(workplace.profile)),
        fact(_("Forum"), texts.forum),
        fact(
            _("Latest annual discussion"),
            long_date(latest.held_on) if latest is not None and latest.held_on else "",
        ),
        *(
            fact(label_of(Workplace, name), show_field(document, workplace, name))
            for name in ("plan_place", "nearness", "agreement_title", "agreement_place")
        ),
    ]
    waiting = [
        f"{clock.title}: {short_date(clock.due)}, {distance(clock.due, today)}"
        for clock in clocks(document, today)
        if clock.state is not ClockState.FINE
    ]
    head = strong(_("The rules ask for this soon:")) if waiting else ""
    return joined((inside(texts.note), listed(facts), head, bullets(waiting))).strip()


def _decided(document: Document, today: date) -> str:
    latest = latest_held(document, today)
    if latest is None:
        return ""
    from data.facts.agenda import agenda_items

    here = {item.reference for item in agenda_items(document, latest.id)}
    return bullets(
        note.text
        for note in open_notes(document)
        if note.about in here and note.form is NoteForm.DECISION
    )


def _first(person: Person) -> str:
    """For whoever takes over."""
    return bullets(_steps(person))


def _steps(person: Person) -> Iterator[str]:
    yield _("Go through the open actions with {name}, while there is time.").format(
        name=person.name
    )
    if is_member(person):
        yield _("Write the day you took the seat.")
        yield _("Hold on to your certificate, or complete the compulsory course within 3 months.")
    yield _("Read the minutes of the latest annual discussion.")
    yield _("Press 1 in AMIS: what is due, what is late and what has stalled is there.")
