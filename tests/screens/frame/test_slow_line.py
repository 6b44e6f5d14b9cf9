"""A slow line cuts keys into pieces: nothing is edited by the pieces, and no text is lost."""

from __future__ import annotations

from datetime import date

import pytest
from support.emulator import KEYS
from support.examples import spread
from support.frames import frame
from support.keyboard import press, rest
from support.slow_line import SlowLine, cuts

from screens.competence.screen import CompetenceScreen
from screens.dialogs.pick import PickPrompt
from screens.dialogs.prompt import ChoicePrompt, DatePrompt, Option, TextPrompt, TickPrompt
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


EDITS = {"\x1b[3~", "\r", "\t", "\x7f", " "}
"""What changes something when it comes whole."""
EVERY_SEQUENCE = [sent for sent in KEYS.values() if len(sent) > 1 and sent not in EDITS]


@pytest.mark.slow
@pytest.mark.parametrize("pause", [0.0, 0.04, 0.1, 0.15, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("screen", SCREENS)
async def test_every_cut_of_every_sequence_edits_nothing(front, screen, pause):
    async with front(screen=screen) as pilot:
        line = SlowLine(pilot)
        before, here = pilot.app.desk.document, pilot.app.screen
        for sequence in EVERY_SEQUENCE:
            for parts in cuts(sequence):
                await line.arrives(*parts, pause=pause)
                await line.passes(1.5)
                while pilot.app.screen is not here and len(pilot.app.screen_stack) > 1:
                    await press(pilot, "escape")
        assert pilot.app.desk.document is before


@pytest.mark.slow
@pytest.mark.parametrize("pause", [0.0, 0.04, 0.1, 0.15, 0.3, 0.6, 0.9])
async def test_every_cut_of_every_sequence_leaves_the_text_as_it_was_typed(front, pause):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        before, typed = pilot.app.desk.document, "[D Støj (O) ved 3~"
        await press(pilot, "a")
        await line.arrives(typed)
        dock = pilot.app.screen.query_one(CaptureDock)
        for sequence in [KEYS["left"], KEYS["right"], KEYS["home"], KEYS["end"], KEYS["insert"]]:
            for parts in cuts(sequence):
                await line.arrives(*parts, pause=pause)
                await line.passes(1.5)
                assert dock.opened
                assert dock.entry.text == typed
        assert pilot.app.desk.document is before


@pytest.mark.parametrize(
    ("pause", "sequence"),
    spread([0.0, 0.15, 0.5, 0.9], [KEYS["left"], KEYS["home"], KEYS["f12"], "\x1bOD"], every=3),
)
async def test_a_line_stays_open_with_text_and_cursor(front, sequence, pause):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        before = pilot.app.desk.document
        await press(pilot, "a", " støj ved presen")
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
        await press(pilot, "a", " støj")
        await line.arrives("\x1b")
        await line.passes(0.11)
        assert not pilot.app.screen.query_one(CaptureDock).opened


async def test_escape_and_a_letter_in_one_packet_leave_and_move(front):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        pane = pilot.app.screen.pane
        at = pane.actions.key
        await press(pilot, "a", " abc")
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


async def test_escape_from_a_question_lets_what_asked_go_on_at_once(front):
    async with front(screen=PlanScreen) as pilot:
        line = SlowLine(pilot)
        work = asks_and_goes_on(pilot.app.desk, ChoicePrompt("Ja?", [Option("1", "Ja")]))
        pilot.app.desk.start(work)
        await rest(pilot)
        await line.arrives("\x1b")
        await line.passes(0.11)
        assert isinstance(pilot.app.screen, PlanScreen)
        assert "Gik videre: None" in frame(pilot.app)


async def asks_and_goes_on(desk, dialog):
    answer = await desk.ask(dialog)
    desk.say(f"Gik videre: {answer}")


@pytest.mark.parametrize(("pause", "screen"), spread([0.15, 0.9], SCREENS, every=5))
async def test_the_rest_of_an_arrow_key_is_for_the_question_that_its_beginning_left(
    front, screen, pause
):
    async with front(screen=screen) as pilot:
        line = SlowLine(pilot)
        before = pilot.app.desk.document
        for sequence in MOVES:
            for parts in list(cuts(sequence))[:2]:
                dialog = ChoicePrompt("Ja?", [Option("1", "Ja")])
                pilot.app.desk.start(asks_and_goes_on(pilot.app.desk, dialog))
                await rest(pilot)
                here = pilot.app.screen_stack[-2]
                at = getattr(here.focused, "key", None)
                await line.arrives(*parts, pause=pause)
                await line.passes(1.5)
                if parts[0] == "\x1b":
                    assert pilot.app.screen is here
                    assert getattr(here.focused, "key", None) == at
                    # The next key is one again.
                    await line.arrives("?")
                    assert pilot.app.screen is not here
                    await press(pilot, "escape")
                else:
                    assert pilot.app.screen is dialog
                    await press(pilot, "escape")
        assert pilot.app.desk.document is before


@pytest.mark.parametrize(
    "dialog",
    [
        lambda: TickPrompt("Hvem?", [Option("1", "En"), Option("2", "To")], []),
        lambda: TextPrompt("Hvad?"),
        lambda: DatePrompt("Hvornår?", date(2026, 3, 2)),
        lambda: PickPrompt("Hvem?", [Option("1", "En"), Option("2", "To")]),
    ],
)
async def test_a_question_that_something_was_typed_in_comes_back(front, dialog):
    async with front(screen=PlanScreen) as pilot:
        line, dialog = SlowLine(pilot), dialog()
        pilot.app.desk.start(asks_and_goes_on(pilot.app.desk, dialog))
        await rest(pilot)
        await press(pilot, "space", "2")
        assert dialog.typed
        await line.arrives("\x1b", "[D", pause=0.3)
        assert pilot.app.screen is dialog
        assert dialog.query_one("#panel").visible
        await line.arrives("\x1b")
        await line.passes(1.5)
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
