"""How many examples a property is tried with: as it asks, and twenty times that when exploring."""

from __future__ import annotations

import os
import time
from typing import Final

PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE", "repeat")
"""`repeat`: the same examples every time. `other`: others every time. `explore`: more of those."""

END: Final = time.monotonic() + 40 if PROFILE == "other" else float("inf")
"""When no further test is begun: CI looks for a minute only."""

_TIMES: Final = 20 if PROFILE == "explore" else 1


def examples(usual: int) -> int:
    """The number to try where the usual run tries so many."""
    return usual * _TIMES
