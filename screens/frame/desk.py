"""What a screen works with, handed to it when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from data.model.document import Document
    from data.own.drafts import Drafts
    from data.session import Session
    from data.store.presence import Here, Presence


@dataclass(frozen=True, slots=True)
class Desk:
    """The user's session and what belongs beside it."""

    session: Session
    drafts: Drafts
    """Text being typed, kept until it is saved."""
    here: Here
    """Who else has the document open."""
    export_folder: Path
    """Where exports are written."""
    restricted: bool = False
    """Whether no file outside that folder may be read or written."""
    look_back: Callable[[Document], Awaitable[None]] | None = None
    """Shows the program on a document as it was; None where that cannot be done."""
    follow: Callable[[Presence | None], None] | None = None
    """Lets this screen go where a colleague goes, or no longer."""
    come_back: Callable[[], Awaitable[None]] | None = None
    """Leads from the past back to today; None today."""
