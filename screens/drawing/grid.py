"""The grid all that is seen stands on, in cells: one place for it, for lists, lines and dialogs.

Column 0 is the pointer's, a sign stands in column 2, text behind it in column 4; what has no sign
begins in column 2. The last cell of a line is always empty, the one before it is the scroll mark's.
Style sheets say the same as `padding: 0 1 0 2`; a test holds them to it.
"""

from __future__ import annotations

from typing import Final

LEFT: Final = 2
"""Cells left of all text: where the pointer is."""

SIGN: Final = 2
"""Cells a sign takes with the blank behind it."""

RIGHT: Final = 2
"""Cells right of a list's text: the scroll mark, and the one that stays empty."""

BETWEEN: Final = 2
"""Cells between two panes."""

TALL: Final = 30
"""Lines of a window from which one below the parts' names is left empty."""

PROSE: Final = 76
"""The longest line of what is read as prose."""


def air(height: int) -> int:
    """Lines that are left empty below the parts' names in a window so high."""
    return 1 if height >= TALL else 0


def line_room(width: int) -> int:
    """Cells of a single line across so many: without the pointer's column and the last cell."""
    return max(width - LEFT - 1, 0)


def list_room(width: int) -> int:
    """Cells of a row in a list that is so wide."""
    return max(width - LEFT - RIGHT, 0)
