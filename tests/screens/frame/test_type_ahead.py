"""Keys that arrive together reach what each of them was meant for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from support.key_app import KeyApp
from support.keyboard import rest
from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input


class Asking(Screen[None]):
    def compose(self):
        yield Input()

    def on_input_submitted(self, event):
        self.app.lines.append(event.value)
        self.dismiss(None)


class Slow(KeyApp):
    """`a` opens a line, `s` does something slow, `x` counts, `b` breaks."""

    BINDINGS = [("a", "ask"), ("s", "slow"), ("x", "count"), ("h", "hold"), ("b", "break")]  # noqa: RUF012

    def __init__(self):
        super().__init__()
        self.lines, self.order = [], []
        self.held, self.gone = None, False

    async def action_ask(self):
        await asyncio.sleep(0)
        self.push_screen(Asking())

    async def action_slow(self):
        await asyncio.sleep(0.05)
        self.order.append("slow")

    def action_count(self):
        self.order.append("x")

    def action_hold(self):
        self.held = self.type_ahead.hold(lambda: self.gone)
        self.order.append("hold")

    def action_break(self):
        raise ValueError("broken")


def burst(app, text):
    for letter in text:
        key = {"\r": "enter"}.get(letter, letter)
        app.post_message(events.Key(key, letter))


async def drained(pilot):
    await pilot.app.type_ahead._feeder
    await rest(pilot)


async def test_a_burst_with_a_line_in_it():
    app = Slow()
    async with app.run_test() as pilot:
        burst(app, "axaxs x\rxaxx\rx")
        await pilot.pause(0)
        await drained(pilot)
        assert app.lines == ["xaxs x", "xx"]
        assert app.order == ["x", "x"]


async def test_what_is_typed_after_the_program_was_left_reaches_nobody():
    app = Slow()
    async with app.run_test() as pilot:
        burst(app, "sxxx")
        await pilot.pause(0)
        app.exit()
    burst(app, "x")
    await app.type_ahead._feeder
    assert app.return_code == 0


async def test_slow_work_keeps_its_place():
    app = Slow()
    async with app.run_test() as pilot:
        burst(app, "xsxsx")
        await pilot.pause(0)
        await drained(pilot)
        assert app.order == ["x", "slow", "x", "slow", "x"]


async def test_a_hold_keeps_keys_until_released():
    app = Slow()
    async with app.run_test() as pilot:
        burst(app, "hx")
        for _turn in range(500):
            await asyncio.sleep(0)
        assert app.order == ["hold"]
        app.type_ahead.release(app.held)
        await drained(pilot)
        assert app.order == ["hold", "x"]
        app.type_ahead.release(app.held)


async def test_what_goes_away_without_a_word_does_not_lock_the_keyboard():
    app = Slow()
    async with app.run_test() as pilot:
        burst(app, "hxx")
        await pilot.pause(0)
        assert app.order == ["hold"]
        app.gone = True
        await drained(pilot)
        assert app.order == ["hold", "x", "x"]


async def test_pastes_wait_in_line_and_are_cleaned():
    app = Slow()
    async with app.run_test() as pilot:
        burst(app, "a")
        app.post_message(events.Paste("for\u202emid\x9bling"))
        burst(app, "\u200b!\r")
        await pilot.pause(0)
        await drained(pilot)
        assert app.lines == ["formidling!"]


class Opening(Widget, can_focus=True):
    """`o` opens a line: slowly, or by words that are handed on from one to the next."""

    @dataclass
    class Word(Message):
        more: int

    async def on_key(self, event):
        if event.key == "o":
            event.stop()
            await asyncio.sleep(self.app.seconds)
            self.post_message(self.Word(self.app.words))

    def on_opening_word(self, word):
        word.stop()
        if word.more:
            self.post_message(self.Word(word.more - 1))
        else:
            self.app.push_screen(Asking())


class Patient(Slow):
    def __init__(self, seconds, words):
        super().__init__()
        self.seconds, self.words = seconds, words

    def compose(self):
        yield Opening()


@pytest.mark.parametrize(("seconds", "words"), [(0, 0), (0.8, 0), (0, 200), (0.6, 3)])
async def test_keys_are_for_what_the_one_before_leads_to_however_long_that_takes(seconds, words):
    app = Patient(seconds, words)
    async with app.run_test() as pilot:
        app.query_one(Opening).focus()
        burst(app, "xoxax\rx")
        await pilot.pause(0)
        await drained(pilot)
        assert app.lines == ["xax"]
        assert app.order == ["x", "x"]


async def test_a_widget_that_goes_away_with_its_key_keeps_no_other_waiting():
    class Going(Opening):
        async def on_key(self, event):
            event.stop()
            await self.remove()

    class Leaving(Slow):
        def compose(self):
            yield Going()

    app = Leaving()
    async with app.run_test() as pilot:
        app.query_one(Going).focus()
        burst(app, "xxx")
        await pilot.pause(0)
        await drained(pilot)
        assert app.order == ["x", "x"]
