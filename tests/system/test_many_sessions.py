"""Twenty and fifty people in the program at once: all that was saved is kept, and seen by others.

How soon is for `tests/benchmarks/bench_sessions.py`: on a busy machine it says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.many_sessions import WATCHERS, work_together

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("count", "rounds"),
    [
        (WATCHERS + 2, 2),
        pytest.param(20, 3, marks=pytest.mark.slow),
        pytest.param(50, 2, marks=pytest.mark.slow),
    ],
)
def test_all_is_kept_and_seen(tmp_path: Path, count: int, rounds: int) -> None:
    outcome = work_together(tmp_path, count, rounds)
    assert len(outcome.first_frames) == count
    assert outcome.typed == outcome.kept
    assert len(outcome.seen) == WATCHERS * len(outcome.typed)
