"""The forms a file can be written in, as a question; and writing it into the folder for exports.

No file is ever written over another one unasked.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from data.commands.read_only import GUEST
from data.export.files import FileAlreadyThere, export_folder, write_new
from data.export.forms import MARKED, NO_TEXT, rendered, title_in
from data.export.office.libraries import NotInstalled
from data.i18n import DEFAULT_LANGUAGE, N_, _, in_language
from data.store.errors import FileError
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from data.export.forms import Contents, ExportSource
    from screens.frame.desk import Desk

READ: Final = "read"
"""Shown on the screen, and written nowhere."""

_FORMS: Final = {
    READ: N_("Read it here"),
    "md": N_("Markdown: reads as it is, opens everywhere"),
    "html": N_("HTML: to print"),
    "docx": N_("Word: to go on writing in"),
    "xlsx": N_("Excel: with days that sort and columns that filter"),
}
"""What they are called; by the ending of the file's name."""


def written_language(desk: Desk) -> str:
    """The language of the workplace's minutes and plans."""
    workplace = desk.document.workplace
    return workplace.language if workplace is not None else DEFAULT_LANGUAGE


def forms(*endings: str) -> list[Option]:
    """The forms of those endings, to choose from."""
    return [Option(ending, _(_FORMS[ending])) for ending in endings]


async def ask_form(desk: Desk, title: str, options: list[Option]) -> str | None:
    """Ask for the form; None when that was left. Only from `start`.

    A guest is not asked: all there is is to read it here.
    """
    if not desk.writes_files:
        return READ
    return await desk.ask(ChoicePrompt(title, options))


async def write_rendered(
    desk: Desk, source: ExportSource, form: str, *, name: str, title: str
) -> None:
    """Write what was made, in a form; only from `start`.

    Args:
        desk: Says what happened, and whose document it is.
        source: What was made, in the language of the document.
        form: One of Markdown's forms, or `xlsx` for tables.
        name: The file's name.
        title: What the document is called.
    """
    if form in NO_TEXT:
        desk.say(_("Writing {name} …").format(name=name))
    language, today = written_language(desk), desk.today
    try:
        contents = await asyncio.to_thread(rendered, source, form, title, language, today)
    except NotInstalled as missing:
        desk.say(missing.sentence(), alert=True)
        return
    await write_file(desk, name, contents)


async def write_minutes(desk: Desk, text: str, name: Callable[[str], str]) -> None:
    """Ask for the form and write minutes; only from `start`.

    Args:
        desk: What it works at.
        text: The minutes in Markdown.
        name: Gives the file's name for an ending, in the language of the minutes.
    """
    form = await ask_form(desk, _("Write the minutes as"), forms(*MARKED))
    if form is None:
        return
    if form == READ:
        await read_here(desk, text)
        return
    with in_language(written_language(desk)):
        file = name(form)
    await write_rendered(desk, text, form, name=file, title=title_in(text))


async def read_here(desk: Desk, text: str) -> None:
    """Show what was made, and write nothing; only from `start`."""
    from screens.dialogs.page import MarkdownPage

    await desk.ask(MarkdownPage(text))


# -- the file ------------------------------------------------------------------------------


async def write_file(desk: Desk, name: str, contents: Contents) -> None:
    """Write a file into the folder for exports and say where it is; only from `start`.

    Args:
        desk: Asks before another file is replaced, and says what happened.
        name: The file's name.
        contents: What is written.
    """
    from screens.dialogs.confirm import ConfirmPrompt

    if not desk.writes_files:
        desk.say(_(GUEST), alert=True)
        return
    path = desk.export_folder / name
    try:
        # Made where it is not there; a link in its place is not followed.
        await asyncio.to_thread(export_folder, desk.session.store.path)
        document = desk.session.store.path
        await asyncio.to_thread(write_new, path, contents, document=document)
    except FileAlreadyThere:
        question = _("{name} is there already. Replace it?").format(name=name)
        if not await desk.ask(ConfirmPrompt(question, str(path))):
            desk.say(_("The old file was left as it was."))
            return
        await _replace(desk, path, contents)
    except (FileError, OSError) as error:
        desk.say(_why(error, path), alert=True)
    else:
        desk.say(_written(path), whole=True)


async def _replace(desk: Desk, path: Path, contents: Contents) -> None:
    try:
        document = desk.session.store.path
        await asyncio.to_thread(write_new, path, contents, document=document, overwrite=True)
    except (FileError, OSError) as error:
        desk.say(_why(error, path), alert=True)
    else:
        desk.say(_written(path), whole=True)


def _written(path: Path) -> str:
    """The name first: it is looked for in the folder."""
    return _("Written: {name} in {folder}").format(name=path.name, folder=path.parent)


def _why(error: Exception, path: Path) -> str:
    if isinstance(error, FileError):
        return error.sentence()
    return _("{path} could not be written.").format(path=path)
