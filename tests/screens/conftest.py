"""Screens without a terminal: one part of the program on a document, and widgets by themselves."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from support import program
from support.meetings import NOON, PartApp
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
def front(tmp_path, danish):
    """Opens the front page on the example, or on a document given."""

    @asynccontextmanager
    async def run(document=None, *, screen=HomeScreen, size=(80, 24)):
        app = PartApp(document or program.example(), tmp_path, screen, NOON)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield pilot

    return run


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
        async with app.run_test(size=size, message_hook=seen.append) as pilot:
            widget = app.screen.children[-1]
            widget.focus()
            await pilot.pause()
            yield pilot, widget, said

    return run
