"""A document in PostgreSQL: one row a record, one row a line of history, one transaction a save.

Whoever saves locks the workplace's row, sees there that the number is the one known, and brings in
what others have changed since. The commit tells the others. See `schema.sql`.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import replace
from data.encoding.documents import decode_meta, decode_record
from data.encoding.misfit import CodecError
from data.i18n import N_
from data.model.document import SCHEMA_VERSION, Document
from data.store.atomic import disk, make_folders
from data.store.errors import (
    Damaged,
    LockBusy,
    NoSuchWorkplace,
    Replaced,
    Stale,
    StoreError,
    Unreachable,
)
from data.store.postgres.connection import DatabaseLine, rolled_back
from data.store.postgres.copies import DatabaseCopies
from data.store.postgres.history import DatabaseHistory
from data.store.postgres.holding import DatabaseHolding
from data.store.reading import document_of_rows, no_garbage
from data.store.system import OS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    import psycopg

    from data.store.address import DatabaseAddress
    from data.store.backup import Backup
    from data.store.checkup import CheckupFinding
    from data.store.postgres.mending import DatabaseMending
    from data.store.postgres.presence import DatabaseHere
    from data.store.strict_json import Tables

WORKPLACE: Final = "select document, revision, meta, bytes from workplace where name = %s"
_RECORDS: Final = "select kind, number, row from record where workplace = %s order by kind, number"
_CHANGED: Final = "select kind, row from record where workplace = %s and revision > %s"
_GONE: Final = "select kind, id from removal where workplace = %s and revision > %s"

_TWO_NUMBERS: Final = N_("the workplace's row and what it says of itself do not agree")

_REMINDING: Final = "amis.reminded"
_KEY: Final = "hashtext(%s), hashtext(%s)"
_REMINDED: Final = (
    "insert into reminded (workplace, told) values (%s, %s::json)"
    " on conflict (workplace) do update set told = excluded.told"
)

_LOOK_AGAIN: Final = 10.0
"""Seconds before what could not be used is read again although its number is the same."""


class DatabaseKeeper:
    """A document's rows. See `data.store.port.Keeper`."""

    system = OS
    tells = True

    def __init__(self, address: DatabaseAddress, *, limit: float = 10.0) -> None:
        self.place = address
        self.path = address.beside
        self.line = DatabaseLine(address, limit)
        self._refused: tuple[tuple[str, int], float, StoreError] | None = None
        """What could not be taken in at the last look, when, and why."""

    @property
    def name(self) -> str:
        """The workplace's name in the database."""
        return self.place.workplace

    @property
    def history(self) -> DatabaseHistory:
        """See `Keeper`."""
        return DatabaseHistory(self.line)

    @property
    def copies(self) -> DatabaseCopies:
        """See `Keeper`."""
        return DatabaseCopies(self.line)

    # -- reading ---------------------------------------------------------------------------

    def exists(self) -> bool:
        """See `Keeper`."""
        with self.line.used() as connection:
            return self.known_there(connection)

    def known_there(self, connection: psycopg.Connection[Any]) -> bool:
        """Whether there is a document; in a transaction."""
        return connection.execute(WORKPLACE, (self.name,)).fetchone() is not None

    def make_room(self) -> None:
        """See `Keeper`: only what belongs beside the document lies on this machine's disk."""
        with disk(self.path, "save"):
            make_folders(self.path.parent, self.system)

    def stirred(self, known: Document) -> bool:
        """See `Keeper`: one row is asked for."""
        with self.line.used(patient=False) as connection:
            row = connection.execute(WORKPLACE, (self.name,)).fetchone()
        there = (row[0], row[1]) if row is not None else ("", 0)
        if row is not None and there == (known.meta.document, known.meta.revision):
            return False
        if self._refused is not None:
            seen, when, error = self._refused
            if seen == there and time.monotonic() - when < _LOOK_AGAIN:
                raise error
        return True

    def wait_for_news(self, seconds: float) -> None:
        """See `Keeper`."""
        self.line.wait(seconds)

    def heard(self) -> bool:
        """See `Keeper`."""
        return self.line.heard()

    def look(self, known: Document) -> Document:
        """See `Keeper`."""
        try:
            return self.read(known)
        except Unreachable:
            raise
        except StoreError as error:
            self._refused = self._seen_now, time.monotonic(), error
            raise

    size: int = 0
    """How large the records are."""
    schema: Any = SCHEMA_VERSION
    """The form the rows are in."""
    _seen_now: tuple[str, int] = ("", 0)
    """What the last reading found, used or not."""

    def read(self, known: Document) -> Document:
        """See `Keeper`: of a document that is known only what has changed is fetched."""
        with self.line.snapshot() as connection:
            document = self.fetched(connection, known)
        with self.line.used() as connection:
            self.line.listen(connection, document.meta.document)
        return document

    def fetched(
        self, connection: psycopg.Connection[Any], known: Document, lock: str = ""
    ) -> Document:
        """The newest state; in a transaction.

        Args:
            connection: The connection, in a transaction.
            known: The document as last seen.
            lock: How the workplace's row is to be locked, as SQL says it.

        Raises:
            StoreError: it is missing, damaged, newer, older or another.
        """
        row = connection.execute(f"{WORKPLACE}{lock}", (self.name,)).fetchone()
        if row is None:
            self._seen_now = "", 0
            raise NoSuchWorkplace(self.path)
        identity, revision, told, self.size = row
        meta: dict[str, Any] = told if isinstance(told, dict) else {}
        self.schema = meta.get("schema")
        self._seen_now = identity, revision
        was = known.meta
        if was.document and was.document != identity:
            raise Replaced(self.path)
        if revision < was.revision:
            raise Stale(self.path, revision, was.revision)
        if was.document and revision == was.revision:
            return known
        if was.document and self.schema == SCHEMA_VERSION:
            document = self._brought_up(connection, known, meta)
        else:
            with no_garbage():
                document = document_of_rows(self.tables(connection, meta), self.path)
        return self._agreeing(document, identity, revision)

    def _agreeing(self, document: Document, identity: str, revision: int) -> Document:
        """The document, when it says of itself what the workplace's row says.

        Raises:
            Damaged: it does not.
        """
        if document.meta.document != identity or document.meta.revision != revision:
            raise Damaged(self.path, _TWO_NUMBERS)
        return document

    def tables(self, connection: psycopg.Connection[Any], meta: dict[str, Any]) -> Tables:
        """All rows as TinyDB's tables, unchecked."""
        tables: Tables = {"meta": {"1": meta}}
        for kind, number, row in connection.execute(_RECORDS, (self.name,)):
            tables.setdefault(kind, {})[str(number)] = row
        return tables

    def locked_meta(self, connection: psycopg.Connection[Any]) -> dict[str, Any]:
        """What the workplace's row says of the document, unchecked; locked from here on.

        Raises:
            NoSuchWorkplace: there is none.
        """
        row = connection.execute(f"{WORKPLACE} for update", (self.name,)).fetchone()
        if row is None:
            raise NoSuchWorkplace(self.path)
        meta: dict[str, Any] = row[2] if isinstance(row[2], dict) else {}
        return meta | {"revision": row[1]}

    def _brought_up(
        self, connection: psycopg.Connection[Any], known: Document, meta: dict[str, Any]
    ) -> Document:
        """A document that is known, with what others have saved since."""
        since = (self.name, known.meta.revision)
        document = known
        try:
            for kind, identity in connection.execute(_GONE, since):
                gone = document.record(kind, identity)
                if gone is not None:
                    document = document.without_record(gone)
            for kind, row in connection.execute(_CHANGED, since):
                document = document.with_record(decode_record(kind, row))
            told = decode_meta(meta)
        except CodecError as error:
            raise Damaged(self.path, error.misfit) from error
        return replace(document, meta=told)

    def read_apart(self) -> Document:
        """See `Keeper`."""
        with self.line.snapshot() as connection:
            row = connection.execute(WORKPLACE, (self.name,)).fetchone()
            tables = self.tables(connection, row[2]) if row is not None else None
        if row is None or tables is None:
            raise NoSuchWorkplace(self.path)
        with no_garbage():
            return self._agreeing(document_of_rows(tables, self.path), row[0], row[1])

    def noted(self) -> int:
        """See `Keeper`: the number stands in the row itself."""
        return 0

    def outdated(self, document: Document, noted: int) -> StoreError | None:  # noqa: ARG002
        """See `Keeper`: the database knows no older state than its own."""
        return None

    # -- saving ----------------------------------------------------------------------------

    def make_ready(self, document: Document) -> None:
        """See `Keeper`: rows are made one by one, and there is nothing to be had beforehand."""

    @contextmanager
    def holding(self) -> Iterator[DatabaseHolding]:
        """See `Keeper`: a transaction, which `save` and `put` commit."""
        with self.line.used() as connection:
            connection.execute("begin")
            try:
                yield DatabaseHolding(self, connection)
            finally:
                rolled_back(connection)

    def share_alike(self) -> None:
        """See `Keeper`: roles do that; the folder for exports is made."""
        with suppress(StoreError):  # said when something is to be written there
            self.make_room()

    def check_trusted(self) -> None:
        """See `Keeper`: roles say who changes what."""

    def remark(self) -> str:
        """See `Keeper`."""
        return ""

    # -- besides ---------------------------------------------------------------------------

    def here(self, user: str, name: str, since: datetime) -> DatabaseHere:
        """See `Keeper`."""
        from data.store.postgres.presence import DatabaseHere

        return DatabaseHere(self.line, user, name, since)

    def remove_signs(self, mentions: Callable[[str], bool]) -> None:
        """See `Keeper`."""
        from data.store.postgres.presence import remove_signs

        remove_signs(self.line, mentions)

    def reminded(self) -> bytes:
        """See `Keeper`."""
        query = "select told::text from reminded where workplace = %s"
        with self.line.used(patient=False) as connection:
            row = connection.execute(query, (self.name,)).fetchone()
        return row[0].encode() if row is not None else b""

    @contextmanager
    def reminding(self) -> Iterator[Callable[[bytes], None]]:
        """See `Keeper`: a lock of the session's, which goes with the connection."""
        words = (_REMINDING, self.name)
        with self.line.used() as connection:
            row = connection.execute(f"select pg_try_advisory_lock({_KEY})", words).fetchone()
            if row is None or not row[0]:
                raise LockBusy(self.path, 0)
            pid = connection.info.backend_pid

        def keep(data: bytes) -> None:
            with self.line.used() as connection:
                if connection.info.backend_pid != pid:
                    raise Unreachable(self.path, "")  # somebody else may send by now
                connection.execute(_REMINDED, (self.name, data.decode()))

        try:
            yield keep
        finally:
            with suppress(StoreError), self.line.used(patient=False) as connection:
                connection.execute(f"select pg_advisory_unlock({_KEY})", words)

    def mending(self, seen: Document | None = None) -> DatabaseMending:
        """See `Keeper`."""
        from data.store.postgres.mending import DatabaseMending

        return DatabaseMending(self, seen)

    def checkup(self, *, tries: bool = True) -> tuple[CheckupFinding, ...]:
        """See `Keeper`."""
        from data.store.postgres.checkup import checkup

        return checkup(self, tries=tries)

    def keep_now(self, now: datetime) -> Backup:
        """See `Keeper`."""
        from data.store.backup import Backup, NoCopy

        document = self.read_apart()
        trouble = self.copies.keep(document, now, anyway=True)
        kept = self.copies.listed()
        if trouble or not kept:
            raise NoCopy(self.path, trouble)
        return Backup(kept[0].path, document)

    def back_up(self, target: Path, now: datetime) -> Backup:
        """See `Keeper`: as the JSON document that stock TinyDB opens, and its history."""
        from data.store.backup import write_backup
        from data.store.rendering import Rendering

        with self.line.snapshot() as connection:
            document = self.fetched(connection, Document())
            history = b"".join(self.history.lines())
        data = Rendering().render(document)
        self.make_room()
        return write_backup(self.path, target, now, document, data, history)

    def close(self) -> None:
        """See `Keeper`."""
        with self.line.guard:
            self.line.drop()
