"""Moving a document to another place, whole, with its history and its good copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.dataclass import dataclass
from data.i18n import _
from data.store.errors import AlreadyThere, StoreError
from data.store.places import keeper_at
from data.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from data.model.document import Document
    from data.store.places import Place
    from data.store.port import Keeper


class NotWhole(StoreError):
    """What arrived is not what was sent; the source is as it was."""

    def sentence(self) -> str:
        """What was found, and what was kept."""
        return _(
            "{name} did not arrive whole, so it is still where it was. Have the new place looked "
            "over, take away what is there, and try again."
        ).format(name=self.name)


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved."""

    document: Document
    saves: int
    """Lines of the history that went with it."""
    aside: Path | None
    """Where the file that was there is kept; None when nothing is."""


def move(source: Place, target: Place, now: datetime) -> Moved:
    """Move a document; nobody saves in it meanwhile. Those who have it open are told it is gone.

    Args:
        source: Where it is.
        target: Where it is to be; there must be none.
        now: The time for the name of what is set aside.

    Raises:
        StoreError: it cannot be read, there is one already, or it did not arrive whole. The
            source is as it was.
    """
    store, there = Store(source), keeper_at(target)
    with store.exclusively() as held:
        document = store.document
        rows = list(sound(store.history.rows(), document.meta.revision))
        there.make_room()
        with there.holding() as arriving:
            if there.exists():
                raise AlreadyThere(there.path)
            arriving.begin(now)
            arriving.receive(document, rows)
        _bring_copies(store.keeper, there)
        arrived = [row for row in there.history.rows() if isinstance(row, dict)]
        if there.read_apart() != document or arrived != rows:
            raise NotWhole(store.path)
        aside = held.leave(now)
    there.close()
    return Moved(document, len(rows), aside)


def sound(rows: Iterable[dict[str, Any] | str], revision: int) -> Iterator[dict[str, Any]]:
    """The lines of saves that came to be: numbers go up, and each request is there once.

    Args:
        rows: The lines, the oldest first.
        revision: The document's number.
    """
    last, known = 0, set()
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("revision"), int):
            continue
        if last < row["revision"] <= revision and row.get("id") not in known:
            last = row["revision"]
            known.add(row.get("id"))
            yield row


def _bring_copies(source: Keeper, target: Keeper) -> None:
    for copy in reversed(source.copies.every()):
        target.copies.receive(source.copies.data(copy), copy.at)
