"""A pane beside a list is drawn where the cursor stops."""

import asyncio
from typing import ClassVar

from support.key_app import KeyApp
from support.keyboard import at_work, press, rest, type_ahead
from textual.app import ComposeResult
from textual.screen import Screen

from screens.frame.cursor_rest import REST, CursorRest
from screens.widgets.row_list import Row, RowList


class Beside(Screen[None]):
    """A list, and what was drawn beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[str] = []
        self.acted_on: list[str] = []
        self.rest = CursorRest(self)

    BINDINGS: ClassVar = [("x", "act", "")]

    def compose(self) -> ComposeResult:
        yield RowList()

    def on_mount(self) -> None:
        rows = self.query_one(RowList)
        rows.show([Row(f"r{n}", f"row {n}") for n in range(20)])
        rows.focus()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self.rest.draw(lambda: self.drawn.append(event.rows.key))

    def action_act(self) -> None:
        self.acted_on.append(self.drawn[-1])


class Small(KeyApp):
    def get_default_screen(self) -> Beside:
        return Beside()


async def test_a_held_key_draws_where_it_stops():
    async with at_work(Small()) as pilot:
        screen = pilot.app.screen
        before = len(screen.drawn)
        type_ahead(pilot, *["down"] * 10)
        async with asyncio.timeout(30):
            while screen.drawn[-1] != "r10":  # noqa: ASYNC110 - the timer of the program itself
                await asyncio.sleep(REST / 10)
        assert screen.drawn[-1] == "r10"
        assert len(screen.drawn) - before < 10
        assert not pilot.app.type_ahead.waiting_draws


async def test_a_key_that_acts_acts_on_what_is_drawn():
    async with at_work(Small()) as pilot:
        type_ahead(pilot, "down", "down", "down", "x", "down", "x")
        await rest(pilot)
        assert pilot.app.screen.acted_on == ["r3", "r4"]


async def test_one_step_after_a_pause_is_drawn_at_once(monkeypatch):
    async with at_work(Small()) as pilot:
        screen = pilot.app.screen
        screen.rest._moved_at -= 2 * REST
        await press(pilot, "down")
        assert screen.drawn[-1] == "r1"
        assert not pilot.app.type_ahead.waiting_draws
