"""The program on the example, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support import program

from data.i18n import set_language
from data.store.store import Store
from tui.app import AmisApp
from tui.surroundings import surroundings
from tui.terminal import read_profile

if TYPE_CHECKING:
    from pathlib import Path


def on_example(folder: Path) -> AmisApp:
    """The application in Danish, on a terminal that can do everything, not running yet.

    Args:
        folder: A folder of the test's own, for the document and the user's state.
    """
    set_language("da")
    store = Store(program.write(folder / "amis.json"))
    store.load()
    environ = program.environment(folder, store.path) | {"TERM": "xterm-256color"}
    profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
    return AmisApp(profile, store, surroundings(environ), state_folder=folder / "state")
