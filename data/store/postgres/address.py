"""The address of a document in PostgreSQL: `postgresql://…?workplace=NAME`, the rest is libpq's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from data.i18n import N_
from data.store.address import DatabaseAddress

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = re.compile(r"[^\W_][\w.-]{0,62}")
_OURS: Final = "workplace"


class AddressError(Exception):
    """An address that does not say which document is meant.

    Attributes:
        message: a message id with a place for what was given.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def address_of(given: str, folder: Path) -> DatabaseAddress:
    """The address in a text.

    What the workplace is called is AMIS's; all the rest is handed to libpq as it stands: host,
    service file, passfile, sslmode and so on.

    Args:
        given: `postgresql:///amis?workplace=laerkereden`.
        folder: The user's folder for data: below it lies what belongs beside the document.

    Raises:
        AddressError: no workplace is named, or it is no name.
    """
    head, _mark, query = given.partition("?")
    parts = [part for part in query.split("&") if part]
    named = [part.partition("=")[2] for part in parts if part.partition("=")[0] == _OURS]
    rest = "&".join(part for part in parts if part.partition("=")[0] != _OURS)
    if len(named) != 1:
        raise AddressError(
            N_("“{given}” does not say which workplace: postgresql:///amis?workplace=NAME.")
        )
    name = unquote(named[0])
    if _NAME.fullmatch(name) is None:
        raise AddressError(N_("“{given}”: a workplace's name is letters, digits, - _ and dots."))
    conninfo = f"{head}?{rest}" if rest else head
    return DatabaseAddress(conninfo, name, folder / name / name)
