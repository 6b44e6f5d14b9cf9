"""How large a document may become."""

from __future__ import annotations

from data.edits.errors import Refusal
from data.i18n import N_
from data.store import files


class TooLargeToSave(Refusal):
    """With the edit the document would be larger than one that can be opened."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "With this the document would be larger than the {limit} MiB it can be, so nothing "
                "was saved. Shorten long texts, or delete what is no longer needed, and try again."
            ),
            limit=max(1, files.LIMIT >> 20),
        )
