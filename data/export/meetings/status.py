"""Minutes of a status meeting as Markdown: how each action stands, what changed, what comes.

Nothing confidential is in them, and nothing tells that there was something confidential.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from data.content.library import status_questions
from data.dates.labels import long_date, short_date
from data.export.meetings.parts import (
    approval,
    as_approved,
    held,
    next_day,
    nothing,
    participants,
    where,
)
from data.export.meetings.signed import signatures
from data.export.text.markdown import block, heading, inside, joined, strong
from data.export.text.parts import (
    action_line,
    activity_line,
    agreed,
    bullets,
    fact,
    listed,
    made_on,
    section,
)
from data.facts.notes import without_confidential
from data.facts.plan import ActionDay, open_days
from data.i18n import _, language, ngettext
from data.model.base import label_of
from data.model.choices import ActionStatus, MeetingState, StatusOutcome, choice_label
from data.model.plan import Action
from data.model.status import StatusEntry, StatusMeeting
from data.model.wheel import Activity
from data.views.action_state import ActionStates
from data.views.show import name_of
from data.views.status import status_view
from data.views.status_changes import changes_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.content.types import StatusQuestion
    from data.facts.anchoring import Handed
    from data.model.document import Document
    from data.model.status import StatusAnswer
    from data.views.status import ActionView, StatusView
    from data.views.status_changes import ActionChange


def status_minutes(
    document: Document, meeting: StatusMeeting, *, today: date, live: bool = False
) -> str:
    """The minutes in the language in use; CommonMark, ending in a line break.

    Args:
        document: Where the meeting is.
        meeting: What to tell about.
        today: The day the minutes are made.
        live: Tell how things stand now, also for an approved meeting. Otherwise that gives the
            minutes as they were approved.
    """
    if meeting.state is MeetingState.APPROVED and meeting.minutes and not live:
        return meeting.minutes
    view = status_view(document, meeting, today)
    states = ActionStates(document, meeting.held_on or today)
    return joined(
        (
            heading(1, title_of(meeting)),
            _frame(document, view),
            *section(_("Participants"), participants(view.attendance)),
            *section(_("In short"), _in_short(view)),
            *section(_since_title(document, meeting, today), _since(document, meeting, today)),
            *section(_("The actions"), _actions(states, view)),
            *_ahead(document, view),
            *section(_("Next status meeting"), next_day(meeting.next_on)),
            *section(_("Approval"), approval(meeting, without_confidential(view.reopenings))),
            *section(_("Signatures"), signatures(document, meeting)),
            "---",
            made_on(today),
        )
    )


def title_of(meeting: StatusMeeting) -> str:
    """`Status meeting on the action plan, 3 March 2026`."""
    if meeting.held_on is None:
        return _("Status meeting on the action plan")
    day = long_date(meeting.held_on)
    return _("Status meeting on the action plan, {day}").format(day=day)


def status_minutes_for_approval(
    document: Document,
    meeting: StatusMeeting,
    *,
    approved_by: str,
    approved_on: date,
    ends: str = "",
) -> str:
    """The minutes as they will read once approved: what `ApproveStatusMeeting` keeps."""
    approved = as_approved(meeting, approved_by, approved_on, ends)
    return status_minutes(document, approved, today=approved_on, live=True)


def _frame(document: Document, view: StatusView) -> str:
    plain = ("place", "chair", "note_taker")
    return listed((where(document), *held(document, view.meeting, plain)))


def _in_short(view: StatusView) -> str:
    if not view.actions:
        return inside(_("There were no open actions to talk about."))
    counts = Counter(
        action_view.entry.outcome
        for action_view in view.actions
        if action_view.entry and action_view.entry.outcome
    )
    count = view.talked_about
    if not count:
        return inside(_("None of the actions has been talked about."))
    counted = [_counted(how, counts[how]) for how in StatusOutcome if counts[how]]
    if count > view.settled:
        # A note or a new deadline is something said, also where nobody said how it stands.
        counted.append(_("{n} without a status").format(n=count - view.settled))
    text = ngettext(
        "{n} action talked through: {counts}.", "{n} actions talked through: {counts}.", count
    )
    return inside(text.format(n=count, counts=", ".join(counted)))


def _counted(how: StatusOutcome, n: int) -> str:
    """`2 finished`: Danish bends the word."""
    if how is StatusOutcome.DONE:
        return ngettext("{n} finished", "{n} finished", n).format(n=n)
    return f"{n} {choice_label(how)}"


# -- what changed --------------------------------------------------------------------------


def _since_title(document: Document, meeting: StatusMeeting, today: date) -> str:
    last = changes_since(document, meeting, today).since
    if last is None or last.held_on is None:
        return _("Changed at this meeting")
    return _("Changed since the meeting on {day}").format(day=long_date(last.held_on))


def _since(document: Document, meeting: StatusMeeting, today: date) -> str:
    changes = changes_since(document, meeting, today)
    if changes.nothing:
        return inside(_("Nothing has changed in the plan."))
    groups = (
        (_("New"), changes.new),
        (_("Deadline moved"), changes.moved),
        (_("Closed"), changes.closed),
        (_("At a standstill"), changes.stalled),
    )
    lines: list[str] = []
    for title, rows in groups:
        if rows:
            lines += [strong(f"{title}:"), bullets(map(_change, rows))]
    return joined(lines).rstrip("\n")


def _change(change: ActionChange) -> str:
    line = f"{change.action.code} {change.action.measure}"
    if change.before is not None and change.after is not None:
        line = _("{what}: from {before} to {after}").format(
            what=line, before=short_date(change.before), after=short_date(change.after)
        )
    return _("{what} (noted by {who})").format(what=line, who=change.who) if change.who else line


# -- action by action ----------------------------------------------------------------------


def _actions(states: ActionStates, view: StatusView) -> str:
    talked = [action_view for action_view in view.actions if action_view.talked_about]
    rest = [action_view for action_view in view.actions if not action_view.talked_about]
    blocks = [_action(states, action_view) for action_view in talked]
    if rest:
        title = _("Not talked about this time")
        lines = bullets(action_line(states, action_view.action) for action_view in rest)
        blocks.append(joined((heading(3, title), lines)).rstrip("\n"))
    return joined(blocks).rstrip("\n")


def _action(states: ActionStates, view: ActionView) -> str:
    document, action, entry = states.document, view.action, view.entry
    facts = [
        fact(label_of(Action, "problem"), action.problem),
        fact(_("Is to improve"), improves(view)),
        fact(_("Serves the goal"), f"{view.goal.code} {view.goal.title}" if view.goal else ""),
        fact(
            label_of(Action, "owner"),
            agreed(action, "owner", name_of(document, "person", action.owner)),
        ),
    ]
    if entry is not None and entry.talked_about:
        outcome = choice_label(entry.outcome) if entry.outcome is not None else ""
        facts += [
            fact(label_of(StatusEntry, "outcome"), outcome),
            fact(label_of(Action, "status"), _status(states, view)),
            fact(label_of(Action, "due"), agreed(action, "due", _due(states, action, entry))),
            *_late(states, view),
            fact(label_of(StatusEntry, "remark"), entry.remark),
        ]
        if entry.outcome is StatusOutcome.DONE:
            facts += _effect(states, view)
    return f"{heading(3, f'{action.code} {action.measure}')}\n\n{listed(facts)}"


def improves(view: ActionView) -> str:
    """The condition an action should improve: in its own words, else the APV's."""
    condition = f"{view.condition.code} {view.condition.title}" if view.condition else ""
    own = view.action.improves
    return (
        _("{own} ({condition})").format(own=own, condition=condition)
        if (own and condition)
        else own or condition
    )


