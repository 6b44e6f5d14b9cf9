"""The action plan as a file for a spreadsheet: every field, and no cell that acts.

Semicolons, a byte order mark and CRLF, as Danish Excel wants it. Days are written 2026-10-25: Excel
reads that as a date whatever its language is, and no other program can take day for month.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import local_day
from data.export.office.formulas import guarded
from data.facts.notes import open_notes_by_subject
from data.i18n import _
from data.model.base import BOOKKEEPING_LABELS, Shape, label_of, specs
from data.model.plan import Action
from data.text import clean
from data.views.action_state import ActionStates
from data.views.show import name_of, show_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from data.model.discussion import Note
    from data.model.document import Document

BOM: Final = "\ufeff"
DELIMITER: Final = ";"
LINE_END: Final = "\r\n"

NAMES_PARTED_BY: Final = "; "
"""Between several names in one cell: a comma may stand in a name."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows of texts as a whole file; texts keep their line breaks, inside quotation marks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator=LINE_END)
    for row in rows:
        writer.writerow([guarded(clean(text)) for text in row])
    return BOM + out.getvalue()


def plan_csv(document: Document, today: date | None = None) -> str:
    """Every action with every field and its notes, by number, in the language in use.

    Confidential notes are not in it.

    Args:
        document: Where the actions are.
        today: The day on which the last column tells what is late and what has stalled; None for
            the fields alone.
    """
    names = tuple(specs(Action))
    notes = notes_told(document)
    states = ActionStates(document, today) if today is not None else None
    rows = (
        [
            action.code,
            *(_cell(document, action, name) for name in names),
            "\n".join(notes.get(action.reference, ())),
            states.standing(action) if states is not None else "",
        ]
        for action in document.all(Action)
    )
    return csv_text([plan_header(), *rows])


def plan_header() -> tuple[str, ...]:
    """The headings of `plan_csv`: number, every field, notes, how it stands."""
    names = (label_of(Action, name) for name in specs(Action))
    return (_(BOOKKEEPING_LABELS["number"]), *names, _("Notes"), standing_header())


def standing_header() -> str:
    """What the column is called that tells what is late and what has stalled; nobody fills it."""
    return _("How it stands")


def _cell(document: Document, action: Action, name: str) -> str:
    spec, value = specs(Action)[name], getattr(action, name)
    if spec.shape is Shape.DAY:
        return value.isoformat() if value else ""
    if spec.shape is Shape.REFS:
        return NAMES_PARTED_BY.join(name_of(document, spec.target, identity) for identity in value)
    return show_field(document, action, name)


def notes_told(document: Document) -> dict[str, list[str]]:
    """What may be read by all, by what it is about: day, author, text."""
    return {about: told_notes(notes) for about, notes in open_notes_by_subject(document).items()}


def told_notes(notes: Iterable[Note]) -> list[str]:
    """Notes as a cell holds them: day, author, text."""
    return [
        note_head(local_day(note.created_at), note.created_by) + note.text.strip() for note in notes
    ]


def note_head(day: date, who: str) -> str:
    """How a note begins in a cell: its day and who wrote it."""
    return f"{day.isoformat()} {who}: "
