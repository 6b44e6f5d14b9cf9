"""What a file says of the document it was written from, so that it can come home and be compared.

The document's own id, the number of its last save and the day: no name, no path, no account.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass

if TYPE_CHECKING:
    from data.export.forms import Contents
    from data.model.document import Document

PROPERTY: Final = "AMIS"
"""What the property of Word's and Excel's files is called."""

_WRITTEN: Final = re.compile(
    r"amis:([0-9A-Za-z_-]{1,80}):([0-9]{1,12}):([0-9]{4}-[0-9]{2}-[0-9]{2})"
)


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Where a file came from.

    Attributes:
        document: The document's id.
        revision: The number of its last save.
        day: The day the file was written.
    """

    document: str
    revision: int
    day: date

    def __str__(self) -> str:
        return f"amis:{self.document}:{self.revision}:{self.day.isoformat()}"


def stamp_of(document: Document, day: date) -> str:
    """The stamp of what is written from a document on a day; empty where it has no id."""
    meta = document.meta
    return str(FileStamp(meta.document, meta.revision, day)) if meta.document else ""


def stamp_in(text: str) -> FileStamp | None:
    """The last stamp in a text; None where there is none."""
    found = list(_WRITTEN.finditer(text))
    if not found:
        return None
    try:
        return FileStamp(found[-1][1], int(found[-1][2]), date.fromisoformat(found[-1][3]))
    except ValueError:
        return None


def stamped(contents: Contents, form: str, stamp: str) -> Contents:
    """What a file holds, with a stamp where its form has a place for it that nobody sees.

    Args:
        contents: What the file holds.
        form: The ending of its name.
        stamp: What `stamp_of` gave.
    """
    if not stamp:
        return contents
    if form == "md" and isinstance(contents, str):
        return f"{contents}\n<!-- {stamp} -->\n"
    if form in {"xlsx", "docx"} and isinstance(contents, bytes):
        from data.export.office.archive import with_property

        return with_property(contents, PROPERTY, stamp)
    return contents
