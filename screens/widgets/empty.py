"""What stands where there is nothing yet: the one form of it, for every list.

What is missing, what it is for, and the key that begins it, in bold; in the text's column, muted,
and nothing one can put the cursor on. Where the screen is read aloud the cursor does come to it:
a line it never stands on is never heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from screens.drawing.linear import linear
from screens.widgets import hints
from screens.widgets.row import Piece, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.widgets.row import Target


@dataclass(frozen=True, slots=True)
class HintRow(Row):
    """A row in the program's own words that names keys; never of what somebody wrote."""

    def stretches(self, line: str) -> Sequence[Piece]:
        """The keys as in the key bar; of what is late only the sign has its colour."""
        return pieces(line, Tone.PLAIN if self.tone is Tone.ALERT else self.tone)


@dataclass(frozen=True, slots=True)
class EmptyRow(HintRow):
    """Says that there is nothing; made by `empty` alone, so that all look alike."""


def empty(
    key: str, message: str, target: Target = None, *, indent: int = 0, heard: bool = True
) -> EmptyRow:
    """The row that says there is nothing.

    Args:
        key: Identity of the row.
        message: What is missing, what it is for, and keys as `hints` reads them.
        target: What a key that begins something is told it is about.
        indent: Where its part has its text further in.
        heard: Whether the cursor comes to it where the screen is read aloud: not where each row
            it comes to is a step of its own.
    """
    text = hints.joined(message)
    return EmptyRow(
        key,
        text,
        tone=Tone.DIM,
        indent=indent,
        wrap=True,
        selectable=heard and linear(),
        target=target,
    )


def pieces(line: str, tone: Tone = Tone.DIM) -> list[Piece]:
    """One line of such a text, the keys in bold."""
    return [
        Piece(each.text, Tone.STRONG if each.key else tone)
        for each in hints.stretches(line)
        if each.text
    ]
