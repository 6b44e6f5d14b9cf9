"""Many writers under kills, stops and a lock that is taken away: nothing acknowledged is lost.

The full sizes are for `pytest -m slow`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.campaign import campaign, kill, lost, stop_without_lock
from support.command_line import CommandLine

from data.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("writers", "count", "kills"), [(3, 40, 6), pytest.param(8, 1_000, 400, marks=pytest.mark.slow)]
)
def test_writers_that_are_killed(tmp_path: Path, writers: int, count: int, kills: int) -> None:
    amis = CommandLine(tmp_path).workshop()
    before = Store(amis.document).load().meta.revision
    crew, done = campaign(amis, writers, count, kills, kill, pause=0.1)
    print(f"{writers} x {count}: {done} kills, {sum(w.ends for w in crew)} in the middle")
    assert sum(writer.ends for writer in crew) >= min(kills, 2)
    assert lost(amis.document, crew) == []
    assert sum(len(writer.answers) for writer in crew) == writers * count
    store = Store(amis.document)
    numbers = [entry.revision for entry in store.history.oldest_first()]
    assert numbers == list(range(1, before + writers * count + 1))
    amis.ok("add", "H: one more")
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.parametrize(
    ("writers", "count", "stops"), [(3, 40, 4), pytest.param(4, 800, 100, marks=pytest.mark.slow)]
)
def test_writers_that_are_stopped_while_the_lock_is_taken_away(
    tmp_path: Path, writers: int, count: int, stops: int
) -> None:
    amis = CommandLine(tmp_path).workshop()
    harm = stop_without_lock(amis.document)
    crew, done = campaign(amis, writers, count, stops, harm, pause=0.4)
    print(f"{writers} x {count}: {done} stops; said: {sorted({s for w in crew for s in w.said})}")
    assert done >= 1
    assert lost(amis.document, crew) == []
    assert sum(len(writer.answers) for writer in crew) == writers * count
    amis.ok("check")
