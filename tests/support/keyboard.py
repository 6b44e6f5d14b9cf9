"""Working a screen as somebody at the keyboard does, and waiting for the program, not the clock.

Textual's own `Pilot.press` and `Pilot.pause` sleep at least 20 ms each and then guess from the
processor time whether the program is done. Here it is known: nothing in the event loop is ready to
run, no thread that was started is still at work, no key waits its turn and nothing is left to draw.
"""

from __future__ import annotations

import asyncio
import time
import unicodedata
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from support.documents import blank
from support.meetings import NOON, PartApp
from textual.css.stylesheet import Stylesheet
from textual.events import Key, Paste
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime
    from pathlib import Path

    from data.model.document import Document

LIMIT: Final = 60.0
"""Seconds after which a program that is still busy is taken to be stuck."""

CALM: Final = 2
"""Turns of the event loop in a row with nothing to do."""


async def press(pilot: Any, *keys: str) -> None:
    """Press keys, and type texts: those that begin with a blank, which is left out.

    Each key is dealt with before the next one is pressed. What somebody types who does not wait
    for the program is `type_ahead`.
    """
    for key in keys:
        if len(key) < 2 or not key.startswith(" "):
            type_ahead(pilot, key)
        elif key.isprintable():
            type_ahead(pilot, *key[1:])
        else:
            # No key types a line break or a control character into a line.
            pilot.app._driver.send_message(Paste(key[1:]))
        await rest(pilot)


def type_ahead(pilot: Any, *keys: str) -> None:
    """Send keys to the driver all at once, as a slow line delivers them."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        try:
            letter = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
        except KeyError:
            letter = key if len(key) == 1 else None
        event = Key(name, letter)
        event.set_sender(pilot.app)
        pilot.app._driver.send_message(event)


async def rest(pilot: Any) -> None:
    """Wait until the program has done all that it does by itself, and has drawn it.

    What it does by the clock only (looking for other people's changes, keeping a draft) is not
    waited for, except drawing what follows the cursor: that is done at once.
    """
    app = pilot.app
    loop = asyncio.get_running_loop()
    threads = _threads(loop)
    end = time.monotonic() + LIMIT
    calm = 0
    while calm < CALM:
        assert time.monotonic() < end, "the program does not come to rest"
        await asyncio.sleep(0)
        if app._exception is not None or not app.is_running:
            return
        if loop._ready:  # type: ignore[attr-defined]
            calm = 0
        elif threads:
            calm = 0
            await asyncio.wait(threads, return_when=asyncio.FIRST_COMPLETED)
        elif _drawn(app):
            calm = 0
        elif getattr(app, "settled", True):
            calm += 1
        else:
            calm = 0
            for waiting in tuple(app.type_ahead.waiting_draws):
                waiting.come_to_rest()
            await asyncio.sleep(0.001)


async def until(pilot: Any, happened: Callable[[], Any]) -> None:
    """Wait for what the program does by the clock, such as keeping a draft."""
    end = time.monotonic() + LIMIT
    while not happened():
        assert time.monotonic() < end, "it does not happen"
        await asyncio.sleep(0.001)
        await rest(pilot)


def _threads(loop: Any) -> set[asyncio.Future[Any]]:
    """What threads of the event loop are at work on, from the first call on."""
    if not hasattr(loop, "threads_at_work"):
        threads: set[asyncio.Future[Any]] = set()
        start = loop.run_in_executor

        def started(*args: Any) -> asyncio.Future[Any]:
            future: asyncio.Future[Any] = start(*args)
            threads.add(future)
            future.add_done_callback(threads.discard)
            return future

        loop.threads_at_work = threads
        loop.run_in_executor = started
    found: set[asyncio.Future[Any]] = loop.threads_at_work
    return found


def _drawn(app: Any) -> bool:
    """Draw what Textual would draw at its next tick, 16 ms from now; whether there was anything."""
    due = [screen for screen in app.screen_stack if screen._callbacks or _to_draw(app, screen)]
    for screen in due:
        screen._on_timer_update()
    return bool(due) and not app._batch_count


def _to_draw(app: Any, screen: Any) -> bool:
    if not screen.is_current:
        return False
    # A screen below a dialog asks for another repaint each time it has been repainted.
    repaint = screen._repaint_required and screen is app.screen
    return bool(
        repaint
        or screen._layout_required
        or screen._scroll_required
        or screen._dirty_widgets
        or screen._recompose_required
    )


_PARSED: dict[Any, Any] = {}
"""Rules by style sheet and the colours it was read with: every application reads the same few."""


def _remember_style_sheets() -> None:
    parse = Stylesheet._parse_rules

    def remembered(sheet: Stylesheet, css: str, *rest: Any, **named: Any) -> Any:
        key = (css, rest, *named.items(), *sheet._variables.items())
        if key not in _PARSED:
            _PARSED[key] = parse(sheet, css, *rest, **named)
        return _PARSED[key]

    Stylesheet._parse_rules = remembered  # type: ignore[method-assign]


_remember_style_sheets()


@asynccontextmanager
async def at_work(app: Any, size: tuple[int, int] = (80, 24), **options: Any) -> AsyncIterator[Any]:
    """An application that is running and at rest; its pilot."""
    _threads(asyncio.get_running_loop())
    async with app.run_test(size=size, **options) as pilot:
        await rest(pilot)
        yield pilot


def opens(screen: Any, document: Callable[[], Document] = blank, *, now: datetime = NOON) -> Any:
    """A fixture that opens a screen: `opened(document, *keys, size=…)` yields its pilot.

    Args:
        screen: What shows a desk: a part, a page.
        document: Makes the document of a test that names none.
        now: What the clock shows.
    """
    usual, make = screen, document

    @pytest.fixture
    def opened(part: Any) -> Any:
        def run(document: Document | None = None, *keys: str, screen: Any = usual, **more: Any):
            return part(screen, document or make(), *keys, now=now, **more)

        return run

    return opened


@asynccontextmanager
async def part_at_work(
    screen: Any,
    document: Document,
    *keys: str,
    folder: Path,
    now: datetime = NOON,
    size: tuple[int, int] = (80, 24),
) -> AsyncIterator[Any]:
    """A screen on a document after these keys; its pilot. Tests ask for the fixture `part`."""
    # The time of the last save is on the screen, in the reader's zone.
    silent = replace(document, meta=replace(document.meta, saved_at=None))
    async with at_work(PartApp(silent, _unused(folder), screen, now), size) as pilot:
        await press(pilot, *keys)
        yield pilot


def _unused(folder: Path) -> Path:
    """The folder itself for the first document of a test, one below it for each further one."""
    if not (folder / "amis.json").exists():
        return folder
    further = folder / str(sum(each.is_dir() for each in folder.iterdir()))
    further.mkdir()
    return further
