"""Why nothing can be changed where the document is only looked at."""

from __future__ import annotations

from data.commands.errors import EditError
from data.i18n import N_, _

GUEST = N_("AMIS is open for reading only: nothing can be changed here.")
"""The program was started to look, with `--read-only`."""

PAST = N_("This is how it was. Go back to today before you change anything: q.")
"""An earlier state is being looked at."""


class OnlyLooking(EditError):
    """The document is only looked at.

    Args:
        reason: A message id that says why.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        """Why, and how to go on."""
        return _(self.reason)
