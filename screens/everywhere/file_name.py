"""Files a user names: anywhere on the machine, or in the folder for exports and nowhere else."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from data.edits.errors import Refusal
from data.i18n import N_

if TYPE_CHECKING:
    from screens.frame.desk import Desk


class OutOfBounds(Refusal):
    """The file may not be read here.

    Args:
        folder: The one folder whose files may.
    """

    def __init__(self, folder: str) -> None:
        super().__init__(
            N_(
                "Only files in the folder “{folder}” beside the document can be read here. Write "
                "the name alone."
            ),
            folder=folder,
        )


_LOOK = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


def open_named(desk: Desk, text: str) -> BinaryIO:
    """Open a file for reading.

    Where no other file may be touched, the name is that of a file in the folder for exports, and
    no link on the way is followed.

    Args:
        desk: Says what may be touched.
        text: What the user typed: a path, or a name.

    Raises:
        OutOfBounds: it may not be read.
        OSError: it cannot be read.
    """
    named = text.strip()
    if not desk.restricted:
        return Path(named).expanduser().open("rb")
    if not named or "/" in named or "\0" in named or named.startswith("."):
        raise OutOfBounds(desk.export_folder.name)
    folder = os.open(desk.export_folder, _LOOK | os.O_DIRECTORY)
    try:
        file = os.open(named, _LOOK, dir_fd=folder)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OutOfBounds(desk.export_folder.name) from error
        raise
    finally:
        os.close(folder)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise OutOfBounds(desk.export_folder.name)
    return os.fdopen(file, "rb")