def _status(states: ActionStates, view: ActionView) -> str:
    """How far it has come, where the meeting's own answer does not say it."""
    outcome = view.entry.outcome if view.entry is not None else None
    stands = view.status is ActionStatus.STALLED and outcome is not StatusOutcome.STALLED
    return states.word(view.action) if stands or outcome is None else ""


def _due(states: ActionStates, action: Action, entry: StatusEntry) -> str:
    now = entry.due_after or entry.due_before or action.due
    if now is None:
        return ""
    after = states.field(action, "due") if now == action.due else short_date(now)
    if entry.due_after is None or entry.due_after == entry.due_before:
        return after
    if entry.due_before is None:
        return _("{after} (new)").format(after=after)
    before = short_date(entry.due_before)
    return _("{after} (was {before})").format(after=after, before=before)


def _late(states: ActionStates, view: ActionView) -> Iterator[str]:
    """What has passed besides the deadline; the effect of what is done now is told below it."""
    done_now = view.entry is not None and view.entry.outcome is StatusOutcome.DONE
    for field, day in open_days(view.action):
        told = field is ActionDay.DUE or (field is ActionDay.EFFECT and done_now)
        if day < states.today and not told:
            yield fact(label_of(Action, field), states.field(view.action, field))


def _effect(states: ActionStates, view: ActionView) -> Iterator[str]:
    document, action = states.document, view.action
    for name in ("effect", "effect_note", "holds", "effect_due"):
        yield fact(label_of(Action, name), states.field(action, name))
    held = [activity for activity in document.all(Activity) if activity.action == action.id]
    yield fact(
        _("In the year wheel"), "; ".join(activity_line(document, activity) for activity in held)
    )
    lines = [_tried(document, after) for after in view.follow_ups]
    yield fact(_("Tried instead"), "; ".join(lines))


