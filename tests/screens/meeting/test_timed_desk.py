"""Whatever is done at a meeting carries the time that was spent since."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.documents import blank, item_of, with_discussion
from support.floors import LEFT, desk_on

from data.edits.records import SetField
from data.model.discussion import AgendaItem
from screens.meeting.timed_desk import TimedDesk

SPENT = 120


@pytest.fixture
def timed(tmp_path):
    """A desk whose clock has counted an item for two minutes, and the item."""

    def make(*answers):
        document = with_discussion(blank(), 2026)
        desk = TimedDesk.on(desk_on(document, tmp_path, *answers))
        item = item_of(document, "goals_reached", 2026)
        desk.clock.count(item.reference, desk.session.now() - timedelta(seconds=SPENT))
        return desk, item

    return make


def now(desk, item):
    return desk.document.get(AgendaItem, item.id)


def title(item, text, base):
    return SetField(AgendaItem.kind, item.id, "title", text, base=base)


async def test_time_is_saved_once_with_the_next_command(timed):
    desk, item = timed()
    await desk.run(title(item, "Nået?", item.title))
    await desk.run(title(item, "Nåede vi det?", "Nået?"))
    assert now(desk, item).seconds == SPENT


async def test_time_is_saved_once_when_two_have_written_the_same(timed):
    desk, item = timed("Mit")
    await desk.run(title(item, "Mit", "det der stod før"))
    assert (now(desk, item).title, now(desk, item).seconds) == ("Mit", SPENT)
    await desk.run(title(item, "Igen", "Mit"))
    assert now(desk, item).seconds == SPENT


async def test_time_waits_for_the_next_command_when_one_fails(timed):
    desk, item = timed(LEFT)
    await desk.run(title(item, "Mit", "det der stod før"))
    assert now(desk, item).seconds == 0
    await desk.run(title(item, "Mit", item.title))
    assert now(desk, item).seconds == SPENT
