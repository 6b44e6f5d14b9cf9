"""What a document's year wheel holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.wheel import Activity

if TYPE_CHECKING:
    from data.model.document import Document


def templates_in_use(document: Document) -> frozenset[str]:
    """Ids of the templates that activities of the document were made from."""
    return frozenset(a.template for a in document.all(Activity) if a.template)
