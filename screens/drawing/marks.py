"""The sign in front of an action: how it stands, the same wherever it is listed."""

from __future__ import annotations

from data.views.plan import Mark
from screens.drawing.glyphs import glyphs


def mark_sign(mark: Mark) -> str:
    """One cell that says how an action stands."""
    signs = glyphs()
    return {
        Mark.OVERDUE: signs.overdue,
        Mark.STALLED: signs.warning,
        Mark.JUDGE: "?",
        Mark.RUNNING: signs.half,
        Mark.PLANNED: signs.empty,
        Mark.DONE: signs.tick,
        Mark.DROPPED: signs.cross,
    }[mark]
