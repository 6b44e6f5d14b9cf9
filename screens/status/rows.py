"""What a step of the status meeting shows: an action with its why, a question with its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from data.dates.arithmetic import local_day
from data.dates.labels import short_date, weekday_date
from data.facts.due import late_besides_deadline
from data.facts.plan import overdue_since
from data.i18n import _, ngettext
from data.model.base import label_of
from data.model.choices import MeetingState, StatusOutcome, choice_label
from data.model.plan import Action
from data.views.running import talk_told
from data.views.show import name_of, show_field
from data.views.status import Standing
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.meeting.conclusion import act_row, gap_key, minutes_rows
from screens.meeting.people import person_row
from screens.status.overview import ACTION, ANCHORING, PEOPLE, StepTarget, standing_text
from screens.widgets.empty import HintRow, empty
from screens.widgets.row_list import RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from data.content.types import StatusQuestion
    from data.model.document import Document
    from data.model.plan import Condition, Idea
    from data.model.status import StatusAnswer, StatusEntry
    from data.views.status import ActionView, StatusView

OUTCOME_KEYS: Final = (
    ("p", StatusOutcome.ON_TRACK),
    ("b", StatusOutcome.BEHIND),
    ("f", StatusOutcome.DONE),
    ("i", StatusOutcome.STALLED),
)
"""The four answers, each with its key."""


class AnswerTarget(NamedTuple):
    """An answer, or the place for the first one."""

    column: str = ""
    """The column of the question it stands in."""
    reference: str = ""
    """`kind:id` of the answer or the idea; empty for none."""


_LABEL: Final = 18
_HISTORY: Final = 4
"""How much of what was said before is told."""


def people_rows(view: StatusView) -> list[Row]:
    """Who is invited and who came."""
    here, invited = len(view.present), len(view.attendance)
    count = _("{n} of {m} are here").format(n=here, m=invited)
    rows = [
        Row("head.people", count, tone=Tone.HEAD, selectable=False),
        *map(person_row, view.attendance),
    ]
    if not view.attendance:
        text = _("Nobody yet. Who came stands in the minutes. a: add somebody")
        rows.append(empty("nobody", text))
    return rows


# -- an action -----------------------------------------------------------------------------


def action_rows(
    document: Document, each: ActionView, titles: Mapping[str, str], today: date
) -> list[Row]:
    """An action: what was planned, why, how it went so far, what this meeting says."""
    action = each.action
    return [
        Row("title", f"{action.code}  {action.measure}", tone=Tone.HEAD, wrap=True),
        Row("facts", _facts(document, each, today), wrap=True, tone=Tone.DIM),
        *_part(titles["why"], "why", _why(each)),
        *_without_why(each, titles["why"]),
        *_part(titles["worked"], "worked", _worked(document, each)),
        *_part(_("At this meeting"), "said", _said(each)),
    ]


def _part(title: str, name: str, texts: Iterator[tuple[str, Tone]]) -> Iterator[Row]:
    told = list(texts)
    if told:
        yield Row(f"gap.{name}")
        yield Row(f"head.{name}", title, tone=Tone.HEAD)
    for number, (text, tone) in enumerate(told):
        yield Row(f"{name}{number}", text, tone=tone, wrap=True, indent=2)


def _without_why(each: ActionView, title: str) -> Iterator[Row]:
    action = each.action
    if not (action.problem or action.improves or each.condition or each.goal):
        text = _("There is no record of why. The group looks back at it here. e: the action")
        yield Row("gap.why")
        yield Row("head.why", title, tone=Tone.HEAD)
        yield empty("why", text, indent=2)


def _facts(document: Document, each: ActionView, today: date) -> str:
    action = each.action
    owner = name_of(document, "person", action.owner) or _("nobody is responsible")
    due = _("deadline {date}").format(date=weekday_date(action.due)) if action.due else ""
    # The number of days is counted from the day that passed first.
    since = overdue_since(action, today)
    besides = since != action.due and each.standing is Standing.LATE
    late = late_besides_deadline(action, today)[:1] if besides else ()
    talk = talk_told(document, action, today)
    told = [owner, due, choice_label(each.status), *late, standing_text(each, today), talk]
    known = dict.fromkeys(filter(None, told))
    return f" {glyphs().separator} ".join(known)


def _why(each: ActionView) -> Iterator[tuple[str, Tone]]:
    action = each.action
    if action.problem:
        yield action.problem, Tone.PLAIN
    if action.improves:
        yield _("Is to improve: {what}").format(what=action.improves), Tone.STRONG
    if each.condition is not None:
        name = f"{each.condition.code} {each.condition.title}"
        what = label_of(Action, "condition")
        tone = Tone.PLAIN if action.improves else Tone.STRONG
        yield f"{what}: {name}", tone
    if each.goal is not None:
        name = f"{each.goal.code} {each.goal.title}"
        yield _("Goal: {goal}").format(goal=name), Tone.PLAIN


def _worked(document: Document, each: ActionView) -> Iterator[tuple[str, Tone]]:
    said = [*_meetings(each), *_notes(each)]
    for day, text in sorted(said, key=lambda one: one[0], reverse=True)[:_HISTORY]:
        yield f"{short_date(day)} {text}", Tone.PLAIN
    for name in ("success", "effect", "effect_note", "holds", "effect_due"):
        value = show_field(document, each.action, name)
        if value:
            yield f"{label_of(Action, name)}: {value}", Tone.PLAIN
    for after in each.follow_ups:
        what = f"{after.code} {after.measure}"
        yield _("Tried instead: {what}").format(what=what), Tone.PLAIN


def _meetings(each: ActionView) -> Iterator[tuple[date, str]]:
    for told in each.history:
        entry = told.entry
        words = [choice_label(entry.outcome) if entry.outcome else "", entry.remark]
        if not any(words):
            words = [_new_deadline(entry)]
        if told.meeting.held_on is not None:
            yield told.meeting.held_on, ": ".join(filter(None, words))


def _new_deadline(entry: StatusEntry) -> str:
    if entry.due_after is None or entry.due_after == entry.due_before:
        return ""
    return _("new deadline {day}").format(day=weekday_date(entry.due_after))


def _notes(each: ActionView) -> Iterator[tuple[date, str]]:
    for note in each.notes:
        yield local_day(note.created_at), f"{note.created_by}: {note.text}"


def _said(each: ActionView) -> Iterator[tuple[str, Tone]]:
    entry = each.entry
    if entry is None:
        return
    told = [choice_label(entry.outcome) if entry.outcome else "", _new_deadline(entry)]
    if any(told):
        yield f" {glyphs().separator} ".join(filter(None, told)), Tone.STRONG
    if entry.remark:
        yield entry.remark, Tone.PLAIN


def outcome_line(each: ActionView) -> Content:
    """The four answers with their keys, the one that was given marked."""
    chosen = each.entry.outcome if each.entry is not None else None
    parts: list[str | tuple[str, str]] = []
    for key, outcome in OUTCOME_KEYS:
        given = outcome is chosen
        mark = f"{glyphs().tick} " if given else ""
        words = f" {mark}{choice_label(outcome)}"
        parts += [
            (f" {key} ", "bold reverse"),
            (words, "bold underline") if given else words,
            "   ",
        ]
    return Content.assemble(*parts)


# -- a question ----------------------------------------------------------------------------


def asked_text(question: StatusQuestion) -> Content:
    """The question, and what to do with it."""
    return Content.assemble((safe.one_line(question.question), "bold"), "\n", question.hint)


def answer_rows(view: StatusView, question: StatusQuestion, column: str = "") -> list[Row]:
    """The answers to a question, in one of its columns."""
    title = question.columns.get(column, "")
    rows = [Row("head.column", title, tone=Tone.HEAD, selectable=False)] if title else []
    for answer in view.answers_to(question.id, column):
        day = short_date(answer.on) if answer.on else ""
        rows.append(_answer(column, answer, answer.text, day))
    if question.id == "ideas":
        rows += [_answer(column, idea, f"{idea.code:<3} {idea.text}") for idea in view.own_ideas]
    if not any(row.target for row in rows):
        text = _("Nothing yet. What is said comes into the minutes. a: write")
        rows.append(empty("nothing", text, AnswerTarget(column)))
    return rows


def _answer(column: str, answer: StatusAnswer | Idea, text: str, day: str = "") -> Row:
    target = AnswerTarget(column, answer.reference)
    sign = glyphs().bullet
    return Row(answer.reference, text, glyph=sign, meta=day, wrap=True, target=target)


def condition_rows(conditions: tuple[Condition, ...]) -> list[Row]:
    """The conditions of the APV: when each was looked at, and whether it has to be again."""
    if not conditions:
        return []
    title = _("The conditions in the APV. Space: looks different now")
    rows = [
        Row("gap.conditions", selectable=False),
        HintRow("head.conditions", title, tone=Tone.HEAD, selectable=False),
    ]
    for each in conditions:
        changed = each.change_on is not None
        told = (
            _("changed {day}").format(day=short_date(each.change_on))
            if each.change_on
            else (short_date(each.assessed_on) if each.assessed_on else _("not assessed"))
        )
        sign = glyphs().warning if changed else glyphs().empty
        text = f"{each.code:<3} {each.title}"
        target = RecordTarget(each.reference)
        rows.append(Row(each.reference, text, glyph=sign, meta=told, wrap=True, target=target))
    return rows


# -- the end -------------------------------------------------------------------------------


def end_rows(view: StatusView) -> list[Row]:
    """What can be done with the minutes."""
    signs = glyphs()
    meeting = view.meeting
    rows = minutes_rows(meeting, _("Reopen the meeting"))
    if meeting.state is MeetingState.APPROVED:
        return rows
    following = weekday_date(meeting.next_on) if meeting.next_on else signs.dash
    text = _("Next status meeting: {day}").format(day=following)
    rows.insert(-1, act_row("next_meeting", text, "d"))
    gaps = gaps_of(view)
    if gaps:
        rows.append(Row("gap.findings", selectable=False))
    rows += [
        Row(gap_key(number), gap, glyph=signs.warning, wrap=True, target=step)
        for number, (gap, step) in enumerate(gaps)
    ]
    return rows


def gaps_of(view: StatusView) -> tuple[tuple[str, StepTarget], ...]:
    """What the minutes lack, in sentences, each with the step where it can be mended."""
    gaps: list[tuple[str, StepTarget]] = []
    if view.attendance and not view.present:
        text = _("Nobody is marked as here. Under Who is here, * marks everybody.")
        gaps.append((text, StepTarget(PEOPLE)))
    silent = [each for each in view.actions if not each.talked_about]
    if silent:
        text = _("{n} of {m} actions have not been talked about.")
        told = text.format(n=len(silent), m=len(view.actions))
        gaps.append((told, StepTarget(ACTION, silent[0].action.id)))
    loose = sum(not each.anchored for each in view.handed)
    if loose:
        text = ngettext(
            "{n} thing from the meeting has nobody, or no day.",
            "{n} things from the meeting have nobody, or no day.",
            loose,
        )
        gaps.append((text.format(n=loose), StepTarget(ANCHORING)))
    return tuple(gaps)
