"""A file that was written, opened in the program for it, on a machine with a screen."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tui.surroundings import Surroundings

_REMOTE: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_SCREENS: Final = ("WAYLAND_DISPLAY", "DISPLAY")
_PATIENCE: Final = 3.0
"""Seconds in which a program that cannot open the file says so; others stay open."""


def opening(surroundings: Surroundings) -> Callable[[], Callable[[Path], bool] | None] | None:
    """What finds, when a file has been written, what opens it; None for who sits elsewhere."""
    if any(surroundings.environ.get(name) for name in _REMOTE):
        return None
    return partial(opener, surroundings)


def opener(
    surroundings: Surroundings, platform: str = sys.platform
) -> Callable[[Path], bool] | None:
    """What opens a file, and says whether it could; None where there is no screen, or none may.

    Args:
        surroundings: What the program was started in: a guest opens nothing, nor does somebody
            whose files stay in the document's folder.
        platform: The system's name, as Python has it.
    """
    import shutil

    environ, limits = surroundings.environ, surroundings.limits
    if limits.restricted or limits.read_only:
        return None
    if platform != "darwin" and not any(environ.get(name) for name in _SCREENS):
        return None
    name = "open" if platform == "darwin" else "xdg-open"
    program = shutil.which(name, path=environ.get("PATH"))
    return partial(_opened, program) if program is not None else None


def _opened(program: str, path: Path) -> bool:
    import subprocess
    from threading import Thread

    try:
        # In a session of its own: it stays when the terminal goes, and gets none of its signals.
        process = subprocess.Popen(  # noqa: S603 - a program of the system, and one path
            [program, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        Thread(target=process.wait, daemon=True).start()
        return True
