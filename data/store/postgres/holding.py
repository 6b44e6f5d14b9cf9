"""The right to save in the database: the workplace's row, locked until the transaction ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import psycopg

from data.edits.edits import Restore
from data.encoding.documents import encode_meta, encode_record
from data.model.document import KINDS, SCHEMA_VERSION, Document
from data.store import files
from data.store.errors import Changed
from data.store.limits import TooLargeToSave
from data.store.postgres.connection import channel_of
from data.store.postgres.history import ROW, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from data.model.base import Record
    from data.store.history import HistoryEntry
    from data.store.postgres.keeper import DatabaseKeeper

_MAKE: Final = (
    "insert into workplace (name, document, revision, meta, bytes)"
    " values (%s, %s, %s, %s::jsonb, %s)"
)
_NUMBER: Final = (
    "update workplace set revision = %s, meta = %s::jsonb, bytes = bytes + %s"
    " where name = %s and document = %s and revision = %s"
)
_KEEP: Final = (
    "insert into record (workplace, kind, id, number, revision, row)"
    " values (%s, %s, %s, %s, %s, %s::jsonb) on conflict (workplace, kind, id) do update"
    " set number = excluded.number, revision = excluded.revision, row = excluded.row"
)
_DELETE: Final = "delete from record where workplace = %s and kind = %s and id = %s"
_GONE: Final = (
    "insert into removal (workplace, kind, id, revision) values (%s, %s, %s, %s)"
    " on conflict (workplace, kind, id) do update set revision = excluded.revision"
)
_BACK: Final = "delete from removal where workplace = %s and kind = %s and id = %s"

_Difference: TypeAlias = "tuple[Record | None, Record | None]"
"""A record before and after."""

_NOTHING: Final = Document()


class DatabaseHolding:
    """A transaction. See `data.store.port.Holding`."""

    def __init__(self, keeper: DatabaseKeeper, connection: psycopg.Connection[Any]) -> None:
        self._keeper = keeper
        self._connection = connection

    def newest(self, known: Document) -> Document:
        """See `Holding`: the workplace's row is locked from here on."""
        return self._keeper.fetched(self._connection, known, " for update")

    def begin(self, now: datetime) -> None:
        """See `Holding`: what belonged to a workplace went with it."""

    def confirm(self) -> None:
        """See `Holding`: what can be read was committed."""

    def prove(self) -> None:
        """See `Holding`: the row is locked, and its number is looked at as it is changed."""

    def check_newest(self, revision: int) -> None:
        """See `Holding`: history and document are saved in one transaction."""

    def save(self, before: Document, after: Document, entries: Sequence[HistoryEntry]) -> str:
        """See `Holding`: all in this transaction."""
        new = not before.meta.revision
        whole = new or self._keeper.schema != SCHEMA_VERSION
        touched = None if whole else set().union(*map(_touched, entries))
        self._write(before, after, _differences(None if whole else before, after, touched))
        self._add(entries)
        self._commit(after)
        return self._keeper.copies.keep(after, entries[-1].at, anyway=new)

    def _add(self, entries: Iterable[HistoryEntry]) -> None:
        """Put the saves' rows in the history."""
        rows = [row_of(self._keeper.name, entry) for entry in entries]
        with self._connection.cursor() as cursor:
            cursor.executemany(ROW, rows)

    def put(self, document: Document) -> None:
        """See `Holding`: what differs from the rows that are there."""
        before = _NOTHING
        if self._keeper.known_there(self._connection):
            before = self._keeper.fetched(self._connection, _NOTHING, " for update")
        self._write(before, document, _differences(before, document))
        self._commit(document)

    def put_over(self, document: Document, entry: HistoryEntry) -> None:
        """Put a document in the place of rows that hold none; whatever their number was."""
        name, meta = self._keeper.name, document.meta
        self._connection.execute("delete from record where workplace = %s", (name,))
        self._connection.execute("delete from removal where workplace = %s", (name,))
        self._connection.execute(
            "update workplace set document = %s, revision = %s, bytes = 0 where name = %s",
            (meta.document, meta.revision - 1, name),
        )
        self._keeper.size = 0
        before = _at(meta.document, meta.revision - 1)
        self._write(before, document, _differences(None, document))
        self._connection.execute(ROW, row_of(name, entry))
        self._commit(document)

    def _write(self, before: Document, after: Document, changes: Iterable[_Difference]) -> None:
        """Write what changed; it counts when it is committed.

        Raises:
            TooLargeToSave: nobody could open it as a file again.
            Changed: the number in the row is not the one known.
        """
        name, meta = self._keeper.name, after.meta
        gone: list[tuple[Any, ...]] = []
        kept: list[tuple[Any, ...]] = []
        back: list[tuple[Any, ...]] = []
        more = 0
        for was, now in changes:
            more -= len(_text(encode_record(was)).encode()) if was is not None else 0
            if now is not None:
                text = _text(encode_record(now))
                more += len(text.encode())
                kept.append((name, now.kind, now.id, now.number, meta.revision, text))
                if was is None and before.meta.revision:
                    back.append((name, now.kind, now.id))
            elif was is not None:
                gone.append((name, was.kind, was.id))
        if self._keeper.size + more > files.LIMIT:
            raise TooLargeToSave
        told = _text(encode_meta(meta))
        with self._connection.cursor() as first, self._connection.cursor() as cursor:
            with self._connection.pipeline():
                if before.meta.revision:
                    known = (name, before.meta.document, before.meta.revision)
                    first.execute(_NUMBER, (meta.revision, told, more, *known))
                else:
                    first.execute(_MAKE, (name, meta.document, meta.revision, told, more))
                if gone:
                    cursor.executemany(_DELETE, gone)
                    cursor.executemany(_GONE, [(*each, meta.revision) for each in gone])
                if kept:
                    cursor.executemany(_KEEP, kept)
                if back:
                    cursor.executemany(_BACK, back)
            if first.rowcount != 1:
                raise Changed(self._keeper.path)
        self._keeper.size += more

    def rewrite_history(self, rows: Iterable[dict[str, Any]], last: HistoryEntry) -> None:
        """See `Holding`: in this transaction."""
        name = self._keeper.name
        self._connection.execute("delete from history where workplace = %s", (name,))
        self._keeper.history.add(rows)
        self._connection.execute(ROW, row_of(name, last))

    def receive(self, document: Document, rows: Iterable[dict[str, Any]]) -> None:
        """See `Holding`."""
        self._write(_NOTHING, document, _differences(None, document))
        self._keeper.history.add(rows)
        self._commit(document)

    def leave(self, now: datetime) -> None:  # noqa: ARG002 - nothing is kept here
        """See `Holding`: it is where it was moved to."""
        name = self._keeper.name
        self._connection.execute("delete from workplace where name = %s", (name,))
        self._connection.execute("delete from presence where workplace = %s", (name,))
        self._connection.execute("commit")

    def _commit(self, document: Document) -> None:
        """Commit, and tell the others.

        Raises:
            Unreachable: the answer did not come; it may have been saved.
        """
        keeper, connection = self._keeper, self._connection
        channel = channel_of(document.meta.document)
        try:
            with connection.pipeline():
                connection.execute("select pg_notify(%s, '')", (channel,))
                connection.execute("commit")
        except psycopg.Error as error:
            raise keeper.line.told(error, unsure=True) from error
        keeper.line.listen(connection, document.meta.document)

    def tidy(self, before: Document, after: Document) -> None:
        """See `Holding`: the history is kept to the period the workplace keeps."""
        self._keeper.history.shorten(before, after)


def _at(identity: str, revision: int) -> Document:
    """A document without records."""
    from data.model.document import Meta

    return Document(meta=Meta(document=identity, revision=revision))


def _text(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _touched(entry: HistoryEntry) -> set[tuple[str, str]]:
    """The records a save is about."""
    return {
        (edit.record.kind, edit.record.id) if isinstance(edit, Restore) else (edit.kind, edit.id)
        for edit in (*entry.edits, *entry.inverses)
    }


def _differences(
    before: Document | None, after: Document, touched: set[tuple[str, str]] | None = None
) -> Iterator[_Difference]:
    """The records that are others than before, each as it was and as it is.

    Args:
        before: The document as it was; None when nothing of it can be gone by.
        after: As it is.
        touched: Where to look; everywhere when it is not said.
    """
    if touched is None:
        sides = (before, after) if before is not None else (after,)
        touched = {
            (kind, identity)
            for kind in KINDS
            for side in sides
            for identity in side.tables.get(kind, {})
        }
    for kind, identity in sorted(touched):
        was = before.record(kind, identity) if before is not None else None
        now = after.record(kind, identity)
        if was is not now:
            yield was, now
