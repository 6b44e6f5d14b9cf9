"""The folders beside a document, which whoever may write in its folder could exchange for others.

They are opened from the document's folder and no link is followed. One that is open to everybody,
or belongs to somebody who does not share the document, is refused. A colleague may own one, so
nothing is trusted for lying there: only names that AMIS makes are ever looked at.
"""

from __future__ import annotations

import errno
import os
import pwd
import stat
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.i18n import N_, _
from data.store.atomic import opened
from data.store.attributes import Attributes, acl_entries, closed, like, mend, with_entries
from data.store.errors import StoreError, shown
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_FOLDER: Final = frozenset({errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.ENXIO})
_ACL_READ: Final = 4
_ACL_WRITE: Final = 2
_ACL_ENTER: Final = 1
_ACL_USER: Final = 0x02
_ACL_GROUP: Final = 0x08
_GROUP_READ: Final = 0o040

NO_FOLDER: Final = N_("it is a link or a file, not a folder")
OPEN_TO_ALL: Final = N_("everybody on the machine can write in it")
STRANGER: Final = N_("it belongs to somebody who does not share the document")


class NotOurs(StoreError):
    """A folder beside the document is not what AMIS has made there.

    Attributes:
        companion: the folder.
        why: a message id.
    """

    def __init__(self, path: Path, companion: Path, why: str) -> None:
        super().__init__(path, companion, why)
        self.companion = companion
        self.why = why

    def sentence(self) -> str:
        """What is wrong, what was kept, and the way on."""
        return _(
            "{folder} beside {name} cannot be used: {why}. Nothing in it has been read or changed. "
            "Have it moved away; AMIS then makes a new one."
        ).format(folder=shown(self.companion.name), name=self.name, why=_(self.why))


@contextmanager
def companion(folder: Path, document: Path, system: System = OS) -> Iterator[int]:
    """A folder beside a document, held open.

    Args:
        folder: The folder.
        document: The document, links resolved.
        system: The system calls.

    Raises:
        NotOurs: it is not to be used.
        OSError: as the system says, FileNotFoundError among others.
    """
    with opened(document.parent, system) as home, _entered(folder, document, home, system) as fd:
        check(fd, folder, document, system, home=home)
        yield fd


@contextmanager
def _entered(folder: Path, document: Path, home: int, system: System) -> Iterator[int]:
    try:
        fd = again(system.open, folder.name, _FOLDER, dir_fd=home)
    except OSError as error:
        if error.errno in _NO_FOLDER:
            raise NotOurs(document, folder, NO_FOLDER) from error
        raise
    try:
        yield fd
    finally:
        with suppress(OSError):  # nothing is written through it
            close(fd, system)


@contextmanager
def made(
    folder: Path, document: Path, system: System = OS, *, wanted: Attributes | None = None
) -> Iterator[int]:
    """As `companion`, but the folder is made with the document's access where there is none.

    Args:
        folder: The folder.
        document: The document, links resolved.
        system: The system calls.
        wanted: Another access than the document's.

    Raises:
        NotOurs: it is not to be used.
        OSError: as the system says.
    """
    with opened(document.parent, system) as home:
        new = False
        with suppress(FileExistsError):
            again(system.mkdir, folder.name, 0o700, dir_fd=home)
            new = True
        with _entered(folder, document, home, system) as fd:
            # What has something in it is not the one made here: it was exchanged meanwhile.
            if new and not again(system.listdir, fd):
                mend(fd, wanted or access(document, system), system)
            check(fd, folder, document, system, home=home)
            yield fd


def check(fd: int, folder: Path, document: Path, system: System, *, home: int) -> None:
    """Refuse an open folder beside the document that others than its users could fill.

    Raises:
        NotOurs: so it is.
        OSError: as the system says.
    """
    status = again(system.fstat, fd)
    if status.st_mode & stat.S_IWOTH:
        raise NotOurs(document, folder, OPEN_TO_ALL)
    if status.st_uid in (0, os.geteuid()):
        return
    above = again(system.fstat, home)
    # Whoever owns the document's folder can do anything there as it is.
    if status.st_uid != above.st_uid and not _shares(status, document, above.st_gid, system):
        raise NotOurs(document, folder, STRANGER)


def _shares(status: os.stat_result, document: Path, gid: int, system: System) -> bool:
    """Whether the owner of a folder is among those the document's access is for."""
    shared = like(document, system)
    users, groups = set(), {gid if shared.gid < 0 else shared.gid}
    for tag, bits, who in acl_entries(shared.acl or b""):
        if bits & _ACL_WRITE:
            users |= {who} if tag == _ACL_USER else set()
            groups |= {who} if tag == _ACL_GROUP else set()
    if status.st_uid in users:
        return True
    known = _groups(status.st_uid)
    # Somebody without an account here (from another machine): the folder's group has to do.
    return bool(groups & known) if known else status.st_gid in groups


@lru_cache
def _groups(uid: int) -> frozenset[int]:
    """The groups a user is in; none for one without an account on this machine."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return frozenset()
    return frozenset(os.getgrouplist(entry.pw_name, entry.pw_gid))


def access(document: Path, system: System = OS) -> Attributes:
    """The access to a folder beside the document: who may read the document may enter it.

    Never for everybody, not even where everybody may write the document.

    Raises:
        NotRegular: the document is no file.
        OSError: as the system says.
    """
    wanted = like(document, system)
    enter = (wanted.mode & _GROUP_READ) >> 2
    acl = None if wanted.acl is None else _enterable(closed(wanted.acl))
    mode = wanted.mode & ~stat.S_IRWXO | stat.S_IRWXU | enter
    return replace(wanted, mode=mode, acl=acl)


def _enterable(acl: bytes) -> bytes:
    return with_entries(
        acl,
        (
            (tag, bits | _ACL_ENTER if bits & _ACL_READ else bits, who)
            for tag, bits, who in acl_entries(acl)
        ),
    )
