"""From a captured line to the record it describes, tied to where it was said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from data.capture.words import USES
from data.dataclass import dataclass
from data.dates.line import Choice, could_be
from data.edits.errors import Invalid
from data.edits.records import AddRecord
from data.i18n import _
from data.model.choices import NoteForm, Source
from data.model.discussion import AgendaItem, Note
from data.model.document import KINDS

if TYPE_CHECKING:
    from data.capture import Captured

PASSAGES: Final = frozenset({"note", "decision", "confidential"})
"""What a line in a meeting can be besides a record of its own."""


@dataclass(frozen=True, slots=True)
class CapturePlace:
    """Where a line was typed: what its record is tied to."""

    discussion: str | None = None
    agenda_item: str | None = None
    year: int = 0
    """The year of the discussion; that of today elsewhere."""


def undecided(captured: Captured) -> str:
    """What must be asked about a line's days before it is kept; empty for nothing.

    Where nobody can be asked, as in a script, such a line is not kept.
    """
    said = [question.said for question in captured.questions]
    for part in captured.parts:
        if part.understood and part.others:
            day = captured.values[USES[captured.kind][part.key]]
            days = [Choice(each) for each in (day, *part.others) if isinstance(each, date)]
            said.append(could_be(part.value, days))
    return " ".join(dict.fromkeys(said))


def record_from(captured: Captured, place: CapturePlace, today: date) -> AddRecord:
    """The command that keeps a captured line.

    A passage needs an agenda item; elsewhere its text becomes an idea, so that nothing is lost.
    What is confidential does not: everybody reads ideas.

    Raises:
        Invalid: it is confidential, and there is nothing it is about.
    """
    kind = captured.kind
    if kind == "confidential" and place.agenda_item is None:
        reason = _("a confidential one is written where it belongs, such as on an action")
        raise Invalid(Note.kind, "", reason)
    if kind in PASSAGES and place.agenda_item is not None:
        return AddRecord(
            "note",
            {
                "about": f"{AgendaItem.kind}:{place.agenda_item}",
                "text": captured.text,
                "form": NoteForm.DECISION if kind == "decision" else NoteForm.NOTE,
                "confidential": kind == "confidential",
            },
        )
    if kind in PASSAGES:
        kind = "idea"
    values: dict[str, object] = {KINDS[kind].title_field: captured.text, **captured.values}
    if place.agenda_item is not None:
        values |= {"discussion": place.discussion, "agenda_item": place.agenda_item}
        if kind == "action":
            values.setdefault("source", Source.DISCUSSION)
        if kind == "idea":
            values.pop("discussion")
    if kind == "goal":
        values.setdefault("year", place.year or today.year)
    return AddRecord(kind, values)
