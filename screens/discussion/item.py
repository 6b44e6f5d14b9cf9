"""An agenda item as rows: what it is about, what was said, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rich.cells import cell_len

from data.dataclass import dataclass
from data.dates.labels import short_date
from data.facts.called import called
from data.facts.meetings import EVALUATION_ITEM
from data.facts.notes import is_confidential
from data.i18n import _, ngettext
from data.model.choices import IdeaState, NoteForm, Outcome, choice_label
from data.model.plan import Action, Idea
from data.model.workplace import Person
from data.views.show import name_of
from screens.discussion.overview import item_state
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import SIGN, list_room
from screens.drawing.marks import mark_sign
from screens.meeting.clock import MINUTE
from screens.meeting.step import ActTarget
from screens.widgets.empty import HintRow, empty
from screens.widgets.row_list import RecordTarget, Row, Tone, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.facts.discussion import DiscussionView, GoalView, ItemView
    from data.model.base import Record
    from data.model.discussion import Note
    from data.model.document import Document
    from data.views.action_state import ActionStates
    from screens.meeting.held import Room

FOLD: Final = "fold"
"""The key of the row that folds the helper questions out and in."""

_UNDER: Final = 4
"""Where what belongs to a goal begins."""

_DAY: Final = 10
"""Cells that a day takes."""

IDEAS: Final = frozenset({"where_now", "focus"})
"""Agenda templates that show last year's goals, and the ideas that wait."""


class QuestionTarget(NamedTuple):
    """A helper question: Enter writes down what is said to it."""

    number: int


@dataclass(frozen=True, slots=True)
class Sight:
    """How much there is room for, and what the user has asked to see."""

    room: Room
    seconds: int
    """Time the item has taken."""
    states: ActionStates
    """How far actions have come on the day."""
    unfolded: bool | None = None
    """Whether the helper questions are shown; None lets the room decide."""


def item_rows(
    document: Document,
    view: DiscussionView,
    each: ItemView,
    facts: Sequence[str],
    sight: Sight,
) -> list[Row]:
    """Everything about an item.

    Args:
        document: The document.
        view: The discussion the item is part of.
        each: The item.
        facts: What to have at hand for it.
        sight: Room and wishes.
    """
    head = [*_head(each, sight), *_goals(sight, view, each)]
    said = [*_ideas(document, view, each), *_notes(each), *_made(document, each)]
    unfolded = sight.unfolded
    if unfolded is None:
        # Questions are for getting started: unasked they never push away what was written.
        full = [*head, *_questions(each, unfolded=True), *said]
        unfolded = lines_of(full, sight.room.width) <= sight.room.height
    asked = list(_questions(each, unfolded=unfolded))
    return [*head, *asked, *(_facts(facts) if unfolded else ()), *said]


def _head(each: ItemView, sight: Sight) -> Iterator[Row]:
    item = each.item
    yield Row("title", item.title, tone=Tone.HEAD, wrap=True, selectable=False)
    _sign, state = item_state(each)
    told = [_duty(each), state, *_time(each, sight.seconds)]
    text = f" {glyphs().separator} ".join(filter(None, told))
    yield Row("duty", text, wrap=True, selectable=False)
    if item.skipped:
        reason = _("Left out: {reason}").format(reason=item.skip_reason)
        yield Row("reason", reason, wrap=True, selectable=False, tone=Tone.STRONG)
    if item.why:
        yield Row("why", item.why, tone=Tone.DIM, wrap=True, selectable=False)


def _duty(each: ItemView) -> str:
    item = each.item
    if item.statutory:
        return (
            _("§ Required by law: {rule}").format(rule=item.rule)
            if item.rule
            else _("§ Required by law")
        )
    return _("Suggestion") if item.item else _("Your own item")


