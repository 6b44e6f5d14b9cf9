"""A file written into the folder for exports: never over another one unasked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.export.files import AlreadyThere, ExportError, export_folder, write_new
from data.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from data.export.forms import Contents
    from screens.frame.desk import Desk


async def write_file(desk: Desk, name: str, contents: Contents) -> None:
    """Write a file into the folder for exports and say where it is; only from `start`.

    Args:
        desk: Asks before another file is replaced, and says what happened.
        name: The file's name.
        contents: What is written.
    """
    from screens.dialogs.confirm import ConfirmPrompt

    path = desk.export_folder / name
    try:
        # Made where it is not there; a link in its place is not followed.
        await asyncio.to_thread(export_folder, desk.session.store.path)
        await asyncio.to_thread(write_new, path, contents)
    except AlreadyThere:
        question = _("{name} is there already. Replace it?").format(name=name)
        if not await desk.ask(ConfirmPrompt(question, str(path))):
            desk.say(_("The old file was left as it was."))
            return
        await _replace(desk, path, contents)
    except (ExportError, OSError) as error:
        desk.say(_why(error, path), alert=True)
    else:
        desk.say(_told(path), whole=True)


async def _replace(desk: Desk, path: Path, contents: Contents) -> None:
    try:
        await asyncio.to_thread(write_new, path, contents, overwrite=True)
    except (ExportError, OSError) as error:
        desk.say(_why(error, path), alert=True)
    else:
        desk.say(_told(path), whole=True)


def _told(path: Path) -> str:
    """The name first: it is looked for in the folder."""
    return _("Written: {name} in {folder}").format(name=path.name, folder=path.parent)


def _why(error: Exception, path: Path) -> str:
    if isinstance(error, ExportError):
        return error.sentence()
    return _("{path} could not be written.").format(path=path)
