"""Copying what the cursor is on to the clipboard: a number, a text or a path, to paste elsewhere.

It goes by the terminal itself (OSC 52), so it works over SSH, too, where the terminal lets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from data.text import shorten
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.base import Record
    from screens.frame.desk import Desk

_SHOWN = 60
"""Letters of a text that say which it is."""


async def copy(desk: Desk, record: Record | None, text: str = "") -> None:
    """Ask what is copied, and copy it; only from `start`.

    Args:
        desk: What it works at.
        record: What the cursor is on; None where that is no record.
        text: The line under the cursor, or a field's text; empty for none.
    """
    found = dict.fromkeys(_found(desk, record, text))
    options = [Option(copied, " ".join(copied.split()), what) for copied, what in found]
    answer = await desk.ask(ChoicePrompt(_("What is copied?"), options))
    if answer is None:
        return
    desk.floor.copy(answer)
    told = shorten(answer, _SHOWN)
    if desk.restricted:
        news = _("Copied inside AMIS only, nothing may leave it here: {text}")
        desk.say(news.format(text=told), alert=True)
    else:
        desk.say(_("Copied: {text}. If pasting gives nothing, the terminal forbids it.").format(
            text=told
        ))  # fmt: skip


def _found(desk: Desk, record: Record | None, text: str) -> Iterator[tuple[str, str]]:
    """What there is to copy, with what it is called."""
    if record is not None:
        if record.prefix:
            yield record.code, _("the number")
            yield f"{record.code} {record.heading}", _("number and text")
        yield record.heading, _("the text")
    line = " ".join(text.split())
    if line and (record is None or record.heading not in line):
        yield line, _("the line")
    if desk.floor.written:
        yield desk.floor.written, _("the path of the file written last")
    yield str(desk.session.store.path), _("the path of the document")
