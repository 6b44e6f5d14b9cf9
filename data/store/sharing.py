"""Folders and files beside a document follow the document: who may use it may use them.

Somebody who shares a document afterwards (`chgrp`, `chmod`) does not think of the hidden files.
Only files of names that AMIS makes are touched, and none that has another name elsewhere.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.store import copies, presence
from data.store.atomic import opened, regular
from data.store.attributes import Attributes, like, mend
from data.store.companions import access, check
from data.store.errors import StoreError
from data.store.files import beside
from data.store.lock import lock_path
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS: Final = ((copies.SUFFIX, copies.is_name), (presence.SUFFIX, presence.is_name))
"""How the names of the folders beside a document end, and what tells AMIS's files in them."""

_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


def share_alike(document: Path, *files: Path, system: System = OS) -> None:
    """Give what lies beside a document the document's access, as far as it is one's own.

    Trouble is passed over: what cannot be shared is said when it is needed.

    Args:
        document: the document, links resolved.
        files: more files beside it that belong to it, such as the history.
        system: the system calls.
    """
    with suppress(OSError, StoreError), opened(document.parent, system) as home:
        wanted = like(document, system)
        for file in (lock_path(document), *files):
            _apply(file, home, wanted, system)
        for suffix, is_name in FOLDERS:
            folder = beside(document, suffix)
            with (
                suppress(OSError, StoreError),
                opened(folder.name, system, within=home) as fd,
            ):
                names = again(system.listdir, fd)
                own = [name for name in names if is_name(name)]
                # A folder that holds anything else is somebody's, moved here.
                if own == names:
                    mend(fd, access(document, system), system)
                check(fd, folder, document, system, home=home)
                for name in own:
                    _apply(folder / name, fd, wanted, system)


def _apply(path: Path, folder: int, wanted: Attributes, system: System) -> None:
    with suppress(OSError, StoreError):
        fd = again(system.open, path.name, _FILE, dir_fd=folder)
        try:
            regular(fd, path, system, alone_in=folder)
            mend(fd, wanted, system)
        finally:
            close(fd, system)
