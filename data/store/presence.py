"""Who else has the document open: one small file per session in a hidden folder beside it.

A courtesy, never a lock: nothing depends on it, and no trouble with it is ever raised.
"""

from __future__ import annotations

import json
import os
import pwd
import re
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.store.atomic import new_file, opened, temporary
from data.store.attributes import like
from data.store.errors import StoreError
from data.store.files import beside, read_bytes, resolve
from data.store.sharing import make_folder
from data.store.system import OS, System, again
from data.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

SILENT: Final = timedelta(seconds=90)
"""How long a session may say nothing before it counts as gone."""

BEAT: Final = timedelta(seconds=20)
"""How often a session says at most that it is still there."""

_LIMIT: Final = 4096
_MOST: Final = 64
_LONGEST: Final = 200
_NAME: Final = re.compile(r"[0-9]+-[0-9a-f]{8}\.json", re.ASCII)


@dataclass(frozen=True, slots=True)
class Presence:
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
        self._folder = beside(self._document, ".here")
        self._system = system
        self._me = Presence(user, name, since, "", host or socket.gethostname(), pid or os.getpid())
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
                self._write(place)
                self._touch(now)
        except (OSError, StoreError):
            self._place = None
        else:
            self._place = place
        self._beat = now

    def _touch(self, now: datetime) -> bool:
        """Date the file; whether it is still there, since others tidy up after the silent."""
        moment = int(now.timestamp() * 1e9)
        try:
            again(self._system.utime, self._file, ns=(moment, moment), follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def _write(self, place: str) -> None:
        row = asdict(self._me) | {"place": place, "since": self._me.since.isoformat()}
        data = json.dumps(row, ensure_ascii=True).encode() + b"\n"
        make_folder(self._folder, self._document, self._system)
        wanted = like(self._document, self._system)
        name = temporary(self._file)
        with opened(self._folder, self._system) as fd:
            new_file(name, fd, data, wanted, self._system, durable=False)
            try:
                again(self._system.rename, name, self._file.name, src_dir_fd=fd, dst_dir_fd=fd)
            except OSError:
                again(self._system.unlink, name, dir_fd=fd)
                raise

    def others(self, now: datetime) -> tuple[Presence, ...]:
        """The other sessions, longest there first; those that are gone are tidied away."""
        found: list[Presence] = []
        names: list[str] = []
        with suppress(OSError):
            names = again(self._system.listdir, self._folder)
        for name in [name for name in names if name != self._file.name][:_MOST]:
            path = self._folder / name
            with suppress(OSError, StoreError):
                there = _presence(path, self._system) if _NAME.fullmatch(name) else None
                if self._gone(path, there, now):
                    again(self._system.unlink, path)
                elif there is not None:
                    found.append(there)
        return tuple(sorted(found, key=lambda there: (there.since, there.user, there.pid)))

    def _gone(self, path: Path, there: Presence | None, now: datetime) -> bool:
        status = again(self._system.stat, path, follow_symlinks=False)
        if abs(now.timestamp() - status.st_mtime) > SILENT.total_seconds():
            return True
        return there is not None and there.host == self._me.host and not self._alive(there.pid)

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
        with suppress(OSError):
            again(self._system.unlink, self._file)


def _presence(path: Path, system: System) -> Presence | None:
    """What a session's file says; None when it is not such a file. Others' text is cleaned."""
    try:
        row: Any = json.loads(read_bytes(path, _LIMIT, system))
        since = datetime.fromisoformat(row["since"])
        pid = row["pid"]
        texts = [clean_line(row[key])[:_LONGEST] for key in ("user", "name", "place", "host")]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if since.tzinfo is None or not isinstance(pid, int) or pid <= 0:
        return None
    user, name, place, host = texts
    return Presence(user, name, since, place, host, pid)
