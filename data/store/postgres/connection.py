"""One connection to the database: made when it is needed, and made again when it was lost.

A session has one, for its saves, for the news of others' and for who is here.
"""

from __future__ import annotations

import logging
import os
import select
import threading
import time
import weakref
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import conninfo, errors, pq, sql

from data.i18n import N_
from data.store.errors import (
    AlreadyThere,
    Changed,
    DatabaseTrouble,
    LockBusy,
    StoreError,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from data.store.address import DatabaseAddress

_ALWAYS: Final = {"fallback_application_name": "amis", "client_encoding": "utf8"}
"""What libpq is told in any case."""

_DEFAULTS: Final = {
    "connect_timeout": "3",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "8000",
}
"""What libpq is told where the address does not say otherwise."""

_IDLE: Final = "30s"
"""How long a session that was stopped in the middle of a save keeps others from saving."""

_AGAIN: Final = 1.0
"""Seconds after a connection that failed before one who only looks tries again."""

_NO_SCHEMA: Final = N_(
    "The database has no tables for AMIS, or older ones. Nothing has been changed. "
    "Have the owner of the database run: amis database --schema"
)
_NOT_ALLOWED: Final = N_(
    "The database does not let you do that with {name}. Nothing has been changed. "
    "Ask its owner to admit your account. ({said})"
)
_REFUSED: Final = N_("The database did not do it with {name}; nothing has been changed. ({said})")


_OTHER_TABLES: Final = (
    errors.UndefinedTable, errors.InvalidSchemaName, errors.UndefinedColumn,
    errors.UndefinedFunction,
)  # fmt: skip
"""What a database answers whose tables are not those of this version."""

# What psycopg has to remark is not for the screen: what matters is raised.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class DatabaseLine:
    """The connection. Safe to use from several threads, one at a time."""

    def __init__(self, address: DatabaseAddress, limit: float) -> None:
        """Be ready; nothing is connected.

        Args:
            address: The document's address.
            limit: Seconds to wait for others who are saving.
        """
        self._address = address
        self._limit = limit
        self.guard = threading.RLock()
        self._open: list[psycopg.Connection[Any]] = []
        # Who lets the store go lets the connection go, too.
        weakref.finalize(self, _let_go, self._open)
        self._failed: tuple[float, Unreachable] | None = None
        """When connecting failed last, and how."""
        self._channel = ""
        self._waiting: list[int] = []
        """By whom saves were made that nobody has asked about yet."""
        self._skew = timedelta()
        """How much the server's clock is ahead of this machine's."""
        self.copied_in: datetime | None = None
        """The hour of which a good copy is known to be there."""

    @property
    def name(self) -> str:
        """The workplace's name."""
        return self._address.workplace

    @contextmanager
    def used(self, *, patient: bool = True) -> Iterator[psycopg.Connection[Any]]:
        """The connection, for oneself; what goes wrong with it is told in the store's words.

        Args:
            patient: Whether connecting is tried although it has just failed.

        Raises:
            StoreError: it cannot be had, or what was asked for was not done.
        """
        with self.guard:
            connection = self._connected(patient=patient)
            try:
                yield connection
            except psycopg.Error as error:
                raise self.told(error) from error

    @contextmanager
    def snapshot(self) -> Iterator[psycopg.Connection[Any]]:
        """The connection, with all that is read inside from one moment.

        Raises:
            StoreError: as `used`.
        """
        with self.used() as connection:
            connection.execute("begin isolation level repeatable read, read only")
            try:
                yield connection
            finally:
                rolled_back(connection)

    def told(self, error: psycopg.Error, *, unsure: bool = False) -> StoreError:
        """An error of the database as one of the store's; a connection that is gone is let go."""
        path, said = self._address.beside, _said(error)
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            if isinstance(error, errors.LockNotAvailable):
                return LockBusy(path, self._limit)
            if isinstance(error, errors.SerializationFailure | errors.DeadlockDetected):
                return Changed(path)
            if not isinstance(error, errors.DiskFull | errors.OutOfMemory):
                self.drop()
                return Unreachable(path, said, unsure)
        if isinstance(error, errors.ReadOnlySqlTransaction):
            self.drop()  # a replica; the next connection may lead to the server that takes over
            return Unreachable(path, said)
        return _refusal(error, path)

    def _connected(self, *, patient: bool) -> psycopg.Connection[Any]:
        connection = self._current
        if connection is not None:
            return connection
        if self._failed is not None and not patient:
            when, before = self._failed
            if time.monotonic() - when < _AGAIN:
                raise Unreachable(before.path, before.said)
        try:
            connection = self._connect()
        except psycopg.Error as error:
            trouble = self.told(error)
            if isinstance(trouble, Unreachable):
                self._failed = time.monotonic(), trouble
            raise trouble from error
        self._open[:], self._failed = [connection], None
        return connection

    @property
    def _current(self) -> psycopg.Connection[Any] | None:
        """The connection that is there; None when there is none, or it was lost."""
        return self._open[0] if self._open and not self._open[0].closed else None

    def _connect(self) -> psycopg.Connection[Any]:
        given = conninfo.conninfo_to_dict(self._address.conninfo)
        options: dict[str, Any] = {**_wanted(given), **given}
        if "," in str(options.get("host", "")):
            # Of several servers the one that saves, unless the address says otherwise.
            options.setdefault("target_session_attrs", "read-write")
        connection = psycopg.connect(**options, autocommit=True)
        limit = max(1, round(self._limit * 1000))
        connection.execute(
            "select set_config('lock_timeout', %s, false),"
            " set_config('idle_in_transaction_session_timeout', %s, false),"
            " set_config('search_path', 'amis, pg_catalog', false),"
            " set_config('timezone', 'UTC', false),"
            # When the screen says that it is saved, it is on the server's disk.
            " set_config('synchronous_commit', case current_setting('synchronous_commit')"
            " when 'off' then 'on' else current_setting('synchronous_commit') end, false)",
            (f"{limit}ms", _IDLE),
        )
        row = connection.execute("select clock_timestamp()").fetchone()
        if row is not None:
            self._skew = row[0] - datetime.now().astimezone()
        connection.add_notify_handler(_taking(self._waiting, connection.info.backend_pid))
        if self._channel:
            self._listen(connection)
            self._waiting.append(0)  # what happened meanwhile was told to nobody
        return connection

    def server_time(self, now: datetime) -> datetime:
        """A time of this machine's clock as the server's would have it: several machines agree."""
        return now + self._skew

    def drop(self) -> None:
        """Let the connection go; the next one who needs one makes it."""
        _let_go(self._open)

    # -- news ------------------------------------------------------------------------------

    def listen(self, connection: psycopg.Connection[Any], document: str) -> None:
        """Hear of saves of a document. Its id is the channel: known to those who can read it."""
        channel = channel_of(document)
        if channel != self._channel:
            self._channel = channel
            connection.execute("unlisten *")
            self._listen(connection)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(sql.SQL("listen {}").format(sql.Identifier(self._channel)))

    def wait(self, seconds: float) -> None:
        """Wait so long, or until the server has sent something; others may use it meanwhile."""
        connection = self._current
        try:
            if connection is not None:
                select.select([connection.pgconn.socket], [], [], seconds)
                return
        except (psycopg.Error, OSError, ValueError):
            pass  # it was let go meanwhile
        time.sleep(seconds)

    def heard(self) -> bool:
        """Whether somebody has saved since it was asked last. Never waits."""
        if not self.guard.acquire(blocking=False):
            return False  # somebody is using it, and hears what comes
        try:
            connection = self._current
            if connection is not None:
                # What lies in the socket; there is no query under way that it could belong to.
                connection.pgconn.consume_input()
                own = connection.info.backend_pid
                while (notice := connection.pgconn.notifies()) is not None:
                    self._waiting += [notice.be_pid] if notice.be_pid != own else []
        except psycopg.Error:
            self.drop()
            self._waiting.append(0)  # the look that follows says what is wrong
        finally:
            self.guard.release()
        news = bool(self._waiting)
        self._waiting.clear()
        return news


def _wanted(given: Mapping[str, object]) -> dict[str, str]:
    """What libpq is told besides the address: nothing that a service or a variable may say."""
    if "service" in given or "PGSERVICE" in os.environ:
        return _ALWAYS
    said = {"connect_timeout"} if "PGCONNECT_TIMEOUT" in os.environ else set()
    return _ALWAYS | {name: value for name, value in _DEFAULTS.items() if name not in said}


def _refusal(error: psycopg.Error, path: Path) -> StoreError:
    """What a database that can be reached has answered, in the store's words."""
    said, constraint = _said(error), error.diag.constraint_name
    if isinstance(error, errors.UniqueViolation) and constraint == "workplace_pkey":
        return AlreadyThere(path)  # somebody else was making it at the same time
    reason = _REFUSED
    if isinstance(error, errors.InsufficientPrivilege):
        reason = _NOT_ALLOWED
    elif isinstance(error, _OTHER_TABLES):
        reason = _NO_SCHEMA
    return DatabaseTrouble(path, reason, said)


def _taking(waiting: list[int], own: int) -> Callable[[psycopg.Notify], None]:
    """Notes the saves of others as they are told. It knows no line: that would keep it for ever."""

    def take(notice: psycopg.Notify) -> None:
        if notice.pid != own:
            waiting.append(notice.pid)

    return take


def _let_go(connections: list[psycopg.Connection[Any]]) -> None:
    while connections:
        with suppress(psycopg.Error, OSError):
            connections.pop().close()


def rolled_back(connection: psycopg.Connection[Any]) -> None:
    """End a transaction that was not committed; nothing where it was, or the connection is gone."""
    with suppress(psycopg.Error):
        if connection.info.transaction_status != pq.TransactionStatus.IDLE:
            connection.execute("rollback")


def channel_of(document: str) -> str:
    """The channel on which saves of a document are told."""
    return f"amis_{document}"[:63]


def _said(error: psycopg.Error) -> str:
    """What the database says, in a line; libpq's hints about what to check are left out."""
    primary = error.diag.message_primary
    text = primary or str(error)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
