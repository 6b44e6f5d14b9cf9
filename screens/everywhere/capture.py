"""Quick capture: one line from any screen, its reading shown before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _
from screens.dialogs.prompt import TextPrompt
from screens.dialogs.several import each_or_one
from screens.shared.line_reader import LineReader

if TYPE_CHECKING:
    from screens.frame.desk import Desk

_PLACE: Final = "capture"
"""What the draft belongs to."""


async def capture(desk: Desk, *, kind: str = "action", begun: str = "") -> None:
    """Ask for a line and keep what it describes.

    Args:
        desk: What it works at.
        kind: What a line becomes that says nothing else.
        begun: What has been typed of it already.
    """
    reader = LineReader(desk, kind)
    prompt = TextPrompt(
        _("Capture:  H: action   M: goal   A: activity   I: idea"),
        begun,
        hint=_("e.g. Noise screen owner:mette due:week 43, or: …, Mette, by 1/5   Tab completes"),
        reading=lambda text: reader.echo(text)[0],
        accept=reader.accept,
        asks=reader.asks,
        complete=reader.complete,
        drafts=desk.drafts,
        place=_PLACE,
        several=each_or_one,
    )
    text = await desk.ask(prompt)
    if text is None:
        return
    lines = text.split("\n") if prompt.each else [text]
    left = [line for line in lines if not await _keep(desk, reader, line)]
    if left and prompt.each:
        desk.drafts.save(_PLACE, "\n".join(left))


async def _keep(desk: Desk, reader: LineReader, line: str) -> bool:
    settled = await reader.settle(line)
    kept = await reader.keep(settled) if settled is not None else None
    # Where it is not on disk yet, the status line says why; that is the news that matters.
    if kept is not None and desk.session.trouble is None:
        desk.say(kept.news, alert=kept.alert)
    return kept is not None
