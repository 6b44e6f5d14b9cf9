"""5,000 actions: what the list does not do for actions nobody sees."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

from support.documents import NOW, TODAY, blank
from support.frames import frame
from support.keyboard import press

from data.model.plan import Action
from data.views.plan import PlanReader
from screens.plan.screen import PlanScreen

MANY = 5_000


def plan(count=MANY):
    document = blank()
    actions = {
        f"a{n}": Action(
            id=f"a{n}", number=n, created_at=NOW, created_by="K", changed_at=NOW, changed_by="K",
            measure=f"Støjskærm nummer {n}", problem="Larm ved maskinen", owner="s-p1",
            due=TODAY + timedelta(days=n % 300),
        )
        for n in range(1, count + 1)
    }  # fmt: skip
    return type(document)(meta=document.meta, tables={**document.tables, "action": actions})


async def test_only_lines_in_sight_are_worked_out(part, monkeypatch):
    lines = []
    read = PlanReader.line
    monkeypatch.setattr(PlanReader, "line", lambda s, action: lines.append(1) or read(s, action))
    async with part(PlanScreen, plan()) as pilot:
        assert "5000 " in frame(pilot.app)
        opened = len(lines)
        await press(pilot, "down", "v", "end")
    # Two looks per line and a few frames of two dozen lines.
    assert opened < 24 * 2 * 8
    assert len(lines) < 24 * 2 * 24


async def test_a_filter_key_takes_little(part):
    async with part(PlanScreen, plan()) as pilot:
        await press(pilot, "slash", "m")
        spent = []
        for key in "askinen":
            start = time.process_time()
            await press(pilot, key)
            await asyncio.sleep(0)
            spent.append(time.process_time() - start)
        # Generous: 50 ms are promised, this machine may be busy with coverage.
        assert sorted(spent)[len(spent) // 2] < 0.15
        assert len(pilot.app.screen.pane.in_sight()) == MANY
