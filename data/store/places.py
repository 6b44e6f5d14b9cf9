"""Which keeper a place has: a file its own, an address in a database another, loaded when met."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from data.store.address import DatabaseAddress
from data.store.system import OS, System

if TYPE_CHECKING:
    from data.model.document import Document
    from data.store.port import Keeper

Place: TypeAlias = "Path | DatabaseAddress | Keeper"
"""Where a document is: a file's path, an address in a database, or what keeps it."""


def keeper_at(place: Place, *, system: System = OS, limit: float = 10.0) -> Keeper:
    """What keeps the document at a place.

    Args:
        place: The place.
        system: The system calls.
        limit: Seconds to wait for the right to save.

    Raises:
        StoreError: the place cannot be used at all.
    """
    if isinstance(place, Path):
        from data.store.on_disk import FileKeeper

        return FileKeeper(place, system=system, limit=limit)
    if isinstance(place, DatabaseAddress):
        try:
            from data.store.postgres.keeper import DatabaseKeeper
        except ImportError as error:
            from data.store.errors import NoDriver

            raise NoDriver(place.beside, str(error)) from error
        return DatabaseKeeper(place, limit=limit)
    return place


def read_at(place: Place) -> Document:
    """The document at a place, for one who only looks: neither lock nor history is needed.

    Raises:
        StoreError: it is missing, damaged or newer, or cannot be read.
    """
    if isinstance(place, Path):
        # Those who only look load nothing of what saves.
        from data.store.files import resolve
        from data.store.reading import read_document

        return read_document(resolve(place))[0]
    return keeper_at(place).read_apart()
