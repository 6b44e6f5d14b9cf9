"""The noticeboard copy of the plan: what staff may read, on a wall or an intranet.

Left out: notes of every kind, remarks, causes, sources, whoever helps, everything about people but
who is responsible, and any mention of somebody's name in a problem: the wall has many readers.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import LAST_DAY, local_day
from data.dates.labels import day_label, long_date
from data.export.text.markdown import heading, inside, joined, table
from data.export.text.parts import NOTHING, bullets, fact, listed, section
from data.facts.meetings import planned
from data.facts.occurrences import occurrences_of
from data.facts.people import people
from data.facts.plan import done_among, is_done
from data.i18n import _, ngettext
from data.model.base import label_of
from data.model.choices import MeetingState, Role
from data.model.plan import Action, Goal
from data.model.status import StatusMeeting
from data.model.wheel import Activity
from data.model.workplace import Person
from data.views.action_state import ActionStates
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.model.discussion import Discussion
    from data.model.document import Document

AHEAD: Final = 92
"""Days ahead for which the wheel's activities are told."""

LATELY: Final = 183
"""Days back for which finished actions are told."""


def noticeboard(document: Document, *, today: date) -> str:
    """The copy in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: the workplace's document.
        today: the day it is made.
    """
    workplace = document.workplace
    actions = [action for action in document.all(Action) if action.is_open]
    asked = _talk_to(document, today)
    return joined(
        (
            heading(1, _("Our work-environment plan")),
            listed(
                (
                    fact(_("Workplace"), workplace.name if workplace else ""),
                    fact(_("As it stands"), long_date(today)),
                )
            ),
            *section(_("Our goals"), _goals(document)),
            *section(_("What we are doing"), _table(document, actions, today)),
            *section(_("Done lately"), _done(document, today)),
            *section(_("Coming up"), _coming(document, today)),
            *section(_("Talk to"), asked),
            inside(_closing(asked=bool(asked))),
        )
    )


def _closing(*, asked: bool) -> str:
    if asked:
        return _(
            "Is something missing, or have you an idea? Tell one of them; ideas are taken "
            "up at the annual discussion."
        )
    return _(
        "Is something missing, or have you an idea? Tell your manager; ideas are taken up at the "
        "annual discussion."
    )


def without_names(document: Document, text: str) -> str:
    """A text in which the name of everybody in the document gives way to a neutral word."""
    cleaned = text
    for person in sorted(document.all(Person), key=lambda p: -len(p.name)):
        for name in filter(None, (person.name, *_parts_of(person.name))):
            cleaned = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _("a colleague"), cleaned)
    return cleaned


def _parts_of(name: str) -> tuple[str, ...]:
    """First and last name where they are words of their own and long enough to mean somebody."""
    words = name.split()
    return tuple(word for word in (words[0], words[-1]) if len(word) > 2) if words else ()  # noqa: PLR2004


def _goals(document: Document) -> str:
    lines = []
    for goal in document.all(Goal):
        if goal.outcome is not None:
            continue
        serving = [action for action in document.all(Action) if action.goal == goal.id]
        done = done_among(serving)
        line = without_names(document, f"{goal.code} {goal.title}")
        if serving:
            progress = ngettext(
                "{done} of {n} action done", "{done} of {n} actions done", len(serving)
            )
            line = f"{line} – {progress.format(done=done, n=len(serving))}"
        lines.append(line)
    return bullets(lines)


def _table(document: Document, actions: Iterable[Action], today: date) -> str:
    names = ("measure", "problem", "owner", "due", "status")
    header = [_("No."), *(label_of(Action, name) for name in names)]
    ordered = sorted(
        actions, key=lambda a: (a.due is None, a.due or local_day(a.created_at), a.number)
    )
    states = ActionStates(document, today)
    rows = [[action.code, *(_cell(states, action, name) for name in names)] for action in ordered]
    return table(header, rows) if rows else inside(_("There are no open actions."))


def _cell(states: ActionStates, action: Action, name: str) -> str:
    shown = states.field(action, name)
    if name in {"measure", "problem"}:
        shown = without_names(states.document, shown)
    return shown or NOTHING


def _done(document: Document, today: date) -> str:
    since = today - timedelta(days=LATELY)
    finished = [
        action
        for action in document.all(Action)
        if is_done(action) and (action.closed_on or since) > since
    ]
    return bullets(
        without_names(document, f"{action.code} {action.measure}") for action in finished
    )


def _coming(document: Document, today: date) -> str:
    occurrences, end = occurrences_of(document), min(today + timedelta(days=AHEAD), LAST_DAY)
    discussions = planned(document, today)
    dated = [*_meetings(document, discussions, today, end)]
    for activity in document.all(Activity):
        days = occurrences.open(activity, today, end)
        dated += [(day, activity.number, activity.title) for day, _intended in days]
    return bullets(
        without_names(document, f"{day_label(day)}: {title}")
        for day, _number, title in sorted(dated)
    )


def _meetings(
    document: Document, discussions: Iterable[Discussion], today: date, end: date
) -> Iterator[tuple[date, int, str]]:
    """The discussion and the status meetings that have a day."""
    meetings: list[Discussion | StatusMeeting] = [*discussions, *document.all(StatusMeeting)]
    for meeting in meetings:
        day = meeting.held_on
        if meeting.state is MeetingState.PLANNED and day is not None and today <= day <= end:
            yield day, 0, _(type(meeting).label)


def _talk_to(document: Document, today: date) -> str:
    wanted = {Role.REPRESENTATIVE, Role.SUPERVISOR, Role.CHAIR, Role.DAILY_LEAD, Role.MANAGER}
    names = [
        f"{person.name} ({show_field(document, person, 'roles')})"
        for person in people(document, today)
        if not wanted.isdisjoint(person.roles)
    ]
    return bullets(names)
