"""A key that cannot act says why, wherever it is pressed; pasted text never acts as keys."""

from __future__ import annotations

import pytest
from support.documents import blank
from support.frames import frame
from support.keyboard import press, rest
from textual.events import Paste

from screens.dialogs.help import HelpScreen
from screens.discussion.screen import DiscussionScreen
from screens.plan.screen import PlanScreen
from screens.setup.screen import SetupScreen
from screens.shared.card import RecordCard
from screens.status.screen import StatusScreen
from screens.widgets.row_list import RowList
from screens.workplace.screen import WorkplaceScreen


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_opens_on_a_card_and_names_its_keys_first(front, key):
    async with front(None, "enter", screen=PlanScreen) as pilot:
        assert isinstance(pilot.app.screen, RecordCard)
        await press(pilot, key)
        texts = [row.text for row in pilot.app.screen.query_one(RowList).rows]
        here, everywhere = texts.index("Taster her"), len(texts)
        assert here == 0, "the keys first"
        assert "Kortet" in texts
        assert any("slet" in text for text in texts[here:everywhere])
        await press(pilot, key)
        assert isinstance(pilot.app.screen, RecordCard)


@pytest.mark.parametrize("digit", list("123456789"))
async def test_digits_say_on_a_card_that_it_is_to_be_left_first(front, digit):
    async with front(None, "enter", digit, screen=PlanScreen) as pilot:
        assert isinstance(pilot.app.screen, RecordCard)
        assert f"{digit} fører til en anden del" in frame(pilot.app)


async def test_help_opens_in_the_set_up(part):
    async with part(SetupScreen, blank(), "f1") as pilot:
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Opsætning" in frame(pilot.app)


@pytest.mark.parametrize(
    ("screen", "keys", "key"),
    [
        (PlanScreen, ("enter",), "x"),
        (PlanScreen, ("enter", "enter"), "f12"),
        (PlanScreen, ("a",), "f12"),
        (PlanScreen, ("t",), "x"),
        (PlanScreen, ("question_mark",), "x"),
        (DiscussionScreen, ("end",), "n"),
        (DiscussionScreen, ("end", "right"), "h"),
        (StatusScreen, (), "z"),
        (WorkplaceScreen, (), "z"),
    ],
)
async def test_a_key_that_nothing_takes_says_so(front, screen, keys, key):
    async with front(None, *keys, screen=screen) as pilot:
        before = pilot.app.session.document
        shown = frame(pilot.app)
        await press(pilot, key)
        new = set(frame(pilot.app).splitlines()) - set(shown.splitlines())
        assert any("hjælp" in line or "sted" in line for line in new), new
        assert pilot.app.session.document is before


async def test_a_key_of_the_set_up_that_nothing_takes_says_so(part):
    async with part(SetupScreen, blank(), " Huset", "enter", "f12") as pilot:
        assert "F12 gør ikke noget her" in frame(pilot.app)


@pytest.mark.parametrize("keys", [(), ("enter",), ("t",)], ids=["list", "card", "choice"])
async def test_a_paste_where_nothing_is_typed_does_nothing_and_says_so(front, keys):
    async with front(None, *keys, screen=PlanScreen) as pilot:
        before, screen = pilot.app.session.document, pilot.app.screen
        pilot.app._driver.send_message(Paste("D\n1 Støj ved fræseren\nu"))
        await rest(pilot)
        assert pilot.app.screen is screen
        assert pilot.app.session.document is before
        assert "indsatte tekst" in frame(pilot.app)


async def test_the_front_page_says_that_q_leaves_the_program(front):
    async with front() as pilot:
        assert "q afslut AMIS" in frame(pilot.app).splitlines()[-1]
