"""How many examples a property is tried with: as it asks, and twenty times that when exploring."""

from __future__ import annotations

import itertools
import os
import time
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE", "repeat")
"""`repeat`: the same examples every time. `other`: others every time. `explore`: more of those."""

END: Final = time.monotonic() + 40 if PROFILE == "other" else float("inf")
"""When no further test is begun: CI looks for a minute only."""

_TIMES: Final = 20 if PROFILE == "explore" else 1


def spread(*axes: Iterable[Any], every: int, ids: Sequence[str] | None = None) -> list[Any]:
    """All combinations of the axes; the usual run has each `every`th, `-m slow` has the others.

    For what was found to fail alike wherever it fails: the usual run still has each value of each
    axis, where `every` and the length of the last axis have no common divisor.
    """
    return [
        pytest.param(
            *values,
            marks=() if number % every == 0 else pytest.mark.slow,
            id=str(ids[number]) if ids else None,
        )
        for number, values in enumerate(itertools.product(*axes))
    ]


def examples(usual: int) -> int:
    """The number to try where the usual run tries so many."""
    return usual * _TIMES
