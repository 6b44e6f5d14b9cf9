"""A plan of another document that AMIS wrote: its two sheets are one table again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import replace
from data.importing.headings import NUMBER
from data.importing.home_file import field_of
from data.model.plan import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.importing.table import Table


def on_one_sheet(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables, of actions those as one that tell of the same numbers in other columns."""
    made: list[Table] = []
    for table in tables:
        same = next((n for n, one in enumerate(made) if _goes_on(one, table)), None)
        if same is None:
            made.append(table)
        else:
            made[same] = _beside(made[same], table)
    return tuple(made)


def _names_in(table: Table) -> list[str]:
    return [field_of(Action, cell) for cell in table.rows[0][1]] if table.rows else []


def _by_number(table: Table) -> dict[str, tuple[str, ...]]:
    at = _names_in(table).index(NUMBER)
    return {row[at].strip(): row for _n, row in table.rows[1:] if len(row) > at}


def _goes_on(one: Table, other: Table) -> bool:
    names, more = _names_in(one), _names_in(other)
    if NUMBER not in names or NUMBER not in more:
        return False
    both = set(names) & set(more) - {NUMBER, Action.title_field, ""}
    return not both and _by_number(one).keys() == _by_number(other).keys()


def _beside(one: Table, other: Table) -> Table:
    names, more = _names_in(one), _names_in(other)
    taken = [n for n, name in enumerate(more) if not name or name not in names]
    at, rows = names.index(NUMBER), _by_number(other)
    rows[one.rows[0][1][at].strip()] = other.rows[0][1]

    def longer(row: tuple[str, ...]) -> tuple[str, ...]:
        rest = rows.get(row[at].strip(), ()) if len(row) > at else ()
        cells = (*row, *[""] * (len(names) - len(row)))
        return (*cells, *(rest[n] if n < len(rest) else "" for n in taken))

    return replace(one, rows=tuple((number, longer(row)) for number, row in one.rows))
