"""The way back: looking at the document as it was, and giving it content it had."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.commands.restoring import RestoreDocument
from data.dates.labels import moment_label
from data.facts.notes import is_confidential
from data.i18n import _, ngettext
from data.store.past import document_at, touched, with_records
from data.text import shorten
from screens.dialogs.confirm import ConfirmPrompt
from screens.history.saves import NAMED

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document
    from data.store.store import Change
    from data.views.log import LogLine
    from screens.frame.desk import Desk


async def look_back(desk: Desk, line: LogLine) -> None:
    """Show the program on the document as it was right after a save."""
    if desk.look_back is not None:
        await desk.look_back(await _document_at(desk, line.entry.revision))


async def restore_records(desk: Desk, line: LogLine, about: str = "") -> Change | None:
    """Put what a save was about back to how it was before it; None when that was not possible.

    Args:
        desk: What it works at.
        line: The save.
        about: Only this record, `kind:id`; empty for all the save was about.
    """
    then = await _document_at(desk, line.entry.revision - 1)
    references = (about,) if about else touched(line.entry)
    wanted = with_records(desk.document, then, references)
    records = [desk.document.resolve(each) or then.resolve(each) for each in references]
    names = dict.fromkeys(_name(record) for record in records if record is not None)
    news = _("{what}: as before {time}. u takes it back.").format(
        what=shorten(", ".join(names) or "?", NAMED), time=moment_label(line.at)
    )
    return await _restore(desk, RestoreDocument(wanted, "restore_records"), news)


def _name(record: Record) -> str:
    """What a record is called in a sentence; a confidential note is not quoted."""
    if is_confidential(record):
        return _("a confidential note")
    return record.code or record.heading


async def restore_all(desk: Desk, line: LogLine) -> Change | None:
    """Ask, and give the whole document the content it had right after a save.

    None when the answer was no, or it could not be done.
    """
    time = moment_label(line.at)
    count = desk.document.meta.revision - line.entry.revision
    question = _("Go back to how everything was {time}?").format(time=time)
    since = ngettext(
        "{n} change since then is taken back. It stays in the history, and u undoes this.",
        "{n} changes since then are taken back. They stay in the history, and u undoes this.",
        count,
    ).format(n=count)
    if not await desk.ask(ConfirmPrompt(question, since)):
        return None
    then = await _document_at(desk, line.entry.revision)
    news = _("Everything is as it was {time}. u takes it back.").format(time=time)
    return await _restore(desk, RestoreDocument(then), news)


async def _document_at(desk: Desk, revision: int) -> Document:
    """The document as it was right after a save; walking back a long history takes its time."""
    document, history = desk.document, desk.session.store.history
    return await asyncio.to_thread(lambda: document_at(document, history.newest_first(), revision))


async def _restore(desk: Desk, command: RestoreDocument, news: str) -> Change | None:
    before = desk.document.meta.revision
    change = await desk.run(command, news)
    if change is not None and change.after.meta.revision == before:
        desk.say(_("It is like that already."))
    return change
