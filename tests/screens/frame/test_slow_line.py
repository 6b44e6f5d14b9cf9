"""A slow line cuts keys into pieces: nothing is edited by the pieces, and no text is lost."""

from __future__ import annotations

import pytest
from support.emulator import KEYS
from support.keyboard import press, rest
from support.slow_line import SlowLine, cuts

from screens.competence.screen import CompetenceScreen
from screens.dialogs.prompt import TextPrompt
from screens.discussion.screen import DiscussionScreen
from screens.plan.screen import PlanScreen
from screens.setup.screen import SetupScreen
from screens.shared.card import RecordCard
from screens.status.screen import StatusScreen
from screens.wheel.screen import WheelScreen
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.entry import Entry
from screens.widgets.filter_line import FilterLine
from screens.workplace.screen import WorkplaceScreen

MOVES = [KEYS[name] for name in ("left", "right", "up", "down", "home", "end", "pagedown", "f12")]
SCREENS = [
    PlanScreen,
    WheelScreen,
    CompetenceScreen,
    WorkplaceScreen,
    DiscussionScreen,
    StatusScreen,
]


@pytest.mark.parametrize("screen", SCREENS)
async def test_cut_arrow_keys_edit_nothing(front, screen):
    async with front(screen=screen) as pilot:
        line = SlowLine(pilot)
        before = pilot.app.desk.document
        for sequence in MOVES:
            for parts in cuts(sequence):
                await line.arrives(*parts, pause=0.15)
                await line.passes(1.5)
        assert pilot.app.desk.document is before


@pytest.mark.parametrize("pause", [0.0, 0.15, 0.5, 0.9])
@pytest.mark.parametrize("sequence", [KEYS["left"], KEYS["home"], KEYS["f12"], "\x1bOD"])
async def test_a_line_stays_open_with_text_and_cursor(front, sequence, pause):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        before = pilot.app.desk.document
        await press(pilot, "h", " støj ved presen")
        dock = pilot.app.screen.query_one(CaptureDock)
        for parts in cuts(sequence):
            await line.arrives(*parts, pause=pause)
            assert dock.opened
            assert pilot.app.focused is dock.entry
            assert dock.entry.text == "støj ved presen"
        moved = {KEYS["home"]: 0, KEYS["f12"]: 15}.get(sequence, 15 - len(list(cuts(sequence))))
        assert dock.entry.cursor_location == (0, moved)
        assert pilot.app.desk.document is before


async def test_escape_by_itself_leaves_the_line_at_once(front):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        await press(pilot, "h", " støj")
        await line.arrives("\x1b")
        await line.passes(0.11)
        assert not pilot.app.screen.query_one(CaptureDock).opened


async def test_escape_and_a_letter_in_one_packet_leave_and_move(front):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        pane = pilot.app.screen.pane
        at = pane.actions.key
        await press(pilot, "h", " abc")
        await line.arrives("\x1bj")
        dock = pilot.app.screen.query_one(CaptureDock)
        assert not dock.opened
        assert dock.entry.text == "abc"
        assert pane.actions.key != at


@pytest.mark.parametrize("pause", [0.0, 0.15, 0.9])
async def test_a_dialog_stays_open_with_what_is_typed(front, pause):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        await press(pilot, "enter", "enter", " mere")
        prompt = pilot.app.screen
        assert isinstance(prompt, TextPrompt)
        text = prompt.query_one(Entry).text
        for parts in cuts(KEYS["left"]):
            await line.arrives(*parts, pause=pause)
            assert pilot.app.screen is prompt
            assert prompt.query_one("#panel").visible
        row, column = prompt.query_one(Entry).cursor_location
        assert (row, column) == (0, len(text) - 2)
        assert prompt.query_one(Entry).text == text


async def test_escape_hides_a_dialog_at_once_and_the_next_key_is_for_what_is_below(front):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        await press(pilot, "enter")
        card = pilot.app.screen
        assert isinstance(card, RecordCard)
        await line.arrives("\x1b")
        await line.passes(0.11)
        assert not card.query_one("#title").visible
        await line.arrives("j")
        assert isinstance(pilot.app.screen, PlanScreen)


async def test_the_filter_comes_back_as_it_stood(front):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        await press(pilot, "slash", " støj")
        field = pilot.app.screen.query_one(FilterLine)
        shown = len(pilot.app.screen.pane.actions.rows)
        await line.arrives("\x1b", "[D", pause=0.3)
        assert field.display
        assert (field.value, field.cursor_position) == ("støj", 3)
        await rest(pilot)
        assert len(pilot.app.screen.pane.actions.rows) == shown


async def test_a_page_of_the_set_up_comes_back_as_it_stood(part):
    from support.documents import blank

    async with part(SetupScreen, blank()) as pilot:
        line = SlowLine(pilot)
        await press(pilot, " Nordlys", "enter", " 6")
        entry = pilot.app.screen.query_one(Entry)
        await line.arrives("\x1b", "[D", pause=0.3)
        assert (entry.text, entry.cursor_location) == ("6", (0, 0))
        await press(pilot, " 1", "enter")
        assert pilot.app.screen._questions.answers.employees == 16
