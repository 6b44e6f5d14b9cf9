"""Who else has a workplace open: a row a session, with the time it was last heard of.

A courtesy, never a lock: nothing depends on it, and no trouble with it is ever raised.
"""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.store.errors import StoreError
from data.store.presence import BEAT, LONGEST, SILENT, SessionPresence
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.store.postgres.connection import DatabaseLine

_HERE: Final = (
    "insert into presence (workplace, session, account, name, place, host, pid, since, seen)"
    " values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (workplace, session) do update"
    " set place = excluded.place, seen = excluded.seen"
)
_OTHERS: Final = (
    "select account, name, since, place, host, pid from presence where workplace = %s"
    " and session <> %s and seen between %s and %s order by since, account, pid limit 64"
)
_SILENT: Final = "delete from presence where workplace = %s and not seen between %s and %s"


class DatabaseHere:
    """This session's row, and its view of the others'. See `data.store.port.SessionSign`."""

    def __init__(self, line: DatabaseLine, user: str, name: str, since: datetime) -> None:
        self._line = line
        self._session = secrets.token_hex(8)
        self._me = user, name, since
        self._place: str | None = None
        self._beat: datetime | None = None

    def announce(self, place: str, now: datetime) -> None:
        """See `SessionSign`."""
        early = self._beat is not None and timedelta(0) <= now - self._beat < BEAT
        if place == self._place and early:
            return
        user, name, since = self._me
        seen = self._line.server_time(now)
        row = (self._session, user, name, place, socket.gethostname(), os.getpid(), since, seen)
        try:
            with self._line.used(patient=False) as connection:
                connection.execute(_HERE, (self._line.name, *map(_storable, row)))
        except StoreError:
            self._place = None
        else:
            self._place = place
        self._beat = now

    def others(self, now: datetime, *, tidy: bool = True) -> tuple[SessionPresence, ...]:
        """See `SessionSign`."""
        found: list[tuple[Any, ...]] = []
        with suppress(StoreError), self._line.used(patient=False) as connection:
            at = self._line.server_time(now)
            span = at - SILENT, at + SILENT
            mine = (self._line.name, self._session, *span)
            found = connection.execute(_OTHERS, mine).fetchall()
            if tidy:
                connection.execute(_SILENT, (self._line.name, *span))
        return tuple(_presence(row) for row in found if not _is_dead(row))

    def leave(self) -> None:
        """See `SessionSign`."""
        self._place = self._beat = None
        query = "delete from presence where workplace = %s and session = %s"
        with suppress(StoreError), self._line.used(patient=False) as connection:
            connection.execute(query, (self._line.name, self._session))


def _storable(value: Any) -> Any:
    """A value as PostgreSQL takes it: no text with a zero or half a character."""
    return clean_line(value)[:LONGEST] if isinstance(value, str) else value


def _presence(row: tuple[Any, ...]) -> SessionPresence:
    """What a row says. Others' text is cleaned."""
    account, name, since, place, host, pid = row
    texts = [clean_line(text)[:LONGEST] for text in (account, name, place, host)]
    return SessionPresence(texts[0], texts[1], since.astimezone(UTC), texts[2], texts[3], pid)


def _is_dead(row: tuple[Any, ...]) -> bool:
    """Whether it is known that the session's process is gone: only of one on this machine."""
    host, pid = row[4:]
    if host != socket.gethostname() or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


def remove_signs(line: DatabaseLine, mentions: Callable[[str], bool]) -> None:
    """Take away the rows of sessions whose text is as described. No trouble is raised."""
    with suppress(StoreError), line.used() as connection:
        rows = connection.execute(
            "select session, account, name, place, host from presence where workplace = %s",
            (line.name,),
        ).fetchall()
        named = [session for session, *texts in rows if mentions("\n".join(texts))]
        connection.execute(
            "delete from presence where workplace = %s and session = any(%s)", (line.name, named)
        )
