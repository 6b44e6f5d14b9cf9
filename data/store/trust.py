"""Whether a document may be believed: one that everybody can change is nobody's."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from data.i18n import _
from data.store import files
from data.store.errors import StoreError, shown

if TYPE_CHECKING:
    from pathlib import Path


class Untrusted(StoreError):
    """Everybody on the machine can change the document, or put another in its place.

    Attributes:
        open_to_all: the document, or its folder.
    """

    def __init__(self, path: Path, open_to_all: Path) -> None:
        super().__init__(path, open_to_all)
        self.open_to_all = open_to_all

    def sentence(self) -> str:
        """What is wrong, and the two ways on."""
        return _(
            "Everybody on this machine can change {place}, so {name} has not been opened. "
            "Take that right away (chmod o-w), or say that it is meant: amis --trust."
        ).format(place=shown(self.open_to_all), name=self.name)


def check_trusted(path: Path) -> None:
    """Refuse a document that others can write, by its own rights or its folder's.

    Args:
        path: The document; one that is not there yet is judged by its folder.

    Raises:
        Untrusted: everybody can write it.
        StoreError: the path leads in a circle.
    """
    path = files.resolve(path)
    for place in (path, path.parent):
        try:
            mode = place.stat().st_mode
        except OSError:
            continue  # what is wrong with it is said when it is opened
        if not mode & stat.S_IWOTH:
            continue
        # In a folder like /tmp, nobody replaces another's file.
        if not (stat.S_ISDIR(mode) and mode & stat.S_ISVTX):
            raise Untrusted(path, place)
