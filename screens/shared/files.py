"""Minutes and plans written to a file from a screen: never over another file unasked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.export.files import AlreadyThere, ExportError, export_folder, write_new
from data.i18n import DEFAULT_LANGUAGE, _, in_language
from screens.frame.base import DocumentScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from data.export.forms import Contents


class MinutesFile(DocumentScreen):
    """A screen whose minutes can be written to a file."""

    def minutes_language(self) -> str:
        """The language of the workplace's minutes."""
        workplace = self.document.workplace
        return workplace.language if workplace else DEFAULT_LANGUAGE

    async def write_minutes(self, text: str, name: Callable[[str], str]) -> None:
        """Ask for the form and write the minutes; only from `start`.

        Args:
            text: The minutes in Markdown.
            name: Gives the file's name for an ending, in the language of the minutes.
        """
        from data.export.forms import MARKED, title_in
        from screens.shared.forms import ask_form, forms, write_rendered

        form = await ask_form(self, _("Write the minutes as"), forms(*MARKED))
        if form is None:
            return
        with in_language(self.minutes_language()):
            file = name(form)
        await write_rendered(self, text, form, name=file, title=title_in(text))


async def write_file(screen: DocumentScreen, name: str, contents: Contents) -> None:
    """Write a file into the folder for exports and say where it is; only from `start`.

    Args:
        screen: Asks before another file is replaced, and says what happened.
        name: The file's name.
        contents: What is written.
    """
    from screens.dialogs.confirm import ConfirmPrompt

    path = screen.desk.export_folder / name
    try:
        # Made where it is not there; a link in its place is not followed.
        await asyncio.to_thread(export_folder, screen.session.store.path)
        await asyncio.to_thread(write_new, path, contents)
    except AlreadyThere:
        question = _("{name} is there already. Replace it?").format(name=name)
        if not await screen.ask(ConfirmPrompt(question, str(path))):
            screen.say(_("The old file was left as it was."))
            return
        await _replace(screen, path, contents)
    except (ExportError, OSError) as error:
        screen.say(_why(error, path), alert=True)
    else:
        screen.say(_told(path), whole=True)


async def _replace(screen: DocumentScreen, path: Path, contents: Contents) -> None:
    try:
        await asyncio.to_thread(write_new, path, contents, overwrite=True)
    except (ExportError, OSError) as error:
        screen.say(_why(error, path), alert=True)
    else:
        screen.say(_told(path), whole=True)


def _told(path: Path) -> str:
    """The name first: it is looked for in the folder."""
    return _("Written: {name} in {folder}").format(name=path.name, folder=path.parent)


def _why(error: Exception, path: Path) -> str:
    if isinstance(error, ExportError):
        return error.sentence()
    return _("{path} could not be written.").format(path=path)
