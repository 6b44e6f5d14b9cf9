"""What is heard of a meeting: the line the terminal's cursor stands on after each key.

A screen reader speaks the line its cursor comes to. Nothing else of the screen counts here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from support.frames import frame
from support.keyboard import press, rest

from screens.keys.names import key_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE: Final = 22
"""Columns for what is pressed."""


class Ears:
    """Presses keys, and writes down what is spoken after each."""

    def __init__(self, pilot: Any) -> None:
        self._pilot = pilot
        self._lines: list[str] = []

    @property
    def line(self) -> str:
        """The line at the cursor now."""
        app = self._pilot.app
        shown = frame(app).split("\n")
        y = app.cursor_position.y
        return " ".join(shown[y].split()) if y < len(shown) else ""

    @property
    def text(self) -> str:
        """All that was heard, with what was pressed before it."""
        return "\n".join(self._lines) + "\n"

    def chapter(self, title: str) -> None:
        """What comes next, as a heading."""
        self._lines += ["", title] if self._lines else [title]

    async def press(self, *keys: str) -> None:
        """Press keys, one after another; a text begins with a blank and is typed as one."""
        for key in keys:
            await press(self._pilot, key)
            # Once more: the cursor is led when what the key has done is drawn.
            await rest(self._pilot)
            pressed = f"„{key[1:]}“" if key.startswith(" ") and len(key) > 1 else key_name(key)
            self._lines += list(_told(pressed, self.line))

    async def until(self, key: str, heard: str, most: int = 30) -> None:
        """Press a key until something is heard."""
        for _each in range(most):
            if heard in self.line:
                return
            await self.press(key)
        raise AssertionError(f"{heard!r} is never heard:\n{self.text}")


def _told(pressed: str, line: str) -> Iterator[str]:
    # Times of saves are the clock's, and no part of what is told.
    told = re.sub(r"\s*gemt \d+\.\d+$", "", line)
    if len(pressed) > _WIDE:
        yield pressed
        pressed = ""
    yield f"{pressed:<{_WIDE}}  {told}".rstrip()
