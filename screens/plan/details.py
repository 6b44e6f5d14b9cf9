"""An action beside the list: why it is there, what it should improve, what has been said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import local_day
from data.dates.labels import short_date, weekday_date
from data.facts.due import distance
from data.facts.notes import is_confidential, note_told
from data.facts.plan import deadline_passed
from data.i18n import _, ngettext
from data.model.base import Shape, label_of, specs
from data.model.discussion import Note
from data.model.plan import Action
from data.store.errors import StoreError
from data.views.action_state import ActionStates
from data.views.deadline_moves import DeadlineMoves
from data.views.plan import lacks_deadline, lacks_follow_up
from data.views.show import show_field
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import FieldTarget, RecordTarget, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from data.model.document import Document
    from data.views.deadline_moves import Move
    from screens.frame.desk import Desk
    from screens.widgets.row import Target
    from screens.widgets.row_list import RowList

_TITLE: Final = "title"
_LABEL: Final = 19
_WHO: Final = ("owner", "due", "follow_up", "status", "priority")
"""Always there: a gap in them is to be seen."""
_TEXTS: Final = ("problem", "cause", "improves", "success", "follow_up_how", "resources")
_LINKS: Final = ("condition", "goal", "discussion", "agenda_item", "idea", "follows", "step_of")
_EFFECT: Final = ("carried_out", "effect", "effect_due", "effect_note", "holds")
_REST: Final = (
    "helpers", "start", "topic", "source", "source_note", "level", "percent", "permanent",
    "mapping_method", "evaluation_method", "closed_on",
)  # fmt: skip


class Details:
    """Shows an action in a list, and reads on how deadlines were moved as saves come."""

    def __init__(self, desk: Desk, redraw: Callable[[], None]) -> None:
        """Make it.

        Args:
            desk: What it works at.
            redraw: Called when the history has been read.
        """
        self._desk, self._redraw = desk, redraw
        self._moves = DeadlineMoves()
        self._reading = False
        self._drawn = ""
        """The id of the action that is shown."""

    def draw(self, rows: RowList, action: Action | None) -> None:
        """Show an action; another one is read from its top, the same one stays where it is."""
        listed: list[Row] = []
        key = ""
        if action is not None:
            key, moves = action.id, self._moves.of(action.id)
            listed = detail_rows(self._desk.document, action, self._desk.today, moves)
        rows.show(listed, select=_TITLE if key != self._drawn else None)
        self._drawn = key
        if self._desk.document.meta.revision > self._moves.revision and not self._reading:
            self._reading = True
            rows.run_worker(self._read_moves(), exclusive=False)

    async def _read_moves(self) -> None:
        """Read how deadlines were moved, aside: a long history takes its time."""
        history = self._desk.session.store.history
        fresh = DeadlineMoves()
        try:
            await asyncio.to_thread(lambda: fresh.read(history.newest_first()))
        except StoreError as error:
            # Said once for every save: the rest of the action can be read all the same.
            self._desk.say(error.sentence(), alert=True)
        # What is on disk counts; a document without a history is not read again and again.
        fresh.revision = max(fresh.revision, self._desk.document.meta.revision)
        self._moves = fresh
        self._reading = False
        self._redraw()


def detail_rows(
    document: Document, action: Action, today: date, moves: Sequence[Move]
) -> list[Row]:
    """The fields that say something, what was noted, how the deadline was moved."""
    title = f"{action.code}  {action.measure}"
    rows = [Row(_TITLE, title, wrap=True, tone=Tone.STRONG, target=FieldTarget("measure"))]
    rows += [_field(document, action, name, today) for name in _WHO]
    for title, names in (
        (_("Why"), _TEXTS),
        (_("Belongs to"), _LINKS),
        (_("Effect"), _EFFECT),
        (_("More"), _REST),
    ):
        rows += _part(
            title, [_linked(document, action, name) for name in names if _says(action, name)]
        )
    rows += _part(_("Followed by"), list(_followers(document, action)))
    rows += _part(_("Notes"), list(_notes(document, action)))
    rows += _part(_("The deadline was moved"), list(_moves(moves)))
    return rows


def _part(title: str, rows: list[Row]) -> list[Row]:
    if not rows:
        return []
    return [
        Row(f"gap.{title}", selectable=False),
        Row(f"head.{title}", title, tone=Tone.HEAD, selectable=False),
        *rows,
    ]


def _says(action: Action, name: str) -> bool:
    return bool(getattr(action, name) != specs(Action)[name].default)


def _row(key: str, label: str, text: str, target: Target, tone: Tone = Tone.PLAIN) -> Row:
    lead = safe.fit(label, _LABEL, glyphs().ellipsis)
    return Row(key, f"{lead} {text}", wrap=True, hang=_LABEL + 1, tone=tone, target=target)


def _field(document: Document, action: Action, name: str, today: date) -> Row:
    text, tone = show_field(document, action, name), Tone.PLAIN
    if name == "status":
        text = ActionStates(document, today).whole(action)
    if name == "due" and action.due is not None:
        text = weekday_date(action.due)
        if action.is_open:
            text = f"{text}, {distance(action.due, today)}"
        if action.postponed:
            times = ngettext("put off {n} time", "put off {n} times", action.postponed)
            text = f"{text}, {times.format(n=action.postponed)}"
        tone = Tone.ALERT if deadline_passed(action, today) else tone
    missing = (
        (name == "owner" and action.owner is None and action.is_open)
        or (name == "due" and lacks_deadline(action))
        or (name == "follow_up" and lacks_follow_up(action))
    )
    if missing:
        text, tone = _("missing"), Tone.ACCENT
    return _row(name, label_of(Action, name), text or glyphs().dash, FieldTarget(name), tone)


def _linked(document: Document, action: Action, name: str) -> Row:
    spec = specs(Action)[name]
    value = getattr(action, name)
    text = show_field(document, action, name)
    # What can be opened is opened; agenda items have no card of their own.
    opens = spec.shape is Shape.REF and spec.target in {"action", "goal", "condition", "idea"}
    key = f"{spec.target}:{value}" if opens else name
    target = RecordTarget(key) if opens else FieldTarget(name)
    return _row(key, label_of(Action, name), text, target)


def _followers(document: Document, action: Action) -> Iterator[Row]:
    for other in document.all(Action):
        if action.id in (other.follows, other.step_of):
            target = RecordTarget(other.reference)
            yield Row(other.reference, f"{other.code}  {other.measure}", wrap=True, target=target)


def _notes(document: Document, action: Action) -> Iterator[Row]:
    about = [note for note in document.all(Note) if note.about == action.reference]
    for note in reversed(about):
        day = short_date(local_day(note.created_at))
        yield Row(f"by.{note.id}", f"{day} {note.created_by}", tone=Tone.DIM, selectable=False)
        target = RecordTarget(note.reference)
        sign = glyphs().cross if is_confidential(note) else ""
        indent = 0 if sign else 2
        yield Row(
            note.reference, note_told(note), glyph=sign, wrap=True, indent=indent, target=target
        )


def _moves(moves: Sequence[Move]) -> Iterator[Row]:
    none = _("none")
    for number, move in enumerate(reversed(moves)):
        old = short_date(move.old) if move.old else none
        new = short_date(move.new) if move.new else none
        text = f"{short_date(move.day)} {move.who}: {old} {glyphs().right} {new}"
        yield Row(f"move.{number}", text, wrap=True)
