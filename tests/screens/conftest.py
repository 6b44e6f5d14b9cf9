"""Screens without a terminal: one part of the program on a document, and widgets by themselves."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial

import pytest
from support import program
from support.keyboard import at_work, opens, part_at_work, rest
from textual.app import App

from data.i18n import set_language
from screens.home.screen import HomeScreen


@pytest.fixture
def danish():
    """Danish for the test."""
    set_language("da")
    yield
    set_language("da")


@pytest.fixture
def part(tmp_path, danish):
    """Opens a screen on a document: `part(screen, document, *keys, now=…, size=…)`."""
    return partial(part_at_work, folder=tmp_path)


front = opens(HomeScreen, program.example)
"""The front page on the example, or on a document given; with `screen=` another part."""


@pytest.fixture
def alone(danish):
    """Shows one widget by itself and notes the messages that come out of it.

    `alone(make)` takes what makes the widget: some need an application around them for that.
    """

    @asynccontextmanager
    async def run(make, *, size=(60, 12)):
        class Alone(App[None]):
            def compose(self):
                yield make()

        seen = []

        def said(kind):
            # The hook sees a message at every step up.
            return list({id(each): each for each in seen if isinstance(each, kind)}.values())

        app = Alone()
        async with at_work(app, size, message_hook=seen.append) as pilot:
            widget = app.screen.children[-1]
            widget.focus()
            await rest(pilot)
            yield pilot, widget, said

    return run
