"""The screen as plain text: what a reviewer can read and a test can compare.

The single place that reaches into Textual for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App


def frame(app: App[object]) -> str:
    """Every row of the screen, trailing blanks cut."""
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(s.text for s in strip).rstrip() for strip in lines) + "\n"
