"""Who else has the document open: one small file per session in a hidden folder beside it.

A courtesy, never a lock: nothing depends on it, and no trouble with it is ever raised.
"""

from __future__ import annotations

import json
import os
import pwd
import re
import socket
import stat
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.store.atomic import finished, new_file, temporary
from data.store.attributes import like
from data.store.companions import companion, made
from data.store.errors import Damaged, NotRegular, StoreError, kind_of
from data.store.files import beside, read_bytes_in, resolve
from data.store.system import OS, System, again
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SILENT: Final = timedelta(seconds=90)
"""How long a session may say nothing before it counts as gone."""

BEAT: Final = timedelta(seconds=20)
"""How often a session says at most that it is still there."""

SUFFIX: Final = ".here"
"""How the name of the folder beside the document ends."""

_LIMIT: Final = 4096
_MOST: Final = 64
LONGEST: Final = 200
"""Characters of a text in a sign that are read."""
_NO_SIGN: Final = "no session's sign"  # told to nobody
_NAME: Final = re.compile(r"[0-9]+-[0-9a-f]{8}\.json", re.ASCII)


@dataclass(frozen=True, slots=True)
class SessionPresence:
    """A session that has the document open."""

    user: str
    """The account's name."""
    name: str
    """The person's full name, as the system knows it."""
    since: datetime
    """When the session opened the document, with its zone."""
    place: str
    """Where in the program, as a text to show."""
    host: str
    pid: int


def account() -> tuple[str, str]:
    """The user's account name and full name; the number stands in for an unknown one."""
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return str(uid), str(uid)
    full = clean_line(entry.pw_gecos.split(",")[0])
    return entry.pw_name, full or entry.pw_name


def is_name(name: str) -> bool:
    """Whether AMIS gives that name to a session's sign, or to one that is being made."""
    return _NAME.fullmatch(finished(name)) is not None


class Here:
    """This session's sign, and its view of the others'. Safe when the folder cannot be written.

    Args:
        path: the document.
        user: the account's name.
        name: the person's full name.
        since: when the session opened the document, with its zone.
        host: this machine's name; asked for when not given.
        pid: this process's number; asked for when not given.
        system: the system calls.
    """

    def __init__(
        self,
        path: Path,
        user: str,
        name: str,
        since: datetime,
        *,
        host: str = "",
        pid: int = 0,
        system: System = OS,
    ) -> None:
        self._document = resolve(path)
        self._folder = beside(self._document, SUFFIX)
        self._system = system
        self._me = SessionPresence(
            user, name, since, "", host or socket.gethostname(), pid or os.getpid()
        )
        self._file = self._folder / f"{self._me.pid}-{os.urandom(4).hex()}.json"
        self._place: str | None = None
        self._beat: datetime | None = None

    def announce(self, place: str, now: datetime) -> None:
        """Say where in the program one is, or that one is still there; cheap to call often."""
        early = self._beat is not None and timedelta(0) <= now - self._beat < BEAT
        if place == self._place and early:
            return
        try:
            if place != self._place or not self._touch(now):
                with made(self._folder, self._document, self._system) as folder:
                    self._write(place, folder)
                    self._date(now, folder)
        except (OSError, StoreError):
            self._place = None
        else:
            self._place = place
        self._beat = now

    def _touch(self, now: datetime) -> bool:
        """Date the file; whether it is still there, since others tidy up after the silent."""
        try:
            with companion(self._folder, self._document, self._system) as folder:
                self._date(now, folder)
        except FileNotFoundError:
            return False
        return True

    def _date(self, now: datetime, folder: int) -> None:
        moment = int(now.timestamp() * 1e9)
        again(
            self._system.utime,
            self._file.name,
            ns=(moment, moment),
            dir_fd=folder,
            follow_symlinks=False,
        )

    def _write(self, place: str, folder: int) -> None:
        row = asdict(self._me) | {"place": place, "since": self._me.since.isoformat()}
        data = json.dumps(row, ensure_ascii=True).encode() + b"\n"
        wanted = like(self._document, self._system)
        name = temporary(self._file)
        new_file(name, folder, data, wanted, self._system, durable=False)
        try:
            again(self._system.rename, name, self._file.name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError:
            again(self._system.unlink, name, dir_fd=folder)
            raise

    def others(self, now: datetime, *, tidy: bool = True) -> tuple[SessionPresence, ...]:
        """The other sessions, longest there first.

        Args:
            now: The time.
            tidy: Whether the signs of those that are gone are taken away.
        """
        found: list[SessionPresence] = []
        with (
            suppress(OSError, StoreError),
            companion(self._folder, self._document, self._system) as folder,
        ):
            names = [n for n in again(self._system.listdir, folder) if is_name(n)]
            for name in [name for name in names if name != self._file.name][:_MOST]:
                with suppress(OSError, StoreError):
                    there = self._sign(name, folder, now)
                    if there is not None:
                        found.append(there)
                    elif tidy:
                        again(self._system.unlink, name, dir_fd=folder)
        return tuple(sorted(found, key=lambda there: (there.since, there.user, there.pid)))

    def _sign(self, name: str, folder: int, now: datetime) -> SessionPresence | None:
        """What a sign says; None for one whose session is gone.

        Raises:
            StoreError: it is none.
            OSError: as the system says.
        """
        status = again(self._system.stat, name, dir_fd=folder, follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegular(self._folder / name, kind_of(status.st_mode))
        if abs(now.timestamp() - status.st_mtime) > SILENT.total_seconds():
            return None
        there = _presence(self._folder / name, folder, self._system)
        gone = there.host == self._me.host and not self._alive(there.pid)
        return None if gone else there

    def _alive(self, pid: int) -> bool:
        try:
            again(self._system.kill, pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True
        return True

    def leave(self) -> None:
        """Take one's sign away."""
        self._place = self._beat = None
        with (
            suppress(OSError, StoreError),
            companion(self._folder, self._document, self._system) as folder,
        ):
            again(self._system.unlink, self._file.name, dir_fd=folder)


def _presence(path: Path, folder: int, system: System) -> SessionPresence:
    """What a session's file says. Others' text is cleaned.

    Raises:
        StoreError: it is no such file.
        OSError: as the system says.
    """
    try:
        row: Any = json.loads(read_bytes_in(folder, path, _LIMIT, system, alone=True))
        since = datetime.fromisoformat(row["since"])
        pid = row["pid"]
        texts = [clean_line(row[key])[:LONGEST] for key in ("user", "name", "place", "host")]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Damaged(path, _NO_SIGN) from error
    if since.tzinfo is None or not isinstance(pid, int) or pid <= 0:
        raise Damaged(path, _NO_SIGN)
    user, name, place, host = texts
    return SessionPresence(user, name, since, place, host, pid)


def remove_signs(path: Path, mentions: Callable[[str], bool], system: System = OS) -> None:
    """Take away the signs of sessions whose text is as described. No trouble is raised.

    Args:
        path: The document, links resolved.
        mentions: Whether a sign's text is meant.
        system: The system calls.
    """
    folder = beside(path, SUFFIX)
    with suppress(OSError, StoreError), companion(folder, path, system) as fd:
        for name in again(system.listdir, fd):
            if not is_name(name):
                continue
            with suppress(StoreError, OSError, ValueError):
                data = read_bytes_in(fd, folder / name, _LIMIT, system, alone=True)
                text = json.dumps(json.loads(data), ensure_ascii=False)
                if mentions(text):
                    again(system.unlink, name, dir_fd=fd)
