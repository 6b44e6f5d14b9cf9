"""Asking for a note: `F:` in front of one makes it confidential wherever a note is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from data.edits.edits import Add, Set
from data.edits.records import Edits
from data.facts.notes import is_confidential
from data.i18n import _, language
from data.ids import new_id
from data.model.base import label_of
from data.model.discussion import Note
from data.text import shorten

if TYPE_CHECKING:
    from data.edits.edits import Edit
    from screens.frame.desk import Desk


_TITLE: Final = 40
"""Letters of a note above the line it is put in other words on."""


class TypedNote(NamedTuple):
    """What was typed, without the letter in front that says who may read it."""

    text: str
    secret: bool
    """Whether it is to stay with those who wrote it."""


def read_note(text: str) -> TypedNote:
    """How a note is read."""
    from data.capture import confidential_text

    secret = confidential_text(text, language())
    if secret is not None:
        return TypedNote(secret, secret=True)
    return TypedNote(text.strip(), secret=False)


def note_reading(text: str) -> str:
    """What is said of a note while it is typed; empty for one that everybody may read."""
    return _("Confidential: it is kept here only") if read_note(text).secret else ""


def open_to_all(text: str) -> str:
    """Why a text cannot be taken where everybody reads it; empty when it can."""
    if not read_note(text).secret:
        return ""
    return _("Everybody reads this. Write it as a confidential note on an action instead")


async def ask_note(
    desk: Desk,
    title: str,
    now: str = "",
    *,
    hint: str = "",
    place: str = "",
    required: bool = False,
) -> TypedNote | None:
    """Ask for a note; None when the question was left or nothing was changed.

    Args:
        desk: What it works at.
        title: What the note is about.
        now: The note that is there already.
        hint: What to think of; the keys, when empty.
        place: What the draft belongs to; none is kept when empty.
        required: Whether there must be a text.
    """
    from screens.dialogs.prompt import TextPrompt

    def accept(text: str) -> str:
        note = read_note(text)
        must = required or note.secret
        return _("This must be filled in.") if must and not note.text else ""

    keys = _("Enter: keep   Ctrl+J: new line   Esc: back")
    prompt = TextPrompt(
        title,
        now,
        hint=hint or f"{keys}   {_('F: confidential')}",
        reading=note_reading,
        accept=accept,
        drafts=desk.drafts if place else None,
        place=place,
    )
    text = await desk.ask(prompt)
    return None if text is None or text == now else read_note(text)


async def keep_in_confidence(desk: Desk, about: str, text: str, *instead: Edit) -> None:
    """Keep a confidential note about a record.

    Args:
        desk: What it works at.
        about: The record's `kind:id`.
        text: What is confidential.
        instead: What is taken away because the note stands in its place.
    """
    values = {"about": about, "text": text, "confidential": True}
    command = Edits("add", (Add(Note.kind, new_id(), values), *instead))
    await desk.run(command, _("Noted in confidence: it never leaves in an export."))


async def edit_note(desk: Desk, note: Note) -> bool:
    """Put a note in other words, be it as a confidential one; whether it was saved."""
    title = f"{shorten(note.heading, _TITLE)}  {label_of(Note, 'text')}"
    if is_confidential(note):
        title = f"{_('Confidential')}: {title}"
    place = f"{note.reference}.text"
    typed = await ask_note(desk, title, note.text, place=place, required=True)
    if typed is None:
        return False
    edits = [Set(note.kind, note.id, "text", typed.text, note.text)]
    if typed.secret and not is_confidential(note):
        edits.append(Set(note.kind, note.id, "confidential", True, False))
    return await desk.run(Edits("set", tuple(edits)), _("Saved.")) is not None
