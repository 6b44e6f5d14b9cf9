"""The one door to notes that may leave the room: what others read never holds a confidential one.

Views, rules, exports and screens ask here and never read `confidential` themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from data.model.discussion import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.model.base import Record
    from data.model.document import Document


def is_confidential(record: Record) -> bool:
    """Whether a record stays with those who wrote it; of all records only notes can."""
    return isinstance(record, Note) and record.confidential


def note_told(note: Note) -> str:
    """What a note says, and that it is confidential: whoever reads it is to know."""
    return f"{_('Confidential')}: {note.text}" if is_confidential(note) else note.text


def without_confidential(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Those of the notes that everybody may read, in their order."""
    return tuple(note for note in notes if not is_confidential(note))


def open_notes(document: Document) -> tuple[Note, ...]:
    """Every note of the document that everybody may read, in the order they were made."""
    return without_confidential(document.all(Note))


def open_notes_by_subject(document: Document) -> dict[str, tuple[Note, ...]]:
    """The open notes that say something, by the `kind:id` of what they are about."""
    by_subject: dict[str, list[Note]] = {}
    for note in open_notes(document):
        if note.text.strip():
            by_subject.setdefault(note.about, []).append(note)
    return {about: tuple(notes) for about, notes in by_subject.items()}
