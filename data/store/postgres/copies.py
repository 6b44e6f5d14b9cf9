"""The dated good copies, as rows: the whole JSON document, fewer the older they are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.store import strict_json
from data.store.copies import Copy, surplus
from data.store.errors import Missing, StoreError
from data.store.reading import document_of, no_garbage
from data.store.rendering import Rendering

if TYPE_CHECKING:
    from data.model.document import Document
    from data.store.postgres.connection import DatabaseLine


class DatabaseCopies:
    """The copies of one workplace. See `data.store.port.Copies`."""

    def __init__(self, line: DatabaseLine) -> None:
        self._line = line

    def listed(self) -> tuple[Copy, ...]:
        """See `Copies`."""
        try:
            return self.every()
        except StoreError:
            return ()

    def every(self) -> tuple[Copy, ...]:
        """See `Copies`."""
        query = "select number, made_at from copy where workplace = %s order by number desc"
        with self._line.used() as connection:
            found = connection.execute(query, (self._line.name,)).fetchall()
        return tuple(self._copy(number, at) for number, at in found)

    def _copy(self, number: int, at: datetime) -> Copy:
        return Copy(Path(f"{self._line.name} {number}"), at.astimezone(UTC), number)

    def data(self, copy: Copy) -> bytes:
        """See `Copies`."""
        query = "select document from copy where workplace = %s and number = %s"
        with self._line.used() as connection:
            found = connection.execute(query, (self._line.name, copy.number)).fetchone()
        if found is None:
            raise Missing(copy.path)
        return bytes(found[0])

    def read(self, copy: Copy) -> Document:
        """See `Copies`."""
        with no_garbage():
            return document_of(strict_json.parse(self.data(copy), copy.path), copy.path, None)

    def rewrite(self, copy: Copy, data: bytes) -> None:
        """See `Copies`; in the transaction that is under way."""
        query = "update copy set document = %s where workplace = %s and number = %s"
        with self._line.used() as connection:
            connection.execute(query, (data, self._line.name, copy.number))

    def receive(self, data: bytes, at: datetime) -> None:
        """See `Copies`."""
        self.add(data, at, self.every())

    def keep(self, document: Document, now: datetime, *, anyway: bool = False) -> str:
        """Keep a copy unless this hour has one, and thin out the old.

        Args:
            document: The document that was saved.
            now: The time, with its zone: the zone says where a day begins.
            anyway: Whether to keep one although this hour has one.

        Returns:
            What went wrong, as a sentence; empty when nothing did.
        """
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        if not anyway and self._line.copied_in == hour:
            return ""
        try:
            kept = self.every()
            hours = {each.at.replace(minute=0, second=0, microsecond=0) for each in kept}
            if anyway or hour not in hours:
                self.add(Rendering().render(document), now, kept)
        except StoreError as error:
            return error.sentence()
        self._line.copied_in = hour
        return ""

    def add(self, data: bytes, now: datetime, kept: tuple[Copy, ...]) -> Copy:
        """Add a copy, and take away what is not worth its place any more.

        Raises:
            StoreError: it cannot be.
        """
        number = kept[0].number + 1 if kept else 1
        new = self._copy(number, now)
        old = [each.number for each in surplus((new, *kept), now)]
        name = self._line.name
        with self._line.used() as connection:
            connection.execute(
                "insert into copy (workplace, number, made_at, document) values (%s, %s, %s, %s)"
                " on conflict do nothing",
                (name, number, now, data),
            )
            connection.execute(
                "delete from copy where workplace = %s and number = any(%s)", (name, old)
            )
        return new
