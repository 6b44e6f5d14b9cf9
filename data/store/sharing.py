"""Folders and files beside a document follow the document: who may use it may use them.

Somebody who shares a document afterwards (`chgrp`, `chmod`) does not think of the hidden files.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from data.store.atomic import opened
from data.store.attributes import Attributes, acl_entries, like, mend, with_entries
from data.store.files import beside
from data.store.lock import lock_path
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS: Final = (".copies", ".here")
"""How the names of the folders beside a document end."""

_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_FOLDER: Final = _FILE | os.O_DIRECTORY
_READ_BITS: Final = 0o444
_ACL_READ: Final = 4
_ACL_ENTER: Final = 1


def make_folder(folder: Path, document: Path, system: System = OS) -> None:
    """Make a folder beside the document, with the document's access, unless it is there.

    Raises:
        OSError: as the system says.
    """
    with suppress(FileExistsError):
        again(system.mkdir, folder, 0o700)
        _apply(folder, _FOLDER, _enterable(like(document, system)), system)


def share_alike(document: Path, *files: Path, system: System = OS) -> None:
    """Give what lies beside a document the document's access, as far as it is one's own.

    Trouble is passed over: what cannot be shared is said when it is needed.

    Args:
        document: the document, links resolved.
        files: more files that belong to it, such as the history.
        system: the system calls.
    """
    with suppress(OSError):
        wanted = like(document, system)
        for file in (lock_path(document), *files):
            _apply(file, _FILE, wanted, system)
        for suffix in FOLDERS:
            folder = beside(document, suffix)
            _apply(folder, _FOLDER, _enterable(wanted), system)
            with suppress(OSError), opened(folder, system) as fd:
                for name in again(system.listdir, fd):
                    _apply(folder / name, _FILE, wanted, system)


def _apply(path: Path, flags: int, wanted: Attributes, system: System) -> None:
    with suppress(OSError):
        fd = again(system.open, path, flags)
        try:
            mend(fd, wanted, system)
        finally:
            close(fd, system)


def _enterable(wanted: Attributes) -> Attributes:
    """The same access to a folder: who may read may also enter."""
    enter = (wanted.mode & _READ_BITS) >> 2
    acl = None if wanted.acl is None else _enterable_acl(wanted.acl)
    return replace(wanted, mode=wanted.mode | 0o700 | enter, acl=acl)


def _enterable_acl(acl: bytes) -> bytes:
    return with_entries(
        acl,
        (
            (tag, bits | _ACL_ENTER if bits & _ACL_READ else bits, who)
            for tag, bits, who in acl_entries(acl)
        ),
    )
