"""Why nothing can be changed where the document is only looked at."""

from __future__ import annotations

from data.edits.errors import Refusal
from data.i18n import N_

GUEST = N_("AMIS is open for reading only: nothing can be changed here.")
"""The program was started to look, with `--read-only`."""

PAST = N_("This is how it was. Go back to today before you change anything: q.")
"""An earlier state is being looked at."""


class OnlyLooking(Refusal):
    """The document is only looked at."""
