"""How many examples a property is tried with: as it asks, and twenty times that when exploring."""

from __future__ import annotations

import os
from typing import Final

PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE", "repeat")
"""`repeat`: the same examples every time. `explore`: others every time, and more of them."""

_TIMES: Final = 20 if PROFILE == "explore" else 1


def examples(usual: int) -> int:
    """The number to try where the usual run tries so many."""
    return usual * _TIMES
