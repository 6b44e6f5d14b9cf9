"""The parts of the program as modes of the application, each screen made when it is first seen."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from screens import PARTS, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App

    from screens.frame.desk import Desk
    from tui.palette import KeyCommands

FIRST: Final = PARTS[0].name
"""The part the program opens with."""

ALL: Final = tuple(part.name for part in PARTS)
"""The modes of all parts."""

_EMPTY: Final = "empty"
"""A mode with nothing in it, to stand in while the parts are made anew."""


def screen_of(part: Part, desk: Desk) -> Screen[Any]:
    """The screen of a part, loaded when it is asked for."""
    module, _sep, name = part.screen.partition(":")
    screen: Screen[Any] = getattr(import_module(module), name)(desk)
    return screen


def add_parts(app: App[Any], desk: Desk, prefix: str = "") -> None:
    """Add a mode for each part.

    Args:
        app: The application.
        desk: What the parts work at.
        prefix: What stands before the name of a part in the name of its mode.
    """
    for part in PARTS:
        app.add_mode(prefix + part.name, partial(screen_of, part, desk))


def add_placeholder(app: App[Any]) -> None:
    """Add the mode of the first part with nothing in it, while there is nothing to show."""
    app.add_mode(FIRST, Screen)


async def remove_modes(app: App[Any], modes: Iterable[str]) -> None:
    """Remove modes, none of which may be in sight."""
    # All are taken out before the first wait: nobody can go to one that is still there.
    for removal in [app.remove_mode(mode) for mode in modes]:
        await removal


async def put_parts(app: App[Any], desk: Desk, instead_of: Iterable[str] = ALL) -> None:
    """Make every part anew, and stay in the one in sight.

    Args:
        app: The application.
        desk: What the parts work at.
        instead_of: The modes there are now.
    """
    here = app.current_mode
    app.add_mode(_EMPTY, Screen)
    await app.switch_mode(_EMPTY)
    await remove_modes(app, instead_of)
    add_parts(app, desk)
    await app.switch_mode(here)
    await app.remove_mode(_EMPTY)


def key_commands() -> type[KeyCommands]:
    """Where the palette has its commands from; loaded when it is first opened."""
    from tui.palette import KeyCommands

    return KeyCommands
