"""Which rows of a plan are actions: headings may take two rows, and sums stand at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.i18n import _
from data.importing.headings import folded, headings
from data.importing.row import Raw
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.importing.table import Table

_NUMBER: Final = re.compile(r"[0-9.,% ]+")


def body_of(table: Table, at: int, *, exact: bool) -> tuple[list[Raw], tuple[str, ...]]:
    """The rows below the headings that are actions, and what is told of those that are none.

    Args:
        table: The file.
        at: Which of its rows the headings are in.
        exact: It is a file of our own: all its rows are actions.
    """
    header = tuple(map(clean_line, table.rows[at][1]))
    kept: list[Raw] = []
    told: list[str] = []
    for number, row in table.rows[at + 1 :]:
        # A heading repeated on every page is no action.
        if tuple(map(clean_line, row)) == header:
            continue
        filled = [cell for cell in map(clean_line, row) if cell]
        said = ""
        if not exact and not kept and _goes_on(filled):
            said = _("Row {row} belongs to the headings and is left out: {text}")
        elif not exact and _adds_up(filled):
            said = _("Row {row} adds up and is left out: {text}")
        if said:
            told.append(said.format(row=number, text=" ".join(filled)))
        else:
            kept.append(Raw(number, row))
    if told and not kept:
        # Then they are all there is.
        return body_of(table, at, exact=True)
    return kept, tuple(told)


def _goes_on(filled: Sequence[str]) -> bool:
    """Whether a row only adds to the headings: (date), (initials)."""
    return bool(filled) and all(cell[0] == "(" and cell[-1] == ")" for cell in filled)


def _adds_up(filled: Sequence[str]) -> bool:
    """Whether a row says nothing but how many or how much it is together."""
    return (
        bool(filled)
        and folded(filled[0]) in headings().words["total"]
        and all(_NUMBER.fullmatch(cell) for cell in filled[1:])
    )
