"""Help: what this place is for, its own keys first, then what is everywhere."""

from __future__ import annotations

from support.frames import frame
from support.keyboard import press

from screens.dialogs.help import HelpScreen
from screens.plan.screen import PlanScreen
from screens.widgets.row_list import RowList


async def helped(pilot):
    await press(pilot, "question_mark")
    assert isinstance(pilot.app.screen, HelpScreen)
    return [row.text for row in pilot.app.screen.query_one(RowList).rows]


async def test_the_keys_of_the_place_come_before_those_of_every_list(front):
    async with front(screen=PlanScreen) as pilot:
        texts = await helped(pilot)
        here, lists, everywhere = (
            texts.index(title) for title in ("Taster her", "I alle lister", "Overalt")
        )
        own = [text.split() for text in texts[here + 1 : lists]]
        assert own[0] == ["Mellemrum", "markér"], "as declared"
        assert ["D", "slet"] in own
        assert any(text.startswith("Home, g") for text in texts[lists:everywhere])
        assert any(text.startswith("/ ") for text in texts[everywhere:])


async def test_while_text_is_typed_no_key_is_named_that_would_type_a_sign(front):
    async with front(screen=PlanScreen) as pilot:
        await press(pilot, "slash")
        bottom = frame(pilot.app).splitlines()[-1]
        assert "Esc vis alt" in bottom
        assert "/ filtrér" not in bottom
