"""Time zones in full, so that they are the same where the machine knows none by name."""

from __future__ import annotations

from typing import Final

COPENHAGEN: Final = "CET-1CEST,M3.5.0,M10.5.0/3"
LOS_ANGELES: Final = "PST8PDT,M3.2.0,M11.1.0"
KIRITIMATI: Final = "<+14>-14"
"""The first to have a new day."""
