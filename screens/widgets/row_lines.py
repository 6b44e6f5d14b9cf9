"""The lines that the rows of a list take, and the rows that hold a text; both as late as can be.

Of ten thousand rows a screen shows twenty. Where no row wraps, each has a line of its own and none
is made before it is drawn; what rows are searched for is collected once for all keys of a filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias, overload

from screens.widgets.empty import EmptyRow

if TYPE_CHECKING:
    from screens.widgets.row import Row

RowLine: TypeAlias = "tuple[int, int, str]"
"""Row index, part of the row, text."""

_WRAPS: Final = attrgetter("wrap")
_SELECTABLE: Final = attrgetter("selectable")


class OneEach(Sequence[RowLine]):
    """A line for each row, made when it is asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> RowLine: ...

    @overload
    def __getitem__(self, at: slice) -> list[RowLine]: ...

    def __getitem__(self, at: int | slice) -> RowLine | list[RowLine]:
        if isinstance(at, slice):
            return [(n, 0, self._rows[n].text) for n in range(*at.indices(len(self._rows)))]
        return at, 0, self._rows[at].text


def any_wraps(rows: Sequence[Row]) -> bool:
    """Whether a row may take more lines than one."""
    return any(map(_WRAPS, rows))


def selectable_of(rows: Sequence[Row]) -> int:
    """How many rows the cursor can be on."""
    return sum(map(_SELECTABLE, rows))


class RowFilter:
    """Finds the rows of a list that hold a text.

    Args:
        rows: All of them.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._all = rows
        self._searched: list[tuple[Row, str]] | None = None
        """What can be found, with what it is found by; None until somebody asks."""
        self._wanted = ""
        self._found: list[tuple[Row, str]] = []
        """What held the text that was looked for last."""

    def fitting(self, wanted: str) -> tuple[Row, ...]:
        """The rows that hold a text, which is folded."""
        if self._searched is None:
            can_be = (row for row in self._all if row.selectable and not isinstance(row, EmptyRow))
            self._searched = self._found = [(row, row.searched()) for row in can_be]
        # What holds the longer text holds the shorter one, too.
        among = self._found if self._wanted in wanted else self._searched
        self._wanted = wanted
        self._found = [pair for pair in among if wanted in pair[1]]
        return tuple(row for row, _text in self._found)