def _tried(document: Document, action: Action) -> str:
    """What is tried instead, by whom and when."""
    who = name_of(document, "person", action.owner)
    line = ", ".join(filter(None, [who, short_date(action.due) if action.due else ""]))
    named = f"{action.code} {action.measure}"
    return f"{named} ({line})" if line else named


# -- forward -------------------------------------------------------------------------------


def _ahead(document: Document, view: StatusView) -> Iterator[str]:
    """What was said of now and later, and once of what nothing was said."""
    sections = (
        (_("The work environment now and ahead"), _forward(view)),
        (_("Ideas for the annual discussion"), _ideas(view)),
        (_("Taken on by the group"), _taken_on(document, view)),
    )
    for title, markdown in sections:
        yield from section(title, markdown)
    # What is handed on comes of what was said: without that there is none.
    silent = [
        _("“{title}”").format(title=title) for title, markdown in sections[:2] if not markdown
    ]
    yield nothing(silent)


def _forward(view: StatusView) -> str:
    asked = status_questions(language()).forward
    blocks = [_question(view, question) for question in asked if question.id != "ideas"]
    return joined(filter(None, blocks)).rstrip("\n")


def _question(view: StatusView, question: StatusQuestion) -> str:
    columns = question.columns or {"": ""}
    lines: list[str] = []
    for column, title in columns.items():
        answers = view.answers_to(question.id, column)
        if answers:
            lines += [strong(f"{title}:") if title else "", _answers(answers)]
    return joined((heading(3, question.title), *lines)).rstrip("\n") if lines else ""


def _answers(answers: Iterable[StatusAnswer]) -> str:
    rows = tuple(answers)
    if len(rows) == 1 and rows[0].on is None:
        return block(rows[0].text)
    return bullets(_answer(answer) for answer in rows)


def _answer(answer: StatusAnswer) -> str:
    if answer.on is None:
        return answer.text
    return _("{day}: {what}").format(day=short_date(answer.on), what=answer.text)


def _taken_on(document: Document, view: StatusView) -> str:
    """Who takes on what came of the meeting, and when."""
    return bullets(_handed(document, each) for each in view.handed)


def _handed(document: Document, each: Handed) -> str:
    who = name_of(document, "person", each.owner) or _("nobody has taken it on yet")
    when = short_date(each.day) if each.day is not None else _("no day yet")
    what = each.record.heading
    return _("{what}: {who}, {when}").format(what=f"{each.record.code} {what}", who=who, when=when)


def _ideas(view: StatusView) -> str:
    return bullets(f"{idea.code} {idea.text}" for idea in view.own_ideas)
