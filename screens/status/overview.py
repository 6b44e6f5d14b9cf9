"""The overview: the steps of a status meeting one under another, or how to come by a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from data.dates.labels import short_date, weekday_date
from data.facts.due import distance
from data.facts.plan import overdue_since
from data.i18n import _
from data.model.choices import ActionStatus, MeetingState, choice_label
from data.model.plan import Action
from data.model.status import StatusMeeting
from data.views.status import Standing
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.widgets.empty import empty
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.content.types import StatusQuestion
    from data.views.status import ActionView, StatusView

INTRO: Final = "intro"
FRAME: Final = "frame"
PEOPLE: Final = "people"
ACTION: Final = "action"
ASKED: Final = "question"
ANCHORING: Final = "anchoring"
END: Final = "end"
"""Kinds of steps, as their keys are declared: `status.KIND`."""


class StepTarget(NamedTuple):
    """A step of the meeting."""

    kind: str
    of: str = ""
    """The id of the action or the question it is about."""


class PrepareTarget(NamedTuple):
    """What prepares a meeting."""

    day: date


def key_of(step: StepTarget) -> str:
    """The key of a step's row."""
    if step.kind == ACTION:
        return f"{Action.kind}:{step.of}"
    return f"{step.kind}.{step.of}" if step.of else step.kind


def _step(kind: str, text: str, of: str = "", **more: Any) -> Row:
    step = StepTarget(kind, of)
    return Row(key_of(step), text, target=step, **more)


def intro_rows(meetings: Sequence[StatusMeeting], today: date, *, ready: bool) -> list[Row]:
    """What a status meeting is, and those held before."""
    about = _(
        "Invite colleagues to a short look at the action plan: what did we agree, why, and did it "
        "work? Then ask what has changed and what should be better. AMIS takes one thing at a "
        "time and writes the minutes."
    )
    title = _("Status meeting on the action plan")
    rows = [
        Row("title", title, tone=Tone.HEAD, selectable=False),
        Row("about", about, wrap=True, selectable=False),
        Row("gap.prepare", selectable=False),
    ]
    if not ready:
        text = _("The workplace is not set up yet. A meeting is prepared from it. 8: set it up")
        return [*rows, empty("setup", text)]
    prepare = _("Press Enter to prepare a status meeting for today")
    rows.append(
        Row("prepare", prepare, glyph=glyphs().way, tone=Tone.STRONG, target=PrepareTarget(today))
    )
    if meetings:
        rows += [
            Row("gap.held", selectable=False),
            Row("head.held", _("Held before"), tone=Tone.HEAD, selectable=False),
        ]
    for meeting in meetings:
        day = weekday_date(meeting.held_on) if meeting.held_on else glyphs().dash
        far = distance(meeting.held_on, today) if meeting.held_on else ""
        text = f"{meeting.code:<3} {day}"
        told, target = _held(meeting, far), RecordTarget(meeting.reference)
        rows.append(Row(meeting.reference, text, glyph=" ", meta=told, target=target))
    return rows


def _held(meeting: StatusMeeting, far: str) -> str:
    return choice_label(meeting.state) if meeting.state is not MeetingState.PLANNED else far


def step_rows(
    view: StatusView, questions: Sequence[StatusQuestion], today: date, height: int
) -> list[Row]:
    """The overview.

    Args:
        view: The meeting.
        questions: What is asked about the time ahead.
        today: The day it is.
        height: Lines there are room for: empty ones part the groups when they fit.
    """
    signs = glyphs()
    here, invited = len(view.present), len(view.attendance)
    gone = f"{view.talked_about}/{len(view.actions)}"
    framed = signs.tick if view.meeting.held_on else signs.empty
    rows = [
        _step(FRAME, _("Frame"), glyph=framed),
        _step(
            PEOPLE,
            _("Who is here"),
            glyph=signs.tick if here else signs.empty,
            meta=f"{here}/{invited}" if invited else "",
        ),
        Row("gap.actions", selectable=False),
        Row("head.actions", _("Look back"), tone=Tone.HEAD, meta=gone, selectable=False),
        *_actions(view, today),
        Row("gap.forward", selectable=False),
        Row("head.forward", _("Now and ahead"), tone=Tone.HEAD, selectable=False),
        *(_question(view, question) for question in questions),
        Row("gap.end", selectable=False),
        _anchoring(view),
        _step(END, _("Conclusion"), glyph=_end_sign(view), meta=_end_word(view)),
    ]
    if len(rows) <= height:
        return rows
    return [row for row in rows if not row.key.startswith("gap.")]


