"""One row of a list: what it says, how it is drawn, and how it wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import cell_len

from data.dataclass import dataclass
from data.strenum import StrEnum
from data.text import fold
from screens.drawing import safe
from screens.drawing.grid import PROSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.rules.finding import Finding


_VALUE = 24
"""Cells what stands beside a label must have to stay there over several lines."""


class RecordTarget(NamedTuple):
    """A record."""

    reference: str
    """`kind:id`."""
    field: str = ""
    """The field to be mended; empty where it is the record that one goes to."""


class FieldTarget(NamedTuple):
    """A field of the record that is in sight."""

    name: str


class FindingTarget(NamedTuple):
    """Where something that is missing is put right."""

    finding: Finding


Target: TypeAlias = "tuple[object, ...] | None"


class Tone(StrEnum):
    """How a row is drawn. Tones add weight; what a row means is in its words and signs."""

    PLAIN = "plain"
    STRONG = "strong"
    DIM = "dim"
    ACCENT = "accent"
    ALERT = "alert"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one tone."""

    text: str
    tone: Tone = Tone.PLAIN
    here: bool = False
    """Whether the cursor is on it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list."""

    key: str
    """Identity: the cursor stays on it when the list is shown anew."""
    text: str = ""
    glyph: str = ""
    """A sign before the text, one cell."""
    meta: str = ""
    """Short text at the right edge of the first line."""
    tone: Tone = Tone.PLAIN
    meta_lead: int = 0
    """Characters of `meta` that are no part of what is late: they stay plain in an alert."""
    indent: int = 0
    wrap: bool = False
    """Whether a long text goes on over further lines; else it is cut."""
    selectable: bool = True
    hang: int = 0
    """Characters of a wrapped text that are a label: further lines begin below what follows it."""
    target: Target = None
    """What the row leads to or stands for, for whoever opens it; None for the row alone."""

    def shown(self, _room: int) -> str:
        """The text on a line with room for so many cells; kinds of rows with columns lay it out."""
        return self.text

    def pieces(self, _room: int) -> Sequence[Piece] | None:
        """The line in stretches of different looks, for so many cells; None for a line in one look.

        Where one of them has the cursor, the cursor is shown on it and not on the whole line.
        """
        return None

    def stretches(self, line: str) -> Sequence[Piece]:
        """One of its lines in stretches of different looks; by itself in one."""
        return (Piece(line, self.tone),)

    def searched(self) -> str:
        """What a filter looks in, folded."""
        return fold(f"{self.text} {self.meta}")


def laid(row: Row, room: int) -> tuple[list[str], bool]:
    """The lines of a row in so many cells, and whether what stands at its edge has one of its own.

    Args:
        row: The row.
        room: Cells of a line behind the sign.
    """
    if not row.wrap:
        return [row.text], False
    if not (row.selectable or row.hang or row.meta):
        # What can only be read is prose, and no longer than lines that are easily read.
        room = min(room, PROSE)
    beside = cell_len(row.meta) + 1 if row.meta else 0
    if beside and room - beside < _VALUE and cell_len(row.text) > room - beside:
        return [*wrapped(row, room), row.meta.strip()], True
    return wrapped(row, room - beside), False


def wrapped(row: Row, room: int) -> list[str]:
    """The lines of a row's text in so many cells."""
    if not row.hang:
        return safe.wrap(row.text, room)
    label, blanks = row.text[: row.hang], " " * row.hang
    value = row.text[row.hang :]
    if room - row.hang < _VALUE and cell_len(value) > room - row.hang:
        # Beside its label it would be a column of single words, or of broken ones.
        return [label.rstrip(), *("  " + line for line in safe.wrap(value, room - 2))]
    first, *rest = safe.wrap(row.text[row.hang :], room - row.hang)
    return [label + first, *(blanks + line for line in rest)]
