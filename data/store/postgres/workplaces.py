"""The workplaces in a database, as far as an account may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.encoding.misfit import CodecError
from data.encoding.values import decode_moment
from data.store.postgres.connection import DatabaseLine

if TYPE_CHECKING:
    from datetime import datetime

    from data.store.address import DatabaseAddress


@dataclass(frozen=True, slots=True)
class DatabaseWorkplace:
    """A workplace at a glance."""

    name: str
    revision: int
    records: int
    saved_at: datetime | None


def workplaces(address: DatabaseAddress) -> tuple[DatabaseWorkplace, ...]:
    """The workplaces one may see, by name.

    Raises:
        StoreError: the database does not answer.
    """
    line = DatabaseLine(address, 10.0)
    try:
        with line.used() as connection:
            found = connection.execute(
                "select name, w.revision, (select count(*) from record where workplace = name),"
                " meta->>'saved_at' from workplace w order by name"
            ).fetchall()
    finally:
        line.drop()
    return tuple(
        DatabaseWorkplace(name, revision, records, _moment(at))
        for name, revision, records, at in found
    )


def _moment(text: str | None) -> datetime | None:
    try:
        return decode_moment(text) if text else None
    except CodecError:
        return None
