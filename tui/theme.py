"""Two calm themes with one accent; terminals of 16 colours keep their own.

What text is drawn with is said here and not worked out: each has at least 4.5 to 1 against the
background and the panel it stands on, measured on the cells drawn by `tests/system/test_looks.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.theme import BUILTIN_THEMES, Theme

from tui.prelude import PALETTE

if TYPE_CHECKING:
    from tui.terminal import Theme as Kind

_DARK, _LIGHT = PALETTE["dark"], PALETTE["light"]

DARK: Final = Theme(
    name="amis-dark",
    primary="#7fb4ca",
    secondary="#9aa9ac",
    accent="#7fb4ca",
    warning="#e0b56c",
    error="#e98a7d",
    success="#9bbf85",
    foreground="#d8dcdd",
    background=_DARK["background"][0],
    surface="#1b2023",
    panel=_DARK["panel"][0],
    dark=True,
    variables={
        "text": "#d8dcdd",
        "block-cursor-foreground": "#14181a",
        "block-cursor-background": "#7fb4ca",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#14181a",
        "block-cursor-blurred-background": "#7fb4ca",
        "block-cursor-blurred-text-style": "none",
        "text-muted": _DARK["text-muted"][0],
        "text-disabled": "#8d9799",
        "text-primary": "#9cc8da",
        "text-accent": _DARK["text-accent"][0],
        "text-error": "#f0a296",
        "text-warning": "#e0b56c",
    },
)
LIGHT: Final = Theme(
    name="amis-light",
    primary="#22617a",
    secondary="#515c5f",
    accent="#22617a",
    warning="#8a5a00",
    error="#a8321f",
    success="#3c6b2a",
    foreground="#1c2224",
    background=_LIGHT["background"][0],
    surface="#f1f3f3",
    panel=_LIGHT["panel"][0],
    dark=False,
    variables={
        "text": "#1c2224",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#22617a",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-background": "#22617a",
        "block-cursor-blurred-text-style": "none",
        "text-muted": _LIGHT["text-muted"][0],
        "text-disabled": "#5e686b",
        "text-primary": "#1d566c",
        "text-accent": _LIGHT["text-accent"][0],
        "text-error": "#a8321f",
        "text-warning": "#8a5a00",
    },
)

ANSI: Final = Theme(
    name="amis-ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables=BUILTIN_THEMES["ansi-dark"].variables
    | {
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "reverse",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
    },
)
"""Sixteen colours, or none, are the user's own: on a light and on a dark background alike only the
default letters can be read for certain. What is weighty is bold, what is chosen is reversed."""

THEMES: Final[dict[Kind, str]] = {"ansi": ANSI.name, "dark": DARK.name, "light": LIGHT.name}
"""The theme for each kind of terminal."""
