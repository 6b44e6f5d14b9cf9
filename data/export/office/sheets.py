"""Tables for a spreadsheet: what is a day is a day, what is a number is a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from data.dataclass import dataclass, replace

if TYPE_CHECKING:
    from datetime import date

Cell: TypeAlias = "str | int | date | None"
"""What a cell holds; None and an empty text leave it empty."""


@dataclass(frozen=True, slots=True)
class DataSheet:
    """One table of a workbook."""

    name: str
    """As typed; it is made fit for a sheet's name."""
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """As many cells as the header has, each."""
    beside: int = 1
    """Columns from the left that say what a row is about: they stay in sight, and are printed again
    where the others take several pages beside each other."""

    def without_empty(self, keep: int) -> DataSheet:
        """The table without the columns that say nothing in any row.

        Args:
            keep: so many columns at its beginning stay, whatever they hold.
        """
        kept = [
            number
            for number in range(len(self.header))
            if number < keep or any(row[number] not in {None, ""} for row in self.rows)
        ]
        return replace(
            self,
            header=tuple(self.header[number] for number in kept),
            rows=tuple(tuple(row[number] for number in kept) for row in self.rows),
        )
