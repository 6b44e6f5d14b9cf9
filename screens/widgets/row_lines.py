"""The lines that the rows of a list take, and the rows that hold a text; both as late as can be.

Of ten thousand rows a screen shows twenty. Where no row wraps, each has a line of its own and none
is made before it is drawn; what rows are searched for is collected once for all keys of a filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, repeat
from operator import attrgetter, contains
from typing import TYPE_CHECKING, Final, TypeAlias, overload

from screens.widgets.empty import EmptyRow

if TYPE_CHECKING:
    from screens.widgets.row import Row

RowLine: TypeAlias = "tuple[int, int, str]"
"""Row index, part of the row, text."""

_Found: TypeAlias = "tuple[tuple[Row, ...], tuple[str, ...]]"
"""Rows, and beside them what each is found by."""

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
        self._searched: _Found | None = None
        """What can be found, and what each is found by; None until somebody asks."""
        self._wanted = ""
        self._found: _Found = ((), ())
        """What held the text that was looked for last."""

    def get_ready(self) -> _Found:
        """Collect what can be found, which takes longer than looking for it; once."""
        if self._searched is None:
            can_be = tuple(
                row for row in self._all if row.selectable and not isinstance(row, EmptyRow)
            )
            self._searched = self._found = (can_be, tuple(row.searched() for row in can_be))
        return self._searched

    def fitting(self, wanted: str) -> tuple[Row, ...]:
        """The rows that hold a text, which is folded."""
        searched = self.get_ready()
        # What holds the longer text holds the shorter one, too.
        rows, texts = self._found if self._wanted in wanted else searched
        self._wanted = wanted
        holds = list(map(contains, texts, repeat(wanted)))
        self._found = (tuple(compress(rows, holds)), tuple(compress(texts, holds)))
        return self._found[0]