def _time(each: ItemView, seconds: int) -> Iterator[str]:
    if each.item.minutes_planned:
        yield _("{n} min set aside").format(n=each.item.minutes_planned)
    if seconds >= MINUTE:
        yield _("{n} min used").format(n=seconds // MINUTE)


def _questions(each: ItemView, *, unfolded: bool) -> Iterator[Row]:
    questions = each.item.questions
    if not questions:
        return
    yield _gap("questions")
    sign = glyphs().opened if unfolded else glyphs().closed
    title = _("Helper questions")
    count = "" if unfolded else f" ({len(questions)})"
    yield Row(FOLD, f"{title}{count}", glyph=sign, tone=Tone.DIM, target=ActTarget("questions"))
    if unfolded:
        for number, question in enumerate(questions):
            yield Row(
                f"question.{number}", question, glyph=" ", wrap=True, target=QuestionTarget(number)
            )


def _facts(facts: Sequence[str]) -> Iterator[Row]:
    if facts:
        together = f" {glyphs().separator} ".join(facts)
        text = _("Have at hand: {facts}").format(facts=together)
        yield Row("facts", text, tone=Tone.DIM, wrap=True, glyph=" ", selectable=False)


def _notes(each: ItemView) -> Iterator[Row]:
    if not each.notes:
        return
    yield _gap("notes")
    yield Row("head.notes", _("Said and decided"), tone=Tone.HEAD, selectable=False)
    for note in each.notes:
        yield note_row(note)


def note_row(note: Note) -> Row:
    """A note; decisions and what is confidential by sign and word."""
    sign, words, tone = glyphs().bullet, [], Tone.PLAIN
    if note.form is NoteForm.DECISION:
        sign, tone = glyphs().way, Tone.STRONG
        words.append(_("Decision"))
    if is_confidential(note):
        sign = glyphs().cross
        words.append(_("Confidential"))
    text = f"{', '.join(words)}: {note.text}" if words else note.text
    return _of(note, text, glyph=sign, tone=tone)


def _made(document: Document, each: ItemView) -> Iterator[Row]:
    if not each.made:
        return
    yield _gap("made")
    yield Row("head.made", _("Came of it"), tone=Tone.HEAD, selectable=False)
    for record in each.made:
        yield record_row(document, record)


def record_row(document: Document, record: Record, *, indent: int = 0) -> Row:
    """A record by number and name, with who and when."""
    text = f"{record.code:<3} {record.heading}"
    if isinstance(record, Idea):
        text = f"{text} ({choice_label(record.state)})"
    return _of(record, text, meta=who_and_when(document, record), indent=indent)


def who_and_when(document: Document, record: Record) -> str:
    """`Mette 1/4/2026`: the first names of who is responsible, and the date."""
    owner = document.get(Person, getattr(record, "owner", None))
    day: date | None = getattr(record, date_field(record), None)
    name = called(owner, document.all(Person)) if owner else ""
    if day is None:
        return name
    # The days stand below one another, whoever it is.
    return f"{name} {short_date(day):>{_DAY}}".lstrip()


def date_field(record: Record) -> str:
    """The field that holds a record's date; empty for a kind without one."""
    return {"action": "due", "goal": "due", "activity": "day"}.get(record.kind, "")


def _goals(sight: Sight, view: DiscussionView, each: ItemView) -> Iterator[Row]:
    if each.item.item != EVALUATION_ITEM:
        return
    yield _gap("goals")
    if not view.previous_goals:
        text = _(
            "No goals from before wait for an answer. What you set now comes here next time. "
            "m: write one"
        )
        yield empty("goals.none", text)
    else:
        title = _("The goals you set. Enter: reached?")
        yield HintRow("head.goals", title, tone=Tone.HEAD, selectable=False)
    for goal_view in view.previous_goals:
        yield from _goal(sight, goal_view)
    if view.carried:
        yield _gap("carried")
        title = _("Still open from earlier discussions")
        yield Row("head.carried", title, tone=Tone.HEAD, selectable=False)
        for action in view.carried:
            yield _served(sight, action)
    yield from _stalled(sight.states, view)


def _stalled(states: ActionStates, view: DiscussionView) -> Iterator[Row]:
    """What stands still besides what is shown above: somebody has to say what becomes of it."""
    stalls = states.stalled_besides(view)
    if not stalls:
        return
    yield _gap("stalled")
    title = f"{_('Stalled')}  {len(stalls)}"
    yield Row("head.stalled", title, tone=Tone.HEAD, selectable=False)
    for stall in stalls:
        # Why is as long as what: beside it, it would leave no room for the words of either.
        told = [f"{stall.record.code:<3} {stall.record.heading}", stall.brief]
        text = f" {glyphs().separator} ".join(filter(None, told))
        yield _of(stall.record, text, glyph=glyphs().warning, indent=2)


def _goal(sight: Sight, view: GoalView) -> Iterator[Row]:
    goal = view.goal
    signs = glyphs()
    sign = {
        None: signs.empty,
        Outcome.REACHED: signs.tick,
        Outcome.PARTIAL: signs.half,
        Outcome.MISSED: signs.cross,
        Outcome.DROPPED: signs.dash,
    }[goal.outcome]
    outcome = choice_label(goal.outcome) if goal.outcome else _("no answer yet")
    tone = Tone.PLAIN if goal.outcome else Tone.STRONG
    yield _of(goal, f"{goal.code:<3} {goal.title}", glyph=sign, meta=outcome, tone=tone)
    if goal.measure:
        text = _("Reached when: {measure}").format(measure=goal.measure)
        yield Row(f"measure.{goal.id}", text, indent=6, wrap=True, selectable=False)
    if goal.outcome_reason:
        yield Row(f"why.{goal.id}", goal.outcome_reason, indent=6, wrap=True, selectable=False)
    for action in view.actions:
        yield _served(sight, action)


def _served(sight: Sight, action: Action) -> Row:
    """An action under the goal it serves, with how far it came; on two lines where it is long."""
    states, between = sight.states, f" {glyphs().separator} "
    status = states.word(action)
    if action.effect is not None:
        solved = _("solved: {answer}").format(answer=choice_label(action.effect))
        status = f"{status}, {solved}"
    name, meta = f"{action.code:<3} {action.measure}", who_and_when(states.document, action)
    text = f"{name}{between}{status}"
    room = list_room(sight.room.width) - _UNDER - SIGN
    if cell_len(f"{text} {meta}") > room:
        # Beside each other all of it would stand in a column of a few words.
        told = between.join(filter(None, [status, " ".join(meta.split())]))
        text, meta = f"{name}\n{' ' * len(action.code.ljust(4))}{told}", ""
    sign = mark_sign(states.mark(action))
    return _of(action, text, glyph=sign, indent=_UNDER, meta=meta, tone=Tone.DIM)


def _ideas(document: Document, view: DiscussionView, each: ItemView) -> Iterator[Row]:
    if each.item.item not in IDEAS or not view.ideas:
        return
    yield _gap("ideas")
    waiting = sum(idea.state is IdeaState.OPEN for idea in view.ideas)
    title = ngettext("{n} idea waits. Enter: take up", "{n} ideas wait. Enter: take up", waiting)
    yield HintRow("head.ideas", title.format(n=waiting), tone=Tone.HEAD, selectable=False)
    for idea in view.ideas:
        sign = glyphs().empty if idea.state is IdeaState.OPEN else glyphs().tick
        meta = "" if idea.state is IdeaState.OPEN else choice_label(idea.state)
        if idea.state is IdeaState.OPEN and idea.status_meeting is not None:
            # Nobody stands as such: that is what the agenda is to settle.
            who = name_of(document, "person", idea.owner) or _("nobody yet")
            meta = " ".join(filter(None, [who, short_date(idea.next_on) if idea.next_on else ""]))
        text = f"{idea.code:<3} {idea.text}"
        yield _of(idea, text, glyph=sign, meta=meta)


def _of(record: Record, text: str, **looks: Any) -> Row:
    """A row that stands for a record."""
    target = RecordTarget(record.reference)
    return Row(record.reference, text, wrap=True, target=target, **looks)


def _gap(name: str) -> Row:
    return Row(f"gap.{name}", selectable=False)
