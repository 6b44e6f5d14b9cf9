"""Hostile text, plain terminals and the other language go through every step."""

from __future__ import annotations

import pytest
from support.documents import vicious, with_discussion
from support.frames import frame
from support.meetings import NOON, PartApp, last_year

from data.i18n import set_language
from data.text import FORBIDDEN
from screens.discussion.screen import DiscussionScreen
from screens.drawing.glyphs import use
from screens.meeting.step import Go


@pytest.fixture(autouse=True)
def _restore():
    yield
    use(unicode=True)
    set_language("da")


async def test_hostile_text_is_only_text_on_every_step(tmp_path):
    app = PartApp(vicious(), tmp_path, DiscussionScreen, NOON)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for row in app.screen.pane.steps.rows:
            if not row.selectable:
                continue
            app.screen.pane.go(Go(step=row.key))
            await pilot.press("right", "end", "left")
            assert not FORBIDDEN.search(frame(app).replace("\n", ""))
        await pilot.press("p", "end")
        assert not FORBIDDEN.search(frame(app).replace("\n", ""))
        await pilot.press("escape", "y", "escape")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_plain_signs_and_english(tmp_path, size):
    use(unicode=False)
    set_language("en")
    document = with_discussion(last_year("med", 2026), 2026)
    app = PartApp(document, tmp_path, DiscussionScreen, NOON)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for row in app.screen.pane.steps.rows:
            if row.selectable:
                app.screen.pane.go(Go(step=row.key))
                await pilot.press("n", "escape", "escape")
        shown = frame(app)
        assert "The minutes" in shown  # the last step; forty columns have room for no more
        assert not any(sign in shown for sign in "✓·›→▲")
