"""The folders that are one user's own: nobody else may have put anything in them.

In a home they are AMIS's to close. Beside a document that many share they lie in a folder that
colleagues can write in, so one that is not the user's, or was open to others, is refused.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from data.i18n import N_, _
from data.store.atomic import make_folders, opened
from data.store.companions import NO_FOLDER, access, companion, made
from data.store.errors import DiskTrouble, StoreError, shown
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHARED: Final = ".state"
"""How the name of the folder ends in which, beside a document, each user has one of their own."""

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_FOLDER: Final = frozenset({errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.ENXIO})
_IN_THE_WAY: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EEXIST})

ANOTHERS: Final = N_("it belongs to somebody else")
OPEN: Final = N_("others can look into it or write in it")


class NotYours(StoreError):
    """A folder that should be the user's own is not.

    Attributes:
        why: a message id.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.why = why

    def sentence(self) -> str:
        """What is wrong, what that means, and the way on."""
        return _(
            "Your own folder {folder} cannot be used: {why}. Nothing in it has been read or "
            "changed. Have it moved away; AMIS then makes a new one."
        ).format(folder=shown(self.path), why=_(self.why))


def shared_by(path: Path) -> Path | None:
    """The folder beside a document that a user's folder lies in; None for one in a home."""
    for place in (path, *path.parents):
        if place.name.startswith(".") and place.name.endswith(SHARED) and place.name != SHARED:
            return place
    return None


@contextmanager
def own_folder(path: Path, system: System = OS, *, make: bool = False) -> Iterator[int]:
    """A folder of the user's own, held open.

    Args:
        path: The folder.
        system: The system calls.
        make: Whether it is made where there is none.

    Raises:
        StoreError: NotYours among others: it is not to be used.
        OSError: as the system says; FileNotFoundError where there is none.
    """
    shared = shared_by(path)
    if shared is None:
        if make:
            make_folders(path.parent, system)
        # The way to one's home is followed as any program does.
        with (
            opened(path.parent, system, follow=True) as above,
            _own(path, above, system, make=make, close_it=True) as fd,
        ):
            yield fd
        return
    document = shared.with_name(f"{shared.name[1:].removesuffix(SHARED)}.json")
    with (
        _shared(shared, document, system, make=make) as above,
        _down(shared, path, above, system, make=make) as fd,
    ):
        yield fd


@contextmanager
def _shared(shared: Path, document: Path, system: System, *, make: bool) -> Iterator[int]:
    if not make:
        with companion(shared, document, system) as fd:
            yield fd
        return
    with made(shared, document, system, wanted=access(document, system)) as fd:
        yield fd


@contextmanager
def _down(shared: Path, path: Path, above: int, system: System, *, make: bool) -> Iterator[int]:
    """From the folder many share down to the user's, which each step must be."""
    place, rest = shared, path.relative_to(shared).parts
    held: list[int] = []
    try:
        for name in rest:
            place = place / name
            above = _enter(place, above, system, make=make, close_it=False)
            held.append(above)
        yield above
    finally:
        for fd in reversed(held):
            with suppress(OSError):
                close(fd, system)


@contextmanager
def _own(path: Path, above: int, system: System, *, make: bool, close_it: bool) -> Iterator[int]:
    fd = _enter(path, above, system, make=make, close_it=close_it)
    try:
        yield fd
    finally:
        with suppress(OSError):
            close(fd, system)


def _enter(path: Path, above: int, system: System, *, make: bool, close_it: bool) -> int:
    """Open one folder that must be the user's, and make it when it may be made.

    Args:
        path: The folder.
        above: The open folder it lies in.
        system: The system calls.
        make: Whether it may be made.
        close_it: Whether one that was open to others is closed to them, and not refused.
    """
    if make:
        with suppress(FileExistsError):
            again(system.mkdir, path.name, 0o700, dir_fd=above)
    try:
        fd = again(system.open, path.name, _FOLDER, dir_fd=above)
    except OSError as error:
        if error.errno in _NO_FOLDER:
            raise NotYours(path, NO_FOLDER) from error
        raise
    try:
        _check(fd, path, system, close_it=close_it)
    except BaseException:
        with suppress(OSError):
            close(fd, system)
        raise
    return fd


def _check(fd: int, path: Path, system: System, *, close_it: bool) -> None:
    status = again(system.fstat, fd)
    if status.st_uid != os.geteuid():
        raise NotYours(path, ANOTHERS)
    if stat.S_IMODE(status.st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        if not close_it:
            raise NotYours(path, OPEN)
        again(system.fchmod, fd, 0o700)


def trouble_with(path: Path, system: System = OS) -> str:
    """Why nothing can be kept in a folder of the user's own, in a sentence; empty when it can.

    The folder is made where there is none.
    """
    try:
        with own_folder(path, system, make=True):
            return ""
    except StoreError as error:
        return error.sentence()
    except OSError as error:
        return why_not(path, error)


def why_not(path: Path, error: OSError) -> str:
    """What keeps something from being kept in a folder of the user's own, in a sentence."""
    if error.errno in _IN_THE_WAY:
        text = _("Something that is no folder stands in the way of {folder}.")
        return text.format(folder=shown(path))
    return DiskTrouble(path, error.errno or errno.EIO, "copy").why()
