"""Who may do what with a file: owner, group, mode and ACL, carried over to its successor.

A rename makes a new file. Unless it gets the old one's group, mode and ACL, the next member of
the group is locked out, or somebody who was kept out is let in.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field, replace
from data.store.errors import NotRegular, kind_of
from data.store.system import OS, System, again

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ACL: Final = "system.posix_acl_access"

_NO_ACL: Final = frozenset({errno.ENODATA, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
_NOT_OURS: Final = frozenset({errno.EPERM, errno.EINVAL})
_KEEP: Final = -1
_ENTRY: Final = struct.Struct("<HHI")
_VERSION: Final = 4
"""Bytes before the first entry of a raw ACL."""
_OTHER: Final = 0x20
"""The tag of the entry for everybody else."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """Owner, group, permission bits and raw ACL of a file.

    `fresh` marks what a new document gets: its group is a wish, and an ACL inherited from the
    folder stays. Two are equal when the same people have the same access through the group, the
    mode and the ACL; the owner is not compared, since only root can give a file away.
    """

    uid: int = field(compare=False)
    gid: int
    mode: int
    acl: bytes | None = None
    fresh: bool = field(default=False, compare=False)

    def apply(self, fd: int, system: System = OS) -> None:
        """Give an open file these attributes, whatever the umask was.

        Raises:
            OSError: among others EPERM when the group cannot be kept and means something.
        """
        grouped = self._own(fd, system)
        if not self.fresh:
            self._set_acl(fd, system)
        again(system.fchmod, fd, self.mode if grouped else self.mode & 0o700)

    def _own(self, fd: int, system: System) -> bool:
        """Set owner and group as far as allowed; whether the group is the wanted one."""
        now = again(system.fstat, fd)
        if self.gid in (_KEEP, now.st_gid) and self.uid in (_KEEP, now.st_uid):
            return True
        try:
            again(system.fchown, fd, self.uid, self.gid)
        except OSError as error:
            if error.errno not in _NOT_OURS:
                raise
        else:
            return True
        if self.gid in (_KEEP, now.st_gid):
            return True
        try:
            again(system.fchown, fd, _KEEP, self.gid)
        except OSError as error:
            # Going on with another group would shut out everyone who has access through it.
            if error.errno not in _NOT_OURS or (self._shared and not self.fresh):
                raise
            return False
        return True

    @property
    def _shared(self) -> bool:
        return self.acl is not None or bool(self.mode & stat.S_IRWXG)

    def _set_acl(self, fd: int, system: System) -> None:
        if self.acl is not None:
            again(system.setxattr, fd, ACL, self.acl)
        elif _acl(fd, system) is not None:
            # Inherited from the folder's default ACL; the document did not have it.
            again(system.removexattr, fd, ACL)


def _acl(target: Path | int, system: System) -> bytes | None:
    try:
        return again(system.getxattr, target, ACL)
    except OSError as error:
        if error.errno in _NO_ACL:
            return None
        raise


def of(target: Path | int, status: os.stat_result, system: System = OS) -> Attributes:
    """The attributes of a file, given its status and its path or descriptor.

    Raises:
        OSError: as the system says.
    """
    mode = stat.S_IMODE(status.st_mode) & 0o777
    return Attributes(status.st_uid, status.st_gid, mode, _acl(target, system))


def for_new(folder: os.stat_result) -> Attributes:
    """What a new document gets: the group's in a folder the group shares, else one's own alone."""
    if folder.st_mode & (stat.S_ISGID | stat.S_IWGRP):
        return Attributes(_KEEP, folder.st_gid, 0o660, fresh=True)
    return Attributes(_KEEP, _KEEP, 0o600, fresh=True)


def like(path: Path, system: System = OS) -> Attributes:
    """The attributes for a file beside the document: the document's, else a new document's.

    The owner can always write it, even when the document is write-protected for now. Everybody
    else has no access, though the document can be read by all: history and copies hold names that
    may be gone from it. Only where everybody writes it, everybody needs what lies beside it.

    Raises:
        NotRegular: something else than a file is in the document's place: a link's bits let
            everybody write.
        OSError: neither the document nor its folder can be looked at.
    """
    try:
        status = again(system.stat, path, follow_symlinks=False)
    except FileNotFoundError:
        return for_new(again(system.stat, path.parent))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegular(path, kind_of(status.st_mode))
    found = of(path, status, system)
    mode, acl = found.mode | stat.S_IRUSR | stat.S_IWUSR, found.acl
    if not mode & stat.S_IWOTH:
        mode, acl = mode & ~stat.S_IRWXO, acl and closed(acl)
    return replace(found, mode=mode, acl=acl)


def acl_entries(acl: bytes) -> list[tuple[int, int, int]]:
    """The entries of a raw ACL: tag, permission bits, whose."""
    body = acl[_VERSION:]
    return list(_ENTRY.iter_unpack(body[: len(body) - len(body) % _ENTRY.size]))


def with_entries(acl: bytes, entries: Iterable[tuple[int, int, int]]) -> bytes:
    """The raw ACL with other entries."""
    return acl[:_VERSION] + b"".join(_ENTRY.pack(*entry) for entry in entries)


def closed(acl: bytes) -> bytes:
    """The ACL without access for everybody else."""
    entries = acl_entries(acl)
    return with_entries(acl, ((tag, 0 if tag == _OTHER else bits, w) for tag, bits, w in entries))


def mend(fd: int, wanted: Attributes, system: System = OS) -> None:
    """Let an open file beside the document follow it, when its access was changed since.

    Only the file's owner can; for others, and on trouble, it stays as it is.
    """
    with suppress(OSError):
        status = again(system.fstat, fd)
        ours = os.geteuid() in (0, status.st_uid)
        if ours and not wanted.fresh and of(fd, status, system) != wanted:
            wanted.apply(fd, system)
