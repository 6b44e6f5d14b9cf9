"""The forms a file can be written in, as a question; where it is to lie; and writing it there.

No file is ever written over another one unasked.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.commands.read_only import GUEST
from data.export.files import FileAlreadyThere, export_folder, write_new
from data.export.forms import MARKED, NO_TEXT, rendered, text_of, title_in
from data.export.libraries import NotInstalled
from data.export.stamp import stamp_of, stamped
from data.i18n import DEFAULT_LANGUAGE, N_, _, in_language
from data.store.atomic import make_folders
from data.store.errors import FileError, StoreError
from screens.dialogs.prompt import ChoicePrompt, Option, TextPrompt

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.export.forms import Contents, ExportSource
    from data.export.pdf.paper import Signed
    from data.own.export_place import ExportPlace
    from screens.frame.desk import Desk

READ: Final = "read"
"""Shown on the screen, and written nowhere."""

_OPEN: Final = "open"

_FORMS: Final = {
    READ: N_("Read it here"),
    "md": N_("Markdown: reads as it is, opens everywhere"),
    "html": N_("HTML: to print"),
    "docx": N_("Word: to go on writing in"),
    "pdf": N_("PDF: to hang up, sign and keep"),
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
    desk: Desk,
    source: ExportSource,
    form: str,
    *,
    name: str,
    title: str,
    comes_home: bool = False,
) -> None:
    """Write what was made, in a form; only from `start`.

    Args:
        desk: Says what happened, and whose document it is.
        source: What was made, in the language of the document.
        form: One of Markdown's forms, or `xlsx` for tables.
        name: The file's name.
        title: What the document is called.
        comes_home: Whether it is sent round and read in again with what others changed in it.
    """
    if form in NO_TEXT:
        desk.say(_("Writing {name} …").format(name=name))
    language, today = written_language(desk), desk.today
    workplace = desk.document.workplace
    place = workplace.name if workplace is not None else ""
    try:
        made = await asyncio.to_thread(rendered, source, form, title, language, today, place=place)
    except NotInstalled as missing:
        desk.say(missing.sentence(), alert=True)
        return
    contents = made.contents
    if comes_home:
        contents = stamped(contents, form, stamp_of(desk.document, today))
    await write_file(desk, name, contents, made.said)


async def write_minutes(desk: Desk, source: str | Signed, name: Callable[[str], str]) -> None:
    """Ask for the form and write minutes; only from `start`.

    Args:
        desk: What it works at.
        source: The minutes in Markdown, or with lines to sign on where they are printed.
        name: Gives the file's name for an ending, in the language of the minutes.
    """
    form = await ask_form(desk, _("Write the minutes as"), forms(READ, *MARKED))
    if form is None:
        return
    text = text_of(source)
    if form == READ:
        await read_here(desk, text)
        return
    with in_language(written_language(desk)):
        file = name(form)
    await write_rendered(desk, source, form, name=file, title=title_in(text), comes_home=True)


async def read_here(desk: Desk, text: str) -> None:
    """Show what was made, and write nothing; only from `start`."""
    from screens.dialogs.page import MarkdownPage

    await desk.ask(MarkdownPage(text))


# -- the file ------------------------------------------------------------------------------


async def write_file(desk: Desk, name: str, contents: Contents, said: str = "") -> None:
    """Ask where a file is to lie, write it and say where it is; only from `start`.

    Where no file may lie outside the folder for exports, nothing is asked.

    Args:
        desk: Asks for the place and before another file is replaced, and says what happened.
        name: The file's name.
        contents: What is written.
        said: What is told besides; mostly empty.
    """
    if not desk.writes_files:
        desk.say(_(GUEST), alert=True)
        return
    if desk.export_place is None:
        # Made where it is not there; a link in its place is not followed.
        beside = desk.session.store.path
        path = desk.export_folder / name
        why = await _tried(desk, path, contents, partial(export_folder, beside), said=said)
        if why:
            desk.say(why, alert=True)
        return
    place, text, why = desk.export_place(), "", ""
    text = place.short(place.folder / name)
    while True:
        answer = await desk.ask(_place_prompt(place, text, Path(name).suffix, why))
        if answer is None:
            desk.say(_("Nothing was written."))
            return
        path, text = place.read(answer, name), answer
        if not await _there(desk, path.parent):
            continue
        why = await _tried(desk, path, contents, said=said)
        if not why:
            place.use(path.parent)
            return


def _place_prompt(place: ExportPlace, text: str, ending: str, why: str) -> TextPrompt:
    """The question where a file is to lie; `why` says what was wrong with the last answer."""

    def problem(typed: str) -> str:
        if typed.strip() and place.read(typed, f"-{ending}").suffix == ending:
            return ""
        return _("The name of the file is to end in {ending}.").format(ending=ending)

    hint = _("Enter: write the file   Esc: back   Folder and name can be changed")
    return TextPrompt(
        _("Where is the file to lie?"),
        text,
        hint=f"{why}\n{hint}" if why else hint,
        accept=problem,
    )


async def _there(desk: Desk, folder: Path) -> bool:
    """Whether a folder is there, or is made now because its user says so."""
    from screens.dialogs.confirm import ConfirmPrompt

    if await asyncio.to_thread(folder.is_dir):
        return True
    if not await desk.ask(ConfirmPrompt(_("There is no such folder. Make it?"), str(folder))):
        return False
    try:
        await asyncio.to_thread(make_folders, folder)
    except (StoreError, OSError):
        return True  # writing the file says why
    return True


async def _tried(
    desk: Desk,
    path: Path,
    contents: Contents,
    prepare: Callable[[], object] | None = None,
    *,
    said: str = "",
) -> str:
    """Write a file and say so; why it could not be written, empty when it was or was left.

    Args:
        desk: Asks before another file is replaced, and says what happened.
        path: The file.
        contents: What is written.
        prepare: Makes its folder.
        said: What is told besides; mostly empty.
    """
    from screens.dialogs.confirm import ConfirmPrompt

    document = desk.session.store.path
    write = partial(write_new, path, contents, document=document)
    try:
        if prepare is not None:
            await asyncio.to_thread(prepare)
        try:
            await asyncio.to_thread(write)
        except FileAlreadyThere:
            question = _("{name} is there already. Replace it?").format(name=path.name)
            if not await desk.ask(ConfirmPrompt(question, str(path))):
                desk.say(_("The old file was left as it was."))
                return ""
            await asyncio.to_thread(partial(write, overwrite=True))
    except (FileError, OSError) as error:
        return _why(error, path)
    desk.floor.written = str(path)
    await _tell(desk, path, said)
    return ""


async def _tell(desk: Desk, path: Path, said: str) -> None:
    """Say where a file is; offer to open it where there is a screen, else copy its path."""
    where = _("Written: {path}").format(path=path)
    open_file = desk.opener() if desk.opener is not None else None
    copied = _path_copied(desk, path) if desk.opener is None else ""
    more = " ".join(filter(None, (copied, said)))
    told = f"{where}. {more}" if more else where
    desk.say(told, whole=True)
    if open_file is None:
        return
    hint = _("Enter: open it   Esc: back")
    if await desk.ask(ChoicePrompt(told, [Option(_OPEN, _("Open"))], hint=hint)) != _OPEN:
        return
    if not await asyncio.to_thread(open_file, path):
        why = _("{name} could not be opened: there is no program for it.")
        desk.say(why.format(name=path.name), alert=True)


def _path_copied(desk: Desk, path: Path) -> str:
    """Copy the path for who sits at another machine; what is told of it, empty where it is not."""
    if desk.restricted:
        return ""
    desk.floor.copy(str(path.absolute()))
    return _("The path was sent to your clipboard.")


def _why(error: Exception, path: Path) -> str:
    if isinstance(error, FileError):
        return error.sentence()
    return _("{path} could not be written.").format(path=path)
