"""How an entry of the wheel looks in every view: a sign, a tone, a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import N_, _
from data.views.show import name_of
from data.views.wheel_entry import Origin
from data.views.wheel_words import about, when_label
from screens.drawing.glyphs import glyphs
from screens.widgets.row import Tone

if TYPE_CHECKING:
    from data.model.document import Document
    from data.views.wheel_entry import WheelEntry


NOTHING_YET: Final = N_("No activities yet. The wheel shows the year. E: templates   a: your own")
"""How to begin, in every view."""


def sign(entry: WheelEntry) -> str:
    """One cell: done, late, an activity, or something from another record."""
    signs = glyphs()
    if entry.done:
        return signs.tick
    if entry.late:
        return signs.overdue
    return signs.changed if entry.origin is Origin.ACTIVITY else signs.linked


def tone(entry: WheelEntry) -> Tone:
    """Weight only: what it means is in the sign."""
    if entry.done:
        return Tone.DIM
    return Tone.ALERT if entry.late else Tone.PLAIN


def legend() -> tuple[tuple[str, str], ...]:
    """Each sign with what it means."""
    signs = glyphs()
    return (
        (signs.changed, _("activity")),
        (signs.tick, _("done")),
        (signs.linked, _("from plan, meetings and rules")),
        (signs.overdue, _("late")),
        (signs.warning, _("busy month")),
    )


def readout(document: Document, entry: WheelEntry) -> tuple[str, str]:
    """An entry in two lines: when and what; then all else there is to say."""
    words = list(about(document, entry))
    owner = name_of(document, "person", entry.owner)
    words.insert(1, owner or _("nobody responsible"))
    return f"{when_label(entry)}  {entry.title}", f" {glyphs().separator} ".join(words)
