"""Quick capture: one line from any screen, its reading shown before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from screens.dialogs.prompt import TextPrompt
from screens.shared.line_reader import LineReader

if TYPE_CHECKING:
    from screens.frame.desk import Desk


async def capture(desk: Desk, *, kind: str = "action") -> None:
    """Ask for a line and keep what it describes.

    Args:
        desk: What it works at.
        kind: What a line becomes that says nothing else.
    """
    reader = LineReader(desk, kind)
    text = await desk.ask(
        TextPrompt(
            _("Capture:  H: action   M: goal   A: activity   I: idea"),
            hint=_("e.g. Noise screen in the workshop owner:mette due:week 43   Tab completes"),
            reading=lambda text: reader.echo(text)[0],
            accept=reader.accept,
            asks=reader.asks,
            complete=reader.complete,
            drafts=desk.drafts,
            place="capture",
        )
    )
    kept = await reader.keep(text) if text is not None else None
    # Where it is not on disk yet, the status line says why; that is the news that matters.
    if kept is not None and desk.session.trouble is None:
        desk.say(kept.news, alert=kept.alert)