def _anchoring(view: StatusView) -> Row:
    """How much of what came of the meeting has somebody and a day."""
    done, count = sum(each.anchored for each in view.handed), len(view.handed)
    sign = glyphs().tick if count and done == count else glyphs().empty
    meta = f"{done}/{count}" if count else ""
    return _step(ANCHORING, _("Anchoring in the group"), glyph=sign, meta=meta)


def _end_sign(view: StatusView) -> str:
    approved = view.meeting.state is MeetingState.APPROVED
    return glyphs().tick if approved else glyphs().empty


def _end_word(view: StatusView) -> str:
    approved = view.meeting.state is MeetingState.APPROVED
    return choice_label(MeetingState.APPROVED) if approved else ""


def _actions(view: StatusView, today: date) -> Iterator[Row]:
    if not view.actions:
        text = _("No open actions. They are looked at one by one. 4: the plan")
        yield empty("none", text, heard=False)
    for each in view.actions:
        outcome = each.entry.outcome if each.entry is not None else None
        late = each.standing is Standing.LATE
        found = {Standing.LATE: glyphs().overdue, Standing.STALLED: glyphs().warning}
        sign = found.get(each.standing, glyphs().empty)
        if each.talked_about:
            sign = glyphs().tick if outcome else glyphs().half
        yield _step(
            ACTION,
            f"{each.action.code:<4} {each.action.measure}",
            each.action.id,
            glyph=sign,
            meta=choice_label(outcome) if outcome else standing_text(each, today) or _due(each),
            tone=Tone.DIM if outcome else Tone.STRONG if late else Tone.PLAIN,
        )


def standing_text(each: ActionView, today: date) -> str:
    """Why the action comes before others, in a few words; empty for one like the rest."""
    since = overdue_since(each.action, today)
    match each.standing:
        case Standing.LATE if since is not None:
            return distance(since, today)
        case Standing.STALLED:
            return choice_label(ActionStatus.STALLED)
        case Standing.EFFECT:
            return _("did it work?")
        case Standing.PERMANENT:
            return _("permanent risk")
    return ""


def _due(each: ActionView) -> str:
    return short_date(each.action.due) if each.action.due else _("no deadline")


def _question(view: StatusView, question: StatusQuestion) -> Row:
    answers = [answer for answer in view.answers if answer.question == question.id]
    count = len(answers) + (len(view.own_ideas) if question.id == "ideas" else 0)
    sign = glyphs().tick if count else glyphs().empty
    meta = str(count) if count else ""
    return _step(ASKED, question.title, question.id, glyph=sign, meta=meta)


def first_step(view: StatusView, questions: Sequence[StatusQuestion]) -> StepTarget:
    """Where the meeting goes on: the first action without a status, else the questions."""
    if view.meeting.state is MeetingState.APPROVED:
        return StepTarget(END)
    for each in view.actions:
        if not each.settled:
            return StepTarget(ACTION, each.action.id)
    answered = {answer.question for answer in view.answers}
    if view.own_ideas:
        answered.add("ideas")
    left = (question.id for question in questions if question.id not in answered)
    last = StepTarget(END if all(each.anchored for each in view.handed) else ANCHORING)
    return next((StepTarget(ASKED, identity) for identity in left), last)


def title_of(view: StatusView, room: int) -> str:
    """The line above it all: which meeting, when, how far; in so many cells, by leaving out."""
    meeting = view.meeting
    told = [_(StatusMeeting.label)]
    if meeting.held_on is not None:
        told.append(weekday_date(meeting.held_on))
    if meeting.state is MeetingState.RUNNING:
        told.append(_("{n} of {m} actions").format(n=view.talked_about, m=len(view.actions)))
    else:
        told.append(choice_label(meeting.state))
    whole = f" {glyphs().separator} ".join(told)
    if len(whole) <= room:
        return whole
    if meeting.held_on is not None:
        told[1] = short_date(meeting.held_on)
    return safe.cut(f" {glyphs().separator} ".join(told), room, glyphs().ellipsis)
