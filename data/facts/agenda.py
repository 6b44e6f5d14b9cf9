"""The agenda of a discussion in its order; commands and views both need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.discussion import AgendaItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.document import Document


def agenda_items(document: Document, discussion: str) -> tuple[AgendaItem, ...]:
    """The items of a discussion in their order."""
    items: Iterator[AgendaItem] = (
        item for item in document.all(AgendaItem) if item.discussion == discussion
    )
    return tuple(sorted(items, key=lambda item: (item.position, item.number)))
