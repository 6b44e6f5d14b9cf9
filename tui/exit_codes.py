"""How the process ends."""

from __future__ import annotations

from typing import Final

DONE: Final = 0

NOT_AS_ASKED: Final = 1
"""It was understood, and could not be done; or what was asked about is so (`--exit-code`)."""

NOT_UNDERSTOOD: Final = 2
"""The arguments make no sense, or there is no terminal to draw on."""

TROUBLE: Final = 3
"""Something is wrong with a file."""

INTERRUPTED: Final = 130
"""As a shell sees a program that Ctrl+C ended."""

NOBODY_READS: Final = 141
"""As a shell sees a program that a closed pipe ended."""
