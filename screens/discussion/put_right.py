"""Putting right what was written at a discussion: notes, and what came of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.arithmetic import move
from data.dates.labels import day_label
from data.edits.edits import Set
from data.edits.records import DeleteRecord, Edits, SetField
from data.i18n import _
from data.model.choices import MeetingState, NoteForm
from screens.discussion.item import date_field

if TYPE_CHECKING:
    from datetime import date

    from data.model.base import Record
    from data.model.discussion import Discussion, Note
    from screens.frame.desk import Desk


async def delete(desk: Desk, record: Record) -> None:
    """Delete a note or what came of an item; undo brings it back."""
    name = record.code if record.prefix else _("The note")
    news = _("{what} is deleted. u: undo").format(what=name)
    await desk.run(DeleteRecord(record.kind, record.id), news)


async def hide(desk: Desk, note: Note) -> None:
    """Confidential: it stays here and never leaves in an export; or no longer."""
    hidden = not note.confidential
    news = (
        _("Confidential: it never leaves in an export.")
        if hidden
        else _("No longer confidential: it comes into the minutes.")
    )
    command = SetField(note.kind, note.id, "confidential", hidden, base=note.confidential)
    await desk.run(command, news)


async def reform(desk: Desk, note: Note) -> None:
    """A note becomes a decision, a decision a note."""
    decided = note.form is NoteForm.DECISION
    form = NoteForm.NOTE if decided else NoteForm.DECISION
    news = _("It is a note now.") if decided else _("It is a decision now.")
    await desk.run(SetField(note.kind, note.id, "form", form, base=note.form), news)


async def move_date(desk: Desk, record: Record, discussion: Discussion, days: int) -> None:
    """Move a record's date by so many days; one without a date is counted from today."""
    field = date_field(record)
    before: date | None = getattr(record, field)
    day = move(before or desk.today, days)
    # A date still being agreed on is not postponed.
    agreed_now = (
        getattr(record, "discussion", None) == discussion.id
        and discussion.state is MeetingState.RUNNING
    )
    command = (
        Edits("set", (Set(record.kind, record.id, field, day, before),))
        if agreed_now
        else SetField(record.kind, record.id, field, day, base=before)
    )
    await desk.run(command, f"{record.code}: {day_label(day)}")
