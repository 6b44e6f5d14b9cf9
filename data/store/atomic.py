"""The steps of putting a file in place whole: open folder, new file, rename or link, sync."""

from __future__ import annotations

import errno
import os
import pwd
import re
import stat as modes
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from data.store.attributes import Attributes, like
from data.store.errors import DiskTrouble, Doing, NotRegular, NotShared, StoreError, kind_of
from data.store.system import OS, Bytes, System, again, close, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX: Final = ".tmp"
"""How the name of an unfinished file ends."""

_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_UNFINISHED: Final = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp", re.DOTALL)
_LOOKS: Final = 3

UNSYNCABLE: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What disks answer that do not know how to sync a folder."""
_UNLINKABLE: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


@contextmanager
def disk(path: Path, doing: Doing, place: Path | None = None) -> Iterator[None]:
    """Turn what the system raises into the store's own errors.

    Args:
        path: the document that the sentence is about.
        doing: what was being done.
        place: the file that was used for it, when it is another.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise NotRegular(place or path, "link") from error
        if error.errno == errno.EISDIR:
            raise NotRegular(place or path, "folder") from error
        if error.errno == errno.ENXIO:
            raise NotRegular(place or path, "socket") from error
        raise DiskTrouble(path, error.errno or errno.EIO, doing) from error


@contextmanager
def opened(
    folder: Path | str,
    system: System = OS,
    *,
    within: int | None = None,
    follow: bool = False,
) -> Iterator[int]:
    """A folder held open, so that every step happens in the same one.

    Args:
        folder: Its path, links resolved, or its name.
        system: The system calls.
        within: The open folder that a name is looked up in.
        follow: Whether a link in its place leads to it: only where a user has named it.

    Raises:
        OSError: as the system says; ENOTDIR for a link.
    """
    flags = _FOLDER if follow else _FOLDER | os.O_NOFOLLOW
    fd = again(system.open, folder, flags, dir_fd=within)
    try:
        yield fd
    finally:
        with suppress(OSError):  # nothing is written through it
            close(fd, system)


def temporary(path: Path) -> str:
    """A name for the unfinished successor of a file, told apart by `unfinished`."""
    return f".{path.name}.{os.urandom(4).hex()}{SUFFIX}"


def finished(name: str) -> str:
    """The name of the file that an unfinished one is to replace; any other name as it is."""
    found = _UNFINISHED.fullmatch(name)
    return found[1] if found is not None else name


def regular(
    fd: int, path: Path, system: System = OS, *, alone_in: int | None = None
) -> os.stat_result:
    """The status of an open file.

    Args:
        fd: The file.
        path: Where it is, for the sentence.
        system: The system calls.
        alone_in: The open folder outside of which the file may have no other name. Who can write
            in the folder could else give another's file a name that AMIS writes to.

    Raises:
        NotRegular: it is not a file, or one that has another name.
        OSError: as the system says.
    """
    status = again(system.fstat, fd)
    if not modes.S_ISREG(status.st_mode):
        raise NotRegular(path, kind_of(status.st_mode))
    if alone_in is not None and status.st_nlink > 1:
        return _alone(fd, path, alone_in, system)
    return status


def _alone(fd: int, path: Path, folder: int, system: System) -> os.stat_result:
    """The status of a file whose further names are all AMIS's own: `create` gives it two at first.

    The second goes away again at once, or is left by a session that was killed.
    """
    for _look in range(_LOOKS):
        status = again(system.fstat, fd)
        own = sum(
            _same(status, name, folder, system)
            for name in again(system.listdir, folder)
            if _UNFINISHED.fullmatch(name)
        )
        if status.st_nlink - own <= 1:
            return status
    raise NotRegular(path, "twin")


def _same(status: os.stat_result, name: str, folder: int, system: System) -> bool:
    try:
        there = again(system.stat, name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (status.st_dev, status.st_ino)


def new_file(
    name: str,
    folder: int,
    data: Bytes,
    attributes: Attributes,
    system: System,
    *,
    durable: bool = True,
) -> os.stat_result:
    """A file that is there whole, with its attributes, safe on the disk; or not at all.

    Raises:
        OSError: as the system says.
    """
    fd = again(system.open, name, _CREATE, 0o600, dir_fd=folder)
    try:
        try:
            attributes.apply(fd, system)
            write_all(fd, data, system)
            if durable:
                again(system.fsync, fd)
            made = again(system.fstat, fd)
        finally:
            close(fd, system)
    except BaseException:
        with suppress(OSError):
            again(system.unlink, name, dir_fd=folder)
        raise
    return made


def rename(temporary: str, name: str, folder: int, inode: int, system: System) -> None:
    """Rename inside a folder; done is done, even when the answer was lost.

    Raises:
        OSError: as the system says, and the new name does not lead to the file.
    """
    try:
        again(system.rename, temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        # A network disk may do it and lose the answer: the inode tells.
        with suppress(OSError):
            there = again(system.stat, name, dir_fd=folder, follow_symlinks=False)
            if there.st_ino == inode:
                return
        raise


def sync_folder(folder: int, system: System = OS) -> None:
    """Make the names in a folder safe on the disk, where the disk knows how.

    Raises:
        OSError: as the system says.
    """
    try:
        again(system.fsync, folder)
    except OSError as error:
        if error.errno not in UNSYNCABLE:
            raise


def create_in(
    folder: int,
    target: str,
    data: bytes,
    template: Path,
    system: System = OS,
    *,
    wanted: Attributes | None = None,
) -> bool:
    """Make a file, whole and with the document's access, unless it is there.

    Args:
        folder: The open folder.
        target: The file's name.
        data: What it holds.
        template: The document, whose access it gets, and after which it is called meanwhile.
        system: The system calls.
        wanted: Another access.

    Returns:
        Whether it was made now.

    Raises:
        NotRegular: the template is no file.
        OSError: as the system says.
    """
    wanted = wanted or like(template, system)
    name = temporary(template)
    new_file(name, folder, data, wanted, system)
    try:
        # A link never replaces, so a file that another made first stays.
        again(system.link, name, target, src_dir_fd=folder, dst_dir_fd=folder)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _UNLINKABLE:
            raise
        new_file(target, folder, data, wanted, system)
    finally:
        with suppress(OSError):
            again(system.unlink, name, dir_fd=folder)
    sync_folder(folder, system)
    return True


def make_folders(folder: Path, system: System = OS) -> None:
    """Make a folder and those above it that are missing, each its maker's alone, safe on the disk.

    Raises:
        OSError: as the system says.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with suppress(FileExistsError):
            again(system.mkdir, one, 0o700)
        # A home may be a link: what is above is the user's own way to the folder.
        with opened(one.parent, system, follow=True) as above:
            sync_folder(above, system)


def not_shared(path: Path, companion: Path, error: OSError, system: System = OS) -> StoreError:
    """What to say when a file beside the document may not be opened: whose it is, or the disk."""
    try:
        uid = again(system.stat, companion, follow_symlinks=False).st_uid
    except OSError:
        return DiskTrouble(path, error.errno or errno.EACCES, "lock")
    try:
        owner = pwd.getpwuid(uid).pw_name
    except KeyError:
        owner = str(uid)
    return NotShared(path, companion, owner)
