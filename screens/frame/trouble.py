"""What is wrong with a save or a document, and the key that leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from data.store.errors import DiskTrouble, Unreachable
from data.store.recovery import CURABLE

if TYPE_CHECKING:
    from data.edits.errors import EditError
    from data.store.errors import StoreError


def why_not_saved(trouble: StoreError) -> str:
    """Why something is not saved; that it is not stands beside it on the line."""
    if isinstance(trouble, DiskTrouble | Unreachable):
        return f"{trouble.why()} {_('AMIS tries again by itself. F5: now')}"
    return with_way_on(trouble)


def with_way_on(trouble: EditError | StoreError) -> str:
    """What is wrong, and the key that leads on where one does."""
    if isinstance(trouble, CURABLE):
        return f"{trouble.sentence()} {_('F9: what can be done')}"
    if isinstance(trouble, Unreachable):
        kept = _("What you write is kept here and saved when it does. F5: now")
        return f"{trouble.why()} {kept}"
    return trouble.sentence()
