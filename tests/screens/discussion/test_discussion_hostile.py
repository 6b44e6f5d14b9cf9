"""Hostile text, plain terminals and the other language go through every step."""

from __future__ import annotations

import pytest
from support.documents import vicious, with_discussion
from support.examples import spread
from support.frames import frame
from support.keyboard import press
from support.meetings import last_year

from data.i18n import set_language
from data.text import forbidden
from screens.discussion.screen import DiscussionScreen
from screens.drawing.glyphs import use
from screens.meeting.step import Go


@pytest.fixture(autouse=True)
def _restore():
    yield
    use(unicode=True)
    set_language("da")


async def test_hostile_text_is_only_text_on_every_step(part):
    async with part(DiscussionScreen, vicious()) as pilot:
        app = pilot.app
        for row in app.screen.pane.steps.rows:
            if not row.selectable:
                continue
            app.screen.pane.go(Go(step=row.key))
            await press(pilot, "right", "end", "left")
            assert not forbidden().search(frame(app).replace("\n", ""))
        await press(pilot, "l", "1", "end")
        assert not forbidden().search(frame(app).replace("\n", ""))
        await press(pilot, "escape", "y", "escape")


@pytest.mark.parametrize("size", spread([(80, 24), (120, 40), (40, 12)], every=2))
async def test_plain_signs_and_english(part, size):
    use(unicode=False)
    set_language("en")
    document = with_discussion(last_year("med", 2026), 2026)
    async with part(DiscussionScreen, document, size=size) as pilot:
        app = pilot.app
        for row in app.screen.pane.steps.rows:
            if row.selectable:
                app.screen.pane.go(Go(step=row.key))
                await press(pilot, "n", "escape", "escape")
        shown = frame(app)
        assert "The minutes" in shown  # the last step; forty columns have room for no more
        assert not any(sign in shown for sign in "✓·›→▲")
