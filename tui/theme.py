"""Two calm themes with one accent; terminals of 16 colours keep their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.theme import Theme

if TYPE_CHECKING:
    from tui.terminal import Theme as Kind

DARK: Final = Theme(
    name="amis-dark",
    primary="#7fb4ca",
    secondary="#8a9a9d",
    accent="#7fb4ca",
    warning="#e0b56c",
    error="#e98a7d",
    success="#9bbf85",
    foreground="#d8dcdd",
    background="#14181a",
    surface="#1b2023",
    panel="#22292c",
    dark=True,
)
LIGHT: Final = Theme(
    name="amis-light",
    primary="#22617a",
    secondary="#5f6b6e",
    accent="#22617a",
    warning="#8a5a00",
    error="#a8321f",
    success="#3c6b2a",
    foreground="#1c2224",
    background="#fafafa",
    surface="#f1f3f3",
    panel="#e6eaea",
    dark=False,
)

THEMES: Final[dict[Kind, str]] = {"ansi": "ansi-dark", "dark": DARK.name, "light": LIGHT.name}
"""The theme for each kind of terminal."""
