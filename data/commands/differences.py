"""What was looked at of the places where two copies had differed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.dataclass import dataclass
from data.edits.edits import Set
from data.model.merging import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.edits.edits import Author, Edit
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """Somebody has looked at these; those that are gone are passed over."""

    ids: tuple[str, ...]
    name: ClassVar[str] = "mark_seen"

    def edits(self, document: Document, _author: Author) -> Iterator[Edit]:
        """One for each."""
        for identity in self.ids:
            if document.get(Difference, identity) is not None:
                yield Set(Difference.kind, identity, "seen", value=True)
