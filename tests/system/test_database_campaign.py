"""Many processes, sessions and workplaces on one database, whose server is killed again and again.

No edit that was acknowledged is lost, and none is there twice.
"""

from __future__ import annotations

import random
import time

import pytest
from support import database_writers as writers
from support.postgres import TEMPLATE, Cluster, database


@pytest.mark.parametrize(
    ("processes", "sessions", "edits", "workplaces", "kills"),
    [
        pytest.param(2, 3, 25, 3, 2, id="short"),
        pytest.param(4, 8, 200, 20, 0, marks=pytest.mark.slow, id="many"),
        pytest.param(4, 8, 200, 20, 20, marks=pytest.mark.slow, id="killed"),
    ],
)
def test_no_acknowledged_edit_is_lost_and_none_is_there_twice(
    postgres, tmp_path, processes, sessions, edits, workplaces, kills
):
    chance = random.Random(1)
    template = postgres.folder / TEMPLATE
    with Cluster(template=template, durable=edits > 100) as cluster:
        conninfo = database(cluster, "amis")
        writers.make(conninfo, tmp_path, workplaces)
        begun = writers.begin(conninfo, tmp_path, processes, sessions, edits, workplaces)
        for number in range(1, kills + 1):
            # Spread over the work, wherever in a save it happens to be.
            writers.wait_for(conninfo, number * processes * sessions * edits // (kills + 1))
            time.sleep(chance.uniform(0, 0.01))
            cluster.kill()
            time.sleep(chance.uniform(0, 0.2))
            cluster.start()
        outcome = writers.ended(begun, conninfo, tmp_path, workplaces)
    assert len(outcome.acknowledged) == processes * sessions * edits
    assert (outcome.lost, outcome.twice, outcome.holes) == ([], [], [])
    # Each time somebody was told, and sent again what had not been acknowledged.
    assert outcome.refused["Unreachable"] >= kills
