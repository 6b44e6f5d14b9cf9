"""Killed at random moments of 600 saves: the document opens, and what was acknowledged is there.

Some are saved alone and some together, as they happen to come.
"""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from support.campaign import feed
from support.command_line import CommandLine
from tinydb import TinyDB

from data.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

SAVES = 600
KILLS = 40
"""At most so many; a slow machine does less between two of them."""
MOST = 0.025
"""Seconds after the first answer that a kill comes at the latest: some saves later."""


def test_killed_while_saving(tmp_path: Path) -> None:
    amis = CommandLine(tmp_path).workshop()
    rows = [
        {"id": f"r{n}", "op": "add", "kind": "action", "values": {"measure": f"m{n} " + "x" * 300}}
        for n in range(SAVES)
    ]
    chance = random.Random(20260302)
    known: dict[str, str] = {}
    kills = 0
    while len(known) < SAVES:
        left = [row for row in rows if row["id"] not in known]
        after = chance.uniform(0, MOST) if kills < KILLS else None
        answers = run_and_kill(amis, left, after, len(known))
        kills += len(answers) < len(left)
        for request, code in answers.items():
            assert known.setdefault(request, code) == code
        with TinyDB(amis.document, access_mode="r", encoding="utf-8") as database:
            there = {f"H{row['number']}": row["measure"] for row in database.table("action").all()}
        for request, code in known.items():
            assert there[code].startswith(f"m{request[1:]} ")
        Store(amis.document).load()
    assert kills >= 10, "they came in the middle of the work"
    document = Store(amis.document).load()
    assert len(document.tables["action"]) == SAVES, "nothing was done twice"
    # Wrecks go with the next save.
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]
    history = Store(amis.document).history
    numbers = [entry.revision for entry in history.oldest_first()]
    assert numbers == list(range(1, document.meta.revision + 1))
    sizes = Counter(str(row.get("together")) for row in history.rows() if isinstance(row, dict))
    assert sizes.pop("None") >= 5, "some were saved alone"
    assert len(sizes) >= 5, "and some together"


def run_and_kill(
    amis: CommandLine, rows: list[dict[str, object]], after: float | None, seed: int
) -> dict[str, str]:
    """Send edits; kill the process some time after its first answer; what it acknowledged."""
    environ = {**amis.environ, "PATH": os.environ["PATH"]}
    sender = subprocess.Popen(
        [sys.executable, "-m", "tui", "--user", amis.user, "apply"],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert sender.stdout is not None
    feed(sender, rows, seed)
    if after is not None:
        select.select([sender.stdout], [], [], 30)
        time.sleep(after)  # the moment of the kill is what is tested
        sender.kill()
    out, _none = sender.communicate(timeout=60)
    complete = out.decode().rpartition("\n")[0].splitlines()
    answers = dict(line.removeprefix("ACK ").split() for line in complete)
    assert all(line.startswith("ACK ") for line in complete)
    return answers
