"""What was told by mail, kept in a folder beside the document; what it says is others' business."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from data.store.atomic import disk, finished
from data.store.companions import companion, made
from data.store.errors import StoreError
from data.store.files import REMINDED, beside, read_bytes_in, replace_in
from data.store.lock import DocumentLock
from data.store.system import OS, System

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME: Final = "sent.json"
LOCK: Final = "lock"

_MOST_BYTES: Final = 8 * 1024 * 1024


def is_name(name: str) -> bool:
    """Whether AMIS gives that name to a file in the folder, or to one that is being made."""
    return finished(name) in {NAME, LOCK}


def read_reminded(document: Path, system: System = OS) -> bytes:
    """What was kept; empty when there is no such file, or none that can be read.

    Args:
        document: The document, links resolved.
        system: The system calls.
    """
    folder = beside(document, REMINDED)
    with suppress(OSError, StoreError), companion(folder, document, system) as fd:
        return read_bytes_in(fd, folder / NAME, _MOST_BYTES, system)
    return b""


@contextmanager
def reminding(document: Path, system: System = OS) -> Iterator[Callable[[bytes], None]]:
    """Be the only one who sends reminders for a document; what keeps what was told.

    Args:
        document: The document, links resolved.
        system: The system calls.

    Raises:
        LockBusy: somebody else is.
        StoreError: the folder cannot be used.
    """
    folder = beside(document, REMINDED)
    with (
        disk(document, "save"),
        made(folder, document, system) as fd,
        DocumentLock(folder / LOCK, document, 0, system=system),
    ):

        def keep(data: bytes) -> None:
            replace_in(fd, folder / NAME, data, template=document, system=system)

        yield keep
