"""Help: what this place is for, its own keys first, then what is everywhere."""

from __future__ import annotations

import pytest
from support.documents import blank
from support.frames import frame
from support.keyboard import press

from screens.checklist.screen import ChecklistScreen
from screens.competence.screen import CompetenceScreen
from screens.dialogs.help import HelpScreen
from screens.discussion.screen import DiscussionScreen
from screens.drawing.glyphs import glyphs
from screens.home.screen import HomeScreen
from screens.plan.screen import PlanScreen
from screens.status.screen import StatusScreen
from screens.wheel.screen import WheelScreen
from screens.widgets.row_list import RowList
from screens.workplace.screen import WorkplaceScreen

SCREENS = (
    HomeScreen, DiscussionScreen, WheelScreen, PlanScreen, StatusScreen, CompetenceScreen,
    ChecklistScreen, WorkplaceScreen,
)  # fmt: skip


async def helped(pilot):
    await press(pilot, "question_mark")
    assert isinstance(pilot.app.screen, HelpScreen)
    return [row.text for row in pilot.app.screen.query_one(RowList).rows]


async def test_the_keys_of_the_place_come_before_those_of_every_list(front):
    async with front(screen=PlanScreen) as pilot:
        texts = await helped(pilot)
        here, everywhere, lists, prose = (
            texts.index(title)
            for title in ("Taster her", "Overalt", "I alle lister, og altid", "Handleplan")
        )
        assert here < everywhere < lists < prose
        own = "\n".join(texts[here:everywhere])
        assert own.splitlines()[1].split()[:3] == ["a", "ny", "handling"], "what is new comes first"
        assert "D " in own
        assert "slet" in own
        assert "Home g" in "\n".join(texts[lists:prose])
        assert "/ " in "\n".join(texts[everywhere:lists])


@pytest.mark.parametrize(
    ("screen", "keys"),
    [(screen, ()) for screen in SCREENS] + [(DiscussionScreen, ("right",))],
)
async def test_all_keys_of_a_place_and_of_everywhere_stand_on_one_screen(front, screen, keys):
    """At 80x24: what the key bar has no room for is found with one key."""
    async with front(None, *keys, screen=screen) as pilot:
        texts = await helped(pilot)
        lines = frame(pilot.app).splitlines()
        assert len(lines) == 24
        last = texts[texts.index("I alle lister, og altid") - 1]
        assert any(last.split()[0] in line for line in lines)
        shown = "\n".join(lines)
        assert all(text.rstrip("…").strip() in shown for text in texts[: texts.index(last)])


async def test_what_was_said_and_seen_whole_is_not_said_again(front):
    async with front(screen=PlanScreen) as pilot:
        pilot.app.screen.foot.say("Gemt.")
        assert (await helped(pilot))[0] == "Taster her"
        await press(pilot, "escape")
        pilot.app.screen.foot.say("Skrevet: " + "meget langt navn " * 6)
        texts = await helped(pilot)
        assert texts[0].startswith("Skrevet: ")
        assert pilot.app.screen.query_one(RowList).rows[0].glyph == glyphs().bullet


async def test_a_message_and_why_a_key_does_nothing_are_explained(front):
    async with front(blank(), screen=PlanScreen) as pilot:
        await press(pilot, "x")
        texts = await helped(pilot)
        assert texts[0] == "Der er ingen handling her. a: skriv en"
        refused = next(text for text in texts if text.endswith(texts[0]) and text != texts[0])
        assert {"t", "o", "d", "x"} <= set(refused.split())


async def test_while_text_is_typed_no_key_is_named_that_would_type_a_sign(front):
    async with front(screen=PlanScreen) as pilot:
        await press(pilot, "slash")
        bottom = frame(pilot.app).splitlines()[-1]
        assert "Esc vis alt" in bottom
        assert "/ filtrér" not in bottom
